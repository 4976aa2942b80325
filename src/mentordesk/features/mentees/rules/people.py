"""Drafts of mentees, their flags and their exits, and what is wrong with them, field by field."""

from dataclasses import dataclass, field
from datetime import date

from mentordesk.kernel.dates import add_months
from mentordesk.kernel.formats import count_of
from mentordesk.kernel.identifiers import IdentifierKind
from mentordesk.records.mentees import AgeBand, ExitReason, FlagKind
from mentordesk.records.referrals import Achieved

_OLDEST = 120
_LONGEST = {"preferred_name": 200, "first_names": 200, "last_name": 200, "phone": 60, "email": 200}


@dataclass(frozen=True)
class IdentifierDraft:
    """A number by which another system knows somebody."""

    kind: IdentifierKind | None = None
    value: str = ""


@dataclass(frozen=True)
class MenteeDraft:
    """A mentee as somebody fills the form in."""

    preferred_name: str = ""
    first_names: str = ""
    last_name: str = ""
    birth_date: date | None = None
    age_band: AgeBand | None = None
    phone: str = ""
    email: str = ""
    address: str = ""
    postcode: str = ""
    no_letters: bool = False
    no_calls: bool = False
    no_messages: bool = False
    never_mention_us: bool = False
    safe_contact: str = ""
    emergency_name: str = ""
    emergency_relation: str = ""
    emergency_phone: str = ""
    language: str = ""
    interpreter: bool = False
    access_needs: str = ""
    reading_needs: str = ""
    worker_id: int | None = None
    identifiers: tuple[IdentifierDraft, ...] = field(default=())


@dataclass(frozen=True)
class FlagDraft:
    """A flag as somebody raises or ends it."""

    kind: FlagKind | None = None
    from_date: date | None = None
    to_date: date | None = None
    note: str = ""


@dataclass(frozen=True)
class ExitDraft:
    """The end of a time with the charity; `achieved` answers the desired outcomes in order."""

    exit_date: date | None = None
    exit_reason: ExitReason | None = None
    summary: str = ""
    next_steps: str = ""
    achieved: tuple[Achieved | None, ...] = field(default=())
    matches: tuple[tuple[int, int], ...] = field(default=())
    """The matches that end with it, by number and version."""


def mentee_problems(draft: MenteeDraft, today: date) -> dict[str, str]:
    """Return what is wrong with a mentee, by field."""
    problems = {}
    names = (draft.preferred_name, draft.first_names, draft.last_name)
    if not any(any(letter.isalpha() for letter in name) for name in names):
        problems["preferred_name"] = "Give at least one name."
    for name, longest in _LONGEST.items():
        if len(getattr(draft, name)) > longest:
            problems[name] = f"Use at most {longest} characters."
    if draft.birth_date and draft.birth_date > today:
        problems["birth_date"] = "This date of birth has not come yet."
    elif draft.birth_date and age_on(draft.birth_date, today) > _OLDEST:
        problems["birth_date"] = "This date of birth is too long ago. Check the year."
    if draft.email.strip() and "@" not in draft.email:
        problems["email"] = "An e-mail address has an @ in it."
    if any(each.kind is None or not each.value.strip() for each in draft.identifiers):
        problems["identifiers"] = "Choose what each number is and give it, or remove the row."
    elif any(len(each.value) > 100 for each in draft.identifiers):
        problems["identifiers"] = "Use at most 100 characters for a number."
    return problems


def flag_problems(draft: FlagDraft, today: date) -> dict[str, str]:
    """Return what is wrong with a flag, by field."""
    problems = {}
    if draft.kind is None:
        problems["kind"] = "Choose what must be known."
    if draft.from_date is None:
        problems["from_date"] = "Give the date from which this holds."
    elif draft.from_date > today:
        problems["from_date"] = "This date has not come yet."
    elif draft.to_date and draft.to_date < draft.from_date:
        problems["to_date"] = "This ends before it starts."
    return problems


def exit_problems(draft: ExitDraft, started: date, today: date) -> dict[str, str]:
    """Return what is wrong with an exit from an episode that started on a day, by field."""
    problems = {}
    if draft.exit_date is None:
        problems["exit_date"] = "Give the date of the exit."
    elif draft.exit_date < started:
        problems["exit_date"] = "The exit is before the start."
    elif draft.exit_date > today:
        problems["exit_date"] = "This date has not come yet."
    if draft.exit_reason is None:
        problems["exit_reason"] = "Choose why it ended."
    return problems


def age_on(born: date, day: date) -> int:
    """Return an age in whole years; somebody born on 29 February has their birthday on 28 February."""
    years = day.year - born.year
    return years - (add_months(born, years * 12) > day)


def age_words(born: date | None, band: AgeBand | None, day: date) -> str:
    """Return an age as words: "34 years", "25 to 34", or nothing when it is not known."""
    if born is not None:
        return count_of(age_on(born, day), "year")
    return band.label if band else ""


def display_name(preferred: str, first: str, last: str) -> str:
    """Return how somebody is called: the preferred name before the first names, then the last name."""
    return " ".join(part for part in (preferred or first, last) if part) or first


def warnings_of(draft: MenteeDraft) -> tuple[str, ...]:
    """Return what to mind before reaching somebody, as sentences."""
    said = (
        (draft.never_mention_us, "Never mention us."),
        (draft.no_letters, "No letters."),
        (draft.no_calls, "No calls."),
        (draft.no_messages, "No messages."),
    )
    return tuple(sentence for holds, sentence in said if holds)
