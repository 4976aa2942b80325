"""Drafts of quality standards, what is wrong with each, and how far the charity has come with one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mentordesk.kernel.dates import add_months
from mentordesk.kernel.rag import Rag
from mentordesk.kernel.text import fold

LONGEST_NAME = 200
LONGEST_AREA = 100
LONGEST_WORDING = 400


@dataclass(frozen=True)
class PartDraft:
    """One requirement as the list of a standard has it; `id` is none for a new one."""

    id: int | None = None
    area: str = ""
    wording: str = ""


@dataclass(frozen=True)
class StandardDraft:
    """A standard with what it asks for, in order."""

    name: str = ""
    note: str = ""
    awarded_date: date | None = None
    until_date: date | None = None
    requirements: tuple[PartDraft, ...] = ()


@dataclass(frozen=True)
class EvidenceDraft:
    """How the charity stands with one requirement."""

    rag: Rag | None = None
    evidence: str = ""
    next_step: str = ""
    owner_id: int | None = None
    review_date: date | None = None


@dataclass(frozen=True)
class Progress:
    """How many requirements of a standard stand how."""

    whole: int
    green: int
    amber: int
    red: int
    unrated: int
    evidenced: int

    def count(self, rag: Rag | None) -> int:
        """Return how many stand at a rating."""
        return {Rag.GREEN: self.green, Rag.AMBER: self.amber, Rag.RED: self.red, None: self.unrated}[rag]


def progress_of(found: Iterable[tuple[Rag | None, str]]) -> Progress:
    """Return the counts of requirements, each given by its rating and its evidence."""
    rows = list(found)

    def rated(rag: Rag | None) -> int:
        return sum(each is rag for each, _ in rows)

    evidenced = sum(bool(words.strip()) for _, words in rows)
    return Progress(len(rows), rated(Rag.GREEN), rated(Rag.AMBER), rated(Rag.RED), rated(None), evidenced)


def standard_problems(draft: StandardDraft, today: date) -> dict[str, str]:
    """Return what is wrong with a standard, by field."""
    problems: dict[str, str] = {}
    if not draft.name.strip():
        problems["name"] = "Give the standard a name."
    elif len(draft.name.strip()) > LONGEST_NAME:
        problems["name"] = f"Use at most {LONGEST_NAME} characters."
    if draft.awarded_date is not None and draft.awarded_date > today:
        problems["awarded_date"] = "This date has not come yet."
    if draft.awarded_date and draft.until_date and draft.until_date <= draft.awarded_date:
        problems["until_date"] = "It ends after it was awarded."
    if not draft.requirements:
        problems["requirements"] = "Add at least one requirement."
    elif wrong := _requirements(draft.requirements):
        problems["requirements"] = wrong
    return problems


def evidence_problems(draft: EvidenceDraft, today: date) -> dict[str, str]:
    """Return what is wrong with how the charity stands, by field."""
    problems: dict[str, str] = {}
    if draft.rag is Rag.GREEN and not draft.evidence.strip():
        problems["evidence"] = "Say what shows it. Green needs evidence."
    if draft.rag in {Rag.AMBER, Rag.RED} and not draft.next_step.strip():
        problems["next_step"] = "Say what is still to do."
    if draft.review_date is not None and draft.review_date > add_months(today, 60):
        problems["review_date"] = "This is more than five years ahead."
    return problems


def _requirements(found: tuple[PartDraft, ...]) -> str:
    words = [fold(each.wording) for each in found]
    if not all(words):
        return "Say in every row what is asked for."
    if len(set(words)) < len(words):
        return "Two requirements have the same words."
    if any(len(each.wording.strip()) > LONGEST_WORDING for each in found):
        return f"Use at most {LONGEST_WORDING} characters for a requirement."
    if any(len(each.area.strip()) > LONGEST_AREA for each in found):
        return f"Use at most {LONGEST_AREA} characters for an area."
    return ""
