"""Overlapping spans of a day side by side: which lane each takes, and among how many."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Place:
    """The lane of a span, how many lanes its group has, and the number of that group."""

    lane: int
    lanes: int
    group: int


def side_by_side(spans: Sequence[tuple[int, int]]) -> list[Place]:
    """Return the place of each span (first minute, end) in the order given.

    Two spans that overlap never share a lane; spans that touch may. All of a group that overlap one after
    another have the same number of lanes, so that their boxes are equally wide.
    """
    order = sorted(range(len(spans)), key=lambda number: (spans[number][0], -spans[number][1], number))
    found: dict[int, tuple[int, int]] = {}
    ends: list[int] = []
    widths: list[int] = []
    until = -1
    for number in order:
        first, last = spans[number]
        if not widths or first >= until:
            ends = []
            widths.append(0)
            until = last
        until = max(until, last)
        lane = next((place for place, end in enumerate(ends) if end <= first), len(ends))
        if lane == len(ends):
            ends.append(last)
        else:
            ends[lane] = last
        widths[-1] = max(widths[-1], len(ends))
        found[number] = (lane, len(widths) - 1)
    return [Place(lane, widths[group], group) for lane, group in (found[n] for n in range(len(spans)))]


def window(count: int, room: int, current: int) -> range:
    """Return which of `count` lines are shown where there is room for some, so that `current` is among them.

    -1 is no current line. When not all fit, one line is left for saying how many more there are.
    """
    if count <= room:
        return range(count)
    shown = max(room - 1, 0)
    start = min(max(current - shown + 1, 0), count - shown)
    return range(start, start + shown)
