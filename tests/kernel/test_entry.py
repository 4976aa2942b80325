from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentordesk.kernel.entry import parse_duration, parse_money, parse_time, parse_whole


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12.5", 1250),
        ("£1,200", 120_000),
        ("75p", 75),
        ("£18.50", 1850),
        (".5", 50),
        ("12.", 1200),
        (" £ 3 ", 300),
        ("-4.20", -420),
        ("0", 0),
        ("12.345", None),
        ("0.5p", None),
        ("£", None),
        ("p", None),
        ("1e5", None),
        ("NaN", None),
        ("twelve", None),
        ("١٢", None),
        ("9" * 40, None),
        ("", None),
    ],
)
def test_money_is_whole_pence(text: str, expected: int | None) -> None:
    assert parse_money(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9:30", time(9, 30)),
        ("930am", time(9, 30)),
        ("14.05", time(14, 5)),
        ("2pm", time(14, 0)),
        ("12am", time(0, 0)),
        ("12pm", time(12, 0)),
        ("0:00", time(0, 0)),
        ("23:59", time(23, 59)),
        ("24:00", None),
        ("13pm", None),
        ("0am", None),
        ("9:60", None),
        ("noon", None),
        ("", None),
    ],
)
def test_times_of_day(text: str, expected: time | None) -> None:
    assert parse_time(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1h15", 75),
        ("1h 15m", 75),
        ("1:15", 75),
        ("75", 75),
        ("1.5 hours", 90),
        ("2 hours", 120),
        ("1 hour 5 minutes", 65),
        ("45 mins", 45),
        ("0.25h", 15),
        ("1:60", None),
        ("-5", None),
        ("an hour", None),
        ("", None),
    ],
)
def test_durations_are_minutes(text: str, expected: int | None) -> None:
    assert parse_duration(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1,200", 1200), (" 7 ", 7), ("-3", -3), ("1.5", None), ("", None), ("1" * 16, None), ("٧", None)],
)
def test_whole_numbers(text: str, expected: int | None) -> None:
    assert parse_whole(text) == expected


@given(st.text() | st.text("0123456789.,:£-pahmourins ", max_size=20))
def test_no_text_makes_reading_fail(text: str) -> None:
    for parse in (parse_money, parse_time, parse_duration, parse_whole):
        parse(text)
