"""Dialogs of the house: a fixed head, a body that scrolls, a fixed foot. Opened with `open()`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QPushButton, QScrollArea, QWidget

from mentordesk.ui.layouts import Flow, column
from mentordesk.ui.look import scaled
from mentordesk.ui.words import Words, box, button

if TYPE_CHECKING:
    from collections.abc import Callable


class _Shade(QWidget):
    """Dims the window behind a dialog, so that it is plain which of them listens."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(over.rect())
        over.installEventFilter(self)
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), QColor(0, 0, 0, 110))


class HouseDialog(QDialog):
    """A dialog with a title, a body that scrolls up and down, and buttons that are always in sight."""

    def __init__(self, title: str, parent: QWidget | None, *, width: int = 720) -> None:
        """Make an empty dialog over a page."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._width = width
        self.head = box("bar")
        self.head_title = Words(title, "title")
        self.head.setLayout(column(self.head_title, margins=(24, 16, 24, 16)))
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.foot = box("foot")
        self._buttons = Flow()
        self.foot.setLayout(column(self._buttons, margins=(24, 12, 24, 12)))
        whole = column(self.head, self.area, self.foot, gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def set_body(self, body: QWidget) -> None:
        """Put a widget in the part that scrolls."""
        holder = QWidget()
        holder.setObjectName("canvas")
        holder.setLayout(column(body, None, margins=(24, 24, 24, 24)))
        self.area.setWidget(holder)

    def add_button(
        self, text: str, press: Callable[[], object], *, kind: str = "", name: str = ""
    ) -> QPushButton:
        """Add a button to the foot."""
        made = button(text, press, kind=kind, name=name)
        self._buttons.addWidget(made)
        return made

    def sizeHint(self) -> QSize:
        """Take the width of the words and the height of the body, within the window or the screen."""
        room = self._room()
        body = self.area.widget()
        width = min(scaled(self._width), room.width())
        tall = self.head.sizeHint().height() + self.foot.sizeHint().height()
        if body:
            inner = body.layout()
            wanted = inner.heightForWidth(width) if inner and inner.hasHeightForWidth() else -1
            tall += max(wanted, body.sizeHint().height())
        return QSize(width, min(tall + 2, room.height()))

    def _room(self) -> QSize:
        parent = self.parentWidget()
        if parent:
            window = parent.window().size()
            return QSize(max(window.width() - 48, 480), max(window.height() - 48, 400))
        return self.screen().availableSize() * 0.9

    def open(self) -> None:
        """Show the dialog over its window, which is dimmed meanwhile."""
        self.resize(self.sizeHint())
        parent = self.parentWidget()
        if parent and parent.isVisible():
            shade = _Shade(parent.window())
            self.finished.connect(shade.hide)
            self.finished.connect(shade.deleteLater)
        super().open()
