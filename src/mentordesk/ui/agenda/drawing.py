"""What the drawings of a diary share: the rectangles of its happenings, scrolling and painting.

A drawing is one list to Qt, so a screen reader walks it item by item, yet no item is a widget: each is a
rectangle that is worked out once and painted when it is in sight.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    Qt,
)
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from mentordesk.kernel.formats import clock, day_name, short_date
from mentordesk.ui.agenda.happening import Happening, HappeningsModel, Shown
from mentordesk.ui.agenda.paint import paint_ghost, paint_happening, paint_more, paint_ring
from mentordesk.ui.fields.calendar import full_day
from mentordesk.ui.look import scaled

if TYPE_CHECKING:
    from typing import Any

_AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Slot:
    """A place in a diary; without a time it is the whole day."""

    day: date
    start: time | None

    def says(self) -> str:
        """Return "Thursday 3 September 2026, 9:30am"."""
        return f"{full_day(self.day)}, {clock(self.start)}" if self.start else full_day(self.day)

    def shortly(self) -> str:
        """Return "9:30am · Thu 3 Sep"; the time first, for a narrow box may show no more."""
        day = f"{day_name(self.day)[:3]} {short_date(self.day).rpartition(' ')[0]}"
        return f"{clock(self.start)} · {day}" if self.start else day


@dataclass(frozen=True)
class Box:
    """Where a happening is drawn; `fixed` boxes do not scroll."""

    rect: QRectF
    fixed: bool = False


@dataclass(frozen=True)
class More:
    """Where it is said how many more there are than have room."""

    day: date
    number: int
    box: Box


@dataclass
class Arrangement:
    """Every rectangle of a drawing, by the row number of its happening."""

    boxes: dict[int, Box] = field(default_factory=dict)
    more: list[More] = field(default_factory=list)


@dataclass
class Moving:
    """A happening on its way to another place, which is not taken before the reader says so."""

    row: Happening
    slot: Slot
    grab: float | None = None
    """The minute of the day at which the mouse took hold of it."""


class Drawing(QListView):
    """One drawing of a diary. A subclass arranges the boxes and paints the ground under them."""

    def __init__(self, name: str) -> None:
        """Make an empty drawing."""
        super().__init__()
        self.setAccessibleName(name)
        self._name = name
        self.rows = HappeningsModel(self)
        self.shown = Shown(date(2000, 1, 1), date(2000, 1, 1), date(2000, 1, 1))
        self.day = self.shown.first
        self.moving: Moving | None = None
        self._arranged: Arrangement | None = None
        self.setModel(self.rows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setProperty("list", "diary")
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.valueChanged.connect(lambda _value: self.viewport().update())

    # What a subclass says

    def arrange(self) -> Arrangement:
        """Work out every rectangle, in the coordinates of the whole drawing."""
        raise NotImplementedError

    def extent(self) -> tuple[float, float]:
        """Return the width and height of the whole drawing, for the scroll bars."""
        raise NotImplementedError

    def paint_ground(self, painter: QPainter) -> None:
        """Paint what lies under the boxes."""
        raise NotImplementedError

    def paint_front(self, painter: QPainter) -> None:
        """Paint what lies over them, such as the head."""
        raise NotImplementedError

    def scrolling_part(self) -> QRectF:
        """Return the part of the viewport in which boxes scroll."""
        return QRectF(self.viewport().rect())

    def fixed_part(self) -> QRectF:
        """Return the part of the viewport in which boxes stand that do not scroll up and down."""
        return QRectF(self.viewport().rect())

    def paint_row(self, painter: QPainter, rect: QRectF, row: Happening) -> None:
        """Paint one happening."""
        paint_happening(painter, rect, row)

    def slot_at(self, point: QPointF) -> Slot | None:
        """Return the empty place under a point of the viewport."""
        raise NotImplementedError

    def minute_at(self, point: QPointF) -> float | None:
        """Return the minute of the day at a point; None where there are no hours."""
        del point
        return None

    def slot_rect(self, slot: Slot, minutes: int) -> QRectF:
        """Return the rectangle, on the viewport, of something that would be put in a place."""
        raise NotImplementedError

    def day_rect(self, day: date) -> QRectF:
        """Return the rectangle of a day on the viewport."""
        raise NotImplementedError

    def head_at(self, point: QPointF) -> date | None:
        """Return the day whose head is under a point."""
        del point
        return None

    # Showing

    def show_shown(self, shown: Shown, day: date | None = None, key: Any = None) -> None:
        """Show other happenings; what was chosen stays chosen when it is still there."""
        before = self.current()
        key = key if key is not None else before.key if before else None
        self.shown, self.moving = shown, None
        self.rows.show_rows(shown.in_order())
        self.day = min(max(day or self.day, shown.first), shown.last)
        self.again()
        number = self.rows.row_of(key) if key is not None else -1
        if number >= 0 and (day is None or self.rows.rows[number].day == day):
            self.choose(number)
        elif of_day := self.rows.of_day(self.day):
            self.choose(of_day.start)

    def again(self) -> None:
        """Work out every rectangle again and paint."""
        self._arranged = None
        self.updateGeometries()
        self.viewport().update()

    def arrangement(self) -> Arrangement:
        """Return every rectangle."""
        if self._arranged is None:
            self._arranged = self.arrange()
        return self._arranged

    def on_viewport(self, box: Box) -> QRectF:
        """Return where a box is on the viewport."""
        across = -self.horizontalScrollBar().value()
        return box.rect.translated(across, 0 if box.fixed else -self.verticalScrollBar().value())

    def line_height(self) -> float:
        """Return the height of a box with one line."""
        return QFontMetricsF(self.font()).height() + 6

    # Choosing

    def current(self) -> Happening | None:
        """Return the happening that is chosen."""
        index = self.currentIndex()
        return self.rows.rows[index.row()] if index.isValid() else None

    def choose(self, number: int) -> None:
        """Choose a happening by its row number."""
        self.day = self.rows.rows[number].day
        self.setCurrentIndex(self.rows.index(number))

    def see(self, rect: QRectF) -> None:
        """Scroll until a rectangle of the viewport can be seen."""
        room = self.scrolling_part()
        bar = self.verticalScrollBar()
        if rect.bottom() > room.bottom() and rect.top() > room.top():
            bar.setValue(bar.value() + round(min(rect.bottom() - room.bottom(), rect.top() - room.top())))
        elif rect.top() < room.top():
            bar.setValue(bar.value() - round(room.top() - rect.top()))
        across = self.horizontalScrollBar()
        if rect.right() > room.right():
            across.setValue(across.value() + round(rect.right() - room.right()))
        elif rect.left() < room.left():
            across.setValue(across.value() - round(room.left() - rect.left()))

    # What Qt asks of a list

    def doItemsLayout(self) -> None:
        """Do nothing but measure: the arrangement is our own."""
        self.updateGeometries()

    def updateGeometries(self) -> None:
        """Give the scroll bars their ranges."""
        width, height = self.extent()
        room = self.scrolling_part()
        for bar, whole, seen in (
            (self.verticalScrollBar(), height, room.height()),
            (self.horizontalScrollBar(), width, room.width()),
        ):
            bar.setRange(0, max(round(whole - seen), 0))
            bar.setPageStep(max(round(seen), 1))
            bar.setSingleStep(scaled(24))

    def visualRect(self, index: _AnyIndex) -> QRect:
        """Return where a happening is on the viewport."""
        box = self.arrangement().boxes.get(index.row()) if index.isValid() else None
        return self.on_viewport(box).toRect() if box else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        """Return the happening under a point, the one in front."""
        number = self.row_at(QPointF(point))
        return self.rows.index(number) if number >= 0 else QModelIndex()

    def row_at(self, point: QPointF) -> int:
        """Return the row number of the happening under a point, -1 for none."""
        room = self.scrolling_part()
        found = -1
        for number, box in self.arrangement().boxes.items():
            seen = box.fixed or room.contains(point)
            if seen and self.on_viewport(box).contains(point):
                found = number
        return found

    def more_at(self, point: QPointF) -> More | None:
        """Return the words about more under a point."""
        more = self.arrangement().more
        return next((each for each in more if self.on_viewport(each.box).contains(point)), None)

    def scrollTo(
        self,
        index: _AnyIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Scroll until a happening can be seen."""
        del hint
        box = self.arrangement().boxes.get(index.row()) if index.isValid() else None
        if box and not box.fixed:
            self.see(self.on_viewport(box))

    def moveCursor(self, action: QAbstractItemView.CursorAction, held: Qt.KeyboardModifier) -> QModelIndex:
        """Stay: the keys are our own."""
        del action, held
        return self.currentIndex()

    def horizontalOffset(self) -> int:
        """Return how far it is scrolled to the right."""
        return self.horizontalScrollBar().value()

    def verticalOffset(self) -> int:
        """Return how far it is scrolled down."""
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: _AnyIndex) -> bool:
        """Return that nothing is hidden from a screen reader."""
        del index
        return False

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select nothing: a diary has one chosen happening."""

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """Return no region: nothing is selected."""
        del selection
        return QRegion()

    def currentChanged(self, current: _AnyIndex, previous: _AnyIndex) -> None:
        """Tell a screen reader, and arrange again so that what is chosen can be seen."""
        self._arranged = None
        super().currentChanged(current, previous)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the new room."""
        QAbstractItemView.resizeEvent(self, event)
        self.again()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size and the theme."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange} and hasattr(self, "moving"):
            self.again()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away, and whatever was on its way stays where it was."""
        self.moving = None
        super().focusOutEvent(event)
        self.viewport().update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is in sight."""
        seen = QRectF(event.rect())
        painter = QPainter(self.viewport())
        painter.setFont(self.font())
        self.paint_ground(painter)
        room = self.scrolling_part()
        painter.setClipRect(room)
        self._paint_boxes(painter, seen.intersected(room), fixed=False)
        painter.setClipping(False)
        self.paint_front(painter)
        painter.setClipRect(self.fixed_part())
        self._paint_boxes(painter, seen, fixed=True)
        painter.setClipping(False)
        if not self.currentIndex().isValid() and self.hasFocus():
            paint_ring(painter, self.day_rect(self.day), strong=True)
        if self.moving:
            slot = self.moving.slot
            if slot.start:
                painter.setClipRect(room)
            paint_ghost(painter, self.slot_rect(slot, self.moving.row.minutes), slot.shortly())
        painter.end()

    def _paint_boxes(self, painter: QPainter, seen: QRectF, *, fixed: bool) -> None:
        arranged, chosen = self.arrangement(), self.currentIndex().row()
        for number, box in arranged.boxes.items():
            if box.fixed is not fixed:
                continue
            rect = self.on_viewport(box)
            if rect.intersects(seen):
                self.paint_row(painter, rect, self.rows.rows[number])
                if number == chosen:
                    paint_ring(painter, rect, strong=self.hasFocus())
        for each in arranged.more:
            if each.box.fixed is fixed and self.on_viewport(each.box).intersects(seen):
                paint_more(painter, self.on_viewport(each.box), each.number)
