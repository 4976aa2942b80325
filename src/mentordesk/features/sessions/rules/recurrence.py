"""Sessions that repeat: the days of a rule, in civil time, and the rule in words."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

from dateutil.rrule import DAILY, MONTHLY, WEEKLY, rrule, weekday

from mentordesk.features.sessions.rules.recording import FURTHEST
from mentordesk.kernel.choices import Choice
from mentordesk.kernel.dates import bank_holidays
from mentordesk.kernel.formats import count_of, day_name, long_date

MOST = 260
"""Sessions that one series may have at most."""
_ORDINALS = ("first", "second", "third", "fourth", "last")
_LONGEST_SEARCH = MOST * 3


class Repeat(Choice):
    """How often a session repeats."""

    WEEKLY = "weekly", "Every week"
    FORTNIGHTLY = "fortnightly", "Every two weeks"
    MONTHLY_DAY = "monthly_day", "Every month, on the same day of the month"
    MONTHLY_WEEKDAY = "monthly_weekday", "Every month, on the same weekday"


class ShortMonth(Choice):
    """What happens in a month that has no 29th, 30th or 31st."""

    LAST = "last", "Meet on its last day"
    SKIP = "skip", "Leave that month out"


@dataclass(frozen=True)
class RepeatDraft:
    """How a session repeats, until a day or a number of times; the first session counts."""

    repeat: Repeat | None = None
    until: date | None = None
    count: int | None = None
    short_month: ShortMonth = ShortMonth.LAST
    skip_holidays: bool = False


def repeat_problems(draft: RepeatDraft, first: date | None, today: date) -> dict[str, str]:
    """Return what is wrong with a series that begins on a day, by field."""
    if draft.repeat is None or first is None:
        return {}
    return _end_problem(draft, first) or _length_problem(draft, first, today)


def _end_problem(draft: RepeatDraft, first: date) -> dict[str, str]:
    if draft.until is None and draft.count is None:
        return {"until": "Say until when, or how many times."}
    if draft.until is not None and draft.count is not None:
        return {"count": "Give the last day or the number of times, not both."}
    if draft.count is not None and not 2 <= draft.count <= MOST:
        return {"count": f"A series has from 2 to {MOST} sessions."}
    if draft.until is not None and draft.until <= first:
        return {"until": "This is not after the first session."}
    return {}


def _length_problem(draft: RepeatDraft, first: date, today: date) -> dict[str, str]:
    field, days = "until" if draft.until else "count", days_of(first, draft)
    if len(days) < 2:
        return {field: "Only one session would be planned. Choose a later day."}
    if days[-1] > today + timedelta(days=FURTHEST):
        last = long_date(days[-1])
        return {field: f"The last one would be on {last}. Sessions are planned at most a year ahead."}
    return {}


def days_of(first: date, draft: RepeatDraft) -> tuple[date, ...]:
    """Return the days of a series, `first` among them; days that are left out do not count.

    Days are civil days: a session keeps its time of day when the clocks change.
    """
    if draft.repeat is None:
        return (first,)
    found: list[date] = []
    for moment in islice(_rule(first, draft), _LONGEST_SEARCH):
        day = moment.date()
        if draft.until is not None and day > draft.until:
            break
        if draft.skip_holidays and day in bank_holidays(day, day):
            continue
        found.append(day)
        if len(found) == (draft.count or MOST):
            break
    return tuple(found)


def rule_text(first: date, draft: RepeatDraft, last: date) -> str:
    """Return the rule as RFC 5545 has it, without its first date: "FREQ=WEEKLY;UNTIL=…"."""
    text = str(_rule(first, draft).replace(until=_midnight(last)))
    return next(line for line in text.splitlines() if line.startswith("RRULE:")).removeprefix("RRULE:")


def _rule(first: date, draft: RepeatDraft) -> rrule:
    start = _midnight(first)
    if draft.repeat is Repeat.WEEKLY:
        return rrule(WEEKLY, dtstart=start)
    if draft.repeat is Repeat.FORTNIGHTLY:
        return rrule(WEEKLY, interval=2, dtstart=start)
    if draft.repeat is Repeat.MONTHLY_WEEKDAY:
        return rrule(MONTHLY, dtstart=start, byweekday=weekday(first.weekday())(_nth(first)))
    if draft.repeat is None:
        return rrule(DAILY, dtstart=start, count=1)
    if first.day > 28 and draft.short_month is ShortMonth.LAST:
        return rrule(MONTHLY, dtstart=start, bymonthday=tuple(range(28, first.day + 1)), bysetpos=-1)
    return rrule(MONTHLY, dtstart=start, bymonthday=first.day)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _nth(first: date) -> int:
    """Return which of its weekdays a day is in its month: 1 to 4, or -1 for a fifth, which is the last."""
    place = (first.day - 1) // 7 + 1
    return place if place < 5 else -1


def repeat_words(first: date, draft: RepeatDraft) -> str:
    """Say in words when a series takes place, how often, and what happens in short months."""
    if draft.repeat is None:
        return ""
    days = days_of(first, draft)
    name = day_name(first)
    if draft.repeat is Repeat.WEEKLY:
        says = f"Every {name}"
    elif draft.repeat is Repeat.FORTNIGHTLY:
        says = f"Every second {name}, beginning on {long_date(first)}"
    elif draft.repeat is Repeat.MONTHLY_WEEKDAY:
        says = f"On the {_ORDINALS[_nth(first) - 1 if _nth(first) > 0 else -1]} {name} of each month"
    else:
        says = f"On day {first.day} of each month"
    sentences = [says]
    if draft.repeat is Repeat.MONTHLY_DAY and first.day > 28:
        shorter = "meets on its last day" if draft.short_month is ShortMonth.LAST else "is left out"
        sentences.append(f"A month without a day {first.day} {shorter}")
    if draft.skip_holidays:
        left_out = bank_holidays(first, draft.until or days[-1]) if days else {}
        gone = [day for day in left_out if day in days_of(first, _with_holidays(draft))]
        sentences.append(
            f"{count_of(len(gone), 'bank holiday is', 'bank holidays are')} left out"
            if gone
            else "No bank holiday is in the way"
        )
    if days:
        sentences.append(f"{count_of(len(days), 'session')}, the last on {long_date(days[-1])}")
    return ". ".join(sentences) + "."


def _with_holidays(draft: RepeatDraft) -> RepeatDraft:
    """Return a rule without leaving bank holidays out, over at least the same days."""
    return RepeatDraft(draft.repeat, draft.until, None if draft.until else MOST, draft.short_month)
