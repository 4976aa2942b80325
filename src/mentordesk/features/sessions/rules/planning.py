"""Planning: what a planned session says, what is wrong with it, and calling a series off."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mentordesk.features.sessions.rules.drafts import AttendanceDraft, SessionDraft
from mentordesk.features.sessions.rules.recurrence import RepeatDraft, ShortMonth, repeat_problems
from mentordesk.kernel.local_time import happens_twice, problem_of
from mentordesk.records.sessions import How, SessionStatus

if TYPE_CHECKING:
    from datetime import date, time

    from mentordesk.features.sessions.rules.recurrence import Repeat
    from mentordesk.records.sessions import Attendance, Caller, MentoringSession


@dataclass(frozen=True)
class PlanDraft:
    """A session that is to be planned, and how it repeats; the numbers are of mentees."""

    attendances: tuple[int, ...] = ()
    volunteer_id: int | None = None
    worker_id: int | None = None
    session_date: date | None = None
    start_time: time | None = None
    later_hour: bool = False
    minutes: int | None = 60
    how: How | None = How.IN_PERSON
    place: str = ""
    unmatched_reason: str = ""
    repeat: Repeat | None = None
    until: date | None = None
    count: int | None = None
    short_month: ShortMonth | None = None
    skip_holidays: bool = False

    def session(self) -> SessionDraft:
        """Return the first session."""
        return SessionDraft(
            attendances=tuple(AttendanceDraft(mentee_id=number) for number in self.attendances),
            status=SessionStatus.PLANNED,
            session_date=self.session_date,
            start_time=self.start_time,
            later_hour=self.later_hour
            and self.session_date is not None
            and self.start_time is not None
            and happens_twice(self.session_date, self.start_time),
            minutes=self.minutes,
            how=self.how,
            place=self.place,
            volunteer_id=self.volunteer_id,
            worker_id=self.worker_id,
            unmatched_reason=self.unmatched_reason,
        )

    def repeats(self) -> RepeatDraft:
        """Return how it repeats."""
        short = self.short_month or ShortMonth.LAST
        return RepeatDraft(self.repeat, self.until, self.count, short, self.skip_holidays)


@dataclass(frozen=True)
class CallOffDraft:
    """Who calls sessions off, and why."""

    caller: Caller | None = None
    reason_id: int | None = None
    reason_words: str = ""


def plan_problems(draft: PlanDraft, today: date) -> dict[str, str]:
    """Return what is wrong with a plan, by field, as far as the form itself can tell."""
    problems = {}
    if not draft.attendances:
        problems["attendances"] = "Choose who it is with."
    if draft.session_date is None:
        problems["session_date"] = "Give the date."
    elif draft.start_time and (wrong := problem_of(draft.session_date, draft.start_time)):
        problems["start_time"] = wrong
    if draft.how is None:
        problems["how"] = "Choose how."
    return problems | repeat_problems(draft.repeats(), draft.session_date, today)


def call_off_problems(draft: CallOffDraft) -> dict[str, str]:
    """Return what is wrong with calling off, by field."""
    problems = {}
    if draft.caller is None:
        problems["caller"] = "Say who called it off."
    if draft.reason_id is None:
        problems["reason_id"] = "Choose a reason."
    return problems


def plan_of(session: MentoringSession) -> SessionDraft:
    """Return a planned session as it would be planned again on another day."""
    return replace(said_of(session), attendances=_only_people(session))


def changed_plan(session: MentoringSession, draft: PlanDraft) -> SessionDraft:
    """Return a planned session with what the plan says anew; what was said of somebody stays."""
    known = {each.mentee_id: each for each in said_of(session).attendances}
    wanted = draft.session()
    return replace(
        said_of(session),
        attendances=tuple(known.get(each.mentee_id, each) for each in wanted.attendances),
        session_date=wanted.session_date,
        start_time=wanted.start_time,
        later_hour=wanted.later_hour,
        minutes=wanted.minutes,
        how=wanted.how,
        place=wanted.place,
        volunteer_id=wanted.volunteer_id,
        worker_id=wanted.worker_id,
        unmatched_reason=wanted.unmatched_reason,
    )


def said_of(session: MentoringSession) -> SessionDraft:
    """Return everything that a planned session says."""
    return SessionDraft(
        attendances=tuple(_said(each) for each in session.attendances),
        status=SessionStatus.PLANNED,
        session_date=session.session_date,
        start_time=session.start_time,
        later_hour=session.later_hour,
        minutes=session.minutes,
        how=session.how,
        place=session.place,
        volunteer_id=session.volunteer_id,
        worker_id=session.worker_id,
        topic=session.topic,
        journey=session.journey,
        miles_tenths=session.miles_tenths,
        fares_pence=session.fares_pence,
        travel_minutes=session.travel_minutes,
        unmatched_reason=session.unmatched_reason,
    )


def _only_people(session: MentoringSession) -> tuple[AttendanceDraft, ...]:
    return tuple(AttendanceDraft(mentee_id=each.mentee_id) for each in session.attendances)


def _said(attendance: Attendance) -> AttendanceDraft:
    return AttendanceDraft(
        mentee_id=attendance.mentee_id,
        late_minutes=attendance.late_minutes,
        summary=attendance.summary,
        response=attendance.response,
        strengths=attendance.strengths,
        next_plans=attendance.next_plans,
        pathways=tuple(each.pathway_id for each in attendance.pathways),
        goals=tuple(each.goal_id for each in attendance.goals),
        steps=tuple((each.step_id, each.status) for each in attendance.steps),
        notify_officer=attendance.notify_officer,
        notify_words=attendance.notify_words,
        notified_date=attendance.notified_date,
    )
