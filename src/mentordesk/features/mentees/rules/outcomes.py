"""Hard outcomes at the start, the end, and three and six months after: what is asked, and when."""

from dataclasses import dataclass
from datetime import date

from mentordesk.features.mentees.rules.ratings import EARLIEST
from mentordesk.kernel.dates import add_months
from mentordesk.kernel.formats import long_date, short_date
from mentordesk.records.goals import Accommodation, Stage, Work, YesNo

_MONTHS_AFTER = {Stage.END: 0, Stage.MONTHS_3: 3, Stage.MONTHS_6: 6}

QUESTIONS = {
    "accommodation": "Accommodation",
    "work": "Work or training",
    "benefits": "Benefits in place",
    "bank_account": "Bank account",
    "treatment": "In treatment",
}
"""What is asked, in order, with its heading."""


@dataclass(frozen=True)
class OutcomeDraft:
    """What could be counted about somebody at one point; None was not answered on the form yet."""

    asked_date: date | None = None
    accommodation: Accommodation | None = None
    work: Work | None = None
    benefits: YesNo | None = None
    bank_account: YesNo | None = None
    treatment: YesNo | None = None


def outcome_problems(
    draft: OutcomeDraft, stage: Stage, start: date, end: date | None, today: date
) -> dict[str, str]:
    """Return what is wrong with the outcomes at one point of a time with us from `start` to `end`."""
    problems = {}
    if not may_ask(stage, end):
        problems["asked_date"] = "This time with us has not ended yet. Record its end first."
    elif draft.asked_date is None:
        problems["asked_date"] = "Give the day on which this was asked."
    elif draft.asked_date > today:
        problems["asked_date"] = "This day has not come yet. Give the day on which it was asked."
    elif draft.asked_date < EARLIEST:
        problems["asked_date"] = "This day is too long ago. Check the year."
    elif draft.asked_date < start and stage is not Stage.START:
        problems["asked_date"] = f"This is before the start on {long_date(start)}. Check the day."
    elif end is not None and stage in {Stage.MONTHS_3, Stage.MONTHS_6} and draft.asked_date < end:
        problems["asked_date"] = f"This is before the end on {long_date(end)}. Check the day."
    for name in QUESTIONS:
        if getattr(draft, name) is None:
            problems[name] = "Choose an answer. Not known is one of them."
    return problems


def may_ask(stage: Stage, end: date | None) -> bool:
    """Return whether a point may be asked yet: months after an end need that end."""
    return end is not None or stage in {Stage.START, Stage.END}


def stage_due(stage: Stage, start: date, end: date | None) -> date | None:
    """Return when a point is to be asked; None while the end that it is counted from is not known."""
    if stage is Stage.START:
        return start
    try:
        return add_months(end, _MONTHS_AFTER[stage]) if end else None
    except OverflowError:
        return date.max


def stage_words(due: date | None, asked: date | None, today: date) -> str:
    """Say where a point stands: asked on a day, due, overdue, or not due yet."""
    if asked:
        return f"Asked {short_date(asked)}"
    if due is None:
        return "Not due yet"
    if due < today:
        return f"Due since {short_date(due)}"
    return "Due today" if due == today else f"Due {short_date(due)}"


def unknown_count(draft: OutcomeDraft) -> int:
    """Return how many answers are "not known", which is an answer and never a no."""
    return sum(getattr(draft, name) == "not_known" for name in QUESTIONS)
