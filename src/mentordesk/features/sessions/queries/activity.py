"""The activity of a period and of the one before, as the report prints them; added up in the database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median_low

from sqlalchemy import Select, func, or_, select

from mentordesk.features.sessions.queries.cadence import kept_in
from mentordesk.features.sessions.queries.figures import (
    by_how,
    count_of_status,
    four_of,
    mentors_of,
    tallies_of,
)
from mentordesk.features.sessions.rules.activity import Activity, ActivityEdition, Line, alike, hold_back
from mentordesk.features.sessions.rules.figures import MentorKind, MentorTally, Tally, reason_word
from mentordesk.features.sessions.rules.periods import before
from mentordesk.kernel.dates import Period
from mentordesk.kernel.permissions import Permission
from mentordesk.records.duties import Duty
from mentordesk.records.mentees import Episode, Mentee
from mentordesk.records.organisation import Organisation
from mentordesk.records.pathways import Pathway
from mentordesk.records.referrals import Decision, Referral, Route
from mentordesk.records.sessions import (
    Attendance,
    AttendancePathway,
    Presence,
    SessionReason,
    SessionStatus,
)
from mentordesk.store.work import Reading, query

MOST_PEOPLE = 300
"""People whom the internal edition lists; more stand in the list of sessions."""


@dataclass(frozen=True)
class PersonLine:
    """What one mentee came to and missed, by reference."""

    reference: str
    attended: int
    absent: int
    called_off: int


@dataclass(frozen=True)
class ActivitySheet:
    """A period beside the one before it; people and mentors are listed in the internal edition only."""

    organisation: str
    charity_number: str
    logo: bytes
    prepared_by: str
    as_at: date
    trail_head: str
    edition: ActivityEdition
    period: Period
    period_before: Period
    now: Activity
    then: Activity
    mentors: tuple[MentorTally, ...] = ()
    people: tuple[PersonLine, ...] = ()
    people_left_out: int = 0


@query(needs=Permission.SESSION_REPORT)
def activity_sheet(reading: Reading, period: Period, edition: ActivityEdition) -> ActivitySheet:
    """The activity of a period; outside the charity nobody is named and small numbers are held back."""
    earlier = before(period)
    now, then = alike(_activity(reading, period), _activity(reading, earlier))
    internal = edition is ActivityEdition.INTERNAL
    if edition is ActivityEdition.FUNDER:
        now, then = hold_back(now), hold_back(then)
    if internal:
        reading.need(Permission.SESSION_VIEW)
    people = _people(reading, period) if internal else ()
    house = reading.session.scalar(select(Organisation).order_by(Organisation.id).limit(1))
    return ActivitySheet(
        organisation=house.name if house else "",
        charity_number=house.charity_number if house else "",
        logo=house.logo if house else b"",
        prepared_by=reading.actor.name if internal else reading.actor.role.label,
        as_at=reading.today,
        trail_head=reading.trail_head(),
        edition=edition,
        period=period,
        period_before=earlier,
        now=now,
        then=then,
        mentors=mentors_of(reading, period) if internal else (),
        people=people[:MOST_PEOPLE],
        people_left_out=max(len(people) - MOST_PEOPLE, 0),
    )


def _activity(reading: Reading, period: Period) -> Activity:
    tallies, four = tallies_of(reading, period), four_of(reading, period)
    mentors, kept = mentors_of(reading, period), kept_in(reading, period)
    routes = _routes(reading, period)
    days = _days_to_first(reading, period)
    reasons = dict(reading.session.execute(select(SessionReason.id, SessionReason.name)).all())
    classes = {
        row.id: reason_word(row.reason_class)
        for row in reading.session.execute(select(SessionReason.id, SessionReason.reason_class))
    }

    def why(status: SessionStatus) -> tuple[Line, ...]:
        return tuple(_by_reason(tallies, status, reasons, classes))

    return Activity(
        referrals=sum(line.count or 0 for line in routes),
        accepted=_accepted(reading, period),
        active=_active(reading, period),
        sessions=four.sessions,
        attendances=four.attendances,
        people=four.people,
        minutes=four.minutes,
        missed=count_of_status(tallies, SessionStatus.MISSED),
        cancelled=count_of_status(tallies, SessionStatus.CANCELLED),
        expected=kept.expected,
        held=kept.held,
        first_met=len(days),
        median_days=median_low(days) if days else None,
        duty_minutes=_duties(reading, period),
        by_route=routes,
        by_missed_reason=why(SessionStatus.MISSED),
        by_cancelled_reason=why(SessionStatus.CANCELLED),
        by_how=tuple(Line(row.how.label, row.sessions, minutes=row.minutes) for row in by_how(tallies)),
        by_kind=tuple(_by_kind(mentors)),
        by_pathway=_pathways(reading, period),
    )


def _by_reason(
    tallies: Iterable[Tally], status: SessionStatus, reasons: dict[int, str], classes: dict[int, str]
) -> Iterable[Line]:
    counted: dict[str, int] = {}
    for each in tallies:
        if each.status is status:
            number = each.reason_id or 0
            kind = classes.get(number, "").lower()
            name = f"{reasons[number]} ({kind})" if number in reasons else reason_word(None)
            counted[name] = counted.get(name, 0) + each.sessions
    for name, many in sorted(counted.items(), key=lambda each: (-each[1], each[0])):
        yield Line(name, many)


def _by_kind(mentors: Iterable[MentorTally]) -> Iterable[Line]:
    everybody = list(mentors)
    for kind in MentorKind:
        alike = [each for each in everybody if each.kind is kind]
        people = None if kind is MentorKind.STAFF else len(alike)
        minutes = sum(each.minutes for each in alike)
        yield Line(kind.label, sum(each.sessions for each in alike), people, minutes)


def _routes(reading: Reading, period: Period) -> tuple[Line, ...]:
    found = (
        select(Referral.route, func.count(Referral.id))
        .where(Referral.referred_date.between(period.first, period.last))
        .group_by(Referral.route)
    )
    counted = dict(reading.session.execute(found).all())
    return tuple(Line(route.label, counted[route]) for route in Route if route in counted)


def _accepted(reading: Reading, period: Period) -> int:
    return _count(
        reading,
        select(func.count(Referral.id)).where(
            Referral.decision == Decision.ACCEPTED,
            Referral.decision_date.between(period.first, period.last),
        ),
    )


def _active(reading: Reading, period: Period) -> int:
    return _count(
        reading,
        select(func.count(Episode.mentee_id.distinct())).where(
            Episode.start_date <= period.last,
            or_(Episode.exit_date.is_(None), Episode.exit_date >= period.first),
        ),
    )


def _duties(reading: Reading, period: Period) -> int:
    within = Duty.duty_date.between(period.first, period.last)
    return _count(reading, select(func.sum(Duty.minutes)).where(within))


def _count(reading: Reading, found: Select[int]) -> int:
    return reading.session.scalar(found) or 0


def _days_to_first(reading: Reading, period: Period) -> list[int]:
    """Return the days from referral to first session of everybody first met in a period."""
    met = Attendance.presence == Presence.ATTENDED
    within = Attendance.session_date.between(period.first, period.last)
    lately = select(Attendance.mentee_id).where(met, within).distinct()
    first = (
        select(Attendance.mentee_id, func.min(Attendance.session_date).label("day"))
        .where(met, Attendance.mentee_id.in_(lately))
        .group_by(Attendance.mentee_id)
        .having(func.min(Attendance.session_date) >= period.first)
        .subquery()
    )
    found = (
        select(first.c.day, func.min(Referral.referred_date))
        .join(Referral, Referral.mentee_id == first.c.mentee_id)
        .where(Referral.decision == Decision.ACCEPTED)
        .group_by(first.c.mentee_id, first.c.day)
    )
    return [max((day - asked).days, 0) for day, asked in reading.session.execute(found)]


def _pathways(reading: Reading, period: Period) -> tuple[Line, ...]:
    touched = (
        select(
            AttendancePathway.pathway_id,
            func.count(AttendancePathway.id),
            func.count(Attendance.mentee_id.distinct()),
        )
        .join(Attendance, Attendance.id == AttendancePathway.attendance_id)
        .where(
            Attendance.presence == Presence.ATTENDED,
            Attendance.session_date.between(period.first, period.last),
        )
        .group_by(AttendancePathway.pathway_id)
    )
    names = dict(reading.session.execute(select(Pathway.id, Pathway.name)).all())
    lines = [Line(names[number], many, people) for number, many, people in reading.session.execute(touched)]
    return tuple(sorted(lines, key=lambda line: (-(line.count or 0), line.name)))


def _people(reading: Reading, period: Period) -> tuple[PersonLine, ...]:
    found = (
        select(Mentee.reference, Attendance.presence, func.count(Attendance.id))
        .join(Mentee, Mentee.id == Attendance.mentee_id)
        .where(
            Attendance.presence != Presence.EXPECTED,
            Attendance.session_date.between(period.first, period.last),
        )
        .group_by(Mentee.reference, Attendance.presence)
    )
    counted: dict[str, dict[Presence, int]] = {}
    for reference, presence, many in reading.session.execute(found):
        counted.setdefault(reference, {})[presence] = many
    return tuple(
        PersonLine(
            reference,
            each.get(Presence.ATTENDED, 0),
            each.get(Presence.ABSENT, 0),
            each.get(Presence.CALLED_OFF, 0),
        )
        for reference, each in sorted(counted.items())
    )
