"""Every record about a person, found through the foreign keys: on file, merged, and in the bin."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from mentordesk.records.base import Record
from mentordesk.records.bins import BinEntry
from mentordesk.records.mentees import Mentee
from mentordesk.records.people import Person
from mentordesk.records.sessions import Attendance, MentoringSession
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.belongings import belongings, kind_of, referring
from mentordesk.store.packing import from_bytes

PEOPLE: tuple[type[Record], ...] = (Mentee, Volunteer)
"""The kinds of record that are a person whom the casework is about."""

Key = tuple[str, int]
"""A record by its table and number."""


@dataclass(frozen=True)
class Held:
    """One record about the person, with its columns as they are kept; `removed` when it lies in the bin."""

    kind: type[Record]
    number: int
    values: dict[str, Any]
    removed: bool = False

    @property
    def key(self) -> Key:
        """Its table and number."""
        return self.kind.__tablename__, self.number

    def owners(self) -> Iterator[Key]:
        """Give the records that it cannot stand without."""
        for column in inspect(self.kind).columns:
            for each in column.foreign_keys:
                if not column.nullable and self.values.get(column.key) is not None:
                    yield each.column.table.name, self.values[column.key]


@dataclass(frozen=True)
class HeldRecords:
    """Everything about a person; `roots` are their own record and those that were merged into it."""

    roots: frozenset[Key]
    records: tuple[Held, ...]
    groups: frozenset[Key] = frozenset()
    """The sessions to which somebody else was to come as well."""

    @cached_property
    def known(self) -> frozenset[Key]:
        """The table and number of each record, to look one up."""
        return frozenset(self.keys())

    def keys(self) -> list[Key]:
        """Return the table and number of each record."""
        return [each.key for each in self.records]

    def others_in(self, held: Held) -> list[tuple[str, Key]]:
        """Return the columns of a record that name another person of the casework, and whom."""
        return [
            (column.key, (each.column.table.name, held.values[column.key]))
            for column in inspect(held.kind).columns
            for each in column.foreign_keys
            if held.values.get(column.key) is not None
            and kind_of(each.column.table.name) in PEOPLE
            and (each.column.table.name, held.values[column.key]) not in self.roots
        ]

    def shared(self) -> frozenset[Key]:
        """Return the records that are about somebody else too, themselves or through what they belong to.

        What is said of each at a session stands on their own attendance, so that it is not shared with it.
        """
        by_key = {each.key: each for each in self.records}
        found = {each.key for each in self.records if self.others_in(each)} | self.groups
        for each in self.records:  # owners stand before what they own
            owners = (owner for owner in each.owners() if owner[0] != MentoringSession.__tablename__)
            if any(owner in found and owner in by_key for owner in owners):
                found.add(each.key)
        return frozenset(found)


def held_records(session: Session, person: Record) -> HeldRecords:
    """Return everything that is kept about a mentee or a mentor, owners before what they own."""
    roots = list(_same_person(session, person))
    live: dict[Key, Record] = {}
    for root in roots:
        for each in _about(session, root):
            live.setdefault((each.__tablename__, each.id), each)
    records = [Held(type(each), each.id, _values(each)) for each in live.values()]
    root_keys = frozenset((each.__tablename__, each.id) for each in roots)
    records += _in_bin(session, {each.key for each in records})
    return HeldRecords(root_keys, tuple(records), _groups(session, records, root_keys))


def _same_person(session: Session, person: Record) -> Iterator[Record]:
    waiting, seen = [person], set()
    while waiting:
        one = waiting.pop(0)
        if one.id in seen:
            continue
        seen.add(one.id)
        yield one
        if isinstance(one, Mentee):
            merged = select(Mentee).where(Mentee.merged_into_id == one.id).order_by(Mentee.id)
            waiting += session.scalars(merged)


def _about(session: Session, root: Record) -> Iterator[Record]:
    """Give a person's record, what belongs to it, and what only names it; no working papers."""
    yield root
    for each in belongings(session, root):
        if each.disclosed:
            yield each
    for _, each in referring(session, root, owned=False):
        if each.disclosed and type(each) not in (*PEOPLE, Person):
            yield each
            yield from (one for one in belongings(session, each) if one.disclosed)
    yield from _sessions(session, root)


def _sessions(session: Session, root: Record) -> Iterator[Record]:
    """Give the sessions to which a mentee was to come; what is said of others there is not theirs."""
    if not isinstance(root, Mentee):
        return
    theirs = select(Attendance.session_id).where(Attendance.mentee_id == root.id)
    held = select(MentoringSession).where(MentoringSession.id.in_(theirs))
    for each in session.scalars(held.order_by(MentoringSession.session_date, MentoringSession.id)):
        yield each
        yield from each.amendments


def _groups(session: Session, records: list[Held], roots: frozenset[Key]) -> frozenset[Key]:
    numbers = {each.number for each in records if each.kind is MentoringSession and not each.removed}
    mentees = {number for table, number in roots if table == Mentee.__tablename__}
    others = select(Attendance.session_id).where(Attendance.mentee_id.not_in(mentees))
    told = set(session.scalars(others.join(MentoringSession).where(MentoringSession.id.in_(numbers))))
    return frozenset((MentoringSession.__tablename__, each) for each in told)


def _in_bin(session: Session, known: set[Key]) -> list[Held]:
    """Return what lies in the bin and belonged to the person, however far."""
    found: list[Held] = []
    packed = [
        Held(kind, number, {"id": number, **values}, removed=True)
        for entry in session.scalars(select(BinEntry).order_by(BinEntry.id))
        for kind, number, values in from_bytes(entry.content).records
    ]
    reached = set(known)
    grew = True
    while grew:
        grew = False
        for each in packed:
            if each.key in reached or not each.kind.disclosed:
                continue
            named = {*each.owners(), *(_to_people(each) if each.kind not in PEOPLE else ())}
            if named & reached or each.key in _met(packed, reached):
                reached.add(each.key)
                found.append(each)
                grew = True
    return found


def _met(packed: list[Held], reached: set[Key]) -> set[Key]:
    """Return the sessions in the bin to which the person was to come."""
    return {
        (MentoringSession.__tablename__, each.values["session_id"])
        for each in packed
        if each.kind is Attendance and each.key in reached
    }


def _to_people(held: Held) -> Iterable[Key]:
    """Give the people whom a record names without belonging to them."""
    for column in inspect(held.kind).columns:
        for each in column.foreign_keys:
            table = each.column.table.name
            if column.nullable and kind_of(table) in PEOPLE and held.values.get(column.key) is not None:
                yield table, held.values[column.key]


def _values(record: Record) -> dict[str, Any]:
    unread = inspect(record).unloaded
    mapper = inspect(type(record))
    deferred = {each.key for each in mapper.column_attrs if each.deferred}
    return {
        column.key: None if column.key in deferred & unread else getattr(record, column.key)
        for column in mapper.column_attrs
    }
