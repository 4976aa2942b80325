"""Drafts of training, what is wrong with each, when it runs out, and what keeps somebody from being ready."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from mentordesk.kernel.choices import Choice
from mentordesk.kernel.dates import add_months
from mentordesk.kernel.formats import count_of, long_date, money, short_date
from mentordesk.kernel.text import fold
from mentordesk.records.training import LADDER, Lacking, NeedSource, TrainingMark

LONGEST = 200
LONGEST_NEED = 300
MOST_MONTHS = 120
MOST_PENCE = 1_000_000
MOST_MINUTES = 14 * 24 * 60
MOST_PLACES = 500


class Ladder(Choice):
    """How near a training is to running out."""

    OVER = "over", "Has run out"
    DAYS_7 = "days_7", "Within 7 days"
    DAYS_30 = "days_30", "Within 30 days"
    DAYS_60 = "days_60", "Within 60 days"
    LATER = "later", "Later"
    NEVER = "never", "Never"


LADDER_TONES = {
    Ladder.OVER: "red",
    Ladder.DAYS_7: "red",
    Ladder.DAYS_30: "amber",
    Ladder.DAYS_60: "amber",
    Ladder.LATER: "green",
    Ladder.NEVER: "green",
}
"""The tone of each step; its word always stands beside it."""


@dataclass(frozen=True)
class CourseDraft:
    """One training of the catalogue; `required` names what it is required for, `everybody` before roles."""

    title: str = ""
    provider: str = ""
    cost_pence: int | None = None
    accredited: bool = False
    validity_months: int | None = None
    covers: str = ""
    offered: bool = True
    everybody: bool = False
    roles: tuple[int, ...] = ()


@dataclass(frozen=True)
class EventDraft:
    """A day on which a training is given."""

    course_id: int | None = None
    event_date: date | None = None
    place: str = ""
    trainer: str = ""
    trainer_id: int | None = None
    minutes: int | None = None
    places: int | None = None
    note: str = ""


@dataclass(frozen=True)
class PlaceDraft:
    """One line of a register."""

    volunteer_id: int | None = None
    mark: TrainingMark | None = TrainingMark.BOOKED


@dataclass(frozen=True)
class RegisterDraft:
    """Everybody who was to come to an event, and who came."""

    register: tuple[PlaceDraft, ...] = ()


@dataclass(frozen=True)
class TrainingDraft:
    """A training that a volunteer did."""

    course_id: int | None = None
    done_date: date | None = None
    expiry_date: date | None = None
    certificate_number: str = ""
    note: str = ""
    can_train: bool = False


@dataclass(frozen=True)
class NeedDraft:
    """Something that a volunteer should learn."""

    wording: str = ""
    source: NeedSource | None = None
    noted_date: date | None = None
    course_id: int | None = None
    met_date: date | None = None


@dataclass(frozen=True)
class OfferDraft:
    """A free place that a partner agency offers."""

    partner: str = ""
    title: str = ""
    course_id: int | None = None
    from_date: date | None = None
    until_date: date | None = None
    places: int | None = None
    booking: str = ""


@dataclass(frozen=True)
class RoleDraft:
    """Something that volunteers do here; `id` is none for a new one."""

    id: int | None = None
    name: str = ""


@dataclass(frozen=True)
class RolesDraft:
    """Every role, in order."""

    roles: tuple[RoleDraft, ...] = ()


@dataclass(frozen=True)
class HoldingsDraft:
    """The roles of one volunteer."""

    roles: tuple[int, ...] = ()


def not_ready_for(missing: Collection[Lacking]) -> tuple[str, ...]:
    """Return why somebody who lacks required training is not ready, as sentences; nothing when they are."""
    return tuple(each.sentence for each in missing)


def finished_on(required: Collection[int], done: Mapping[int, date]) -> date | None:
    """Return when somebody had done all required courses, by the day each was done; none while one lacks.

    Where nothing is required, any training finishes it.
    """
    days = [done.get(each) for each in required] or list(done.values())
    known = [each for each in days if each is not None]
    return max(known) if known and len(known) == len(days) else None


def expiry_of(done: date, validity_months: int | None) -> date | None:
    """Return the first day on which a training that was done on a day no longer counts."""
    return None if validity_months is None else add_months(done, validity_months)


def ladder_of(expiry: date | None, today: date) -> Ladder:
    """Return how near a training is to running out: 60, 30 or 7 days before, or over."""
    if expiry is None:
        return Ladder.NEVER
    if expiry <= today:
        return Ladder.OVER
    left = (expiry - today).days
    steps = zip(sorted(LADDER), (Ladder.DAYS_7, Ladder.DAYS_30, Ladder.DAYS_60), strict=True)
    return next((step for days, step in steps if left <= days), Ladder.LATER)


def ladder_span(step: Ladder, today: date) -> tuple[date, date]:
    """Return the first and last day of running out that a step of the ladder holds."""
    short, middle, long = (today + timedelta(days=days) for days in sorted(LADDER))
    day = timedelta(days=1)
    return {
        Ladder.OVER: (date.min, today),
        Ladder.DAYS_7: (today + day, short),
        Ladder.DAYS_30: (short + day, middle),
        Ladder.DAYS_60: (middle + day, long),
        Ladder.LATER: (long + day, date.max),
        Ladder.NEVER: (date.max, date.max),
    }[step]


def expiry_words(expiry: date | None, today: date) -> str:
    """Return until when a training counts: "Counts to 3 Sep 2026, 12 days more", "Ran out on 3 Sep 2026"."""
    if expiry is None:
        return "Does not run out"
    if expiry <= today:
        return f"Ran out on {short_date(expiry)}"
    left = count_of((expiry - today).days, "day")
    return f"Runs out on {short_date(expiry)}, in {left}"


def cost_words(pence: int) -> str:
    """Return what a training costs: "Free", "£45"."""
    return money(pence) if pence else "Free"


def course_problems(draft: CourseDraft, titles: Collection[str]) -> dict[str, str]:
    """Return what is wrong with a training, by field; `titles` are those of the others, folded."""
    problems = _line("title", draft.title, "Give it a title.")
    if not problems and fold(draft.title) in titles:
        problems["title"] = "Another training has this title."
    problems |= _line("provider", draft.provider)
    if draft.cost_pence is not None and not 0 <= draft.cost_pence <= MOST_PENCE:
        problems["cost_pence"] = f"Give an amount from £0 to {money(MOST_PENCE)}."
    if draft.validity_months is not None and not 1 <= draft.validity_months <= MOST_MONTHS:
        problems["validity_months"] = f"Give a number of months from 1 to {MOST_MONTHS}, or nothing."
    return problems


def event_problems(draft: EventDraft, today: date) -> dict[str, str]:
    """Return what is wrong with a training event, by field."""
    problems: dict[str, str] = {}
    if draft.course_id is None:
        problems["course_id"] = "Choose a training."
    if draft.event_date is None:
        problems["event_date"] = "Give the day."
    elif not add_months(today, -120) <= draft.event_date <= add_months(today, 36):
        problems["event_date"] = "Give a day within the last ten or the next three years."
    problems |= _line("place", draft.place) | _line("trainer", draft.trainer)
    if draft.trainer.strip() and draft.trainer_id is not None:
        problems["trainer"] = "Name the trainer once: by name, or as one of our volunteers."
    if draft.minutes is not None and not 0 < draft.minutes <= MOST_MINUTES:
        problems["minutes"] = "Give a length between a minute and two weeks."
    if draft.places is not None and not 0 < draft.places <= MOST_PLACES:
        problems["places"] = f"Give a number from 1 to {MOST_PLACES}."
    return problems


def register_problems(draft: RegisterDraft, event: date, today: date) -> dict[str, str]:
    """Return what is wrong with a register, by field."""
    named = [each.volunteer_id for each in draft.register]
    if None in named:
        return {"register": "Choose a volunteer in every row, or take the row away."}
    if len(set(named)) < len(named):
        return {"register": "Somebody is in the register twice."}
    if event > today and any(
        each.mark in {TrainingMark.ATTENDED, TrainingMark.ABSENT} for each in draft.register
    ):
        return {"register": f"The day is {long_date(event)}. Who came is written down then."}
    return {}


def room_words(taken: int, places: int | None) -> str:
    """Return how many places are taken: "4 of 12", "14 of 12: 2 too many"."""
    if places is None:
        return f"{taken:,}"
    over = f": {taken - places:,} too many" if taken > places else ""
    return f"{taken:,} of {places:,}{over}"


def training_problems(draft: TrainingDraft, today: date) -> dict[str, str]:
    """Return what is wrong with a training that somebody did, by field."""
    problems: dict[str, str] = {}
    if draft.course_id is None:
        problems["course_id"] = "Choose a training."
    if draft.done_date is None:
        problems["done_date"] = "Give the day on which they did it."
    elif draft.done_date > today:
        problems["done_date"] = "This date has not come yet."
    if draft.expiry_date is not None and draft.done_date and draft.expiry_date <= draft.done_date:
        problems["expiry_date"] = "It cannot run out before it was done."
    if len(draft.certificate_number.strip()) > 100:
        problems["certificate_number"] = "Use at most 100 characters."
    return problems


def need_problems(draft: NeedDraft, today: date) -> dict[str, str]:
    """Return what is wrong with a need for training, by field."""
    problems: dict[str, str] = {}
    if not draft.wording.strip():
        problems["wording"] = "Say what they should learn."
    elif len(draft.wording.strip()) > LONGEST_NEED:
        problems["wording"] = f"Use at most {LONGEST_NEED} characters."
    if draft.source is None:
        problems["source"] = "Choose where it was noticed."
    if draft.noted_date is None:
        problems["noted_date"] = "Give the day on which it was noticed."
    elif draft.noted_date > today:
        problems["noted_date"] = "This date has not come yet."
    if draft.met_date is not None and draft.met_date > today:
        problems["met_date"] = "This date has not come yet."
    elif draft.met_date is not None and draft.noted_date and draft.met_date < draft.noted_date:
        problems["met_date"] = "It cannot be met before it was noticed."
    return problems


def offer_problems(draft: OfferDraft) -> dict[str, str]:
    """Return what is wrong with an offer of a partner, by field."""
    problems = _line("partner", draft.partner, "Say who offers it.")
    problems |= _line("title", draft.title, "Say what they offer.")
    if draft.from_date and draft.until_date and draft.until_date < draft.from_date:
        problems["until_date"] = "It cannot end before it begins."
    if draft.places is not None and not 0 < draft.places <= MOST_PLACES:
        problems["places"] = f"Give a number from 1 to {MOST_PLACES}."
    return problems


def roles_problems(draft: RolesDraft, used: Mapping[int, int]) -> dict[str, str]:
    """Return what is wrong with the roles; `used` counts the volunteers and trainings of each."""
    names = [fold(each.name) for each in draft.roles]
    if not all(names):
        return {"roles": "Give each role a name."}
    if len(set(names)) < len(names):
        return {"roles": "Two roles have the same name."}
    if any(len(each.name.strip()) > 100 for each in draft.roles):
        return {"roles": "Use at most 100 characters for a name."}
    kept = {each.id for each in draft.roles}
    if any(count for number, count in used.items() if number not in kept):
        return {"roles": "A role that you took away is still used. Rename it instead."}
    return {}


def _line(name: str, words: str, missing: str = "") -> dict[str, str]:
    if missing and not words.strip():
        return {name: missing}
    return {name: f"Use at most {LONGEST} characters."} if len(words.strip()) > LONGEST else {}
