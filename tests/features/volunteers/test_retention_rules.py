"""Retention as DOMAIN.md §4.5 defines it: its vectors, a brute-force count, a table worked by hand."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentordesk.features.volunteers.rules.figures import retention_figures, survival_chart
from mentordesk.features.volunteers.rules.retention import (
    Pause,
    Served,
    retention_at,
    spells_problem,
    stays_of,
    survival,
)
from mentordesk.kernel.dates import add_months
from mentordesk.records.spells import LeaveReason

DAY = date(2026, 11, 21)
BEFORE = date(2025, 11, 21)


def everybody(*people: tuple[Served, ...] | Served):
    lists = [each if isinstance(each, tuple) else (each,) for each in people]
    return {number: stays_of(each) for number, each in enumerate(lists, start=1)}


def shown(found) -> dict[str, str]:
    return {each.label: each.value for each in retention_figures(found)}


def test_the_vector_ten_of_whom_seven_stay_and_four_are_new() -> None:
    kept = [Served(date(2025, 1, 1))] * 7
    gone = [Served(date(2025, 1, 1), date(2026, 6, 30))] * 3
    new = [Served(date(2026, 2, 1))] * 4
    found = retention_at(everybody(*kept, *gone, *new), DAY)
    assert (len(found.base), len(found.retained), len(found.active), len(found.joined)) == (10, 7, 11, 4)
    assert shown(found)["Retained over 12 months"] == "7 of 10, 70.0%"
    assert Fraction(len(found.active) - len(found.joined), len(found.base)) == Fraction(7, 10)


def test_the_vector_of_nobody_a_year_before_is_not_available() -> None:
    found = retention_at(everybody(Served(date(2026, 2, 1))), DAY)
    assert shown(found)["Retained over 12 months"] == "not available"
    assert shown(found)["Starters who stayed 12 months"] == "not available"


@pytest.mark.parametrize(
    ("spells", "active"),
    [
        pytest.param((Served(DAY),), True, id="the first day counts"),
        pytest.param((Served(DAY + timedelta(1)),), False, id="not started"),
        pytest.param((Served(BEFORE, DAY),), True, id="the last day counts"),
        pytest.param((Served(BEFORE, DAY - timedelta(1)),), False, id="left the day before"),
        pytest.param((Served(BEFORE, None, (Pause(date(2026, 8, 21)),)),), True, id="paused three months"),
        pytest.param((Served(BEFORE, None, (Pause(date(2026, 8, 20)),)),), False, id="paused for longer"),
        pytest.param(
            (Served(BEFORE, None, (Pause(date(2026, 1, 1), DAY - timedelta(1)),)),), True, id="back today"
        ),
        pytest.param(
            (Served(BEFORE, None, (Pause(date(2026, 7, 1), date(2026, 9, 30)), Pause(date(2026, 10, 1)))),),
            False,
            id="two breaks that adjoin are one",
        ),
        pytest.param(
            (Served(BEFORE, date(2026, 9, 1)), Served(date(2026, 12, 2))), True, id="back within three months"
        ),
        pytest.param(
            (Served(BEFORE, date(2026, 9, 1)), Served(date(2026, 12, 3))), False, id="back after three months"
        ),
    ],
)
def test_who_is_active_on_a_day(spells: tuple[Served, ...], active: bool) -> None:
    assert (1 in retention_at(everybody(spells), DAY).active) is active


def test_whoever_fulfils_a_shorter_term_is_shown_apart() -> None:
    agreed = Served(date(2025, 1, 1), date(2026, 3, 31), (), date(2026, 3, 31), LeaveReason.WORK)
    early = Served(date(2025, 1, 1), date(2026, 3, 30), (), date(2026, 3, 31), LeaveReason.WORK)
    said = Served(date(2025, 1, 1), date(2026, 3, 1), (), None, LeaveReason.COMPLETED_TERM)
    found = retention_at(everybody(agreed, early, said), DAY)
    assert (found.base, found.retained, found.completed) == ({1, 2, 3}, frozenset(), {1, 3})
    assert found.reasons() == ((LeaveReason.WORK, {1, 2}), (LeaveReason.COMPLETED_TERM, {3}))


def test_starters_are_those_of_the_year_before_last_and_stay_from_their_own_start() -> None:
    found = retention_at(
        everybody(
            Served(date(2025, 11, 21)),  # twelve months ago to the day
            Served(date(2024, 11, 22), date(2025, 11, 22)),  # stayed a year to the day, then left
            Served(date(2025, 3, 1), date(2026, 2, 28)),  # left a day before the year was over
            Served(date(2024, 11, 21)),  # too early
            Served(date(2025, 11, 22)),  # too late
        ),
        DAY,
    )
    assert (found.starters, found.stayed) == ({1, 2, 3}, {1, 2})


def test_the_survival_curve_against_a_table_worked_by_hand() -> None:
    """Five people, seen to 1 July 2026. Worked by hand:

    month 1: all five began it and can be seen through it; B leaves on 20 January: 4/5.
    month 2: A, C, D, E began it; E started on 15 May and is seen to 15 June only: at risk A, C, D; none: 4/5.
             (E can be seen through month 1 only, for two months after 15 May is 15 July.)
    month 3: A, C, D; C leaves on 10 March, before 1 April: 4/5 times 2/3.
    month 4: A, D; none leaves. month 5: the same. month 6: A only, for D is seen to 1 July from 1 February,
             which is five months; A is seen for six, and leaves on 20 June, before 1 July: 0.
    """
    people = everybody(
        Served(date(2026, 1, 1), date(2026, 6, 20)),
        Served(date(2026, 1, 1), date(2026, 1, 20)),
        Served(date(2026, 1, 1), date(2026, 3, 10)),
        Served(date(2026, 2, 1)),
        Served(date(2026, 5, 15)),
    )
    curve = survival(people, date(2026, 7, 1))
    assert [(each.month, len(each.at_risk), len(each.left), each.share) for each in curve] == [
        (1, 5, 1, Fraction(4, 5)),
        (2, 3, 0, Fraction(4, 5)),
        (3, 3, 1, Fraction(8, 15)),
        (4, 2, 0, Fraction(8, 15)),
        (5, 2, 0, Fraction(8, 15)),
        (6, 1, 1, Fraction(0)),
    ]
    assert curve[2].left == {3}
    assert [each.words for each in survival_chart(curve, date(2026, 7, 1)).points][2:4] == ["53.3%", "53.3%"]
    assert survival({}, DAY) == ()


def test_a_pause_is_no_leaving_in_the_curve() -> None:
    paused = everybody(Served(date(2026, 1, 1), None, (Pause(date(2026, 2, 1)),)))
    assert [each.share for each in survival(paused, date(2026, 7, 1))] == [1] * 6


DATES = st.dates(date(2022, 1, 1), date(2026, 12, 31))


@st.composite
def lives(draw: st.DrawFn) -> tuple[Served, ...]:
    """Spells in order that do not overlap, with breaks inside them."""
    days = sorted(draw(st.sets(DATES, min_size=1, max_size=8)))
    found = []
    for first, last in zip(days[::2], [*days[1::2], None], strict=False):
        inside = [each for each in draw(st.lists(DATES, max_size=4)) if first <= each <= (last or each)]
        inside = sorted(set(inside))
        pauses = tuple(
            Pause(start, end) for start, end in zip(inside[::2], [*inside[1::2], last], strict=False)
        )
        found.append(Served(first, last, pauses))
    return tuple(found)


def active_by_counting_days(spells: tuple[Served, ...], day: date) -> bool:
    """The definition, looked up a day at a time, without any joining of spells."""
    inside = any(each.first <= day <= (each.last or date.max) for each in spells)
    ended = [each.last for each in spells if each.last and each.last < day]
    begins = [each.first for each in spells if each.first > day]
    in_gap = not inside and ended and begins and min(begins) <= add_months(max(ended), 3) + timedelta(days=1)
    if not inside and not in_gap:
        return False

    def paused(on: date) -> bool:
        return any(one.first <= on <= (one.last or date.max) for each in spells for one in each.pauses)

    if not paused(day):
        return True
    began = day
    while paused(began - timedelta(days=1)):
        began -= timedelta(days=1)
    return day <= add_months(began, 3)


@given(st.lists(lives(), min_size=1, max_size=6), DATES)
def test_point_to_point_retention_equals_the_brute_force_count(people, day: date) -> None:
    found = retention_at(everybody(*people), day)
    year_before = add_months(day, -12)
    base = {n for n, own in enumerate(people, start=1) if active_by_counting_days(own, year_before)}
    now = {n for n, own in enumerate(people, start=1) if active_by_counting_days(own, day)}
    assert (found.base, found.active, found.retained) == (base, now, base & now)
    assert found.joined == now - base


@pytest.mark.parametrize(
    ("spells", "says"),
    [
        ((Served(date(2025, 1, 1)), Served(date(2026, 1, 1))), "overlap"),
        ((Served(date(2025, 1, 1), date(2025, 6, 1)), Served(date(2025, 6, 1))), "overlap"),
        ((Served(date(2025, 1, 1), date(2024, 6, 1)),), "before it begins"),
        ((Served(date(2025, 1, 1), None, (Pause(date(2024, 1, 1)),)),), "outside the time of service"),
        (
            (Served(date(2025, 1, 1), None, (Pause(date(2025, 3, 1)), Pause(date(2025, 4, 1)))),),
            "breaks overlap",
        ),
        ((Served(date(2025, 1, 1), date(2025, 6, 1)), Served(date(2025, 6, 2))), ""),
    ],
)
def test_spells_that_overlap_or_run_backwards_are_said(spells: tuple[Served, ...], says: str) -> None:
    found = spells_problem(spells)
    assert says in found
    assert bool(found) is bool(says)
