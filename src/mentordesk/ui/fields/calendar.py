"""A month to pick a day from; everything by keyboard."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QWidget

from mentordesk.kernel.dates import add_months
from mentordesk.kernel.formats import long_date, month_and_year
from mentordesk.ui.layouts import column, line
from mentordesk.ui.look import scaled
from mentordesk.ui.words import Words, icon_button, set_kind

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
_MONTH_STEPS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


def full_day(day: date) -> str:
    """Return "Thursday 3 September 2026"."""
    return f"{DAYS[day.weekday()]} {long_date(day)}"


class Calendar(QFrame):
    """A month that pops up: arrows move by days and weeks, Page Up and Page Down by months, Enter picks."""

    picked = Signal(object)
    """The day that was picked."""

    def __init__(self, parent: QWidget, day: date, today: date) -> None:
        """Show the month of a day."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("box", "card")
        self.setAccessibleName("Calendar")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._day, self._today = day, today
        self._month = Words("", "heading", wrap=False)
        self._month.setAlignment(Qt.AlignmentFlag.AlignCenter)
        before = icon_button("chevron-left", "Month before", lambda: self._turn(-1))
        after = icon_button("chevron-right", "Month after", lambda: self._turn(1))
        head = line(before, self._month, after, gap=4)
        head.setStretch(1, 1)
        grid = QGridLayout()
        grid.setSpacing(2)
        for place, name in enumerate(DAYS):
            word = Words(name[:2], "muted", wrap=False)
            word.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(word, 0, place)
        self._days = [self._day_button() for _ in range(42)]
        for place, made in enumerate(self._days):
            grid.addWidget(made, 1 + place // 7, place % 7)
        self.setLayout(column(head, grid, gap=4, margins=12))
        self._show()

    def _day_button(self) -> QPushButton:
        made = QPushButton()
        made.setProperty("act", "day")
        made.setCheckable(True)
        made.setAutoDefault(False)
        made.setFixedSize(scaled(36), scaled(32))
        made.installEventFilter(self)
        made.clicked.connect(lambda _on, made=made: self._pick(made))
        return made

    def day(self) -> date:
        """Return the day that has the focus."""
        return self._day

    def _show(self) -> None:
        first = self._day.replace(day=1)
        self._month.setText(month_and_year(first))
        start = first.toordinal() - first.weekday()
        for place, made in enumerate(self._days):
            number = start + place
            known = 1 <= number <= date.max.toordinal()
            made.setEnabled(known)
            if not known:
                made.setText("")
                continue
            day = date.fromordinal(number)
            made.setProperty("day", number)
            made.setText(str(day.day))
            made.setChecked(day == self._day)
            today = ", today" if day == self._today else ""
            made.setAccessibleName(full_day(day) + today)
            kind = "today" if today else "" if day.month == first.month else "outside"
            set_kind(made, "when", kind)

    def focus_day(self) -> None:
        """Put the focus on the chosen day."""
        for made in self._days:
            if made.property("day") == self._day.toordinal():
                made.setFocus()

    def move_to(self, day: date) -> None:
        """Go to a day."""
        self._day = day
        self._show()
        self.focus_day()

    def _turn(self, months: int) -> None:
        try:
            self.move_to(add_months(self._day, months))
        except OverflowError:
            return

    def _pick(self, made: QPushButton) -> None:
        self.picked.emit(date.fromordinal(int(made.property("day"))))
        self.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move with the keys."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in _DAY_STEPS:
                try:
                    self.move_to(self._day + timedelta(days=_DAY_STEPS[key]))
                except OverflowError:
                    return True
                return True
            if key in _MONTH_STEPS:
                self._turn(_MONTH_STEPS[key])
                return True
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(watched, QPushButton):
                self._pick(watched)
                return True
            if key == Qt.Key.Key_Escape:
                self.close()
                return True
        return super().eventFilter(watched, event)
