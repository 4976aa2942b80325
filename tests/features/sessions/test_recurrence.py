"""Days of a series, compared with a count day by day that knows nothing of rules of recurrence."""

import calendar
from datetime import UTC, date, datetime, time, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from mentordesk.features.sessions.rules.recurrence import (
    MOST,
    Repeat,
    RepeatDraft,
    ShortMonth,
    days_of,
    repeat_problems,
    repeat_words,
    rule_text,
)
from mentordesk.kernel.dates import bank_holidays
from mentordesk.kernel.local_time import ZONE, civil, instant

FIRSTS = st.dates(date(2023, 1, 1), date(2032, 12, 31))
SPANS = st.integers(1, 800).map(lambda days: timedelta(days=days))
RULES = st.builds(
    RepeatDraft,
    repeat=st.sampled_from(list(Repeat)),
    short_month=st.sampled_from(list(ShortMonth)),
    skip_holidays=st.booleans(),
)


def belongs(day: date, first: date, rule: RepeatDraft) -> bool:
    """Whether a day is one of a series, said without any rule of recurrence."""
    if rule.skip_holidays and bank_holidays(day, day):
        return False
    if rule.repeat is Repeat.WEEKLY:
        return day.weekday() == first.weekday()
    if rule.repeat is Repeat.FORTNIGHTLY:
        return (day - first).days % 14 == 0
    length = calendar.monthrange(day.year, day.month)[1]
    if rule.repeat is Repeat.MONTHLY_DAY:
        shorter = rule.short_month is ShortMonth.LAST and first.day > length
        return day.day == (length if shorter else first.day)
    if day.weekday() != first.weekday():
        return False
    if first.day > 28:  # a fifth one: the last of each month
        return day.day + 7 > length
    return (day.day + 6) // 7 == (first.day + 6) // 7


def counted(first: date, last: date, rule: RepeatDraft) -> list[date]:
    every = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return [day for day in every if belongs(day, first, rule)]


@given(FIRSTS, SPANS, RULES)
def test_a_series_until_a_day_is_every_day_that_belongs_to_it(
    first: date, span: timedelta, rule: RepeatDraft
):
    until = first + span
    draft = RepeatDraft(rule.repeat, until, None, rule.short_month, rule.skip_holidays)
    assert list(days_of(first, draft)) == counted(first, until, draft)


@given(FIRSTS, st.integers(2, 40), RULES)
def test_a_series_of_some_times_has_as_many(first: date, count: int, rule: RepeatDraft):
    draft = RepeatDraft(rule.repeat, None, count, rule.short_month, rule.skip_holidays)
    days = days_of(first, draft)
    assert len(days) == count
    assert list(days) == counted(first, days[-1], draft)


@given(FIRSTS, RULES, st.times().filter(lambda at: at.hour != 1))
def test_the_time_of_day_stays_when_the_clocks_change(first: date, rule: RepeatDraft, at: time):
    draft = RepeatDraft(rule.repeat, None, 30, rule.short_month, rule.skip_holidays)
    for day in days_of(first, draft):
        assert civil(instant(day, at)) == (day, at)
        assert instant(day, at).astimezone(ZONE).time() == at


@given(FIRSTS, st.integers(2, 40), RULES)
def test_the_rule_that_is_kept_gives_the_same_days(first: date, count: int, rule: RepeatDraft):
    draft = RepeatDraft(rule.repeat, None, count, rule.short_month, skip_holidays=False)
    days = days_of(first, draft)
    kept = rrulestr(rule_text(first, draft, days[-1]), dtstart=datetime.combine(first, time()), ignoretz=True)
    assert [each.replace(tzinfo=UTC).date() for each in kept] == list(days)


@pytest.mark.parametrize(
    ("first", "draft", "expected"),
    [
        (  # 2028 is a leap year
            date(2027, 11, 30),
            RepeatDraft(Repeat.MONTHLY_DAY, count=5),
            ["30 Nov", "30 Dec", "30 Jan", "29 Feb", "30 Mar"],
        ),
        (
            date(2027, 11, 30),
            RepeatDraft(Repeat.MONTHLY_DAY, count=5, short_month=ShortMonth.SKIP),
            ["30 Nov", "30 Dec", "30 Jan", "30 Mar", "30 Apr"],
        ),
        (  # 25 December 2026 and 1 January 2027 are Fridays
            date(2026, 12, 18),
            RepeatDraft(Repeat.WEEKLY, count=3, skip_holidays=True),
            ["18 Dec", "8 Jan", "15 Jan"],
        ),
        (
            date(2026, 12, 8),
            RepeatDraft(Repeat.MONTHLY_WEEKDAY, until=date(2027, 3, 31)),
            ["8 Dec", "12 Jan", "9 Feb", "9 Mar"],
        ),
    ],
)
def test_days_by_hand(first: date, draft: RepeatDraft, expected: list[str]) -> None:
    assert [f"{day.day} {day:%b}" for day in days_of(first, draft)] == expected


def test_the_words_say_what_happens() -> None:
    months = RepeatDraft(Repeat.MONTHLY_DAY, count=5)
    assert repeat_words(date(2027, 1, 31), months) == (
        "On day 31 of each month. A month without a day 31 meets on its last day. "
        "5 sessions, the last on 31 May 2027."
    )
    last = RepeatDraft(Repeat.MONTHLY_WEEKDAY, until=date(2027, 5, 31), skip_holidays=True)
    assert repeat_words(date(2026, 11, 30), last) == (
        "On the last Monday of each month. 3 bank holidays are left out. "
        "4 sessions, the last on 26 April 2027."
    )


TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (RepeatDraft(Repeat.WEEKLY), "until"),
        (RepeatDraft(Repeat.WEEKLY, date(2027, 1, 1), 5), "count"),
        (RepeatDraft(Repeat.WEEKLY, count=1), "count"),
        (RepeatDraft(Repeat.WEEKLY, count=MOST + 1), "count"),
        (RepeatDraft(Repeat.WEEKLY, TODAY), "until"),
        (RepeatDraft(Repeat.WEEKLY, date(2026, 11, 25)), "until"),
        (RepeatDraft(Repeat.WEEKLY, count=60), "count"),
    ],
)
def test_what_is_wrong_with_a_series_is_said_beside_its_field(draft: RepeatDraft, field: str) -> None:
    assert list(repeat_problems(draft, TODAY, TODAY)) == [field]


def test_a_series_within_the_year_is_right() -> None:
    assert repeat_problems(RepeatDraft(Repeat.WEEKLY, count=52), TODAY, TODAY) == {}
    assert repeat_problems(RepeatDraft(), TODAY, TODAY) == {}
