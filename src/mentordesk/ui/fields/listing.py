"""A list inside a form: rows of small fields that are added, removed and moved."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QToolButton, QVBoxLayout, QWidget

from mentordesk.ui.fields.base import Field
from mentordesk.ui.layouts import column, line
from mentordesk.ui.look import scaled
from mentordesk.ui.words import Words, announce, button, icon_button

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

T = TypeVar("T")


class ListField(Field[tuple[T, ...]], Generic[T]):
    """Items in order, each with fields of its own: parties that agree, parts, figures.

    `make` builds an item from its fields' values by name; the names in `carry` are not edited
    and are taken over from the item that was shown, so that a row keeps its number.
    Alt+Up and Alt+Down move a row; Ctrl+Delete removes it.
    """

    def __init__(
        self,
        name: str,
        label: str,
        fields: Callable[[], Sequence[Field[Any]]],
        make: Callable[..., T],
        *,
        item: str,
        note: str = "",
        optional: bool = False,
        carry: Sequence[str] = (),
        read: Callable[[T, str], Any] = getattr,
        heading: Callable[[Mapping[str, Any]], str] | None = None,
        fixed: bool = False,
        stacked: bool = False,
        most: int = 100,
    ) -> None:
        """Make an empty list; `item` is what people call one row, "organisation".

        `read` takes a field's value out of an item; `heading` names a row by what it carries; the rows
        of a `fixed` list stay as they are; `stacked` fields stand below each other.
        """
        super().__init__(name, label, note=note, optional=optional)
        self._make_fields, self._make = fields, make
        self._item, self._carry, self._most = item, tuple(carry), most
        self._read, self._heading, self._fixed, self._stacked = read, heading, fixed, stacked
        self._rows: list[_Row] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self._body.addLayout(self._list)
        self._none = Words(f"No {item} yet.", "muted")
        self._body.addWidget(self._none)
        self._add = button(f"Add {item}", self.add, icon_name="plus")
        self._body.addLayout(line(self._add, None))
        self.watch(self._add)
        self._add.setAccessibleName(f"Add {item} to {label}")
        self._add.setVisible(not fixed)

    def rename(self, accessible: str) -> None:
        """Name the button by the list."""
        self._add.setAccessibleName(f"Add {self._item} to {accessible}")

    def add(self) -> None:
        """Put an empty row at the end and go to it."""
        row = self._insert(len(self._rows), {})
        row.fields[0].setFocus()
        self._after(f"Added {self._item} {len(self._rows)}.")

    def value(self) -> tuple[T, ...]:
        """Return the items; rows in which nothing was typed are left out."""
        return tuple(
            self._make(**row.carried, **{each.name: each.value() for each in row.fields})
            for row in self._rows
            if not row.empty()
        )

    def set_value(self, value: Iterable[T] | None) -> None:
        """Show items."""
        self._clear()
        for each in value or ():
            row = self._insert(len(self._rows), {name: self._read(each, name) for name in self._carry})
            for field in row.fields:
                field.set_value(self._read(each, field.name))
        self._after("")

    def problem(self) -> str:
        """Return the first shape that is wrong, with its row."""
        for number, row in enumerate(self._rows, 1):
            for field in row.fields:
                if found := field.problem():
                    return f"{self._item.capitalize()} {number}, {field.label.lower()}: {found}"
        return ""

    def kept(self) -> Any:
        """Keep what was typed, row by row."""
        return [
            {"carried": row.carried, "fields": {each.name: each.kept() for each in row.fields}}
            for row in self._rows
        ]

    def restore(self, kept: Any) -> None:
        """Show what was kept."""
        self._clear()
        for each in kept or ():
            row = self._insert(len(self._rows), dict(each["carried"]))
            for field in row.fields:
                field.restore(each["fields"].get(field.name))
        self._after("")

    def shown(self, value: Iterable[T] | None) -> str:
        """Return the items, one in a line."""
        names = list(self._make_fields())
        return "\n".join(
            ", ".join(text for field in names if (text := field.shown(self._read(each, field.name))))
            for each in value or ()
        )

    def shift(self, row: _Row, step: int) -> None:
        """Move a row up (-1) or down (1)."""
        place = self._rows.index(row)
        if 0 <= place + step < len(self._rows):
            self._rows.insert(place + step, self._rows.pop(place))
            self._list.removeWidget(row)
            self._list.insertWidget(place + step, row)
            chain = [*(each for one in self._rows for each in one.stops()), self._add]
            for one, two in pairwise(chain):
                QWidget.setTabOrder(one, two)
            self._after(f"{self._item.capitalize()} moved to place {place + step + 1}.")

    def remove(self, row: _Row) -> None:
        """Take a row away and go to its neighbour."""
        place = self._rows.index(row)
        self._rows.remove(row)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()
        if self._rows:
            self._rows[min(place, len(self._rows) - 1)].fields[0].setFocus()
        else:
            self._add.setFocus()
        self._after(f"{self._item.capitalize()} {place + 1} removed.")

    def _insert(self, place: int, carried: dict[str, Any]) -> _Row:
        row = _Row(list(self._make_fields()), self._item, carried, stacked=self._stacked, fixed=self._fixed)
        if self._heading:
            row.name(self._heading(carried))
        row.moved.connect(self.shift)
        row.removed.connect(self.remove)
        for field in row.fields:
            field.changed.connect(self.changed)
            field.left.connect(self.left)
        self._rows.insert(place, row)
        self._list.insertWidget(place, row)
        row.show()
        return row

    def _clear(self) -> None:
        for row in self._rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows.clear()

    def _after(self, says: str) -> None:
        for number, row in enumerate(self._rows, 1):
            row.place(number, len(self._rows))
        self._none.setVisible(not self._rows)
        self._add.setEnabled(len(self._rows) < self._most)
        announce(self, says)
        self.changed.emit()


class _Row(QFrame):
    """The fields of one item with the buttons that move and remove it."""

    moved = Signal(object, int)
    removed = Signal(object)

    def __init__(
        self, fields: list[Field[Any]], item: str, carried: dict[str, Any], *, stacked: bool, fixed: bool
    ) -> None:
        super().__init__()
        self.setProperty("box", "card")
        self.fields, self.carried, self._item = fields, carried, item
        self._stacked, self._fixed, self._name = stacked, fixed, ""
        self._bare = [field.kept() for field in fields]
        self._spread = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._spread.setSpacing(12)
        for field in fields:
            label = Words(field.label, "muted", wrap=False)
            label.setBuddy(field)
            parts = [label, field] if len(fields) > 1 else [field]
            self._spread.addLayout(column(*parts, None, gap=2), 1)
            for each in (field, *field.findChildren(QWidget)):
                each.installEventFilter(self)
        self._up = icon_button("arrow-up", "", lambda: self.moved.emit(self, -1))
        self._down = icon_button("arrow-down", "", lambda: self.moved.emit(self, 1))
        self._away = icon_button("trash-2", "", lambda: self.removed.emit(self))
        sides = column(line(self._up, self._down, self._away, gap=0), None)
        for each in (self._up, self._down, self._away):
            each.setVisible(not fixed)
        self._head = Words("", "heading")
        self._head.hide()
        whole = line(column(self._head, self._spread, gap=8), sides, gap=8, margins=12)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        if stacked:
            self._spread.setDirection(QBoxLayout.Direction.TopToBottom)

    def name(self, heading: str) -> None:
        """Show a heading over the row's fields."""
        self._name = heading
        self._head.setText(heading)
        self._head.setVisible(bool(heading))

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in reading order."""
        return [*self.fields, self._up, self._down, self._away]

    def empty(self) -> bool:
        """Return whether nothing was typed in this row."""
        return not self.carried and [field.kept() for field in self.fields] == self._bare

    def place(self, number: int, count: int) -> None:
        """Say which row this is."""
        for field in self.fields:
            row = self._name or f"{self._item} {number}"
            field.rename(
                f"{field.label}, {row}" if len(self.fields) > 1 else f"{self._item.capitalize()} {number}"
            )
        for each, verb in ((self._up, "Move up"), (self._down, "Move down"), (self._away, "Remove")):
            _say(each, f"{verb} {self._item} {number}")
        self._up.setEnabled(number > 1)
        self._down.setEnabled(number < count)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand the fields below each other when there is no room beside each other."""
        super().resizeEvent(event)
        if self._stacked:
            return
        narrow = self.width() < scaled(170) * len(self.fields) + scaled(110)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._spread.direction() != direction:
            self._spread.setDirection(direction)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move and remove by keyboard."""
        if not self._fixed and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            keys = (event.modifiers(), event.key())
            if keys == (Qt.KeyboardModifier.AltModifier, Qt.Key.Key_Up):
                self.moved.emit(self, -1)
                return True
            if keys == (Qt.KeyboardModifier.AltModifier, Qt.Key.Key_Down):
                self.moved.emit(self, 1)
                return True
            if keys == (Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Delete):
                self.removed.emit(self)
                return True
        return super().eventFilter(watched, event)


def _say(made: QToolButton, words: str) -> None:
    made.setAccessibleName(words)
    made.setToolTip(words)
