"""Complaints: thirty days to acknowledge one, and what a form may say."""

from dataclasses import dataclass
from datetime import date, timedelta

from mentordesk.features.privacy.rules.requests import (
    BEFORE_IT_CAME,
    NOT_YET,
    SOON,
    Standing,
    came_problems,
    who_problems,
)
from mentordesk.records.complaints import ComplaintOutcome
from mentordesk.records.requests import Came

ACKNOWLEDGE_WITHIN = timedelta(days=30)


@dataclass(frozen=True)
class ComplaintDraft:
    """A complaint and what was done about it so far."""

    mentee_id: int | None = None
    volunteer_id: int | None = None
    name: str = ""
    received_date: date | None = None
    came: Came | None = None
    about: str = ""
    acknowledged_date: date | None = None
    outcome: ComplaintOutcome | None = None
    reasons: str = ""
    closed_date: date | None = None


def acknowledge_by(received: date) -> date:
    """Return the last day on which a complaint may be acknowledged: thirty days, weekends counted."""
    return received + ACKNOWLEDGE_WITHIN


def complaint_standing(due: date, today: date, *, acknowledged: bool, closed: bool) -> Standing:
    """Return where a complaint stands on a day; what is due is that it is acknowledged."""
    if closed:
        return Standing.ANSWERED
    if acknowledged:
        return Standing.OPEN
    if due < today:
        return Standing.OVERDUE
    return Standing.SOON if due - today <= SOON else Standing.OPEN


def complaint_problems(draft: ComplaintDraft, today: date) -> dict[str, str]:
    """Return what is wrong with a complaint, by field."""
    problems = who_problems(draft.mentee_id, draft.volunteer_id, draft.name)
    problems |= came_problems(draft.received_date, draft.came, today)
    if not draft.about.strip():
        problems["about"] = "Say what they complain about."
    for name in ("acknowledged_date", "closed_date"):
        day: date | None = getattr(draft, name)
        if day and day > today:
            problems[name] = NOT_YET
        elif day and draft.received_date and day < draft.received_date:
            problems[name] = BEFORE_IT_CAME
    if draft.closed_date and draft.outcome is None:
        problems["outcome"] = "Say what came of it before it is closed."
    if draft.outcome and draft.outcome is not ComplaintOutcome.WITHDRAWN and not draft.reasons.strip():
        problems["reasons"] = "Give the reasons. They belong in the answer."
    return problems
