"""Everything about a person as one answer: what is looked at first, and what is given out. DOMAIN §7."""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import groupby
from typing import Any

from sqlalchemy import Select, select, tuple_

from mentordesk.features.privacy.queries.access_records import PEOPLE, Held, HeldRecords, Key, held_records
from mentordesk.features.privacy.queries.access_sheets import (
    AccessSheet,
    Entry,
    Given,
    GivenEntry,
    GivenFile,
    Happened,
    QueueRow,
)
from mentordesk.features.privacy.queries.access_words import (
    Text,
    names_around,
    texts_of,
    title_of_held,
)
from mentordesk.features.privacy.queries.history import KEPT_FROM_YOU
from mentordesk.features.privacy.queries.requests import NOBODY, mentee_name
from mentordesk.features.privacy.queries.words import readable
from mentordesk.features.privacy.rules.access import (
    DecisionDraft,
    Names,
    Why,
    digest_of,
    given_out,
    proposal,
)
from mentordesk.features.privacy.rules.history import act_words, change_sentence, field_words
from mentordesk.kernel.errors import Invalid, NotFound
from mentordesk.kernel.formats import count_of, date_and_time
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import fold
from mentordesk.records.attachments import Attachment
from mentordesk.records.base import Record
from mentordesk.records.bins import BinEntry
from mentordesk.records.drafts import Draft
from mentordesk.records.mentees import Mentee
from mentordesk.records.organisation import Organisation
from mentordesk.records.people import Person
from mentordesk.records.requests import DataRequest, Redaction, RedactionChoice, RequestKind
from mentordesk.records.trail import TrailChange, TrailEntry
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.belongings import kind_of
from mentordesk.store.work import Reading, query

HELD_BACK = "Withheld: nobody has decided on it yet"
FORMS: dict[str, tuple[str, ...]] = {
    "mentee": ("mentee", "equality", "attachment", "note", "exit", "lead_plan", "match_wish", "merge_fields"),
    "referral": ("referral", "decision"),
    "goal": ("archive_goal", "goal"),
    "flag": ("flag",),
    "match": ("match", "end_match"),
    "consent": ("withdrawal",),
    "volunteer": ("mentor",),
    "data_request": ("request", "request_answer"),
    "complaint": ("complaint",),
}
"""The forms whose drafts are kept under the number of a record of a table."""

DECIDING = "decide_text"
"""How the forms are called whose drafts are working papers of an answer."""

_CHUNK = 400


@query(needs=Permission.REQUEST_ANSWER)
def redaction_queue(reading: Reading, request_id: int) -> tuple[QueueRow, ...]:
    """Every text of an answer that somebody looks at first, undecided ones before the others."""
    request = reading.find(DataRequest, request_id)
    rows = _Answer(reading, person_of(reading, request), request).queue()
    return tuple(sorted(rows, key=lambda row: row.decided))


@query(needs=Permission.REQUEST_ANSWER)
def undecided_texts(reading: Reading, request_id: int) -> int:
    """How many texts of an answer nobody has decided on."""
    return sum(not row.decided for row in redaction_queue(reading, request_id))


@query(needs=Permission.REQUEST_ANSWER)
def answer_sheet(reading: Reading, request_id: int, *, hold_back: bool = False) -> AccessSheet:
    """The whole answer to a request; Invalid while texts are undecided, unless those are held back."""
    request = reading.find(DataRequest, request_id)
    return _sheet(reading, person_of(reading, request), request, hold_back=hold_back)


@query(needs=Permission.REQUEST_ANSWER)
def mentee_sheet(reading: Reading, mentee_id: int) -> AccessSheet:
    """Everything about a mentee who has no open request; what somebody should look at is held back."""
    return _sheet(reading, reading.find(Mentee, mentee_id), None, hold_back=True)


@query(needs=Permission.REQUEST_ANSWER)
def answerable(reading: Reading, request_id: int) -> bool:
    """Whether a request is answered with data, and the person is on file."""
    request = reading.find(DataRequest, request_id)
    asks = request.kind in {RequestKind.ACCESS, RequestKind.PORTABILITY}
    return asks and (request.mentee_id is not None or request.volunteer_id is not None)


@query(needs=Permission.REQUEST_ANSWER)
def open_access_request(reading: Reading, mentee_id: int) -> int | None:
    """The number of the newest request for access by a mentee that was not answered, or None."""
    reading.find(Mentee, mentee_id)
    found = select(DataRequest.id).where(
        DataRequest.mentee_id == mentee_id, DataRequest.kind == RequestKind.ACCESS, DataRequest.open()
    )
    return reading.session.scalar(found.order_by(DataRequest.received_date.desc(), DataRequest.id.desc()))


@query(needs=Permission.REQUEST_ANSWER)
def mentee_to_answer(reading: Reading, reference: str) -> int:
    """The number of the mentee with a reference such as M-00014."""
    typed = reference.strip()
    found = reading.session.scalar(select(Mentee.id).where(Mentee.reference == typed.upper()))
    if found is None:
        message = f'There is no mentee with the reference "{typed}". Nothing was changed.'
        raise NotFound(message)
    return found


def person_of(reading: Reading, request: DataRequest) -> Record:
    """Return the mentee or mentor who asks; Invalid when they are not on file."""
    if request.mentee_id is not None:
        return reading.find(Mentee, request.mentee_id)
    if request.volunteer_id is not None:
        return reading.find(Volunteer, request.volunteer_id)
    raise Invalid({"who": "Nobody on file asks this, so there is nothing to gather."})


def _sheet(reading: Reading, person: Record, request: DataRequest | None, *, hold_back: bool) -> AccessSheet:
    answer = _Answer(reading, person, request)
    undecided = sum(not row.decided for row in answer.queue())
    if undecided and not hold_back:
        texts = count_of(undecided, "text")
        raise Invalid({"texts": f"Nobody has decided yet on {texts} of this answer. Decide, or hold back."})
    house = reading.session.scalar(select(Organisation).order_by(Organisation.id).limit(1))
    return AccessSheet(
        organisation=house.name if house else "",
        charity_number=house.charity_number if house else "",
        logo=house.logo if house else b"",
        prepared_by=reading.actor.name,
        as_at=reading.today,
        trail_head=reading.trail_head(),
        who=_name(person),
        reference=person.reference if isinstance(person, Mentee) else "",
        kind=request.kind if request else RequestKind.ACCESS,
        received_date=request.received_date if request else None,
        sections=answer.sections(),
        history=tuple(answer.history()),
        files=tuple(answer.files()),
        held_back=undecided,
    )


class _Answer:
    """An answer being put together, from one look at the records."""

    def __init__(self, reading: Reading, person: Record, request: DataRequest | None) -> None:
        self._reading, self._session = reading, reading.session
        self._held: HeldRecords = held_records(reading.session, person)
        self._names: Names = names_around(reading.session, self._held)
        self._person = person
        self._decided: dict[tuple[str, int, str], Redaction] = {}
        if request is not None:
            found = select(Redaction).where(Redaction.request_id == request.id)
            for each in self._session.scalars(found):
                self._decided[each.subject, each.subject_id, each.field] = each
        self._entries = [*self._of_records(), *self._of_drafts()]
        self._looked_at = {
            (*entry.key, text.field) for entry in self._entries for text in entry.texts if text.why
        }

    def _of_records(self) -> Iterator[Entry]:
        shared = self._held.shared()
        for one in self._held.records:
            texts = texts_of(self._session, self._held, one, self._names, shared=one.key in shared)
            if texts:
                title = title_of_held(one, self._names)
                yield Entry(one.key, one.kind.word, title, tuple(texts), one.removed)

    def _of_drafts(self) -> Iterator[Entry]:
        """Give the unsaved texts that are about the person, by whomever they were typed."""
        keys = set(self._held.keys())
        called = fold(_name(self._person))
        known = {called if " " in called else "", fold(getattr(self._person, "reference", ""))} - {""}
        for draft in self._session.scalars(select(Draft).order_by(Draft.id)):
            if draft.form.startswith(DECIDING):
                continue
            tables = [table for table, forms in FORMS.items() if draft.form in forms]
            about = any((table, draft.subject) in keys for table in tables)
            if about or any(each in fold(f"{draft.title} {_typed(draft)}") for each in known):
                text = Text("fields", "Typed", _typed(draft), _typed(draft), Why.UNSAVED)
                said = date_and_time(draft.saved_at)
                kept = Text("saved_at", "Kept", said, draft.saved_at.isoformat())
                named = self._names.taken_out(draft.title) != draft.title
                why = Why.MENTIONS if named else None
                title = Text("title", "Title", draft.title, draft.title, why)
                yield Entry(("draft", draft.id), "draft", f"Draft, {said}", (title, text, kept))

    def queue(self) -> list[QueueRow]:
        """Return every text that somebody looks at first."""
        return [
            self._row(entry, text, text.why)
            for entry in self._entries
            for text in entry.texts
            if text.why is not None
        ]

    def _row(self, entry: Entry, text: Text, why: Why) -> QueueRow:
        kept = self._decided.get((*entry.key, text.field))
        if kept is not None and kept.digest == digest_of(text.words):
            draft = DecisionDraft(kept.choice, kept.words, kept.reason)
            return QueueRow(entry.key, entry.title, text, why, draft, kept.version, decided=True)
        return QueueRow(
            entry.key,
            entry.title,
            text,
            why,
            proposal(why, text.words, self._names),
            kept.version if kept else 0,
        )

    def sections(self) -> tuple[tuple[str, tuple[GivenEntry, ...]], ...]:
        """Return what is given out, records of one kind together, the person's own first."""
        given = [(entry.word, self._given(entry)) for entry in self._entries]
        return tuple(
            (word[:1].upper() + word[1:], tuple(each for _, each in group))
            for word, group in groupby(_together(given), key=lambda each: each[0])
        )

    def _given(self, entry: Entry) -> GivenEntry:
        fields = tuple(self._given_text(entry, text) for text in entry.texts)
        return GivenEntry(entry.key, entry.title, fields, entry.removed)

    def _given_text(self, entry: Entry, text: Text) -> Given:
        if text.why is None:
            return Given(text.field, text.label, text.words, text.raw)
        row = self._row(entry, text, text.why)
        if not row.decided or row.draft.choice is None:
            return Given(text.field, text.label, "", None, HELD_BACK)
        choice = row.draft.choice
        words, mark = given_out(choice, text.words, row.draft.words, row.draft.reason)
        raw = text.raw if choice is RedactionChoice.KEEP else (words or None)
        return Given(text.field, text.label, words, raw, mark)

    def files(self) -> Iterator[GivenFile]:
        """Give the attached files that somebody decided to keep in the answer."""
        by_key = {one.key: one for one in self._held.records}
        for entry in self._entries:
            for text in entry.texts:
                row = self._row(entry, text, text.why) if text.why is Why.FILE else None
                if row and row.decided and row.draft.choice is RedactionChoice.KEEP:
                    one = by_key[entry.key]
                    yield GivenFile(one.number, text.words, self._content(one))

    def _content(self, one: Held) -> bytes:
        if one.removed:
            return bytes(one.values.get("content") or b"")
        return self._session.get_one(Attachment, one.number).content

    def history(self) -> Iterator[Happened]:
        """Give who did what when with the records about the person, oldest first."""
        keys = self._held.keys()
        hidden = {one.key for one in self._held.records if one.values.get("sensitive")} | self._held.shared()
        entries: list[tuple[TrailEntry, str | None]] = []
        for start in range(0, len(keys), _CHUNK):
            entries += self._session.execute(_acts_on(keys[start : start + _CHUNK])).all()
        for entry, name in sorted(entries, key=lambda each: each[0].id):
            kind = kind_of(entry.subject)
            says = (
                KEPT_FROM_YOU if (entry.subject, entry.subject_id) in hidden else self._changes(entry, kind)
            )
            who = name or "MentorDesk"
            yield Happened(entry.at, who, act_words(kind.word, entry.act), says)

    def _changes(self, entry: TrailEntry, kind: type[Record]) -> str:
        if entry.act != "changed":
            return ""
        looked_at = self._looked_at
        found = select(TrailChange).where(TrailChange.entry_id == entry.id).order_by(TrailChange.id)
        said = []
        for change in self._session.scalars(found):
            column = kind.__table__.c.get(change.field)
            if (entry.subject, entry.subject_id, change.field) in looked_at or _is_guarded(column):
                said.append(f"{field_words(change.field).capitalize()} changed")
                continue
            words = readable(self._reading, kind, change.field, change.before, change.after)
            if words is not None:
                said.append(self._names.taken_out(change_sentence(replace(words))))
        return "; ".join(said)


def _is_guarded(column: Any) -> bool:
    """Return whether what a column said before is told to nobody without a look."""
    if column is None:
        return False
    people = {each.__tablename__ for each in PEOPLE}
    named = any(each.column.table.name in people for each in column.foreign_keys)
    return named or bool(column.info.get("others") or column.info.get("guarded"))


def _together(given: list[tuple[str, GivenEntry]]) -> list[tuple[str, GivenEntry]]:
    """Return entries with those of one kind next to each other, kinds in the order of their first."""
    order: dict[str, int] = {}
    for word, _ in given:
        order.setdefault(word, len(order))
    return sorted(given, key=lambda each: order[each[0]])


def _acts_on(keys: list[Key]) -> Select[TrailEntry, str]:
    subjects = tuple_(TrailEntry.subject, TrailEntry.subject_id)
    found = select(TrailEntry, Person.name).outerjoin(Person, Person.id == TrailEntry.person_id)
    return found.where(subjects.in_(keys), TrailEntry.subject != BinEntry.__tablename__)


def _typed(draft: Draft) -> str:
    """Return the words of a draft, one field in a line."""
    with suppress(ValueError):
        kept = json.loads(draft.fields)
        words = kept.get("words", {}) if isinstance(kept, dict) else {}
        if isinstance(words, dict):
            return "\n".join(f"{field_words(name)}: {value}" for name, value in words.items() if value)
    return draft.fields


def _name(person: Record) -> str:
    if isinstance(person, Mentee):
        return mentee_name(person)
    return person.name if isinstance(person, Volunteer) else NOBODY
