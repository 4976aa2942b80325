"""Layouts that Qt lacks: a flow that wraps, and quick columns and rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QLayoutItem, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterable


class Flow(QLayout):
    """Widgets in a row that goes on in the next line when it is full."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 8) -> None:
        """Make an empty flow."""
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Put an item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, or None past the end, as Qt asks."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove an item and return it, or None past the end, as Qt asks."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Return no direction: a flow takes what it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Return that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that all lines take."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Put every item in its place."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """Return the size of everything in one line."""
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() + self._gap for size in shown) - (self._gap if shown else 0)
        return QSize(max(width, 0), max((size.height() for size in shown), default=0))

    def minimumSize(self) -> QSize:
        """Return the size of the largest item."""
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, rect: QRect, *, move: bool) -> int:
        top = rect.y()
        for number, items in enumerate(self._lines(rect.width())):
            top += self._gap if number else 0
            height = max(item.sizeHint().height() for item in items)
            left = rect.x()
            for item in items:
                size = item.sizeHint()
                if move:
                    middle = top + (height - size.height()) // 2
                    item.setGeometry(QRect(left, middle, min(size.width(), rect.width()), size.height()))
                left += size.width() + self._gap
            top += height
        return top - rect.y()

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        found: list[list[QLayoutItem]] = []
        used = 0
        for item in self._items:
            if item.isEmpty():
                continue
            needs = item.sizeHint().width()
            if not found or used + self._gap + needs > width:
                found.append([item])
                used = needs
            else:
                found[-1].append(item)
                used += self._gap + needs
        return found


def column(
    *widgets: QWidget | QLayout | None, gap: int = 8, margins: int | tuple[int, int, int, int] = 0
) -> QVBoxLayout:
    """Return widgets below each other; None is a stretch."""
    made = QVBoxLayout()
    _fill(made, widgets, gap, margins)
    return made


def line(
    *widgets: QWidget | QLayout | None, gap: int = 8, margins: int | tuple[int, int, int, int] = 0
) -> QHBoxLayout:
    """Return widgets beside each other; None is a stretch."""
    made = QHBoxLayout()
    _fill(made, widgets, gap, margins)
    return made


def _fill(
    made: QBoxLayout,
    widgets: Iterable[QWidget | QLayout | None],
    gap: int,
    margins: int | tuple[int, int, int, int],
) -> None:
    made.setSpacing(gap)
    sides = (margins,) * 4 if isinstance(margins, int) else margins
    made.setContentsMargins(*sides)
    for each in widgets:
        if each is None:
            made.addStretch(1)
        elif isinstance(each, QWidget):
            made.addWidget(each)
        else:
            made.addLayout(each)


def put(layout: QLayout, *widgets: QWidget) -> None:
    """Add widgets to a layout that may be on the screen already, and have them seen at once."""
    for each in widgets:
        layout.addWidget(each)
        be_seen(each)


def be_seen(widget: QWidget) -> None:
    """Show a widget that has just joined a layout on the screen, unless it was hidden on purpose."""
    on_purpose = widget.isHidden() and widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
    if widget.parentWidget() and not on_purpose:
        widget.show()


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            break
        widget = item.widget()
        inner = item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
