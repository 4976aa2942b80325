"""Charts on the screen: bars with their values, drawn from what `kernel.charts` describes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mentordesk.ui.look import scaled, tokens

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from mentordesk.kernel.charts import CurveChart, CurvePoint, ThenNowBar, ThenNowChart

_BAR, _GAP, _BETWEEN = 18, 4, 16
_ROOM_FOR_NAMES = 620


class ThenNowBars(QWidget):
    """Two bars for each thing measured, then and now, each with its word and its value."""

    def __init__(self, chart: ThenNowChart) -> None:
        """Show a chart; a screen reader hears it in words."""
        super().__init__()
        self._chart = chart
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(chart.alt)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Return a usual width and the height that goes with it."""
        width = scaled(560)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least that can be read."""
        width = scaled(240)
        return QSize(width, self.heightForWidth(max(self.width(), width)))

    def hasHeightForWidth(self) -> bool:
        """Return that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all bars, and of the names where they stand above them."""
        count = len(self._chart.bars)
        return count * self._block(width) + max(count - 1, 0) * scaled(_BETWEEN)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the text size."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self.updateGeometry()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw every pair of bars."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = 0
        for bar in self._chart.bars:
            self._draw_pair(painter, bar, top)
            top += self._block(self.width()) + scaled(_BETWEEN)
        painter.end()

    def _above(self, width: int) -> bool:
        return width < scaled(_ROOM_FOR_NAMES)

    def _bar(self) -> int:
        return max(self.fontMetrics().height(), scaled(_BAR))

    def _block(self, width: int) -> int:
        names = self.fontMetrics().height() + scaled(_GAP) if self._above(width) else 0
        return names + 2 * self._bar() + scaled(_GAP)

    def _draw_pair(self, painter: QPainter, bar: ThenNowBar, top: int) -> None:
        metrics = QFontMetricsF(self.font())
        above = self._above(self.width())
        names = 0 if above else round(self.width() * 0.34)
        painter.setPen(QColor(tokens().ink))
        room = (self.width() if above else names) - scaled(12)
        name = metrics.elidedText(bar.name, Qt.TextElideMode.ElideRight, room)
        tall = metrics.height() if above else 2 * self._bar() + scaled(_GAP)
        painter.drawText(QRectF(0, top, room, tall), int(Qt.AlignmentFlag.AlignVCenter), name)
        if above:
            top += round(metrics.height()) + scaled(_GAP)
        values = ((bar.then, bar.then_words), (bar.now, bar.now_words))
        for place, (value, words) in enumerate(values):
            line = QRectF(
                names, top + place * (self._bar() + scaled(_GAP)), self.width() - names, self._bar()
            )
            self._draw_bar(painter, line, place, value, words)

    def _draw_bar(self, painter: QPainter, line: QRectF, place: int, value: int | None, words: str) -> None:
        metrics = QFontMetricsF(self.font())
        colours = tokens()
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        label = max(metrics.horizontalAdvance(each) for each in self._chart.points) + scaled(8)
        painter.setPen(QColor(colours.muted))
        painter.drawText(line, middle, self._chart.points[place])
        left = line.left() + label
        room = line.right() - left - metrics.horizontalAdvance("10") - scaled(12)
        if value is None:
            painter.drawText(QRectF(left, line.top(), line.right() - left, line.height()), middle, words)
            return
        fill = colours.accent if place else colours.border
        track = QRectF(left + 0.5, line.top() + 1.5, room, line.height() - 3)
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(track)
        if value:
            painter.setPen(QPen(QColor(fill), 1))
            painter.setBrush(QColor(fill))
            painter.drawRect(
                QRectF(track.left(), track.top(), room * value / self._chart.most, track.height())
            )
        painter.setPen(QColor(colours.ink))
        after = QRectF(track.right() + scaled(6), line.top(), line.right() - track.right(), line.height())
        painter.drawText(after, middle, words)


_TALL, _EVERY = 200, 6


class Curve(QWidget):
    """A share that falls with time, as a line of steps with its values a year apart."""

    def __init__(self, chart: CurveChart) -> None:
        """Show a curve; a screen reader hears it in words."""
        super().__init__()
        self._chart = chart
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(chart.alt)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a usual width and height."""
        return QSize(scaled(560), scaled(_TALL))

    def minimumSizeHint(self) -> QSize:
        """Return the least that can be read."""
        return QSize(scaled(240), scaled(_TALL))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the text size."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self.updateGeometry()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines of the shares, the months and the curve."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetricsF(self.font())
        left = metrics.horizontalAdvance("100%") + scaled(8)
        low = self.height() - metrics.height() - scaled(6)
        frame = QRectF(left, metrics.height(), self.width() - left - scaled(48), low - metrics.height())
        for share in (0, 50, 100):
            height = frame.bottom() - frame.height() * share / 100
            painter.setPen(QPen(QColor(tokens().line), 1))
            painter.drawLine(QPointF(frame.left(), height), QPointF(frame.right(), height))
            painter.setPen(QColor(tokens().muted))
            box = QRectF(0, height - metrics.height() / 2, left - scaled(6), metrics.height())
            painter.drawText(box, int(Qt.AlignmentFlag.AlignRight), f"{share}%")
        self._draw_curve(painter, frame)
        painter.end()

    def _draw_curve(self, painter: QPainter, frame: QRectF) -> None:
        most = max((each.at for each in self._chart.points), default=1)
        metrics = QFontMetricsF(self.font())
        before = QPointF(frame.left(), frame.top())
        for each in self._chart.points:
            place = self._place(each, frame, most)
            painter.setPen(QPen(QColor(tokens().accent), 2))
            painter.drawLine(before, QPointF(place.x(), before.y()))
            painter.drawLine(QPointF(place.x(), before.y()), place)
            before = place
            if each.at % _EVERY == 0:
                painter.setPen(QColor(tokens().muted))
                box = QRectF(place.x() - scaled(30), frame.bottom() + scaled(4), scaled(60), metrics.height())
                painter.drawText(box, int(Qt.AlignmentFlag.AlignHCenter), f"{each.at}")
            if each.at % 12 == 0:
                painter.setPen(QColor(tokens().ink))
                high = metrics.height()
                box = QRectF(place.x() + scaled(4), place.y() - high, scaled(60), high)
                painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft), each.words)

    @staticmethod
    def _place(point: CurvePoint, frame: QRectF, most: int) -> QPointF:
        across = frame.left() + frame.width() * point.at / most
        return QPointF(across, frame.bottom() - frame.height() * point.tenths / 1000)
