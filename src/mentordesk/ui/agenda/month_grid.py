"""A month in weeks: the first few happenings of each day, and how many more there are."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from mentordesk.ui.agenda.drawing import Arrangement, Box, More, Slot
from mentordesk.ui.agenda.lanes import window
from mentordesk.ui.agenda.periods import days_between
from mentordesk.ui.agenda.view import DiaryView
from mentordesk.ui.fields.calendar import DAYS
from mentordesk.ui.look import scaled, tokens

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class MonthGrid(DiaryView):
    """Whole weeks, Monday first; days of other months are greyed."""

    def _weeks(self) -> int:
        return ((self.shown.last - self.shown.first).days + 1) // 7

    def _month(self) -> int:
        return (self.shown.first + timedelta(days=10)).month

    def _head(self) -> float:
        return QFontMetricsF(self.font()).height() + scaled(10)

    def line_height(self) -> float:
        """Return the height of a line, a little closer than in a day."""
        return QFontMetricsF(self.font()).height() + 3

    def _number_height(self) -> float:
        return QFontMetricsF(self.font()).height() + scaled(3)

    def _width(self) -> float:
        return max(self.viewport().width() / 7, scaled(56))

    def _height(self) -> float:
        least = self._number_height() + 2 * (self.line_height() + 2) + 3
        return max((self.viewport().height() - self._head()) / max(self._weeks(), 1), least)

    def extent(self) -> tuple[float, float]:
        """Return the size of all weeks."""
        return 7 * self._width(), self._weeks() * self._height()

    def scrolling_part(self) -> QRectF:
        """Return what is below the names of the days."""
        view, head = self.viewport().rect(), self._head()
        return QRectF(0, head, view.width(), max(view.height() - head, 0))

    def _cell(self, day: date) -> QRectF:
        number = (day - self.shown.first).days
        left, top = number % 7 * self._width(), self._head() + number // 7 * self._height()
        return QRectF(left, top, self._width(), self._height())

    def arrange(self) -> Arrangement:
        """Put the first few of each day in its cell."""
        found = Arrangement()
        height, chosen = self.line_height() + 2, self.currentIndex().row()
        room = max(int((self._height() - self._number_height() - 2) // height), 1)
        for day in days_between(self.shown.first, self.shown.last):
            rows = self.rows.of_day(day)
            total = max(self.shown.totals.get(day, 0), len(rows))
            place = rows.index(chosen) if chosen in rows else -1
            shown = window(len(rows), room if total == len(rows) else min(room, len(rows)), place)
            if total > len(rows) and len(shown) == room:
                shown = range(shown.start, shown.stop - 1) if place < shown.stop - 1 else shown[1:]
            cell = self._cell(day)
            top = cell.top() + self._number_height()
            box = QRectF(cell.left() + 3, top, cell.width() - 6, height - 2)
            for line, number in enumerate(shown):
                found.boxes[rows[number]] = Box(box.translated(0, line * height))
            if total > len(shown):
                rest = Box(box.translated(0, len(shown) * height))
                found.more.append(More(day, total - len(shown), rest))
        return found

    def slot_at(self, point: QPointF) -> Slot | None:
        """Return the day under a point."""
        left = point.x() + self.horizontalScrollBar().value()
        top = point.y() - self._head() + self.verticalScrollBar().value()
        column, week = int(left // self._width()), int(top // self._height())
        if point.y() < self._head() or not (0 <= column < 7 and 0 <= week < self._weeks()):
            return None
        return Slot(self.shown.first + timedelta(days=week * 7 + column), None)

    def slot_rect(self, slot: Slot, minutes: int) -> QRectF:
        """Return the first line of a day."""
        del minutes
        cell = self.day_rect(slot.day)
        return QRectF(
            cell.left() + 2, cell.top() + self._number_height(), cell.width() - 4, self.line_height()
        )

    def day_rect(self, day: date) -> QRectF:
        """Return the cell of a day."""
        return self.on_viewport(Box(self._cell(day)))

    def moved_slot(self, slot: Slot, across: int, down: int) -> Slot:
        """Move by a day or by a week; the time of day stays."""
        return Slot(slot.day + timedelta(days=across + 7 * down), slot.start)

    def step(self, across: int, down: int) -> None:
        """Go through the happenings of a day, then to the week above or below."""
        if across or not self.step_in_day(down):
            self.go(self.day + timedelta(days=across + 7 * down))

    def paint_ground(self, painter: QPainter) -> None:
        """Paint the cells with the number of each day and the name of a bank holiday."""
        colours = tokens()
        painter.fillRect(QRectF(self.viewport().rect()), QColor(colours.surface))
        room = self.scrolling_part()
        for day in days_between(self.shown.first, self.shown.last):
            cell = self.day_rect(day)
            if cell.intersects(room):
                self._paint_cell(painter, cell, day)

    def _paint_cell(self, painter: QPainter, cell: QRectF, day: date) -> None:
        colours, today = tokens(), day == self.shown.today
        outside = day.month != self._month()
        if outside or day.weekday() >= 5 or day in self.shown.holidays:
            painter.fillRect(cell, QColor(colours.raised if outside else colours.canvas))
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.drawRect(cell)
        line = QRectF(
            cell.left() + scaled(6), cell.top() + 2, cell.width() - scaled(10), self._number_height()
        )
        if today:
            painter.fillRect(
                QRectF(cell.left() + 1, cell.top() + 1, cell.width() - 1, line.height()), QColor(colours.soft)
            )
            painter.fillRect(QRectF(cell.left() + 1, cell.top(), cell.width() - 1, 3), QColor(colours.accent))
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(colours.accent if today else colours.muted if outside else colours.ink))
        text = f"{day.day} · Today" if today else str(day.day)
        painter.drawText(line, _LEFT, text)
        name = self.shown.holidays.get(day)
        if name:
            used = QFontMetricsF(font).horizontalAdvance(text) + scaled(8)
            rest = line.adjusted(used, 0, 0, 0)
            painter.setFont(self.font())
            painter.setPen(QColor(colours.amber.ink))
            words = QFontMetricsF(self.font()).elidedText(name, Qt.TextElideMode.ElideRight, rest.width())
            painter.drawText(rest, _LEFT, words)
        painter.setFont(self.font())

    def paint_front(self, painter: QPainter) -> None:
        """Paint the names of the days."""
        colours, head = tokens(), self._head()
        painter.fillRect(QRectF(0, 0, self.viewport().width(), head), QColor(colours.canvas))
        painter.setPen(QColor(colours.muted))
        metrics = QFontMetricsF(self.font())
        for number, name in enumerate(DAYS):
            left = number * self._width() - self.horizontalScrollBar().value() + scaled(6)
            room = self._width() - scaled(8)
            names = (name, name[:3], name[:2])
            text = next((each for each in names if metrics.horizontalAdvance(each) <= room), name[:2])
            painter.drawText(QRectF(left, 0, room, head), _LEFT, text)
        painter.setPen(QPen(QColor(colours.border), 1))
        painter.drawLine(QPointF(0, head - 1), QPointF(self.viewport().width(), head - 1))
