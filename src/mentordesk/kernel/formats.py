"""How dates, money, numbers and durations read; one place for screens, PDFs and spreadsheets. DOMAIN §10."""

from collections.abc import Iterable
from datetime import date, datetime, time
from fractions import Fraction

from mentordesk.kernel.dates import Precision, quarter_of

NOT_AVAILABLE = "not available"

_MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def day_name(day: date) -> str:
    """Return "Thursday"."""
    return _DAY_NAMES[day.weekday()]


def long_date(day: date) -> str:
    """Return "3 September 2026"."""
    return f"{day.day} {_MONTH_NAMES[day.month - 1]} {day.year}"


def short_date(day: date | None) -> str:
    """Return "3 Sep 2026", or nothing for no date."""
    return f"{day.day} {_MONTH_NAMES[day.month - 1][:3]} {day.year}" if day else ""


def month_and_year(day: date) -> str:
    """Return "September 2026"."""
    return f"{_MONTH_NAMES[day.month - 1]} {day.year}"


def short_month(day: date) -> str:
    """Return "Sep 2026"."""
    return f"{_MONTH_NAMES[day.month - 1][:3]} {day.year}"


def clock(moment: datetime | time) -> str:
    """Return "9:30am", "12pm", in the zone that a moment carries."""
    hour = moment.hour % 12 or 12
    minutes = f":{moment.minute:02}" if moment.minute else ""
    return f"{hour}{minutes}{'am' if moment.hour < 12 else 'pm'}"


def date_and_time(moment: datetime) -> str:
    """Return "3 September 2026, 9:30am" in this computer's zone."""
    here = moment.astimezone()
    return f"{long_date(here.date())}, {clock(here)}"


def short_moment(moment: datetime) -> str:
    """Return "3 Sep 2026, 9:30am" in this computer's zone."""
    here = moment.astimezone()
    return f"{short_date(here.date())}, {clock(here)}"


def date_range(first: date, last: date) -> str:
    """Return "July to September 2021" for whole months, otherwise "3 July 2021 to 4 August 2021"."""
    whole = first.day == 1 and (last.replace(day=28).month != _next_day_month(last))
    if not whole:
        return f"{long_date(first)} to {long_date(last)}"
    if (first.year, first.month) == (last.year, last.month):
        return month_and_year(first)
    if first.year == last.year:
        return f"{_MONTH_NAMES[first.month - 1]} to {month_and_year(last)}"
    return f"{month_and_year(first)} to {month_and_year(last)}"


def _next_day_month(day: date) -> int:
    return date.fromordinal(day.toordinal() + 1).month if day < date.max else 1


def dated(day: date, precision: Precision) -> str:
    """Return a date as exactly as it is known: a day, "August 2014", "Quarter 3 (July to September) 2014"."""
    if precision is Precision.MONTH:
        return month_and_year(day)
    if precision is Precision.QUARTER:
        quarter = quarter_of(day)
        first, last = (_MONTH_NAMES[each.month - 1] for each in (quarter.first, quarter.last))
        return f"Quarter {(day.month + 2) // 3} ({first} to {last}) {day.year}"
    return long_date(day)


def money(pence: int, *, exact: bool = False) -> str:
    """Return "£5,000", "£18.50", "75p"; with `exact` always two decimals, as tables need."""
    sign, whole = ("-" if pence < 0 else ""), abs(pence)
    if exact:
        return f"{sign}£{whole // 100:,}.{whole % 100:02}"
    if whole and whole < 100:
        return f"{sign}{whole}p"
    return f"{sign}£{whole // 100:,}" + (f".{whole % 100:02}" if whole % 100 else "")


def decimal_places(value: Fraction, places: int) -> str:
    """Return an exact fraction with some decimals, half rounded away from zero."""
    scale = 10**places
    rounded = int(abs(value) * scale + Fraction(1, 2))
    text = f"{rounded // scale:,}" + (f".{rounded % scale:0{places}}" if places else "")
    return f"-{text}" if value < 0 and rounded else text


def percent(part: int, whole: int) -> str:
    """Return "26.2%" from two counts; "not available" when there is nothing to divide by."""
    return f"{decimal_places(Fraction(part * 100, whole), 1)}%" if whole else NOT_AVAILABLE


def count_of(number: int, one: str, many: str | None = None) -> str:
    """Return "1 target", "1,200 targets"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def duration(minutes: int) -> str:
    """Return "45 minutes", "1 hour 15 minutes"."""
    hours, rest = divmod(minutes, 60)
    parts = [count_of(hours, "hour")] if hours else []
    if rest or not hours:
        parts.append(count_of(rest, "minute"))
    return " ".join(parts)


def miles(tenths: int) -> str:
    """Return "12.5 miles", "1 mile"."""
    whole, tenth = divmod(tenths, 10)
    return f"{whole:,}.{tenth} miles" if tenth else count_of(whole, "mile")


def sentence_list(items: Iterable[str]) -> str:
    """Return "a, b and c"."""
    words = list(items)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def initials(name: str) -> str:
    """Return "AMS" for "Asha Mary Smith"; nothing for no name."""
    return "".join(word[0].upper() for word in name.replace("-", " ").split() if word[0].isalnum())
