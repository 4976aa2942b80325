from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentordesk.kernel import formats
from mentordesk.kernel.dates import Precision
from mentordesk.kernel.entry import parse_duration, parse_money


def test_dates_read_as_plain_english() -> None:
    assert formats.long_date(date(2005, 9, 18)) == "18 September 2005"
    assert formats.short_date(date(2005, 9, 18)) == "18 Sep 2005"
    assert formats.short_date(None) == ""


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2021, 7, 1), date(2021, 9, 30), "July to September 2021"),
        (date(2012, 12, 1), date(2015, 11, 30), "December 2012 to November 2015"),
        (date(2024, 2, 1), date(2024, 2, 29), "February 2024"),
        (date(2023, 2, 1), date(2023, 2, 28), "February 2023"),
        (date(2024, 2, 1), date(2024, 2, 28), "1 February 2024 to 28 February 2024"),
        (date(2021, 7, 3), date(2021, 8, 4), "3 July 2021 to 4 August 2021"),
        (date(9999, 12, 1), date(9999, 12, 31), "December 9999"),
    ],
)
def test_ranges_read_with_to(first: date, last: date, expected: str) -> None:
    assert formats.date_range(first, last) == expected


@pytest.mark.parametrize(
    ("day", "precision", "expected"),
    [
        (date(2014, 8, 27), Precision.DAY, "27 August 2014"),
        (date(2014, 8, 31), Precision.MONTH, "August 2014"),
        (date(2021, 6, 30), Precision.QUARTER, "Quarter 2 (April to June) 2021"),
        (date(2014, 12, 31), Precision.QUARTER, "Quarter 4 (October to December) 2014"),
    ],
)
def test_a_date_reads_as_exactly_as_it_is_known(day: date, precision: Precision, expected: str) -> None:
    assert formats.dated(day, precision) == expected


@pytest.mark.parametrize(
    ("hour", "minute", "expected"),
    [(9, 0, "9am"), (16, 0, "4pm"), (17, 30, "5:30pm"), (0, 5, "12:05am"), (12, 0, "12pm"), (0, 0, "12am")],
)
def test_times_read_as_people_say_them(hour: int, minute: int, expected: str) -> None:
    assert formats.clock(datetime(2026, 1, 1, hour, minute, tzinfo=UTC)) == expected


@pytest.mark.parametrize(
    ("pence", "plain", "exact"),
    [
        (500_000, "£5,000", "£5,000.00"),
        (1850, "£18.50", "£18.50"),
        (75, "75p", "£0.75"),
        (0, "£0", "£0.00"),
        (5, "5p", "£0.05"),
        (100, "£1", "£1.00"),
        (-1850, "-£18.50", "-£18.50"),
        (123_456_789, "£1,234,567.89", "£1,234,567.89"),
    ],
)
def test_money_has_pennies_only_when_needed_and_always_in_tables(pence: int, plain: str, exact: str) -> None:
    assert formats.money(pence) == plain
    assert formats.money(pence, exact=True) == exact


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        # Knowsley: courses, places, not appropriate
        (2, 4, "50.0%"),
        (25, 48, "52.1%"),
        (3, 25, "12.0%"),
        # Ministry of Justice, April 2013 to March 2014
        (117_864, 468_134, "25.2%"),
        # half rounds up, from the exact fraction
        (1, 2000, "0.1%"),
        (1, 8, "12.5%"),
        (0, 12, "0.0%"),
        (0, 0, "not available"),
        (5, 0, "not available"),
    ],
)
def test_per_cents_come_from_two_counts(part: int, whole: int, expected: str) -> None:
    assert formats.percent(part, whole) == expected


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        (Fraction(25, 2), 1, "12.5"),
        (Fraction(367_605, 117_864), 2, "3.12"),
        (Fraction(1, 8), 2, "0.13"),
        (Fraction(-1, 8), 2, "-0.13"),
        (Fraction(-1, 1000), 2, "0.00"),
        (Fraction(12_345, 10), 0, "1,235"),
    ],
)
def test_fractions_round_half_away_from_zero(value: Fraction, places: int, expected: str) -> None:
    assert formats.decimal_places(value, places) == expected


def test_counts_durations_and_lists_read_as_sentences() -> None:
    assert formats.count_of(1, "target") == "1 target"
    assert formats.count_of(1200, "target") == "1,200 targets"
    assert formats.count_of(0, "person", "people") == "0 people"
    assert formats.duration(45) == "45 minutes"
    assert formats.duration(75) == "1 hour 15 minutes"
    assert formats.duration(61) == "1 hour 1 minute"
    assert formats.duration(120) == "2 hours"
    assert formats.duration(0) == "0 minutes"
    assert formats.sentence_list([]) == ""
    assert formats.sentence_list(["a"]) == "a"
    assert formats.sentence_list(["a", "b"]) == "a and b"
    assert formats.sentence_list(iter(["a", "b", "c"])) == "a, b and c"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Asha Mary Smith", "AMS"),
        ("Jean-Luc Picard", "JLP"),
        ("  o'Neill ", "O"),
        ("Zoë", "Z"),
        ("", ""),
        ("— !", ""),
    ],
)
def test_initials_stand_for_a_name(name: str, expected: str) -> None:
    assert formats.initials(name) == expected


@given(st.integers(-(10**13), 10**13))
def test_printed_money_reads_back(pence: int) -> None:
    assert parse_money(formats.money(pence)) == pence
    assert parse_money(formats.money(pence, exact=True)) == pence


@given(st.integers(0, 9999))
def test_a_printed_duration_reads_back(minutes: int) -> None:
    assert parse_duration(formats.duration(minutes)) == minutes


@given(st.fractions(), st.integers(0, 4))
def test_rounding_is_never_off_by_more_than_half_a_step(value: Fraction, places: int) -> None:
    shown = Fraction(formats.decimal_places(value, places).replace(",", ""))
    assert abs(shown - value) <= Fraction(1, 2 * 10**places)
