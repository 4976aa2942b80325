"""Goals with ordered steps: what is wrong with one, when it is overdue, and when goals are to be reviewed."""

from dataclasses import dataclass
from datetime import date, timedelta

from mentordesk.kernel.dates import add_months
from mentordesk.kernel.formats import count_of, long_date
from mentordesk.records.goals import StepStatus

LONGEST_LINE = 300
WINDOW_DAYS = 14
_MONTHS_BY_TIME_LEFT = ((3, 1), (12, 2))
_USUAL_MONTHS = 3


@dataclass(frozen=True)
class StepDraft:
    """One step of a goal; `step_id` is 0 for a new one."""

    wording: str = ""
    due_date: date | None = None
    status: StepStatus | None = StepStatus.NOT_STARTED
    step_id: int = 0


@dataclass(frozen=True)
class GoalDraft:
    """What a mentee wants, and the steps to it in order."""

    title: str = ""
    own_words: str = ""
    pathway_id: int | None = None
    target_date: date | None = None
    steps: tuple[StepDraft, ...] = ()


@dataclass(frozen=True)
class ArchiveDraft:
    """Why a goal is put away without being reached."""

    archive_reason: str = ""


@dataclass(frozen=True)
class Window:
    """The days within which goals are to be reviewed, both included."""

    opens: date
    closes: date


def goal_problems(draft: GoalDraft) -> dict[str, str]:
    """Return what is wrong with a goal, by field."""
    problems = {}
    if not draft.title.strip():
        problems["title"] = "Say what the goal is."
    elif len(draft.title.strip()) > LONGEST_LINE:
        problems["title"] = f"Use at most {LONGEST_LINE} characters. The rest may go in their own words."
    for number, step in enumerate(draft.steps, start=1):
        if not step.wording.strip():
            problems["steps"] = f"Step {number} says nothing. Write what is to be done, or remove it."
        elif len(step.wording.strip()) > LONGEST_LINE:
            problems["steps"] = f"Step {number} is too long. Use at most {LONGEST_LINE} characters."
        elif step.status is None:
            problems["steps"] = f"Choose how far step {number} is."
        if "steps" in problems:
            break
    return problems


def archive_problems(draft: ArchiveDraft) -> dict[str, str]:
    """Return what is wrong with putting a goal away."""
    return {} if draft.archive_reason.strip() else {"archive_reason": "Say why this goal is put away."}


def due_words(due: date | None, today: date) -> str:
    """Say when something is due: "Overdue by 12 days, since 9 November 2026", "Due today"."""
    if due is None:
        return ""
    if due < today:
        return f"Overdue by {count_of((today - due).days, 'day')}, since {long_date(due)}"
    return "Due today" if due == today else f"Due {long_date(due)}"


def review_window(last: date, until: date | None) -> Window:
    """Return when goals are to be reviewed after `last`; `until` is the release or the end, if one is known.

    Three months after the last time; two with less than a year left, one with less than three months.
    The window opens two weeks before it closes.
    """
    months = _USUAL_MONTHS
    for left, often in _MONTHS_BY_TIME_LEFT:
        if until is not None and last <= until < _later(last, left):
            months = often
            break
    closes = _later(last, months)
    return Window(closes - timedelta(days=WINDOW_DAYS), closes)


def window_words(window: Window, today: date) -> str:
    """Say when goals are to be reviewed."""
    if today > window.closes:
        return f"The review of these goals is overdue since {long_date(window.closes)}."
    if today >= window.opens:
        return f"Review these goals by {long_date(window.closes)}."
    return f"Review these goals between {long_date(window.opens)} and {long_date(window.closes)}."


def _later(day: date, months: int) -> date:
    try:
        return add_months(day, months)
    except OverflowError:
        return date.max
