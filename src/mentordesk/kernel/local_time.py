"""Civil times of England and Wales and the instants they are, also on the two nights the clocks change."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from mentordesk.kernel.formats import clock, long_date

ZONE = ZoneInfo("Europe/London")
"""The zone of every civil time; the `tzdata` package brings it where the system has none."""


def instant(day: date, at: time, *, later: bool = False) -> datetime:
    """Return the instant of a civil time, in UTC.

    A time that happens twice, when the clocks go back, is the first of the two unless `later` is asked for.
    A time that is left out, when they go forward, counts as if they had not: 1:30am is then 2:30am.
    """
    return datetime.combine(day, at, ZONE).replace(fold=int(later)).astimezone(UTC)


def civil(moment: datetime) -> tuple[date, time]:
    """Return the civil day and time of an instant."""
    here = moment.astimezone(ZONE)
    return here.date(), here.time().replace(fold=0)


def happens_twice(day: date, at: time) -> bool:
    """Return whether a civil time happens twice, because the clocks go back that night."""
    return instant(day, at) < instant(day, at, later=True)


def is_left_out(day: date, at: time) -> bool:
    """Return whether a civil time does not exist, because the clocks go forward that night."""
    return instant(day, at) > instant(day, at, later=True)


def problem_of(day: date, at: time) -> str:
    """Say that a civil time does not exist that day; nothing when it does."""
    if not is_left_out(day, at):
        return ""
    there = civil(instant(day, at))[1]
    return (
        f"The clocks go forward on {long_date(day)}, so {clock(at)} does not exist that night. "
        f"Give {clock(there)} or another time."
    )
