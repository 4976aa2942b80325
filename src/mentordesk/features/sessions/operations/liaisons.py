"""Writing down contacts with partners about a mentee."""

from mentordesk.features.sessions.rules.liaisons import LiaisonDraft, liaison_problems
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import clean
from mentordesk.records.liaisons import Liaison, LiaisonHow
from mentordesk.records.mentees import Mentee
from mentordesk.store.work import Work, operation


@operation(needs=Permission.SESSION_RECORD)
def record_liaison(work: Work, draft: LiaisonDraft) -> int:
    """Write down a contact with a partner."""
    work.refuse(liaison_problems(draft, work.today))
    liaison = Liaison(person_id=work.actor.person_id)
    _write(work, liaison, draft)
    return work.add(liaison).id


@operation(needs=Permission.SESSION_RECORD)
def change_liaison(work: Work, liaison_id: int, version: int, draft: LiaisonDraft) -> None:
    """Put a contact right, or say that it was followed up."""
    liaison = work.change(Liaison, liaison_id, version)
    work.refuse(liaison_problems(draft, work.today))
    _write(work, liaison, draft)


@operation(needs=Permission.SESSION_RECORD)
def remove_liaison(work: Work, liaison_id: int, version: int) -> None:
    """Put a contact with a partner in the bin."""
    work.remove(work.change(Liaison, liaison_id, version))


def _write(work: Work, liaison: Liaison, draft: LiaisonDraft) -> None:
    mentee = work.find(Mentee, draft.mentee_id or 0)
    liaison.mentee_id, liaison.liaison_date = mentee.id, draft.liaison_date or work.today
    liaison.how, liaison.minutes = draft.how or LiaisonHow.OTHER, draft.minutes
    liaison.partner = clean(draft.partner).strip()[:300]
    liaison.partner_person = clean(draft.partner_person).strip()[:200]
    liaison.summary = clean(draft.summary).strip()
    liaison.follow_up_date, liaison.followed_up = draft.follow_up_date, draft.followed_up
