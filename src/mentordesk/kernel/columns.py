"""Columns: one description of a list's column for the screen, the PDF and the spreadsheet."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Generic, TypeVar

Row = TypeVar("Row")


class Align(Enum):
    """Where a column's text stands."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True)
class Mark:
    """A word that a list shows as a chip; `tone` is "green", "amber", "red" or "unrated"."""

    words: str
    tone: str = "unrated"


@dataclass(frozen=True)
class Column(Generic[Row]):
    """A column: its heading, how a row becomes its text, and the key that SQL sorts it by, if it does."""

    title: str
    text: Callable[[Row], str]
    sort: str | None = None
    align: Align = Align.LEFT
    width: int = 160
    value: Callable[[Row], Any] | None = field(default=None)
    """What the cell stands for when it is more than its text: a Rag or a Mark is drawn as a chip."""
    typed: Callable[[Row], date | int | Decimal | None] | None = None
    """The cell as a date or a number that a spreadsheet can sort and count with; None leaves its text."""
