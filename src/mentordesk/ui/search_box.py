"""The search box that is always there: people, plans, commands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from mentordesk.kernel.formats import count_of
from mentordesk.ui.icons import icon, picture
from mentordesk.ui.layouts import column
from mentordesk.ui.look import scaled, tokens
from mentordesk.ui.words import Words, announce

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_PAUSE = 120
_MOST_SHOWN = 8


@dataclass(frozen=True)
class Answer:
    """One line of the answers; `go` is done when it is chosen."""

    title: str
    subtitle: str
    icon: str
    go: Callable[[], object]


class _Lines(QStyledItemDelegate):
    """Draws an answer: an icon, a title, and what it is under it."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        answer: Answer = index.data(Qt.ItemDataRole.UserRole)
        colours, rect = tokens(), option.rect.adjusted(2, 2, -2, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(QColor(colours.focus), 2))
            painter.setBrush(QColor(colours.soft))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 4, 4)
        side = scaled(20)
        drawn = picture(answer.icon, "muted", side, painter.device().devicePixelRatio())
        painter.drawPixmap(QPoint(rect.x() + scaled(8), rect.center().y() - side // 2), drawn)
        left = rect.x() + scaled(36)
        room = rect.right() - scaled(8) - left
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.DemiBold)
        half = rect.height() // 2
        upper = QRect(left, rect.y() + scaled(3), room, half - scaled(3))
        lower = QRect(left, rect.y() + half, room, half - scaled(3))
        middle = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(bold)
        painter.setPen(QColor(colours.ink))
        words = QFontMetrics(bold).elidedText(answer.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(upper if answer.subtitle else rect.adjusted(scaled(36), 0, 0, 0), middle, words)
        painter.setFont(option.font)
        painter.setPen(QColor(colours.muted))
        words = QFontMetrics(option.font).elidedText(answer.subtitle, Qt.TextElideMode.ElideRight, room)
        painter.drawText(lower, middle, words)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        del index
        return QSize(scaled(200), option.fontMetrics.height() * 2 + scaled(12))


class SearchBox(QLineEdit):
    """Type, choose with the arrows, go with Enter; Esc closes."""

    def __init__(self, find: Callable[[str], Sequence[Answer]], over: QWidget) -> None:
        """Search with `find`; the answers are shown over a window."""
        super().__init__()
        self._find, self._over = find, over
        self.setObjectName("search")
        self.setAccessibleName("Search for anything")
        self.setAccessibleDescription("Type a name or a command, choose with the arrows, go with Enter")
        self.setPlaceholderText("Search or type a command (Ctrl+K)")
        self.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(scaled(160))
        self.setMaximumWidth(scaled(520))
        self.answers = QFrame(over)
        self.answers.setProperty("box", "card")
        self.answers.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list = QListWidget()
        self.list.setProperty("popup", "true")
        self.list.setAccessibleName("Answers")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(_Lines(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._take)
        self.nothing = Words("", "muted")
        self.nothing.setContentsMargins(12, 8, 12, 8)
        self.answers.setLayout(column(self.list, self.nothing, margins=4))
        self.answers.hide()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.search_now)
        self.textEdited.connect(lambda _text: self._pause.start())
        self.textChanged.connect(self._emptied)
        over.installEventFilter(self)

    def begin(self) -> None:
        """Take the focus with everything chosen, ready to be typed over."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def search_now(self) -> None:
        """Show the answers to what is typed."""
        self._pause.stop()
        words = self.text().strip()
        if not words:
            self.answers.hide()
            return
        found = self._find(words)
        self.list.clear()
        for each in found:
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.UserRole, each)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{each.title}, {each.subtitle}".rstrip(", "))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setVisible(bool(found))
        says = f"Nothing found for “{words}”. Try fewer letters, or part of a name."
        self.nothing.setText(says)
        self.nothing.setVisible(not found)
        self._place()
        self.answers.show()
        self.answers.raise_()
        announce(self, f"{count_of(len(found), 'answer')}. {found[0].title}" if found else says)

    def close_answers(self) -> None:
        """Take the answers away and empty the box."""
        self._pause.stop()
        self.answers.hide()
        self.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move in the answers, take one, or close them."""
        key = event.key()
        if key in {Qt.Key.Key_Down, Qt.Key.Key_Up} and self.answers.isVisible():
            step = 1 if key == Qt.Key.Key_Down else -1
            count = self.list.count()
            if count:
                self.list.setCurrentRow((self.list.currentRow() + step) % count)
                answer: Answer = self.list.currentItem().data(Qt.ItemDataRole.UserRole)
                announce(self, f"{answer.title}, {answer.subtitle}")
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self._pause.isActive() or not self.answers.isVisible():
                self.search_now()
            if self.list.isVisible() and self.list.currentItem():
                self._take(self.list.currentItem())
        elif key == Qt.Key.Key_Escape:
            self.close_answers()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if event.type() is QEvent.Type.Resize and self.answers.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the answers when the person goes elsewhere."""
        super().focusOutEvent(event)
        self.answers.hide()

    def _take(self, item: QListWidgetItem) -> None:
        answer: Answer = item.data(Qt.ItemDataRole.UserRole)
        self.close_answers()
        answer.go()

    def _emptied(self, text: str) -> None:
        if not text:
            self.answers.hide()

    def _place(self) -> None:
        over = self._over
        start = self.mapTo(over, QPoint(0, self.height() + 4))
        width = max(self.width(), min(scaled(420), over.width() - start.x() - 16))
        line_height = self.fontMetrics().height() * 2 + scaled(12)
        lines = min(self.list.count(), _MOST_SHOWN)
        height = lines * line_height + 24 if lines else self.nothing.heightForWidth(width - 40) + 40
        self.list.setFixedHeight(lines * line_height + 12)
        self.answers.setGeometry(start.x(), start.y(), width, min(height, over.height() - start.y() - 8))
