"""Giving and withdrawing the basis for using a mentee's details."""

from sqlalchemy import select

from mentordesk.features.mentees.rules.consent import (
    REPLACED,
    ConsentDraft,
    WithdrawalDraft,
    consent_problems,
    same_use,
    withdrawal_problems,
)
from mentordesk.kernel.errors import Invalid
from mentordesk.kernel.formats import long_date
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import clean
from mentordesk.records.consents import Consent
from mentordesk.records.mentees import Mentee
from mentordesk.store.work import Work, operation


@operation(needs=Permission.MENTEE_EDIT)
def give_consent(work: Work, mentee_id: int, draft: ConsentDraft) -> int:
    """Write down a basis for a purpose; it takes the place of the one that was in force."""
    work.refuse(consent_problems(draft, work.today))
    work.find(Mentee, mentee_id)
    given = Consent(mentee_id=mentee_id)
    for name, value in vars(draft).items():
        setattr(given, name, " ".join(clean(value).split()) if type(value) is str else value)
    _replace(work, given)
    return work.add(given).id


@operation(needs=Permission.MENTEE_EDIT)
def withdraw_consent(work: Work, consent_id: int, version: int, draft: WithdrawalDraft) -> None:
    """Withdraw a basis; what depends on it stops at once."""
    consent = work.change(Consent, consent_id, version)
    if consent.withdrawn_date is not None:
        day = long_date(consent.withdrawn_date)
        raise Invalid({"withdrawn_date": f"This was withdrawn on {day} already."})
    work.refuse(withdrawal_problems(draft, consent.given_date, work.today))
    consent.withdrawn_date = draft.withdrawn_date
    consent.withdrawn_reason = clean(draft.withdrawn_reason).strip()


def _replace(work: Work, given: Consent) -> None:
    """End what was in force for the same use, so that a withdrawal never leaves an older one standing."""
    if not given.holds(work.today):
        return
    for old in work.session.scalars(select(Consent).where(Consent.mentee_id == given.mentee_id)):
        if not same_use(old, given.purpose, given.partner) or not old.holds(work.today):
            continue
        if given.given_date < old.given_date:
            day = long_date(old.given_date)
            message = f"A newer basis of {day} is in force. Withdraw it first, or check this date."
            raise Invalid({"given_date": message})
        old.withdrawn_date, old.withdrawn_reason = given.given_date, REPLACED
