"""The activity report: its editions, its period, and small numbers held back outside the charity; pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from mentordesk.features.sessions.rules.periods import period_problems
from mentordesk.kernel.choices import Choice
from mentordesk.kernel.dates import Period
from mentordesk.kernel.suppression import THRESHOLD, published_list

FEW = f"fewer than {THRESHOLD}"


class ActivityEdition(Choice):
    """Who reads the report."""

    FUNDER = "funder", "For a funder"
    TRUSTEE = "trustee", "For trustees"
    INTERNAL = "internal", "Internal"


@dataclass(frozen=True)
class ActivityChoice:
    """What somebody asks for: which edition, for which period."""

    first: date | None = None
    last: date | None = None
    edition: ActivityEdition | None = None
    large_print: bool = False

    @property
    def period(self) -> Period | None:
        """The period, once both ends are given."""
        return Period(self.first, self.last) if self.first and self.last else None

    def labels(self) -> tuple[str, ...]:
        """Return what was chosen by its labels only, as the trail keeps it."""
        edition = (self.edition.label,) if self.edition else ()
        return ("Period", *edition, *(("Large print",) if self.large_print else ()))


def activity_problems(chosen: ActivityChoice) -> dict[str, str]:
    """Return what is wrong with what was asked for, by field."""
    problems = period_problems(chosen.first, chosen.last)
    if chosen.edition is None:
        problems["edition"] = "Choose who the report is for."
    return problems


@dataclass(frozen=True)
class Line:
    """One line of a table: a count, and what goes with it; None is held back."""

    name: str
    count: int | None
    people: int | None = None
    minutes: int | None = None


@dataclass(frozen=True)
class Activity:
    """What was done in one period; None is held back, or there was nothing to work it out from."""

    referrals: int | None
    accepted: int | None
    active: int | None
    sessions: int | None
    attendances: int | None
    people: int | None
    minutes: int | None
    missed: int | None
    cancelled: int | None
    expected: int | None
    held: int | None
    """Sessions held of the matches of which some were expected."""
    first_met: int | None
    """People who were met for the first time."""
    median_days: int | None
    """From their referral to that day."""
    duty_minutes: int | None
    by_route: tuple[Line, ...]
    by_missed_reason: tuple[Line, ...]
    by_cancelled_reason: tuple[Line, ...]
    by_how: tuple[Line, ...]
    by_kind: tuple[Line, ...]
    """Sessions with the number of mentors and the minutes."""
    by_pathway: tuple[Line, ...]
    """Attendances with the number of people."""


_LISTS = ("by_route", "by_missed_reason", "by_cancelled_reason", "by_how", "by_kind", "by_pathway")


def alike(now: Activity, then: Activity) -> tuple[Activity, Activity]:
    """Return two periods with the same lines in the same order; what one of them lacks is none there."""
    names = {each: _names(getattr(now, each), getattr(then, each)) for each in _LISTS}
    return _with_lines(now, names), _with_lines(then, names)


def _names(lines: Sequence[Line], earlier: Sequence[Line]) -> list[Line]:
    """Return every line of both, empty, in the order of the first."""
    known = {line.name: line for line in (*earlier, *lines)}
    order = dict.fromkeys([line.name for line in (*lines, *earlier)])
    return [
        Line(
            name,
            0,
            None if known[name].people is None else 0,
            None if known[name].minutes is None else 0,
        )
        for name in order
    ]


def _with_lines(found: Activity, names: dict[str, list[Line]]) -> Activity:
    changes: dict[str, Any] = {}
    for each, wanted in names.items():
        there = {line.name: line for line in getattr(found, each)}
        changes[each] = tuple(there.get(line.name, line) for line in wanted)
    return replace(found, **changes)


def hold_back(found: Activity) -> Activity:
    """Return what may leave the charity: small numbers, and what would give one away, are held back."""
    sessions = shown(found.sessions)
    expected, held = shown(found.expected), shown(found.held)
    first_met = shown(found.first_met)
    return replace(
        found,
        referrals=shown(found.referrals),
        accepted=shown(found.accepted),
        active=shown(found.active),
        sessions=sessions,
        attendances=shown(found.attendances),
        people=shown(found.people),
        minutes=None if sessions is None else found.minutes,
        missed=shown(found.missed),
        cancelled=shown(found.cancelled),
        expected=None if held is None else expected,
        held=None if expected is None else held,
        first_met=first_met,
        median_days=None if first_met is None else found.median_days,
        by_route=_held_back(found.by_route),
        by_missed_reason=_held_back(found.by_missed_reason),
        by_cancelled_reason=_held_back(found.by_cancelled_reason),
        by_how=_held_back(found.by_how),
        by_kind=_held_back(found.by_kind),
        by_pathway=_each_held_back(found.by_pathway),
    )


def shown(count: int | None) -> int | None:
    """Return a count that may be published, or None."""
    return None if count is None or count < THRESHOLD else count


def _held_back(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines of a whole, with what goes with a count that is held back held back as well."""
    if not lines:
        return ()
    counts, _ = published_list([line.count or 0 for line in lines])
    return tuple(
        replace(
            line,
            count=count,
            people=None if count is None else shown(line.people),
            minutes=None if count is None else line.minutes,
        )
        for line, count in zip(lines, counts, strict=True)
    )


def _each_held_back(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return lines that overlap, so that none can be worked out of the others."""
    return tuple(
        replace(line, count=shown(line.count) if shown(line.people) else None, people=shown(line.people))
        for line in lines
    )
