"""The diary: a head to turn its pages, one drawing at a time, and what the marks mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QStackedWidget, QWidget

from mentordesk.ui.agenda.flat import FlatList
from mentordesk.ui.agenda.happening import Shown
from mentordesk.ui.agenda.month_grid import MonthGrid
from mentordesk.ui.agenda.paint import paint_ground, paint_icon
from mentordesk.ui.agenda.periods import AGENDA_DAYS, Scale, period_of, period_words, turned
from mentordesk.ui.agenda.time_grid import TimeGrid
from mentordesk.ui.fields.calendar import Calendar
from mentordesk.ui.keys import Key
from mentordesk.ui.layouts import Flow, clear, column, line, put
from mentordesk.ui.look import scaled
from mentordesk.ui.panels import EmptyState
from mentordesk.ui.words import Press, Words, announce, button, icon_button, one_stop, size_icon

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from mentordesk.kernel.dates import Period
    from mentordesk.ui.agenda.happening import Happening, Mark
    from mentordesk.ui.agenda.view import DiaryView

DIARY_KEYS = (
    Key("Left, Right", "Go to the day before or after"),
    Key("Up, Down", "Go through what is on a day"),
    Key("Enter", "Open it, or plan something on an empty day"),
    Key("N or Insert", "Plan something on this day"),
    Key("Ctrl+arrows", "Move it by a day or a quarter of an hour; Enter puts it there, Esc leaves it"),
    Key("Page Up, Page Down", "Turn to the period before or after"),
    Key("Home, End", "Go to the first or last day shown"),
    Key("Menu key", "Show what can be done with it"),
    Key("T", "Go to today"),
    Key("G", "Choose a day to go to"),
    Key("D, W, M, A", "Show a day, a week, a month or the agenda"),
)


class MarkSample(QWidget):
    """A small box and a word that tell what a mark means."""

    def __init__(self, mark: Mark) -> None:
        """Show a mark."""
        super().__init__()
        self._mark = mark
        self._word = Words(mark.word, "muted", wrap=False)
        row = line(self._word, gap=0, margins=(scaled(30), 0, scaled(8), 0))
        self.setLayout(row)
        self.setMinimumHeight(scaled(24))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box with its icon before the word."""
        del event
        painter = QPainter(self)
        side = scaled(20)
        rect = QRectF(0, (self.height() - side) / 2, scaled(24), side)
        paint_ground(painter, rect, self._mark)
        paint_icon(painter, rect, self._mark.icon, self._mark.tone)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        layout = self.layout()
        if event.type() is QEvent.Type.StyleChange and layout is not None:
            layout.setContentsMargins(scaled(30), 0, scaled(8), 0)
            self.setMinimumHeight(scaled(24))


class Diary(QWidget):
    """Days with what happens on them; whoever uses it fills it when a period is `entered`."""

    entered = Signal(object)
    """The period whose happenings are wanted now."""
    opened = Signal(object)
    """The key of a happening to open."""
    moved = Signal(object, object, object)
    """The key, day and time (or None) that a happening shall get; nothing is moved by itself."""
    wanted = Signal(object, object)
    """The day and time (or None) of an empty place where something new is wanted."""
    acts = Signal(object, object)
    """The key of a happening, and the point of the screen where what can be done with it is listed."""

    def __init__(self, name: str, today: date, nothing: str, *, scale: Scale = Scale.WEEK) -> None:
        """Make a diary called `name`; `nothing` is said where a period is empty ("No session")."""
        super().__init__()
        self.scale, self.day, self.today = scale, today, today
        self._nothing = nothing
        self.grid = TimeGrid(name)
        self.month = MonthGrid(name)
        self.flat = FlatList(name)
        self._empty = EmptyState("calendar-days", "")
        self._stack = QStackedWidget()
        for each in (self.grid, self.month, self.flat):
            self._connect(each)
            self._stack.addWidget(each)
        self._stack.addWidget(self._empty)
        self._segments = QButtonGroup(self)
        self.title = button("", self._choose_day, kind="quiet", icon_name="calendar-days", name="period")
        self.note = Words("", "muted", wrap=False)
        self._legend = Flow(gap=8)
        self._marks: tuple[Mark, ...] = ()
        foot = QWidget()
        foot.setLayout(self._legend)
        whole = column(self._head(), self._stack, foot, gap=8)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._show_period()

    def _connect(self, view: DiaryView) -> None:
        view.opened.connect(self.opened)
        view.moved.connect(self.moved)
        view.wanted.connect(self.wanted)
        view.acts.connect(self.acts)
        view.beyond.connect(self._go_beyond)
        view.turned.connect(self.turn)
        view.asked.connect(self._show_all)
        view.called.connect(self._letter)

    def _head(self) -> QWidget:
        made = QWidget()
        flow = Flow(made)
        flow.addWidget(button("Today", self.go_today, name="today"))
        turns = QWidget()
        before = icon_button("chevron-left", "Before", lambda: self.turn(-1))
        after = icon_button("chevron-right", "After", lambda: self.turn(1))
        self._turns = (before, after)
        turns.setLayout(line(before, after, gap=0))
        flow.addWidget(turns)
        flow.addWidget(self.title)
        choices = QWidget()
        row = line(gap=4)
        for number, each in enumerate(Scale):
            choice = Press(each.label)
            choice.setProperty("act", "segment")
            choice.setCheckable(True)
            choice.setAutoDefault(False)
            choice.setObjectName(f"scale_{each.value}")
            choice.setAccessibleName(f"Show: {each.label}")
            choice.setChecked(each is self.scale)
            choice.clicked.connect(lambda _on, each=each: self.show_scale(each))
            self._segments.addButton(choice, number)
            row.addWidget(choice)
        one_stop(self._segments.buttons())
        choices.setLayout(row)
        flow.addWidget(choices)
        flow.addWidget(self.note)
        return made

    def period(self) -> Period:
        """Return the days that are shown."""
        return period_of(self.scale, self.day)

    def view(self) -> DiaryView:
        """Return the drawing that is used now."""
        if self.scale is Scale.MONTH:
            return self.month
        return self.flat if self.scale is Scale.AGENDA else self.grid

    def fill(
        self,
        happenings: Sequence[Happening],
        holidays: Mapping[date, str],
        totals: Mapping[date, int] | None = None,
        *,
        note: str = "",
    ) -> None:
        """Show what happens in the period; `totals` counts days of which only some are handed over."""
        period, view = self.period(), self.view()
        shown = Shown(period.first, period.last, self.today, tuple(happenings), holidays, totals or {})
        before = view.shown
        same = (before.first, before.last) == (shown.first, shown.last)
        view.show_shown(shown, None if same else self._focus_day())
        words = period_words(self.scale, self.day)
        empty = "" if happenings else f"{self._nothing} {_in_words(self.scale)} {words}."
        seen = self._stack.currentWidget()
        focused = seen is not None and seen.hasFocus()
        if self.scale is Scale.AGENDA and empty:
            self._empty.words.setText(empty)
            self._stack.setCurrentWidget(self._empty)
        else:
            self._stack.setCurrentWidget(view)
            if focused:
                view.setFocus()
        self.note.setText(note or empty)
        self._show_marks(happenings)

    def _focus_day(self) -> date:
        period = self.period()
        if self.scale is Scale.MONTH and self.day.day == 1 and period.first <= self.today <= period.last:
            return self.today
        return self.day

    def _show_marks(self, happenings: Sequence[Happening]) -> None:
        marks = tuple(dict.fromkeys(each.mark for each in happenings))
        marks = tuple(sorted(marks, key=lambda each: each.word))
        if marks != self._marks:
            self._marks = marks
            clear(self._legend)
            put(self._legend, *(MarkSample(each) for each in marks))

    def show_day(self, day: date, scale: Scale | None = None) -> None:
        """Go to a day, perhaps at another scale."""
        self.scale, self.day = scale or self.scale, day
        self._show_period()
        self.entered.emit(self.period())

    def show_scale(self, scale: Scale) -> None:
        """Show more or fewer days at one time, around the day that is chosen."""
        if scale is self.scale:
            return
        had_focus = self.view().hasFocus()
        day = self.view().day if self.period().first <= self.view().day <= self.period().last else self.day
        self.show_day(day, scale)
        if had_focus:
            self.view().setFocus()

    def go_today(self) -> None:
        """Go to today."""
        self.show_day(self.today)
        self.view().go(self.today)

    def turn(self, by: int) -> None:
        """Go to the period before or after; the day of the week or month stays chosen."""
        try:
            day = turned(self.scale, self.day, by)
            period_of(self.scale, day)
        except OverflowError:
            return
        self.show_day(day)
        announce(self, period_words(self.scale, day))

    def _go_beyond(self, day: date) -> None:
        view = self.view()
        if self.scale is Scale.AGENDA:
            self.turn(1 if day > self.period().last else -1)
            return
        self.show_day(day)
        if view is self.view():
            view.go(day)

    def _show_all(self, day: date) -> None:
        busy = len(self.grid.rows.of_day(day)) if self.scale is Scale.DAY else 0
        self.show_day(day, Scale.AGENDA if busy else Scale.DAY)
        self.view().setFocus()

    def _letter(self, letter: str) -> None:
        if letter == "t":
            self.go_today()
        elif letter == "g":
            self._choose_day()
        else:
            found = next((each for each in Scale if each.value.startswith(letter)), None)
            if found:
                self.show_scale(found)

    def _choose_day(self) -> None:
        popup = Calendar(self, self.view().day, self.today)
        popup.picked.connect(self._picked)
        popup.move(self.title.mapToGlobal(QPoint(0, self.title.height())))
        popup.show()
        popup.focus_day()

    def _picked(self, day: date) -> None:
        self.show_day(day)
        self.view().go(day)
        self.view().setFocus()

    def _show_period(self) -> None:
        words = period_words(self.scale, self.day)
        self.title.setText(f" {words}")
        self.title.setAccessibleName(f"{words}. Choose another day")
        self.title.setToolTip("Choose a day to go to (G)")
        size_icon(self.title, 16)
        for made, way in zip(self._turns, ("before", "after"), strict=True):
            says = f"{_TURN_WORDS[self.scale]} {way}"
            made.setAccessibleName(says)
            made.setToolTip(says)
        chosen = self._segments.button(list(Scale).index(self.scale))
        chosen.setChecked(True)
        one_stop(self._segments.buttons())


_TURN_WORDS = {
    Scale.DAY: "Day",
    Scale.WEEK: "Week",
    Scale.MONTH: "Month",
    Scale.AGENDA: f"{AGENDA_DAYS // 7} weeks",
}


def _in_words(scale: Scale) -> str:
    return {Scale.DAY: "on", Scale.MONTH: "in"}.get(scale, "from")
