"""The calendar at tier L (750,000 sessions over seven years), beside the same statements run directly."""

import random
from datetime import date, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from mentordesk.features.sessions.queries.calendar import calendar_sheet, clash_of
from mentordesk.features.sessions.queries.finding import found_for_sessions
from mentordesk.features.sessions.rules.calendar import CalendarAsk
from mentordesk.records.mentees import Mentee
from mentordesk.records.sessions import Attendance, MentoringSession
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.casebook import Store
from tests.bench.mentees import compared

if TYPE_CHECKING:
    from collections.abc import Callable

SESSIONS, DAYS = 750_000, 2_600
_FIRST, _AT_ONCE = date(2020, 1, 1), 50_000
_WEEK = date(2025, 6, 2)


def fill(store: Store) -> None:
    """Add the sessions of tier L, without the trail."""
    chance = random.Random(2)
    with store.connection().engine.begin() as connection:
        mentors = list(connection.scalars(select(Volunteer.__table__.c.id)))
        mentees = list(connection.scalars(select(Mentee.__table__.c.id)))
        last = max(connection.scalars(select(MentoringSession.__table__.c.id)), default=0)
        for start in range(0, SESSIONS, _AT_ONCE):
            numbers = range(start + 1, start + _AT_ONCE + 1)
            sessions = [_session(last, number, mentors, chance) for number in numbers]
            connection.execute(insert(MentoringSession.__table__), sessions)
            people = [_attendance(each, mentees, chance) for each in sessions]
            connection.execute(insert(Attendance.__table__), people)


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


def _session(last: int, number: int, mentors: list[int], chance: random.Random) -> dict[str, Any]:
    day = _FIRST + timedelta(days=number * DAYS // SESSIONS)
    place = f"Place {chance.randrange(300)}"
    words = dict.fromkeys(("topic", "reason_words", "journey", "unmatched_reason"), "")
    return words | {
        "id": last + number,
        "version": 1,
        "status": chance.choice(("held", "held", "held", "missed", "planned")),
        "session_date": day,
        "start_time": time(chance.randrange(9, 18), chance.choice((0, 15, 30, 45))),
        "later_hour": False,
        "minutes": 60,
        "how": "in_person",
        "place": place,
        "place_key": place.lower(),
        "volunteer_id": chance.choice(mentors),
    }


def _attendance(session: dict[str, Any], mentees: list[int], chance: random.Random) -> dict[str, Any]:
    words = dict.fromkeys(("summary", "response", "strengths", "next_plans", "notify_words"), "")
    return words | {
        "version": 1,
        "session_id": session["id"],
        "mentee_id": chance.choice(mentees),
        "session_date": session["session_date"],
        "presence": "attended",
        "notify_officer": False,
    }
