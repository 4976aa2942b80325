"""Drafts of the organisation and of people who sign in, and what is wrong with them."""

from dataclasses import dataclass

from mentordesk.kernel.permissions import Permission, Role
from mentordesk.kernel.text import fold

LONGEST_LOGO = 2_000_000
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")

MONTHS = (
    *((1, "January"), (2, "February"), (3, "March"), (4, "April"), (5, "May"), (6, "June")),
    *((7, "July"), (8, "August"), (9, "September"), (10, "October"), (11, "November"), (12, "December")),
)


@dataclass(frozen=True)
class OrganisationDraft:
    """The charity's details; `year_starts` is the month its financial year begins in."""

    name: str = ""
    charity_number: str = ""
    logo: bytes = b""
    year_starts: int | None = 4
    ask_reason: bool = False
    """Whether somebody who opens a case that is not theirs is asked why."""


@dataclass(frozen=True)
class PersonDraft:
    """Somebody who is to sign in."""

    name: str = ""
    role: Role | None = None
    mentor_id: int | None = None
    """The mentor as whom they sign in; they see that mentor's mentees."""


@dataclass(frozen=True)
class GrantDraft:
    """A permission that a manager gives to a role or takes from it."""

    role: Role
    permission: Permission
    granted: bool


def organisation_problems(draft: OrganisationDraft) -> dict[str, str]:
    """Return what is wrong with the organisation's details, by field."""
    problems = {}
    if not draft.name.strip():
        problems["name"] = "Give the organisation's name."
    elif len(draft.name) > 300:
        problems["name"] = "Use at most 300 characters."
    if len(draft.charity_number) > 40:
        problems["charity_number"] = "Use at most 40 characters."
    if draft.year_starts is None or not 1 <= draft.year_starts <= 12:
        problems["year_starts"] = "Choose the month in which the financial year starts."
    if draft.logo and not draft.logo.startswith(_PICTURES):
        problems["logo"] = "Choose a PNG or JPEG picture."
    elif len(draft.logo) > LONGEST_LOGO:
        problems["logo"] = "This picture is larger than 2 MB. Choose a smaller one."
    return problems


def person_problems(draft: PersonDraft, other_names: frozenset[str]) -> dict[str, str]:
    """Return what is wrong with a person, by field; `other_names` are folded names already in use."""
    problems = {}
    name = " ".join(draft.name.split())
    if not any(letter.isalnum() for letter in name):
        problems["name"] = "Give the person's name."
    elif len(name) > 200:
        problems["name"] = "Use at most 200 characters."
    elif fold(name) in other_names:
        problems["name"] = "Somebody of this name signs in already. Add a middle name or a number."
    if draft.role is None:
        problems["role"] = "Choose a role."
    if draft.mentor_id is not None and draft.role is not Role.MENTOR:
        problems["mentor_id"] = "Only somebody whose role is Mentor signs in as a mentor."
    return problems
