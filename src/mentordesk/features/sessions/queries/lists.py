"""The list of sessions, filtered by anything that is known of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import ColumnElement, Select, String, cast, exists, select, union

from mentordesk.features.sessions.queries.cadence import name_of
from mentordesk.features.sessions.rules.periods import decoded
from mentordesk.kernel.choices import Choice
from mentordesk.kernel.columns import Align, Column, Mark
from mentordesk.kernel.formats import clock, count_of, sentence_list, short_date
from mentordesk.kernel.paging import ListAsk, Page
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import fold
from mentordesk.records.mentees import Mentee
from mentordesk.records.pathways import Pathway, PathwayList
from mentordesk.records.people import Person
from mentordesk.records.sessions import (
    Attendance,
    AttendancePathway,
    How,
    MentoringSession,
    Presence,
    SessionReason,
    SessionStatus,
)
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.paging import fetch_page
from mentordesk.store.work import Reading, query

_CHOICES = 200
"""Names that a filter offers at most; others are found by searching."""
_RECENT = 1_000
"""The newest sessions, whose places the filter offers."""
_MOST_NAMES = 3
_TONES = {
    SessionStatus.PLANNED: "unrated",
    SessionStatus.HELD: "green",
    SessionStatus.MISSED: "red",
    SessionStatus.CANCELLED: "amber",
}


class SessionsShown(Choice):
    """The views of the list that people ask for most."""

    NOT_RECORDED = "not_recorded", "Not recorded"
    AHEAD = "ahead", "Planned ahead"
    NOT_HELD = "not_held", "Missed or cancelled"
    OFFICER = "officer", "Officer to be told"
    GROUPS = "groups", "Group sessions"
    STAFF = "staff", "Held by staff alone"


@dataclass(frozen=True)
class SessionRow:
    """One session in a list."""

    id: int
    session_date: date
    start_time: time | None
    minutes: int | None
    status: SessionStatus
    how: How
    place: str
    mentor: str
    worker: str
    mentees: tuple[str, ...]
    attended: int
    reason: str

    @property
    def who(self) -> str:
        """Whom it was with: up to three names, or how many in a group."""
        if len(self.mentees) > _MOST_NAMES:
            return f"Group: {count_of(len(self.mentees), 'person', 'people')}"
        return sentence_list(self.mentees)

    @property
    def led_by(self) -> str:
        """The mentor, and the member of staff if there was one."""
        return sentence_list(name for name in (self.mentor, self.worker) if name)


SESSION_COLUMNS: tuple[Column[SessionRow], ...] = (
    Column(
        "Date",
        lambda row: short_date(row.session_date),
        "date",
        width=115,
        typed=lambda row: row.session_date,
    ),
    Column("Time", lambda row: clock(row.start_time) if row.start_time else "", None, width=80),
    Column("With", lambda row: row.who, None, width=190),
    Column("Mentor or staff", lambda row: row.led_by, None, width=180),
    Column(
        "Status",
        lambda row: row.status.label,
        "status",
        width=125,
        value=lambda row: Mark(row.status.label, _TONES[row.status]),
    ),
    Column("How", lambda row: row.how.label, None, width=110),
    Column(
        "Minutes",
        lambda row: "" if row.minutes is None else f"{row.minutes:,}",
        None,
        Align.RIGHT,
        width=90,
        typed=lambda row: row.minutes,
    ),
    Column(
        "Came",
        lambda row: "" if row.status is SessionStatus.PLANNED else f"{row.attended:,}",
        None,
        Align.RIGHT,
        width=75,
        typed=lambda row: row.attended,
    ),
    Column("Place", lambda row: row.place, "place", width=190),
    Column("Reason", lambda row: row.reason, None, width=190),
)


@query(needs=Permission.SESSION_VIEW)
def session_page(reading: Reading, ask: ListAsk) -> Page[SessionRow]:
    """Sessions, filtered and found by any part of the name of whoever was to come, and by place."""
    found = select(MentoringSession.id).where(*_wanted(reading, ask))
    orders = {
        "date": MentoringSession.session_date,
        "status": MentoringSession.status,
        "place": MentoringSession.place_key,
    }
    page = fetch_page(reading, found, ask, orders, MentoringSession.id, lambda row: row[0])
    rows = _rows(reading, page.rows)
    return Page(tuple(rows[number] for number in page.rows), page.more, page.after, page.total)


def _wanted(reading: Reading, ask: ListAsk) -> Iterable[ColumnElement[bool]]:
    one = MentoringSession
    for name, value in ask.filters:
        if name in _FILTERS:
            yield _FILTERS[name](value)
        elif name == "period":
            period = decoded(value, reading.today)
            yield one.session_date.between(period.first, period.last)
        elif name == "view":
            yield _in_view(SessionsShown(value), reading.today)
    for word in fold(ask.search).split():
        yield one.id.in_(_found(word))


def _of_attendance(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return MentoringSession.id.in_(select(Attendance.session_id).where(condition))


def _by_reason(value: str) -> ColumnElement[bool]:
    reasons = select(SessionReason.id).where(SessionReason.reason_class == value)
    return MentoringSession.reason_id.in_(reasons)


def _by_pathway(value: int) -> ColumnElement[bool]:
    """Return whether a pathway was touched.

    Nearly every session may have one: `+ 0` keeps databases from going through all of them for each session.
    """
    return exists().where(
        Attendance.session_id == MentoringSession.id,
        AttendancePathway.attendance_id == Attendance.id,
        AttendancePathway.pathway_id + 0 == value,
    )


def _by_presence(value: str) -> ColumnElement[bool]:
    """Return whether somebody came, or did not; asked of each session, as `_by_pathway` is."""
    theirs = cast(Attendance.presence, String).concat("")
    return exists().where(Attendance.session_id == MentoringSession.id, theirs == value)


_FILTERS: dict[str, Callable[[Any], ColumnElement[bool]]] = {
    "status": lambda value: MentoringSession.status == value,
    "how": lambda value: MentoringSession.how == value,
    "mentor": lambda value: MentoringSession.volunteer_id == value,
    "worker": lambda value: MentoringSession.worker_id == value,
    "place": lambda value: MentoringSession.place_key == value,
    "reason_class": _by_reason,
    "pathway": _by_pathway,
    "mentee": lambda value: _of_attendance(Attendance.mentee_id == value),
    "match": lambda value: _of_attendance(Attendance.match_id == value),
    "presence": _by_presence,
}


def _in_view(view: SessionsShown, today: date) -> ColumnElement[bool]:
    one = MentoringSession
    planned = one.status == SessionStatus.PLANNED
    conditions: dict[SessionsShown, ColumnElement[bool]] = {
        SessionsShown.NOT_RECORDED: planned & (one.session_date < today),
        SessionsShown.AHEAD: planned & (one.session_date >= today),
        SessionsShown.NOT_HELD: one.status.in_([SessionStatus.MISSED, SessionStatus.CANCELLED]),
        SessionsShown.OFFICER: _of_attendance(
            Attendance.notify_officer.is_(True) & Attendance.notified_date.is_(None)
        ),
        SessionsShown.GROUPS: one.how == How.GROUP,
        SessionsShown.STAFF: one.volunteer_id.is_(None),
    }
    return conditions[view]


def _found(word: str) -> Any:
    """Return the numbers of the sessions whose people or place a word is part of."""
    mentees = select(Mentee.id).where(
        Mentee.name_key.contains(word, autoescape=True)
        | Mentee.reference.startswith(word.upper(), autoescape=True)
    )
    mentors = select(Volunteer.id).where(Volunteer.name_key.contains(word, autoescape=True))
    return union(
        select(Attendance.session_id).where(Attendance.mentee_id.in_(mentees)),
        select(MentoringSession.id).where(MentoringSession.volunteer_id.in_(mentors)),
        select(MentoringSession.id).where(MentoringSession.place_key.between(word, f"{word}\uffff")),
    )


def _rows(reading: Reading, numbers: Sequence[int]) -> dict[int, SessionRow]:
    one = MentoringSession
    found = (
        select(one, Volunteer.name, Person.name, SessionReason.name)
        .outerjoin(Volunteer, Volunteer.id == one.volunteer_id)
        .outerjoin(Person, Person.id == one.worker_id)
        .outerjoin(SessionReason, SessionReason.id == one.reason_id)
        .where(one.id.in_(numbers))
    )
    came = (
        select(Attendance.session_id, Attendance.presence, Mentee)
        .join(Mentee, Mentee.id == Attendance.mentee_id)
        .where(Attendance.session_id.in_(numbers))
        .order_by(Mentee.name_key, Mentee.id)
    )
    names: dict[int, list[str]] = {}
    attended: dict[int, int] = {}
    for number, presence, mentee in reading.session.execute(came):
        names.setdefault(number, []).append(name_of(mentee))
        attended[number] = attended.get(number, 0) + (presence is Presence.ATTENDED)
    return {
        session.id: SessionRow(
            session.id,
            session.session_date,
            session.start_time,
            session.minutes,
            session.status,
            session.how,
            session.place,
            mentor or "",
            worker or "",
            tuple(names.get(session.id, ())),
            attended.get(session.id, 0),
            reason or "",
        )
        for session, mentor, worker, reason in reading.session.execute(found)
    }


Choices = list[tuple[Any, str]]


@query(needs=Permission.SESSION_VIEW)
def mentor_choices(reading: Reading) -> Choices:
    """The mentors whom the filter offers."""
    return _listed(reading, select(Volunteer.id, Volunteer.name).order_by(Volunteer.name_key))


@query(needs=Permission.SESSION_VIEW)
def place_choices(reading: Reading) -> Choices:
    """Where the newest sessions took place."""
    one = MentoringSession
    newest = select(one.place_key, one.place).where(one.place_key != "").order_by(one.id.desc())
    found = dict(reading.session.execute(newest.limit(_RECENT)).all())
    return sorted(found.items(), key=lambda each: each[1])[:_CHOICES]


@query(needs=Permission.SESSION_VIEW)
def pathways_touched(reading: Reading) -> Choices:
    """The pathways of the list that is in use."""
    used = select(Pathway.id, Pathway.name).join(PathwayList).where(PathwayList.in_use.is_(True))
    return _listed(reading, used.order_by(Pathway.number))


@query(needs=Permission.SESSION_VIEW)
def mentee_called(reading: Reading, mentee_id: int) -> str:
    """How a mentee whose sessions are shown is called."""
    mentee = reading.session.get(Mentee, mentee_id)
    return name_of(mentee) if mentee else "Somebody"


@query(needs=Permission.SESSION_VIEW)
def mentor_called(reading: Reading, volunteer_id: int) -> str:
    """How a mentor whose sessions are shown is called."""
    mentor = reading.session.get(Volunteer, volunteer_id)
    return mentor.name if mentor else "Somebody"


def _listed(reading: Reading, found: Select[int, str]) -> Choices:
    return [(row[0], row[1]) for row in reading.session.execute(found.limit(_CHOICES))]
