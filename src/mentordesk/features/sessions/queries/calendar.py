"""The calendar: sessions of some days, who is in two places at once, and whom to show only."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from mentordesk.features.sessions.rules.calendar import (
    TAKES_PLACE,
    Busy,
    CalendarAsk,
    busy,
    clash_words,
    clashes,
)
from mentordesk.kernel.formats import sentence_list
from mentordesk.kernel.permissions import Permission
from mentordesk.records.mentees import Mentee
from mentordesk.records.people import Person
from mentordesk.records.sessions import Attendance, How, MentoringSession, SessionStatus
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.work import Reading, query

MOST = 2_500
"""Sessions that are shown at one time; of more, the first of each day."""
_MOST_NAMES = 3
_FEW_PEOPLE = 300


@dataclass(frozen=True)
class CalendarRow:
    """One session in the calendar; `mentees` are the numbers and names of those who were to come."""

    id: int
    version: int
    session_date: date
    start_time: time | None
    later_hour: bool
    minutes: int | None
    status: SessionStatus
    how: How
    place: str
    topic: str
    series_id: int | None
    volunteer_id: int | None
    mentor: str
    worker_id: int | None
    worker: str
    mentees: tuple[tuple[int, str], ...] = ()
    clash: str = ""
    """With whom it overlaps, in words; empty when with nobody."""

    @property
    def title(self) -> str:
        """Whom it is with: one name, or "Group of 5"."""
        names = [name for _, name in self.mentees]
        if len(names) > _MOST_NAMES:
            return f"Group of {len(names)}"
        return sentence_list(names) or self.topic or "Session"


@dataclass(frozen=True)
class CalendarSheet:
    """The sessions of some days; `totals` counts those of each day when only the first are here."""

    ask: CalendarAsk
    rows: tuple[CalendarRow, ...]
    total: int
    totals: dict[date, int] = field(default_factory=dict)


@query(needs=Permission.SESSION_VIEW)
def calendar_sheet(reading: Reading, ask: CalendarAsk, most: int = MOST) -> CalendarSheet:
    """The sessions of some days, in order of time."""
    per_day = (
        select(MentoringSession.session_date, func.count(MentoringSession.id))
        .where(*_wanted(ask))
        .group_by(MentoringSession.session_date)
    )
    counts = {row[0]: row[1] for row in reading.session.execute(per_day)}
    total = sum(counts.values())
    cut = total > most
    numbers = _first_of_each_day(ask, max(most // max(len(counts), 1), 1)) if cut else None
    rows = _rows(reading, ask, numbers)
    rows = _with_clashes(reading, ask, rows, everybody=not cut)
    return CalendarSheet(ask, tuple(rows), total, counts if cut else {})


def _wanted(ask: CalendarAsk) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [MentoringSession.session_date.between(ask.first, ask.last)]
    if ask.mentors:
        found.append(MentoringSession.volunteer_id.in_(ask.mentors))
    if ask.workers:
        found.append(MentoringSession.worker_id.in_(ask.workers))
    if ask.places:
        found.append(MentoringSession.place_key.in_(ask.places))
    if ask.status:
        found.append(MentoringSession.status == ask.status)
    if ask.mentees:
        theirs = select(Attendance.session_id).where(
            Attendance.mentee_id.in_(ask.mentees), Attendance.session_date.between(ask.first, ask.last)
        )
        found.append(MentoringSession.id.in_(theirs))
    return found


def _first_of_each_day(ask: CalendarAsk, most: int) -> Select[tuple[int]]:
    place = func.row_number().over(
        partition_by=MentoringSession.session_date,
        order_by=(MentoringSession.start_time, MentoringSession.id),
    )
    placed = select(MentoringSession.id, place.label("place")).where(*_wanted(ask)).subquery()
    return select(placed.c.id).where(placed.c.place <= most)


def _rows(reading: Reading, ask: CalendarAsk, numbers: Select[tuple[int]] | None) -> list[CalendarRow]:
    conditions = _wanted(ask) if numbers is None else [MentoringSession.id.in_(numbers)]
    found = (
        select(
            MentoringSession.id,
            MentoringSession.version,
            MentoringSession.session_date,
            MentoringSession.start_time,
            MentoringSession.later_hour,
            MentoringSession.minutes,
            MentoringSession.status,
            MentoringSession.how,
            MentoringSession.place,
            MentoringSession.topic,
            MentoringSession.series_id,
            MentoringSession.volunteer_id,
            func.coalesce(Volunteer.name, ""),
            MentoringSession.worker_id,
            func.coalesce(Person.name, ""),
        )
        .outerjoin(Volunteer, Volunteer.id == MentoringSession.volunteer_id)
        .outerjoin(Person, Person.id == MentoringSession.worker_id)
        .where(*conditions)
        .order_by(MentoringSession.session_date, MentoringSession.start_time, MentoringSession.id)
    )
    who = (
        select(
            Attendance.session_id,
            Mentee.id,
            Mentee.preferred_name,
            Mentee.first_names,
            Mentee.last_name,
            Mentee.reference,
        )
        .join(MentoringSession, MentoringSession.id == Attendance.session_id)
        .join(Mentee, Mentee.id == Attendance.mentee_id)
        .where(*conditions)
        .order_by(Attendance.id)
    )
    names: dict[int, list[tuple[int, str]]] = {}
    for session_id, number, *parts in reading.session.execute(who):
        names.setdefault(session_id, []).append((number, called(*parts)))
    made: list[CalendarRow] = []
    for row in reading.session.execute(found):
        values: tuple[Any, ...] = (*row, tuple(names.get(row[0], ())))
        made.append(CalendarRow(*values))
    return made


def called(preferred: str, first: str, last: str, reference: str) -> str:
    """Return how a mentee is called, by the reference when no name is known."""
    return " ".join(part for part in (preferred or first, last) if part) or reference


def _with_clashes(
    reading: Reading, ask: CalendarAsk, rows: list[CalendarRow], *, everybody: bool
) -> list[CalendarRow]:
    """Say of every session with whom it overlaps; also by sessions that the filters hide."""
    spans = {row.id: span for row in rows if row.status in TAKES_PLACE and (span := _span(row))}
    before, after = ask.first - timedelta(days=1), ask.last + timedelta(days=1)
    if everybody and ask != CalendarAsk(ask.first, ask.last):
        people = {person for span in spans.values() for person in span.people}
        spans |= _spans(reading, CalendarAsk(before, after), people)
    elif everybody:  # what goes on past midnight may meet something of the next day
        for day in (before, after):
            spans |= _spans(reading, CalendarAsk(day, day))
    found = clashes(spans.values())
    if not found:
        return rows
    names = _names(rows)
    return [
        replace(row, clash=_clash_words(names, [who for _, who in found[row.id]])) if row.id in found else row
        for row in rows
    ]


def _span(row: CalendarRow) -> Busy | None:
    people = [("mentee", number) for number, _ in row.mentees]
    people += [("mentor", row.volunteer_id)] if row.volunteer_id else []
    people += [("worker", row.worker_id)] if row.worker_id else []
    return busy(row.id, row.session_date, row.start_time, row.minutes, people, later=row.later_hour)


def _spans(reading: Reading, ask: CalendarAsk, people: set[tuple[str, int]] | None = None) -> dict[int, Busy]:
    """Return all sessions of some days that keep somebody busy, of some people only when they are few."""
    asked = [ask]
    if people is not None and len(people) <= _FEW_PEOPLE:
        of_kind = {
            kind: tuple(number for each, number in people if each == kind)
            for kind in ("mentor", "mentee", "worker")
        }
        asked = [
            replace(ask, mentors=of_kind["mentor"]),
            replace(ask, mentees=of_kind["mentee"]),
            replace(ask, workers=of_kind["worker"]),
        ]
        asked = [each for each in asked if each != ask]
    found: dict[int, Busy] = {}
    for each in asked:
        wanted = [
            *_wanted(each),
            MentoringSession.status.in_(TAKES_PLACE),
            MentoringSession.start_time.is_not(None),
        ]
        found |= {span.number: span for span in _busy_ones(reading, wanted)}
    return found


def _busy_ones(reading: Reading, wanted: Iterable[ColumnElement[bool]]) -> list[Busy]:
    one = MentoringSession
    columns: tuple[Any, ...] = (
        *(one.id, one.session_date, one.start_time, one.minutes),
        *(one.later_hour, one.volunteer_id, one.worker_id),
    )
    who = (
        select(Attendance.session_id, Attendance.mentee_id)
        .join(one, one.id == Attendance.session_id)
        .where(*wanted)
    )
    mentees: dict[int, list[tuple[str, int]]] = {}
    for session_id, number in reading.session.execute(who):
        mentees.setdefault(session_id, []).append(("mentee", number))
    found = []
    for row in reading.session.execute(select(*columns).where(*wanted)):
        number, day, start, minutes, later, mentor, worker = row
        people = mentees.get(number, [])
        people += [("mentor", mentor)] if mentor else []
        people += [("worker", worker)] if worker else []
        if span := busy(number, day, start, minutes, people, later=later):
            found.append(span)
    return found


Names = dict[tuple[str, int], str]


def _names(rows: Iterable[CalendarRow]) -> Names:
    found: Names = {}
    for row in rows:
        found |= {("mentee", number): name for number, name in row.mentees}
        if row.volunteer_id:
            found["mentor", row.volunteer_id] = row.mentor
        if row.worker_id:
            found["worker", row.worker_id] = row.worker
    return found


def _clash_words(names: Names, who: Iterable[tuple[str, int]]) -> str:
    told = list(dict.fromkeys(names.get(each) or "Somebody" for each in sorted(set(who))))
    return clash_words(told, None)


@query(needs=Permission.SESSION_VIEW)
def clash_of(
    reading: Reading,
    day: date,
    start: time | None,
    minutes: int | None,
    people: tuple[tuple[str, int], ...],
    except_id: int = 0,
) -> str:
    """Who of some people has another session at a time, in words; empty when nobody has."""
    wished = busy(0, day, start, minutes, people)
    if wished is None:
        return ""
    around = CalendarAsk(day - timedelta(days=1), day + timedelta(days=1))
    others = [each for each in _spans(reading, around, set(people)).values() if each.number != except_id]
    found = clashes([wished, *others]).get(0, ())
    return (
        _clash_words(_called(reading, [who for _, who in found]), [who for _, who in found]) if found else ""
    )


def _called(reading: Reading, who: Iterable[tuple[str, int]]) -> Names:
    kinds: dict[str, Any] = {"mentor": Volunteer, "worker": Person}
    found: Names = {}
    for kind, number in set(who):
        if kind == "mentee":
            mentee = reading.session.get(Mentee, number)
            if mentee:
                parts = (mentee.preferred_name, mentee.first_names, mentee.last_name, mentee.reference)
                found[kind, number] = called(*parts)
        else:
            somebody = reading.session.get(kinds[kind], number)
            found[kind, number] = somebody.name if somebody else ""
    return found


@query(needs=Permission.SESSION_EXPORT)
def calendar_export(reading: Reading, ask: CalendarAsk) -> tuple[CalendarRow, ...]:
    """Every session of some days, as an exported calendar has it."""
    return tuple(_rows(reading, ask, None))
