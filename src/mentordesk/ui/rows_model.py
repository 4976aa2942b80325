"""The rows of a list, fetched page by page as they are needed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from mentordesk.kernel.columns import Align, Column, Mark
from mentordesk.kernel.paging import PAGE_SIZE, ListAsk, Page
from mentordesk.kernel.rag import Rag, rag_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from mentordesk.kernel.exports import Tell

Row = TypeVar("Row")

_MOST_AT_ONCE = 1000
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class RowsModel(QAbstractTableModel, Generic[Row]):
    """A list as a table; the order and the filters are the query's, never ours."""

    fetched = Signal()
    """Rows have come; counts may be read."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        fetch: Callable[[ListAsk], Page[Row]],
        parent: QObject | None = None,
    ) -> None:
        """Start empty; `fetch` is asked for pages."""
        super().__init__(parent)
        self.columns = tuple(columns)
        self.ask = ListAsk()
        self._fetch = fetch
        self._rows: list[Row] = []
        self._more = False
        self._after: tuple[Any, ...] | None = None
        self.total: int | None = None

    def show(self, ask: ListAsk) -> None:
        """Ask anew, from the beginning."""
        self._replace(replace(ask, after=None, limit=PAGE_SIZE))

    def reload(self) -> None:
        """Ask again for as many rows as are shown."""
        limit = min(max(len(self._rows), PAGE_SIZE), _MOST_AT_ONCE)
        self._replace(replace(self.ask, after=None, limit=limit))

    def _replace(self, ask: ListAsk) -> None:
        page = self._fetch(ask)
        self.beginResetModel()
        self.ask = replace(ask, limit=PAGE_SIZE)
        self._rows = list(page.rows)
        self._more, self._after, self.total = page.more, page.after, page.total
        self.endResetModel()
        self.fetched.emit()

    def row(self, number: int) -> Row:
        """Return a row."""
        return self._rows[number]

    def rows(self) -> tuple[Row, ...]:
        """Return the rows that have been fetched."""
        return tuple(self._rows)

    def every_row(self, tell: Tell = lambda _done, _total: None) -> Iterator[Row]:
        """Return every row of the list as it is asked for now, also those that are not shown yet."""
        return _every_row(self._fetch, replace(self.ask, after=None, limit=_MOST_AT_ONCE), tell)

    def number_of(self, row_id: Any) -> int:
        """Return where the row of a record is, -1 when it is not shown."""
        return next((n for n, row in enumerate(self._rows) if getattr(row, "id", None) == row_id), -1)

    def ratings(self, index: Index) -> tuple[Rag | None, ...] | None:
        """Return the ratings that a cell stands for, drawn as chips, or None for a cell of words."""
        column = self.columns[index.column()]
        if column.value is None:
            return None
        value = column.value(self._rows[index.row()])
        if value is None or isinstance(value, Rag):
            return (value,)
        if isinstance(value, tuple) and all(each is None or isinstance(each, Rag) for each in value):
            return value or (None,)
        return None

    def mark(self, index: Index) -> Mark | None:
        """Return the word that a cell shows as a chip, or None for any other cell."""
        column = self.columns[index.column()]
        value = column.value(self._rows[index.row()]) if column.value else None
        return value if isinstance(value, Mark) else None

    def more(self) -> bool:
        """Return whether there are rows that have not been fetched."""
        return self._more

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many rows have been fetched."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def canFetchMore(self, parent: Index) -> bool:
        """Return whether scrolling on finds more."""
        return not parent.isValid() and self._more

    def fetchMore(self, parent: Index) -> None:
        """Fetch the next page."""
        if parent.isValid() or not self._more:
            return
        page = self._fetch(replace(self.ask, after=self._after))
        if page.rows:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(page.rows) - 1)
            self._rows.extend(page.rows)
            self.endInsertRows()
        self._more, self._after = page.more, page.after
        self.fetched.emit()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell says."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self.columns[index.column()]
        tell = _TOLD.get(role)
        return tell(column, row) if tell else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's heading, with an arrow when the list is in its order."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.align is Align.RIGHT else _LEFT
        sorted_by = column.sort is not None and column.sort == self.ask.sort
        if role == Qt.ItemDataRole.DisplayRole:
            arrow = (" ↓" if self.ask.descending else " ↑") if sorted_by else ""
            return column.title + arrow
        if role == Qt.ItemDataRole.AccessibleTextRole:
            order = (", sorted last to first" if self.ask.descending else ", sorted") if sorted_by else ""
            return column.title + order
        return None


def _every_row(fetch: Callable[[ListAsk], Page[Row]], ask: ListAsk, tell: Tell) -> Iterator[Row]:
    done, total = 0, 0
    while True:
        tell(done, total)
        page = fetch(ask)
        yield from page.rows
        if not page.more:
            return
        done, total = done + len(page.rows), total or page.total or 0
        ask = replace(ask, after=page.after)


def _said(column: Column[Any], row: Any) -> str:
    if column.value is None:
        return column.text(row)
    value = column.value(row)
    if value is None or isinstance(value, Rag):
        return rag_words([value])
    return column.text(row)


def _tip(column: Column[Any], row: Any) -> str | None:
    text = column.text(row)
    return text if len(text) > 12 else None


_TOLD: dict[int, Callable[[Column[Any], Any], Any]] = {
    Qt.ItemDataRole.DisplayRole: lambda column, row: column.text(row),
    Qt.ItemDataRole.TextAlignmentRole: lambda column, _row: _RIGHT if column.align is Align.RIGHT else _LEFT,
    Qt.ItemDataRole.ToolTipRole: _tip,
    Qt.ItemDataRole.AccessibleTextRole: lambda column, row: f"{column.title}: {_said(column, row)}",
}
