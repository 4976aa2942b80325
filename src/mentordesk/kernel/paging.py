"""Pages of a long list: what a list asks for and what it gets, by keyset and never by offset."""

from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

Row = TypeVar("Row")

Cursor = tuple[Any, ...]
"""Where a page ends: the sort values of its last row; only the query that made it reads it."""

PAGE_SIZE = 100


@dataclass(frozen=True)
class ListAsk:
    """What a list wants to see: words to search for, filters in force, an order, and where to go on from."""

    search: str = ""
    filters: tuple[tuple[str, Any], ...] = ()
    sort: str = ""
    descending: bool = False
    after: Cursor | None = None
    limit: int = PAGE_SIZE

    def filter(self, name: str) -> Any:
        """Return the value of a filter, or None when it is not in force."""
        return dict(self.filters).get(name)


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Some rows of a list; `total` counts the whole list when the query counted it."""

    rows: tuple[Row, ...] = field(default=())
    more: bool = False
    after: Cursor | None = None
    total: int | None = None
