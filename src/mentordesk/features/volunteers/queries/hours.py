"""Hours that volunteers gave in a period: of one, of each in a list, and every record they come from."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    String,
    case,
    cast,
    func,
    literal,
    select,
    union_all,
)

from mentordesk.features.volunteers.rules.hours import (
    Hours,
    HoursKind,
    in_hours,
    kind_of_duty,
    value_words,
)
from mentordesk.kernel.choices import Choice
from mentordesk.kernel.columns import Align, Column
from mentordesk.kernel.dates import Period, add_months, quarter_of
from mentordesk.kernel.formats import duration, short_date
from mentordesk.kernel.paging import ListAsk, Page
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import fold
from mentordesk.records.clearances import VolunteerSettings
from mentordesk.records.duties import Duty, DutyKind
from mentordesk.records.organisation import Organisation
from mentordesk.records.sessions import MentoringSession, SessionStatus
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.paging import fetch_page
from mentordesk.store.work import Reading, query

_FIRST = date(1990, 1, 1)
_DAY = timedelta(days=1)
_KINDS: dict[HoursKind, tuple[str, ...]] = {
    HoursKind.MENTORING: ("",),
    HoursKind.TRAINING: (DutyKind.TRAINING.value,),
    HoursKind.OTHER: tuple(each.value for each in DutyKind if each is not DutyKind.TRAINING),
}


class HoursWhen(Choice):
    """The periods that people ask for most."""

    TWELVE_MONTHS = "twelve_months", "The last 12 months"
    QUARTER = "quarter", "This quarter"
    BEFORE = "before", "The quarter before"
    YEAR = "year", "This financial year"
    LAST_YEAR = "last_year", "The financial year before"
    ALL = "all", "All time"


@dataclass(frozen=True)
class HoursView:
    """What one volunteer gave in a period, and what an hour counts for."""

    period: Period
    hours: Hours
    hour_pence: int


@dataclass(frozen=True)
class HoursRow:
    """What one volunteer gave, in a list."""

    id: int
    name: str
    hours: Hours
    hour_pence: int


@dataclass(frozen=True)
class GivenRow:
    """One session or duty that is counted."""

    id: int
    volunteer_id: int
    record: int
    """The number of the session or the duty."""
    volunteer: str
    given_date: date
    kind: HoursKind
    what: str
    minutes: int | None


HOURS_COLUMNS: tuple[Column[HoursRow], ...] = (
    Column("Volunteer", lambda row: row.name, "name", width=200),
    Column(
        "Mentoring",
        lambda row: in_hours(row.hours.mentoring),
        "mentoring",
        Align.RIGHT,
        130,
        typed=lambda row: _decimal(row.hours.mentoring),
    ),
    Column(
        "Training",
        lambda row: in_hours(row.hours.training),
        "training",
        Align.RIGHT,
        130,
        typed=lambda row: _decimal(row.hours.training),
    ),
    Column(
        "Other duties",
        lambda row: in_hours(row.hours.other),
        "other",
        Align.RIGHT,
        130,
        typed=lambda row: _decimal(row.hours.other),
    ),
    Column(
        "Altogether",
        lambda row: in_hours(row.hours.total),
        "total",
        Align.RIGHT,
        130,
        typed=lambda row: _decimal(row.hours.total),
    ),
    Column(
        "Value (estimate)",
        lambda row: value_words(row.hours.total, row.hour_pence),
        None,
        Align.RIGHT,
        150,
    ),
)
GIVEN_COLUMNS: tuple[Column[GivenRow], ...] = (
    Column(
        "Date", lambda row: short_date(row.given_date), "date", width=120, typed=lambda row: row.given_date
    ),
    Column("Volunteer", lambda row: row.volunteer, "volunteer", width=200),
    Column("Given to", lambda row: row.kind.label, None, width=140),
    Column("What", lambda row: row.what, None, width=200),
    Column(
        "Time",
        lambda row: duration(row.minutes) if row.minutes else "Not given",
        "minutes",
        Align.RIGHT,
        150,
        typed=lambda row: row.minutes,
    ),
)


def _decimal(minutes: int) -> Decimal:
    return (Decimal(minutes) / 60).quantize(Decimal("0.01"))


@query(needs=Permission.VOLUNTEER_VIEW)
def hours_of(reading: Reading, volunteer_id: int, when: HoursWhen) -> HoursView:
    """What one volunteer gave in a period."""
    reading.find(Volunteer, volunteer_id)
    period = period_of(reading, when)
    hours = hours_in(reading, period, volunteer_id).get(volunteer_id, Hours())
    return HoursView(period, hours, hour_rate(reading))


@query(needs=Permission.VOLUNTEER_VIEW)
def hours_page(reading: Reading, ask: ListAsk) -> Page[HoursRow]:
    """Everybody who gave hours in a period."""
    period = period_of(reading, HoursWhen(ask.filter("when") or HoursWhen.ALL))
    met, did = _sessions(period).subquery(), _duties(period).subquery()
    mentoring, training, other = (
        func.coalesce(each, 0) for each in (met.c.minutes, did.c.training, did.c.other)
    )
    total = mentoring + training + other
    found = (
        select(
            Volunteer.id,
            Volunteer.name,
            mentoring.label("mentoring"),
            training.label("training"),
            other.label("other"),
            func.coalesce(met.c.without, 0).label("without"),
        )
        .outerjoin(met, met.c.volunteer_id == Volunteer.id)
        .outerjoin(did, did.c.volunteer_id == Volunteer.id)
        .where((total > 0) | (met.c.without > 0))
    )
    for word in fold(ask.search).split():
        found = found.where(Volunteer.name_key.contains(word, autoescape=True))
    orders: dict[str, Any] = {
        "name": Volunteer.name_key,
        "mentoring": mentoring,
        "training": training,
        "other": other,
        "total": total,
    }
    rate = hour_rate(reading)

    def make(row: Any) -> HoursRow:
        hours = Hours(row.mentoring, row.training, row.other, row.without)
        return HoursRow(row.id, row.name, hours, rate)

    return fetch_page(reading, found, ask, orders, Volunteer.id, make)


@query(needs=Permission.VOLUNTEER_VIEW)
def given_page(reading: Reading, ask: ListAsk) -> Page[GivenRow]:
    """Every session and duty that is counted in a period."""
    period = period_of(reading, HoursWhen(ask.filter("when") or HoursWhen.ALL))
    given = _given(period).subquery()
    found = select(given, Volunteer.name).join(Volunteer, Volunteer.id == given.c.volunteer_id)
    for word in fold(ask.search).split():
        found = found.where(Volunteer.name_key.contains(word, autoescape=True))
    if number := ask.filter("volunteer"):
        found = found.where(given.c.volunteer_id == number)
    if kind := ask.filter("kind"):
        found = found.where(given.c.kind.in_(_KINDS[HoursKind(kind)]))
    orders: dict[str, Any] = {
        "date": given.c.given_date,
        "volunteer": Volunteer.name_key,
        "minutes": func.coalesce(given.c.minutes, 0),
    }

    def make(row: Any) -> GivenRow:
        duty = row.kind and DutyKind(row.kind)
        return GivenRow(
            row.id,
            row.volunteer_id,
            row.record,
            row.name,
            row.given_date,
            kind_of_duty(duty) if duty else HoursKind.MENTORING,
            duty.label if duty else "Session",
            row.minutes,
        )

    return fetch_page(reading, found, ask, orders, given.c.id, make)


@query(needs=Permission.VOLUNTEER_VIEW)
def hours_of_everybody(reading: Reading, when: HoursWhen) -> HoursView:
    """What all volunteers gave in a period."""
    return hours_together(reading, period_of(reading, when))


def hours_together(reading: Reading, period: Period) -> HoursView:
    """Return what all volunteers gave in a period."""
    everybody = hours_in(reading, period).values()
    return HoursView(
        period,
        Hours(
            sum(each.mentoring for each in everybody),
            sum(each.training for each in everybody),
            sum(each.other for each in everybody),
            sum(each.without_length for each in everybody),
        ),
        hour_rate(reading),
    )


def hours_in(reading: Reading, period: Period, volunteer_id: int | None = None) -> dict[int, Hours]:
    """Return what each volunteer gave in a period, by number; those who gave nothing are left out."""
    met, did = _sessions(period), _duties(period)
    if volunteer_id is not None:
        met = met.where(MentoringSession.volunteer_id == volunteer_id)
        did = did.where(Duty.volunteer_id == volunteer_id)
    sessions = {row.volunteer_id: row for row in reading.session.execute(met)}
    duties = {row.volunteer_id: row for row in reading.session.execute(did)}
    return {
        number: Hours(
            sessions[number].minutes if number in sessions else 0,
            duties[number].training if number in duties else 0,
            duties[number].other if number in duties else 0,
            sessions[number].without if number in sessions else 0,
        )
        for number in sorted(sessions.keys() | duties.keys())
    }


def hour_rate(reading: Reading) -> int:
    """Return what an hour counts for in pence; 0 while no rate is set."""
    found = select(VolunteerSettings.hour_pence).order_by(VolunteerSettings.id).limit(1)
    return reading.session.scalar(found) or 0


def period_of(reading: Reading, when: HoursWhen) -> Period:
    """Return the days of one of the periods that people ask for; years start as the charity's do."""
    today = reading.today
    starts = reading.session.scalar(select(Organisation.year_starts).limit(1)) or 4
    year = add_months(today.replace(day=1), -((today.month - starts) % 12))
    periods = {
        HoursWhen.TWELVE_MONTHS: Period(add_months(today, -12) + _DAY, today),
        HoursWhen.QUARTER: quarter_of(today, starts),
        HoursWhen.BEFORE: quarter_of(add_months(today, -3), starts),
        HoursWhen.YEAR: Period(year, add_months(year, 12) - _DAY),
        HoursWhen.LAST_YEAR: Period(add_months(year, -12), year - _DAY),
        HoursWhen.ALL: Period(_FIRST, today),
    }
    return periods[when]


def _held(period: Period) -> tuple[ColumnElement[bool], ...]:
    return (
        MentoringSession.status == SessionStatus.HELD,
        MentoringSession.volunteer_id.is_not(None),
        MentoringSession.session_date.between(period.first, period.last),
    )


def _sessions(period: Period) -> Select[int | None, int, Any]:
    return (
        select(
            MentoringSession.volunteer_id,
            func.sum(func.coalesce(MentoringSession.minutes, 0)).label("minutes"),
            func.sum(case((MentoringSession.minutes.is_(None), 1), else_=0)).label("without"),
        )
        .where(*_held(period))
        .group_by(MentoringSession.volunteer_id)
    )


def _duties(period: Period) -> Select[int, Any, Any]:
    training = Duty.kind == DutyKind.TRAINING
    return (
        select(
            Duty.volunteer_id,
            func.sum(case((training, Duty.minutes), else_=0)).label("training"),
            func.sum(case((training, 0), else_=Duty.minutes)).label("other"),
        )
        .where(Duty.duty_date.between(period.first, period.last))
        .group_by(Duty.volunteer_id)
    )


def _given(period: Period) -> CompoundSelect[Any]:
    met = select(
        (MentoringSession.id * 2).label("id"),
        MentoringSession.id.label("record"),
        MentoringSession.volunteer_id.label("volunteer_id"),
        MentoringSession.session_date.label("given_date"),
        MentoringSession.minutes.label("minutes"),
        literal("").label("kind"),
    ).where(*_held(period))
    did = select(
        (Duty.id * 2 + 1).label("id"),
        Duty.id.label("record"),
        Duty.volunteer_id.label("volunteer_id"),
        Duty.duty_date.label("given_date"),
        Duty.minutes.label("minutes"),
        cast(Duty.kind, String).label("kind"),
    ).where(Duty.duty_date.between(period.first, period.last))
    return union_all(met, did)
