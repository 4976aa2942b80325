"""Restriction: while a mentee has restricted the use of their data, it is kept and nothing else is done.

One check for every operation: what a flush adds, changes or removes is refused when it belongs to such a
mentee, however far. What keeps people safe and the request itself are left out (`Record.even_restricted`).
"""

from collections.abc import Iterator
from functools import cache

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session, UOWTransaction

from mentordesk.kernel.errors import NotAllowed
from mentordesk.kernel.formats import long_date
from mentordesk.records.base import Record
from mentordesk.records.mentees import Mentee
from mentordesk.records.requests import DataRequest
from mentordesk.store.belongings import kind_of, references
from mentordesk.store.images import flushed

_LET_GO = (
    "The use of this person's data is restricted, so their record is not removed, and the restriction stays "
    "with it. Nothing was done. A manager can lift it in Privacy."
)


def restriction_words(session: Session, mentee_id: int) -> str:
    """Return why nothing may be done with what we know about a mentee; nothing when it may be used."""
    found = select(DataRequest).where(DataRequest.mentee_id == mentee_id, DataRequest.restricts())
    request = session.scalar(found.order_by(DataRequest.id).limit(1))
    if request is None:
        return ""
    since = f" on {long_date(request.decided_date)}" if request.decided_date else ""
    return (
        f"The use of this person's data is restricted: their {request.kind.label.lower()} was upheld{since}. "
        "It is kept, and not changed, reported or passed on."
    )


def refuse_restricted(session: Session, mentee_id: int) -> None:
    """Raise NotAllowed when the use of a mentee's data is restricted."""
    if words := restriction_words(session, mentee_id):
        message = f"{words} Nothing was done. A manager can lift this in Privacy."
        raise NotAllowed(message)


def refuse_changes(session: Session, context: UOWTransaction) -> None:
    """Refuse a flush that touches what belongs to a mentee who has restricted the use of their data."""
    every = [record for record, _ in flushed(session, context)]
    for request in every:
        if (
            isinstance(request, DataRequest)
            and request.in_force
            and inspect(request).attrs.mentee_id.history.deleted
        ):
            raise NotAllowed(_LET_GO)
    touched = [record for record in every if not record.even_restricted and _ways_up(type(record))]
    if not touched:
        return
    restricted = set(session.scalars(select(DataRequest.mentee_id).where(DataRequest.restricts())))
    for record in touched if restricted else ():
        for number in _mentees(session, record):
            if number in restricted:
                refuse_restricted(session, number)


def _mentees(session: Session, record: Record) -> Iterator[int]:
    """Give the number of every mentee that a record belongs to."""
    if isinstance(record, Mentee):
        yield record.id
        return
    for table, field in _ways_up(type(record)):
        number = getattr(record, field)
        if table == Mentee.__tablename__:
            yield number
        elif (owner := session.get(kind_of(table), number)) is not None:
            yield from _mentees(session, owner)


@cache
def _ways_up(kind: type[Record]) -> tuple[tuple[str, str], ...]:
    """Return the tables and columns through which a kind of record belongs to a mentee."""
    if kind is Mentee:
        return ((Mentee.__tablename__, "id"),)
    return tuple(
        (key.column.table.name, column.key)
        for column in inspect(kind).columns
        if not column.nullable
        for key in column.foreign_keys
        if kind_of(key.column.table.name) in _of_mentees()
    )


@cache
def _of_mentees() -> frozenset[type[Record]]:
    found: set[type[Record]] = set()
    waiting: list[type[Record]] = [Mentee]
    while waiting:
        kind = waiting.pop()
        if kind not in found:
            found.add(kind)
            waiting += [each.kind for each in references(kind) if each.owned]
    return frozenset(found)
