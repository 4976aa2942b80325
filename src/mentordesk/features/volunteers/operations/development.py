"""Writing development plans: the plan, its objectives, signatures and reviews, and the ways of learning."""

from datetime import date

from sqlalchemy import func, select

from mentordesk.features.volunteers.rules.development import (
    DevelopmentDraft,
    DevelopmentReviewDraft,
    DoneDraft,
    ObjectiveDraft,
    SigningDraft,
    SourcesDraft,
    development_problems,
    done_problems,
    objective_problems,
    review_problems,
    signing_problems,
    sources_problems,
)
from mentordesk.kernel.errors import Invalid
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import clean, one_line
from mentordesk.records.development import DevelopmentPlan, DevelopmentReview, DevelopmentSource, Objective
from mentordesk.records.training import TrainingCourse
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.work import Work, operation

_OBJECTIVE_TEXTS = ("why", "action", "support", "evidence")


@operation(needs=Permission.VOLUNTEER_EDIT)
def begin_development(work: Work, volunteer_id: int, draft: DevelopmentDraft) -> int:
    """Begin the development plan of a volunteer who has none."""
    work.refuse(development_problems(draft, work.today))
    work.find(Volunteer, volunteer_id)
    if work.session.scalar(select(DevelopmentPlan.id).where(DevelopmentPlan.volunteer_id == volunteer_id)):
        raise Invalid({"begun_date": "They have a development plan already. Open it on their page."})
    plan = DevelopmentPlan(volunteer_id=volunteer_id, volunteer_signed_name="", supervisor_signed_name="")
    _fill(work, plan, draft)
    return work.add(plan).id


@operation(needs=Permission.VOLUNTEER_EDIT)
def change_development(work: Work, plan_id: int, version: int, draft: DevelopmentDraft) -> None:
    """Change the dates of a plan and what it says of the volunteer."""
    plan = work.change(DevelopmentPlan, plan_id, version)
    work.refuse(development_problems(draft, work.today))
    marked = [*(each.done_date for each in plan.objectives), *(each.review_date for each in plan.reviews)]
    signed = (plan.volunteer_signed_date, plan.supervisor_signed_date)
    first = min((each for each in (*marked, *signed) if each), default=None)
    if first is not None and draft.begun_date is not None and draft.begun_date > first:
        raise Invalid({"begun_date": "Something in this plan was done or signed before this day."})
    _fill(work, plan, draft)


@operation(needs=Permission.VOLUNTEER_EDIT)
def remove_development(work: Work, plan_id: int, version: int) -> None:
    """Remove a plan with its objectives and reviews; it stays in the bin for a while."""
    work.remove(work.change(DevelopmentPlan, plan_id, version))


@operation(needs=Permission.VOLUNTEER_EDIT)
def add_objective(work: Work, plan_id: int, draft: ObjectiveDraft) -> int:
    """Add an objective at the end of a plan."""
    plan = work.find(DevelopmentPlan, plan_id)
    work.refuse(objective_problems(draft, plan.begun_date, work.today))
    last = work.session.scalar(select(func.max(Objective.position)).where(Objective.plan_id == plan_id))
    place = 0 if last is None else last + 1
    objective = Objective(plan_id=plan_id, position=place, added_date=max(work.today, plan.begun_date))
    _fill_objective(work, objective, draft)
    return work.add(objective).id


@operation(needs=Permission.VOLUNTEER_EDIT)
def change_objective(work: Work, objective_id: int, version: int, draft: ObjectiveDraft) -> None:
    """Change an objective."""
    objective = work.change(Objective, objective_id, version)
    plan = work.find(DevelopmentPlan, objective.plan_id)
    work.refuse(objective_problems(draft, plan.begun_date, work.today))
    _fill_objective(work, objective, draft)


@operation(needs=Permission.VOLUNTEER_EDIT)
def finish_objective(work: Work, objective_id: int, version: int, draft: DoneDraft) -> None:
    """Say that an objective was reached, and what shows it."""
    objective = work.change(Objective, objective_id, version)
    plan = work.find(DevelopmentPlan, objective.plan_id)
    work.refuse(done_problems(draft, plan.begun_date, work.today))
    objective.done_date, objective.evidence = draft.done_date, clean(draft.evidence).strip()


@operation(needs=Permission.VOLUNTEER_EDIT)
def move_objective(work: Work, objective_id: int, step: int) -> None:
    """Move an objective up (-1) or down (1) in its plan; at the end it stays."""
    objective = work.find(Objective, objective_id)
    plan = work.find(DevelopmentPlan, objective.plan_id)
    order = list(plan.objectives)
    place = order.index(objective)
    if not 0 <= place + step < len(order):
        return
    order.insert(place + step, order.pop(place))
    for number, each in enumerate(order):
        if each.position != number:
            each.position = number


@operation(needs=Permission.VOLUNTEER_EDIT)
def remove_objective(work: Work, objective_id: int, version: int) -> None:
    """Remove an objective; it stays in the bin for a while."""
    work.remove(work.change(Objective, objective_id, version))


@operation(needs=Permission.VOLUNTEER_EDIT)
def sign_development(work: Work, plan_id: int, version: int, draft: SigningDraft) -> None:
    """Write down who signed the plan and when; with both it is in place."""
    plan = work.change(DevelopmentPlan, plan_id, version)
    work.refuse(signing_problems(draft, plan.begun_date, len(plan.objectives), work.today))
    days = (draft.volunteer_signed_date, draft.supervisor_signed_date)
    first = min((each.review_date for each in plan.reviews), default=None)
    if first is not None and (None in days or any(each and each > first for each in days)):
        message = "The plan was reviewed already, so both signed it by then. Give days before the review."
        raise Invalid({"volunteer_signed_date": message})
    plan.volunteer_signed_name = one_line(draft.volunteer_signed_name)
    plan.supervisor_signed_name = one_line(draft.supervisor_signed_name)
    plan.volunteer_signed_date, plan.supervisor_signed_date = days


@operation(needs=Permission.VOLUNTEER_EDIT)
def review_development(work: Work, plan_id: int, version: int, draft: DevelopmentReviewDraft) -> int:
    """Keep a review of a plan; it says when the next one is due."""
    plan = work.change(DevelopmentPlan, plan_id, version)
    last = max((each.review_date for each in plan.reviews), default=None)
    work.refuse(review_problems(draft, agreed_date(plan), last, work.today))
    review = DevelopmentReview(plan_id=plan_id)
    _fill_review(work, review, draft)
    return work.add(review).id


@operation(needs=Permission.VOLUNTEER_EDIT)
def change_development_review(
    work: Work, review_id: int, version: int, draft: DevelopmentReviewDraft
) -> None:
    """Put right what a review says."""
    review = work.change(DevelopmentReview, review_id, version)
    plan = work.find(DevelopmentPlan, review.plan_id)
    place = plan.reviews.index(review)
    last = plan.reviews[place - 1].review_date if place else None
    work.refuse(review_problems(draft, agreed_date(plan), last, work.today))
    later = plan.reviews[place + 1].review_date if place + 1 < len(plan.reviews) else None
    if later is not None and draft.review_date is not None and draft.review_date > later:
        raise Invalid({"review_date": "A later review stands before this day. Put that one right first."})
    _fill_review(work, review, draft)


@operation(needs=Permission.VOLUNTEER_EDIT)
def remove_development_review(work: Work, review_id: int, version: int) -> None:
    """Remove a review; it stays in the bin for a while."""
    work.remove(work.change(DevelopmentReview, review_id, version))


@operation(needs=Permission.VOLUNTEER_EDIT)
def set_sources(work: Work, draft: SourcesDraft) -> None:
    """Say in which ways volunteers learn, in order; one that an objective uses cannot go."""
    counted = select(Objective.source_id, func.count()).group_by(Objective.source_id)
    used = {number: count for number, count in work.session.execute(counted) if number is not None}
    work.refuse(sources_problems(draft, used))
    kept = {each.id: each for each in work.session.scalars(select(DevelopmentSource))}
    for place, each in enumerate(draft.sources):
        source = kept.pop(each.id, None) if each.id else None
        name = one_line(each.name)
        if source is None:
            work.add(DevelopmentSource(position=place, name=name))
        elif (source.position, source.name) != (place, name):
            source.position, source.name = place, name
    for gone in kept.values():
        work.remove(gone)


def agreed_date(plan: DevelopmentPlan) -> date | None:
    """Return the day from which a plan is signed by both, none while it is not."""
    days = (plan.volunteer_signed_date, plan.supervisor_signed_date)
    return max((each for each in days if each), default=None) if all(days) else None


def _fill(work: Work, plan: DevelopmentPlan, draft: DevelopmentDraft) -> None:
    plan.begun_date = draft.begun_date or work.today
    plan.review_date = draft.review_date or work.today
    plan.review_months = draft.review_months or 1
    plan.strengths, plan.hopes = clean(draft.strengths).strip(), clean(draft.hopes).strip()


def _fill_objective(work: Work, objective: Objective, draft: ObjectiveDraft) -> None:
    if draft.source_id is not None:
        work.find(DevelopmentSource, draft.source_id)
    if draft.course_id is not None:
        work.find(TrainingCourse, draft.course_id)
    objective.wording = one_line(draft.wording)
    for name in _OBJECTIVE_TEXTS:
        setattr(objective, name, clean(getattr(draft, name)).strip())
    objective.source_id, objective.course_id = draft.source_id, draft.course_id
    objective.due_date, objective.done_date = draft.due_date, draft.done_date


def _fill_review(work: Work, review: DevelopmentReview, draft: DevelopmentReviewDraft) -> None:
    review.review_date = draft.review_date or work.today
    review.next_date = draft.next_date or work.today
    review.summary, review.changes = clean(draft.summary).strip(), clean(draft.changes).strip()
    review.volunteer_name = one_line(draft.volunteer_name)
    review.supervisor_name = one_line(draft.supervisor_name)
