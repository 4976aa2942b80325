"""The destruction log: what was destroyed, when, by whom and how, without a name."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import Select, func, select

from mentordesk.features.privacy.rules.retention import shipped_policy
from mentordesk.kernel.columns import Align, Column
from mentordesk.kernel.dates import Period
from mentordesk.kernel.formats import short_moment
from mentordesk.kernel.paging import ListAsk, Page
from mentordesk.kernel.permissions import Permission
from mentordesk.records.organisation import Organisation
from mentordesk.records.people import Person
from mentordesk.records.retention import Cause, Destroyed, DestructionEntry, Method
from mentordesk.store.paging import contains, fetch_page
from mentordesk.store.work import Reading, query

_ALL = 1_000_000


@dataclass(frozen=True)
class DestructionRow:
    """One line of the log."""

    id: int
    destroyed_at: datetime
    kind: Destroyed
    reference: str
    method: Method
    cause: Cause
    rule: str
    pieces: int
    by: str


@dataclass(frozen=True)
class DestructionSheet:
    """The log of a period, as its report prints it."""

    organisation: str
    charity_number: str
    logo: bytes
    prepared_by: str
    as_at: date
    period: Period | None
    trail_head: str
    rows: tuple[DestructionRow, ...]


DESTRUCTION_COLUMNS: tuple[Column[DestructionRow], ...] = (
    Column("When", lambda row: short_moment(row.destroyed_at), "when", width=185),
    Column("What", lambda row: row.kind.label, "what", width=110),
    Column("Reference", lambda row: row.reference, "reference", width=100),
    Column("How", lambda row: row.method.label, "how", width=100),
    Column("Why", lambda row: row.cause.label, "why", width=170),
    Column("Rule", lambda row: row.rule, None, width=200),
    Column("Records", lambda row: f"{row.pieces:,}", None, Align.RIGHT, 80, typed=lambda row: row.pieces),
    Column("By", lambda row: row.by, "by", width=110),
)


@query(needs=Permission.RETENTION_VIEW)
def destruction_page(reading: Reading, ask: ListAsk) -> Page[DestructionRow]:
    """The destruction log, filtered by words, method and period."""
    by = func.coalesce(Person.name, "")
    found: Select[DestructionEntry, str] = select(DestructionEntry, by.label("by")).outerjoin(
        Person, Person.id == DestructionEntry.person_id
    )
    if words := ask.search.strip():
        found = found.where(contains(DestructionEntry.reference, words) | contains(Person.name, words))
    if method := ask.filter("method"):
        found = found.where(DestructionEntry.method == method)
    if cause := ask.filter("cause"):
        found = found.where(DestructionEntry.cause == cause)
    if first := ask.filter("first"):
        found = found.where(DestructionEntry.destroyed_at >= _start(first))
    if last := ask.filter("last"):
        found = found.where(DestructionEntry.destroyed_at < _start(last + timedelta(days=1)))
    orders = {
        "when": DestructionEntry.destroyed_at,
        "what": DestructionEntry.kind,
        "reference": DestructionEntry.reference,
        "how": DestructionEntry.method,
        "why": DestructionEntry.cause,
        "by": by,
    }
    return fetch_page(reading, found, ask, orders, DestructionEntry.id, lambda row: _row(row[0], row.by))


@query(needs=Permission.RETENTION_VIEW)
def destruction_sheet(reading: Reading, period: Period | None = None) -> DestructionSheet:
    """The destruction log of a period, or of all time."""
    filters = (("first", period.first), ("last", period.last)) if period else ()
    house = reading.session.scalar(select(Organisation).order_by(Organisation.id).limit(1))
    return DestructionSheet(
        house.name if house else "",
        house.charity_number if house else "",
        house.logo if house else b"",
        reading.actor.name,
        reading.today,
        period,
        reading.trail_head(),
        destruction_page(reading, ListAsk(filters=filters, sort="when", limit=_ALL)).rows,
    )


def _start(day: date) -> datetime:
    """Return the first moment of a day where this computer stands."""
    return datetime.combine(day, time()).astimezone()


def _row(entry: DestructionEntry, by: str) -> DestructionRow:
    rule = shipped_policy().rules.get(entry.rule)
    return DestructionRow(
        entry.id,
        entry.destroyed_at,
        entry.kind,
        entry.reference,
        entry.method,
        entry.cause,
        rule.who if rule else "",
        entry.pieces,
        by or "MentorDesk",
    )
