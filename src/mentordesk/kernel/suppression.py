"""Small numbers held back from published counts, and others with them, so that no subtraction reveals one.

A table with its totals is a network: every count is an arc, and at every node as much comes in as goes out.
A cell runs from its row to its column, a row's total from "all columns" to the row, a column's total from
the column to "all rows", and the grand total from "all rows" to "all columns". What a reader can work out
of a count that is held back is how far it could rise if other counts that are held back gave way; a count
under the threshold is safe when it could just as well be at the threshold or above.
"""

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

THRESHOLD = 5
HIDDEN = "*"

_TOTAL_COST = 1_000_000
"""A total is held back only when no cell is left to be."""


@dataclass(frozen=True)
class Arc:
    """One count of a table, from a node to a node; a total is a sum of others."""

    start: str
    end: str
    count: int
    is_total: bool = False


@dataclass(frozen=True)
class PublishedTable:
    """A table of counts as it may be published; None is held back."""

    cells: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int | None, ...]
    column_totals: tuple[int | None, ...]
    total: int | None


def held_back(arcs: Sequence[Arc], threshold: int = THRESHOLD) -> frozenset[int]:
    """Return the places of the counts that are not published: small ones, and what protects them."""
    hidden = {place for place, arc in enumerate(arcs) if arc.count < threshold}
    for place in sorted(hidden):
        need = threshold - arcs[place].count
        while _most_rise(arcs, hidden, place, need) < need:
            hidden |= _protection(arcs, hidden, place)
    return frozenset(hidden)


def published_list(
    counts: Sequence[int], threshold: int = THRESHOLD
) -> tuple[tuple[int | None, ...], int | None]:
    """Return the counts of a list and their total as they may be published."""
    arcs = [Arc("all", "one", count) for count in counts]
    arcs.append(Arc("one", "all", sum(counts), is_total=True))
    hidden = held_back(arcs, threshold)
    shown = [None if place in hidden else arc.count for place, arc in enumerate(arcs)]
    return tuple(shown[:-1]), shown[-1]


def published_table(counts: Sequence[Sequence[int]], threshold: int = THRESHOLD) -> PublishedTable:
    """Return the cells of a table with the totals of its rows and columns as they may be published."""
    across = len(counts[0]) if counts else 0
    arcs = [
        Arc(f"row {row}", f"column {column}", count)
        for row, line in enumerate(counts)
        for column, count in enumerate(line)
    ]
    arcs += [Arc("columns", f"row {row}", sum(line), is_total=True) for row, line in enumerate(counts)]
    arcs += [
        Arc(f"column {column}", "rows", sum(line[column] for line in counts), is_total=True)
        for column in range(across)
    ]
    arcs.append(Arc("rows", "columns", sum(map(sum, counts)), is_total=True))
    hidden = held_back(arcs, threshold)
    shown = [None if place in hidden else arc.count for place, arc in enumerate(arcs)]
    down = len(counts)
    cells = tuple(tuple(shown[row * across : (row + 1) * across]) for row in range(down))
    rows, columns = shown[down * across : down * across + down], shown[down * across + down : -1]
    return PublishedTable(cells, tuple(rows), tuple(columns), shown[-1])


@dataclass(frozen=True)
class _Step:
    """One way through an arc: with it, its count rises; against it, it falls, but not below nothing."""

    place: int
    to: str
    room: int
    rises: bool


def _steps(
    arcs: Sequence[Arc], usable: Sequence[int], rise: dict[int, int], need: int
) -> dict[str, list[_Step]]:
    found: dict[str, list[_Step]] = {}
    for place in usable:
        arc = arcs[place]
        now = arc.count + rise.get(place, 0)
        found.setdefault(arc.start, []).append(_Step(place, arc.end, need, rises=True))
        if now:
            found.setdefault(arc.end, []).append(_Step(place, arc.start, now, rises=False))
    return found


def _most_rise(arcs: Sequence[Arc], hidden: set[int], place: int, need: int) -> int:
    """Return how far a count could rise, up to `need`, by what a reader sees."""
    return _flow(arcs, hidden, place, need)[1]


def _flow(arcs: Sequence[Arc], hidden: set[int], place: int, need: int) -> tuple[dict[int, int], int]:
    """Return by how much each count that is held back gives way, and how far the one at `place` rises."""
    usable = [each for each in sorted(hidden) if each != place]
    rise: dict[int, int] = {}
    done = 0
    while done < need:
        way = _cheapest(arcs, usable, rise, place, need, hidden)
        if way is None:
            break
        room = min(need - done, *(step.room for step in way))
        for step in way:
            rise[step.place] = rise.get(step.place, 0) + (room if step.rises else -room)
        done += room
    return rise, done


def _protection(arcs: Sequence[Arc], hidden: set[int], place: int) -> set[int]:
    """Return the counts to hold back besides, the smallest that help, so that the one at `place` can rise."""
    need = max(arc.count for arc in arcs) + 1
    rise, _ = _flow(arcs, hidden, place, need)
    others = [each for each in range(len(arcs)) if each != place]
    way = _cheapest(arcs, others, rise, place, need, hidden)
    if way is None:
        message = "a table and its totals hang together"
        raise ValueError(message)
    return {step.place for step in way} - hidden


def _cheapest(
    arcs: Sequence[Arc],
    usable: Sequence[int],
    rise: dict[int, int],
    place: int,
    need: int,
    hidden: set[int],
) -> list[_Step] | None:
    """Return the way from the end of an arc back to its start that holds back least besides, or None."""
    steps = _steps(arcs, usable, rise, need)
    goal = arcs[place].start
    costs = {arcs[place].end: 0}
    came: dict[str, tuple[str, _Step]] = {}
    queue = [(0, arcs[place].end)]
    while queue:
        cost, node = heapq.heappop(queue)
        if node == goal:
            return list(_way(came, arcs[place].end, goal))
        for step in steps.get(node, ()) if cost == costs[node] else ():
            dearer = cost + (0 if step.place in hidden else _cost(arcs[step.place]))
            if dearer < costs.get(step.to, dearer + 1):
                costs[step.to] = dearer
                came[step.to] = (node, step)
                heapq.heappush(queue, (dearer, step.to))
    return None


def _cost(arc: Arc) -> int:
    return arc.count + 1 + (_TOTAL_COST if arc.is_total else 0)


def _way(came: dict[str, tuple[str, _Step]], first: str, last: str) -> Iterator[_Step]:
    while last != first:
        last, step = came[last]
        yield step
