"""One session: what its form starts from, and what its page shows."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from mentordesk.features.sessions.queries.recording import (
    ChoiceRow,
    mentee_choice,
    mentor_named,
    people_named,
)
from mentordesk.features.sessions.rules.drafts import AttendanceDraft, SessionDraft
from mentordesk.features.sessions.rules.recording import status_words
from mentordesk.kernel.permissions import Permission
from mentordesk.records.goals import Goal, GoalStep
from mentordesk.records.mentees import Mentee
from mentordesk.records.pathways import Pathway
from mentordesk.records.people import Person
from mentordesk.records.session_facts import reason_days
from mentordesk.records.sessions import (
    Attendance,
    Caller,
    How,
    MentoringSession,
    Presence,
    SessionAmendment,
    SessionReason,
    SessionStatus,
    SupervisionNote,
)
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.work import Reading, query


@dataclass(frozen=True)
class KeptSession:
    """A session as its form starts from it."""

    draft: SessionDraft
    version: int
    people: tuple[ChoiceRow, ...]
    mentor: ChoiceRow | None
    recorded: bool
    needs_reason: bool


@dataclass(frozen=True)
class AttendanceRow:
    """One mentee at a session, as its page shows it; `shown` is false for a case that asks for a reason."""

    mentee_id: int
    name: str
    presence: Presence
    shown: bool
    late_minutes: int | None = None
    summary: str = ""
    response: str = ""
    strengths: str = ""
    next_plans: str = ""
    pathways: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    notify: str = ""
    notified_date: date | None = None
    notify_officer: bool = False
    supervision_note: str = ""


@dataclass(frozen=True)
class AmendmentRow:
    """A change after the session was recorded."""

    at: datetime
    by: str
    reason: str


@dataclass(frozen=True)
class SessionSheet:
    """One session as its page shows it."""

    id: int
    version: int
    status: SessionStatus
    status_words: str
    session_date: date
    start_time: time | None
    later_hour: bool
    minutes: int | None
    how: How
    place: str
    mentor_id: int | None
    mentor: str
    worker: str
    topic: str
    caller: Caller | None
    reason: str
    reason_words: str
    unmatched_reason: str
    journey: str
    miles_tenths: int | None
    fares_pence: int | None
    travel_minutes: int | None
    recorded: str
    """By whom and when it was recorded; empty while it is planned."""
    recorded_at: datetime | None
    replaces: tuple[int, date] | None
    replaced_by: tuple[int, date] | None
    attendances: tuple[AttendanceRow, ...]
    amendments: tuple[AmendmentRow, ...]
    in_series: bool = False

    @property
    def closed_case(self) -> int | None:
        """The mentee whose page asks for a reason, when nothing of the session may be shown before."""
        if any(each.shown for each in self.attendances) or not self.attendances:
            return None
        return self.attendances[0].mentee_id


@query(needs=Permission.SESSION_RECORD)
def kept_session(reading: Reading, session_id: int) -> KeptSession:
    """A session as its form starts from it; a case that asks for a reason is not shown before."""
    session = reading.mention(MentoringSession, session_id)
    attendances = _seen(reading, session)
    for each in attendances:
        reading.need_reason(each)
    notes = _supervision(reading, attendances)
    plain = {name: getattr(session, name) for name in _SAME}
    draft = SessionDraft(
        **plain, attendances=tuple(_said(each, notes.get(each.id, "")) for each in attendances)
    )
    mentor = mentor_named(reading, session.volunteer_id) if session.volunteer_id else None
    people = people_named(reading, tuple(each.mentee_id for each in attendances))
    recorded = session.recorded_at is not None
    limit = reading.today - timedelta(days=reason_days(reading.session))
    needs_reason = recorded and session.session_date < limit
    return KeptSession(draft, session.version, tuple(people), mentor, recorded, needs_reason)


@query(needs=Permission.SESSION_VIEW)
def session_sheet(reading: Reading, session_id: int) -> SessionSheet:
    """A session with everything that was said there; nothing of a case that asks for a reason first."""
    session = reading.mention(MentoringSession, session_id)
    attendances = _seen(reading, session)
    names = _names(reading, attendances)
    rows = tuple(_row(reading, each, names.get(each.mentee_id, "")) for each in attendances)
    open_to_all = any(each.shown for each in rows) or not rows
    staff = dict(reading.session.execute(select(Person.id, Person.name)).all())
    reason = reading.session.get(SessionReason, session.reason_id) if session.reason_id else None
    mentor = reading.session.get(Volunteer, session.volunteer_id) if session.volunteer_id else None
    before = reading.session.get(MentoringSession, session.replaces_id) if session.replaces_id else None
    after = reading.session.scalar(
        select(MentoringSession).where(MentoringSession.replaces_id == session.id).limit(1)
    )
    return SessionSheet(
        id=session.id,
        version=session.version,
        status=session.status,
        status_words=status_words(len(rows), session.status),
        session_date=session.session_date,
        start_time=session.start_time,
        later_hour=session.later_hour,
        minutes=session.minutes,
        how=session.how,
        place=session.place if open_to_all else "",
        mentor_id=session.volunteer_id,
        mentor=mentor.name if mentor else "",
        worker=staff.get(session.worker_id or 0, ""),
        topic=session.topic if open_to_all else "",
        caller=session.caller,
        reason=f"{reason.name} ({reason.reason_class.label.lower()})" if reason else "",
        reason_words=session.reason_words if open_to_all else "",
        unmatched_reason=session.unmatched_reason if open_to_all else "",
        journey=session.journey if open_to_all else "",
        miles_tenths=session.miles_tenths,
        fares_pence=session.fares_pence,
        travel_minutes=session.travel_minutes,
        recorded=staff.get(session.recorded_by_id or 0, "MentorDesk") if session.recorded_at else "",
        recorded_at=session.recorded_at,
        replaces=(before.id, before.session_date) if before else None,
        replaced_by=(after.id, after.session_date) if after else None,
        attendances=rows,
        amendments=_amendments(reading, session_id, staff) if open_to_all else (),
        in_series=session.series_id is not None,
    )


_SAME = (
    *("status", "session_date", "start_time", "later_hour", "minutes", "how", "place", "volunteer_id"),
    *("worker_id", "topic", "caller", "reason_id", "reason_words", "journey", "miles_tenths", "fares_pence"),
    *("travel_minutes", "unmatched_reason"),
)


def _seen(reading: Reading, session: MentoringSession) -> list[Attendance]:
    """Return those of the session whom the person may know of."""
    found = select(Attendance).where(Attendance.session_id == session.id)
    return list(reading.session.scalars(found.order_by(Attendance.id)))


def _names(reading: Reading, attendances: list[Attendance]) -> dict[int, str]:
    numbers = [each.mentee_id for each in attendances]
    rows = reading.session.scalars(select(Mentee).where(Mentee.id.in_(numbers)))
    return {each.id: mentee_choice(each).title for each in rows}


def _supervision(reading: Reading, attendances: list[Attendance]) -> dict[int, str]:
    """Return the supervision notes by attendance, for those only who may read them."""
    if not reading.holds(Permission.SUPERVISION_NOTE):
        return {}
    found = select(SupervisionNote.attendance_id, SupervisionNote.wording).where(
        SupervisionNote.attendance_id.in_([each.id for each in attendances])
    )
    return {row.attendance_id: row.wording for row in reading.session.execute(found)}


def _said(attendance: Attendance, note: str) -> AttendanceDraft:
    kept = {name: getattr(attendance, name) for name in _SAID}
    return AttendanceDraft(
        **kept,
        pathways=tuple(each.pathway_id for each in attendance.pathways),
        goals=tuple(each.goal_id for each in attendance.goals),
        steps=tuple((each.step_id, each.status) for each in attendance.steps),
        supervision_note=note or None,
    )


_SAID = (
    *("mentee_id", "presence", "late_minutes", "summary", "response", "strengths", "next_plans"),
    *("notify_officer", "notify_words", "notified_date"),
)


def _row(reading: Reading, attendance: Attendance, name: str) -> AttendanceRow:
    if not reading.may_open(attendance.mentee_id):
        return AttendanceRow(attendance.mentee_id, name, attendance.presence, shown=False)
    pathways = select(Pathway.name).where(Pathway.id.in_([each.pathway_id for each in attendance.pathways]))
    goals = select(Goal.title).where(Goal.id.in_([each.goal_id for each in attendance.goals]))
    moved = {each.step_id: each.status for each in attendance.steps}
    steps = reading.session.execute(
        select(GoalStep.id, GoalStep.wording).where(GoalStep.id.in_(moved)).order_by(GoalStep.id)
    )
    return AttendanceRow(
        attendance.mentee_id,
        name,
        attendance.presence,
        shown=True,
        late_minutes=attendance.late_minutes,
        summary=attendance.summary,
        response=attendance.response,
        strengths=attendance.strengths,
        next_plans=attendance.next_plans,
        pathways=tuple(reading.session.scalars(pathways.order_by(Pathway.number))),
        goals=tuple(reading.session.scalars(goals.order_by(Goal.id))),
        steps=tuple(f"{row.wording}: {moved[row.id].label.lower()}" for row in steps),
        notify_officer=attendance.notify_officer,
        notify=attendance.notify_words,
        notified_date=attendance.notified_date,
        supervision_note=_supervision(reading, [attendance]).get(attendance.id, ""),
    )


def _amendments(reading: Reading, session_id: int, staff: dict[int, str]) -> tuple[AmendmentRow, ...]:
    found = select(SessionAmendment).where(SessionAmendment.session_id == session_id)
    rows = reading.session.scalars(found.order_by(SessionAmendment.id.desc()))
    return tuple(
        AmendmentRow(each.amended_at, staff.get(each.person_id or 0, ""), each.reason) for each in rows
    )
