"""Records as drafts: what a form starts from, and what the rule proposes from the history."""

from collections.abc import Iterable
from datetime import date

from mentordesk.features.plans.rules.drafts import (
    AgreementDraft,
    EntryDraft,
    FigureDraft,
    PlanDraft,
    ReviewDraft,
    TargetDraft,
)
from mentordesk.features.plans.rules.rating import Proposal, RatingFacts, missing_fields, propose
from mentordesk.kernel.dates import Precision
from mentordesk.kernel.rag import Rag, worst
from mentordesk.kernel.text import joined
from mentordesk.records.plans import Plan, Review, Target


def plan_draft(plan: Plan) -> PlanDraft:
    """Return a plan as a draft."""
    return PlanDraft(**{name: getattr(plan, name) for name in PlanDraft.__dataclass_fields__})


def target_draft(target: Target, *, agreed: bool = True) -> TargetDraft:
    """Return a target as a draft; without `agreed`, nobody has agreed and nothing was counted yet."""
    agreements = [
        AgreementDraft(each.party, each.agreed_date, each.agreed_by) if agreed else AgreementDraft(each.party)
        for each in target.agreements
    ]
    return TargetDraft(
        achieve=target.achieve,
        actions=target.actions,
        measures=target.measures,
        agreements=tuple(agreements),
        agreed_wording=target.agreed_wording,
        realistic=target.realistic,
        timely=target.timely,
        due_date=target.due_date if agreed else None,
        owner_id=target.owner_id,
        parts=tuple(part.name for part in target.parts),
        figures=tuple(FigureDraft(each.name, each.value if agreed else None) for each in target.figures),
    )


def review_draft(review: Review) -> ReviewDraft:
    """Return a review as a draft."""
    return ReviewDraft(
        review_date=review.review_date,
        precision=review.precision,
        prepared_by=review.prepared_by,
        target_wording=review.target_wording,
        action_required=review.action_required,
        evidence=review.evidence,
        correction_reason=review.correction_reason,
        entries=tuple(
            EntryDraft(
                part=each.part,
                rag=each.rag,
                rag_reason=each.rag_reason,
                met=each.met,
                not_met=each.not_met,
                lessons=each.lessons,
                note=each.note,
                page=each.page,
            )
            for each in review.entries
        ),
    )


def next_review_draft(target: Target, last: Review | None, prepared_by: str, today: date) -> ReviewDraft:
    """Return what a new review starts from: the words of the last one, one entry for each part."""
    parts = [part.name for part in target.parts] or [""]
    before = list(last.entries) if last else []
    entries = []
    for part in parts:
        own = [each for each in before if each.part == part]
        entries.append(
            EntryDraft(
                part=part,
                rag=worst(each.rag for each in own),
                met=joined([each.met for each in own]),
                not_met=joined([each.not_met for each in own]),
                lessons=joined([each.lessons for each in own]),
            )
        )
    return ReviewDraft(
        review_date=today,
        precision=Precision.DAY,
        prepared_by=prepared_by,
        target_wording=target.achieve,
        action_required=last.action_required if last else target.actions,
        entries=tuple(entries),
    )


def rating_proposals(
    target: Target, last: Review | None, parts: Iterable[str], today: date
) -> tuple[Proposal, ...]:
    """Return what the rule proposes for each part of a target, from its newest finished review."""
    return tuple(propose(_facts(target, last, part), today) for part in parts)


def rags_of(review: Review | None) -> tuple[Rag | None, ...]:
    """Return the ratings that a review gives, in order."""
    return tuple(entry.rag for entry in review.entries) if review else ()


def _facts(target: Target, last: Review | None, part: str) -> RatingFacts:
    rags = [entry.rag for entry in last.entries if not part or entry.part in {part, ""}] if last else []
    return RatingFacts(
        missing=missing_fields(target.actions, target.measures, target.agreements, target.timely),
        due_date=target.due_date,
        last=worst(rags),
        last_date=last.review_date if last else None,
        review_months=target.plan.review_months,
    )
