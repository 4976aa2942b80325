"""Planning, recording, changing and removing a session."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import TypeVar

from sqlalchemy import select

from mentordesk.features.sessions.operations.concerns import raise_concern
from mentordesk.features.sessions.rules.drafts import AttendanceDraft, SessionDraft
from mentordesk.features.sessions.rules.recording import (
    NOT_HELD,
    Circumstances,
    concern_subject,
    presence_of,
    session_problems,
)
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import clean, fold
from mentordesk.records.goals import Goal, GoalStep
from mentordesk.records.mentees import OVER, Mentee
from mentordesk.records.session_facts import (
    match_of,
    mentees_of,
    names_closed,
    names_unmatched,
    reason_days,
)
from mentordesk.records.sessions import (
    Attendance,
    AttendanceGoal,
    AttendancePathway,
    AttendanceStep,
    How,
    MentoringSession,
    SessionAmendment,
    SessionStatus,
    SupervisionNote,
)
from mentordesk.store.work import Reading, Work, operation

Part = TypeVar("Part", AttendancePathway, AttendanceGoal)


@operation(needs=Permission.SESSION_RECORD)
def record_session(work: Work, draft: SessionDraft) -> int:
    """Write down a session: planned, held, missed or called off."""
    work.refuse(session_problems(draft, work.now.astimezone(), circumstances_of(work, draft)))
    session = MentoringSession(session_date=draft.session_date, how=draft.how or How.IN_PERSON)
    work.add(session)
    _write(work, session, draft)
    return session.id


@operation(needs=Permission.SESSION_RECORD)
def change_session(work: Work, session_id: int, version: int, draft: SessionDraft) -> None:
    """Say what became of a planned session, or put right what was recorded; who and why is kept."""
    session = work.change(MentoringSession, session_id, version)
    known = circumstances_of(work, draft, session)
    work.refuse(session_problems(draft, work.now.astimezone(), known))
    if session.recorded_at is not None:
        amendment = SessionAmendment(
            session_id=session.id,
            amended_at=work.now,
            person_id=work.actor.person_id,
            reason=clean(draft.change_reason).strip(),
        )
        session.amendments.append(amendment)
    _write(work, session, draft)


@operation(needs=Permission.SESSION_RECORD)
def remove_session(work: Work, session_id: int, version: int) -> None:
    """Put a session with its attendances in the bin."""
    work.remove(work.change(MentoringSession, session_id, version))


def circumstances_of(
    reading: Reading, draft: SessionDraft, session: MentoringSession | None = None
) -> Circumstances:
    """Return what the records say of those who were to meet."""
    numbers = [each.mentee_id for each in draft.attendances if each.mentee_id]
    unmatched = names_unmatched(reading.session, numbers, draft.volunteer_id, draft.session_date)
    closed = names_closed(reading.session, numbers)
    old = False
    if session is not None and session.recorded_at is not None:
        old = session.session_date < reading.today - timedelta(days=reason_days(reading.session))
    return Circumstances(unmatched, closed, old)


def _write(work: Work, session: MentoringSession, draft: SessionDraft) -> None:
    status = draft.status or SessionStatus.PLANNED
    session.status = status
    session.minutes, session.how = draft.minutes, draft.how or session.how
    session.place = clean(draft.place).strip()[:300]
    session.place_key = fold(session.place)[:300]
    session.volunteer_id, session.worker_id = draft.volunteer_id, draft.worker_id
    session.topic = clean(draft.topic).strip()
    called_off = status in NOT_HELD
    session.caller = draft.caller if called_off else None
    session.reason_id = draft.reason_id if called_off else None
    session.reason_words = clean(draft.reason_words).strip() if called_off else ""
    session.journey = clean(draft.journey).strip()[:300]
    session.miles_tenths, session.fares_pence = draft.miles_tenths, draft.fares_pence
    session.travel_minutes = draft.travel_minutes
    session.unmatched_reason = clean(draft.unmatched_reason).strip()
    if status is not SessionStatus.PLANNED and session.recorded_at is None:
        session.recorded_at, session.recorded_by_id = work.now, work.actor.person_id
    _attend(work, session, draft, status)
    if draft.session_date:
        session.move(draft.session_date, draft.start_time, later_hour=draft.later_hour)
    work.session.flush()
    if called_off and draft.moved_to:
        _plan_instead(work, session, draft)
    if draft.reopen:
        _open_again(work, session)
    about = concern_subject(draft)
    if draft.concern is not None and about is not None:
        raise_concern(work, about, draft.concern, session.id)


def _open_again(work: Work, session: MentoringSession) -> None:
    """Have those whose record is closed be with the charity again, from the day of the session."""
    closed = [
        each
        for each in mentees_of(work.session, (each.mentee_id for each in session.attendances))
        if each.status in OVER
    ]
    if closed:
        work.need(Permission.MENTEE_DECIDE)
    for mentee in closed:
        ends = [each.exit_date for each in mentee.episodes if each.exit_date]
        mentee.begin(max([min(session.session_date, work.today), *ends]))


def _attend(work: Work, session: MentoringSession, draft: SessionDraft, status: SessionStatus) -> None:
    known = {each.mentee_id: each for each in session.attendances}
    wanted = {each.mentee_id: each for each in draft.attendances if each.mentee_id}
    mine = set(work.session.scalars(select(Mentee.id).where(Mentee.id.in_(known))))
    session.attendances = [
        each for number, each in known.items() if number in wanted or number not in mine
    ]  # those whom the person may not know of stay
    for mentee_id, said in wanted.items():
        work.find(Mentee, mentee_id)
        attendance = known.get(mentee_id)
        if attendance is None:
            attendance = Attendance(mentee_id=mentee_id, session_date=draft.session_date)
            session.attendances.append(attendance)
        attendance.match_id = match_of(work.session, mentee_id, draft.volunteer_id, draft.session_date)
        attendance.presence = presence_of(said, status)
        attendance.late_minutes = said.late_minutes
        attendance.summary, attendance.response = clean(said.summary).strip(), clean(said.response).strip()
        attendance.strengths = clean(said.strengths).strip()
        attendance.next_plans = clean(said.next_plans).strip()
        attendance.notify_officer = said.notify_officer
        attendance.notify_words = clean(said.notify_words).strip() if said.notify_officer else ""
        attendance.notified_date = said.notified_date if said.notify_officer else None
        _touch(work, attendance, said)
        work.session.flush()
        _keep_apart(work, attendance, said)


def _touch(work: Work, attendance: Attendance, said: AttendanceDraft) -> None:
    """Keep which pathways and goals were touched, and move the steps that were ticked."""
    attendance.pathways = _kept(
        attendance.pathways, said.pathways, "pathway_id", lambda number: AttendancePathway(pathway_id=number)
    )
    goals = _of_mentee(work, said.goals, attendance.mentee_id)
    attendance.goals = _kept(
        attendance.goals, goals, "goal_id", lambda number: AttendanceGoal(goal_id=number)
    )
    moved = dict(said.steps)
    theirs = set(
        work.session.scalars(
            select(GoalStep.id)
            .join(Goal, Goal.id == GoalStep.goal_id)
            .where(GoalStep.id.in_(moved), Goal.mentee_id == attendance.mentee_id)
        )
    )
    before = {each.step_id: each for each in attendance.steps}
    attendance.steps = [each for each in attendance.steps if each.step_id in theirs]
    for number in [each for each in moved if each in theirs]:
        if number in before:
            before[number].status = moved[number]
        else:
            attendance.steps.append(AttendanceStep(step_id=number, status=moved[number]))
        step = work.find(GoalStep, number)
        if step.status is not moved[number]:
            step.status = moved[number]


def _kept(there: list[Part], wanted: Iterable[int], field: str, make: Callable[[int], Part]) -> list[Part]:
    """Return what is there already of the numbers that are wanted, and new ones for the rest."""
    known = {getattr(each, field): each for each in there}
    return [known.get(number) or make(number) for number in dict.fromkeys(wanted)]


def _keep_apart(work: Work, attendance: Attendance, said: AttendanceDraft) -> None:
    """Keep the supervision note, which only some may read or write; None leaves it as it is."""
    if said.supervision_note is None:
        return
    work.need(Permission.SUPERVISION_NOTE)
    words = clean(said.supervision_note).strip()
    kept = work.session.scalar(select(SupervisionNote).where(SupervisionNote.attendance_id == attendance.id))
    if kept is None and words:
        author = work.actor.person_id
        work.add(SupervisionNote(attendance_id=attendance.id, wording=words, author_id=author))
    elif kept is not None and words != kept.wording:
        if words:
            kept.wording = words
        else:
            work.remove(kept)


def _plan_instead(work: Work, session: MentoringSession, draft: SessionDraft) -> None:
    """Plan the session that takes the place of one that was not held, once."""
    known = work.session.scalar(select(MentoringSession).where(MentoringSession.replaces_id == session.id))
    if known is not None or draft.moved_to is None:
        return
    planned = MentoringSession(
        status=SessionStatus.PLANNED,
        session_date=draft.moved_to,
        start_time=draft.moved_to_time or draft.start_time,
        minutes=session.minutes,
        how=session.how,
        place=session.place,
        place_key=session.place_key,
        volunteer_id=session.volunteer_id,
        worker_id=session.worker_id,
        unmatched_reason=session.unmatched_reason,
        replaces_id=session.id,
    )
    planned.attendances = [
        Attendance(mentee_id=each.mentee_id, match_id=each.match_id, session_date=draft.moved_to)
        for each in session.attendances
    ]
    work.add(planned)


def _of_mentee(work: Work, numbers: Iterable[int], mentee_id: int) -> list[int]:
    """Return those of some goals that are a mentee's, in the order in which they were named."""
    wanted = list(numbers)
    theirs = set(
        work.session.scalars(select(Goal.id).where(Goal.id.in_(wanted), Goal.mentee_id == mentee_id))
    )
    return [number for number in wanted if number in theirs]
