"""Hours that volunteers give, and what they are worth as match funding."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mentordesk.features.sessions.operations.duties import record_duty
from mentordesk.features.sessions.operations.recording import record_session
from mentordesk.features.sessions.rules.drafts import AttendanceDraft, SessionDraft
from mentordesk.features.sessions.rules.duties import DutyDraft
from mentordesk.features.volunteers.operations.settings import change_volunteer_settings
from mentordesk.features.volunteers.queries.checks import volunteer_settings
from mentordesk.features.volunteers.queries.hours import (
    HoursWhen,
    given_page,
    hours_of,
    hours_of_everybody,
    hours_page,
    period_of,
)
from mentordesk.features.volunteers.rules.hours import (
    Hours,
    HoursKind,
    in_hours,
    value_of,
    value_says,
    value_words,
)
from mentordesk.kernel.dates import Period
from mentordesk.kernel.paging import ListAsk
from mentordesk.kernel.permissions import Permission
from mentordesk.records.duties import DutyKind
from mentordesk.records.sessions import How, SessionStatus
from mentordesk.store.casebook import Store
from mentordesk.store.work import Reading, query
from tests.casebooks import TODAY
from tests.features.matches.facts import a_mentor
from tests.features.sessions.planning import mentee

HELD = SessionDraft(
    status=SessionStatus.HELD,
    session_date=TODAY,
    minutes=90,
    how=How.GROUP,
    unmatched_reason="Stood in",
)


@query(needs=Permission.SIGN_IN)
def days_of(reading: Reading, when: HoursWhen) -> Period:
    """The days of a period."""
    return period_of(reading, when)


@pytest.mark.parametrize(
    ("minutes", "rate", "pence"),
    [
        (7263 * 60, 1318, 9_572_634),  # 7,263 hours at £13.18 are £95,726.34: DOMAIN §6, Sefton CVS
        (90, 1000, 1500),
        (1, 1318, 22),  # 21.97p
        (3, 1310, 66),  # 65.5p, half a penny is rounded up
        (0, 1318, 0),
        (60, 0, 0),
    ],
)
def test_time_is_worth_its_minutes_at_the_rate(minutes: int, rate: int, pence: int) -> None:
    assert value_of(minutes, rate) == pence


def test_the_value_says_that_it_is_an_estimate_and_at_which_rate() -> None:
    says = value_says(7263 * 60, 1318)
    assert "estimate" in says
    assert "7,263 hours at £13.18 an hour" in says
    assert value_words(60, 0) == "No rate set"
    assert [in_hours(each) for each in (0, 60, 90, 100, 72_000)] == [
        "0 hours",
        "1 hour",
        "1.5 hours",
        "1.7 hours",
        "1,200 hours",
    ]


def test_sessions_that_were_held_and_duties_are_counted_once(store: Store) -> None:
    ana, bo = a_mentor(store, name="Ana"), a_mentor(store, name="Bo")
    danny, sam = mentee(store, "Danny", "Reeve"), mentee(store, "Sam", "Hale")
    both = (AttendanceDraft(danny), AttendanceDraft(sam))
    store.write(record_session, replace(HELD, volunteer_id=ana, attendances=both))  # 90, not 180
    alone = replace(HELD, volunteer_id=ana, attendances=both[:1], how=How.PHONE)
    store.write(record_session, replace(alone, minutes=30, session_date=TODAY - timedelta(days=400)))
    store.write(record_session, replace(alone, volunteer_id=None, worker_id=1))  # staff give no hours here
    for kind, minutes in ((DutyKind.TRAINING, 120), (DutyKind.EVENT, 45), (DutyKind.OFFICE, 15)):
        store.write(record_duty, DutyDraft(ana, TODAY, minutes, kind))
    store.write(record_duty, DutyDraft(bo, TODAY, 20, DutyKind.OTHER))
    version, draft = store.read(volunteer_settings)
    store.write(change_volunteer_settings, version, replace(draft, hour_pence=1318))

    view = store.read(hours_of, ana, HoursWhen.TWELVE_MONTHS)
    assert view.hours == Hours(90, 120, 60, 0)
    assert store.read(hours_of, ana, HoursWhen.ALL).hours == Hours(120, 120, 60, 0)
    assert store.read(hours_of_everybody, HoursWhen.TWELVE_MONTHS).hours == Hours(90, 120, 80, 0)
    lately = (("when", HoursWhen.TWELVE_MONTHS),)
    page = store.read(hours_page, ListAsk(filters=lately, sort="total", descending=True))
    assert [(row.name, row.hours.total) for row in page.rows] == [("Ana", 270), ("Bo", 20)]
    assert value_words(page.rows[0].hours.total, page.rows[0].hour_pence) == "£59.31"  # 4.5 × £13.18

    behind = (*lately, ("volunteer", ana))
    rows = store.read(given_page, ListAsk(filters=behind)).rows
    assert sum(row.minutes or 0 for row in rows) == 270
    for kind, minutes in ((HoursKind.MENTORING, 90), (HoursKind.TRAINING, 120), (HoursKind.OTHER, 60)):
        rows = store.read(given_page, ListAsk(filters=(*behind, ("kind", kind)))).rows
        assert sum(row.minutes or 0 for row in rows) == minutes
        assert {row.kind for row in rows} == {kind}


def test_pages_of_what_is_behind_hours_follow_each_other(store: Store) -> None:
    ana = a_mentor(store, name="Ana")
    for back in range(7):
        store.write(record_duty, DutyDraft(ana, TODAY - timedelta(days=back // 2), 10, DutyKind.EVENT))
    seen, after = [], None
    while True:
        page = store.read(given_page, ListAsk(sort="date", limit=3, after=after))
        seen += [row.id for row in page.rows]
        after = page.after
        if not page.more:
            break
    assert len(seen) == len(set(seen)) == 7


def test_periods_are_the_charitys_own_years(store: Store) -> None:
    found = {when: store.read(days_of, when) for when in HoursWhen}
    assert found[HoursWhen.TWELVE_MONTHS] == Period(date(2025, 11, 22), TODAY)
    assert found[HoursWhen.QUARTER] == Period(date(2026, 10, 1), date(2026, 12, 31))
    assert found[HoursWhen.BEFORE] == Period(date(2026, 7, 1), date(2026, 9, 30))
    assert found[HoursWhen.YEAR] == Period(date(2026, 4, 1), date(2027, 3, 31))
    assert found[HoursWhen.LAST_YEAR] == Period(date(2025, 4, 1), date(2026, 3, 31))
