"""A mentee's justice context, as its tab shows it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select

from mentordesk.features.mentees.rules.justice import (
    DRAFTS,
    RECORDS,
    JusticeDraft,
    NonAssociationDraft,
    Part,
)
from mentordesk.kernel.formats import long_date, short_date
from mentordesk.kernel.permissions import Permission
from mentordesk.records.justice import (
    NonAssociation,
    Placement,
    PredictorScore,
    Restriction,
    RiskSummary,
    Scheme,
    Sentence,
    Supervision,
)
from mentordesk.records.mentees import Mentee
from mentordesk.store.work import Reading, query


@dataclass(frozen=True)
class JusticeRow:
    """One entry of one part, as a form starts from it and as it reads; `now` is None where nobody can say."""

    id: int
    version: int
    part: Part
    draft: JusticeDraft
    title: str
    when: str
    says: str
    now: bool | None = None


@dataclass(frozen=True)
class JusticeSheet:
    """The justice context of a mentee, what is in force first and then the newest."""

    mentee_id: int
    rows: tuple[JusticeRow, ...]

    def of(self, part: Part) -> tuple[JusticeRow, ...]:
        """Return the entries of one part."""
        return tuple(row for row in self.rows if row.part is part)


@query(needs=Permission.MENTEE_VIEW)
def justice_sheet(reading: Reading, mentee_id: int) -> JusticeSheet:
    """Everything that is known of a mentee's justice context."""
    reading.find(Mentee, mentee_id)
    rows: list[JusticeRow] = []
    for part, kind in RECORDS.items():
        if part is not Part.NON_ASSOCIATION:
            rows += _rows(reading, mentee_id, part, kind)
    return JusticeSheet(mentee_id, (*rows, *_apart(reading, mentee_id)))


@query(needs=Permission.MENTEE_VIEW)
def justice_row(reading: Reading, mentee_id: int, part: Part, number: int) -> JusticeRow:
    """One entry of a mentee's justice context."""
    reading.find(Mentee, mentee_id)
    reading.find(RECORDS[part], number)
    sheet = justice_sheet(reading, mentee_id)
    return next(row for row in sheet.of(part) if row.id == number)


def _rows(reading: Reading, mentee_id: int, part: Part, kind: Any) -> Iterable[JusticeRow]:
    made = []
    for record in reading.session.scalars(select(kind).where(kind.mentee_id == mentee_id)):
        draft = DRAFTS[part](**{name: getattr(record, name) for name in DRAFTS[part].__dataclass_fields__})
        words = _WORDS[part](record, reading.today)
        made.append((_newest(record), JusticeRow(record.id, record.version, part, draft, *words)))
    made.sort(key=lambda each: (each[1].now is not False, each[0], each[1].id), reverse=True)
    return [row for _, row in made]


def _newest(record: Any) -> date:
    names = ("from_date", "supplied_date", "score_date", "sentence_date", "to_date")
    return next((day for name in names if (day := getattr(record, name, None))), date.min)


def _apart(reading: Reading, mentee_id: int) -> Iterable[JusticeRow]:
    pair = or_(NonAssociation.first_id == mentee_id, NonAssociation.second_id == mentee_id)
    for record in reading.session.scalars(select(NonAssociation).where(pair).order_by(NonAssociation.id)):
        other = reading.mention(Mentee, record.second_id if record.first_id == mentee_id else record.first_id)
        draft = NonAssociationDraft(other.reference, record.reason)
        parts = (other.preferred_name or other.first_names, other.last_name)
        name = " ".join(each for each in parts if each)
        row_says = record.reason or "No reason is written down."
        yield JusticeRow(
            record.id, record.version, Part.NON_ASSOCIATION, draft, name, other.reference, row_says
        )


Words = tuple[str, str, str, bool | None]


def _placement(record: Placement, today: date) -> Words:
    place = record.place or "Place not given"
    return record.setting.label, _dates(record, today), place, _in_force(record, today)


def _sentence(record: Sentence, today: date) -> Words:
    dates = (
        ("Sentenced", record.sentence_date),
        ("release", record.release_date),
        ("ends", record.end_date),
    )
    when = ", ".join(f"{word} {long_date(day)}" for word, day in dates if day) or "No dates given"
    offence = f"Index offence: {record.offence}" if record.offence else ""
    now = None if record.end_date is None else record.end_date >= today
    return record.kind.label, f"{when[0].upper()}{when[1:]}", offence, now


def _supervision(record: Supervision, today: date) -> Words:
    title = ", ".join(each for each in (record.officer, record.office) if each)
    return title, _dates(record, today), record.phone, _in_force(record, today)


def _scheme(record: Scheme, today: date) -> Words:
    return record.kind.label, _dates(record, today), record.level, _in_force(record, today)


def _restriction(record: Restriction, today: date) -> Words:
    when = f"Until {long_date(record.to_date)}" if record.to_date else "No end date given"
    return record.kind.label, when, record.says, record.to_date is None or record.to_date >= today


def _risk(record: RiskSummary, _today: date) -> Words:
    when = f"Supplied by {record.supplied_by}, {long_date(record.supplied_date)}"
    return record.level, when, record.says, None


def _score(record: PredictorScore, _today: date) -> Words:
    name = " ".join(each for each in (record.name, record.predictor_version) if each)
    horizon = f"Over {record.horizon}" if record.horizon else ""
    when = f"{long_date(record.score_date)}, from {record.source}"
    return f"{name}: {record.score}", when, horizon, None


_WORDS: dict[Part, Callable[[Any, date], Words]] = {
    Part.PLACEMENT: _placement,
    Part.SENTENCE: _sentence,
    Part.SUPERVISION: _supervision,
    Part.SCHEME: _scheme,
    Part.RESTRICTION: _restriction,
    Part.RISK: _risk,
    Part.SCORE: _score,
}


def _in_force(record: Placement | Supervision | Scheme, today: date) -> bool:
    return record.from_date <= today and (record.to_date is None or today <= record.to_date)


def _dates(record: Placement | Supervision | Scheme, today: date) -> str:
    if record.to_date is None:
        return f"{'Since' if record.from_date <= today else 'From'} {long_date(record.from_date)}"
    return f"{short_date(record.from_date)} to {short_date(record.to_date)}"
