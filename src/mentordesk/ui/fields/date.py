"""Dates, typed as people say them or picked from a calendar."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent

from mentordesk.kernel import formats
from mentordesk.kernel.dates import Precision, parse_date, parse_review_date
from mentordesk.ui.fields.calendar import Calendar, full_day
from mentordesk.ui.fields.line import ParsedField, V
from mentordesk.ui.words import icon_button


class _Dated(ParsedField[V]):
    """A line with a calendar button."""

    wrong = "This is not a date. Try 3 Sep 2026."

    def __init__(
        self,
        name: str,
        label: str,
        *,
        today: date,
        note: str = "",
        optional: bool = False,
        hint: str = "",
    ) -> None:
        """Make an empty date; `today` is the day from which words like tomorrow are counted."""
        super().__init__(name, label, note=note, optional=optional, hint=hint, width=200)
        self.today = today
        self._pick = icon_button(
            "calendar-days", f"Pick {label[:1].lower()}{label[1:]} in a calendar", self.open
        )
        self.row.insertWidget(1, self._pick)

    def open(self) -> None:
        """Show the calendar; F4 does the same."""
        self.calendar = Calendar(self, self.day() or self.today, self.today)
        self.calendar.picked.connect(self._picked)
        self.calendar.adjustSize()
        self.calendar.move(self._near())
        self.calendar.show()
        self.calendar.focus_day()

    def _near(self) -> QPoint:
        """Where the calendar fits: under the line, or over it near the foot of the screen."""
        room, size = self.screen().availableGeometry(), self.calendar.size()
        under = self.edit.mapToGlobal(QPoint(0, self.edit.height()))
        over = self.edit.mapToGlobal(QPoint(0, -size.height()))
        place = under if under.y() + size.height() <= room.bottom() else over
        return QPoint(
            max(min(place.x(), room.right() - size.width()), room.left()), max(place.y(), room.top())
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the calendar with F4."""
        key = event.key() if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress else None
        if key == Qt.Key.Key_F4:
            self.open()
            return True
        return super().eventFilter(watched, event)

    def day(self) -> date | None:
        """Return the day that is shown in the calendar."""
        raise NotImplementedError

    def take(self, day: date) -> None:
        """Take a day from the calendar."""
        raise NotImplementedError

    def _picked(self, day: date) -> None:
        self.take(day)
        self.edit.setFocus()
        self.left.emit()


class DateField(_Dated[date]):
    """A day."""

    def parse(self, text: str) -> date | None:
        """Read a day."""
        return parse_date(text, self.today)

    def written(self, value: date) -> str:
        """Return "3 Sep 2026"."""
        return formats.short_date(value)

    def explained(self, value: date) -> str:
        """Return "Thursday 3 September 2026"."""
        return full_day(value)

    def day(self) -> date | None:
        """Return the day typed."""
        return self.value()

    def take(self, day: date) -> None:
        """Write the day that was picked."""
        self.set_value(day)


class ReviewDateField(_Dated[tuple[date, Precision]]):
    """A day, a month ("Aug 2014") or a quarter ("Q3 2014"), which stand for their last day."""

    wrong = "This is not a date. Try 3 Sep 2026, Aug 2014 or Q3 2014."

    def parse(self, text: str) -> tuple[date, Precision] | None:
        """Read a day, a month or a quarter."""
        return parse_review_date(text, self.today)

    def written(self, value: tuple[date, Precision]) -> str:
        """Return "3 Sep 2026", "Aug 2014" or "Q3 2014"."""
        day, precision = value
        if precision is Precision.QUARTER:
            return f"Q{(day.month + 2) // 3} {day.year}"
        text = formats.short_date(day)
        return text.split(" ", 1)[1] if precision is Precision.MONTH else text

    def explained(self, value: tuple[date, Precision]) -> str:
        """Return the date as exactly as it is known."""
        return formats.dated(*value)

    def day(self) -> date | None:
        """Return the day typed, or the last day of what was typed."""
        value = self.value()
        return value[0] if value else None

    def take(self, day: date) -> None:
        """Write the day that was picked."""
        self.set_value((day, Precision.DAY))
