"""The activity report: a period beside the one before, in three editions, without what must not leave."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from mentordesk.features.sessions.queries.activity import ActivitySheet, activity_sheet
from mentordesk.features.sessions.reports.activity import activity_pdf
from mentordesk.features.sessions.rules.activity import (
    Activity,
    ActivityChoice,
    ActivityEdition,
    Line,
    activity_problems,
    alike,
    hold_back,
)
from mentordesk.features.sessions.rules.periods import NamedPeriod, before, coded, decoded, named_period
from mentordesk.kernel.dates import Period
from mentordesk.kernel.errors import NotAllowed
from mentordesk.kernel.permissions import Role
from tests.casebooks import Casebook
from tests.reporting.reading import reader

QUARTER = Period(date(2026, 7, 1), date(2026, 9, 30))
FUNDER, TRUSTEE, INTERNAL = ActivityEdition


@pytest.mark.parametrize(
    ("first", "last", "earlier"),
    [
        (date(2026, 7, 1), date(2026, 9, 30), (date(2026, 4, 1), date(2026, 6, 30))),
        (date(2026, 3, 1), date(2026, 3, 31), (date(2026, 2, 1), date(2026, 2, 28))),
        (date(2025, 4, 1), date(2026, 3, 31), (date(2024, 4, 1), date(2025, 3, 31))),
        (date(2026, 3, 1), date(2026, 3, 14), (date(2026, 2, 15), date(2026, 2, 28))),
        (date(2026, 5, 5), date(2026, 5, 5), (date(2026, 5, 4), date(2026, 5, 4))),
    ],
)
def test_the_period_before_is_as_long_and_ends_the_day_before(first, last, earlier) -> None:
    assert before(Period(first, last)) == Period(*earlier)


def test_periods_by_name_follow_each_other_and_are_kept_by_their_ends() -> None:
    day = date(2026, 11, 21)
    assert named_period(NamedPeriod.LAST_QUARTER, day) == QUARTER
    assert named_period(NamedPeriod.FINANCIAL_YEAR, day) == Period(date(2026, 4, 1), date(2027, 3, 31))
    assert named_period(NamedPeriod.FINANCIAL_YEAR, date(2026, 3, 31)).first == date(2025, 4, 1)
    assert named_period(NamedPeriod.WEEK, day) == Period(date(2026, 11, 16), date(2026, 11, 22))
    assert named_period(NamedPeriod.YEAR, day) == Period(date(2025, 11, 22), day)
    for one, other in pairwise((NamedPeriod.LAST_MONTH, NamedPeriod.MONTH)):
        assert named_period(one, day).last + timedelta(days=1) == named_period(other, day).first
    assert decoded(coded(QUARTER), day) == QUARTER
    assert decoded("last_quarter", day) == QUARTER


def test_what_is_missing_is_said() -> None:
    assert set(activity_problems(ActivityChoice())) == {"first", "last", "edition"}
    turned = ActivityChoice(QUARTER.last, QUARTER.first, FUNDER)
    assert set(activity_problems(turned)) == {"last"}
    assert activity_problems(ActivityChoice(QUARTER.first, QUARTER.last, TRUSTEE)) == {}


def activity(**said: object) -> Activity:
    numbers = {name: 20 for name in Activity.__dataclass_fields__ if not name.startswith("by_")}
    lists = {name: () for name in Activity.__dataclass_fields__ if name.startswith("by_")}
    return Activity(**{**numbers, **lists, **said})


def test_small_numbers_are_held_back_and_what_goes_with_them() -> None:
    found = hold_back(activity(referrals=4, people=5, sessions=3, minutes=90, first_met=2, missed=0))
    assert (found.referrals, found.people, found.missed) == (None, 5, None)
    assert (found.sessions, found.minutes) == (None, None)
    assert (found.first_met, found.median_days) == (None, None)
    lines = (Line("Volunteers", 40, 6, 900), Line("Former", 2, 1, 60), Line("Staff", 9, None, 300))
    kinds = hold_back(activity(by_kind=lines)).by_kind
    assert kinds[1] == Line("Former", None, None, None)
    assert sum(each.count is None for each in kinds) == 2, "the hidden one cannot be taken from the whole"
    paths = (Line("Home", 30, 12), Line("Work", 9, 3), Line("Money", 6, 5))
    assert hold_back(activity(by_pathway=paths)).by_pathway == (
        Line("Home", 30, 12),
        Line("Work", None, None),
        Line("Money", 6, 5),
    )


def test_a_reason_that_one_period_lacks_is_held_back_there_too() -> None:
    """A nought that is shown tells that it is a nought."""
    now = activity(by_route=(Line("Prison", 9), Line("Self", 8)))
    then = activity(by_route=(Line("Self", 7), Line("Council", 12)))
    both = alike(now, then)
    assert [[each.name for each in one.by_route] for one in both] == [["Prison", "Self", "Council"]] * 2
    assert both[1].by_route[0] == Line("Prison", 0)
    assert hold_back(both[1]).by_route[0].count is None


def sheet(casebook: Casebook, edition: ActivityEdition, role: Role = Role.MANAGER) -> ActivitySheet:
    with casebook.open(role) as store:
        return store.read(activity_sheet, QUARTER, edition)


def pages(found: ActivitySheet) -> str:
    return "\n".join(page.extract_text() for page in reader(activity_pdf(found)).pages)


def test_the_parts_add_up_to_the_whole(demo_casebook: Casebook) -> None:
    for found in (sheet(demo_casebook, TRUSTEE).now, sheet(demo_casebook, TRUSTEE).then):
        assert found.sessions == sum(each.count for each in found.by_kind)
        assert found.sessions == sum(each.count for each in found.by_how)
        assert found.minutes == sum(each.minutes for each in found.by_kind)
        assert found.missed == sum(each.count for each in found.by_missed_reason)
        assert found.cancelled == sum(each.count for each in found.by_cancelled_reason)
        assert found.referrals == sum(each.count for each in found.by_route)
        assert found.people <= found.attendances


def test_nobody_is_named_outside_and_the_internal_edition_names_mentors(demo_casebook: Casebook) -> None:
    inside = sheet(demo_casebook, INTERNAL)
    words = pages(inside)
    assert inside.mentors
    assert all(each.name in words for each in inside.mentors)
    assert all(each.reference in words for each in inside.people)
    for edition in (FUNDER, TRUSTEE):
        words = pages(sheet(demo_casebook, edition))
        assert not any(each.name in words for each in inside.mentors if each.volunteer_id)
        assert "M-0" not in words
        assert "Asha Karim" not in words


def test_the_edition_for_a_funder_shows_no_small_number(demo_casebook: Casebook) -> None:
    outside, exact = sheet(demo_casebook, FUNDER), sheet(demo_casebook, TRUSTEE)
    assert exact.now.referrals is not None
    assert exact.now.referrals < 5
    assert outside.now.referrals is None
    for found in (outside.now, outside.then):
        for name in Activity.__dataclass_fields__:
            value = getattr(found, name)
            if name.startswith("by_"):
                assert all(each.count is None or each.count >= 5 for each in value), name
            elif name not in {"median_days", "minutes", "duty_minutes"}:
                assert value is None or value >= 5, name
    words = pages(outside)
    assert "held back" in words
    assert "July to September 2026" in words
    assert "April to June 2026" in words


def test_every_figure_has_its_definition(demo_casebook: Casebook) -> None:
    words = " ".join(pages(sheet(demo_casebook, TRUSTEE)).split())
    for part in ("Sessions: Meetings that were held", "Attendances: Times that", "People seen: Different"):
        assert part in words


def test_a_reader_makes_the_funders_edition_and_not_the_internal_one(demo_casebook: Casebook) -> None:
    assert sheet(demo_casebook, FUNDER, Role.READ_ONLY).now.active
    with pytest.raises(NotAllowed):
        sheet(demo_casebook, INTERNAL, Role.READ_ONLY)


@pytest.mark.parametrize("edition", ActivityEdition)
def test_a_period_without_anything_says_so(casebook: Casebook, edition: ActivityEdition) -> None:
    words = pages(sheet(casebook, edition))
    assert "No session was missed in either period." in words
    assert "Nobody was referred in either period." in words


@pytest.mark.parametrize("count", [0, 1, 4, 5])
def test_a_line_that_stands_alone_is_held_back_when_it_is_small(count: int) -> None:
    (line,) = hold_back(activity(by_route=(Line("Prison", count),))).by_route
    assert line.count == (count if count >= 5 else None)
