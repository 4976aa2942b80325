"""The referral register: writing referrals down and deciding them."""

from mentordesk.features.mentees.operations.people import add_mentee, open_episode
from mentordesk.features.mentees.rules.people import MenteeDraft
from mentordesk.features.mentees.rules.referrals import (
    DecisionDraft,
    ReferralDraft,
    decision_problems,
    referral_problems,
)
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import clean, fold
from mentordesk.records.mentees import Mentee, MenteeStatus
from mentordesk.records.referrals import Decision, DesiredOutcome, Referral
from mentordesk.store.work import Work, operation

_LINES = ("source", "source_person", "service")
_CLOSING = {Decision.DECLINED, Decision.WITHDRAWN, Decision.NOT_TAKEN_UP}


@operation(needs=Permission.MENTEE_EDIT)
def refer(work: Work, person: MenteeDraft, draft: ReferralDraft) -> int:
    """Write down somebody new and their referral; return the mentee's number."""
    work.refuse(referral_problems(draft, work.today))
    mentee_id = add_mentee(work, person)
    refer_again(work, mentee_id, draft)
    return mentee_id


@operation(needs=Permission.MENTEE_EDIT)
def refer_again(work: Work, mentee_id: int, draft: ReferralDraft) -> int:
    """Write down another referral of a mentee; what came before is kept."""
    work.refuse(referral_problems(draft, work.today))
    mentee = work.find(Mentee, mentee_id)
    referral = Referral(mentee_id=mentee_id)
    _fill(referral, draft)
    if open_episode(mentee) is None:
        mentee.status = MenteeStatus.REFERRED
    return work.add(referral).id


@operation(needs=Permission.MENTEE_EDIT)
def change_referral(work: Work, referral_id: int, version: int, draft: ReferralDraft) -> None:
    """Change what a referral says."""
    work.refuse(referral_problems(draft, work.today))
    _fill(work.change(Referral, referral_id, version), draft)


@operation(needs=Permission.MENTEE_DECIDE)
def decide(work: Work, referral_id: int, version: int, draft: DecisionDraft) -> None:
    """Decide a referral: accepted starts a time with the charity, the waiting list starts the wait."""
    referral = work.change(Referral, referral_id, version)
    work.refuse(decision_problems(draft, referral.referred_date, work.today))
    referral.decision, referral.decision_date = draft.decision, draft.decision_date
    referral.decision_reason = clean(draft.decision_reason).strip()
    mentee = referral.mentee
    if draft.worker_id is not None:
        mentee.worker_id = draft.worker_id
    if draft.decision is Decision.WAITING_LIST:
        referral.waiting_since = referral.waiting_since or draft.decision_date
    if open_episode(mentee) is not None:
        return
    if draft.decision is Decision.ACCEPTED:
        mentee.begin(draft.decision_date or work.today)
    elif draft.decision is Decision.WAITING_LIST:
        mentee.status = MenteeStatus.WAITING
    elif draft.decision in _CLOSING:
        mentee.status = MenteeStatus.CLOSED if mentee.episodes else MenteeStatus.NOT_TAKEN_UP


def _fill(referral: Referral, draft: ReferralDraft) -> None:
    for name in _LINES:
        setattr(referral, name, " ".join(clean(getattr(draft, name)).split()))
    referral.source_key = fold(referral.source)
    if draft.route is not None and draft.referred_date is not None:
        referral.route, referral.referred_date = draft.route, draft.referred_date
    referral.reason, referral.unavailable = clean(draft.reason).strip(), clean(draft.unavailable).strip()
    referral.complexity = draft.complexity
    del referral.outcomes[len(draft.outcomes) :]
    for place, wording in enumerate(draft.outcomes):
        if place == len(referral.outcomes):
            referral.outcomes.append(DesiredOutcome(position=place))
        referral.outcomes[place].wording = " ".join(clean(wording).split())
