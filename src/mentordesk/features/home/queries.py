"""What needs doing today: reviews of targets that are due, and target dates that have passed."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.rag import Rag
from mentordesk.records.breaches import Breach
from mentordesk.records.cadence import ToDoKind, to_do
from mentordesk.records.complaints import Complaint
from mentordesk.records.plans import Plan, PlanStatus, Target
from mentordesk.records.requests import DataRequest
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
    sessions_due: tuple[tuple[ToDoKind, int], ...] = ()
    """What about sessions needs seeing to: how many of each kind."""


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
    )


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
