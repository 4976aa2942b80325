"""Civil dates: reading what people type, counting months, quarters, working days."""

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from mentordesk.kernel.choices import Choice

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_DAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_DAYS |= {name.lower(): number for number, name in enumerate(calendar.day_abbr)}
_DAYS |= {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
_NUMERIC = re.compile(r"(\d{1,2})[/.\-\s](\d{1,2})(?:[/.\-\s](\d{4}|\d{2}))?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WORDED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s\-]*([a-z]+)\.?,?(?:[\s\-]+(\d{4}|\d{2}))?")
_AGO = re.compile(r"(\d{1,3})\s+(day|week|month|year)s?(\s+ago)?")


class Precision(Choice):
    """How exactly a date is known."""

    DAY = "day", "Day"
    MONTH = "month", "Month"
    QUARTER = "quarter", "Quarter"


@dataclass(frozen=True)
class Period:
    """A run of days, both ends included."""

    first: date
    last: date


def add_months(day: date, months: int) -> date:
    """Return the same day some months later, clipped to the month's last day; OverflowError far away."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError("the date is out of range")
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def is_working_day(day: date) -> bool:
    """Return whether offices are open: no weekend, no bank holiday of England and Wales."""
    return day.weekday() < 5 and day not in _bank_holidays()


def working_day_from(day: date) -> date:
    """Return a day itself, or the first working day after it."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def bank_holidays(first: date, last: date) -> dict[date, str]:
    """Return the bank holidays of England and Wales from one day to another, by name."""
    known = _bank_holidays()
    found = {}
    for number in range(first.toordinal(), last.toordinal() + 1):
        day = date.fromordinal(number)
        if name := known.get(day):
            found[day] = name.replace(" (observed)", ", substitute day")
    return found


@cache
def _bank_holidays() -> Mapping[date, str]:
    """Return the bank holidays of every year; they are worked out here, without the internet."""
    import holidays

    return holidays.country_holidays("GB", subdiv="ENG", language="en_GB")


def quarter_of(day: date, year_starts: int = 1) -> Period:
    """Return the quarter that holds a day, for years that start in month `year_starts`."""
    first = add_months(day.replace(day=1), -((day.month - year_starts) % 3))
    return Period(first, add_months(first, 3) - timedelta(days=1))


def parse_date(text: str, today: date) -> date | None:
    """Read a date as people type it (`3/9`, `3 Sep`, `tomorrow`, `last tue`); None when it is not one.

    Day comes before month. A date without a year is the one nearest to today. A two-digit year up to
    thirty years ahead is in the future, otherwise in the past.
    """
    words = " ".join(text.lower().replace(",", " ").split())
    try:
        return _relative(words, today) or _absolute(words, today)
    except (ValueError, OverflowError):
        return None


def parse_period(text: str, today: date, year_starts: int = 4) -> Period | None:
    """Read `2014`, `2014/15`, `Aug 2014`, `Q3 2014`, `July to September 2014` or two dates with "to".

    `2014/15` is the financial year that begins in month `year_starts`. None when it is not a period.
    """
    words = " ".join(text.split())
    if (found := re.fullmatch(r"((?:19|20)\d{2})/(\d{2})", words)) and int(found[2]) == (
        int(found[1]) + 1
    ) % 100:
        first = date(int(found[1]), year_starts, 1)
        return Period(first, add_months(first, 12) - timedelta(days=1))
    ends = re.split(r"\s+(?:to|until|–|-)\s+|\.\.+", words)
    if len(ends) == 1:
        return _whole(words, today)
    if len(ends) != 2:
        return None
    last = _whole(ends[1], today)
    first_end = _whole(ends[0], today) or (_whole(f"{ends[0]} {last.last.year}", today) if last else None)
    if first_end is None or last is None or last.last < first_end.first:
        return None
    return Period(first_end.first, last.last)


def _whole(words: str, today: date) -> Period | None:
    if re.fullmatch(r"(19|20)\d\d", words):
        return Period(date(int(words), 1, 1), date(int(words), 12, 31))
    found = parse_review_date(words, today)
    if found is None:
        return None
    day, precision = found
    if precision is Precision.QUARTER:
        return quarter_of(day)
    return Period(day.replace(day=1) if precision is Precision.MONTH else day, day)


def parse_review_date(text: str, today: date) -> tuple[date, Precision] | None:
    """Read a day, a month (`Aug 2014`, `2014-08`) or a quarter (`Q3 2014`), which give their last day."""
    words = " ".join(text.lower().replace(",", " ").split())
    try:
        quarter = re.fullmatch(r"(?:q|quarter )\s*([1-4])(?:\s*\(.*\))?\s*[/\-]?\s*(\d{4})", words)
        turned = re.fullmatch(r"(\d{4})\s*[/\-]?\s*q([1-4])", words)
        if found := quarter or turned:
            year, number = (found[2], found[1]) if quarter else (found[1], found[2])
            first = date(int(year), int(number) * 3 - 2, 1)
            return add_months(first, 3) - timedelta(days=1), Precision.QUARTER
        month = None
        if (found := re.fullmatch(r"([a-z]+)\.?\s+(\d{4})", words)) and found[1] in _MONTHS:
            month = date(int(found[2]), _MONTHS[found[1]], 1)
        elif found := re.fullmatch(r"(\d{4})-(\d{1,2})", words):
            month = date(int(found[1]), int(found[2]), 1)
        if month:
            return add_months(month, 1) - timedelta(days=1), Precision.MONTH
    except (ValueError, OverflowError):
        return None
    day = parse_date(text, today)
    return (day, Precision.DAY) if day else None


def _relative(words: str, today: date) -> date | None:
    named = {"today": 0, "now": 0, "tomorrow": 1, "yesterday": -1}
    if words in named:
        return today + timedelta(days=named[words])
    last, _, day = words.rpartition(" ")
    if day in _DAYS and last in {"", "last", "next", "this"}:
        ahead = (_DAYS[day] - today.weekday()) % 7
        if last == "last":
            return today + timedelta(days=ahead - 7)
        return today + timedelta(days=ahead or (7 if last == "next" else 0))
    if found := _AGO.fullmatch(words.removeprefix("in ")):
        count = int(found[1]) * (-1 if found[3] else 1)
        if found[2] in {"month", "year"}:
            return add_months(today, count * (12 if found[2] == "year" else 1))
        return today + timedelta(days=count * (7 if found[2] == "week" else 1))
    return None


def _absolute(words: str, today: date) -> date | None:
    if found := _ISO.fullmatch(words):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMERIC.fullmatch(words):
        return _complete(int(found[1]), int(found[2]), found[3], today)
    if (found := _WORDED.fullmatch(words)) and found[2] in _MONTHS:
        return _complete(int(found[1]), _MONTHS[found[2]], found[3], today)
    return None


def _complete(day: int, month: int, year: str | None, today: date) -> date | None:
    if year is None:
        years = (today.year - 1, today.year, today.year + 1)
        near = [date(each, month, day) for each in years if day <= calendar.monthrange(each, month)[1]]
        return min(near, key=lambda each: abs(each - today), default=None)
    number = int(year)
    if len(year) == 2:
        number += today.year // 100 * 100
        if number > today.year + 30:
            number -= 100
    return date(number, month, day)
