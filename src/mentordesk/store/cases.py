"""Whose case it is: where the charity asks for it, a case that is not one's own opens with a reason only.

`Reading.find` asks here, so a query that finds a mentee, or anything that belongs to one, is covered by
itself. What was opened is kept by the store, for the sitting.
"""

from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from mentordesk.records.base import Record
from mentordesk.records.matches import KNOWING, Match
from mentordesk.records.mentees import Mentee
from mentordesk.records.organisation import Organisation
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.belongings import references


def asks_reasons(session: Session) -> bool:
    """Return whether the charity asks for a reason at all."""
    return bool(session.scalar(select(Organisation.ask_reason).order_by(Organisation.id).limit(1)))


def is_theirs(session: Session, mentee_id: int, person_id: int) -> bool:
    """Return whether a case is somebody's own: they are the worker or a mentor; nobody's is everybody's."""
    worker = session.scalar(select(Mentee.worker_id).where(Mentee.id == mentee_id))
    if worker in {None, person_id}:
        return True
    mentors = select(Match.id).join(Volunteer, Volunteer.id == Match.volunteer_id)
    mine = (Match.mentee_id == mentee_id, Volunteer.person_id == person_id, Match.status.in_(KNOWING))
    return session.scalar(mentors.where(*mine).limit(1)) is not None


def is_of_a_case(kind: type[Record]) -> bool:
    """Return whether records of a kind are mentees or belong to one."""
    return kind in _of_mentees()


def cases_behind(session: Session, record: Record) -> frozenset[int]:
    """Return the numbers of the mentees that a record is, or belongs to."""
    if isinstance(record, Mentee):
        return frozenset({record.id})
    found: set[int] = set()
    for owner, field in _owners(type(record)):
        above = session.get(owner, getattr(record, field))
        if above is not None:
            found |= cases_behind(session, above)
    return frozenset(found)


@cache
def _owners(kind: type[Record]) -> tuple[tuple[type[Record], str], ...]:
    return tuple(
        (owner, each.field)
        for owner in _of_mentees()
        for each in references(owner)
        if each.kind is kind and each.owned
    )


@cache
def _of_mentees() -> tuple[type[Record], ...]:
    """Return every kind of record that is a mentee or belongs to one."""
    found: list[type[Record]] = []
    waiting: list[type[Record]] = [Mentee]
    while waiting:
        kind = waiting.pop(0)
        if kind not in found:
            found.append(kind)
            waiting += [each.kind for each in references(kind) if each.owned]
    return tuple(found)
