"""A head above a body that scrolls by itself; a high head rolls away, and the body has the room."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from mentordesk.ui.layouts import column

_MOST_PERCENT = 40
"""How much of the height a head may take before it rolls."""
_LEAST = 1
"""Not 0: a layout at work takes a least height away again that was 0 when it began."""
_COMES_AND_GOES = frozenset({QEvent.Type.ShowToParent, QEvent.Type.HideToParent})


class _Rest(QWidget):
    """Takes the height that is left, however much its inside would like."""

    def hasHeightForWidth(self) -> bool:
        return False

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()


class Rolling(QScrollArea):
    """The part of a page in which the head may roll away; low heads stand still."""

    def __init__(self, head: QWidget, body: QWidget) -> None:
        """Put a body that scrolls by itself under a head."""
        super().__init__()
        self._head, self._body = head, body
        self._inside: dict[QObject, QScrollArea] = {}
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inner = QWidget()
        self._inner.setProperty("fill", "none")
        self._inner.setMinimumHeight(_LEAST)
        rest = _Rest()
        self.rest = column(body)
        rest.setLayout(self.rest)
        self.column = column(head, rest, gap=12, margins=(24, 24, 24, 0))
        self.column.setStretch(1, 1)
        self._inner.setLayout(self.column)
        self.setWidget(self._inner)
        for each in (head, body):
            each.installEventFilter(self)

    def roll_before(self, area: QScrollArea) -> None:
        """Have the wheel over an area roll the head away before the area scrolls, and back after it."""
        self._inside[area.viewport()] = area
        area.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the head and the body, and take the wheel while it is the head that moves."""
        resized = watched is self._head and event.type() is QEvent.Type.Resize
        if resized or (watched is self._body and event.type() in _COMES_AND_GOES):
            self._fit()
        area = self._inside.get(watched)
        if area and isinstance(event, QWheelEvent) and self._moves(area, event.angleDelta().y()):
            QCoreApplication.sendEvent(self.verticalScrollBar(), event)
            return True
        return super().eventFilter(watched, event)

    def _moves(self, area: QScrollArea, turn: int) -> bool:
        """Return whether a turn of the wheel over an area moves the head: away first, and back last."""
        bar, inner = self.verticalScrollBar(), area.verticalScrollBar()
        if turn < 0:
            return bar.value() < bar.maximum()
        return turn > 0 and inner.value() == inner.minimum() and bar.value() > bar.minimum()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the body the room of now."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room, height = self.viewport().height(), self._head.height()
        sides = self.column.contentsMargins()
        above = sides.top() + height + self.column.spacing()
        gone = self._body.isHidden() and self._body.testAttribute(
            Qt.WidgetAttribute.WA_WState_ExplicitShowHide
        )
        rolls = height * 100 > room * _MOST_PERCENT and not gone
        self._inner.setMinimumHeight(above + room if rolls else _LEAST)
