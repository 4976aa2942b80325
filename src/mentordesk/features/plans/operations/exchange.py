"""Bringing a plan in from a file, whole or not at all."""

from mentordesk.features.plans.operations.plans import add_target, create_plan
from mentordesk.features.plans.operations.reviews import fill_entry, refresh_target
from mentordesk.features.plans.rules.exchange import PlanFile, read_plan_file
from mentordesk.kernel.permissions import Permission
from mentordesk.records.plans import Review, ReviewEntry, ReviewStatus, Target
from mentordesk.store.casebook import Store
from mentordesk.store.manifest import Why
from mentordesk.store.work import Work, operation


@operation(needs=Permission.PLAN_EDIT)
def import_plan(work: Work, text: str) -> int:
    """Create a plan with its targets and finished reviews from the text of a plan file."""
    return add_plan_file(work, read_plan_file(text, work.today))


def bring_in(store: Store, text: str) -> int:
    """Import a plan after a backup of what was there; a file that is refused makes none."""
    if store.may(import_plan):
        read_plan_file(text, store.clock().astimezone().date())
        store.backup_if_changed(Why.IMPORT)
    return store.write(import_plan, text)


def add_plan_file(work: Work, file: PlanFile) -> int:
    """Create what a plan file says."""
    plan_id = create_plan(work, file.plan)
    for each in file.targets:
        target = work.find(Target, add_target(work, plan_id, each.target))
        target.number = each.number
        for draft in each.reviews:
            review = Review(
                target_id=target.id,
                status=ReviewStatus.FINISHED,
                review_date=draft.review_date or work.today,
                precision=draft.precision,
                prepared_by=draft.prepared_by,
                target_wording=draft.target_wording,
                action_required=draft.action_required,
                evidence=draft.evidence,
            )
            for position, entry in enumerate(draft.entries):
                review.entries.append(ReviewEntry(position=position))
                fill_entry(review.entries[position], entry)
            work.session.add(review)
        refresh_target(work, target)
    return plan_id
