"""Requests about personal data: the list, one of them, and how many need attention."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, SQLColumnExpression, func, select

from mentordesk.features.privacy.rules.requests import (
    SOON,
    TONES,
    AnswerDraft,
    RequestDraft,
    Standing,
    clock_start,
    standing,
)
from mentordesk.kernel.choices import Choice
from mentordesk.kernel.columns import Column, Mark
from mentordesk.kernel.dates import Period
from mentordesk.kernel.formats import short_date
from mentordesk.kernel.paging import ListAsk, Page
from mentordesk.kernel.permissions import Permission
from mentordesk.records.breaches import Breach
from mentordesk.records.complaints import Complaint
from mentordesk.records.mentees import Mentee
from mentordesk.records.organisation import Organisation
from mentordesk.records.requests import DataRequest, RequestKind, RequestOutcome
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.paging import contains, fetch_page
from mentordesk.store.work import Reading, query

_ALL = 1_000_000
NOBODY = "Somebody no longer on file"


class RequestsShown(Choice):
    """Which requests a list shows."""

    OPEN = "open", "Open"
    DUE = "due", "Due within 7 days or overdue"
    IN_FORCE = "in_force", "Restrictions and objections in force"
    CLOSED = "closed", "Answered or withdrawn"


@dataclass(frozen=True)
class RequestRow:
    """A request as its list shows it."""

    id: int
    kind: RequestKind
    who: str
    received_date: date
    due_date: date
    standing: Standing
    outcome: RequestOutcome | None
    sent_date: date | None


@dataclass(frozen=True)
class RequestView:
    """One request as its page shows it."""

    id: int
    version: int
    who: str
    reference: str
    draft: RequestDraft
    kind: RequestKind
    received_date: date
    answer: AnswerDraft
    due_date: date
    clock_date: date | None
    standing: Standing
    restricts: bool
    gathered_at: datetime | None


REQUEST_COLUMNS: tuple[Column[RequestRow], ...] = (
    Column("Due", lambda row: short_date(row.due_date), "due", width=120),
    Column(
        "Where it stands",
        lambda row: row.standing.label,
        width=140,
        value=lambda row: Mark(row.standing.label, TONES[row.standing]),
    ),
    Column("What", lambda row: row.kind.label, "kind", width=150),
    Column("Who", lambda row: row.who, "who", width=220),
    Column("Came", lambda row: short_date(row.received_date), "received", width=120),
    Column("Decided", lambda row: row.outcome.label if row.outcome else "", width=140),
    Column("Sent", lambda row: short_date(row.sent_date), width=120),
)


@query(needs=Permission.REQUEST_EDIT)
def request_page(reading: Reading, ask: ListAsk) -> Page[RequestRow]:
    """Requests, the next due first unless asked otherwise."""
    found = with_who(select(DataRequest, Mentee, Volunteer), DataRequest)
    if words := ask.search.strip():
        found = found.where(named(DataRequest, words))
    if kind := ask.filter("kind"):
        found = found.where(DataRequest.kind == kind)
    if shown := ask.filter("shown"):
        conditions: dict[Any, Any] = {
            RequestsShown.OPEN: DataRequest.open(),
            RequestsShown.DUE: DataRequest.due_by(reading.today + SOON),
            RequestsShown.IN_FORCE: DataRequest.restricts(),
            RequestsShown.CLOSED: ~DataRequest.open(),
        }
        found = found.where(conditions[shown])
    if first := ask.filter("first"):
        found = found.where(DataRequest.received_date >= first)
    if last := ask.filter("last"):
        found = found.where(DataRequest.received_date <= last)
    orders = {
        "due": DataRequest.due_date,
        "received": DataRequest.received_date,
        "kind": DataRequest.kind,
        "who": who_key(DataRequest),
    }
    return fetch_page(reading, found, ask, orders, DataRequest.id, lambda row: _row(reading.today, *row[:3]))


@query(needs=Permission.REQUEST_EDIT)
def request_view(reading: Reading, request_id: int) -> RequestView:
    """One request."""
    request = reading.find(DataRequest, request_id)
    mentee = reading.session.get(Mentee, request.mentee_id) if request.mentee_id else None
    mentor = reading.session.get(Volunteer, request.volunteer_id) if request.volunteer_id else None
    draft = RequestDraft(**{name: getattr(request, name) for name in RequestDraft.__dataclass_fields__})
    answer = AnswerDraft(**{name: getattr(request, name) for name in AnswerDraft.__dataclass_fields__})
    return RequestView(
        request.id,
        request.version,
        who_of(request, mentee, mentor),
        mentee.reference if mentee else "",
        draft,
        request.kind,
        request.received_date,
        answer,
        request.due_date,
        clock_start(draft),
        _standing(request, reading.today),
        request.in_force,
        request.gathered_at,
    )


@dataclass(frozen=True)
class RequestsSheet:
    """The log of requests of a period, as its report prints it."""

    organisation: str
    charity_number: str
    logo: bytes
    prepared_by: str
    as_at: date
    period: Period | None
    trail_head: str
    rows: tuple[RequestRow, ...]
    late: int
    """How many were sent after their due date, or are overdue."""


@query(needs=Permission.REQUEST_EDIT)
def requests_sheet(reading: Reading, period: Period | None = None) -> RequestsSheet:
    """The log of the requests that came in a period, or of all time."""
    filters = (("first", period.first), ("last", period.last)) if period else ()
    rows = request_page(reading, ListAsk(filters=filters, sort="received", limit=_ALL)).rows
    house = reading.session.scalar(select(Organisation).order_by(Organisation.id).limit(1))
    late = [each for each in rows if (each.sent_date or date.min) > each.due_date]
    return RequestsSheet(
        organisation=house.name if house else "",
        charity_number=house.charity_number if house else "",
        logo=house.logo if house else b"",
        prepared_by=reading.actor.name,
        as_at=reading.today,
        period=period,
        trail_head=reading.trail_head(),
        rows=rows,
        late=len(late) + sum(each.standing is Standing.OVERDUE for each in rows),
    )


@query(needs=Permission.REQUEST_EDIT)
def mentees_on_file(reading: Reading) -> list[tuple[int, str]]:
    """Every mentee whose record was not merged into another, by number and label."""
    found = select(Mentee).where(Mentee.merged_into_id.is_(None)).order_by(Mentee.name_key, Mentee.id)
    return [(each.id, f"{mentee_name(each)} ({each.reference})") for each in reading.session.scalars(found)]


@query(needs=Permission.REQUEST_EDIT)
def mentors_on_file(reading: Reading) -> list[tuple[int, str]]:
    """Every mentor, by number and name."""
    found = select(Volunteer.id, Volunteer.name).order_by(Volunteer.name_key, Volunteer.id)
    return [(row.id, row.name) for row in reading.session.execute(found)]


@query(needs=Permission.REQUEST_EDIT)
def privacy_due(reading: Reading) -> int:
    """How many requests, complaints and breaches are due within seven days or overdue."""
    soon = reading.today + SOON
    counted = [
        select(func.count()).select_from(DataRequest).where(DataRequest.due_by(soon)),
        select(func.count())
        .select_from(Complaint)
        .where(Complaint.unacknowledged(), Complaint.due_date <= soon),
    ]
    if reading.holds(Permission.BREACH_EDIT):
        counted.append(select(func.count()).select_from(Breach).where(Breach.undecided()))
    return sum(reading.session.scalar(each) or 0 for each in counted)


def with_who(found: Select[Any, Any, Any], kind: Any) -> Select[Any, Any, Any]:
    """Join the mentee and the mentor that a request or complaint comes from."""
    return found.outerjoin(Mentee, Mentee.id == kind.mentee_id).outerjoin(
        Volunteer, Volunteer.id == kind.volunteer_id
    )


def who_key(kind: Any) -> SQLColumnExpression[str]:
    """Return by what the people of a list are put in order."""
    return func.coalesce(Mentee.name_key, Volunteer.name_key, func.lower(kind.name))


def named(kind: Any, words: str) -> Any:
    """Return the condition that somebody is called by some words."""
    return contains(who_key(kind), words) | contains(func.coalesce(Mentee.reference, ""), words)


def mentee_name(mentee: Mentee) -> str:
    """Return how a mentee is called."""
    called = mentee.preferred_name or mentee.first_names
    return " ".join(part for part in (called, mentee.last_name) if part) or mentee.reference


def who_of(asked: Any, mentee: Mentee | None, mentor: Volunteer | None) -> str:
    """Return who asks or complains."""
    if mentee is not None:
        return mentee_name(mentee)
    return mentor.name if mentor is not None else str(asked.name) or NOBODY


def _row(today: date, request: DataRequest, mentee: Mentee | None, mentor: Volunteer | None) -> RequestRow:
    return RequestRow(
        request.id,
        request.kind,
        who_of(request, mentee, mentor),
        request.received_date,
        request.due_date,
        _standing(request, today),
        request.outcome,
        request.sent_date,
    )


def _standing(request: DataRequest, today: date) -> Standing:
    return standing(
        request.due_date,
        today,
        sent=request.sent_date is not None,
        paused=request.pause_date is not None and request.resume_date is None,
        restricts=request.in_force,
        outcome=request.outcome,
    )
