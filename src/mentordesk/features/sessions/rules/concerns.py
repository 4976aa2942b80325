"""Concerns: what is wrong with what was typed about one, when to look at it next, how urgent it is."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from mentordesk.kernel.dates import working_day_from
from mentordesk.kernel.formats import long_date
from mentordesk.records.concerns import ConcernKind

LONGEST = 1_000_000
FURTHEST = 31
"""Days ahead that the next look at a concern may be put off at most."""


@dataclass(frozen=True)
class ConcernDraft:
    """A concern as somebody raises it."""

    kind: ConcernKind | None = None
    seen: str = ""
    immediate_risk: bool = False
    told: str = ""
    told_at: datetime | None = None


@dataclass(frozen=True)
class ConcernStepDraft:
    """What was done about a concern, and when to look at it next; no date leaves that to the rule."""

    wording: str = ""
    told: str = ""
    act_by_date: date | None = None


@dataclass(frozen=True)
class ActByDraft:
    """Another day to look at a concern by, and why."""

    act_by_date: date | None = None
    reason: str = ""


@dataclass(frozen=True)
class CloseDraft:
    """Why a concern is closed, and what came of it."""

    close_reason: str = ""
    outcome: str = ""


@dataclass(frozen=True)
class ReopenDraft:
    """Why a concern is opened again."""

    reason: str = ""


def concern_problems(draft: ConcernDraft, now: datetime | None = None) -> dict[str, str]:
    """Return what is wrong with a concern, by field; little is asked for, so that nobody is kept from it."""
    problems = {}
    if draft.kind is None:
        problems["kind"] = "Choose what the concern is about."
    problems |= _words("seen", draft.seen, "Write down what was seen or said.")
    if draft.told_at is not None and not draft.told.strip():
        problems["told"] = "Say who was told then."
    if draft.told_at is not None and now is not None and draft.told_at > now:
        problems["told_at"] = "This moment has not come yet."
    return problems


def step_problems(draft: ConcernStepDraft, today: date) -> dict[str, str]:
    """Return what is wrong with a step, by field."""
    problems = _words("wording", draft.wording, "Write down what was done.")
    return problems | _act_by(draft.act_by_date, today)


def act_by_problems(draft: ActByDraft, today: date) -> dict[str, str]:
    """Return what is wrong with another day to look at a concern by."""
    problems = _words("reason", draft.reason, "Say why it can wait, or why it cannot.")
    if draft.act_by_date is None:
        problems["act_by_date"] = "Give the day by which somebody looks at it."
    return problems | _act_by(draft.act_by_date, today)


def close_problems(draft: CloseDraft) -> dict[str, str]:
    """Return what is missing before a concern is closed."""
    problems = _words("close_reason", draft.close_reason, "Say why this can be closed.")
    return problems | _words("outcome", draft.outcome, "Say what came of it.")


def reopen_problems(draft: ReopenDraft) -> dict[str, str]:
    """Return what is missing before a concern is opened again."""
    return _words("reason", draft.reason, "Say why it is opened again.")


def first_look(raised: date, *, immediate_risk: bool) -> date:
    """Return by when a concern must be looked at first: the same day, or the next working day."""
    return raised if immediate_risk else working_day_from(raised + timedelta(days=1))


def next_look(stepped: date, steps: int) -> date:
    """Return by when to look again after a step: 3 days after the first, 7 days after each later one."""
    return working_day_from(stepped + timedelta(days=3 if steps <= 1 else 7))


def act_by_words(draft: ActByDraft) -> str:
    """Return what the steps of a concern say of another day to look at it by."""
    day = long_date(draft.act_by_date) if draft.act_by_date else ""
    return f"To be looked at by {day}. {draft.reason.strip()}"


def _words(name: str, text: str, missing: str) -> dict[str, str]:
    if not text.strip():
        return {name: missing}
    if len(text) > LONGEST:
        return {name: "This is longer than a million characters. Write it in parts."}
    return {}


def _act_by(day: date | None, today: date) -> dict[str, str]:
    if day is not None and day < today:
        return {"act_by_date": "This day is past. Choose today or a day to come."}
    if day is not None and day > today + timedelta(days=FURTHEST):
        return {"act_by_date": f"A concern is looked at within {FURTHEST} days. Choose an earlier day."}
    return {}
