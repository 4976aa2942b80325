"""Dip samples and their cases as lists."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, case, func, select

from mentordesk.kernel.choices import Choice
from mentordesk.kernel.columns import Align, Column
from mentordesk.kernel.formats import date_range, short_date
from mentordesk.kernel.paging import ListAsk, Page
from mentordesk.kernel.permissions import Permission
from mentordesk.records.dip_samples import CaseKind, DipCase, DipFinding, DipSample
from mentordesk.records.mentees import Mentee
from mentordesk.records.people import Person
from mentordesk.store.paging import contains, fetch_page
from mentordesk.store.work import Reading, query


class DipStage(Choice):
    """How far a sample is."""

    CHECKING = "checking", "Being checked"
    PUTTING_RIGHT = "putting_right", "Being put right"
    READY = "ready", "Ready to conclude"
    CONCLUDED = "concluded", "Concluded"


@dataclass(frozen=True)
class SampleRow:
    """One sample with its counts."""

    id: int
    first_date: date
    last_date: date
    kinds: CaseKind
    drawn_date: date
    drawn_by: str
    whole: int
    cases: int
    checked: int
    findings: int
    open_findings: int
    overdue: int
    concluded_at: datetime | None

    @property
    def stage(self) -> DipStage:
        """How far it is."""
        return stage_of(self.concluded_at, self.cases - self.checked, self.open_findings)


def stage_of(concluded_at: datetime | None, unchecked: int, open_findings: int) -> DipStage:
    """Return how far a sample is, from its counts."""
    if concluded_at is not None:
        return DipStage.CONCLUDED
    if unchecked:
        return DipStage.CHECKING
    return DipStage.PUTTING_RIGHT if open_findings else DipStage.READY


def findings_words(row: SampleRow) -> str:
    """Return how many findings there are and how many are open: "3, 1 to put right"."""
    if not row.open_findings:
        return f"{row.findings:,}"
    late = f", {row.overdue:,} overdue" if row.overdue else ""
    return f"{row.findings:,}, {row.open_findings:,} to put right{late}"


SAMPLE_COLUMNS: tuple[Column[SampleRow], ...] = (
    Column("Number", lambda row: str(row.id), "number", Align.RIGHT, 96, typed=lambda row: row.id),
    Column("Period", lambda row: date_range(row.first_date, row.last_date), "period", width=210),
    Column("Which cases", lambda row: row.kinds.label, "kinds", width=180),
    Column("Drawn", lambda row: short_date(row.drawn_date), "drawn", width=105,
           typed=lambda row: row.drawn_date),
    Column("Cases", lambda row: f"{row.cases:,} of {row.whole:,}", width=80),
    Column("Checked", lambda row: f"{row.checked:,} of {row.cases:,}", width=100),
    Column("Findings", findings_words, width=170),
    Column("How far", lambda row: row.stage.label, width=130),
)  # fmt: skip


@query(needs=Permission.DIP_VIEW)
def dip_page(reading: Reading, ask: ListAsk) -> Page[SampleRow]:
    """The samples, filtered by how far they are, their kind of cases and who drew them."""
    orders = {
        "drawn": DipSample.drawn_at,
        "number": DipSample.id,
        "period": DipSample.first_date,
        "kinds": DipSample.kinds,
    }
    found = _filtered(reading, ask)
    return fetch_page(reading, found, ask, orders, DipSample.id, _row)


@query(needs=Permission.DIP_VIEW)
def dip_findings_due(reading: Reading) -> int:
    """How many findings of samples are past their day and not put right."""
    late = _late(reading)
    return reading.session.scalar(select(func.count()).select_from(DipFinding).where(late)) or 0


@query(needs=Permission.DIP_VIEW)
def dip_people(reading: Reading, keep: int | None = None) -> tuple[tuple[int, str], ...]:
    """The people who can put a finding right, and whoever is to be kept among them."""
    found = select(Person.id, Person.name).where(Person.active.is_(True) | (Person.id == keep))
    return tuple(
        (row.id, row.name) for row in reading.session.execute(found.order_by(Person.name, Person.id))
    )


def sample_row(reading: Reading, sample_id: int) -> SampleRow:
    """Return one sample with its counts."""
    sample = reading.find(DipSample, sample_id)
    ask = ListAsk(filters=(("sample", sample.id),))
    return _row(reading.session.execute(_filtered(reading, ask)).one())


def _late(reading: Reading) -> ColumnElement[bool]:
    return DipFinding.put_right.is_not(True) & (DipFinding.due_date < reading.today)


def _count(kind: Any, *where: ColumnElement[bool]) -> ScalarSelect[int]:
    counted = select(func.count()).select_from(kind)
    return counted.where(*where).correlate(DipSample).scalar_subquery()


def _filtered(reading: Reading, ask: ListAsk) -> Select[*tuple[Any, ...]]:
    own = DipCase.sample_id == DipSample.id
    found_in = DipFinding.__table__.join(DipCase.__table__)
    cases = _count(DipCase, own)
    checked = _count(DipCase, own, DipCase.checked_at.is_not(None))
    waiting = _count(found_in, own, DipFinding.put_right.is_not(True))
    found = select(
        DipSample.id,
        DipSample.first_date,
        DipSample.last_date,
        DipSample.kinds,
        DipSample.drawn_at,
        func.coalesce(Person.name, "MentorDesk").label("drawn_by"),
        DipSample.whole,
        cases.label("cases"),
        checked.label("checked"),
        _count(found_in, own).label("findings"),
        waiting.label("open_findings"),
        _count(found_in, own, _late(reading)).label("overdue"),
        DipSample.concluded_at,
    ).outerjoin(Person, Person.id == DipSample.drawn_by_id)
    if words := ask.search.strip():
        found = found.where(_mentions(words))
    if number := ask.filter("sample"):
        found = found.where(DipSample.id == number)
    if kinds := ask.filter("kinds"):
        found = found.where(DipSample.kinds == kinds)
    if person := ask.filter("drawn_by"):
        found = found.where(DipSample.drawn_by_id == person)
    if stage := ask.filter("stage"):
        now = case(
            (DipSample.concluded_at.is_not(None), DipStage.CONCLUDED.value),
            (checked < cases, DipStage.CHECKING.value),
            (waiting > 0, DipStage.PUTTING_RIGHT.value),
            else_=DipStage.READY.value,
        )
        found = found.where(now == DipStage(stage).value)
    return found


def _mentions(words: str) -> ColumnElement[bool]:
    """Return what is true of the samples that hold a case of some reference, or were drawn by a name."""
    holding = select(DipCase.sample_id).join(Mentee).where(contains(Mentee.reference, words))
    return DipSample.id.in_(holding) | contains(func.coalesce(Person.name, ""), words)


def _row(row: Any) -> SampleRow:
    return SampleRow(
        row.id,
        row.first_date,
        row.last_date,
        row.kinds,
        row.drawn_at.astimezone().date(),
        row.drawn_by,
        row.whole,
        row.cases,
        row.checked,
        row.findings,
        row.open_findings,
        row.overdue,
        row.concluded_at,
    )
