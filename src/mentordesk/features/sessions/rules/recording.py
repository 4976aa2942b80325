"""What is wrong with a session, by field, and what follows from what became of it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from mentordesk.features.sessions.rules.concerns import concern_problems
from mentordesk.features.sessions.rules.drafts import AttendanceDraft, SessionDraft
from mentordesk.kernel.formats import clock, count_of, sentence_list
from mentordesk.kernel.local_time import problem_of
from mentordesk.records.sessions import Presence, SessionStatus

LONGEST = 24 * 60
"""Minutes that a session may take at most."""
FURTHEST = 366
"""Days ahead that a session may be planned at most."""
_FOLLOWS = {
    SessionStatus.PLANNED: Presence.EXPECTED,
    SessionStatus.HELD: Presence.ATTENDED,
    SessionStatus.MISSED: Presence.ABSENT,
    SessionStatus.CANCELLED: Presence.CALLED_OFF,
}
NOT_HELD = frozenset({SessionStatus.MISSED, SessionStatus.CANCELLED})


@dataclass(frozen=True)
class Circumstances:
    """What the records say of those who were to meet: names by kind of trouble."""

    unmatched: tuple[str, ...] = ()
    """Mentees who were not matched with the mentor on the day."""
    closed: tuple[str, ...] = ()
    """Mentees whose record is closed."""
    needs_reason: bool = False
    """Whether the session is so old that a change needs a reason."""


def presence_of(draft: AttendanceDraft, status: SessionStatus) -> Presence:
    """Return whether somebody was there: as it was said, where the session was held."""
    if status is SessionStatus.HELD and draft.presence in {Presence.ATTENDED, Presence.ABSENT}:
        return draft.presence
    return _FOLLOWS[status]


def session_problems(draft: SessionDraft, now: datetime, known: Circumstances) -> dict[str, str]:
    """Return what is wrong with a session, by field; `now` is local."""
    problems = _who(draft, known) | _when(draft, now) | _outcome(draft, now) | _concern(draft, now)
    if draft.how is None:
        problems["how"] = "Choose how."
    if draft.volunteer_id is not None and known.unmatched and not draft.unmatched_reason.strip():
        names = sentence_list(known.unmatched)
        problems["unmatched_reason"] = f"Not matched with {names} on this day. Say why they met."
    if known.needs_reason and not draft.change_reason.strip():
        problems["change_reason"] = "This session is a while ago. Say why you change it."
    return problems


def _who(draft: SessionDraft, known: Circumstances) -> dict[str, str]:
    numbers = [each.mentee_id for each in draft.attendances]
    if not numbers or None in numbers:
        return {"attendances": "Choose who it is with."}
    if len(set(numbers)) < len(numbers):
        return {"attendances": "Somebody is there twice. Take one away."}
    if known.closed and draft.status is SessionStatus.PLANNED and not draft.reopen:
        names = sentence_list(known.closed)
        return {"reopen": f"The record of {names} is closed. Tick this to plan a session with them."}
    return {}


def concern_subject(draft: SessionDraft) -> int | None:
    """Return whom a concern is about: as it was said, or the only one who was to come."""
    numbers = [each.mentee_id for each in draft.attendances]
    if draft.concern_about in numbers:
        return draft.concern_about
    return numbers[0] if len(numbers) == 1 else None


def _concern(draft: SessionDraft, now: datetime) -> dict[str, str]:
    if draft.concern is None:
        return {}
    found = concern_problems(draft.concern, now)
    problems = {f"concern_{name}": words for name, words in found.items()}
    if draft.attendances and concern_subject(draft) is None:
        problems["concern_about"] = "Choose whom the concern is about."
    return problems


def _when(draft: SessionDraft, now: datetime) -> dict[str, str]:
    problems = {}
    if draft.session_date is None:
        problems["session_date"] = "Give the date."
    elif draft.session_date > now.date() + timedelta(days=FURTHEST):
        problems["session_date"] = "This is more than a year away."
    elif draft.session_date < date(1990, 1, 1):
        problems["session_date"] = "This is too long ago. Look at the year."
    if draft.minutes is not None and not 1 <= draft.minutes <= LONGEST:
        problems["minutes"] = "A session takes from 1 minute to 24 hours."
    if draft.session_date and draft.start_time:
        wrong = problem_of(draft.session_date, draft.start_time)
        problems |= {"start_time": wrong} if wrong else {}
    return problems


def _outcome(draft: SessionDraft, now: datetime) -> dict[str, str]:
    if draft.status is None:
        return {"status": "Say whether it happened."}
    problems, today = {}, now.date()
    later = draft.session_date == today and draft.start_time is not None and draft.start_time > now.time()
    if later and draft.start_time and draft.status in {SessionStatus.HELD, SessionStatus.MISSED}:
        at = clock(draft.start_time)
        problems["status"] = f"It is not {at} yet. Leave it planned, or change the time."
    ahead = draft.session_date is not None and draft.session_date > today
    if ahead and draft.status is SessionStatus.HELD:
        problems["status"] = "This day has not come yet. Leave it planned, or change the date."
    if ahead and draft.status is SessionStatus.MISSED:
        problems["status"] = "This day has not come yet. Choose cancelled instead."
    if draft.status is SessionStatus.HELD:
        problems |= _held(draft)
    if draft.status in NOT_HELD:
        problems |= _not_held(draft, today)
    return problems


def _held(draft: SessionDraft) -> dict[str, str]:
    problems = {}
    if draft.minutes is None:
        problems["minutes"] = "Say how long it took."
    if draft.attendances and all(each.presence is Presence.ABSENT for each in draft.attendances):
        problems["status"] = "Nobody came. Choose missed instead."
    late = (each.late_minutes for each in draft.attendances)
    if any(minutes is not None and not 1 <= minutes <= LONGEST for minutes in late):
        problems["attendances"] = "Minutes late are a number from 1 to 1,440."
    return problems


def _not_held(draft: SessionDraft, today: date) -> dict[str, str]:
    problems = {}
    if draft.reason_id is None:
        problems["reason_id"] = "Choose a reason."
    if draft.caller is None:
        problems["caller"] = "Say who called it off or did not come."
    if draft.moved_to and draft.moved_to < today:
        problems["moved_to"] = "This day is past. Choose a day to come."
    elif draft.moved_to and draft.moved_to > today + timedelta(days=FURTHEST):
        problems["moved_to"] = "This is more than a year away."
    elif draft.moved_to and (at := draft.moved_to_time or draft.start_time):
        wrong = problem_of(draft.moved_to, at)
        problems |= {"moved_to_time": wrong} if wrong else {}
    return problems


def status_words(attendances: int, status: SessionStatus) -> str:
    """Return "Held, 3 people" for a group, or the status alone."""
    return status.label if attendances < 2 else f"{status.label}, {count_of(attendances, 'person', 'people')}"
