"""Choosing, opening and moving what a diary shows, by keyboard and mouse."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication

from mentordesk.ui.agenda.drawing import Drawing, Moving, Slot
from mentordesk.ui.agenda.happening import day_says
from mentordesk.ui.words import announce

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent

QUARTER = 15
_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


def shifted(start: time, minutes: int) -> time:
    """Return a time some minutes later on the same day, at most 11:45pm and at least midnight."""
    total = min(max(start.hour * 60 + start.minute + minutes, 0), 24 * 60 - QUARTER)
    return time(total // 60, total % 60)


class DiaryView(Drawing):
    """A drawing that is used; a subclass says where the arrows lead."""

    opened = Signal(object)
    """The key of a happening to open."""
    moved = Signal(object, object, object)
    """The key, day and time (or None) that a happening shall get."""
    wanted = Signal(object, object)
    """The day and time (or None) of an empty place where something new is wanted."""
    beyond = Signal(object)
    """A day that is not shown, to which the reader goes."""
    turned = Signal(int)
    """The reader turns to the period before or after."""
    asked = Signal(object)
    """A day of which all is to be seen."""
    called = Signal(str)
    """A letter that was pressed."""
    acts = Signal(object, object)
    """The key of a happening, and the point of the screen where what can be done with it is listed."""

    def __init__(self, name: str) -> None:
        """Make an empty drawing."""
        super().__init__(name)
        self._pressed: tuple[QPoint, int, Slot | None] | None = None
        self.setMouseTracking(True)

    def step(self, across: int, down: int) -> None:
        """Go to another happening or day with an arrow."""
        raise NotImplementedError

    def moved_slot(self, slot: Slot, across: int, down: int) -> Slot:
        """Return the place that an arrow moves something to."""
        day = slot.day + timedelta(days=across)
        if not down or slot.start is None:
            return Slot(day, slot.start)
        return Slot(day, shifted(slot.start, down * QUARTER))

    def go(self, day: date) -> None:
        """Go to a day: to what is nearest there to the time of what was chosen, or to the day itself."""
        if not self.shown.first <= day <= self.shown.last:
            self.beyond.emit(day)
            return
        before = self.current()
        minute = before.first_minute() if before else 0
        of_day = self.rows.of_day(day)
        self.day = day
        if of_day:
            near = min(of_day, key=lambda number: abs(self.rows.rows[number].first_minute() - minute))
            self.choose(near)
        else:
            self.setCurrentIndex(QModelIndex())
            self.see(self.day_rect(day))
            announce(self, day_says(day, self.shown, 0))
        self.viewport().update()

    def step_in_day(self, down: int) -> bool:
        """Go to the next or last happening of the day; return whether there is one."""
        of_day = self.rows.of_day(self.day)
        now = self.currentIndex().row() if self.currentIndex().isValid() else None
        if not of_day:
            return False
        to = of_day.start if now is None else now + down
        if to not in of_day:
            return False
        self.choose(to)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go, open, move, turn."""
        key = Qt.Key(event.key())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self.moving and self._move_key(key):
            return
        if held == Qt.KeyboardModifier.ControlModifier and key in _STEPS:
            self._begin_moving(*_STEPS[key])
        elif held:
            event.ignore()
        elif key in _STEPS:
            self.step(*_STEPS[key])
        elif not self._plain_key(key):
            letter = event.text().lower()
            if letter.isalpha():
                self.called.emit(letter)
            else:
                event.ignore()

    def _plain_key(self, key: Qt.Key) -> bool:
        row = self.current()
        if key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            self.turned.emit(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self.go(self.shown.first if key == Qt.Key.Key_Home else self.shown.last)
        elif key in _ENTER and row:
            self.opened.emit(row.key)
        elif key in _ENTER or key in {Qt.Key.Key_Insert, Qt.Key.Key_N}:
            self.wanted.emit(self.day, None)
        else:
            return False
        return True

    def _begin_moving(self, across: int, down: int) -> None:
        row = self.current()
        if row is None or not row.movable:
            announce(self, "This cannot be moved.")
            return
        self.moving = Moving(row, Slot(row.day, row.start))
        self._move_on(across, down)

    def _move_key(self, key: Qt.Key) -> bool:
        moving = self.moving
        if key in _STEPS:
            self._move_on(*_STEPS[key])
        elif key in _ENTER:
            self._drop()
        elif key == Qt.Key.Key_Escape and moving:
            self.moving = self._pressed = None
            announce(self, f"{moving.row.title} stays where it was.")
            self.viewport().update()
        else:
            return key == Qt.Key.Key_Control
        return True

    def _move_on(self, across: int, down: int) -> None:
        carried = self.moving
        if carried is None:
            return
        carried.slot = slot = self.moved_slot(carried.slot, across, down)
        if not self.shown.first <= slot.day <= self.shown.last:
            self.beyond.emit(slot.day)
            self.moving = carried  # the other period was shown in between
        self.see(self.slot_rect(slot, carried.row.minutes))
        announce(self, f"To {slot.says()}. Enter moves it there, Escape leaves it.")
        self.viewport().update()

    def _drop(self) -> None:
        moving, self.moving = self.moving, None
        self.viewport().update()
        if moving and moving.slot != Slot(moving.row.day, moving.row.start):
            self.moved.emit(moving.row.key, moving.slot.day, moving.slot.start)

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is under the mouse, or remember the empty place."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        point = event.position()
        number = self.row_at(point)
        self._pressed = (point.toPoint(), number, self.slot_at(point))
        if number >= 0:
            self.choose(number)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry what was pressed, once the mouse has moved far enough."""
        point = event.position()
        if self._pressed is None:
            self._show_hand(point)
            return
        start, number, _slot = self._pressed
        row = self.rows.rows[number] if 0 <= number < len(self.rows.rows) else None
        if row is None or not row.movable:
            return
        if self.moving is None:
            if (point.toPoint() - start).manhattanLength() < QApplication.startDragDistance():
                return
            self.moving = Moving(row, Slot(row.day, row.start), self.minute_at(QPointF(start)))
        slot = self.slot_at(point)
        if slot:
            self.moving.slot = self._dropped(self.moving, slot, point)
            self.viewport().update()

    def _dropped(self, moving: Moving, slot: Slot, point: QPointF) -> Slot:
        """Return where something comes to stand: it moves as far as the mouse, in whole quarters."""
        start, now = moving.row.start, self.minute_at(point)
        if start is None or slot.start is None or moving.grab is None or now is None:
            return Slot(slot.day, slot.start or start)
        return Slot(slot.day, shifted(start, round((now - moving.grab) / QUARTER) * QUARTER))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Put down what was carried, open what was clicked, or ask for something new."""
        pressed, self._pressed = self._pressed, None
        if event.button() is not Qt.MouseButton.LeftButton or pressed is None:
            return
        if self.moving:
            self._drop()
            return
        point, number = event.position(), pressed[1]
        if number >= 0:
            if number == self.row_at(point):
                self.opened.emit(self.rows.rows[number].key)
        elif more := self.more_at(point):
            self.asked.emit(more.day)
        elif day := self.head_at(point):
            self.asked.emit(day)
        elif pressed[2] and pressed[2] == self.slot_at(point):
            self.day = pressed[2].day
            self.wanted.emit(pressed[2].day, pressed[2].start)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with a happening, also for the menu key."""
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            number = self.row_at(QPointF(event.pos()))
            if number >= 0:
                self.choose(number)
                self.acts.emit(self.rows.rows[number].key, event.globalPos())
        elif row := self.current():
            there = self.visualRect(self.currentIndex()).center()
            self.acts.emit(row.key, self.viewport().mapToGlobal(there))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take it as two clicks."""
        self.mousePressEvent(event)

    def _show_hand(self, point: QPointF) -> None:
        link = self.row_at(point) >= 0 or self.more_at(point) or self.head_at(point)
        shape = Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
