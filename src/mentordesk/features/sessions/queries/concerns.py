"""Concerns: the register, one with its steps, those about somebody, and how many are open."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import aliased

from mentordesk.features.sessions.queries.names import mentee_name
from mentordesk.kernel.choices import Choice
from mentordesk.kernel.columns import Column, Mark
from mentordesk.kernel.dates import Period
from mentordesk.kernel.formats import short_date, short_moment
from mentordesk.kernel.paging import ListAsk, Page
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import fold, shortened
from mentordesk.kernel.urgency import Urgency, urgency_of, urgency_words
from mentordesk.records.concerns import Concern, ConcernKind
from mentordesk.records.mentees import Mentee
from mentordesk.records.organisation import Organisation
from mentordesk.records.people import Person
from mentordesk.records.sessions import MentoringSession
from mentordesk.store.paging import fetch_page
from mentordesk.store.work import Reading, query

_ALL = 1_000_000
_Raiser = aliased(Person)
URGENCY_TONES = {
    Urgency.COMING: "unrated",
    Urgency.TODAY: "amber",
    Urgency.OVERDUE: "red",
    Urgency.WEEK: "red",
}


class ConcernsShown(Choice):
    """The views of the register that people ask for most."""

    OPEN = "open", "Open"
    RISK = "risk", "Open, immediate risk"
    OVERDUE = "overdue", "Open and overdue"
    CLOSED = "closed", "Closed"


class Raised(Choice):
    """When concerns were raised."""

    WEEK = "7", "Raised in the last 7 days"
    MONTH = "31", "Raised in the last 31 days"
    QUARTER = "92", "Raised in the last 92 days"
    YEAR = "366", "Raised in the last 366 days"


@dataclass(frozen=True)
class ConcernRow:
    """One concern in a list."""

    id: int
    mentee_id: int
    reference: str
    mentee: str
    kind: ConcernKind
    immediate_risk: bool
    seen: str
    raised_at: datetime
    raised_by: str
    act_by_date: date
    urgency: Urgency | None
    """How pressing it is; none when it is closed."""
    stands: str
    closed_at: datetime | None


@dataclass(frozen=True)
class ConcernStepRow:
    """One thing that was done about a concern."""

    taken_at: datetime
    by: str
    wording: str
    told: str


@dataclass(frozen=True)
class ConcernView:
    """One concern with its steps, the oldest first."""

    row: ConcernRow
    version: int
    seen: str
    told: str
    told_at: datetime | None
    session_id: int | None
    session_date: date | None
    steps: tuple[ConcernStepRow, ...]
    close_reason: str
    outcome: str
    closed_by: str


@dataclass(frozen=True)
class ConcernsSheet:
    """Concerns as they are printed: one with its steps, or the register of a period."""

    organisation: str
    charity_number: str
    logo: bytes
    prepared_by: str
    as_at: date
    trail_head: str
    period: Period | None
    concerns: tuple[ConcernView, ...]


CONCERN_COLUMNS: tuple[Column[ConcernRow], ...] = (
    Column("Mentee", lambda row: row.mentee, "mentee", width=170),
    Column("About", lambda row: row.kind.label, "kind", width=170),
    Column(
        "Risk",
        lambda row: "Immediate" if row.immediate_risk else "Not now",
        "risk",
        width=110,
        value=lambda row: Mark("Immediate", "red") if row.immediate_risk else Mark("Not now"),
    ),
    Column(
        "Where it stands",
        lambda row: row.stands,
        "act_by",
        width=280,
        value=lambda row: Mark(row.stands, URGENCY_TONES[row.urgency] if row.urgency else "unrated"),
    ),
    Column("Raised", lambda row: short_moment(row.raised_at), "raised", width=180),
    Column("By", lambda row: row.raised_by, None, width=140),
    Column("What was seen or said", lambda row: row.seen, None, width=320),
)


@query(needs=Permission.CONCERN_VIEW)
def concern_page(reading: Reading, ask: ListAsk) -> Page[ConcernRow]:
    """The register of concerns, found by any part of a mentee's name."""
    found = _rows()
    for word in fold(ask.search).split():
        found = found.where(
            Mentee.name_key.contains(word, autoescape=True)
            | func.lower(Mentee.reference).contains(word, autoescape=True)
        )
    if view := ask.filter("view"):
        found = found.where(_shown(ConcernsShown(view), reading.today))
    if kind := ask.filter("kind"):
        found = found.where(Concern.kind == kind)
    if raised := ask.filter("raised"):
        found = found.where(Concern.raised_at > reading.now - timedelta(days=int(Raised(raised).value)))
    orders: dict[str, Any] = {
        "act_by": case((Concern.closed_at.is_(None), Concern.act_by_date), else_=date.max),
        "raised": Concern.raised_at,
        "mentee": Mentee.name_key,
        "kind": Concern.kind,
        "risk": Concern.immediate_risk,
    }
    return fetch_page(reading, found, ask, orders, Concern.id, lambda row: _row(reading, *row[:3]))


@query(needs=Permission.CONCERN_VIEW)
def concern_view(reading: Reading, concern_id: int) -> ConcernView:
    """One concern with everything that was done about it."""
    return _view(reading, reading.find(Concern, concern_id))


@query(needs=Permission.CONCERN_VIEW)
def concerns_about(reading: Reading, mentee_id: int) -> tuple[ConcernRow, ...]:
    """The concerns about a mentee, the open ones first, then the newest."""
    reading.find(Mentee, mentee_id)
    found = _rows().where(Concern.mentee_id == mentee_id)
    ordered = found.order_by(Concern.closed_at.is_not(None), Concern.raised_at.desc(), Concern.id.desc())
    return tuple(_row(reading, *row) for row in reading.session.execute(ordered))


@query(needs=Permission.CONCERN_VIEW)
def concern_sheet(reading: Reading, concern_id: int) -> ConcernsSheet:
    """One concern, to be printed."""
    return _sheet(reading, None, (_view(reading, reading.find(Concern, concern_id)),))


@query(needs=Permission.CONCERN_VIEW)
def register_of_concerns(reading: Reading, period: Period) -> ConcernsSheet:
    """The concerns that were raised in a period, to be printed, the oldest first."""
    found = select(Concern).where(
        Concern.raised_at >= _start(period.first), Concern.raised_at < _start(period.last + timedelta(days=1))
    )
    concerns = reading.session.scalars(found.order_by(Concern.raised_at, Concern.id).limit(_ALL))
    return _sheet(reading, period, tuple(_view(reading, each) for each in concerns))


def _rows() -> Select[Concern, Mentee, str]:
    by = func.coalesce(_Raiser.name, "").label("raised_by")
    return (
        select(Concern, Mentee, by)
        .join(Mentee, Mentee.id == Concern.mentee_id)
        .outerjoin(_Raiser, _Raiser.id == Concern.raised_by_id)
    )


def _shown(view: ConcernsShown, today: date) -> ColumnElement[bool]:
    is_open = Concern.closed_at.is_(None)
    conditions: dict[ConcernsShown, ColumnElement[bool]] = {
        ConcernsShown.OPEN: is_open,
        ConcernsShown.RISK: is_open & Concern.immediate_risk.is_(True),
        ConcernsShown.OVERDUE: is_open & (Concern.act_by_date < today),
        ConcernsShown.CLOSED: Concern.closed_at.is_not(None),
    }
    return conditions[view]


def _row(reading: Reading, concern: Concern, mentee: Mentee, raised_by: str) -> ConcernRow:
    is_open = concern.closed_at is None
    closed = f"Closed on {short_date(concern.closed_at.astimezone().date())}" if concern.closed_at else ""
    return ConcernRow(
        concern.id,
        mentee.id,
        mentee.reference,
        mentee_name(mentee),
        concern.kind,
        concern.immediate_risk,
        shortened(concern.seen, 160),
        concern.raised_at,
        raised_by,
        concern.act_by_date,
        urgency_of(concern.act_by_date, reading.today) if is_open else None,
        closed or urgency_words(concern.act_by_date, reading.today),
        concern.closed_at,
    )


def _view(reading: Reading, concern: Concern) -> ConcernView:
    numbers = {concern.raised_by_id, concern.closed_by_id, *(each.person_id for each in concern.steps)}
    people = reading.session.scalars(select(Person).where(Person.id.in_(numbers - {None})))
    names: dict[int | None, str] = {each.id: each.name for each in people}
    mentee = reading.mention(Mentee, concern.mentee_id)
    held = reading.session.get(MentoringSession, concern.session_id) if concern.session_id else None
    return ConcernView(
        _row(reading, concern, mentee, names.get(concern.raised_by_id, "")),
        concern.version,
        concern.seen,
        concern.told,
        concern.told_at,
        held.id if held else None,
        held.session_date if held else None,
        tuple(
            ConcernStepRow(each.taken_at, names.get(each.person_id, ""), each.wording, each.told)
            for each in concern.steps
        ),
        concern.close_reason,
        concern.outcome,
        names.get(concern.closed_by_id, ""),
    )


def _sheet(reading: Reading, period: Period | None, concerns: tuple[ConcernView, ...]) -> ConcernsSheet:
    house = reading.session.scalar(select(Organisation).order_by(Organisation.id).limit(1))
    return ConcernsSheet(
        house.name if house else "",
        house.charity_number if house else "",
        house.logo if house else b"",
        reading.actor.name,
        reading.today,
        reading.trail_head(),
        period,
        concerns,
    )


def _start(day: date) -> datetime:
    """Return the first moment of a day where this computer stands."""
    return datetime.combine(day, time()).astimezone()
