"""Recording reviews of targets. A finished review is history: it changes only by a new version."""

from mentordesk.features.plans.operations.plans import next_review
from mentordesk.features.plans.rules.current import rags_of, rating_proposals
from mentordesk.features.plans.rules.drafts import EntryDraft, ReviewDraft, review_problems
from mentordesk.features.plans.rules.rating import Proposal
from mentordesk.kernel.errors import Invalid
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.rag import worst
from mentordesk.kernel.text import clean
from mentordesk.records.plans import Review, ReviewEntry, ReviewStatus, Target
from mentordesk.store.work import Work, operation


@operation(needs=Permission.PLAN_REVIEW)
def start_review(work: Work, target_id: int, draft: ReviewDraft) -> int:
    """Keep a new review for later; it is in progress until it is finished."""
    _need_date(draft)
    review = _new_review(work, work.find(Target, target_id))
    _fill(work, review, draft)
    return work.add(review).id


@operation(needs=Permission.PLAN_REVIEW)
def change_review(work: Work, review_id: int, version: int, draft: ReviewDraft) -> None:
    """Change a review that is still in progress."""
    _need_date(draft)
    _fill(work, _open_review(work, review_id, version), draft)


@operation(needs=Permission.PLAN_REVIEW)
def record_review(work: Work, target_id: int, draft: ReviewDraft) -> int:
    """Record a finished review of a target."""
    review = _new_review(work, work.find(Target, target_id))
    _finish(work, review, draft)
    return review.id


@operation(needs=Permission.PLAN_REVIEW)
def finish_review(work: Work, review_id: int, version: int, draft: ReviewDraft) -> None:
    """Finish a review that was in progress; from now on it is history."""
    _finish(work, _open_review(work, review_id, version), draft)


@operation(needs=Permission.PLAN_REVIEW)
def correct_review(work: Work, review_id: int, version: int, draft: ReviewDraft) -> int:
    """Put a new version, with its reason, in place of a finished review; the old one is kept."""
    old = work.change(Review, review_id, version)
    if old.status is not ReviewStatus.FINISHED:
        raise Invalid({"correction_reason": "Only a finished review that was not replaced can be corrected."})
    old.status = ReviewStatus.REPLACED
    work.session.flush()
    new = _new_review(work, old.target)
    new.replaces_id = old.id
    _finish(work, new, draft, correcting=True)
    return new.id


@operation(needs=Permission.PLAN_REVIEW)
def throw_away_review(work: Work, review_id: int, version: int) -> None:
    """Throw away a review that is still in progress."""
    work.remove(_open_review(work, review_id, version))


def refresh_target(work: Work, target: Target) -> None:
    """Bring a target's present rating and review dates in line with its newest finished review."""
    work.session.flush()
    last = work.session.scalar(Review.newest_of(target.id))
    target.progress_rag = worst(rags_of(last))
    target.reviewed_date = last.review_date if last else None
    target.review_due_date = next_review(work, target.plan, target.reviewed_date)


def _new_review(work: Work, target: Target) -> Review:
    review = Review(target=target, status=ReviewStatus.OPEN)
    work.session.add(review)
    return review


def _open_review(work: Work, review_id: int, version: int) -> Review:
    review = work.change(Review, review_id, version)
    if review.status is not ReviewStatus.OPEN:
        raise Invalid({"review_date": "This review is finished. Correct it with a new version and a reason."})
    return review


def _finish(work: Work, review: Review, draft: ReviewDraft, *, correcting: bool = False) -> None:
    proposals = _fill(work, review, draft)
    rags = tuple(proposal.rag for proposal in proposals)
    work.refuse(review_problems(draft, rags, work.today, correcting=correcting))
    review.status = ReviewStatus.FINISHED
    refresh_target(work, review.target)


def _fill(work: Work, review: Review, draft: ReviewDraft) -> tuple[Proposal, ...]:
    _need_date(draft)
    parts = [entry.part for entry in draft.entries]
    with work.session.no_autoflush:
        last = work.session.scalar(Review.newest_of(review.target.id))
        proposals = rating_proposals(review.target, last, parts, work.today)
    for name in ("prepared_by", "target_wording", "action_required", "evidence", "correction_reason"):
        setattr(review, name, clean(getattr(draft, name)).strip())
    review.review_date = draft.review_date or work.today
    review.precision = draft.precision
    del review.entries[len(draft.entries) :]
    for position, (entry, proposal) in enumerate(zip(draft.entries, proposals, strict=True)):
        if position == len(review.entries):
            review.entries.append(ReviewEntry(position=position))
        fill_entry(review.entries[position], entry)
        review.entries[position].proposed_rag = proposal.rag
    return proposals


def fill_entry(entry: ReviewEntry, draft: EntryDraft) -> None:
    """Make an entry say what its draft says."""
    entry.part, entry.page, entry.rag = draft.part, draft.page, draft.rag
    for name in ("rag_reason", "met", "not_met", "lessons", "note"):
        setattr(entry, name, clean(getattr(draft, name)).strip())


def _need_date(draft: ReviewDraft) -> None:
    if draft.review_date is None:
        raise Invalid({"review_date": "Give the date or the quarter of the review."})
