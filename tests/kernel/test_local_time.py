"""Civil times, also on the two nights when the clocks change: 29 March and 25 October 2026."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentordesk.kernel.dates import bank_holidays
from mentordesk.kernel.local_time import civil, happens_twice, instant, is_left_out, problem_of

FORWARD, BACK = date(2026, 3, 29), date(2026, 10, 25)


@pytest.mark.parametrize(
    ("day", "at", "expected"),
    [
        (date(2026, 1, 15), time(9, 30), datetime(2026, 1, 15, 9, 30, tzinfo=UTC)),
        (date(2026, 7, 15), time(9, 30), datetime(2026, 7, 15, 8, 30, tzinfo=UTC)),
        (FORWARD, time(0, 59), datetime(2026, 3, 29, 0, 59, tzinfo=UTC)),
        (FORWARD, time(2, 0), datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
        (BACK, time(1, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (BACK, time(2, 0), datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
    ],
)
def test_a_civil_time_is_an_instant(day: date, at: time, expected: datetime) -> None:
    assert instant(day, at) == expected
    assert civil(expected) == (day, at)


def test_the_hour_that_happens_twice_has_two_instants() -> None:
    assert happens_twice(BACK, time(1, 30))
    assert instant(BACK, time(1, 30), later=True) - instant(BACK, time(1, 30)) == timedelta(hours=1)
    assert civil(instant(BACK, time(1, 30), later=True)) == (BACK, time(1, 30))
    assert not happens_twice(BACK, time(0, 59))
    assert not happens_twice(BACK, time(2, 0))


def test_the_hour_that_is_left_out_is_said_in_words() -> None:
    assert is_left_out(FORWARD, time(1, 0))
    assert not is_left_out(FORWARD, time(2, 0))
    assert problem_of(FORWARD, time(1, 30)) == (
        "The clocks go forward on 29 March 2026, so 1:30am does not exist that night. "
        "Give 2:30am or another time."
    )
    assert problem_of(BACK, time(1, 30)) == ""


@given(st.dates(date(1997, 1, 1), date(2037, 12, 31)), st.times().filter(lambda at: at.hour != 1))
def test_only_the_hour_from_one_is_ever_left_out_or_doubled(day: date, at: time) -> None:
    assert not is_left_out(day, at)
    assert not happens_twice(day, at)
    assert civil(instant(day, at)) == (day, at)


def test_bank_holidays_have_names() -> None:
    """From the list on gov.uk for England and Wales."""
    assert bank_holidays(date(2026, 12, 20), date(2027, 1, 2)) == {
        date(2026, 12, 25): "Christmas Day",
        date(2026, 12, 26): "Boxing Day",
        date(2026, 12, 28): "Boxing Day, substitute day",
        date(2027, 1, 1): "New Year's Day",
    }
    assert list(bank_holidays(date(2026, 4, 1), date(2026, 5, 31))) == [
        date(2026, 4, 3),
        date(2026, 4, 6),
        date(2026, 5, 4),
        date(2026, 5, 25),
    ]
    assert bank_holidays(date(2026, 6, 1), date(2026, 6, 30)) == {}
