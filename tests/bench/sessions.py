"""The list, things to do and a year's report at tier L (750,000 sessions), beside the same SQL directly."""

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import text

from mentordesk.features.sessions.queries.activity import activity_sheet
from mentordesk.features.sessions.queries.cadence import cadence_page, to_do_count, to_do_page
from mentordesk.features.sessions.queries.figures import figures_sheet
from mentordesk.features.sessions.queries.lists import session_page
from mentordesk.features.sessions.reports.activity import activity_pdf
from mentordesk.features.sessions.rules.activity import ActivityEdition
from mentordesk.kernel.dates import Period
from mentordesk.kernel.paging import ListAsk
from mentordesk.store.casebook import Store
from tests.bench.mentees import MENTEES, MENTORS, compared
from tests.bench.timing import timed

if TYPE_CHECKING:
    from collections.abc import Callable

SESSIONS = 750_000
_YEARS = 2_555
"""Days that they are spread over: seven years."""
_WITH_US = 2_900
"""Mentees who are with the charity at one time, as they come one after the other for 150 days each."""
_OVER = MENTEES - _WITH_US
_FIRST, _MATCH, _SESSION = 1_000, 100_000, 1_000_000
_NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {most})"


def fill(store: Store, today: date) -> None:
    """Add the sessions of tier L without the trail: everybody is with the charity for five months."""
    first = today - timedelta(days=_YEARS - 14)
    held = "CASE WHEN i % 20 < 15 THEN '{0}' WHEN i % 20 < 17 THEN '{1}' ELSE '{2}' END"
    day = f"date('{first}', '+' || (i * {_YEARS} / {SESSIONS}) || ' days')"
    ahead = f"CASE WHEN {day} >= '{today}' THEN '{{0}}' ELSE {{1}} END"
    status = ahead.format("planned", held.format("held", "missed", "cancelled"))
    presence = ahead.format("expected", held.format("attended", "absent", "called_off"))
    begun = f"date('{first}', '+' || (i * {_YEARS - 14} / {MENTEES}) || ' days')"
    whom = f"max(0, i * {MENTEES} / {SESSIONS} - i * 104729 % {_WITH_US})"
    words = "'', '', '', ''"
    with store.connection().engine.begin() as connection:
        volunteer = connection.execute(text("SELECT max(id) FROM volunteer")).scalar_one() - MENTORS + 1
        for into, most in (
            (
                (
                    "match (id, version, mentee_id, volunteer_id, status, frequency, boundaries, end_reason) "
                    f"{{n}} SELECT {_MATCH} + i, 1, {_FIRST} + i, {volunteer} + i % {MENTORS}, "
                    f"CASE WHEN i >= {_OVER} THEN 'active' ELSE 'ended' END, "
                    "CASE i % 3 WHEN 0 THEN 'weekly' WHEN 1 THEN 'fortnightly' ELSE 'monthly' END, '', "
                    f"CASE WHEN i >= {_OVER} THEN NULL ELSE 'completed' END FROM n"
                ),
                MENTEES,
            ),
            (
                (
                    "match_change (version, match_id, status, change_date, reason) "
                    f"{{n}} SELECT 1, {_MATCH} + i, 'active', {begun}, '' FROM n"
                ),
                MENTEES,
            ),
            (
                (
                    "match_change (version, match_id, status, change_date, reason) "
                    f"{{n}} SELECT 1, {_MATCH} + i, 'ended', date({begun}, '+150 days'), '' FROM n "
                    f"WHERE i < {_OVER}"
                ),
                MENTEES,
            ),
            (
                (
                    "episode (version, mentee_id, start_date, exit_date, summary, next_steps) "
                    f"{{n}} SELECT 1, {_FIRST} + i, {begun}, "
                    f"CASE WHEN i < {_OVER} THEN date({begun}, '+150 days') END, '', '' FROM n"
                ),
                MENTEES,
            ),
            (
                (
                    "session (id, version, status, session_date, start_time, later_hour, minutes, how, "
                    "place, place_key, volunteer_id, topic, reason_words, journey, unmatched_reason, "
                    "reason_id) "
                    f"{{n}} SELECT {_SESSION} + i, 1, {status}, {day}, '10:00:00.000000', 0, "
                    "30 + i % 4 * 15, "
                    "CASE i % 4 WHEN 0 THEN 'phone' WHEN 1 THEN 'prison_visit' ELSE 'in_person' END, "
                    f"'Place ' || i % 40, 'place ' || i % 40, {volunteer} + i * 7919 % {MENTORS}, {words}, "
                    f"CASE WHEN i % 20 > 14 AND {day} < '{today}' THEN 1 + i % 14 END FROM n"
                ),
                SESSIONS,
            ),
            (
                (
                    "attendance (id, version, session_id, mentee_id, match_id, session_date, presence, "
                    "summary, response, strengths, next_plans, notify_officer, notify_words) "
                    f"{{n}} SELECT {_SESSION} + i, 1, {_SESSION} + i, {_FIRST} + {whom}, "
                    f"{_MATCH} + {whom}, {day}, {presence}, {words}, 0, '' FROM n"
                ),
                SESSIONS,
            ),
            (
                (
                    "attendance_pathway (version, attendance_id, pathway_id) "
                    f"{{n}} SELECT 1, {_SESSION} + i, 1 + i % 7 FROM n WHERE i % 20 < 15"
                ),
                SESSIONS,
            ),
        ):
            connection.execute(text(f"INSERT INTO {into.format(n=_NUMBERS.format(most=most))}"))
        now = f"CASE WHEN id >= {_FIRST + _OVER} THEN 'active' ELSE 'closed' END"
        connection.execute(text(f"UPDATE mentee SET status = {now} WHERE id >= {_FIRST}"))


def measure(store: Store, today: date) -> list[str]:
    """Return the lines about sessions."""
    year = Period(today - timedelta(days=364), today)
    edition = ActivityEdition.TRUSTEE
    acts: dict[str, Callable[[], Any]] = {
        "sessions: first page by date": lambda: _page(store),
        "sessions: sorted by place": lambda: _page(store, sort="place"),
        "sessions: not recorded": lambda: _page(store, filters=(("view", "not_recorded"),)),
        "sessions: one pathway in a year": lambda: _page(store, filters=(("period", "year"), ("pathway", 3))),
        "sessions: search “kof”": lambda: _page(store, search="kof"),
        "sessions: things to do": lambda: store.read(to_do_page, ListAsk()),
        "sessions: how many things to do": lambda: store.read(to_do_count),
        "sessions: how often matches meet": lambda: store.read(
            cadence_page, ListAsk(filters=(("period", "year"),))
        ),
    }
    lines = [compared(store, name, act) for name, act in acts.items()]
    slow = "20 s"
    lines.append(compared(store, "a year’s figures", partial(store.read, figures_sheet, year), slow))
    report = partial(store.read, activity_sheet, year, edition)
    lines.append(compared(store, "a year’s activity report, the data", report, slow))
    sheet = report()
    lines.append(f"Tier L, a year’s activity report, the pages: {timed(lambda: activity_pdf(sheet)):.2f} s")
    return lines


def _page(store: Store, sort: str = "date", **asked: Any) -> Any:
    return store.read(session_page, ListAsk(sort=sort, descending=sort == "date", **asked))
