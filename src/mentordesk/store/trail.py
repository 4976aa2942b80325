"""The audit trail: one flush listener writes who changed which field of which record, chained by hashes."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Table, insert, inspect, select
from sqlalchemy.orm import Session, UOWTransaction

from mentordesk.records.base import Record
from mentordesk.records.trail import TrailChange, TrailEntry
from mentordesk.store.images import UNSAID, Images, flushed
from mentordesk.store.numbering import Numbering

START = "0" * 64
SIGN_IN = "note_sign_in"
"""The operation that notes a sign-in."""
ERASED = "erased"
"""The act that stands in the trail when the words of all entries about a record were blanked."""

_CHANGES: Table = Record.metadata.tables[TrailChange.__tablename__]

Change = tuple[str, str | None, str | None]
"""One field, before and after, as text."""


@dataclass(frozen=True)
class Said:
    """What an entry says: what was done with which record, and how its fields changed."""

    subject: str
    subject_id: int
    act: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Head:
    """The newest entry of the trail: its number and its chain."""

    number: int
    chain: str


@dataclass
class Trail:
    """What one operation writes to the trail, and the kinds of record it changed."""

    person_id: int | None
    operation: str
    at: datetime
    changed: set[type[Record]] = field(default_factory=set)
    images: Images = field(default_factory=Images)
    numbering: Numbering = field(default_factory=Numbering)
    head: Head | None = None
    """The newest entry, once it is known; nobody else writes while this operation does."""

    def after_flush(self, session: Session, context: UOWTransaction) -> None:
        """Write an entry for every record that this flush added, changed or removed."""
        seen = list(flushed(session, context))
        self.images.take(seen)
        self.numbering.note(session, seen)
        acts = [(record, act, tuple(_changes(record, act))) for record, act in seen]
        self.changed |= {type(record) for record, _, _ in acts}
        self.say(
            session.connection(),
            [
                Said(record.__tablename__, record.id, act, changes)
                for record, act, changes in acts
                if record.audited and changes
            ],
        )

    def say(self, connection: Connection, said: list[Said]) -> None:
        """Write an entry for each act; also for those that changed no field: a view, an export."""
        if said:
            self._write(connection, said)

    def _write(self, connection: Connection, said: list[Said]) -> None:
        self.head = self.head or read_head(connection)
        number, chain = self.head.number, self.head.chain
        entries, details = [], []
        for each in said:
            number += 1
            entry = {
                "id": number,
                "version": 1,
                "at": self.at,
                "person_id": self.person_id,
                "operation": self.operation,
                "act": each.act,
                "subject": each.subject,
                "subject_id": each.subject_id,
                "digest": digest(each.changes),
            }
            chain = next_chain(chain, entry)
            entries.append({**entry, "chain": chain})
            details += [
                {"version": 1, "entry_id": number, "field": name, "before": before, "after": after}
                for name, before, after in each.changes
            ]
        self.head = Head(number, chain)
        self.changed.add(TrailEntry)
        connection.execute(insert(TrailEntry), entries)
        if details:
            connection.execute(insert(TrailChange), details)


def read_head(connection: Connection) -> Head:
    """Return the newest entry's number and chain."""
    row = connection.execute(
        select(TrailEntry.id, TrailEntry.chain).order_by(TrailEntry.id.desc()).limit(1)
    ).first()
    return Head(row.id, row.chain) if row else Head(0, START)


def newest_change(connection: Connection) -> int:
    """Return the number of the newest entry but for sign-ins, which alone are no reason for a backup."""
    newest = select(TrailEntry.id).where(TrailEntry.operation != SIGN_IN)
    return connection.execute(newest.order_by(TrailEntry.id.desc()).limit(1)).scalar() or 0


def chain_at(connection: Connection, number: int) -> str | None:
    """Return the chain of one entry; the start's for number 0, None when there is no such entry."""
    if number == 0:
        return START
    return connection.execute(select(TrailEntry.chain).where(TrailEntry.id == number)).scalar_one_or_none()


def digest(changes: Iterable[Change]) -> str:
    """Return the hash of an entry's fields."""
    return hashlib.sha256(json.dumps(sorted(changes, key=lambda change: change[0])).encode()).hexdigest()


def next_chain(chain: str, entry: dict[str, Any]) -> str:
    """Return the hash that ties an entry to all before it."""
    at = entry["at"].astimezone(UTC).isoformat(timespec="microseconds")
    said = [chain, entry["id"], at, entry["person_id"], entry["operation"], entry["act"]]
    said += [entry["subject"], entry["subject_id"], entry["digest"]]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def blank(connection: Connection, subjects: Iterable[tuple[str, int]]) -> None:
    """Blank what the entries about some records say; that they were made, by whom and when, stays."""
    for subject, number in subjects:
        about = select(TrailEntry.id).where(TrailEntry.subject == subject, TrailEntry.subject_id == number)
        blanked = {"before": None, "after": None}
        connection.execute(_CHANGES.update().where(_CHANGES.c.entry_id.in_(about)), blanked)


def broken_at(connection: Connection) -> int | None:
    """Return the number of the first entry whose hashes do not fit, or None when the trail is whole."""
    chain, expected = START, 1
    details: dict[int, list[Change]] = {}
    for row in connection.execute(
        select(TrailChange.entry_id, TrailChange.field, TrailChange.before, TrailChange.after)
    ):
        details.setdefault(row.entry_id, []).append((row.field, row.before, row.after))
    erasures = select(TrailEntry.subject, TrailEntry.subject_id).where(TrailEntry.act == ERASED)
    erased = {(row.subject, row.subject_id) for row in connection.execute(erasures)}
    for row in connection.execute(select(TrailEntry.__table__).order_by(TrailEntry.id)):
        entry = dict(row._mapping)  # noqa: SLF001
        chain = next_chain(chain, entry)
        said = details.get(row.id, [])
        blanked = (row.subject, row.subject_id) in erased and not any(
            before or after for _, before, after in said
        )
        fits = blanked or digest(said) == row.digest
        if row.id != expected or row.chain != chain or not fits:
            return int(row.id)
        expected += 1
    return None


def _changes(record: Record, act: str) -> Iterator[Change]:
    state = inspect(record)
    for column in state.mapper.column_attrs:
        if column.key in UNSAID:
            continue
        if act == "changed":
            history = state.attrs[column.key].history
            if history.has_changes():
                yield (
                    column.key,
                    _as_text(history.deleted[0] if history.deleted else None),
                    _as_text(history.added[0] if history.added else None),
                )
            continue
        text = _as_text(state.dict.get(column.key))
        if text:
            yield (column.key, None, text) if act == "added" else (column.key, text, None)


def _as_text(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, bytes):
        return f"{len(value)} bytes {hashlib.sha256(value).hexdigest()[:12]}" if value else ""
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return ",".join(str(each) for each in value)
    return str(value)
