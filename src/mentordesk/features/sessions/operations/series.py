"""Series of sessions: planned together, changed from one on, called off from one on; each in one act."""

from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import select

from mentordesk.features.sessions.operations.recording import change_session, record_session
from mentordesk.features.sessions.rules.drafts import SessionDraft
from mentordesk.features.sessions.rules.planning import (
    CallOffDraft,
    PlanDraft,
    call_off_problems,
    changed_plan,
    plan_of,
)
from mentordesk.features.sessions.rules.recurrence import (
    RepeatDraft,
    days_of,
    repeat_problems,
    rule_text,
)
from mentordesk.kernel.errors import Invalid
from mentordesk.kernel.formats import long_date
from mentordesk.kernel.local_time import problem_of
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import clean
from mentordesk.records.sessions import (
    MentoringSession,
    Presence,
    SessionSeries,
    SessionStatus,
)
from mentordesk.store.work import Work, operation


@dataclass(frozen=True)
class Planned:
    """What came of planning: the first session and how many there are."""

    session_id: int
    count: int


@operation(needs=Permission.SESSION_RECORD)
def plan_series(work: Work, draft: PlanDraft) -> Planned:
    """Plan a session, and all that repeat it; every one or none."""
    planned, repeat = draft.session(), draft.repeats()
    first = planned.session_date
    if repeat.repeat is None or first is None:
        return Planned(record_session(work, _existing(planned)), 1)
    work.refuse(repeat_problems(repeat, first, work.today))
    days = days_of(first, repeat)
    series = work.add(SessionSeries(rule=rule_text(first, repeat, days[-1]), first_date=days[0]))
    numbers = [_plan_one(work, replace(planned, session_date=day), series) for day in days]
    return Planned(numbers[0], len(numbers))


@operation(needs=Permission.SESSION_RECORD)
def repeat_session(work: Work, session_id: int, version: int, repeat: RepeatDraft) -> Planned:
    """Plan sessions that repeat a planned one, which becomes the first of the series."""
    session = work.change(MentoringSession, session_id, version)
    if session.series_id is not None:
        work.refuse({"repeat": "This session is part of a series already."})
    work.refuse(repeat_problems(repeat, session.session_date, work.today))
    days = days_of(session.session_date, repeat)
    series = work.add(
        SessionSeries(rule=rule_text(session.session_date, repeat, days[-1]), first_date=days[0])
    )
    if days[0] == session.session_date:
        session.series_id = series.id
    plan = plan_of(session)
    others = [day for day in days if day != session.session_date]
    for day in others:
        _plan_one(work, replace(plan, session_date=day), series)
    return Planned(session_id, len(others) + 1)


@operation(needs=Permission.SESSION_RECORD)
def change_planned(work: Work, session_id: int, version: int, draft: PlanDraft) -> None:
    """Change one planned session only."""
    session = work.mention(MentoringSession, session_id)
    _refuse_unplanned(work, session)
    change_session(work, session_id, version, _existing(changed_plan(session, draft)))


@operation(needs=Permission.SESSION_RECORD)
def change_following(work: Work, session_id: int, version: int, draft: PlanDraft) -> int:
    """Change a planned session and all planned ones that follow it in its series; return how many.

    When the day of the first moves, the others move by as many days.
    """
    session = work.mention(MentoringSession, session_id)
    _refuse_unplanned(work, session)
    if draft.session_date is None:
        work.refuse({"session_date": "Give the date."})
    shift = (draft.session_date or session.session_date) - session.session_date
    following = _following(work, session)
    for each in following:
        day = each.session_date + shift
        known = version if each.id == session_id else each.version
        plan = changed_plan(each, replace(draft, session_date=day))
        try:
            change_session(work, each.id, known, _existing(plan))
        except Invalid as error:
            raise _dated(error, plan) from error
    return len(following)


@operation(needs=Permission.SESSION_RECORD)
def call_off_following(work: Work, session_id: int, version: int, draft: CallOffDraft) -> int:
    """Call off a planned session and all planned ones that follow it in its series; return how many."""
    session = work.mention(MentoringSession, session_id)
    _refuse_unplanned(work, session)
    work.refuse(call_off_problems(draft))
    following = _following(work, session)
    for each in following:
        work.change(MentoringSession, each.id, version if each.id == session_id else each.version)
        each.status = SessionStatus.CANCELLED
        each.caller, each.reason_id = draft.caller, draft.reason_id
        each.reason_words = clean(draft.reason_words).strip()
        each.recorded_at, each.recorded_by_id = work.now, work.actor.person_id
        for attendance in each.attendances:
            attendance.presence = Presence.CALLED_OFF
    return len(following)


def _plan_one(work: Work, draft: SessionDraft, series: SessionSeries) -> int:
    try:
        number = record_session(work, _existing(draft))
    except Invalid as error:
        raise _dated(error, draft) from error
    work.mention(MentoringSession, number).series_id = series.id
    return number


def _dated(error: Invalid, draft: SessionDraft) -> Invalid:
    """Return problems that say on which day of a series they are."""
    day = long_date(draft.session_date) if draft.session_date else ""
    return Invalid({name: f"{words} ({day})" for name, words in error.problems.items()})


def _existing(draft: SessionDraft) -> SessionDraft:
    """Return a draft whose time exists on its day; Invalid when the clocks leave it out."""
    if draft.session_date and draft.start_time:
        problem = problem_of(draft.session_date, draft.start_time)
        if problem:
            raise Invalid({"start_time": problem})
    return draft


def _refuse_unplanned(work: Work, session: MentoringSession) -> None:
    if session.status is not SessionStatus.PLANNED:
        words = f"This session is {session.status.label.lower()}. Open it to change what was recorded."
        work.refuse({"session_date": words})


def _following(work: Work, session: MentoringSession) -> list[MentoringSession]:
    """Return a session and the planned ones after it in its series, in order."""
    if session.series_id is None:
        return [session]
    found = select(MentoringSession).where(
        MentoringSession.series_id == session.series_id,
        MentoringSession.session_date > session.session_date - timedelta(days=1),
        MentoringSession.status == SessionStatus.PLANNED,
    )
    rows = work.session.scalars(found.order_by(MentoringSession.session_date, MentoringSession.id))
    return [each for each in rows if each.id == session.id or each.session_date > session.session_date]
