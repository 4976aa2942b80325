"""Figures of a period: sessions, attendances, people and hours, and what they are made of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from mentordesk.features.sessions.queries.cadence import kept_in
from mentordesk.features.sessions.rules.cadence import Kept
from mentordesk.features.sessions.rules.figures import Four, MentorKind, MentorTally, Tally
from mentordesk.kernel.dates import Period
from mentordesk.kernel.permissions import Permission
from mentordesk.records.sessions import (
    Attendance,
    How,
    MentoringSession,
    Presence,
    ReasonClass,
    SessionReason,
    SessionStatus,
)
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.work import Reading, query


@dataclass(frozen=True)
class ReasonRow:
    """How many sessions were not held for reasons of one kind."""

    reason_class: ReasonClass | None
    missed: int
    cancelled: int


@dataclass(frozen=True)
class HowRow:
    """How many sessions were held in one way, and for how long."""

    how: How
    sessions: int
    minutes: int


@dataclass(frozen=True)
class FiguresSheet:
    """The figures of a period as they stand on a day."""

    period: Period
    as_at: date
    four: Four
    missed: int
    cancelled: int
    not_recorded: int
    """Planned for a day of the period that is past."""
    by_reason: tuple[ReasonRow, ...]
    by_how: tuple[HowRow, ...]
    by_mentor: tuple[MentorTally, ...]
    kept: Kept


@query(needs=Permission.SESSION_VIEW)
def figures_sheet(reading: Reading, period: Period) -> FiguresSheet:
    """The figures of a period."""
    tallies = tallies_of(reading, period)
    known = select(SessionReason.id, SessionReason.reason_class)
    classes = {row.id: row.reason_class for row in reading.session.execute(known)}
    return FiguresSheet(
        period,
        reading.today,
        four_of(reading, period),
        count_of_status(tallies, SessionStatus.MISSED),
        count_of_status(tallies, SessionStatus.CANCELLED),
        _not_recorded(reading, period),
        tuple(_by_reason(tallies, classes)),
        tuple(by_how(tallies)),
        mentors_of(reading, period),
        kept_in(reading, period),
    )


def four_of(reading: Reading, period: Period) -> Four:
    """Return the four figures of a period."""
    held = select(func.count(MentoringSession.id), func.sum(MentoringSession.minutes)).where(
        MentoringSession.status == SessionStatus.HELD,
        MentoringSession.session_date.between(period.first, period.last),
    )
    came = select(func.count(Attendance.id), func.count(Attendance.mentee_id.distinct())).where(
        Attendance.presence == Presence.ATTENDED,
        Attendance.session_date.between(period.first, period.last),
    )
    sessions, minutes = reading.session.execute(held).one()
    attendances, people = reading.session.execute(came).one()
    return Four(sessions, attendances, people, minutes or 0)


def tallies_of(reading: Reading, period: Period) -> tuple[Tally, ...]:
    """Return the sessions of a period, added up by what became of them, how, and for which reason."""
    one = MentoringSession
    found = (
        select(one.status, one.how, one.reason_id, func.count(one.id), func.sum(one.minutes))
        .where(one.session_date.between(period.first, period.last))
        .group_by(one.status, one.how, one.reason_id)
    )
    return tuple(
        Tally(status, how, reason, sessions, minutes or 0)
        for status, how, reason, sessions, minutes in reading.session.execute(found)
    )


def mentors_of(reading: Reading, period: Period) -> tuple[MentorTally, ...]:
    """Return who held the sessions of a period, those with most hours first; staff alone come last."""
    one = MentoringSession
    found = (
        select(one.volunteer_id, func.count(one.id), func.sum(one.minutes))
        .where(one.status == SessionStatus.HELD, one.session_date.between(period.first, period.last))
        .group_by(one.volunteer_id)
    )
    rows = reading.session.execute(found).all()
    named = select(Volunteer.id, Volunteer.name, Volunteer.mentee_id.is_not(None).label("former"))
    known = {row.id: (row.name, row.former) for row in reading.session.execute(named)}
    made = []
    for number, sessions, minutes in rows:
        name, former = known.get(number, ("Somebody", False)) if number else (MentorKind.STAFF.label, False)
        kind = MentorKind.FORMER if former else MentorKind.VOLUNTEER
        made.append(MentorTally(number, name, kind if number else MentorKind.STAFF, sessions, minutes or 0))
    return tuple(sorted(made, key=lambda each: (each.volunteer_id is None, -each.minutes, each.name)))


def count_of_status(tallies: Iterable[Tally], status: SessionStatus) -> int:
    """Return how many sessions have a status."""
    return sum(each.sessions for each in tallies if each.status is status)


def by_how(tallies: Iterable[Tally]) -> Iterable[HowRow]:
    """Give the sessions that were held by the way in which they took place, in the order of the list."""
    held = [each for each in tallies if each.status is SessionStatus.HELD]
    for how in How:
        alike = [each for each in held if each.how is how]
        if alike:
            yield HowRow(how, sum(each.sessions for each in alike), sum(each.minutes for each in alike))


def _by_reason(tallies: Iterable[Tally], classes: dict[int, ReasonClass]) -> Iterable[ReasonRow]:
    found = list(tallies)
    for wanted in (*ReasonClass, None):
        alike = [
            each for each in found if (classes.get(each.reason_id) if each.reason_id else None) is wanted
        ]
        missed = count_of_status(alike, SessionStatus.MISSED)
        cancelled = count_of_status(alike, SessionStatus.CANCELLED)
        if missed or cancelled:
            yield ReasonRow(wanted, missed, cancelled)


def _not_recorded(reading: Reading, period: Period) -> int:
    one = MentoringSession
    waiting = select(func.count(one.id)).where(
        one.status == SessionStatus.PLANNED,
        one.session_date.between(period.first, period.last),
        one.session_date < reading.today,
    )
    return reading.session.scalar(waiting) or 0
