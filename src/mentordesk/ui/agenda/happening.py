"""What a diary shows: happenings, each with a mark that tells its state by word and shape."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from html import escape
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from mentordesk.kernel.formats import clock, count_of, duration
from mentordesk.ui.fields.calendar import full_day

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, time

_AnyIndex = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Edge(Enum):
    """How the box of a happening is drawn, so that its state is seen without colour."""

    FILLED = "filled"
    OUTLINE = "outline"
    DASHED = "dashed"


@dataclass(frozen=True)
class Mark:
    """The state of a happening: a word, an icon, a tone ("green", "amber", "red", "unrated") and an edge."""

    word: str
    icon: str
    tone: str
    edge: Edge
    struck: bool = False
    """Whether the title is struck through: it does not take place."""


@dataclass(frozen=True)
class Happening:
    """One thing in a diary; without a start it stands above the hours of its day."""

    key: Any
    day: date
    start: time | None
    minutes: int
    title: str
    detail: str
    mark: Mark
    movable: bool = False
    warning: str = ""
    """What is wrong with it in words, such as that it overlaps another."""

    def first_minute(self) -> int:
        """Return the minutes from midnight to the start; -1 without a start."""
        return -1 if self.start is None else self.start.hour * 60 + self.start.minute

    def last_minute(self) -> int:
        """Return the minutes from midnight to the end, at most to the next midnight."""
        return min(self.first_minute() + max(self.minutes, 1), 24 * 60)

    def when(self) -> str:
        """Return "9:30am", or nothing without a start."""
        return clock(self.start) if self.start else ""

    def says(self) -> str:
        """Return all of it as a screen reader tells it."""
        when = f"{self.when()}, {duration(self.minutes)}" if self.start else "no time given"
        parts = (f"{self.mark.word}: {self.title}", full_day(self.day), when, self.detail, self.warning)
        return ". ".join(part.rstrip(".") for part in parts if part)


@dataclass(frozen=True)
class Shown:
    """What a diary shows at one time; both ends of the days are included."""

    first: date
    last: date
    today: date
    happenings: tuple[Happening, ...] = ()
    holidays: Mapping[date, str] = field(default_factory=dict)
    totals: Mapping[date, int] = field(default_factory=dict)
    """How many there are on a day of which only the first were handed over."""

    def in_order(self) -> tuple[Happening, ...]:
        """Return the happenings by day and time; those without a time stand first."""
        return tuple(sorted(self.happenings, key=lambda each: (each.day, each.first_minute())))


class HappeningsModel(QAbstractListModel):
    """The happenings of a diary in order, as a list that a screen reader walks."""

    def __init__(self, parent: QObject) -> None:
        """Start with nothing."""
        super().__init__(parent)
        self.rows: tuple[Happening, ...] = ()
        self.by_day: dict[date, range] = {}

    def show_rows(self, rows: tuple[Happening, ...]) -> None:
        """Show other happenings, which are in order."""
        self.beginResetModel()
        self.rows = rows
        self.by_day = {}
        for number, each in enumerate(rows):
            known = self.by_day.get(each.day)
            self.by_day[each.day] = range(known.start if known else number, number + 1)
        self.endResetModel()

    def of_day(self, day: date) -> range:
        """Return the row numbers of a day."""
        return self.by_day.get(day, range(0))

    def row_of(self, key: Any) -> int:
        """Return the row number of a key, -1 when it is not here."""
        return next((number for number, each in enumerate(self.rows) if each.key == key), -1)

    def rowCount(self, parent: _AnyIndex = _NOWHERE) -> int:
        """Return how many happenings there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the title, or the whole of it for a screen reader and for the tip."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"<qt>{escape(row.says())}</qt>"  # or a title with angle brackets would be read as mark-up
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.says()
        return row.title if role == Qt.ItemDataRole.DisplayRole else None


def day_says(day: date, shown: Shown, number: int) -> str:
    """Return a day as a screen reader tells it when nothing of it is chosen."""
    parts = [full_day(day)]
    if day == shown.today:
        parts.append("today")
    if name := shown.holidays.get(day):
        parts.append(f"bank holiday, {name}")
    parts.append(count_of(number, "entry", "entries") if number else "nothing")
    return ", ".join(parts)
