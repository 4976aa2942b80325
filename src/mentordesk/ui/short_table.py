"""A table of a few rows that stands whole on a page and never scrolls up and down by itself."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy

from mentordesk.kernel.columns import Column
from mentordesk.kernel.paging import ListAsk, Page
from mentordesk.ui.look import scaled
from mentordesk.ui.rows_model import RowsModel
from mentordesk.ui.table import Table

Row = TypeVar("Row")


class ShortTable(Table, Generic[Row]):
    """Rows that were read already, under the headings of their columns."""

    def __init__(self, name: str, columns: Sequence[Column[Row]], rows: Sequence[Row]) -> None:
        """Show rows; `name` is what a screen reader calls the table."""
        super().__init__(name)
        self._rows_model: RowsModel[Row] = RowsModel(columns, lambda _ask: Page(tuple(rows)), self)
        self._rows_model.show(ListAsk())
        self.setModel(self._rows_model)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.horizontalHeader().setSectionsClickable(False)
        self._widen()

    def chosen(self) -> Row | None:
        """Return the row that is chosen, if one is."""
        index = self.currentIndex()
        return self._rows_model.row(index.row()) if index.isValid() else None

    def row_at(self, place: int) -> Row:
        """Return a row by its place."""
        return self._rows_model.row(place)

    def sizeHint(self) -> QSize:
        """Return the size of the whole table."""
        return QSize(super().sizeHint().width(), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep room for a scroll bar below when the columns are wider than the page."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size and the row height."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange} and hasattr(self, "_rows_model"):
            self._widen()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        event.ignore()

    def _widen(self) -> None:
        """Make every column as wide as its words, within reason."""
        for place in range(self._rows_model.columnCount()):
            words = self.sizeHintForColumn(place) + scaled(12)
            head = self.horizontalHeader().sectionSizeHint(place)
            self.setColumnWidth(place, min(max(words, head), scaled(320)))
        self._fit()

    def _fit(self) -> None:
        rows = self._rows_model.rowCount() * self.verticalHeader().defaultSectionSize()
        wide = self.horizontalHeader().length() > self.viewport().width()
        bar = self.horizontalScrollBar().sizeHint().height() if wide else 0
        self.setFixedHeight(
            self.horizontalHeader().sizeHint().height() + rows + bar + 2 * self.frameWidth() + 2
        )
