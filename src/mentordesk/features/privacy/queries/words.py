"""Values of the trail as people read them: labels for codes, names for numbers, dates in words."""

from contextlib import suppress
from datetime import date, datetime
from typing import Any

from sqlalchemy import Boolean, Date, Enum, LargeBinary, inspect

from mentordesk.features.privacy.rules.history import FieldChange, field_words
from mentordesk.kernel.formats import date_and_time, long_date
from mentordesk.records.base import Record
from mentordesk.records.people import Person
from mentordesk.records.types import Instant
from mentordesk.store.belongings import kind_of, title_of
from mentordesk.store.work import Reading


def readable(
    reading: Reading, kind: type[Record] | None, name: str, before: str | None, after: str | None
) -> FieldChange | None:
    """Return one field of an entry in words; None for fields that only hold the records together."""
    column = inspect(kind).columns.get(name) if kind else None
    if name.endswith("_key") or name == "token" or (kind is not None and column is None):
        return None
    if column is not None and column.foreign_keys and not column.nullable:
        return None
    label = field_words(name)
    return FieldChange(label, _value(reading, column, before), _value(reading, column, after))


def _value(reading: Reading, column: Any, text: str | None) -> str:
    if text in {None, ""}:
        return ""
    words = str(text)
    if column is None:
        return _typed(Instant(), words) if "T" in words else words
    if column.foreign_keys:
        return _named(reading, column, words)
    return _typed(column.type, words)


def _typed(kind: Any, words: str) -> str:
    told = words
    if isinstance(kind, Boolean):
        told = "yes" if words == "True" else "no"
    elif isinstance(kind, LargeBinary):
        told = words.partition(" bytes")[0] + " bytes"
    elif isinstance(kind, Enum):
        told = _label(kind, words)
    else:
        with suppress(ValueError):
            if isinstance(kind, Instant):
                told = date_and_time(datetime.fromisoformat(words))
            elif isinstance(kind, Date):
                told = long_date(date.fromisoformat(words))
    return told


def _label(kind: Enum, words: str) -> str:
    with suppress(ValueError):
        if kind.enum_class is not None:
            return str(getattr(kind.enum_class(words), "label", words))
    return words


def _named(reading: Reading, column: Any, words: str) -> str:
    kind = kind_of(next(iter(column.foreign_keys)).column.table.name)
    record = reading.session.get(kind, int(words)) if words.isdecimal() else None
    if record is None:
        return "somebody" if kind is Person else f"a {kind.word}"
    return title_of(record)
