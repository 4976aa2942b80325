"""What people type about a session: frozen drafts, as complete or as empty as they were left."""

from dataclasses import dataclass
from datetime import date, time

from mentordesk.features.sessions.rules.concerns import ConcernDraft
from mentordesk.records.goals import StepStatus
from mentordesk.records.sessions import Caller, How, Presence, SessionStatus


@dataclass(frozen=True)
class AttendanceDraft:
    """One mentee at a session; a presence that is not said follows from what became of the session."""

    mentee_id: int | None = None
    presence: Presence | None = None
    late_minutes: int | None = None
    summary: str = ""
    response: str = ""
    strengths: str = ""
    next_plans: str = ""
    pathways: tuple[int, ...] = ()
    goals: tuple[int, ...] = ()
    steps: tuple[tuple[int, StepStatus], ...] = ()
    notify_officer: bool = False
    notify_words: str = ""
    notified_date: date | None = None
    supervision_note: str | None = None
    """Apart from everything else, by permission; None leaves what is kept as it is."""


@dataclass(frozen=True)
class SessionDraft:
    """A session, planned or held; `moved_to` plans another one in its place."""

    attendances: tuple[AttendanceDraft, ...] = ()
    status: SessionStatus | None = None
    session_date: date | None = None
    start_time: time | None = None
    later_hour: bool = False
    minutes: int | None = None
    how: How | None = None
    place: str = ""
    volunteer_id: int | None = None
    worker_id: int | None = None
    topic: str = ""
    caller: Caller | None = None
    reason_id: int | None = None
    reason_words: str = ""
    moved_to: date | None = None
    moved_to_time: time | None = None
    journey: str = ""
    miles_tenths: int | None = None
    fares_pence: int | None = None
    travel_minutes: int | None = None
    unmatched_reason: str = ""
    change_reason: str = ""
    reopen: bool = False
    """Whether those whose record is closed are with the charity again, from the day of the session."""
    concern: ConcernDraft | None = None
    """Something that worried somebody there; it is raised together with the session."""
    concern_about: int | None = None
    """The mentee whom the concern is about; not needed where only one came."""
