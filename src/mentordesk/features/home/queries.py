"""What needs doing today: open concerns, reviews of targets that are due, target dates that have passed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import case, func, select

from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.rag import Rag
from mentordesk.kernel.urgency import Urgency, urgency_of, urgency_words
from mentordesk.records.breaches import Breach
from mentordesk.records.cadence import ToDoKind, to_do
from mentordesk.records.clearances import VolunteerSettings
from mentordesk.records.complaints import Complaint
from mentordesk.records.concerns import Concern
from mentordesk.records.development import DevelopmentPlan
from mentordesk.records.liaisons import Liaison
from mentordesk.records.mentees import Mentee
from mentordesk.records.pipeline import SERVING, Stage
from mentordesk.records.plans import Plan, PlanStatus, Target
from mentordesk.records.requests import DataRequest
from mentordesk.records.sessions import MentoringSession
from mentordesk.records.sheets import SessionSheet, SheetState
from mentordesk.records.support import SupportAction, counted_from, debriefs_to_offer
from mentordesk.records.training import TrainingDone
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.work import Reading, query

SHOWN = 8


@dataclass(frozen=True)
class DueTarget:
    """A target that needs somebody's attention."""

    id: int
    plan: str
    number: int
    achieve: str
    rag: Rag | None
    day: date


@dataclass(frozen=True)
class OpenConcern:
    """A concern that somebody must look at; it names nobody."""

    id: int
    kind: str
    reference: str
    immediate_risk: bool
    raised_at: datetime
    urgency: Urgency
    words: str


@dataclass(frozen=True)
class SupportDue:
    """What is due in the support of volunteers; all 0 for those who may not see volunteers."""

    talks: int = 0
    """Volunteers who wait too long for a talk."""
    debriefs: int = 0
    """Sessions with a concern after which nobody has offered a debrief."""
    actions: int = 0
    """Agreed actions of whoever asks that are due within a week or overdue."""

    @property
    def anything(self) -> bool:
        """Whether anything is due."""
        return bool(self.talks or self.debriefs or self.actions)


@dataclass(frozen=True)
class Today:
    """The first page: reviews due and targets overdue, the first few of each, with their whole counts."""

    plans: int
    reviews_due: int
    overdue: int
    due_targets: tuple[DueTarget, ...]
    overdue_targets: tuple[DueTarget, ...]
    ratings: tuple[tuple[Rag | None, int], ...]
    privacy_due: int = 0
    """Requests about personal data, complaints and breaches that are due within a week or overdue."""
    development_due: int = 0
    """Development plans of volunteers that wait for their review."""
    training_due: int = 0
    """Trainings of volunteers that count for 60 days more at most, or no longer."""
    sessions_due: tuple[tuple[ToDoKind, int], ...] = ()
    """What about sessions needs seeing to: how many of each kind."""
    concerns: int = 0
    open_concerns: tuple[OpenConcern, ...] = ()
    """The overdue ones first, then the newest."""
    follow_ups: int = 0
    """Contacts with partners that are to be followed up by now."""
    sheets: int = 0
    """Paper sheets that were not returned though their session is past."""
    support: SupportDue = SupportDue()

    @property
    def due(self) -> int:
        """How many things wait besides the plans."""
        return sum(
            (
                *(self.privacy_due, self.concerns, self.follow_ups, self.sheets, self.support.anything),
                *(self.development_due, self.training_due, len(self.sessions_due)),
            )
        )


@query(needs=Permission.PLAN_VIEW)
def today(reading: Reading) -> Today:
    """What needs doing today in the plans that are active."""
    session = reading.session
    targets = select(Target, Plan.title).join(Plan)
    due = targets.where(Target.review_is_due(reading.today))
    late = targets.where(Target.is_overdue(reading.today))
    due_rows = session.execute(due.order_by(Target.review_due_date, Target.id).limit(SHOWN))
    late_rows = session.execute(late.order_by(Target.due_date, Target.id).limit(SHOWN))
    ratings = dict(
        session.execute(
            select(Target.progress_rag, func.count())
            .join(Plan)
            .where(Plan.status == PlanStatus.ACTIVE)
            .group_by(Target.progress_rag)
        ).all()
    )
    return Today(
        plans=session.scalar(select(func.count()).select_from(Plan)) or 0,
        reviews_due=session.scalar(select(func.count()).select_from(due.subquery())) or 0,
        overdue=session.scalar(select(func.count()).select_from(late.subquery())) or 0,
        due_targets=tuple(_row(target, plan, target.review_due_date) for target, plan in due_rows),
        overdue_targets=tuple(
            _row(target, plan, target.due_date or reading.today) for target, plan in late_rows
        ),
        ratings=tuple((rag, ratings.get(rag, 0)) for rag in (*Rag, None)),
        privacy_due=_privacy_due(reading),
        sessions_due=_sessions_due(reading),
        concerns=concerns_open(reading),
        open_concerns=_open_concerns(reading),
        follow_ups=_follow_ups(reading),
        sheets=_sheets(reading),
        **_volunteers_due(reading),
        support=_support(reading),
    )


@query(needs=Permission.SIGN_IN)
def concerns_open(reading: Reading) -> int:
    """How many concerns are open; 0 for those who may not see them."""
    if not reading.holds(Permission.CONCERN_VIEW):
        return 0
    counted = select(func.count()).select_from(Concern).where(Concern.closed_at.is_(None))
    return reading.session.scalar(counted) or 0


def _support(reading: Reading) -> SupportDue:
    if not reading.holds(Permission.VOLUNTEER_VIEW):
        return SupportDue()
    session = reading.session
    late_weeks = session.scalar(select(VolunteerSettings.support_late_weeks).limit(1)) or 0
    waiting = (
        select(func.count(Volunteer.id))
        .join(Stage, Stage.id == Volunteer.stage_id)
        .where(Stage.kind.in_(SERVING), counted_from() < reading.today - timedelta(weeks=late_weeks))
    )
    mine = select(func.count(SupportAction.id)).where(
        SupportAction.owner_id == reading.actor.person_id,
        SupportAction.done_date.is_(None),
        SupportAction.due_date <= reading.today + timedelta(days=7),
    )
    debriefs = 0
    if reading.holds(Permission.CONCERN_VIEW):
        offer = debriefs_to_offer(reading.today).subquery()
        debriefs = session.scalar(select(func.count()).select_from(offer)) or 0
    return SupportDue(session.scalar(waiting) or 0, debriefs, session.scalar(mine) or 0)


def _follow_ups(reading: Reading) -> int:
    if not reading.holds(Permission.SESSION_RECORD):
        return 0
    due = (Liaison.followed_up.is_(False), Liaison.follow_up_date <= reading.today)
    return reading.session.scalar(select(func.count(Liaison.id)).where(*due)) or 0


def _sheets(reading: Reading) -> int:
    if not reading.holds(Permission.SESSION_RECORD):
        return 0
    out = (
        select(func.count(SessionSheet.id))
        .join(MentoringSession, MentoringSession.id == SessionSheet.session_id)
        .where(SessionSheet.state == SheetState.OUT, MentoringSession.session_date < reading.today)
    )
    return reading.session.scalar(out) or 0


def _open_concerns(reading: Reading) -> tuple[OpenConcern, ...]:
    if not reading.holds(Permission.CONCERN_VIEW):
        return ()
    late = Concern.act_by_date < reading.today
    found = (
        select(Concern, Mentee.reference)
        .join(Mentee, Mentee.id == Concern.mentee_id)
        .where(Concern.closed_at.is_(None))
        .order_by(late.desc(), case((late, Concern.act_by_date)), Concern.raised_at.desc(), Concern.id.desc())
        .limit(SHOWN)
    )
    return tuple(
        OpenConcern(
            concern.id,
            concern.kind.label,
            reference,
            concern.immediate_risk,
            concern.raised_at,
            urgency_of(concern.act_by_date, reading.today),
            urgency_words(concern.act_by_date, reading.today),
        )
        for concern, reference in reading.session.execute(found)
    )


def _volunteers_due(reading: Reading) -> dict[str, int]:
    if not reading.holds(Permission.VOLUNTEER_VIEW):
        return {}
    day = reading.today
    counted = {
        "development_due": select(DevelopmentPlan.id).where(DevelopmentPlan.waits_for_review(day)),
        "training_due": select(TrainingDone.id).where(TrainingDone.runs_out(day)),
    }
    return {
        name: reading.session.scalar(select(func.count()).select_from(each.subquery())) or 0
        for name, each in counted.items()
    }


def _sessions_due(reading: Reading) -> tuple[tuple[ToDoKind, int], ...]:
    if not reading.holds(Permission.SESSION_VIEW):
        return ()
    rows = to_do(reading.session, reading.today)
    found = select(rows.c.kind, func.count()).group_by(rows.c.kind)
    counted = {row[0]: int(row[1]) for row in reading.session.execute(found)}
    return tuple((kind, counted[kind.value]) for kind in ToDoKind if kind.value in counted)


def _privacy_due(reading: Reading) -> int:
    if not reading.holds(Permission.REQUEST_EDIT):
        return 0
    soon = reading.today + timedelta(days=7)
    counted = [
        select(DataRequest.id).where(DataRequest.due_by(soon)),
        select(Complaint.id).where(Complaint.unacknowledged(), Complaint.due_date <= soon),
    ]
    if reading.holds(Permission.BREACH_EDIT):
        counted.append(select(Breach.id).where(Breach.undecided()))
    found = (select(func.count()).select_from(each.subquery()) for each in counted)
    return sum(reading.session.scalar(each) or 0 for each in found)


def _row(target: Target, plan: str, day: date) -> DueTarget:
    return DueTarget(target.id, plan, target.number, target.achieve, target.progress_rag, day)
