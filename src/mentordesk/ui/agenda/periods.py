"""Which days a diary shows at one time, and how they are called."""

from datetime import date, timedelta

from mentordesk.kernel.choices import Choice
from mentordesk.kernel.dates import Period, add_months
from mentordesk.kernel.formats import long_date, month_and_year
from mentordesk.ui.fields.calendar import full_day

AGENDA_DAYS = 28


class Scale(Choice):
    """How much a diary shows at one time."""

    DAY = "day", "Day"
    WEEK = "week", "Week"
    MONTH = "month", "Month"
    AGENDA = "agenda", "Agenda"


def days_between(first: date, last: date) -> list[date]:
    """Return every day from one to another, both included."""
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def period_of(scale: Scale, day: date) -> Period:
    """Return the days shown for a day: itself, its week, the weeks of its month, or four weeks from it."""
    if scale is Scale.DAY:
        return Period(day, day)
    if scale is Scale.AGENDA:
        return Period(day, day + timedelta(days=AGENDA_DAYS - 1))
    first = day if scale is Scale.WEEK else day.replace(day=1)
    last = day if scale is Scale.WEEK else add_months(first, 1) - timedelta(days=1)
    return Period(
        first - timedelta(days=first.weekday()),
        last + timedelta(days=6 - last.weekday()),
    )


def turned(scale: Scale, day: date, by: int) -> date:
    """Return the day from which the period before or after is shown."""
    if scale is Scale.MONTH:
        return add_months(day, by)
    return day + timedelta(days=by * {Scale.DAY: 1, Scale.WEEK: 7, Scale.AGENDA: AGENDA_DAYS}[scale])


def period_words(scale: Scale, day: date) -> str:
    """Return how the period of a day is called: "23 to 29 November 2026", "November 2026"."""
    if scale is Scale.DAY:
        return full_day(day)
    if scale is Scale.MONTH:
        return month_and_year(day)
    period = period_of(scale, day)
    first, last = long_date(period.first), long_date(period.last)
    if period.first.year == period.last.year:
        first = first.rpartition(" ")[0]
        if period.first.month == period.last.month:
            first = first.rpartition(" ")[0]
    return f"{first} to {last}"
