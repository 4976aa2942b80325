"""Periods by name, as lists and figures offer them, and the two ends that people type; pure."""

from datetime import date, timedelta

from mentordesk.kernel.choices import Choice
from mentordesk.kernel.dates import Period, add_months, quarter_of
from mentordesk.kernel.formats import date_range, long_date

_YEAR_STARTS = 4
_LONGEST = 366 * 10


class NamedPeriod(Choice):
    """Periods that people ask for most."""

    WEEK = "week", "This week"
    MONTH = "month", "This month"
    LAST_MONTH = "last_month", "Last month"
    QUARTER = "quarter", "This quarter"
    LAST_QUARTER = "last_quarter", "Last quarter"
    YEAR = "year", "Last 12 months"
    FINANCIAL_YEAR = "financial_year", "This financial year"
    LAST_FINANCIAL_YEAR = "last_financial_year", "Last financial year"


def named_period(name: NamedPeriod, today: date) -> Period:
    """Return the days of a period by name; a financial year begins in April."""
    month, quarter = today.replace(day=1), quarter_of(today)
    year = add_months(month, -((today.month - _YEAR_STARTS) % 12))
    monday = today - timedelta(days=today.weekday())
    day = timedelta(days=1)
    found = {
        NamedPeriod.WEEK: (monday, monday + timedelta(days=6)),
        NamedPeriod.MONTH: (month, add_months(month, 1) - day),
        NamedPeriod.LAST_MONTH: (add_months(month, -1), month - day),
        NamedPeriod.QUARTER: (quarter.first, quarter.last),
        NamedPeriod.LAST_QUARTER: (add_months(quarter.first, -3), quarter.first - day),
        NamedPeriod.YEAR: (add_months(today, -12) + day, today),
        NamedPeriod.FINANCIAL_YEAR: (year, add_months(year, 12) - day),
        NamedPeriod.LAST_FINANCIAL_YEAR: (add_months(year, -12), year - day),
    }
    return Period(*found[name])


def coded(period: Period) -> str:
    """Return a period as the filter of a list keeps it: "2026-07-01 2026-09-30"."""
    return f"{period.first.isoformat()} {period.last.isoformat()}"


def decoded(code: str, today: date) -> Period:
    """Return the days that the filter of a list means, by name or by its ends."""
    if code in set(NamedPeriod):
        return named_period(NamedPeriod(code), today)
    first, last = code.split()
    return Period(date.fromisoformat(first), date.fromisoformat(last))


def period_words(period: Period) -> str:
    """Return a period in words; a single day as that day."""
    return long_date(period.first) if period.first == period.last else date_range(period.first, period.last)


def before(period: Period) -> Period:
    """Return the period of the same length that ends the day before; whole months stay whole months."""
    last = period.first - timedelta(days=1)
    months = (period.last.year - period.first.year) * 12 + period.last.month - period.first.month + 1
    whole = period.first.day == 1 and (period.last + timedelta(days=1)).day == 1
    if whole:
        return Period(add_months(period.first, -months), last)
    return Period(last - (period.last - period.first), last)


def period_problems(first: date | None, last: date | None) -> dict[str, str]:
    """Return what is wrong with the two ends of a period, by field."""
    missing = {name: "Give the date." for name, day in (("first", first), ("last", last)) if day is None}
    if missing or first is None or last is None:
        return missing
    if last < first:
        return {"last": "The period ends before it starts."}
    if (last - first).days > _LONGEST:
        return {"last": "Choose at most ten years."}
    return {}
