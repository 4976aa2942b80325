"""What a record about a person says, in words and as plain data; and which texts are looked at first."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import LargeBinary, String, inspect, select
from sqlalchemy.orm import Session

from mentordesk.features.privacy.queries.access_records import PEOPLE, Held, HeldRecords, Key
from mentordesk.features.privacy.rules.access import TAKEN_OUT, Names, Why, names_of
from mentordesk.features.privacy.rules.history import field_words
from mentordesk.kernel.choices import Choice
from mentordesk.kernel.formats import date_and_time, long_date
from mentordesk.kernel.text import shortened
from mentordesk.records.attachments import Attachment
from mentordesk.records.base import Record
from mentordesk.records.mentees import Mentee
from mentordesk.records.notes import Note
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.belongings import kind_of, title_of
from mentordesk.store.cases import is_of_a_case

_KEPT_FOR_ORDER = ("_key",)
"""Endings of columns that hold the words of another column again, folded for searching and sorting."""

_ORDERING = {"id", "version", "position"}
"""Columns that only put records in order."""

Raw = str | int | bool | list[str] | None
"""A value as the machine-readable file has it."""


@dataclass(frozen=True)
class Text:
    """One field of a record: its words, its plain value, and why somebody looks at it first, if they do."""

    field: str
    label: str
    words: str
    raw: Raw
    why: Why | None = None


def texts_of(session: Session, held: HeldRecords, one: Held, names: Names, *, shared: bool) -> list[Text]:
    """Return the fields of a record that say something, in the order in which the record has them."""
    others = dict(held.others_in(one))
    sensitive = one.kind is Note and bool(one.values.get("sensitive"))
    found = []
    for column in inspect(one.kind).columns:
        value = one.values.get(column.key)
        if column.key in _ORDERING or column.key.endswith(_KEPT_FOR_ORDER):
            continue
        if column.foreign_keys and _names_owner(held, column, value):
            continue
        if isinstance(column.type, LargeBinary):
            if one.kind is not Attachment or column.key != "content":
                continue
            found.append(Text("content", "File", str(one.values.get("name") or "file"), None, Why.FILE))
            continue
        words, raw = _said(session, column, value, names, held.known)
        if not words:
            continue
        why = _why(column, words, names, names_other=column.key in others, shared=shared, sensitive=sensitive)
        found.append(Text(column.key, _label(column), words, raw, why))
    return found


def _label(column: Any) -> str:
    """Return what people call a column; one that names a person is called after what they are."""
    for each in column.foreign_keys:
        kind = kind_of(each.column.table.name)
        if kind in PEOPLE:
            return kind.word.capitalize()
    return field_words(column.key).capitalize()


def _names_owner(held: HeldRecords, column: Any, value: Any) -> bool:
    table = next(iter(column.foreign_keys)).column.table.name
    return value is None or (table, value) in held.roots


def _why(
    column: Any, words: str, names: Names, *, names_other: bool, shared: bool, sensitive: bool
) -> Why | None:
    written = isinstance(column.type, String) and getattr(column.type, "enum_class", None) is None
    personal = bool(column.info.get("personal"))
    if names_other or column.info.get("others"):
        return Why.OTHERS
    if sensitive and personal:
        return Why.SENSITIVE
    if column.info.get("guarded"):
        return Why.GUARDED
    if shared and personal and written:
        return Why.SHARED
    if written and TAKEN_OUT in names.taken_out(words):
        return Why.MENTIONS
    return None


def _said(session: Session, column: Any, value: Any, names: Names, known: frozenset[Key]) -> tuple[str, Raw]:
    """Return a value in words and as plain data; nothing for a value that says nothing."""
    if value is None or value in {"", ()}:
        return "", None
    if column.foreign_keys:
        kind = kind_of(next(iter(column.foreign_keys)).column.table.name)
        record = session.get(kind, value)
        if record is None:
            return f"A {kind.word} that was removed", int(value)
        called = _called(record)
        if kind not in PEOPLE and is_of_a_case(kind) and (kind.__tablename__, record.id) not in known:
            return f"{kind.word.capitalize()} {value}", int(value)  # it is about somebody else
        if kind not in PEOPLE and names.taken_out(called) != called:
            return f"{kind.word.capitalize()} {value}", int(value)
        return ("" if called == kind.word.capitalize() else called), int(value)
    return plain_words(value)


def plain_words(value: Any) -> tuple[str, Raw]:
    """Return any value of a column in words and as plain data."""
    words: str = str(value)
    raw: Raw = words
    if isinstance(value, Choice):
        words, raw = value.label, value.value
    elif isinstance(value, bool):
        words, raw = ("Yes" if value else "No"), value
    elif isinstance(value, datetime):
        words, raw = date_and_time(value), value.isoformat()
    elif isinstance(value, date):
        words, raw = long_date(value), value.isoformat()
    elif isinstance(value, tuple):
        each = [plain_words(one) for one in value]
        words, raw = ", ".join(said for said, _ in each), [str(one) for _, one in each]
    elif isinstance(value, int):
        raw = value
    return words, raw


def names_around(session: Session, held: HeldRecords) -> Names:
    """Return the names to look for in what was written about a person."""
    whole: list[str] = []
    own: list[str] = []
    tied: list[str] = []
    near = {key for one in held.records for _, key in held.others_in(one)}
    people = select(Mentee.id, Mentee.preferred_name, Mentee.first_names, Mentee.last_name)
    for number, preferred, first, last in session.execute(people):
        said = [f"{first} {last}", f"{preferred} {last}", preferred, first, last]
        _sort(("mentee", number), said, held, near, (whole, own, tied))
    for number, name in session.execute(select(Volunteer.id, Volunteer.name)):
        _sort(("volunteer", number), [name], held, near, (whole, own, tied))
    for one in held.records:
        for name, value in one.values.items():
            if name in _called_columns(one.kind) and value:
                tied.append(str(value))
    return names_of(whole, tied, own)


def _sort(
    key: tuple[str, int],
    said: list[str],
    held: HeldRecords,
    near: set[tuple[str, int]],
    lists: tuple[list[str], list[str], list[str]],
) -> None:
    whole, own, tied = lists
    if key in held.roots:
        own += said
    elif key in near:
        tied += said
    else:
        whole += said


def _called_columns(kind: type[Record]) -> frozenset[str]:
    """Return the columns that hold the name of somebody else, such as an emergency contact."""
    return frozenset(
        column.key
        for column in inspect(kind).columns
        if column.info.get("others") and isinstance(column.type, String) and (column.type.length or 0) == 200
    )


def title_of_held(one: Held, names: Names) -> str:
    """Return what people call a record: its word, and the title and the day that tell it from others."""
    word = one.kind.word.capitalize()
    if one.kind in PEOPLE:
        return f"{word} {one.values.get('reference', '')}".strip()
    titles = (str(one.values.get(name) or "").strip() for name in one.kind.called_by)
    called = shortened(next((each for each in titles if each), ""), 120)
    if names.taken_out(called) != called:
        called = ""
    day = next((value for value in one.values.values() if isinstance(value, date)), None)
    when = "" if day is None else plain_words(day)[0]
    return ", ".join(part for part in (word, called, when) if part)


def _called(record: Record) -> str:
    if isinstance(record, Mentee):
        called = record.preferred_name or record.first_names
        return " ".join(part for part in (called, record.last_name) if part) or record.reference
    return title_of(record)
