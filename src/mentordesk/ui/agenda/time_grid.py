"""One day or one week with its hours."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from mentordesk.kernel.formats import clock, long_date, short_month
from mentordesk.ui.agenda.drawing import Arrangement, Box, More, Slot
from mentordesk.ui.agenda.lanes import side_by_side, window
from mentordesk.ui.agenda.periods import days_between
from mentordesk.ui.agenda.view import QUARTER, DiaryView
from mentordesk.ui.fields.calendar import DAYS
from mentordesk.ui.look import scaled, tokens

if TYPE_CHECKING:
    from typing import Any

    from mentordesk.ui.agenda.happening import Shown

MORNING = 8
_SHORTEST = 22
"""Minutes that the shortest box is drawn as, so that a line of words fits."""
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class TimeGrid(DiaryView):
    """Days beside each other, hours below each other; what has no time stands above the hours."""

    def __init__(self, name: str) -> None:
        """Make an empty grid."""
        super().__init__(name)
        self._to_morning = True

    def show_shown(self, shown: Shown, day: date | None = None, key: Any = None) -> None:
        """Show other happenings; another period begins with the morning."""
        self._to_morning |= (shown.first, shown.last) != (self.shown.first, self.shown.last)
        super().show_shown(shown, day, key)

    def again(self) -> None:
        """Work out every rectangle again, and go to the morning of another period."""
        super().again()
        if self._to_morning and self.isVisible():
            self._to_morning = False
            timed = [each.first_minute() for each in self.rows.rows if each.start]
            first = min([*timed, MORNING * 60])
            self.verticalScrollBar().setValue(round(first / 60 * self._hour()) - scaled(6))

    def changeEvent(self, event: QEvent) -> None:
        """Go to the morning again when the letters grow, for the hours grow with them."""
        if event.type() is QEvent.Type.StyleChange:
            self._to_morning = True
        super().changeEvent(event)

    # Measures

    def _days(self) -> list[date]:
        return days_between(self.shown.first, self.shown.last)

    def _hour(self) -> int:
        return scaled(52)

    def _gutter(self) -> float:
        return QFontMetricsF(self.font()).horizontalAdvance("12pm") + scaled(14)

    def _width(self) -> float:
        count = (self.shown.last - self.shown.first).days + 1
        return max((self.viewport().width() - self._gutter()) / count, scaled(52))

    def _left(self, day: date) -> float:
        return self._gutter() + (day - self.shown.first).days * self._width()

    def _names_height(self) -> float:
        lines = 2 if any(day in self.shown.holidays for day in self._days()) else 1
        return QFontMetricsF(self._bold()).height() * lines + scaled(12)

    def _strip_room(self) -> int:
        """Return how many lines stand above the hours: at most a third of the height."""
        most = 10 if self.shown.first == self.shown.last else 4
        third = self.viewport().height() / 3 - self._names_height()
        return min(max(int(third // (self.line_height() + 2)), 1), most)

    def _strip_lines(self) -> int:
        counts = [len(self._untimed(day)) for day in self._days()]
        return min(max(counts, default=0), self._strip_room())

    def _head(self) -> float:
        lines = self._strip_lines()
        strip = lines * (self.line_height() + 2) + scaled(4) if lines else 0
        return self._names_height() + strip

    def _untimed(self, day: date) -> list[int]:
        return [number for number in self.rows.of_day(day) if self.rows.rows[number].start is None]

    def extent(self) -> tuple[float, float]:
        """Return the width of the days and the height of 24 hours."""
        count = (self.shown.last - self.shown.first).days + 1
        return count * self._width(), 24 * self._hour()

    def scrolling_part(self) -> QRectF:
        """Return the hours, without the head and the names of the hours."""
        view, head, gutter = self.viewport().rect(), self._head(), self._gutter()
        return QRectF(gutter, head, max(view.width() - gutter, 0), max(view.height() - head, 0))

    def fixed_part(self) -> QRectF:
        """Return the strip above the hours."""
        names, gutter = self._names_height(), self._gutter()
        return QRectF(gutter, names, self.viewport().width() - gutter, self._head() - names)

    # Rectangles

    def arrange(self) -> Arrangement:
        """Put what overlaps side by side; what finds no room is counted."""
        found = Arrangement()
        for day in self._days():
            self._arrange_strip(day, found)
            self._arrange_hours(day, found)
        return found

    def _arrange_strip(self, day: date, found: Arrangement) -> None:
        rows = self._untimed(day)
        chosen = self.currentIndex().row()
        shown = window(len(rows), self._strip_room(), rows.index(chosen) if chosen in rows else -1)
        for line, place in enumerate(shown):
            found.boxes[rows[place]] = Box(self._strip_rect(day, line), fixed=True)
        if len(shown) < len(rows):
            rest = Box(self._strip_rect(day, len(shown)), fixed=True)
            found.more.append(More(day, len(rows) - len(shown), rest))

    def _strip_rect(self, day: date, line: int) -> QRectF:
        height = self.line_height()
        top = self._names_height() + line * (height + 2)
        return QRectF(self._left(day) + 2, top, self._width() - 6, height)

    def _arrange_hours(self, day: date, found: Arrangement) -> None:
        rows = [number for number in self.rows.of_day(day) if self.rows.rows[number].start is not None]
        spans = [self._span(number) for number in rows]
        inner = self._width() - scaled(8)
        fit = max(int(inner // scaled(26)), 1)
        hidden: dict[int, list[int]] = {}
        chosen = self.currentIndex().row()
        for number, span, place in zip(rows, spans, side_by_side(spans), strict=True):
            lanes, lane = min(place.lanes, fit), place.lane
            if place.lanes > fit and lane >= fit - 1:
                hidden.setdefault(place.group, []).append(number)
                if number != chosen:
                    continue
                lane = fit - 1
            width = inner / lanes
            left = self._left(day) + 2 + lane * width
            found.boxes[number] = Box(self._hours_rect(left, width - 2, *span))
        for numbers in hidden.values():
            first = min(self._span(number)[0] for number in numbers)
            last = max(self._span(number)[1] for number in numbers)
            width = inner / fit
            left = self._left(day) + 2 + (fit - 1) * width
            rest = Box(self._hours_rect(left, width - 2, first, last))
            found.more.append(More(day, len(numbers) - (chosen in numbers), rest))
        found.more = [each for each in found.more if each.number]
        if chosen in found.boxes:  # in front of the words about more, when it is one of them
            found.boxes[chosen] = found.boxes.pop(chosen)

    def _span(self, number: int) -> tuple[int, int]:
        row = self.rows.rows[number]
        first = row.first_minute()
        return first, max(row.last_minute(), first + _SHORTEST)

    def _hours_rect(self, left: float, width: float, first: int, last: int) -> QRectF:
        hour = self._hour() / 60
        return QRectF(left, self._head() + first * hour + 1, width, (last - first) * hour - 2)

    def slot_at(self, point: QPointF) -> Slot | None:
        """Return the quarter of an hour under a point, or the day where it is above the hours."""
        number = int((point.x() + self.horizontalScrollBar().value() - self._gutter()) // self._width())
        days = self._days()
        if point.x() < self._gutter() or not 0 <= number < len(days) or point.y() < self._names_height():
            return None
        if point.y() < self._head():
            return Slot(days[number], None)
        minute = self.minute_at(point) or 0
        quarter = min(int(minute // QUARTER) * QUARTER, 24 * 60 - QUARTER)
        return Slot(days[number], time(quarter // 60, quarter % 60))

    def minute_at(self, point: QPointF) -> float | None:
        """Return the minute of the day at a point below the head."""
        if point.y() < self._head():
            return None
        return (point.y() - self._head() + self.verticalScrollBar().value()) / self._hour() * 60

    def slot_rect(self, slot: Slot, minutes: int) -> QRectF:
        """Return where something would stand."""
        if slot.start is None:
            return self.on_viewport(Box(self._strip_rect(slot.day, 0), fixed=True))
        first = slot.start.hour * 60 + slot.start.minute
        last = min(first + max(minutes, _SHORTEST), 24 * 60)
        rect = self._hours_rect(self._left(slot.day) + 2, self._width() - 6, first, last)
        return self.on_viewport(Box(rect))

    def day_rect(self, day: date) -> QRectF:
        """Return the column of a day."""
        left = self._left(day) - self.horizontalScrollBar().value()
        return QRectF(left, self._names_height(), self._width(), self.viewport().height())

    def head_at(self, point: QPointF) -> date | None:
        """Return the day whose name is under a point, in a week."""
        days = self._days()
        if len(days) == 1 or point.x() < self._gutter() or point.y() >= self._names_height():
            return None
        number = int((point.x() + self.horizontalScrollBar().value() - self._gutter()) // self._width())
        return days[number] if number < len(days) else None

    def see(self, rect: QRectF) -> None:
        """Scroll, but not up for the column of a whole day."""
        if rect.height() < self.viewport().height():
            super().see(rect)

    def step(self, across: int, down: int) -> None:
        """Go through the happenings of a day, or to the day beside it."""
        if across:
            self.go(self.day + timedelta(days=across))
        else:
            self.step_in_day(down)

    # Painting

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def paint_ground(self, painter: QPainter) -> None:
        """Paint the lines of the hours and days; days off are a little darker."""
        colours, view = tokens(), QRectF(self.viewport().rect())
        painter.fillRect(view, QColor(colours.surface))
        room = self.scrolling_part()
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        for day in self._days():
            column = QRectF(self._left(day) - across, room.top(), self._width(), room.height())
            if day.weekday() >= 5 or day in self.shown.holidays:
                painter.fillRect(column.intersected(room), QColor(colours.canvas))
        for half in range(48):
            top = room.top() + half * self._hour() / 2 - down
            if room.top() <= top <= room.bottom():
                kind = Qt.PenStyle.DotLine if half % 2 else Qt.PenStyle.SolidLine
                painter.setPen(QPen(QColor(colours.line), 1, kind))
                painter.drawLine(QPointF(room.left(), top), QPointF(room.right(), top))
        painter.setPen(QPen(QColor(colours.line), 1))
        for day in self._days():
            left = self._left(day) - across
            painter.drawLine(QPointF(left, self._names_height()), QPointF(left, room.bottom()))

    def paint_front(self, painter: QPainter) -> None:
        """Paint the names of the days and hours."""
        colours = tokens()
        gutter, head, width = self._gutter(), self._head(), self.viewport().width()
        painter.fillRect(QRectF(0, head, gutter, self.viewport().height()), QColor(colours.surface))
        painter.setPen(QColor(colours.muted))
        height = QFontMetricsF(self.font()).height()
        for hour in range(1, 24):
            top = head + hour * self._hour() - self.verticalScrollBar().value() - height / 2
            if top >= head:
                text = clock(time(hour))
                box = QRectF(0, top, gutter - scaled(6), height)
                painter.drawText(box, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), text)
        painter.fillRect(QRectF(0, 0, width, head), QColor(colours.surface))
        painter.fillRect(QRectF(0, 0, width, self._names_height() - 2), QColor(colours.canvas))
        painter.save()
        painter.setClipRect(QRectF(gutter, 0, width - gutter, head))
        for day in self._days():
            self._paint_name(painter, day)
        painter.restore()
        painter.setPen(QPen(QColor(colours.border), 1))
        painter.drawLine(QPointF(0, head - 1), QPointF(width, head - 1))

    def _paint_name(self, painter: QPainter, day: date) -> None:
        colours, today = tokens(), day == self.shown.today
        left = self._left(day) - self.horizontalScrollBar().value()
        bold = QFontMetricsF(self._bold())
        names = [f"{DAYS[day.weekday()]} {long_date(day)}", f"{DAYS[day.weekday()][:3]} {day.day}"]
        names.insert(1, f"{DAYS[day.weekday()][:3]} {day.day} {short_month(day)[:3]}")
        shortest = f"{DAYS[day.weekday()][:2]} {day.day}"
        names = [f"{name} · Today" if today else name for name in names] + [names[-1], shortest]
        room = self._width() - scaled(8)
        text = next((name for name in names if bold.horizontalAdvance(name) <= room), names[-1])
        line = QRectF(left + scaled(6), scaled(5), room, bold.height())
        if today:
            ground = QRectF(left + 1, 1, self._width() - 2, self._names_height() - 4)
            painter.fillRect(ground, QColor(colours.soft))
            painter.fillRect(QRectF(left + 1, 0, self._width() - 2, 3), QColor(colours.accent))
        painter.setFont(self._bold())
        painter.setPen(QColor(colours.accent if today else colours.ink))
        painter.drawText(line, _LEFT, text)
        if name := self.shown.holidays.get(day):
            painter.setFont(self.font())
            painter.setPen(QColor(colours.amber.ink))
            plain = QFontMetricsF(self.font())
            below = line.translated(0, bold.height())
            painter.drawText(below, _LEFT, plain.elidedText(name, Qt.TextElideMode.ElideRight, room))
        painter.setFont(self.font())
