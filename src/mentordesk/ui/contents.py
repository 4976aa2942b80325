"""Many pages under one heading, named in a list at the side, or in a box above where there is no room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSizePolicy, QStackedWidget, QWidget

from mentordesk.ui.fields.choice import Combo
from mentordesk.ui.icons import icon
from mentordesk.ui.layouts import column, line
from mentordesk.ui.look import scaled

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_ROOM_FOR_LIST = 860


class Contents(QWidget):
    """Pages of which one is shown; Up and Down in the list go through them."""

    chosen = Signal(int)

    def __init__(self, says: str) -> None:
        """Begin without pages; `says` is what a screen reader calls the list."""
        super().__init__()
        self.list = QListWidget()
        self.list.setAccessibleName(says)
        self.list.setProperty("list", "contents")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.box = Combo()
        self.box.name(says)
        self.box.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToContents)
        self.stack = QStackedWidget()
        right = column(line(self.box, None), self.stack, gap=12)
        right.setStretch(1, 1)
        whole = line(self.list, right, gap=24)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.list.currentRowChanged.connect(self.show_page)
        self.box.activated.connect(self.show_page)
        self.box.hide()

    def add_page(self, label: str, icon_name: str, page: QWidget) -> None:
        """Add a page at the end; the first one is shown."""
        self.stack.addWidget(page)
        self.box.addItem(icon(icon_name), label)
        self.list.addItem(QListWidgetItem(icon(icon_name), label))
        self._fit()
        if self.count() == 1:
            self.show_page(0)

    def count(self) -> int:
        """Return how many pages there are."""
        return self.stack.count()

    def label(self, place: int) -> str:
        """Return the name of a page by its place."""
        return self.box.itemText(place)

    def page(self) -> QWidget | None:
        """Return the page that is shown."""
        return self.stack.currentWidget()

    def show_page(self, place: int) -> None:
        """Show a page by its place."""
        if not 0 <= place < self.count():
            return
        self.list.setCurrentRow(place)
        self.box.setCurrentIndex(place)
        if self.stack.currentIndex() != place or self.count() == 1:
            self.stack.setCurrentIndex(place)
            self.chosen.emit(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the names in a box above where the list would take too much room."""
        super().resizeEvent(event)
        wide = self.width() >= scaled(_ROOM_FOR_LIST)
        self.list.setVisible(wide)
        self.box.setVisible(not wide)
        self._fit()

    def _fit(self) -> None:
        self.list.setFixedWidth(self.list.sizeHintForColumn(0) + scaled(24))
