"""Requests about personal data: until when they are answered, where they stand, what a form may say."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from mentordesk.kernel.choices import Choice
from mentordesk.kernel.dates import add_months, working_day_from
from mentordesk.records.requests import (
    BITING,
    UPHELD,
    Came,
    Identity,
    RequestKind,
    RequestOutcome,
)

SOON = timedelta(days=7)
"""From when on a due date asks for attention."""

EARLIEST = date(1990, 1, 1)
TOO_LONG_AGO = "This is too long ago. Check the year."
NOT_YET = "This date has not come yet. Write it down when it has."
BEFORE_IT_CAME = "This is before the day on which it came. Check both dates."


@dataclass(frozen=True)
class RequestDraft:
    """What somebody asks, how it came, who they are, and what stopped or lengthened the clock."""

    kind: RequestKind | None = None
    mentee_id: int | None = None
    volunteer_id: int | None = None
    name: str = ""
    received_date: date | None = None
    came: Came | None = None
    identity: Identity | None = Identity.KNOWN
    identity_date: date | None = None
    identity_by: str = ""
    identity_how: str = ""
    pause_date: date | None = None
    resume_date: date | None = None
    pause_reason: str = ""
    extended_date: date | None = None
    extended_reason: str = ""
    notes: str = ""


@dataclass(frozen=True)
class AnswerDraft:
    """What was decided, when the answer was sent, and when what it stopped may go on."""

    outcome: RequestOutcome | None = None
    decided_date: date | None = None
    refusal_reason: str = ""
    sent_date: date | None = None
    lifted_date: date | None = None


class Standing(Choice):
    """Where a request stands; `tone` is the colour that its chip has beside the word."""

    OVERDUE = "overdue", "Overdue"
    SOON = "soon", "Due soon"
    OPEN = "open", "Open"
    PAUSED = "paused", "Clock stopped"
    RESTRICTS = "restricts", "In force"
    ANSWERED = "answered", "Answered"
    WITHDRAWN = "withdrawn", "Withdrawn"


TONES: Mapping[Standing, str] = {
    Standing.OVERDUE: "red",
    Standing.SOON: "amber",
    Standing.OPEN: "unrated",
    Standing.PAUSED: "unrated",
    Standing.RESTRICTS: "amber",
    Standing.ANSWERED: "green",
    Standing.WITHDRAWN: "unrated",
}


def clock_start(draft: RequestDraft) -> date | None:
    """Return the day from which the month is counted; None while we wait to know who asks."""
    if draft.received_date is None or draft.identity is Identity.ASKED:
        return None
    if draft.identity is Identity.CHECKED and draft.identity_date:
        return max(draft.received_date, draft.identity_date)
    return draft.received_date


def due_date(draft: RequestDraft) -> date:
    """Return the last day for the answer; while the identity is awaited, as if it had been known. DOMAIN §7.

    The same date one month later, or three when two more were taken; the days of a pause come on top; a
    weekend or a bank holiday moves it to the next working day.
    """
    started = clock_start(draft) or draft.received_date
    if started is None:
        message = "a request without a day on which it came"
        raise ValueError(message)
    return _due(draft, started, 3 if draft.extended_date else 1)


def _due(draft: RequestDraft, started: date, months: int) -> date:
    paused = timedelta(0)
    if draft.pause_date and draft.resume_date:
        paused = max(draft.resume_date - draft.pause_date, paused)
    return working_day_from(add_months(started, months) + paused)


def standing(
    due: date,
    today: date,
    *,
    sent: bool,
    paused: bool,
    restricts: bool,
    outcome: RequestOutcome | None,
) -> Standing:
    """Return where a request stands on a day."""
    if outcome is RequestOutcome.WITHDRAWN:
        return Standing.WITHDRAWN
    if sent:
        return Standing.RESTRICTS if restricts else Standing.ANSWERED
    if paused:
        return Standing.PAUSED
    if due < today:
        return Standing.OVERDUE
    return Standing.SOON if due - today <= SOON else Standing.OPEN


def who_problems(mentee_id: int | None, volunteer_id: int | None, name: str) -> dict[str, str]:
    """Return what is wrong with who asks: exactly one of a mentee, a mentor, or a typed name."""
    given = [mentee_id is not None, volunteer_id is not None, bool(name.strip())]
    if sum(given) == 0:
        return {"mentee_id": "Choose a mentee or a mentor, or type the name of somebody who is not on file."}
    if sum(given) > 1:
        return {"name": "Choose one person only: a mentee, a mentor, or a typed name."}
    return {"name": "Use at most 200 characters."} if len(name) > 200 else {}


def came_problems(received: date | None, came: Came | None, today: date) -> dict[str, str]:
    """Return what is wrong with the day and the way in which something came."""
    problems = {}
    if received is None:
        problems["received_date"] = "Give the day on which it came. The time to answer is counted from it."
    elif received > today:
        problems["received_date"] = NOT_YET
    elif received < EARLIEST:
        problems["received_date"] = TOO_LONG_AGO
    if came is None:
        problems["came"] = "Choose how it came."
    return problems


def request_problems(draft: RequestDraft, today: date) -> dict[str, str]:
    """Return what is wrong with a request, by field."""
    problems = {} if draft.kind else {"kind": "Choose what they ask for."}
    problems |= who_problems(draft.mentee_id, draft.volunteer_id, draft.name)
    problems |= came_problems(draft.received_date, draft.came, today)
    if draft.kind in BITING and draft.mentee_id is None and "mentee_id" not in problems:
        problems["mentee_id"] = "Only a mentee's record can be restricted here. Choose the mentee."
    if "received_date" in problems or draft.received_date is None:
        return problems
    received = draft.received_date
    return problems | _identity(draft, received, today) | _pause(draft, received, today) | _more(draft, today)


def _identity(draft: RequestDraft, received: date, today: date) -> dict[str, str]:
    if draft.identity is None:
        return {"identity": "Say whether we know who asks."}
    if draft.identity is not Identity.CHECKED:
        return {}
    problems = _day("identity_date", draft.identity_date, received, today)
    if draft.identity_date is None:
        problems["identity_date"] = "Give the day on which it was checked."
    if not draft.identity_by.strip():
        problems["identity_by"] = "Say who checked it."
    if not draft.identity_how.strip():
        problems["identity_how"] = (
            "Say what was checked, for example a passport or a question only they know."
        )
    return problems


def _pause(draft: RequestDraft, received: date, today: date) -> dict[str, str]:
    if draft.pause_date is None:
        return {"pause_date": "Give the day on which the clock stopped."} if draft.resume_date else {}
    problems = _day("pause_date", draft.pause_date, received, today)
    if draft.resume_date:
        problems |= _day("resume_date", draft.resume_date, draft.pause_date, today)
        if draft.resume_date < draft.pause_date:
            problems["resume_date"] = "The clock went on before it stopped. Check both dates."
    if not draft.pause_reason.strip():
        problems["pause_reason"] = "Say what we asked them to make clear."
    return problems


def _more(draft: RequestDraft, today: date) -> dict[str, str]:
    told, started = draft.extended_date, clock_start(draft) or draft.received_date
    if told is None or started is None:
        return {}
    problems = _day("extended_date", told, started, today)
    latest = _due(draft, started, 1)
    if told > latest:
        problems["extended_date"] = (
            "They had to be told within the first month. It is too late for more time."
        )
    if not draft.extended_reason.strip():
        problems["extended_reason"] = "Say why it is complex, or how many requests there are."
    return problems


def answer_problems(draft: AnswerDraft, kind: RequestKind, received: date, today: date) -> dict[str, str]:
    """Return what is wrong with a decision, by field."""
    problems: dict[str, str] = {}
    if draft.outcome is None:
        problems["outcome"] = "Choose what was decided."
    if draft.decided_date is None:
        problems["decided_date"] = "Give the day of the decision."
    problems |= _day("decided_date", draft.decided_date, received, today)
    needs_reason = draft.outcome in {RequestOutcome.REFUSED, RequestOutcome.PARTLY}
    if needs_reason and not draft.refusal_reason.strip():
        problems["refusal_reason"] = "Give the reason. The person has a right to know it."
    problems |= _day("sent_date", draft.sent_date, draft.decided_date or received, today)
    if draft.lifted_date:
        problems |= _day("lifted_date", draft.lifted_date, draft.decided_date or received, today)
        if kind not in BITING or draft.outcome not in UPHELD:
            problems["lifted_date"] = "Only a restriction or an objection that was upheld can be lifted."
    return problems


def _day(field: str, day: date | None, from_day: date, today: date) -> dict[str, str]:
    if day is None:
        return {}
    if day > today:
        return {field: NOT_YET}
    return {field: BEFORE_IT_CAME} if day < from_day else {}
