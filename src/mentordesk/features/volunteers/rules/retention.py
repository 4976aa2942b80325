"""Retention as DOMAIN.md §4.5 defines it, worked out from spells of service and their breaks."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from mentordesk.kernel.dates import add_months
from mentordesk.kernel.formats import long_date
from mentordesk.records.spells import BreakReason, LeaveReason

GRACE_MONTHS = 3
"""A pause is no absence, and an end no leaving, unless it lasts longer than this."""
YEAR = 12
_DAY = timedelta(days=1)
_FOREVER = date.max


@dataclass(frozen=True)
class Pause:
    """A break; both days belong to it, and the last is none while it lasts."""

    first: date
    last: date | None = None
    reason: BreakReason | None = None


@dataclass(frozen=True)
class Served:
    """One spell; both days belong to it, and the last is none while it goes on."""

    first: date
    last: date | None = None
    pauses: tuple[Pause, ...] = ()
    agreed: date | None = None
    reason: LeaveReason | None = None

    @property
    def as_agreed(self) -> bool:
        """Whether it ended when the agreed time was fulfilled."""
        if self.last is None:
            return False
        fulfilled = self.agreed is not None and self.last >= self.agreed
        return fulfilled or self.reason is LeaveReason.COMPLETED_TERM


@dataclass(frozen=True)
class Stay:
    """A time of service without a leaving: spells that lie at most three months apart, as one."""

    first: date
    last: date | None
    pauses: tuple[Pause, ...]
    reason: LeaveReason | None
    as_agreed: bool

    def active_on(self, day: date) -> bool:
        """Return whether somebody was active: started, not left, not paused for more than three months."""
        if not self.first <= day <= (self.last or _FOREVER):
            return False
        return not any(
            add_months(each.first, GRACE_MONTHS) < day <= (each.last or _FOREVER) for each in self.pauses
        )


Stays = Mapping[int, Sequence[Stay]]
"""Everybody's stays by number."""


@dataclass(frozen=True)
class Retention:
    """The figures at a day; each holds the people whom it counts."""

    day: date
    base: frozenset[int]
    retained: frozenset[int]
    completed: frozenset[int]
    """Of the base: no longer active, and left when their agreed time was fulfilled."""
    starters: frozenset[int]
    stayed: frozenset[int]
    """Of the starters: still active twelve months after their own start."""
    active: frozenset[int]
    joined: frozenset[int]
    """Active at the day and not in the base."""
    leavers: Mapping[int, LeaveReason]
    """Who left in the twelve months up to the day and has not come back within three months, and why."""

    def reasons(self) -> tuple[tuple[LeaveReason, frozenset[int]], ...]:
        """Return the reasons of the leavers, the commonest first."""
        counted = Counter(self.leavers.values())
        order = sorted(counted, key=lambda each: (-counted[each], each.label))
        return tuple(
            (why, frozenset(number for number, each in self.leavers.items() if each is why)) for why in order
        )


@dataclass(frozen=True)
class Survival:
    """One month of the survival curve: who could be seen through it, who left in it, and the share left."""

    month: int
    at_risk: frozenset[int]
    left: frozenset[int]
    share: Fraction


def stays_of(spells: Iterable[Served]) -> tuple[Stay, ...]:
    """Return somebody's stays: spells at most three months apart are one, and so are adjoining breaks."""
    found: list[Stay] = []
    for each in sorted(spells, key=lambda one: one.first):
        before = found[-1] if found else None
        near = before is not None and (
            before.last is None or each.first <= add_months(before.last, GRACE_MONTHS) + _DAY
        )
        first, pauses = each.first, each.pauses
        if before is not None and near:
            found.pop()
            first, pauses = before.first, (*before.pauses, *pauses)
        found.append(Stay(first, each.last, _joined(pauses), each.reason, each.as_agreed))
    return tuple(found)


def retention_at(stays: Stays, day: date) -> Retention:
    """Return the figures at a day."""
    year_before, two_before = add_months(day, -YEAR), add_months(day, -2 * YEAR)
    base = _active(stays, year_before)
    active = _active(stays, day)
    starts = {number: own[0].first for number, own in stays.items() if own}
    starters = frozenset(number for number, first in starts.items() if two_before < first <= year_before)
    leavers = {
        number: each.reason or LeaveReason.NOT_KNOWN
        for number, own in stays.items()
        for each in own
        if each.last is not None and year_before < each.last <= day
    }
    return Retention(
        day,
        base,
        base & active,
        frozenset(number for number in base - active if _fulfilled(stays[number], year_before, day)),
        starters,
        frozenset(
            number for number in starters if is_active(stays[number], add_months(starts[number], YEAR))
        ),
        active,
        active - base,
        leavers,
    )


def survival(stays: Stays, day: date, months: int = 36) -> tuple[Survival, ...]:
    """Return the survival curve of first stays, by whole months since the start.

    In each month are at risk those who served to its beginning and whose start lies so far back that all
    of the month can be seen by the day. The share is the product of the shares who did not leave.
    """
    seen: dict[int, int] = {}
    stayed: dict[int, int] = {}
    for number, own in stays.items():
        if own and own[0].first <= day:
            seen[number] = _whole_months(own[0].first, day)
            stayed[number] = _whole_months(own[0].first, own[0].last) if own[0].last else months
    found: list[Survival] = []
    share = Fraction(1)
    for month in range(1, months + 1):
        at_risk = frozenset(
            number for number, whole in seen.items() if whole >= month and stayed[number] >= month - 1
        )
        if not at_risk:
            break
        left = frozenset(number for number in at_risk if stayed[number] < month)
        share *= Fraction(len(at_risk) - len(left), len(at_risk))
        found.append(Survival(month, at_risk, left, share))
    return tuple(found)


def is_active(stays: Sequence[Stay], day: date) -> bool:
    """Return whether somebody was active on a day."""
    return any(each.active_on(day) for each in stays)


def spells_problem(spells: Sequence[Served]) -> str:
    """Say what is wrong with somebody's spells: dates out of order, or two that overlap; else nothing."""
    ordered = sorted(spells, key=lambda each: each.first)
    for each in ordered:
        if each.last is not None and each.last < each.first:
            return f"A time of service ends on {long_date(each.last)}, before it begins."
        if wrong := _pauses_problem(each):
            return wrong
    for one, other in pairwise(ordered):
        if one.last is None or other.first <= one.last:
            return (
                f"Two times of service overlap: one that began on {long_date(one.first)} "
                f"and one that began on {long_date(other.first)}."
            )
    return ""


def _pauses_problem(spell: Served) -> str:
    ordered = sorted(spell.pauses, key=lambda each: each.first)
    for each in ordered:
        if each.last is not None and each.last < each.first:
            return f"A break ends on {long_date(each.last)}, before it begins."
        if each.first < spell.first or (each.last or each.first) > (spell.last or _FOREVER):
            return f"The break from {long_date(each.first)} lies outside the time of service."
    for one, other in pairwise(ordered):
        if one.last is None or other.first <= one.last:
            return f"Two breaks overlap: the one from {long_date(other.first)} begins before another ends."
    return ""


def _joined(pauses: Iterable[Pause]) -> tuple[Pause, ...]:
    found: list[Pause] = []
    for each in sorted(pauses, key=lambda one: one.first):
        if found and (found[-1].last is None or each.first <= found[-1].last + _DAY):
            before = found.pop()
            ends = None if before.last is None or each.last is None else max(before.last, each.last)
            found.append(Pause(before.first, ends, before.reason))
        else:
            found.append(each)
    return tuple(found)


def _active(stays: Stays, day: date) -> frozenset[int]:
    return frozenset(number for number, own in stays.items() if is_active(own, day))


def _fulfilled(stays: Sequence[Stay], after: date, by: date) -> bool:
    ended = [each for each in stays if each.last is not None and after <= each.last <= by]
    return bool(ended) and ended[-1].as_agreed


def _whole_months(first: date, last: date) -> int:
    """Return after how many whole months from a first day somebody was still there on a last day."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return months if add_months(first, months) <= last else months - 1
