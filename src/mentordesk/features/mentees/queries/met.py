"""The sessions of a mentee, as the timeline of everything tells them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from mentordesk.kernel.formats import duration
from mentordesk.kernel.links import Link
from mentordesk.records.sessions import Attendance, MentoringSession, Presence, SessionStatus
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.work import Reading

NEWEST = 500
"""How many sessions a timeline tells of at most."""


@dataclass(frozen=True)
class MetRow:
    """One session that is over: the day, what became of it, what was noted, and its page."""

    day: date
    title: str
    says: str
    link: Link


def met_rows(reading: Reading, mentee_id: int) -> list[MetRow]:
    """Return the newest sessions of a mentee that are not planned any more."""
    found = (
        select(MentoringSession, Attendance, func.coalesce(Volunteer.name, "").label("mentor"))
        .join(Attendance, Attendance.session_id == MentoringSession.id)
        .outerjoin(Volunteer, Volunteer.id == MentoringSession.volunteer_id)
        .where(Attendance.mentee_id == mentee_id, Attendance.presence != Presence.EXPECTED)
        .order_by(Attendance.session_date.desc(), Attendance.id.desc())
        .limit(NEWEST)
    )
    return [
        MetRow(
            session.session_date,
            _title(session, attendance.presence, mentor),
            attendance.summary,
            Link("session", session.id),
        )
        for session, attendance, mentor in reading.session.execute(found)
    ]


def _title(session: MentoringSession, presence: Presence, mentor: str) -> str:
    absent = session.status is SessionStatus.HELD and presence is Presence.ABSENT
    became = "did not come" if absent else session.status.label.lower()
    held = session.status is SessionStatus.HELD and not absent
    length = [duration(session.minutes)] if held and session.minutes else []
    facts = [session.how.label.lower(), *length, *([f"with {mentor}"] if mentor else [])]
    return f"Session {became}: {', '.join(facts)}"
