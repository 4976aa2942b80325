"""The sessions of one mentee or one mentor, as a tab on their page shows them."""

from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import ColumnElement, func, select

from mentordesk.features.sessions.queries.recording import mentee_choice
from mentordesk.kernel.formats import sentence_list
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import shortened
from mentordesk.records.mentees import Mentee
from mentordesk.records.sessions import Attendance, How, MentoringSession, Presence, SessionStatus
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.work import Reading, query

SHOWN = 100
_NOTE = 240


@dataclass(frozen=True)
class SessionRow:
    """One session in a tab: `who` is the mentor on a mentee's page, and the mentees on a mentor's."""

    id: int
    session_date: date
    start_time: time | None
    minutes: int | None
    status: SessionStatus
    presence: Presence | None
    how: How
    place: str
    who: str
    says: str
    overdue: bool
    """Whether it is past and nothing was recorded of it."""


@dataclass(frozen=True)
class SessionsView:
    """Somebody's sessions: planned ones, the nearest first, then the others, the newest first."""

    name: str
    held: int
    missed: int
    last_date: date | None
    planned: tuple[SessionRow, ...]
    past: tuple[SessionRow, ...]


@query(needs=Permission.SESSION_VIEW)
def mentee_sessions(reading: Reading, mentee_id: int) -> SessionsView:
    """The sessions of a mentee, with what was noted of them."""
    mentee = reading.find(Mentee, mentee_id)
    mine = Attendance.mentee_id == mentee_id
    counts = dict(
        reading.session.execute(
            select(Attendance.presence, func.count()).where(mine).group_by(Attendance.presence)
        ).all()
    )
    last = reading.session.scalar(
        select(func.max(Attendance.session_date)).where(mine, Attendance.presence == Presence.ATTENDED)
    )
    return SessionsView(
        mentee_choice(mentee).title,
        counts.get(Presence.ATTENDED, 0),
        counts.get(Presence.ABSENT, 0),
        last,
        *(_of_mentee(reading, mine, planned=planned) for planned in (True, False)),
    )


@query(needs=Permission.SESSION_VIEW)
def mentor_sessions(reading: Reading, volunteer_id: int) -> SessionsView:
    """The sessions of a mentor; what was noted of a mentee stands on their page."""
    mentor = reading.mention(Volunteer, volunteer_id)
    mine = MentoringSession.volunteer_id == volunteer_id
    counts = dict(
        reading.session.execute(
            select(MentoringSession.status, func.count()).where(mine).group_by(MentoringSession.status)
        ).all()
    )
    last = reading.session.scalar(
        select(func.max(MentoringSession.session_date)).where(
            mine, MentoringSession.status == SessionStatus.HELD
        )
    )
    return SessionsView(
        mentor.name,
        counts.get(SessionStatus.HELD, 0),
        counts.get(SessionStatus.MISSED, 0),
        last,
        *(_of_mentor(reading, mine, planned=planned) for planned in (True, False)),
    )


def _of_mentee(reading: Reading, mine: ColumnElement[bool], *, planned: bool) -> tuple[SessionRow, ...]:
    found = (
        select(MentoringSession, Attendance, func.coalesce(Volunteer.name, "").label("mentor"))
        .join(Attendance, Attendance.session_id == MentoringSession.id)
        .outerjoin(Volunteer, Volunteer.id == MentoringSession.volunteer_id)
        .where(mine)
    )
    if planned:
        found = found.where(Attendance.presence == Presence.EXPECTED)
        found = found.order_by(Attendance.session_date, MentoringSession.start_time, MentoringSession.id)
    else:
        found = found.where(Attendance.presence != Presence.EXPECTED)
        found = found.order_by(Attendance.session_date.desc(), MentoringSession.id.desc())
    return tuple(
        _row(reading, session, attendance.presence, mentor, attendance.summary)
        for session, attendance, mentor in reading.session.execute(found.limit(SHOWN))
    )


def _of_mentor(reading: Reading, mine: ColumnElement[bool], *, planned: bool) -> tuple[SessionRow, ...]:
    found = select(MentoringSession).where(mine)
    if planned:
        found = found.where(MentoringSession.status == SessionStatus.PLANNED)
        found = found.order_by(MentoringSession.session_date, MentoringSession.id)
    else:
        found = found.where(MentoringSession.status != SessionStatus.PLANNED)
        found = found.order_by(MentoringSession.session_date.desc(), MentoringSession.id.desc())
    sessions = list(reading.session.scalars(found.limit(SHOWN)))
    names: dict[int, list[str]] = {}
    who = (
        select(Attendance.session_id, Mentee)
        .join(Mentee, Mentee.id == Attendance.mentee_id)
        .where(Attendance.session_id.in_([each.id for each in sessions]))
        .order_by(Attendance.id)
    )
    for number, mentee in reading.session.execute(who):
        names.setdefault(number, []).append(mentee_choice(mentee).title)
    return tuple(_row(reading, each, None, sentence_list(names.get(each.id, ())), "") for each in sessions)


def _row(
    reading: Reading, session: MentoringSession, presence: Presence | None, who: str, note: str
) -> SessionRow:
    return SessionRow(
        session.id,
        session.session_date,
        session.start_time,
        session.minutes,
        session.status,
        presence,
        session.how,
        session.place,
        who,
        shortened(note, _NOTE),
        session.status is SessionStatus.PLANNED and session.session_date < reading.today,
    )
