"""The basis for using a mentee's details: in force, before, and asked for by what depends on it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from mentordesk.features.mentees.rules.consent import (
    REPLACED,
    STATUTORY_ROUTES,
    basis_in_force,
    no_basis,
)
from mentordesk.kernel.errors import Invalid
from mentordesk.kernel.permissions import Permission
from mentordesk.records.consents import Basis, Consent, Purpose
from mentordesk.records.mentees import Mentee
from mentordesk.records.referrals import Referral
from mentordesk.store.work import Reading, query


@dataclass(frozen=True)
class ConsentRow:
    """One basis for one purpose, in force or not."""

    id: int
    version: int
    purpose: Purpose
    partner: str
    basis: Basis
    condition: str
    wording: str
    given_date: date
    taken_by: str
    expiry_date: date | None
    withdrawn_date: date | None
    withdrawn_reason: str

    @property
    def replaced(self) -> bool:
        """Whether a newer basis took its place."""
        return self.withdrawn_reason == REPLACED


@dataclass(frozen=True)
class ConsentSheet:
    """Every basis of a mentee; `statutory` when a statutory body has referred them."""

    mentee_id: int
    statutory: bool
    in_force: tuple[ConsentRow, ...]
    before: tuple[ConsentRow, ...]

    def of(self, purpose: Purpose) -> tuple[ConsentRow, ...]:
        """Return what is in force for a purpose: one at most, but for sharing one for each partner."""
        return tuple(row for row in self.in_force if row.purpose is purpose)


@query(needs=Permission.MENTEE_VIEW)
def consent_sheet(reading: Reading, mentee_id: int) -> ConsentSheet:
    """Which basis a mentee's details are used on, and what was before."""
    reading.find(Mentee, mentee_id)
    held = _held(reading, mentee_id)
    uses = {(each.purpose, each.partner) for each in held}
    found = [basis_in_force(held, purpose, reading.today, partner) for purpose, partner in uses]
    standing = {each.id for each in found if each}
    referred = select(Referral.id).where(
        Referral.mentee_id == mentee_id, Referral.route.in_(STATUTORY_ROUTES)
    )
    statutory = reading.session.scalars(referred.limit(1)).first() is not None
    in_force = sorted((each for each in held if each.id in standing), key=lambda each: each.partner)
    before = tuple(_row(each) for each in held if each.id not in standing)
    return ConsentSheet(mentee_id, statutory, tuple(_row(each) for each in in_force), before)


@query(needs=Permission.MENTEE_VIEW)
def consent_row(reading: Reading, consent_id: int) -> ConsentRow:
    """One basis."""
    return _row(reading.find(Consent, consent_id))


@query(needs=Permission.MENTEE_VIEW)
def basis_for(reading: Reading, mentee_id: int, purpose: Purpose, partner: str = "") -> ConsentRow | None:
    """The basis that is in force for a purpose today, or None."""
    reading.find(Mentee, mentee_id)
    found = basis_in_force(_held(reading, mentee_id), purpose, reading.today, partner)
    return _row(found) if found else None


@query(needs=Permission.MENTEE_VIEW)
def need_basis(reading: Reading, mentee_id: int, purpose: Purpose, partner: str = "") -> ConsentRow:
    """The basis that is in force for a purpose today; Invalid with the reason when there is none."""
    found = basis_for(reading, mentee_id, purpose, partner)
    if found is None:
        raise Invalid({"purpose": no_basis(purpose, partner)})
    return found


def _held(reading: Reading, mentee_id: int) -> list[Consent]:
    found = select(Consent).where(Consent.mentee_id == mentee_id)
    return list(reading.session.scalars(found.order_by(Consent.given_date.desc(), Consent.id.desc())))


def _row(consent: Consent) -> ConsentRow:
    return ConsentRow(**{name: getattr(consent, name) for name in ConsentRow.__dataclass_fields__})
