"""One plan, one target, and what their forms start from."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from mentordesk.features.plans.queries.lists import period_words
from mentordesk.features.plans.rules.current import (
    next_review_draft,
    plan_draft,
    rags_of,
    rating_proposals,
    review_draft,
    target_draft,
)
from mentordesk.features.plans.rules.drafts import PlanDraft, ReviewDraft, TargetDraft
from mentordesk.features.plans.rules.exchange import PlanFile, TargetFile
from mentordesk.features.plans.rules.figures import figure_lines
from mentordesk.features.plans.rules.rating import Proposal, travel_of, travel_sentence
from mentordesk.kernel.formats import dated
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.rag import Rag, Travel, worst
from mentordesk.records.people import Person
from mentordesk.records.plans import Plan, PlanStatus, Review, ReviewStatus, Target
from mentordesk.store.work import Reading, query

WHOLE = (
    selectinload(Plan.targets).selectinload(Target.parts),
    selectinload(Plan.targets).selectinload(Target.agreements),
    selectinload(Plan.targets).selectinload(Target.figures),
    selectinload(Plan.targets).selectinload(Target.reviews).selectinload(Review.entries),
)


@dataclass(frozen=True)
class ReviewRow:
    """One review in a target's history; `direction` compares it with the one before."""

    id: int
    version: int
    status: ReviewStatus
    when: str
    review_date: date
    prepared_by: str
    rag: Rag | None
    travel: Travel
    direction: str
    correction_reason: str
    draft: ReviewDraft


@dataclass(frozen=True)
class TargetView:
    """One target as its page shows it; `proposal` is what the rule says of it today."""

    id: int
    version: int
    plan_id: int
    plan: str
    number: int
    target: TargetDraft
    owner: str
    rag: Rag | None
    travel: Travel
    direction: str
    proposal: Proposal
    reviewed_date: date | None
    review_due_date: date
    review_is_due: bool
    figures: tuple[tuple[str, str], ...]
    reviews: tuple[ReviewRow, ...]


@dataclass(frozen=True)
class PlanView:
    """One plan as its page shows it."""

    id: int
    version: int
    plan: PlanDraft
    status: PlanStatus
    owner: str
    period: str
    rag: Rag | None
    reviews_due: int
    targets: tuple[TargetView, ...]


@dataclass(frozen=True)
class ReviewStart:
    """What a review form starts from, and what the rule proposes for each of its entries."""

    target_id: int
    number: int
    achieve: str
    review_id: int | None
    version: int
    draft: ReviewDraft
    proposals: tuple[Proposal, ...]


@query(needs=Permission.PLAN_VIEW)
def plan_view(reading: Reading, plan_id: int) -> PlanView:
    """A plan with its targets and their histories."""
    reading.find(Plan, plan_id)
    plan = reading.session.scalars(select(Plan).where(Plan.id == plan_id).options(*WHOLE)).one()
    names = _names(reading)
    targets = tuple(_target_view(reading, target, plan, names) for target in plan.targets)
    return PlanView(
        plan.id,
        plan.version,
        plan_draft(plan),
        plan.status,
        names.get(plan.owner_id, ""),
        period_words(plan.period_start, plan.period_end),
        worst(target.rag for target in targets),
        sum(target.review_is_due for target in targets),
        targets,
    )


@query(needs=Permission.PLAN_VIEW)
def target_view(reading: Reading, target_id: int) -> TargetView:
    """A target with its history."""
    target = reading.find(Target, target_id)
    return _target_view(reading, target, target.plan, _names(reading))


@query(needs=Permission.PLAN_REVIEW)
def review_start(reading: Reading, target_id: int) -> ReviewStart:
    """What a new review of a target starts from: the review in progress, or else the last one's words."""
    target = reading.find(Target, target_id)
    opened = next((review for review in target.reviews if review.status is ReviewStatus.OPEN), None)
    if opened is not None:
        return _start(reading, target, opened, review_draft(opened))
    last = reading.session.scalar(Review.newest_of(target_id))
    return _start(reading, target, None, next_review_draft(target, last, reading.actor.name, reading.today))


@query(needs=Permission.PLAN_REVIEW)
def correction_start(reading: Reading, review_id: int) -> ReviewStart:
    """What the correction of a finished review starts from: its own words."""
    review = reading.find(Review, review_id)
    return _start(reading, review.target, review, review_draft(review))


@query(needs=Permission.PLAN_EXPORT)
def plan_file(reading: Reading, plan_id: int) -> PlanFile:
    """A plan with its finished reviews, as it is written to a file."""
    plan = reading.find(Plan, plan_id)
    targets = tuple(
        TargetFile(
            target.number,
            target_draft(target),
            tuple(review_draft(review) for review in target.finished_reviews),
        )
        for target in plan.targets
    )
    return PlanFile(plan_draft(plan), targets)


def review_words(review: Review) -> str:
    """Return a review as a sentence names it: "the review of August 2014"."""
    return f"the review of {dated(review.review_date, review.precision)}"


def _start(reading: Reading, target: Target, review: Review | None, draft: ReviewDraft) -> ReviewStart:
    last = reading.session.scalar(Review.newest_of(target.id))
    proposals = rating_proposals(target, last, [entry.part for entry in draft.entries], reading.today)
    return ReviewStart(
        target.id,
        target.number,
        target.achieve,
        review.id if review else None,
        review.version if review else 0,
        draft,
        proposals,
    )


def _names(reading: Reading) -> dict[int | None, str]:
    return {row.id: row.name for row in reading.session.execute(select(Person.id, Person.name))}


def _target_view(reading: Reading, target: Target, plan: Plan, names: dict[int | None, str]) -> TargetView:
    rows = _history(target)
    newest = next((row for row in rows if row.status is ReviewStatus.FINISHED), None)
    last = next(iter(target.finished_reviews[-1:]), None)
    due = plan.status is PlanStatus.ACTIVE and target.review_due_date <= reading.today
    return TargetView(
        target.id,
        target.version,
        plan.id,
        plan.title,
        target.number,
        target_draft(target),
        names.get(target.owner_id, ""),
        target.progress_rag,
        newest.travel if newest else Travel.FIRST,
        newest.direction if newest else "No review yet",
        rating_proposals(target, last, [""], reading.today)[0],
        target.reviewed_date,
        target.review_due_date,
        due,
        tuple(figure_lines({figure.name: figure.value for figure in target.figures})),
        rows,
    )


def _history(target: Target) -> tuple[ReviewRow, ...]:
    """Return a target's reviews, newest first; only finished ones are compared."""
    rows = []
    before: tuple[Rag | None, ...] = target.realistic
    since = "the plan"
    for review in target.reviews:
        rags = rags_of(review)
        rows.append(
            ReviewRow(
                review.id,
                review.version,
                review.status,
                dated(review.review_date, review.precision),
                review.review_date,
                review.prepared_by,
                worst(rags),
                travel_of(rags, before),
                travel_sentence(rags, before, since),
                review.correction_reason,
                review_draft(review),
            )
        )
        if review.status is ReviewStatus.FINISHED:
            before, since = rags, review_words(review)
    return tuple(reversed(rows))
