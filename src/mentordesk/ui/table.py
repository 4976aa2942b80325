"""The table that lists show: rows chosen whole, ratings drawn as chips, everything by keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from mentordesk.ui.chips import SHAPE_ICONS, TONES, chip_size, paint_chip, rag_word
from mentordesk.ui.look import row_pixels, scaled, tokens
from mentordesk.ui.rows_model import RowsModel

_Chips = tuple[tuple[str, str, str], ...]
"""Chips of a cell: the words, the tone and the shape of each."""


def _chips_of(index: QModelIndex | QPersistentModelIndex) -> _Chips | None:
    model = index.model()
    if not isinstance(model, RowsModel):
        return None
    if mark := model.mark(index):
        return ((mark.words, mark.tone, ""),) if mark.words else ()
    rags = model.ratings(index)
    if rags is None:
        return None
    return tuple((rag_word(rag), TONES[rag], SHAPE_ICONS[rag]) for rag in rags)


class CellDelegate(QStyledItemDelegate):
    """Draws ratings and marks as chips, and a ring around the row that has the focus."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one cell."""
        self.initStyleOption(option, index)
        chips = _chips_of(index)
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        option.state &= ~QStyle.StateFlag.State_HasFocus
        plain = QStyleOptionViewItem(option)
        if chips is not None:
            plain.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, plain, painter, option.widget)
        if chips is not None:
            _paint_chips(painter, option, chips)
        if has_focus or option.state & QStyle.StateFlag.State_Selected:
            self._ring(painter, option, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the size of a cell, of its chips when it has some."""
        size = super().sizeHint(option, index)
        chips = _chips_of(index)
        if chips:
            widths = [
                chip_size(words, option.font, shape=bool(shape)).width() + scaled(4)
                for words, _, shape in chips
            ]
            size.setWidth(sum(widths) + scaled(16))
        return size

    def _ring(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        view = option.widget
        if not isinstance(view, QTableView) or not view.hasFocus():
            return
        if view.currentIndex().row() != index.row():
            return
        painter.save()
        painter.setPen(QPen(QColor(tokens().focus), 2))
        rect = option.rect
        painter.drawLine(rect.left(), rect.top() + 1, rect.right(), rect.top() + 1)
        painter.drawLine(rect.left(), rect.bottom() - 1, rect.right(), rect.bottom() - 1)
        painter.restore()


def _paint_chips(painter: QPainter, option: QStyleOptionViewItem, chips: _Chips) -> None:
    painter.save()
    painter.setFont(option.font)
    left = option.rect.left() + scaled(8)
    for words, tone, shape in chips:
        size = chip_size(words, option.font, shape=bool(shape))
        room = option.rect.right() - scaled(4) - left
        if room < scaled(24):
            break
        top = option.rect.center().y() - size.height() / 2
        box = QRectF(left, top, min(size.width(), room), size.height())
        paint_chip(painter, box, words, tone, shape)
        left += size.width() + scaled(4)
    painter.restore()


class Table(QTableView):
    """A table whose rows are opened with Enter or a double click; Tab leaves it."""

    opened = Signal(int)
    """The number of the row to open."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Make an empty table; `name` is what a screen reader calls it."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setItemDelegate(CellDelegate(self))
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(row_pixels())
        heads = self.horizontalHeader()
        heads.setHighlightSections(False)
        heads.setSectionsClickable(True)
        heads.setMinimumSectionSize(scaled(60))
        heads.setStretchLastSection(True)
        heads.setSectionsMovable(False)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the row with Enter."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers()
        if enter and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size and the row height."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self.verticalHeader().setDefaultSectionSize(row_pixels())
