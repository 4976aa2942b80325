"""Somebody to write about: an invented mentee, added without a form."""

from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import fold
from mentordesk.records.base import Record
from mentordesk.records.mentees import Mentee
from mentordesk.store.work import Work, operation


@operation(needs=Permission.MENTEE_EDIT)
def add_mentee(work: Work, reference: str, first_names: str, last_name: str) -> int:
    """Add a mentee."""
    name_key = fold(f"{last_name} {first_names}")
    made = Mentee(reference=reference, first_names=first_names, last_name=last_name, name_key=name_key)
    return work.add(made).id


@operation(needs=Permission.MENTEE_EDIT)
def add_record(work: Work, record: Record) -> int:
    """Add any record about a mentee that other screens write."""
    return work.add(record).id
