"""Consent and lawful basis: what is given and withdrawn, and which basis is in force."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from mentordesk.kernel.text import fold
from mentordesk.records.consents import Basis, Purpose
from mentordesk.records.referrals import Route

REPLACED = "Replaced by a newer basis."
STATUTORY_ROUTES = frozenset({Route.PROBATION, Route.PRISON, Route.POLICE, Route.COURT})
_FOR_UNIONS_AND_PARTIES = re.compile(r"not[- ]for[- ]profit|\bpara[a-z]*\.? ?31\b|\(31\)|^31$")
_EARLIEST = date(1990, 1, 1)
_LONGEST = {"partner": 300, "condition": 300, "wording": 100, "taken_by": 200}
_BLOCKED = {
    Purpose.CASEWORK: "Casework has no basis. Write one down before you work with this person's details.",
    Purpose.PHOTO: "Photos have no basis. Ask for consent, or leave the photo out.",
    Purpose.CASE_STUDY: "A case study has no basis. Ask for consent, or leave this person out.",
    Purpose.RESEARCH: "The research file has no basis. This person is left out of it until there is one.",
}


@dataclass(frozen=True)
class ConsentDraft:
    """One basis for one purpose as it is given; sharing names its partner."""

    purpose: Purpose | None = None
    partner: str = ""
    basis: Basis | None = None
    condition: str = ""
    wording: str = ""
    given_date: date | None = None
    taken_by: str = ""
    expiry_date: date | None = None


@dataclass(frozen=True)
class WithdrawalDraft:
    """The end of a basis; nobody has to say why."""

    withdrawn_date: date | None = None
    withdrawn_reason: str = ""


class Held(Protocol):
    """A basis that is written down, as the rules look at it."""

    purpose: Purpose
    partner: str
    given_date: date

    def holds(self, day: date) -> bool:
        """Return whether it holds on a day."""


Given = TypeVar("Given", bound=Held)


def consent_problems(draft: ConsentDraft, today: date) -> dict[str, str]:
    """Return what is wrong with a basis, by field."""
    problems = {
        name: f"Use at most {longest} characters."
        for name, longest in _LONGEST.items()
        if len(getattr(draft, name)) > longest
    }
    if draft.purpose is None:
        problems["purpose"] = "Choose what the details are used for."
    elif draft.purpose is Purpose.SHARING and not draft.partner.strip():
        problems["partner"] = "Name the partner with whom details are shared."
    elif draft.purpose is not Purpose.SHARING and draft.partner.strip():
        problems["partner"] = "Only sharing names a partner. Leave this empty."
    if draft.basis is None:
        problems["basis"] = "Choose the lawful basis."
    elif draft.basis is Basis.CONSENT and not draft.wording.strip():
        problems["wording"] = "Say which version of the consent form or words was used."
    if not draft.taken_by.strip():
        problems["taken_by"] = "Say who took or decided this."
    return problems | _given_dates(draft, today)


def _given_dates(draft: ConsentDraft, today: date) -> dict[str, str]:
    given, expires = draft.given_date, draft.expiry_date
    if given is None:
        return {"given_date": "Give the date from which this holds."}
    if given > today:
        return {"given_date": "This date has not come yet. Write it down when it has."}
    if given < _EARLIEST:
        return {"given_date": "This is too long ago. Check the year."}
    if expires and expires <= given:
        return {"expiry_date": "This expires on or before the day it begins. Check both dates."}
    return {}


def withdrawal_problems(draft: WithdrawalDraft, given: date, today: date) -> dict[str, str]:
    """Return what is wrong with a withdrawal, by field."""
    day = draft.withdrawn_date
    if day is None:
        return {"withdrawn_date": "Give the date on which this was withdrawn."}
    if day > today:
        return {
            "withdrawn_date": "This date has not come yet. A withdrawal holds at once: give today's date."
        }
    if day < given:
        return {"withdrawn_date": "This is before the day it was given. Check the date."}
    return {}


def same_use(held: Held, purpose: Purpose, partner: str) -> bool:
    """Return whether a basis is for a purpose, and for sharing with the same partner."""
    return held.purpose is purpose and fold(held.partner) == fold(partner)


def basis_in_force(held: Iterable[Given], purpose: Purpose, day: date, partner: str = "") -> Given | None:
    """Return the newest basis that holds for a purpose on a day, or None."""
    holding = [each for each in held if same_use(each, purpose, partner) and each.holds(day)]
    return max(holding, key=lambda each: each.given_date, default=None)


def no_basis(purpose: Purpose, partner: str = "") -> str:
    """Return the sentence that says what cannot be done while a purpose has no basis, and what to do."""
    if purpose is Purpose.SHARING:
        whom = partner.strip() or "anybody"
        return f"There is no basis for sharing with {whom}. Write one down first, or share nothing."
    return _BLOCKED[purpose]


def consent_notes(draft: ConsentDraft, *, statutory: bool) -> tuple[str, ...]:
    """Return what somebody should think about before they save; none of it stops them. DOMAIN §7."""
    notes = []
    if draft.purpose is Purpose.CASEWORK and draft.basis is Basis.CONSENT and statutory:
        notes.append(
            "This person was referred by a statutory body, so consent to casework is rarely free. "
            "Legitimate interests often fits better. Keep consent for what is optional."
        )
    if draft.basis is Basis.CONSENT and draft.expiry_date is None and draft.purpose is not Purpose.CASEWORK:
        notes.append("No expiry date: ask again from time to time whether they still agree.")
    if _FOR_UNIONS_AND_PARTIES.search(fold(draft.condition)):
        notes.append(
            "Paragraph 31 covers only bodies with a political, philosophical, religious or trade union aim. "
            "It does not fit an ordinary mentoring charity."
        )
    return tuple(notes)
