"""The calendar as an iCalendar file, for the calendar on a phone or in an office program."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from mentordesk.features.sessions.rules.outlook import ExportChoice, Naming, named
from mentordesk.kernel.formats import sentence_list
from mentordesk.kernel.local_time import ZONE, instant
from mentordesk.records.sessions import SessionStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mentordesk.features.sessions.queries.calendar import CalendarRow

_OFF = frozenset({SessionStatus.MISSED, SessionStatus.CANCELLED})


def calendar_ics(
    rows: Sequence[CalendarRow], casebook: str, made_at: datetime, choice: ExportChoice | None = None
) -> bytes:
    """Return sessions as an iCalendar file; `casebook` makes the numbers of its entries its own.

    An entry keeps its number, so that importing the file again changes it instead of adding another.
    """
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", "-//MentorDesk//Sessions//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add_component(_zone())
    for row in rows:
        made.add_component(_event(row, casebook, made_at, choice or ExportChoice()))
    content: bytes = made.to_ical()
    return content


def entry_number(casebook: str, session_id: int) -> str:
    """Return the number of an entry: the same for ever, and telling nothing."""
    told = hashlib.sha256(f"{casebook} session {session_id}".encode()).hexdigest()
    return f"{told[:32]}@mentordesk"


def _event(row: CalendarRow, casebook: str, made_at: datetime, choice: ExportChoice) -> Any:
    from icalendar import Event

    made = Event()
    made.add("uid", entry_number(casebook, row.id))
    made.add("dtstamp", made_at)
    made.add("sequence", row.version - 1)
    made.add("summary", _summary(row, choice))
    made.add("categories", [row.status.label])
    made.add("class", "PRIVATE")
    made.add("status", "CANCELLED" if row.status in _OFF else "CONFIRMED")
    made.add("transp", "TRANSPARENT" if row.status in _OFF else "OPAQUE")
    if choice.places and row.place:
        made.add("location", row.place)
    if row.start_time is None:
        made.add("dtstart", row.session_date)
        made.add("dtend", row.session_date + timedelta(days=1))
        return made
    start: datetime = instant(row.session_date, row.start_time, later=row.later_hour)
    if not row.later_hour:  # the second of two equal hours can only be told as an instant
        start = datetime.combine(row.session_date, row.start_time, ZONE)
    made.add("dtstart", start)
    if row.minutes:
        made.add("duration", timedelta(minutes=row.minutes))
    return made


def _summary(row: CalendarRow, choice: ExportChoice) -> str:
    words = f"Session: {row.how.label.lower()}"
    if row.status is not SessionStatus.PLANNED:
        words = f"{row.status.label} · {words}"
    if choice.naming is Naming.NONE:
        return words
    with_whom = [named(name, choice.naming) for _, name in row.mentees]
    by_whom = [named(name, choice.naming) for name in (row.mentor, row.worker) if name]
    people = [sentence_list(each for each in part if each) for part in (with_whom, by_whom)]
    return " · ".join([words, *(each for each in people if each)])


def _zone() -> Any:
    """Return the zone by its rule since 1996: the clocks change on the last Sundays of March and October."""
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    made = Timezone()
    made.add("tzid", "Europe/London")
    for kind, start, month, before, after, name in (
        (TimezoneDaylight, datetime.combine(date(1996, 3, 31), time(1)), 3, 0, 1, "BST"),
        (TimezoneStandard, datetime.combine(date(1996, 10, 27), time(2)), 10, 1, 0, "GMT"),
    ):
        part = kind()
        part.add("dtstart", start)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=after))
        part.add("tzname", name)
        made.add_component(part)
    return made
