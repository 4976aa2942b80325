"""How often two people were to meet, and what is to be done next where they do not; pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from mentordesk.kernel.dates import Period
from mentordesk.kernel.formats import NOT_AVAILABLE, count_of, percent, short_date
from mentordesk.records.cadence import IN_A_ROW, ToDoKind, patience
from mentordesk.records.matches import Frequency, MatchStatus

_PER = {
    Frequency.WEEKLY: (1, 7),
    Frequency.FORTNIGHTLY: (1, 14),
    Frequency.MONTHLY: (12, 365),
}
"""Meetings in so many days."""

ACTS = {
    ToDoKind.NOT_TOLD: "Tell the officer",
    ToDoKind.FIRST: "Plan a session",
    ToDoKind.LAPSED: "Ring the mentor",
    ToDoKind.MISSES: "Ring the mentee",
    ToDoKind.UNRECORDED: "Record it",
    ToDoKind.LAPSING: "Plan a session",
}
"""What is to be done next about each kind."""


@dataclass(frozen=True)
class Kept:
    """How many sessions were expected of one match or of many, and how many were held."""

    expected: int
    held: int

    @property
    def share(self) -> str:
        """The sessions held for every hundred expected; more than all of them is said as well."""
        return percent(self.held, self.expected) if self.expected else NOT_AVAILABLE


def active_days(changes: Iterable[tuple[MatchStatus, date]], period: Period) -> int:
    """Return on how many days of a period a match was active: begun, not paused and not ended.

    `changes` are its steps in their order. The day of a step belongs to what it begins.
    """
    days, since = 0, None
    for status, day in (*changes, (MatchStatus.ENDED, period.last + timedelta(days=1))):
        if since is not None:
            first, last = max(since, period.first), min(day, period.last + timedelta(days=1))
            days += max((last - first).days, 0)
        since = day if status is MatchStatus.ACTIVE else None
    return days


def expected(frequency: Frequency | None, days: int) -> int:
    """Return how many sessions so many active days should bring; none where no frequency was agreed."""
    meetings, of = _PER.get(frequency, (0, 1)) if frequency else (0, 1)
    return days * meetings // of


def to_do_words(kind: ToDoKind, day: date, today: date, *, misses: int = 0) -> str:
    """Return what is the matter, in words."""
    ago = count_of((today - day).days, "day")
    said = {
        ToDoKind.NOT_TOLD: f"Session of {short_date(day)}",
        ToDoKind.FIRST: f"Accepted {ago} ago",
        ToDoKind.LAPSED: f"No session for {ago}",
        ToDoKind.LAPSING: f"No session for {ago}",
        ToDoKind.MISSES: f"{misses} missed in a row",
        ToDoKind.UNRECORDED: f"Planned for {short_date(day)}",
    }
    return said[kind]


def patience_words(warn_days: int, act_days: int, first_days: int) -> tuple[str, ...]:
    """Return in words, one paragraph for each kind, when something comes on the list."""
    usual, two, month, needed = (
        patience(each, warn_days, act_days)
        for each in (Frequency.WEEKLY, Frequency.FORTNIGHTLY, Frequency.MONTHLY, Frequency.AS_NEEDED)
    )
    return (
        "Officer not told: a session says that the officer is to be told, and not that it was done.",
        f"Not met yet: somebody was accepted more than {first_days} days ago and has not been met since.",
        (
            "No session lately, and lapsed: nobody met in an active match. A match that meets every week is "
            f"listed after {usual.warn} days and has lapsed after {usual.act}. Every two weeks: {two.warn} "
            f"and {two.act}. Every month: {month.warn} and {month.act}. As needed: {needed.warn} and "
            f"{needed.act}. A match that is paused is not listed."
        ),
        f"Missed in a row: the last {IN_A_ROW} sessions or more, and none since.",
        "Not recorded: a session was planned for a day that is past.",
    )
