"""Whether a case is open for whoever asks."""

from dataclasses import dataclass

from mentordesk.features.mentees.queries.lists import full_name
from mentordesk.kernel.permissions import Permission
from mentordesk.records.mentees import Mentee
from mentordesk.store.work import Reading, query


@dataclass(frozen=True)
class CaseGate:
    """What may be said of a case before it is opened: what lists and the search say as well."""

    mentee_id: int
    reference: str
    name: str
    worker: str
    closed: bool
    """Whether a reason must be given first."""


@query(needs=Permission.MENTEE_VIEW)
def case_gate(reading: Reading, mentee_id: int) -> CaseGate:
    """Whether a case is open for whoever asks, or asks for a reason first."""
    mentee = reading.mention(Mentee, mentee_id)
    worker = mentee.worker.name if mentee.worker else ""
    closed = not reading.may_open(mentee_id)
    return CaseGate(mentee.id, mentee.reference, full_name(mentee), worker, closed)
