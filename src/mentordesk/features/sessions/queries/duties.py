"""What volunteers did without a mentee: the list, one, and the totals of a period."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from mentordesk.features.sessions.rules.duties import DutyDraft, totals
from mentordesk.kernel.choices import Choice
from mentordesk.kernel.columns import Align, Column
from mentordesk.kernel.dates import Period
from mentordesk.kernel.formats import duration, short_date
from mentordesk.kernel.paging import ListAsk, Page
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import fold, shortened
from mentordesk.records.duties import Duty, DutyKind
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.paging import fetch_page
from mentordesk.store.work import Reading, query

SHOWN = 10


class DutiesShown(Choice):
    """How far back to look."""

    MONTH = "31", "Last 31 days"
    QUARTER = "92", "Last 92 days"
    YEAR = "366", "Last 366 days"


@dataclass(frozen=True)
class DutyRow:
    """One duty in a list."""

    id: int
    volunteer_id: int
    volunteer: str
    duty_date: date
    minutes: int
    kind: DutyKind
    note: str


@dataclass(frozen=True)
class DutyView:
    """One duty, as its form starts from it."""

    draft: DutyDraft
    version: int
    volunteer: str


@dataclass(frozen=True)
class DutiesView:
    """What a volunteer did in a period: how often and how many minutes by kind, and the newest."""

    volunteer: str
    period: Period
    totals: tuple[tuple[DutyKind, int, int], ...]
    newest: tuple[DutyRow, ...]


DUTY_COLUMNS: tuple[Column[DutyRow], ...] = (
    Column("Date", lambda row: short_date(row.duty_date), "date", width=120, typed=lambda row: row.duty_date),
    Column("Volunteer", lambda row: row.volunteer, "volunteer", width=200),
    Column("What", lambda row: row.kind.label, "kind", width=170),
    Column(
        "Time", lambda row: duration(row.minutes), "minutes", Align.RIGHT, 140, typed=lambda row: row.minutes
    ),
    Column("Note", lambda row: row.note, None, width=320),
)


@query(needs=Permission.MATCH_VIEW)
def duty_page(reading: Reading, ask: ListAsk) -> Page[DutyRow]:
    """What volunteers did, found by a name."""
    found = select(Duty, Volunteer.name).join(Volunteer, Volunteer.id == Duty.volunteer_id)
    for word in fold(ask.search).split():
        found = found.where(Volunteer.name_key.contains(word, autoescape=True))
    if kind := ask.filter("kind"):
        found = found.where(Duty.kind == kind)
    if since := ask.filter("since"):
        found = found.where(Duty.duty_date > reading.today - timedelta(days=int(DutiesShown(since).value)))
    orders: dict[str, Any] = {
        "date": Duty.duty_date,
        "volunteer": Volunteer.name_key,
        "kind": Duty.kind,
        "minutes": Duty.minutes,
    }
    return fetch_page(reading, found, ask, orders, Duty.id, lambda row: _row(row[0], row[1]))


@query(needs=Permission.MATCH_VIEW)
def duty_view(reading: Reading, duty_id: int) -> DutyView:
    """One duty."""
    duty = reading.find(Duty, duty_id)
    values = {name: getattr(duty, name) for name in DutyDraft.__dataclass_fields__}
    volunteer = reading.mention(Volunteer, duty.volunteer_id)
    return DutyView(DutyDraft(**values), duty.version, volunteer.name)


@query(needs=Permission.MATCH_VIEW)
def duties_of(reading: Reading, volunteer_id: int, period: Period) -> DutiesView:
    """What a volunteer did in a period."""
    volunteer = reading.find(Volunteer, volunteer_id)
    found = select(Duty).where(
        Duty.volunteer_id == volunteer_id, Duty.duty_date.between(period.first, period.last)
    )
    duties = list(reading.session.scalars(found.order_by(Duty.duty_date.desc(), Duty.id.desc())))
    counted = totals((each.kind, each.minutes) for each in duties)
    newest = tuple(_row(each, volunteer.name) for each in duties[:SHOWN])
    return DutiesView(volunteer.name, period, counted, newest)


def _row(duty: Duty, volunteer: str) -> DutyRow:
    return DutyRow(
        duty.id,
        duty.volunteer_id,
        volunteer,
        duty.duty_date,
        duty.minutes,
        duty.kind,
        shortened(duty.note, 160),
    )
