"""What belongs to a record: everything that could not stand without it, found through the foreign keys.

A column that must name a record makes its row belong to that record: a note to its mentee, a step to its
goal. A column that may be empty only refers to one: a mentee to the worker who looks after them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from mentordesk.records.base import Record


@dataclass(frozen=True)
class Reference:
    """A column of one kind of record that names a record of another kind."""

    kind: type[Record]
    field: str
    owned: bool
    """Whether a row cannot stand without what it names."""


@cache
def references(to: type[Record]) -> tuple[Reference, ...]:
    """Return every column of every kind that names a record of a kind."""
    return tuple(
        Reference(mapper.class_, column.key, owned=not column.nullable)
        for mapper in sorted(Record.registry.mappers, key=lambda each: each.class_.__tablename__)
        for column in mapper.columns
        for key in column.foreign_keys
        if key.column.table is to.__table__
    )


def belongings(session: Session, record: Record) -> list[Record]:
    """Return everything that belongs to a record, directly or not, owners before what they own."""
    found: dict[tuple[type[Record], int], Record] = {}
    waiting = [record]
    while waiting:
        owner = waiting.pop(0)
        for _, each in referring(session, owner, owned=True):
            if (type(each), each.id) not in found and each is not record:
                found[type(each), each.id] = each
                waiting.append(each)
    return list(found.values())


def referring(session: Session, record: Record, *, owned: bool) -> Iterator[tuple[Reference, Record]]:
    """Return the records that name a record: those it owns, or those that only refer to it."""
    for each in references(type(record)):
        if each.owned is owned and each.kind.audited:
            named = getattr(each.kind, each.field) == record.id
            for one in session.scalars(select(each.kind).where(named).order_by(each.kind.id)):
                yield each, one


def title_of(record: Record) -> str:
    """Return what people call a record: its title, or its word when it has none."""
    for name in record.called_by:
        text = str(getattr(record, name) or "").strip()
        if text:
            return text if len(text) <= 120 else f"{text[:119]}…"
    return record.word.capitalize()


def owner_of(session: Session, record: Record) -> Record | None:
    """Return what a record belongs to; the first of them when there are several."""
    for column in inspect(type(record)).columns:
        for key in column.foreign_keys:
            if not column.nullable:
                kind = kind_of(key.column.table.name)
                return session.get(kind, getattr(record, column.key))
    return None


def kind_of(table: str) -> type[Record]:
    """Return the kind of record that a table holds; KeyError when there is no such table."""
    return _kinds()[table]


@cache
def _kinds() -> dict[str, type[Record]]:
    return {mapper.class_.__tablename__: mapper.class_ for mapper in Record.registry.mappers}


def is_personal(kind: type[Record]) -> bool:
    """Return whether a kind of record says anything about a person."""
    return any(column.info.get("personal") for column in inspect(kind).columns)
