"""What needs seeing to, one row for each, and how often matches meet against what they agreed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, exists, func, select, tuple_
from sqlalchemy.orm import aliased

from mentordesk.features.sessions.queries.calendar import called
from mentordesk.features.sessions.rules.cadence import (
    ACTS,
    Kept,
    active_days,
    expected,
    patience_words,
    to_do_words,
)
from mentordesk.features.sessions.rules.periods import NamedPeriod, decoded
from mentordesk.kernel.columns import Align, Column, Mark
from mentordesk.kernel.dates import Period
from mentordesk.kernel.formats import short_date
from mentordesk.kernel.paging import ListAsk, Page
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import fold
from mentordesk.records.cadence import ToDoKind, settings_of, to_do
from mentordesk.records.matches import OPEN, Frequency, Match, MatchChange, MatchStatus
from mentordesk.records.mentees import Mentee
from mentordesk.records.people import Person
from mentordesk.records.sessions import Attendance, Presence
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.paging import fetch_page
from mentordesk.store.work import Reading, query

_TONES = {
    ToDoKind.NOT_TOLD: "red",
    ToDoKind.FIRST: "amber",
    ToDoKind.LAPSED: "red",
    ToDoKind.MISSES: "amber",
    ToDoKind.UNRECORDED: "unrated",
    ToDoKind.LAPSING: "amber",
}


@dataclass(frozen=True)
class ToDoRow:
    """One thing to see to; `act` is what to do next."""

    id: int
    kind: ToDoKind
    day: date
    says: str
    act: str
    mentee_id: int
    mentee: str
    volunteer_id: int | None
    mentor: str
    session_id: int | None
    owner: str
    next_date: date | None
    """When they are to meet next, when that is planned."""


@dataclass(frozen=True)
class CadenceRow:
    """One match: how many sessions were expected in a period, and how many were held."""

    id: int
    mentee_id: int
    mentee: str
    mentor: str
    frequency: Frequency | None
    kept: Kept
    last_date: date | None


TO_DO_COLUMNS: tuple[Column[ToDoRow], ...] = (
    Column(
        "Why",
        lambda row: row.kind.label,
        "rank",
        width=185,
        value=lambda row: Mark(row.kind.label, _TONES[row.kind]),
    ),
    Column("Mentee", lambda row: row.mentee, None, width=160),
    Column("What is the matter", lambda row: row.says, None, width=210),
    Column("Do next", lambda row: row.act, None, width=165),
    Column("Mentor", lambda row: row.mentor, None, width=150),
    Column("Next planned", lambda row: short_date(row.next_date), None, width=125),
    Column("Owner", lambda row: row.owner, None, width=125),
    Column("Since", lambda row: short_date(row.day), "day", width=110, typed=lambda row: row.day),
)

CADENCE_COLUMNS: tuple[Column[CadenceRow], ...] = (
    Column("Mentee", lambda row: row.mentee, "mentee", width=190),
    Column("Mentor", lambda row: row.mentor, "mentor", width=180),
    Column("Agreed", lambda row: row.frequency.label if row.frequency else "Not agreed", None, width=140),
    Column(
        "Expected",
        lambda row: f"{row.kept.expected:,}",
        None,
        Align.RIGHT,
        width=100,
        typed=lambda row: row.kept.expected,
    ),
    Column(
        "Held",
        lambda row: f"{row.kept.held:,}",
        None,
        Align.RIGHT,
        width=80,
        typed=lambda row: row.kept.held,
    ),
    Column("Share", lambda row: row.kept.share, None, Align.RIGHT, width=110),
    Column(
        "Last held", lambda row: short_date(row.last_date), None, width=120, typed=lambda row: row.last_date
    ),
)


BADGE_MOST = 100
"""Things to do that are counted at most; the sidebar shows "99+" for more."""


@query(needs=Permission.SESSION_VIEW)
def to_do_page(reading: Reading, ask: ListAsk) -> Page[ToDoRow]:
    """What needs seeing to, the gravest first, then what has waited longest."""
    rows = to_do(reading.session, reading.today)
    found: Select[*tuple[Any, ...]] = select(rows)
    if kind := ask.filter("kind"):
        found = found.where(rows.c.kind == kind)
    if owner := ask.filter("owner"):
        found = found.where(rows.c.worker_id.is_(None) if owner == "none" else rows.c.worker_id == owner)
    for word in fold(ask.search).split():
        mentees = select(Mentee.id).where(Mentee.name_key.contains(word, autoescape=True))
        mentors = select(Volunteer.id).where(Volunteer.name_key.contains(word, autoescape=True))
        found = found.where(rows.c.mentee_id.in_(mentees) | rows.c.volunteer_id.in_(mentors))
    key, number = rows.c.day if ask.sort == "day" else rows.c.rank, rows.c.number
    ordered = found.add_columns(key.label("page_key"))
    if ask.after is None:  # counted in the same question: working everything out is what takes long
        ordered = ordered.add_columns(func.count().over().label("whole"))
    else:
        place, end = tuple_(key, number), tuple_(*ask.after)
        ordered = ordered.where(place < end if ask.descending else place > end)
    keys = (key.desc(), number.desc()) if ask.descending else (key, number)
    all_found = reading.session.execute(ordered.order_by(*keys).limit(ask.limit + 1)).all()
    shown = all_found[: ask.limit]
    after = (shown[-1].page_key, shown[-1].number) if shown else None
    total = None if ask.after is not None else (shown[0].whole if shown else 0)
    return Page(tuple(_to_do_rows(reading, shown)), len(all_found) > ask.limit, after, total)


@query(needs=Permission.SESSION_VIEW)
def to_do_count(reading: Reading) -> int:
    """How many things about sessions need seeing to, counted up to what a badge can show."""
    some = select(to_do(reading.session, reading.today).c.number).limit(BADGE_MOST)
    return reading.session.scalar(select(func.count()).select_from(some.subquery())) or 0


@query(needs=Permission.SESSION_VIEW)
def to_do_says(reading: Reading) -> tuple[str, ...]:
    """When something comes on the list, in words."""
    said = settings_of(reading.session)
    return patience_words(said.warn_days, said.act_days, said.first_days)


@query(needs=Permission.SESSION_VIEW)
def to_do_owners(reading: Reading) -> list[tuple[Any, str]]:
    """Who may own something on the list."""
    people = select(Person.id, Person.name).order_by(Person.name)
    return [*((number, name) for number, name in reading.session.execute(people)), ("none", "Nobody")]


@query(needs=Permission.SESSION_VIEW)
def cadence_page(reading: Reading, ask: ListAsk) -> Page[CadenceRow]:
    """Matches that are open or met in a period, with what was expected of them and what was held."""
    period = decoded(ask.filter("period") or NamedPeriod.YEAR, reading.today)
    met = exists().where(
        Attendance.match_id == Match.id,
        Attendance.presence == Presence.ATTENDED,
        Attendance.session_date.between(period.first, period.last),
    )
    found = (
        select(Match.id)
        .join(Mentee, Match.mentee_id == Mentee.id)
        .join(Volunteer, Match.volunteer_id == Volunteer.id)
        .where(Match.status.in_(OPEN) | met)
    )
    for word in fold(ask.search).split():
        named = (Mentee.name_key, Volunteer.name_key)
        found = found.where(
            named[0].contains(word, autoescape=True) | named[1].contains(word, autoescape=True)
        )
    if frequency := ask.filter("frequency"):
        unsaid = Match.frequency.is_(None)
        found = found.where(unsaid if frequency == "none" else Match.frequency == frequency)
    orders = {"mentee": Mentee.name_key, "mentor": Volunteer.name_key}
    page = fetch_page(reading, found, ask, orders, Match.id, lambda row: row[0])
    rows = {row.id: row for row in _cadence_rows(reading, page.rows, period)}
    return Page(tuple(rows[number] for number in page.rows), page.more, page.after, page.total)


def kept_in(reading: Reading, period: Period) -> Kept:
    """Return what was expected of all matches with an agreed frequency in a period, and what was held.

    Only sessions of the same matches count as held, so that the two figures are about the same people.
    """
    ended = aliased(MatchChange)
    over = exists().where(
        ended.match_id == Match.id,
        ended.status == MatchStatus.ENDED,
        ended.change_date < period.first,
    )
    agreed = [Match.frequency.is_not(None), Match.frequency != Frequency.AS_NEEDED, ~over]
    found = reading.session.execute(select(Match.id, Match.frequency).where(*agreed))
    frequencies = {row.id: row.frequency for row in found}
    steps = (
        select(MatchChange.match_id, MatchChange.status, MatchChange.change_date)
        .join(Match, Match.id == MatchChange.match_id)
        .where(*agreed, MatchChange.change_date <= period.last)
    )
    total, counted = 0, set()
    for number, changes in _by_match(reading, steps).items():
        if number in frequencies and (days := active_days(changes, period)):
            total += expected(frequencies[number], days)
            counted.add(number)
    held = _held_by_match(reading, period)
    return Kept(total, sum(many for number, many in held.items() if number in counted))


def _held_by_match(reading: Reading, period: Period, numbers: Sequence[int] | None = None) -> dict[int, int]:
    found = select(Attendance.match_id, func.count(Attendance.id)).where(
        Attendance.match_id.is_not(None),
        Attendance.presence == Presence.ATTENDED,
        Attendance.session_date.between(period.first, period.last),
    )
    if numbers is not None:
        found = found.where(Attendance.match_id.in_(numbers))
    rows = reading.session.execute(found.group_by(Attendance.match_id))
    return {number: many for number, many in rows if number is not None}


Steps = list[tuple[MatchStatus, date]]


def _by_match(reading: Reading, steps: Select[int, MatchStatus, date]) -> dict[int, Steps]:
    found: dict[int, Steps] = {}
    for number, status, day in reading.session.execute(steps.order_by(MatchChange.match_id, MatchChange.id)):
        found.setdefault(number, []).append((status, day))
    return found


def _cadence_rows(reading: Reading, numbers: Sequence[int], period: Period) -> Iterable[CadenceRow]:
    steps = select(MatchChange.match_id, MatchChange.status, MatchChange.change_date).where(
        MatchChange.match_id.in_(numbers)
    )
    changes, held = _by_match(reading, steps), _held_by_match(reading, period, numbers)
    last = dict(
        reading.session.execute(
            select(Attendance.match_id, func.max(Attendance.session_date))
            .where(Attendance.match_id.in_(numbers), Attendance.presence == Presence.ATTENDED)
            .group_by(Attendance.match_id)
        ).all()
    )
    found = (
        select(Match, Mentee, Volunteer.name)
        .join(Mentee, Match.mentee_id == Mentee.id)
        .join(Volunteer, Match.volunteer_id == Volunteer.id)
        .where(Match.id.in_(numbers))
    )
    for match, mentee, mentor in reading.session.execute(found):
        days = active_days(changes.get(match.id, ()), period)
        yield CadenceRow(
            match.id,
            mentee.id,
            name_of(mentee),
            mentor,
            match.frequency,
            Kept(expected(match.frequency, days), held.get(match.id, 0)),
            last.get(match.id),
        )


def name_of(mentee: Mentee) -> str:
    """Return how a mentee is called, or the reference."""
    return called(mentee.preferred_name, mentee.first_names, mentee.last_name, mentee.reference)


def _to_do_rows(reading: Reading, rows: Sequence[Any]) -> Iterable[ToDoRow]:
    mentees = {row.mentee_id for row in rows}
    found = reading.session.scalars(select(Mentee).where(Mentee.id.in_(mentees)))
    names = {each.id: name_of(each) for each in found}
    mentors = _names(reading, Volunteer, {row.volunteer_id for row in rows})
    owners = _names(reading, Person, {row.worker_id for row in rows})
    coming = dict(
        reading.session.execute(
            select(Attendance.mentee_id, func.min(Attendance.session_date))
            .where(
                Attendance.mentee_id.in_(mentees),
                Attendance.presence == Presence.EXPECTED,
                Attendance.session_date >= reading.today,
            )
            .group_by(Attendance.mentee_id)
        ).all()
    )
    misses = _misses(reading, {row.mentee_id for row in rows if row.kind == ToDoKind.MISSES})
    for row in rows:
        kind = ToDoKind(row.kind)
        says = to_do_words(kind, row.day, reading.today, misses=misses.get(row.mentee_id, 0))
        yield ToDoRow(
            row.number,
            kind,
            row.day,
            says,
            ACTS[kind],
            row.mentee_id or 0,
            names.get(row.mentee_id, ""),
            row.volunteer_id,
            mentors.get(row.volunteer_id, ""),
            row.session_id,
            owners.get(row.worker_id, ""),
            coming.get(row.mentee_id),
        )


def _names(
    reading: Reading, kind: type[Volunteer] | type[Person], numbers: Iterable[int | None]
) -> dict[int | None, str]:
    rows = reading.session.execute(select(kind.id, kind.name).where(kind.id.in_(list(filter(None, numbers)))))
    return {row.id: row.name for row in rows}


def _misses(reading: Reading, mentees: Iterable[int]) -> dict[int, int]:
    """Return how many sessions some mentees have missed since they last came to one."""
    wanted = [Presence.ABSENT, Presence.ATTENDED]
    found = (
        select(Attendance.mentee_id, Attendance.presence)
        .where(Attendance.mentee_id.in_(list(mentees)), Attendance.presence.in_(wanted))
        .order_by(Attendance.mentee_id, Attendance.session_date.desc(), Attendance.id.desc())
    )
    counted: dict[int, int] = {}
    over: set[int] = set()
    for number, presence in reading.session.execute(found):
        if presence is Presence.ATTENDED:
            over.add(number)
        elif number not in over:
            counted[number] = counted.get(number, 0) + 1
    return counted
