"""The agenda: every happening of some weeks below each other, under the name of its day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from mentordesk.ui.agenda.drawing import Arrangement, Box, Slot
from mentordesk.ui.agenda.paint import paint_ground, paint_icon
from mentordesk.ui.agenda.view import DiaryView
from mentordesk.ui.chips import tone_of
from mentordesk.ui.fields.calendar import full_day
from mentordesk.ui.look import row_pixels, scaled, tokens

if TYPE_CHECKING:
    from mentordesk.ui.agenda.happening import Happening

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class FlatList(DiaryView):
    """A dated list; days without anything are left out."""

    def _heading(self) -> float:
        return QFontMetricsF(self.font()).height() + scaled(20)

    def _row(self) -> float:
        return max(row_pixels(), self.line_height())

    def extent(self) -> tuple[float, float]:
        """Return the height of all days."""
        days, rows = len(self.rows.by_day), len(self.rows.rows)
        return self.viewport().width(), days * self._heading() + rows * self._row() + scaled(12)

    def _top(self, day: date) -> float:
        of_day = self.rows.of_day(day)
        before = sum(1 for each in self.rows.by_day if each < day)
        return before * self._heading() + of_day.start * self._row()

    def arrange(self) -> Arrangement:
        """Put one line below another."""
        found = Arrangement()
        top, width = 0.0, self.viewport().width()
        for of_day in self.rows.by_day.values():
            top += self._heading()
            for number in of_day:
                found.boxes[number] = Box(QRectF(2, top + 1, width - 4, self._row() - 2))
                top += self._row()
        return found

    def slot_at(self, point: QPointF) -> Slot | None:
        """Return nothing: a list has no empty places."""
        del point
        return None

    def slot_rect(self, slot: Slot, minutes: int) -> QRectF:
        """Return the line of what is being moved, which tells where it goes."""
        del slot, minutes
        box = self.arrangement().boxes.get(self.currentIndex().row())
        return self.on_viewport(box) if box else QRectF()

    def day_rect(self, day: date) -> QRectF:
        """Return the heading of a day."""
        if day not in self.rows.by_day:
            return QRectF()
        return self.on_viewport(Box(QRectF(0, self._top(day), self.viewport().width(), self._heading())))

    def head_at(self, point: QPointF) -> date | None:
        """Return the day whose heading is under a point."""
        return next((day for day in self.rows.by_day if self.day_rect(day).contains(point)), None)

    def step(self, across: int, down: int) -> None:
        """Go to the next line, or to the next day that has one."""
        if across:
            self._next_day(across)
            return
        now = self.currentIndex().row() if self.currentIndex().isValid() else -1
        to = now + down
        if 0 <= to < len(self.rows.rows):
            self.choose(to)
        else:
            self._leave(down)

    def _next_day(self, across: int) -> None:
        days = [day for day in self.rows.by_day if (day > self.day if across > 0 else day < self.day)]
        if days:
            self.go(days[0] if across > 0 else days[-1])
        else:
            self._leave(across)

    def _leave(self, ahead: int) -> None:
        edge = self.shown.last if ahead > 0 else self.shown.first
        self.beyond.emit(edge + timedelta(days=ahead))

    def paint_ground(self, painter: QPainter) -> None:
        """Paint the headings of the days."""
        colours = tokens()
        painter.fillRect(QRectF(self.viewport().rect()), QColor(colours.surface))
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        for day in self.rows.by_day:
            rect = self.day_rect(day)
            if not rect.intersects(QRectF(self.viewport().rect())):
                continue
            line = rect.adjusted(scaled(6), scaled(10), -scaled(6), -scaled(2))
            words = [full_day(day)]
            if day == self.shown.today:
                words.append("Today")
            painter.setFont(font)
            painter.setPen(QColor(colours.accent if day == self.shown.today else colours.ink))
            text = " · ".join(words)
            painter.drawText(line, _LEFT, text)
            if name := self.shown.holidays.get(day):
                painter.setFont(self.font())
                painter.setPen(QColor(colours.amber.ink))
                used = QFontMetricsF(font).horizontalAdvance(text) + scaled(12)
                painter.drawText(line.adjusted(used, 0, 0, 0), _LEFT, f"Bank holiday: {name}")
        painter.setFont(self.font())

    def paint_front(self, painter: QPainter) -> None:
        """Paint nothing over the lines."""

    def paint_row(self, painter: QPainter, rect: QRectF, row: Happening) -> None:
        """Paint a line: time, mark with its word, title, more about it."""
        paint_ground(painter, rect, row.mark)
        metrics, colours = QFontMetricsF(painter.font()), tokens()
        inner = rect.adjusted(scaled(10), 0, -scaled(8), 0)
        left = inner.left()
        painter.setPen(QColor(colours.ink))
        painter.drawText(
            QRectF(left, inner.top(), scaled(76), inner.height()), _LEFT, row.when() or "No time"
        )
        left += scaled(76)
        paint_icon(
            painter, QRectF(left, inner.top(), scaled(14), inner.height()), row.mark.icon, row.mark.tone
        )
        left += scaled(20)
        painter.setPen(QColor(tone_of(row.mark.tone).ink))
        painter.drawText(QRectF(left, inner.top(), scaled(96), inner.height()), _LEFT, row.mark.word)
        left += scaled(96)
        bold = QFont(painter.font())
        bold.setWeight(QFont.Weight.DemiBold)
        bold.setStrikeOut(row.mark.struck)
        room = inner.right() - left
        title = QFontMetricsF(bold).elidedText(row.title, Qt.TextElideMode.ElideRight, room)
        painter.save()
        painter.setFont(bold)
        painter.setPen(QColor(colours.ink))
        painter.drawText(QRectF(left, inner.top(), room, inner.height()), _LEFT, title)
        painter.restore()
        left += QFontMetricsF(bold).horizontalAdvance(title) + scaled(16)
        if row.warning and inner.right() - left > scaled(40):
            box = QRectF(left, inner.top(), scaled(14), inner.height())
            paint_icon(painter, box, "triangle-alert", "amber")
            left += scaled(20)
        room = inner.right() - left
        if room > scaled(40):
            painter.setPen(QColor(colours.muted))
            rest = " · ".join(part.rstrip(".") for part in (row.warning, row.detail) if part)
            text = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRectF(left, inner.top(), room, inner.height()), _LEFT, text)
