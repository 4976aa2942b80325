"""Writing plans and their targets."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import func, select

from mentordesk.features.plans.rules.current import plan_draft, target_draft
from mentordesk.features.plans.rules.drafts import (
    PlanDraft,
    TargetDraft,
    plan_problems,
    target_problems,
)
from mentordesk.features.plans.rules.rating import review_due
from mentordesk.kernel.errors import Invalid
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import clean, fold, one_line
from mentordesk.records.base import Record
from mentordesk.records.plans import (
    Agreement,
    Plan,
    PlanStatus,
    Review,
    ReviewStatus,
    Target,
    TargetFigure,
    TargetPart,
)
from mentordesk.store.work import Work, operation

Item = TypeVar("Item", bound=Record)
_LINES = {"title", "area", "funder", "footer"}
"""What stands in one line of a form, and so in one line everywhere."""


@dataclass(frozen=True)
class CopyDraft:
    """What differs when a plan is copied to a new period."""

    title: str = ""
    period_start: date | None = None
    period_end: date | None = None


@operation(needs=Permission.PLAN_EDIT)
def create_plan(work: Work, draft: PlanDraft) -> int:
    """Create a plan."""
    work.refuse(plan_problems(draft))
    plan = Plan(title="", title_key="")
    _fill_plan(plan, draft)
    return work.add(plan).id


@operation(needs=Permission.PLAN_EDIT)
def change_plan(work: Work, plan_id: int, version: int, draft: PlanDraft) -> None:
    """Change what a plan says about itself; its targets' next reviews follow its cycle."""
    work.refuse(plan_problems(draft))
    plan = work.change(Plan, plan_id, version)
    _fill_plan(plan, draft)
    for target in plan.targets:
        target.review_due_date = next_review(work, plan, target.reviewed_date)


@operation(needs=Permission.PLAN_EDIT)
def copy_plan(work: Work, plan_id: int, draft: CopyDraft) -> int:
    """Copy a plan with its targets, but not its reviews, to a new period."""
    plan = work.find(Plan, plan_id)
    new = replace(plan_draft(plan), **asdict(draft), status=PlanStatus.ACTIVE)
    work.refuse(plan_problems(new))
    copy_id = create_plan(work, new)
    for target in plan.targets:
        add_target(work, copy_id, target_draft(target, agreed=False))
    return copy_id


@operation(needs=Permission.PLAN_EDIT)
def remove_plan(work: Work, plan_id: int, version: int) -> None:
    """Remove a plan that has no finished review; one with history is closed instead."""
    plan = work.change(Plan, plan_id, version)
    if _finished_reviews(work, Target.plan_id == plan_id):
        raise Invalid({"status": "This plan has finished reviews, so it is kept. Set its status to Closed."})
    work.remove(plan)


@operation(needs=Permission.PLAN_EDIT)
def add_target(work: Work, plan_id: int, draft: TargetDraft) -> int:
    """Add a target at the end of a plan."""
    work.refuse(target_problems(draft))
    plan = work.find(Plan, plan_id)
    number = 1 + max((each.number for each in plan.targets), default=0)
    target = Target(plan_id=plan_id, number=number, achieve="", review_due_date=next_review(work, plan, None))
    _fill_target(target, draft)
    plan.targets.append(target)
    return work.add(target).id


@operation(needs=Permission.PLAN_EDIT)
def change_target(work: Work, target_id: int, version: int, draft: TargetDraft) -> None:
    """Change a target; reviews keep the wording that they had."""
    work.refuse(target_problems(draft))
    target = work.change(Target, target_id, version)
    _fill_target(target, draft)


@operation(needs=Permission.PLAN_EDIT)
def move_target(work: Work, target_id: int, places: int) -> None:
    """Move a target up (-1) or down (1) in its plan; targets are numbered anew from 1."""
    target = work.find(Target, target_id)
    order = list(target.plan.targets)
    place = order.index(target)
    order.insert(min(max(place + places, 0), len(order) - 1), order.pop(place))
    for number, each in enumerate(order, start=1):
        each.number = number


@operation(needs=Permission.PLAN_EDIT)
def remove_target(work: Work, target_id: int, version: int) -> None:
    """Remove a target that has no finished review, and close the gap in the numbers."""
    target = work.change(Target, target_id, version)
    if _finished_reviews(work, Target.id == target_id):
        raise Invalid({"achieve": "This target has finished reviews, so it is kept."})
    plan = target.plan
    work.remove(target)
    work.session.expire(plan, ["targets"])
    for number, each in enumerate(plan.targets, start=1):
        each.number = number


def next_review(work: Work, plan: Plan, last: date | None) -> date:
    """Return when a target's next review is due."""
    return review_due(plan.period_start or work.today, last, plan.review_months)


def _fill_plan(plan: Plan, draft: PlanDraft) -> None:
    for name in PlanDraft.__dataclass_fields__:
        value = getattr(draft, name)
        tidy = one_line if name in _LINES else clean
        setattr(plan, name, tidy(value).strip() if type(value) is str else value)
    plan.title_key = fold(plan.title)


def _fill_target(target: Target, draft: TargetDraft) -> None:
    for name in ("achieve", "actions", "measures", "agreed_wording", "timely"):
        setattr(target, name, clean(getattr(draft, name)).strip())
    target.realistic = tuple(draft.realistic)
    target.due_date, target.owner_id = draft.due_date, draft.owner_id
    _fit(target.parts, TargetPart, [{"name": one_line(part)} for part in draft.parts])
    _fit(target.agreements, Agreement, [_stripped(asdict(each)) for each in draft.agreements])
    _fit(target.figures, TargetFigure, [_stripped(asdict(each)) for each in draft.figures])


def _fit(items: list[Item], kind: type[Item], wanted: Sequence[dict[str, Any]]) -> None:
    """Make a list of records say what is wanted, changing as little as it can."""
    del items[len(wanted) :]
    for position, fields in enumerate(wanted):
        if position == len(items):
            items.append(kind(position=position, **fields))
        for name, value in fields.items():
            setattr(items[position], name, value)


def _stripped(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: one_line(each) if isinstance(each, str) else each for name, each in fields.items()}


def _finished_reviews(work: Work, whose: Any) -> int:
    finished = select(func.count()).select_from(Review).join(Target).where(whose)
    return work.session.scalar(finished.where(Review.status != ReviewStatus.OPEN)) or 0
