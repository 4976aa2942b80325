"""Links: going to a record, or to a list that a figure counts, without knowing which screen shows it."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Link:
    """A record by its kind ("plan", "target") and number, or a list by its kind ("targets") and filters."""

    kind: str
    number: int = 0
    filters: tuple[tuple[str, Any], ...] = ()
