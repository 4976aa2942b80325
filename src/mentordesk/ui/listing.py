"""What a list page shows: its query, its columns, its filters, and what it says when it is empty."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mentordesk.kernel.columns import Column
    from mentordesk.kernel.links import Link
    from mentordesk.kernel.paging import ListAsk, Page
    from mentordesk.store.work import Query
    from mentordesk.ui.desk import Desk
    from mentordesk.ui.feature import New

Row = TypeVar("Row")


@dataclass(frozen=True)
class Filter:
    """A choice in the filter row; `options` are asked for each time the list is shown."""

    name: str
    label: str
    options: Callable[[Desk], Sequence[tuple[Any, str]]]
    called: Callable[[Desk, Any], str] | None = None
    """What a value is called that a link brought and that is not among the options."""
    seldom: bool = False
    """Whether it is shown only after More filters, or while it is in force."""

    def offered(self, desk: Desk, value: Any) -> list[tuple[Any, str]]:
        """Return the options, and the value in force besides when it is not one of them."""
        found = list(self.options(desk))
        if self.called and value is not None and all(option != value for option, _ in found):
            found.append((value, self.called(desk, value)))
        return found


@dataclass(frozen=True)
class Listing(Generic[Row]):
    """What a list page shows. `noun` counts ("plan", "plans"); `empty` is said when there is nothing."""

    name: str
    title: str
    noun: tuple[str, str]
    query: Query[[ListAsk], Page[Row]]
    columns: tuple[Column[Row], ...]
    watches: frozenset[type]
    empty: str
    icon: str = "list"
    sort: str = ""
    descending: bool = False
    open: Callable[[Row], Link] | None = None
    new: New | None = None
    filters: tuple[Filter, ...] = ()
    start_filters: tuple[tuple[str, Any], ...] = field(default=())
    export_needs: Query[..., Any] | None = None
    in_tab: bool = False
    """Whether the list stands in a tab of a page, which has a title and margins of its own."""
