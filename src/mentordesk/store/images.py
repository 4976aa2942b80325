"""What an operation did to each record, so that it can be undone in the same sitting.

The flush listener sees every change once. What it sees is put together here: for each record whether it was
there before and is there now, what its changed fields said before, and the version it was left at.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import Session, UOWTransaction

from mentordesk.records.base import Record

UNSAID = frozenset({"id", "version"})
"""Columns that every record has and that say nothing about it."""


@dataclass
class Image:
    """One record before and after: `before` holds what changed, or all that was removed."""

    kind: type[Record]
    number: int
    existed: bool
    exists: bool
    before: dict[str, Any] = field(default_factory=dict)
    version: int = 0
    """The version at which it was left; 0 when it was removed."""
    version_before: int = 0
    """The version at which it was found; 0 when it was added."""
    whole: bool = True
    """Whether every value from before is known."""


@dataclass
class Images:
    """The images of one operation, gathered from its flushes."""

    _kept: dict[tuple[type[Record], int], tuple[Image, Record]] = field(default_factory=dict)
    _found_at: dict[tuple[type[Record], int], int] = field(default_factory=dict)

    def before_flush(self, session: Session, _context: UOWTransaction, _objects: object) -> None:
        """Note versions as they were found, and read what was not read yet of a record that goes."""
        for record in (*session.dirty, *session.deleted):
            if isinstance(record, Record):
                found_at = inspect(record).committed_state.get("version", record.version)
                self._found_at.setdefault((type(record), record.id), found_at)
        for record in session.deleted:
            if isinstance(record, Record):
                for name in inspect(record).unloaded & _columns(type(record)):
                    getattr(record, name)

    def take(self, acts: list[tuple[Record, str]]) -> None:
        """Take in what one flush did."""
        for record, act in acts:
            if record.audited:
                self._take(record, act)

    def all(self) -> list[Image]:
        """Return what came of it, record by record, in the order of their first change."""
        return list(self._finished())

    def _take(self, record: Record, act: str) -> None:
        kind = type(record)
        image, _ = self._kept.get((kind, record.id), (None, record))
        if image is None:
            image = Image(kind, record.id, existed=act != "added", exists=True)
        self._kept[kind, record.id] = (image, record)
        image.exists = act != "removed"
        if not image.existed:
            return
        if act == "changed":
            for name, old, known in _changed(record):
                image.whole &= known
                image.before.setdefault(name, old)
        elif act == "removed":
            columns = _columns(kind)
            values = inspect(record).dict
            image.whole &= columns <= values.keys() | image.before.keys()
            image.before = {name: values.get(name) for name in columns} | image.before

    def _finished(self) -> Iterator[Image]:
        for image, record in self._kept.values():
            if image.exists:
                image.version = record.version
            if image.existed:
                image.version_before = self._found_at.get((image.kind, image.number), record.version)
            if image.exists or image.existed:
                yield image


def flushed(session: Session, context: UOWTransaction) -> Iterator[tuple[Record, str]]:
    """Say what a flush did; a record taken out of a list is removed without standing in `deleted`."""
    states = context.states.items()
    removed = [state.obj() for state, (is_delete, list_only) in states if is_delete and not list_only]
    for record in session.new:
        yield record, "added"
    for record in session.dirty:
        if record not in removed and session.is_modified(record, include_collections=False):
            yield record, "changed"
    for record in removed:
        if isinstance(record, Record):
            yield record, "removed"


def _columns(kind: type[Record]) -> frozenset[str]:
    return frozenset(column.key for column in inspect(kind).column_attrs) - UNSAID


def _changed(record: Record) -> Iterator[tuple[str, Any, bool]]:
    state = inspect(record)
    for name in _columns(type(record)):
        history = state.attrs[name].history
        if history.has_changes():
            yield name, history.deleted[0] if history.deleted else None, bool(history.deleted)
