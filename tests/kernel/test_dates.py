from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentordesk.kernel.dates import (
    Period,
    Precision,
    add_months,
    is_working_day,
    parse_date,
    parse_period,
    parse_review_date,
    quarter_of,
    working_day_from,
)
from mentordesk.kernel.formats import long_date, short_date

TODAY = date(2026, 11, 21)  # a Saturday


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        # the follow-up and waiting vectors of DOMAIN 2.2
        (date(2015, 10, 1), 12, date(2016, 10, 1)),
        (date(2015, 10, 1), 18, date(2017, 4, 1)),
        (date(2015, 12, 31), 12, date(2016, 12, 31)),
        (date(2015, 12, 31), 18, date(2017, 6, 30)),
        # clipped to the month's last day
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 5, 31), 0, date(2026, 5, 31)),
    ],
)
def test_months_are_added_as_people_count_them(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


def test_months_past_the_last_year_overflow() -> None:
    with pytest.raises(OverflowError):
        add_months(date(9999, 12, 1), 1)
    with pytest.raises(OverflowError):
        add_months(date(1, 1, 1), -1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("21/11/2026", date(2026, 11, 21)),
        ("3/9/2026", date(2026, 9, 3)),
        ("3.9.2026", date(2026, 9, 3)),
        ("3-9-2026", date(2026, 9, 3)),
        ("03 09 2026", date(2026, 9, 3)),
        ("2026-09-03", date(2026, 9, 3)),
        ("3 September 2026", date(2026, 9, 3)),
        ("3rd of September, 2026", date(2026, 9, 3)),
        ("3 Sept. 2026", date(2026, 9, 3)),
        ("1st May 2024", date(2024, 5, 1)),
        ("3/9/56", date(2056, 9, 3)),
        ("3/9/57", date(1957, 9, 3)),
        ("29/2/2024", date(2024, 2, 29)),
        # without a year: the nearest
        ("3/9", date(2026, 9, 3)),
        ("3/5", date(2027, 5, 3)),
        ("3 Jan", date(2027, 1, 3)),
        ("29 feb", None),
        # as people say it
        ("today", TODAY),
        ("Tomorrow", date(2026, 11, 22)),
        ("yesterday", date(2026, 11, 20)),
        ("last tue", date(2026, 11, 17)),
        ("tuesday", date(2026, 11, 24)),
        ("last sat", date(2026, 11, 14)),
        ("saturday", TODAY),
        ("next saturday", date(2026, 11, 28)),
        ("2 weeks ago", date(2026, 11, 7)),
        ("in 3 months", date(2027, 2, 21)),
        ("1 year ago", date(2025, 11, 21)),
        # not dates
        ("31/9/2026", None),
        ("29/2/2026", None),
        ("12/13/2026", None),
        ("0/1/2026", None),
        ("", None),
        ("soon", None),
        ("3 Smarch 2026", None),
    ],
)
def test_a_date_is_read_as_people_type_it(text: str, expected: date | None) -> None:
    assert parse_date(text, TODAY) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Q3 2014", (date(2014, 9, 30), Precision.QUARTER)),
        ("quarter 1 2014", (date(2014, 3, 31), Precision.QUARTER)),
        ("Quarter 3 (July to September) 2014", (date(2014, 9, 30), Precision.QUARTER)),
        ("Q4/2015", (date(2015, 12, 31), Precision.QUARTER)),
        ("Q5 2014", None),
        ("Aug 2014", (date(2014, 8, 31), Precision.MONTH)),
        ("february 2024", (date(2024, 2, 29), Precision.MONTH)),
        ("2014-08", (date(2014, 8, 31), Precision.MONTH)),
        ("2014-13", None),
        ("27/8/2014", (date(2014, 8, 27), Precision.DAY)),
        ("Q4 9999", None),
        ("Dec 9999", None),
        ("", None),
    ],
)
def test_a_review_date_may_be_a_day_a_month_or_a_quarter(
    text: str, expected: tuple[date, Precision] | None
) -> None:
    assert parse_review_date(text, TODAY) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2014", Period(date(2014, 1, 1), date(2014, 12, 31))),
        ("Aug 2014", Period(date(2014, 8, 1), date(2014, 8, 31))),
        ("Q3 2014", Period(date(2014, 7, 1), date(2014, 9, 30))),
        ("1/7/2014 to 30/9/2014", Period(date(2014, 7, 1), date(2014, 9, 30))),
        ("2012 to 2013", Period(date(2012, 1, 1), date(2013, 12, 31))),
        ("Q4 2013 to Feb 2014", Period(date(2013, 10, 1), date(2014, 2, 28))),
        ("27/8/2014", Period(date(2014, 8, 27), date(2014, 8, 27))),
        ("2014 to 2013", None),
        ("2014 to whenever", None),
        (" to 2014", None),
        ("all of it", None),
        ("", None),
    ],
)
def test_a_period_is_read_with_both_ends_included(text: str, expected: Period | None) -> None:
    assert parse_period(text, TODAY) == expected


@pytest.mark.parametrize(
    ("day", "year_starts", "expected"),
    [
        (date(2026, 11, 21), 1, Period(date(2026, 10, 1), date(2026, 12, 31))),
        (date(2026, 2, 28), 1, Period(date(2026, 1, 1), date(2026, 3, 31))),
        (date(2026, 5, 1), 4, Period(date(2026, 4, 1), date(2026, 6, 30))),
        (date(2026, 1, 31), 4, Period(date(2026, 1, 1), date(2026, 3, 31))),
        (date(2026, 1, 31), 2, Period(date(2025, 11, 1), date(2026, 1, 31))),
    ],
)
def test_quarters_follow_the_month_in_which_the_year_starts(
    day: date, year_starts: int, expected: Period
) -> None:
    assert quarter_of(day, year_starts) == expected


TYPED = st.text() | st.text("0123456789/-. qQtoagodywekmnths", max_size=25)


@given(TYPED)
def test_no_text_makes_reading_a_date_fail(text: str) -> None:
    parse_date(text, TODAY)
    parse_review_date(text, TODAY)
    parse_period(text, TODAY)


@given(st.dates(date(1000, 1, 1)))
def test_a_printed_date_reads_back(day: date) -> None:
    assert parse_date(long_date(day), TODAY) == day
    assert parse_date(short_date(day), TODAY) == day
    assert parse_date(day.isoformat(), TODAY) == day


@given(st.dates(date(1000, 1, 1), date(9000, 1, 1)), st.integers(-9000, 9000))
def test_adding_months_lands_in_the_right_month_and_never_skips_one(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2014/15", date(2014, 4, 1), date(2015, 3, 31)),
        ("2014-Q3", date(2014, 7, 1), date(2014, 9, 30)),
        ("July to September 2014", date(2014, 7, 1), date(2014, 9, 30)),
        ("2014-07-01..2014-09-30", date(2014, 7, 1), date(2014, 9, 30)),
    ],
)
def test_a_period_is_read_in_the_ways_that_funders_write_it(words, first, last):
    assert parse_period(words, date(2026, 11, 21)) == Period(first, last)


@pytest.mark.parametrize("words", ["2014/17", "9999/00", "2014-09-30 to 2014-07-01", "a to b to c", " to "])
def test_what_is_no_period_is_none(words):
    assert parse_period(words, date(2026, 11, 21)) is None


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 10, 3), date(2026, 10, 5)),  # a Saturday
        (date(2026, 12, 25), date(2026, 12, 29)),  # Christmas, a weekend, and the day after for Boxing Day
        (date(2026, 4, 3), date(2026, 4, 7)),  # Good Friday to Easter Monday
        (date(2027, 8, 30), date(2027, 8, 31)),  # the bank holiday of summer
        (date(2026, 11, 30), date(2026, 11, 30)),  # St Andrew's day is one of Scotland's only
        (date(2024, 2, 29), date(2024, 2, 29)),
    ],
)
def test_a_weekend_and_a_bank_holiday_move_to_the_next_working_day(day, works):
    assert working_day_from(day) == works


@given(st.dates(date(2000, 1, 1), date(2060, 1, 1)))
def test_a_working_day_is_never_more_than_five_days_away(day: date) -> None:
    works = working_day_from(day)
    assert is_working_day(works)
    assert 0 <= (works - day).days <= 5
