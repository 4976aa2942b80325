"""How long volunteers stand at each stage, worked out from their steps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise


@dataclass(frozen=True)
class Step:
    """Somebody came to a stage on a day; none for a stage that is no longer there."""

    volunteer_id: int
    stage_id: int | None
    change_date: date


@dataclass(frozen=True)
class StageTime:
    """How long a stage took those who went on from it; `standing` holds who is there now."""

    stage_id: int
    name: str
    should: int | None
    went_on: int
    median_days: int | None
    longest_days: int | None
    standing: frozenset[int]


def stage_times(
    stages: Sequence[tuple[int, str, int | None]], steps: Sequence[Step]
) -> tuple[StageTime, ...]:
    """Return the time at each stage; `steps` stand together by volunteer and in order."""
    took: dict[int, list[int]] = {}
    standing: dict[int, set[int]] = {}
    for one, other in pairwise((*steps, None)):
        if one is None or one.stage_id is None:
            continue
        if other is not None and other.volunteer_id == one.volunteer_id:
            took.setdefault(one.stage_id, []).append((other.change_date - one.change_date).days)
        else:
            standing.setdefault(one.stage_id, set()).add(one.volunteer_id)
    return tuple(
        StageTime(
            number,
            name,
            should,
            len(took.get(number, ())),
            middle(took[number]) if number in took else None,
            max(took.get(number, ()), default=None),
            frozenset(standing.get(number, ())),
        )
        for number, name, should in stages
    )


def middle(numbers: Sequence[int]) -> int:
    """Return the median of whole numbers, a half rounded up."""
    ordered = sorted(numbers)
    low, high = ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]
    return (low + high + 1) // 2
