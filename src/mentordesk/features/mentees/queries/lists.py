"""Lists of mentees and of referrals, and what the search box finds."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, select

from mentordesk.features.mentees.rules.people import display_name
from mentordesk.features.mentees.rules.referrals import is_quiet
from mentordesk.kernel.choices import Choice
from mentordesk.kernel.columns import Align, Column
from mentordesk.kernel.dates import add_months
from mentordesk.kernel.formats import short_date
from mentordesk.kernel.links import Link
from mentordesk.kernel.paging import ListAsk, Page
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import fold
from mentordesk.records.cadence import settings_of
from mentordesk.records.justice import Sentence
from mentordesk.records.mentees import Flag, FlagKind, Identifier, Mentee, MenteeStatus
from mentordesk.records.people import Person
from mentordesk.records.referrals import Decision, Referral, Route
from mentordesk.records.sessions import Attendance, Presence
from mentordesk.store.paging import fetch_page
from mentordesk.store.work import Reading, query


class View(Choice):
    """The views of the list that people ask for most."""

    ACTIVE = "active", "Active"
    WAITING = "waiting", "Waiting"
    UNDECIDED = "undecided", "To be decided"
    RELEASE = "release", "Release within 6 months"
    FLAGGED = "flagged", "With a flag in force"
    NO_SESSION = "no_session", "No session lately"
    CLOSED = "closed", "Closed"


@dataclass(frozen=True)
class MenteeRow:
    """One mentee in a list."""

    id: int
    reference: str
    name: str
    status: MenteeStatus
    worker: str
    flags: tuple[FlagKind, ...]
    release_date: date | None


@dataclass(frozen=True)
class ReferralRow:
    """One referral in the register."""

    id: int
    mentee_id: int
    reference: str
    name: str
    referred_date: date
    source: str
    route: Route
    service: str
    decision: Decision | None
    decision_date: date | None
    days: int
    """Days to the decision; while there is none, or on the waiting list, days waited so far."""


@dataclass(frozen=True)
class SourceRow:
    """A source of referrals, and whether it has gone quiet against its own usual rate."""

    source: str
    referrals: int
    last_date: date
    quiet: bool


MENTEE_COLUMNS: tuple[Column[MenteeRow], ...] = (
    Column("Name", lambda row: row.name, "name", width=230),
    Column("Reference", lambda row: row.reference, "reference", width=100),
    Column("Status", lambda row: row.status.label, "status", width=110),
    Column("Flags", lambda row: ", ".join(flag.label for flag in row.flags), None, width=190),
    Column(
        "Release",
        lambda row: short_date(row.release_date),
        None,
        width=110,
        typed=lambda row: row.release_date,
    ),
    Column("Worker", lambda row: row.worker, "worker", width=150),
)

REFERRAL_COLUMNS: tuple[Column[ReferralRow], ...] = (
    Column(
        "Referred",
        lambda row: short_date(row.referred_date),
        "referred",
        width=110,
        typed=lambda row: row.referred_date,
    ),
    Column("Name", lambda row: row.name, "name", width=190),
    Column("Reference", lambda row: row.reference, None, width=95),
    Column("Source", lambda row: row.source, "source", width=180),
    Column("Route", lambda row: row.route.label, "route", width=130),
    Column("Service asked", lambda row: row.service, None, width=150),
    Column(
        "Decision", lambda row: row.decision.label if row.decision else "To be decided", "decision", width=140
    ),
    Column("Days", lambda row: f"{row.days:,}", None, Align.RIGHT, width=70, typed=lambda row: row.days),
)


def decision_word(decision: Decision | None) -> str:
    """Return a decision as a word, also when there is none yet."""
    return decision.label if decision else "To be decided"


@query(needs=Permission.MENTEE_VIEW)
def mentee_page(reading: Reading, ask: ListAsk) -> Page[MenteeRow]:
    """Mentees, found by any part of a name, a reference or an identifier, in the views people ask for."""
    worker = func.coalesce(Person.name, "")
    found = select(Mentee, worker.label("worker")).outerjoin(Person, Mentee.worker_id == Person.id)
    found = found.where(Mentee.merged_into_id.is_(None))
    for word in fold(ask.search).split():
        found = found.where(_named(word) | _numbered(word))
    if view := ask.filter("view"):
        days = settings_of(reading.session).act_days if view == View.NO_SESSION else 0
        found = found.where(_in_view(View(view), reading.today, days))
    if status := ask.filter("status"):
        found = found.where(Mentee.status == status)
    if person := ask.filter("worker"):
        found = found.where(Mentee.worker_id == person)
    orders = {
        "name": Mentee.name_key,
        "reference": Mentee.reference,
        "status": Mentee.status,
        "worker": worker,
    }
    page = fetch_page(reading, found, ask, orders, Mentee.id, lambda row: (row[0], row.worker))
    numbers = [mentee.id for mentee, _ in page.rows]
    flags, releases = _flags(reading, numbers), _releases(reading, numbers)
    rows = tuple(
        MenteeRow(
            mentee.id,
            mentee.reference,
            listed_name(mentee),
            mentee.status,
            name,
            flags.get(mentee.id, ()),
            releases.get(mentee.id),
        )
        for mentee, name in page.rows
    )
    return Page(rows, page.more, page.after, page.total)


@query(needs=Permission.MENTEE_VIEW)
def referral_page(reading: Reading, ask: ListAsk) -> Page[ReferralRow]:
    """The referral register, filtered by words, route, decision and period."""
    found = select(Referral, Mentee).join(Mentee, Referral.mentee_id == Mentee.id)
    for word in fold(ask.search).split():
        named = _named(word) | Referral.source_key.contains(word, autoescape=True)
        found = found.where(named | _numbered(word))
    if route := ask.filter("route"):
        found = found.where(Referral.route == route)
    if decision := ask.filter("decision"):
        undecided = Referral.decision.is_(None)
        found = found.where(undecided if decision == "none" else Referral.decision == decision)
    if first := ask.filter("first"):
        found = found.where(Referral.referred_date >= first)
    if last := ask.filter("last"):
        found = found.where(Referral.referred_date <= last)
    orders = {
        "referred": Referral.referred_date,
        "name": Mentee.name_key,
        "source": Referral.source_key,
        "route": Referral.route,
        "decision": func.coalesce(Referral.decision, ""),
    }
    return fetch_page(reading, found, ask, orders, Referral.id, lambda row: _referral_row(reading, *row[:2]))


@query(needs=Permission.MENTEE_VIEW)
def source_rows(reading: Reading) -> list[SourceRow]:
    """The sources of the last two years, quiet ones first."""
    since = add_months(reading.today, -24)
    rows = reading.session.execute(
        select(Referral.source_key, Referral.source, Referral.referred_date)
        .where(Referral.referred_date >= since, Referral.source_key != "")
        .order_by(Referral.referred_date)
    )
    found: dict[str, tuple[str, list[date]]] = {}
    for key, source, day in rows:
        found.setdefault(key, (source, []))[1].append(day)
    made = [
        SourceRow(source, len(days), days[-1], is_quiet(days, reading.today))
        for source, days in found.values()
    ]
    return sorted(made, key=lambda row: (not row.quiet, -row.referrals, row.source))


@dataclass(frozen=True)
class FoundMentee:
    """A mentee whom the search box found."""

    title: str
    detail: str
    link: Link


@query(needs=Permission.MENTEE_VIEW)
def found_mentees(reading: Reading, words: str) -> list[FoundMentee]:
    """The first few mentees whose name, reference or identifier holds some words."""
    page = mentee_page(reading, ListAsk(search=words, sort="name", limit=8))
    return [
        FoundMentee(row.name, f"{row.reference}, {row.status.label}", Link("mentee", row.id))
        for row in page.rows
    ]


@query(needs=Permission.MENTEE_VIEW)
def undecided_referrals(reading: Reading) -> int:
    """How many referrals wait for a decision."""
    waiting = select(func.count()).select_from(Referral).where(Referral.decision.is_(None))
    return reading.session.scalar(waiting) or 0


def listed_name(mentee: Mentee) -> str:
    """Return a name as a list shows it: "Smith, Asha (Ash)"."""
    called = mentee.preferred_name if mentee.preferred_name not in {"", mentee.first_names} else ""
    name = ", ".join(part for part in (mentee.last_name, mentee.first_names) if part)
    if not name:
        return mentee.preferred_name
    return f"{name} ({called})" if called else name


def full_name(mentee: Mentee) -> str:
    """Return how a mentee is called, the preferred name first."""
    return display_name(mentee.preferred_name, mentee.first_names, mentee.last_name)


def _numbered(word: str) -> ColumnElement[bool]:
    bare = word.upper()
    owners = select(Identifier.mentee_id).where(Identifier.value.startswith(bare, autoescape=True))
    return Mentee.reference.startswith(bare, autoescape=True) | Mentee.id.in_(owners)


def _named(word: str) -> ColumnElement[bool]:
    return Mentee.name_key.contains(word, autoescape=True)


def _in_view(view: View, today: date, act_days: int) -> ColumnElement[bool]:
    sentence = select(Sentence.id).where(
        Sentence.mentee_id == Mentee.id,
        Sentence.release_date >= today,
        Sentence.release_date <= add_months(today, 6),
    )
    flag = select(Flag.id).where(
        Flag.mentee_id == Mentee.id,
        Flag.from_date <= today,
        Flag.to_date.is_(None) | (Flag.to_date >= today),
    )
    met = select(Attendance.id).where(
        Attendance.mentee_id == Mentee.id,
        Attendance.presence == Presence.ATTENDED,
        Attendance.session_date > today - timedelta(days=act_days),
    )
    undecided = select(Referral.id).where(Referral.mentee_id == Mentee.id, Referral.decision.is_(None))
    conditions: dict[View, Any] = {
        View.ACTIVE: Mentee.status == MenteeStatus.ACTIVE,
        View.WAITING: Mentee.status == MenteeStatus.WAITING,
        View.UNDECIDED: undecided.exists(),
        View.RELEASE: sentence.exists(),
        View.FLAGGED: flag.exists(),
        View.NO_SESSION: (Mentee.status == MenteeStatus.ACTIVE) & ~met.exists(),
        View.CLOSED: Mentee.status == MenteeStatus.CLOSED,
    }
    condition: ColumnElement[bool] = conditions[view]
    return condition


def _flags(reading: Reading, numbers: list[int]) -> dict[int, tuple[FlagKind, ...]]:
    found: dict[int, tuple[FlagKind, ...]] = {}
    for flag in reading.session.scalars(select(Flag).where(Flag.mentee_id.in_(numbers)).order_by(Flag.kind)):
        if flag.in_force(reading.today) and flag.kind not in found.get(flag.mentee_id, ()):
            found[flag.mentee_id] = (*found.get(flag.mentee_id, ()), flag.kind)
    return found


def _releases(reading: Reading, numbers: list[int]) -> dict[int, date]:
    coming = select(Sentence.mentee_id, func.min(Sentence.release_date)).where(
        Sentence.mentee_id.in_(numbers), Sentence.release_date >= reading.today
    )
    rows = reading.session.execute(coming.group_by(Sentence.mentee_id))
    return {number: day for number, day in rows if day is not None}


def _referral_row(reading: Reading, referral: Referral, mentee: Mentee) -> ReferralRow:
    waits = referral.decision in {None, Decision.WAITING_LIST}
    until = reading.today if waits or referral.decision_date is None else referral.decision_date
    return ReferralRow(
        referral.id,
        mentee.id,
        mentee.reference,
        listed_name(mentee),
        referral.referred_date,
        referral.source,
        referral.route,
        referral.service,
        referral.decision,
        referral.decision_date,
        max((until - referral.referred_date) // timedelta(days=1), 0),
    )
