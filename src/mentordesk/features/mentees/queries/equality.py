"""Equality monitoring: one mentee's form, and counts of everybody in a period, small ones held back."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select

from mentordesk.features.mentees.rules.equality import CHARACTERISTICS, EqualityDraft, blank_form
from mentordesk.kernel.choices import Choice
from mentordesk.kernel.columns import Align, Column
from mentordesk.kernel.dates import Period
from mentordesk.kernel.formats import percent
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.suppression import HIDDEN, THRESHOLD, published_list
from mentordesk.records.equality import EqualityAnswers, EqualityFigure
from mentordesk.records.mentees import Episode, Mentee
from mentordesk.records.organisation import Organisation
from mentordesk.store.work import Reading, query


@dataclass(frozen=True)
class EqualityForm:
    """The form of one mentee; version 0 was never filled in."""

    reference: str
    version: int
    draft: EqualityDraft


@dataclass(frozen=True)
class EqualityRow:
    """How many people gave one answer; no count is held back, and with it the share."""

    characteristic: str
    answer: str
    count: int | None
    share: str

    @property
    def count_words(self) -> str:
        """The count, or the sign that it is held back."""
        return HIDDEN if self.count is None else f"{self.count:,}"


@dataclass(frozen=True)
class EqualitySheet:
    """Counts of the people who were with the charity in a period; None is held back."""

    organisation: str
    charity_number: str
    logo: bytes
    prepared_by: str
    as_at: date
    trail_head: str
    period: Period
    threshold: int
    people: int | None
    answered: bool
    """Whether anybody has answered anything; if not, there is nothing to count."""
    rows: tuple[EqualityRow, ...]


EQUALITY_COLUMNS: tuple[Column[EqualityRow], ...] = (
    Column("Characteristic", lambda row: row.characteristic, width=220),
    Column("Answer", lambda row: row.answer, width=260),
    Column("People", lambda row: row.count_words, align=Align.RIGHT, width=80, typed=lambda row: row.count),
    Column("Share", lambda row: row.share, align=Align.RIGHT, width=80),
)
"""The counts as one list, for a spreadsheet."""


@query(needs=Permission.EQUALITY_EDIT)
def equality_form(reading: Reading, mentee_id: int) -> EqualityForm:
    """What a mentee answered, or a blank form."""
    reference = reading.find(Mentee, mentee_id).reference
    kept = reading.session.scalar(select(EqualityAnswers).where(EqualityAnswers.mentee_id == mentee_id))
    if kept is None:
        return EqualityForm(reference, 0, blank_form(reading.today))
    given = {name: getattr(kept, name) for name in CHARACTERISTICS}
    return EqualityForm(reference, kept.version, EqualityDraft(kept.asked_date, **given))


@query(needs=Permission.EQUALITY_REPORT)
def equality_sheet(reading: Reading, period: Period) -> EqualitySheet:
    """Counts by characteristic of the people with a time with the charity in a period; nobody is named.

    Somebody without a form was not asked.
    """
    within = select(Episode.mentee_id).where(
        Episode.start_date <= period.last,
        or_(Episode.exit_date.is_(None), Episode.exit_date >= period.first),
    )
    detached = _detached(reading, period)
    people = len(set(reading.session.scalars(within)))
    columns = [getattr(EqualityAnswers, name) for name in CHARACTERISTICS]
    answered = reading.session.execute(select(*columns).where(EqualityAnswers.mentee_id.in_(within))).all()
    most = max((counted.total() for counted in detached.values()), default=0)
    people = max(people, len(answered) + most)
    anything = False
    rows: list[EqualityRow] = []
    for place, (name, (title, answers)) in enumerate(CHARACTERISTICS.items()):
        given = Counter(str(row[place]) for row in answered) + detached[name]
        given[str(blank_answer(answers))] += people - given.total()
        anything = anything or given[str(blank_answer(answers))] < people
        rows += _rows(title, list(answers), given)
    house = reading.session.scalar(select(Organisation).order_by(Organisation.id).limit(1))
    return EqualitySheet(
        organisation=house.name if house else "",
        charity_number=house.charity_number if house else "",
        logo=house.logo if house else b"",
        prepared_by=reading.actor.name,
        as_at=reading.today,
        trail_head=reading.trail_head(),
        period=period,
        threshold=THRESHOLD,
        people=people if people >= THRESHOLD else None,
        answered=anything,
        rows=tuple(rows),
    )


def _detached(reading: Reading, period: Period) -> dict[str, Counter[str]]:
    """Return the answers that belong to nobody any more, of those who were here in the period's quarters."""
    counted: dict[str, Counter[str]] = {name: Counter() for name in CHARACTERISTICS}
    found = (
        select(EqualityFigure.characteristic, EqualityFigure.answer, func.count().label("many"))
        .where(EqualityFigure.from_date <= period.last, EqualityFigure.to_date >= period.first)
        .group_by(EqualityFigure.characteristic, EqualityFigure.answer)
    )
    for name, answer, many in reading.session.execute(found):
        if name in counted:
            counted[name][answer] += many
    return counted


def blank_answer(answers: type[Choice]) -> Choice:
    """Return the answer that stands for "not asked": the last of every characteristic."""
    return list(answers)[-1]


def _rows(title: str, answers: Sequence[Choice], given: Counter[str]) -> list[EqualityRow]:
    shown, total = published_list([given[str(each)] for each in answers])
    return [
        EqualityRow(title, each.label, count, HIDDEN if count is None else percent(count, total or 0))
        for each, count in zip(answers, shown, strict=True)
    ]
