"""A record with everything that belongs to it as bytes, and back: what the bin keeps."""

import base64
import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session

from mentordesk.kernel.errors import Conflict
from mentordesk.records.base import Record
from mentordesk.store.belongings import belongings, kind_of, referring

_DIALECT = sqlite.dialect()


@dataclass(frozen=True)
class Pack:
    """Records as they were, owners first, and the references to them that were cleared."""

    records: tuple[tuple[type[Record], int, dict[str, Any]], ...]
    cleared: tuple[tuple[type[Record], int, str, int], ...]

    def subjects(self) -> list[tuple[str, int]]:
        """Return the table and the number of each record."""
        return [(kind.__tablename__, number) for kind, number, _ in self.records]


def take_out(session: Session, record: Record) -> Pack:
    """Remove a record with what belongs to it, clear what only referred to it, and return it all."""
    doomed = [record, *belongings(session, record)]
    going = {(type(each), each.id) for each in doomed}
    cleared = []
    for each in doomed:
        for reference, other in referring(session, each, owned=False):
            if (type(other), other.id) not in going:
                cleared.append((type(other), other.id, reference.field, each.id))
                setattr(other, reference.field, None)
    pack = Pack(tuple((type(each), each.id, _values(each)) for each in doomed), tuple(cleared))
    session.flush()
    for each in reversed(doomed):
        session.delete(each)
    session.flush()
    return pack


def put_back(session: Session, pack: Pack) -> Record:
    """Add the records of a pack again under their numbers; Conflict when they do not fit in any more."""
    here = {(kind, number) for kind, number, _ in pack.records}
    for kind, number, values in pack.records:
        if session.get(kind, number) is not None:
            message = f"This {kind.word} is there already. Nothing was changed."
            raise Conflict(message)
        _check_owners(session, kind, values, here)
        session.add(kind(id=number, **values))
    session.flush()
    for kind, number, field, named in pack.cleared:
        other = session.get(kind, number)
        if other is not None and getattr(other, field) is None:
            setattr(other, field, named)
    kind, number, _ = pack.records[0]
    first = session.get_one(kind, number)
    first.fit_in(session)
    session.flush()
    return first


def without(pack: Pack, gone: set[tuple[str, int]]) -> tuple[Pack | None, set[tuple[str, int]]]:
    """Return a pack without some records and what must name one of them, and all that was taken out.

    None stands for a pack whose first record goes: nothing is left that could come back.
    """
    taken: set[tuple[str, int]] = set()
    kept = []
    for kind, number, values in pack.records:
        owners = {
            (key.column.table.name, values.get(column.key)): column
            for column in inspect(kind).columns
            for key in column.foreign_keys
        }
        named = {owner for owner in owners if owner in gone or owner in taken}
        if (kind.__tablename__, number) in gone or any(not owners[owner].nullable for owner in named):
            taken.add((kind.__tablename__, number))
            continue
        cleared = {owners[owner].key: None for owner in named}
        kept.append((kind, number, values | cleared))
    if not kept or kept[0][:2] != pack.records[0][:2]:
        return None, taken
    left = gone | taken
    cleared_since = tuple(each for each in pack.cleared if (each[0].__tablename__, each[1]) not in left)
    return Pack(tuple(kept), cleared_since), taken


def to_bytes(pack: Pack) -> bytes:
    """Return a pack as JSON."""
    return json.dumps(
        {
            "format": 1,
            "records": [
                [
                    kind.__tablename__,
                    number,
                    {name: _out(kind, name, value) for name, value in values.items()},
                ]
                for kind, number, values in pack.records
            ],
            "cleared": [[kind.__tablename__, *rest] for kind, *rest in pack.cleared],
        }
    ).encode()


def from_bytes(content: bytes) -> Pack:
    """Return the pack that `to_bytes` wrote; columns that are no longer known are left out."""
    told = json.loads(content)
    records = []
    for table, number, values in told["records"]:
        kind = kind_of(table)
        known = {column.key for column in inspect(kind).column_attrs}
        kept = {name: _in(kind, name, value) for name, value in values.items() if name in known}
        records.append((kind, number, kept))
    cleared = ((kind_of(table), number, field, named) for table, number, field, named in told["cleared"])
    return Pack(tuple(records), tuple(cleared))


def _values(record: Record) -> dict[str, Any]:
    names = (column.key for column in inspect(type(record)).column_attrs)
    return {name: getattr(record, name) for name in names if name not in {"id", "version"}}


def _check_owners(
    session: Session, kind: type[Record], values: dict[str, Any], here: set[tuple[type[Record], int]]
) -> None:
    for column in inspect(kind).columns:
        for key in column.foreign_keys:
            owner, number = kind_of(key.column.table.name), values.get(column.key)
            if number is None or (owner, number) in here or session.get(owner, number) is not None:
                continue
            if column.nullable:
                values[column.key] = None
                continue
            message = f"The {owner.word} that this {kind.word} belongs to is gone. Bring that back first."
            raise Conflict(message)


def _out(kind: type[Record], name: str, value: Any) -> Any:
    bind = _type(kind, name).bind_processor(_DIALECT)
    raw = bind(value) if bind else value
    return {"base64": base64.b64encode(raw).decode()} if isinstance(raw, bytes) else raw


def _in(kind: type[Record], name: str, raw: Any) -> Any:
    if isinstance(raw, dict):
        return base64.b64decode(raw["base64"])
    result = _type(kind, name).result_processor(_DIALECT, None)
    return result(raw) if result else raw


def _type(kind: type[Record], name: str) -> Any:
    return inspect(kind).columns[name].type.dialect_impl(_DIALECT)
