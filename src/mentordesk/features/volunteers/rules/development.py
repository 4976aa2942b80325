"""Drafts of development plans, what is wrong with each, and how somebody stands with their plan."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from mentordesk.kernel.dates import add_months
from mentordesk.kernel.formats import NOT_AVAILABLE, count_of, long_date, percent
from mentordesk.kernel.text import fold
from mentordesk.records.development import DevelopmentState

LONGEST_WORDING = 300
LONGEST_NAME = 200
LONGEST_SOURCE = 100
MOST_MONTHS = 36
FARTHEST_REVIEW = 36

DEFINITION = (
    "In place: signed by both by the day. Working towards one: begun and not signed by both yet. "
    "Counted among volunteers who were active on the day."
)


@dataclass(frozen=True)
class DevelopmentDraft:
    """The plan of a volunteer without its objectives."""

    begun_date: date | None = None
    review_months: int | None = 6
    review_date: date | None = None
    strengths: str = ""
    hopes: str = ""


@dataclass(frozen=True)
class ObjectiveDraft:
    """One thing that a volunteer wants to learn or do."""

    wording: str = ""
    why: str = ""
    action: str = ""
    support: str = ""
    source_id: int | None = None
    course_id: int | None = None
    due_date: date | None = None
    evidence: str = ""
    done_date: date | None = None


@dataclass(frozen=True)
class DoneDraft:
    """When an objective was reached, and what shows it."""

    done_date: date | None = None
    evidence: str = ""


@dataclass(frozen=True)
class SigningDraft:
    """Who signed the plan, and when; either of the two may still be to come."""

    volunteer_signed_name: str = ""
    volunteer_signed_date: date | None = None
    supervisor_signed_name: str = ""
    supervisor_signed_date: date | None = None


@dataclass(frozen=True)
class DevelopmentReviewDraft:
    """One review of a plan; both names stand for the two who signed it."""

    review_date: date | None = None
    summary: str = ""
    changes: str = ""
    volunteer_name: str = ""
    supervisor_name: str = ""
    next_date: date | None = None


@dataclass(frozen=True)
class SourceDraft:
    """A way in which volunteers learn; `id` is none for a new one."""

    id: int | None = None
    name: str = ""


@dataclass(frozen=True)
class SourcesDraft:
    """Every way in which volunteers learn, in order."""

    sources: tuple[SourceDraft, ...] = ()


def development_problems(draft: DevelopmentDraft, today: date) -> dict[str, str]:
    """Return what is wrong with a plan, by field."""
    problems = _past("begun_date", draft.begun_date, today, "Give the day on which they began it.")
    if draft.review_months is None or not 1 <= draft.review_months <= MOST_MONTHS:
        problems["review_months"] = f"Give a number of months from 1 to {MOST_MONTHS}."
    if draft.review_date is None:
        problems["review_date"] = "Give the day of the first review."
    elif draft.begun_date and draft.review_date <= draft.begun_date:
        problems["review_date"] = "The first review comes after the plan was begun."
    elif draft.begun_date and draft.review_date > add_months(draft.begun_date, FARTHEST_REVIEW):
        problems["review_date"] = "This is more than three years after the plan was begun."
    return problems


def objective_problems(draft: ObjectiveDraft, begun: date, today: date) -> dict[str, str]:
    """Return what is wrong with an objective of a plan that was begun on a day, by field."""
    problems = {}
    if not draft.wording.strip():
        problems["wording"] = "Say what they want to learn or do."
    elif len(draft.wording.strip()) > LONGEST_WORDING:
        problems["wording"] = f"Use at most {LONGEST_WORDING} characters. There is room for more below."
    if draft.due_date is not None and draft.due_date < begun:
        problems["due_date"] = f"This is before the plan was begun, on {long_date(begun)}."
    if draft.done_date is not None:
        problems |= _done(draft.done_date, begun, today)
    return problems


def done_problems(draft: DoneDraft, begun: date, today: date) -> dict[str, str]:
    """Return what is wrong with saying that an objective was reached, by field."""
    if draft.done_date is None:
        return {"done_date": "Give the day on which they reached it."}
    return _done(draft.done_date, begun, today)


def signing_problems(draft: SigningDraft, begun: date, objectives: int, today: date) -> dict[str, str]:
    """Return what is wrong with the signatures, by field."""
    problems: dict[str, str] = {}
    pairs = (
        ("volunteer_signed", draft.volunteer_signed_name, draft.volunteer_signed_date),
        ("supervisor_signed", draft.supervisor_signed_name, draft.supervisor_signed_date),
    )
    for name, who, day in pairs:
        if day is not None and not who.strip():
            problems[f"{name}_name"] = "Say who signed."
        if who.strip() and len(who.strip()) > LONGEST_NAME:
            problems[f"{name}_name"] = f"Use at most {LONGEST_NAME} characters."
        if who.strip() and day is None:
            problems[f"{name}_date"] = "Give the day on which they signed."
        elif day is not None and day < begun:
            problems[f"{name}_date"] = f"This is before the plan was begun, on {long_date(begun)}."
        elif day is not None and day > today:
            problems[f"{name}_date"] = "This date has not come yet."
    if not objectives and not problems and any(day for _, _, day in pairs):
        problems["volunteer_signed_date"] = "The plan has no objective yet. Add one before it is signed."
    return problems


def review_problems(
    draft: DevelopmentReviewDraft, agreed: date | None, last: date | None, today: date
) -> dict[str, str]:
    """Return what is wrong with a review: `agreed` is when both had signed, `last` the review before."""
    if agreed is None:
        return {"review_date": "The plan is not signed by both yet. Sign it first."}
    problems = _past("review_date", draft.review_date, today, "Give the day of the review.")
    if not problems and draft.review_date is not None:
        problems = _after(draft.review_date, agreed, last)
    if not draft.summary.strip():
        problems["summary"] = "Say how it went, in a sentence or two."
    for name in ("volunteer_name", "supervisor_name"):
        if not getattr(draft, name).strip():
            problems[name] = "Say who was there."
        elif len(getattr(draft, name).strip()) > LONGEST_NAME:
            problems[name] = f"Use at most {LONGEST_NAME} characters."
    return problems | _next(draft.next_date, draft.review_date)


def _after(day: date, agreed: date, last: date | None) -> dict[str, str]:
    if day < agreed:
        return {"review_date": f"The plan was signed on {long_date(agreed)}. This is before it."}
    if last is not None and day < last:
        return {"review_date": f"The review before was on {long_date(last)}. This is before it."}
    return {}


def _next(day: date | None, reviewed: date | None) -> dict[str, str]:
    if day is None:
        return {"next_date": "Give the day of the next review."}
    if reviewed is not None and day <= reviewed:
        return {"next_date": "The next review comes after this one."}
    if reviewed is not None and day > add_months(reviewed, FARTHEST_REVIEW):
        return {"next_date": "This is more than three years ahead."}
    return {}


def sources_problems(draft: SourcesDraft, used: Mapping[int, int]) -> dict[str, str]:
    """Return what is wrong with the ways of learning; `used` counts the objectives of each."""
    names = [fold(each.name) for each in draft.sources]
    kept = {each.id for each in draft.sources}
    if not all(names):
        return {"sources": "Give each a name."}
    if len(set(names)) < len(names):
        return {"sources": "Two have the same name."}
    if any(len(each.name.strip()) > LONGEST_SOURCE for each in draft.sources):
        return {"sources": f"Use at most {LONGEST_SOURCE} characters for a name."}
    gone = sum(count for number, count in used.items() if number not in kept)
    if gone:
        says = count_of(gone, "objective uses", "objectives use")
        return {"sources": f"One that you took away is still needed: {says} it. Rename it instead."}
    return {}


def state_of(
    begun: date | None, signed: tuple[date | None, date | None], next_review: date | None, day: date
) -> DevelopmentState:
    """Return how somebody stands on a day: `signed` are the days on which each of the two signed."""
    if begun is None or begun > day:
        return DevelopmentState.NONE
    if any(each is None or each > day for each in signed):
        return DevelopmentState.IN_PROGRESS
    due = next_review is not None and next_review <= day
    return DevelopmentState.REVIEW_DUE if due else DevelopmentState.IN_PLACE


TONES = {
    DevelopmentState.NONE: "red",
    DevelopmentState.IN_PROGRESS: "amber",
    DevelopmentState.IN_PLACE: "green",
    DevelopmentState.REVIEW_DUE: "amber",
}
"""The tone of each state; its word always stands beside it."""


@dataclass(frozen=True)
class DevelopmentShare:
    """How many of those who were active on a day had a plan; each figure holds the people it counts."""

    day: date
    everybody: frozenset[int]
    in_place: frozenset[int]
    """Signed by both; those whose review is due are among them."""
    review_due: frozenset[int]
    in_progress: frozenset[int]

    @property
    def none(self) -> frozenset[int]:
        """Who had no plan."""
        return self.everybody - self.in_place - self.in_progress

    @property
    def either(self) -> frozenset[int]:
        """Who had one or was working towards one: the measure of the plan's target."""
        return self.in_place | self.in_progress

    def words(self, people: Collection[int]) -> str:
        """Return a count out of everybody, with its share: "4 of 6, 66.7%"."""
        whole = len(self.everybody)
        return f"{len(people):,} of {whole:,}, {percent(len(people), whole)}" if whole else NOT_AVAILABLE


def development_share(
    states: Mapping[int, DevelopmentState], active: Collection[int], day: date
) -> DevelopmentShare:
    """Return the share of those who were active on a day, from how everybody with a plan stood."""
    everybody = frozenset(active)

    def among(*wanted: DevelopmentState) -> frozenset[int]:
        return frozenset(number for number in everybody if states.get(number) in wanted)

    due = among(DevelopmentState.REVIEW_DUE)
    in_place = among(DevelopmentState.IN_PLACE) | due
    return DevelopmentShare(day, everybody, in_place, due, among(DevelopmentState.IN_PROGRESS))


def _past(name: str, day: date | None, today: date, missing: str) -> dict[str, str]:
    if day is None:
        return {name: missing}
    return {name: "This date has not come yet."} if day > today else {}


def _done(day: date, begun: date, today: date) -> dict[str, str]:
    if day > today:
        return {"done_date": "This date has not come yet."}
    if day < begun:
        return {"done_date": f"This is before the plan was begun, on {long_date(begun)}."}
    return {}
