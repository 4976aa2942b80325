"""The calendar at tier L, on the sessions of `tests.bench.sessions`, beside the same SQL run directly."""

from datetime import date, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from mentordesk.features.sessions.queries.calendar import calendar_sheet, clash_of
from mentordesk.features.sessions.queries.finding import found_for_sessions
from mentordesk.features.sessions.rules.calendar import CalendarAsk
from mentordesk.store.casebook import Store
from tests.bench.mentees import compared

if TYPE_CHECKING:
    from collections.abc import Callable

_WEEK = date(2025, 6, 2)


def measure(store: Store) -> list[str]:
    """Return the lines about the calendar."""
    week, month = (CalendarAsk(_WEEK, _WEEK + timedelta(days=number)) for number in (6, 41))
    mentor = (store.read(calendar_sheet, week).rows[0].volunteer_id or 0,)
    acts: dict[str, Callable[[], Any]] = {
        "the calendar of a week": partial(store.read, calendar_sheet, week),
        "the calendar of a month": partial(store.read, calendar_sheet, month),
        "a mentor's month": partial(
            store.read, calendar_sheet, CalendarAsk(month.first, month.last, mentors=mentor)
        ),
        "who is busy at a time": partial(
            store.read, clash_of, _WEEK, time(10), 60, (("mentor", mentor[0]), ("mentee", 1_500))
        ),
        "search “pla” for a filter": partial(store.read, found_for_sessions, "pla"),
    }
    return [compared(store, name, act) for name, act in acts.items()]
