"""Which system leads a mentee's case: proposed, confirmed, and before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from mentordesk.features.mentees.rules.lead_plan import lead_facts, outdated
from mentordesk.kernel.lead import LeadProposal, LeadSystem
from mentordesk.kernel.permissions import Permission
from mentordesk.records.justice import LeadPlan
from mentordesk.records.mentees import Mentee
from mentordesk.records.people import Person
from mentordesk.store.work import Kept, Reading, query


@dataclass(frozen=True)
class LeadRow:
    """One decision of a person about the lead."""

    id: int
    system: LeadSystem
    proposed: LeadSystem
    reason: str
    confirmed_by: str
    confirmed_date: date


@dataclass(frozen=True)
class LeadSheet:
    """The proposal of today beside the decision that holds; `outdated` when the two no longer fit."""

    mentee_id: int
    proposal: LeadProposal
    notes: tuple[str, ...]
    confirmed: LeadRow | None
    outdated: bool
    earlier: tuple[LeadRow, ...]


@query(needs=Permission.MENTEE_VIEW)
def lead_sheet(reading: Reading, mentee_id: int) -> LeadSheet:
    """Which system leads a mentee's case."""
    reading.find(Mentee, mentee_id)

    def read_all(kind: type[Kept]) -> Iterable[Kept]:
        return reading.session.scalars(select(kind).filter_by(mentee_id=mentee_id))

    facts = lead_facts(read_all, reading.today)
    found = (
        select(LeadPlan, Person.name)
        .outerjoin(Person, Person.id == LeadPlan.confirmed_by)
        .where(LeadPlan.mentee_id == mentee_id)
        .order_by(LeadPlan.confirmed_date.desc(), LeadPlan.id.desc())
    )
    rows = [
        LeadRow(each.id, each.system, each.proposed, each.reason, name or "MentorDesk", each.confirmed_date)
        for each, name in reading.session.execute(found)
    ]
    newest = rows[0] if rows else None
    proposal = facts.proposal
    stale = newest is not None and outdated(newest.system, newest.proposed, proposal.system)
    return LeadSheet(mentee_id, proposal, facts.notes, newest, stale, tuple(rows[1:]))
