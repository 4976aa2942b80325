"""Which backups are kept: fourteen days and eight weeks, by the order they were made in, not by the clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

DAYS = 14
WEEKS = 8
NEWEST = 3
"""The last few are kept whatever their day, so that this morning's is there when noon's holds a mistake."""
BEFORE = 5
"""So many are kept of those that were made before an update, an import or a restore."""


@dataclass(frozen=True)
class Made:
    """A backup as thinning sees it: its place in the order, and the day that the clock showed."""

    sequence: int
    day: date
    before: bool = False
    """Whether it was made because something large was about to happen."""


def superfluous(made: Iterable[Made]) -> set[int]:
    """Return the sequences that may go. The newest always stays, however wrong the clock was."""
    newest_first = sorted(made, key=lambda each: each.sequence, reverse=True)
    kept = {each.sequence for each in newest_first[:NEWEST]}
    kept |= {each.sequence for each in [each for each in newest_first if each.before][:BEFORE]}
    days: set[date] = set()
    weeks: set[tuple[int, int]] = set()
    for each in newest_first:
        week = each.day.isocalendar()[:2]
        if each.day not in days and len(days) < DAYS:
            days.add(each.day)
            kept.add(each.sequence)
        if week not in weeks and len(weeks) < WEEKS:
            weeks.add(week)
            kept.add(each.sequence)
    return {each.sequence for each in newest_first} - kept
