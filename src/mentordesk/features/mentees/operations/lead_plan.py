"""Confirming which system leads a mentee's case."""

from collections.abc import Iterable

from sqlalchemy import select

from mentordesk.features.mentees.rules.lead_plan import LeadDraft, lead_facts, lead_problems
from mentordesk.kernel.errors import Invalid
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import clean
from mentordesk.records.justice import LeadPlan
from mentordesk.records.mentees import Mentee
from mentordesk.store.work import Kept, Work, operation


@operation(needs=Permission.MENTEE_DECIDE)
def confirm_lead(work: Work, mentee_id: int, draft: LeadDraft) -> int:
    """Write down which system leads, with the proposal it answers; earlier decisions are kept."""
    work.find(Mentee, mentee_id)

    def read_all(kind: type[Kept]) -> Iterable[Kept]:
        return work.session.scalars(select(kind).filter_by(mentee_id=mentee_id))

    proposal = lead_facts(read_all, work.today).proposal
    if draft.proposed is not None and draft.proposed is not proposal.system:
        message = f"What is in force has changed: {proposal.system.label} is proposed now. Look again."
        raise Invalid({"system": message})
    work.refuse(lead_problems(draft, proposal))
    decision = LeadPlan(
        mentee_id=mentee_id,
        system=draft.system or proposal.system,
        proposed=proposal.system,
        reason=clean(draft.reason).strip(),
        confirmed_by=work.actor.person_id,
        confirmed_date=work.today,
    )
    return work.add(decision).id
