"""What leaves the casebook: a list with what was asked of it, and how the trail says that it left."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from mentordesk.kernel.columns import Column
from mentordesk.kernel.formats import count_of

Row = TypeVar("Row")

Tell = Callable[[int, int], None]
"""Told how many steps are done and how many there are; raises to cancel."""


@dataclass(frozen=True)
class Export:
    """What the trail says of a file or a print: what it was of, never a word that a person typed."""

    subject: str
    """ "list:mentees", "report:smart-plan", or the table of the record that leaves whole."""
    kind: str
    """What it was made as: "csv", "xlsx", "pdf"."""
    number: int = 0
    """The record that it is about; 0 for a list or a report about many."""
    rows: int | None = None
    filters: tuple[str, ...] = ()
    """Which filters and choices were in force, by their labels only; their values may be names."""

    def details(self) -> dict[str, str]:
        """Return the details as the trail keeps them."""
        rows = {} if self.rows is None else {"rows": str(self.rows)}
        filters = {"filters": ", ".join(self.filters)} if self.filters else {}
        return {"format": self.kind, **rows, **filters}


@dataclass(frozen=True)
class ListSheet(Generic[Row]):
    """A list as it leaves: every row that matches, the columns that are shown, and what was asked."""

    title: str
    noun: tuple[str, str]
    columns: tuple[Column[Row], ...]
    rows: tuple[Row, ...]
    filters: tuple[str, ...]
    """The filters in force as the screen says them: "Status: Active"."""
    prepared_by: str
    prepared_at: datetime

    @property
    def count(self) -> str:
        """How many rows there are, in words."""
        return count_of(len(self.rows), *self.noun)

    @property
    def filters_said(self) -> str:
        """The filters in force in one line, also when there is none."""
        return "; ".join(self.filters) or "None: the whole list"

    def texts(self) -> list[list[Any]]:
        """Return what every cell says."""
        return [[column.text(row) for column in self.columns] for row in self.rows]
