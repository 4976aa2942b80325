"""The history of one record: every act on it and on what belongs to it, newest first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, tuple_

from mentordesk.features.privacy.queries.words import readable
from mentordesk.features.privacy.rules.history import FieldChange, act_words
from mentordesk.kernel.permissions import Permission
from mentordesk.records.base import Record
from mentordesk.records.bins import BinEntry
from mentordesk.records.notes import Note
from mentordesk.records.people import Person
from mentordesk.records.trail import TrailChange, TrailEntry
from mentordesk.store.belongings import belongings, kind_of, title_of
from mentordesk.store.work import Reading, query

SHOWN = 100
KEPT_FROM_YOU = "What it says is kept from your role."


@dataclass(frozen=True)
class HistoryRow:
    """One act: when, by whom, what was done with what, and how its fields changed."""

    id: int
    at: datetime
    who: str
    did: str
    title: str
    changes: tuple[FieldChange, ...]
    hidden: bool = False
    """Whether the words are kept from whoever asks."""


@query(needs=Permission.HISTORY_VIEW)
def history(reading: Reading, table: str, number: int, shown: int = SHOWN) -> tuple[HistoryRow, ...]:
    """The newest acts on a record and on what belongs to it; one more than `shown` when there are older.

    That there is a concern is itself kept from those who may not see concerns.
    """
    record = reading.find(kind_of(table), number)
    about = [(table, number)]
    about += [
        (each.__tablename__, each.id)
        for each in belongings(reading.session, record)
        if not each.lasting or each.private is None or reading.holds(each.private)
    ]
    subjects = tuple_(TrailEntry.subject, TrailEntry.subject_id)
    found = (
        select(TrailEntry, Person.name)
        .outerjoin(Person, Person.id == TrailEntry.person_id)
        .where(subjects.in_(about))
        .order_by(TrailEntry.id.desc())
        .limit(shown + 1)
    )
    return rows_of(reading, reading.session.execute(found).all())


def rows_of(reading: Reading, found: Any) -> tuple[HistoryRow, ...]:
    """Return entries of the trail with their changes in words."""
    numbers = [entry.id for entry, _ in found]
    changes: dict[int, list[TrailChange]] = {}
    said = select(TrailChange).where(TrailChange.entry_id.in_(numbers)).order_by(TrailChange.id)
    for change in reading.session.scalars(said):
        changes.setdefault(change.entry_id, []).append(change)
    return tuple(_row(reading, entry, name, changes.get(entry.id, [])) for entry, name in found)


def _row(reading: Reading, entry: TrailEntry, name: str | None, said: list[TrailChange]) -> HistoryRow:
    kind = known_kind(entry.subject)
    record = reading.session.get(kind, entry.subject_id) if kind else None
    hidden = not _may_see(reading, kind, record)
    fields = None if entry.act == "opened" else kind  # its reason is no field of the record
    told = () if hidden else (readable(reading, fields, each.field, each.before, each.after) for each in said)
    return HistoryRow(
        entry.id,
        entry.at,
        name or "MentorDesk",
        act_words(kind.word if kind else entry.subject.partition(":")[2] or entry.subject, entry.act),
        "" if record is None or hidden else _title(record),
        tuple(each for each in told if each is not None and (each.before or each.after)),
        hidden,
    )


def _title(record: Record) -> str:
    title = title_of(record)
    return "" if title == record.word.capitalize() else title


def known_kind(table: str) -> type[Record] | None:
    """Return the kind of record an entry is about; None when it is about a list or a report."""
    return kind_of(table) if table in Record.metadata.tables else None


def _may_see(reading: Reading, kind: type[Record] | None, record: Record | None) -> bool:
    if kind is None:
        return True
    if kind.private is not None and not reading.holds(kind.private):
        return False
    if kind.every_line is not None and not reading.holds(kind.every_line):
        return record is not None and reading.actor.person_id in record.line(reading.session)
    if kind is Note and not reading.holds(Permission.NOTE_SENSITIVE):
        return isinstance(record, Note) and not record.sensitive
    return kind is not BinEntry
