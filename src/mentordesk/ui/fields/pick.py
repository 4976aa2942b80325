"""Finding records by typing: what fits is asked for as one types, so that no list is ever read whole."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from mentordesk.kernel.formats import count_of
from mentordesk.kernel.text import shortened
from mentordesk.ui.fields.base import Field
from mentordesk.ui.layouts import Flow, clear, column, line, put
from mentordesk.ui.look import scaled
from mentordesk.ui.words import Words, announce, box, icon_button

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_PAUSE = 80
_MOST_LINES = 6
_LONGEST = 40
_ENTERS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_STAYS = {Qt.KeyboardModifier.NoModifier: False, Qt.KeyboardModifier.ShiftModifier: True}
"""Whether Enter stays in the field for another one, by what is held with it."""


@dataclass(frozen=True)
class Picked:
    """A record by its number, with its name and what tells it from others."""

    number: int
    title: str
    says: str = ""


class PickField(Field[tuple[Picked, ...]]):
    """One record or several, found by any part of what they are called.

    `find` answers what was typed; for nothing typed it gives what is offered at once. Down and Up move among
    the answers, Enter takes one, Shift+Enter takes one and stays for another, Backspace in the empty line
    takes the last one back.
    """

    picked = Signal()
    """One was taken; the form may go on to the next field."""

    def __init__(
        self,
        name: str,
        label: str,
        find: Callable[[str], Sequence[Picked]],
        *,
        most: int = 1,
        note: str = "",
        optional: bool = False,
        hint: str = "Type part of the name",
        more: str = "",
        offers: str = "",
    ) -> None:
        """Make an empty field for at most some records.

        `more` stands in the line once one was taken; `offers` says what is offered before anything is typed.
        """
        super().__init__(name, label, note=note, optional=optional)
        self._find, self._most, self._hint, self._more = find, most, hint, more or hint
        self._taken: tuple[Picked, ...] = ()
        self._chips = QWidget()
        self._flow = Flow(self._chips, gap=8)
        self.edit = QLineEdit()
        self.edit.setMaximumWidth(scaled(420))
        self.list = QListWidget()
        self.list.setProperty("popup", "answers")
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFocusProxy(self.edit)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(f"Answers for {label}")
        self.list.itemClicked.connect(self._take_item)
        self._offers = Words(offers, "muted")
        self._offers.setContentsMargins(8, 4, 8, 0)
        self._nothing = Words("", "muted")
        self._answers = box("card")
        self._answers.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._answers.setLayout(column(self._offers, self.list, self._nothing, gap=4, margins=4))
        self._answers.hide()
        self.destroyed.connect(self._answers.deleteLater)
        row = line(self.edit, None, gap=0)
        row.setStretch(0, 1000)
        self._body.addWidget(self._chips)
        self._body.addLayout(row)
        self.watch(self.edit)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.search_now)
        self.edit.textEdited.connect(lambda _text: self._typed())
        self._show_taken()

    def value(self) -> tuple[Picked, ...]:
        """Return what was taken, in that order."""
        return self._taken

    def numbers(self) -> tuple[int, ...]:
        """Return the numbers of what was taken."""
        return tuple(each.number for each in self._taken)

    def set_value(self, value: Iterable[Picked] | None) -> None:
        """Show what is taken."""
        self._taken = tuple(value or ())
        self.edit.clear()
        self._answers.hide()
        self._show_taken()
        self.changed.emit()

    def problem(self) -> str:
        """Say that words were typed and nothing was taken for them."""
        if self.edit.text().strip():
            return "Choose from the list, or empty the line."
        return ""

    def kept(self) -> Any:
        """Keep what was taken, and the words in the line."""
        taken = [[each.number, each.title, each.says] for each in self._taken]
        return {"taken": taken, "words": self.edit.text()} if taken or self.edit.text() else None

    def restore(self, kept: Any) -> None:
        """Show what a draft has kept."""
        kept = kept or {}
        self.set_value(Picked(*each) for each in kept.get("taken", ()))
        self.edit.setText(str(kept.get("words", "")))

    def shown(self, value: Iterable[Picked] | None) -> str:
        """Return the names, one in a line."""
        return "\n".join(each.title for each in value or ())

    def search_now(self) -> None:
        """Show the answers to what is typed, or what is offered at once."""
        self._pause.stop()
        words = self.edit.text().strip()
        gone = set(self.numbers())
        found = [each for each in self._find(words) if each.number not in gone]
        self.list.clear()
        for each in found:
            item = QListWidgetItem(f"{shortened(each.title, _LONGEST)}   {each.says}".rstrip())
            item.setData(Qt.ItemDataRole.UserRole, each)
            item.setToolTip(each.title)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{each.title}, {each.says}".rstrip(", "))
            self.list.addItem(item)
        self.list.setCurrentRow(0 if words else -1)
        self.list.setVisible(bool(found))
        self._offers.setVisible(bool(found) and not words and bool(self._offers.text()))
        self._nothing.setText(f"Nobody is called “{words}”. Try fewer letters." if words else "")
        self._nothing.setVisible(bool(words) and not found)
        self._place() if found or words else self._answers.hide()
        if words:
            announce(self.edit, f"{count_of(len(found), 'answer')}. {found[0].title}" if found else "None")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Offer at once, move among the answers, take one."""
        if watched is self.edit:
            if event.type() is QEvent.Type.FocusIn and len(self._taken) < 1:
                QTimer.singleShot(0, self, self._offer)
            elif event.type() is QEvent.Type.FocusOut:
                self._answers.hide()
            elif isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and self._key(event):
                return True
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _ENTERS and held in _STAYS:
            self._enter(stay=_STAYS[held])
        elif held:
            return False
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self._move(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Backspace and not self.edit.text() and self._taken:
            self._drop(self._taken[-1])
        elif key == Qt.Key.Key_Escape and self.edit.text():
            self.edit.clear()
            self.search_now()
        else:
            return False
        return True

    def _move(self, step: int) -> None:
        if not self._answers.isVisible():
            self.search_now()
        if count := self.list.count():
            place = self.list.currentRow()
            self.list.setCurrentRow((place + step) % count if place >= 0 else (0 if step > 0 else count - 1))
            found: Picked = self.list.currentItem().data(Qt.ItemDataRole.UserRole)
            announce(self.edit, f"{found.title}, {found.says}".rstrip(", "))

    def _enter(self, *, stay: bool) -> None:
        if self._pause.isActive():
            self.search_now()
        item = self.list.currentItem() if self._answers.isVisible() else None
        if item is not None:
            self.take(item.data(Qt.ItemDataRole.UserRole), stay=stay)
        elif self._taken and not self.edit.text().strip():
            self.picked.emit()

    def _typed(self) -> None:
        self._pause.start()
        self.changed.emit()

    def _offer(self) -> None:
        if self.edit.hasFocus():
            self.search_now()

    def _take_item(self, item: QListWidgetItem) -> None:
        self.take(item.data(Qt.ItemDataRole.UserRole))

    def take(self, found: Picked, *, stay: bool = False) -> None:
        """Take one, in place of what was taken before when only one may be; `stay` for another one."""
        kept = self._taken if self._most > 1 else ()
        if len(kept) < self._most:
            self.set_value((*kept, found))
            announce(self.edit, f"{found.title} chosen.")
            if not stay:
                self.picked.emit()

    def _drop(self, gone: Picked) -> None:
        self.set_value(each for each in self._taken if each != gone)
        announce(self.edit, f"{gone.title} taken away.")
        self.edit.setFocus()

    def _show_taken(self) -> None:
        clear(self._flow)
        for each in self._taken:
            chip = box("chip")
            away = icon_button("x", f"Take {each.title} away", partial(self._drop, each))
            words = Words(shortened(each.title, _LONGEST), "label", wrap=False)
            words.setToolTip(f"{each.title} {each.says}".strip())
            words.setAccessibleName(each.title)
            chip.setLayout(line(words, away, gap=4, margins=(12, 0, 4, 0)))
            put(self._flow, chip)
        self._chips.setVisible(bool(self._taken))
        self.edit.setPlaceholderText(self._more if self._taken else self._hint)

    def _place(self) -> None:
        """Show the answers over the form, under the line, so that nothing below moves."""
        over = self.window()
        if self._answers.parentWidget() is not over:
            self._answers.setParent(over)
        start = self.edit.mapTo(over, QPoint(0, self.edit.height() + 2))
        width = max(min(max(self.edit.width(), scaled(420)), over.width() - start.x() - 16), scaled(120))
        lines = min(self.list.count(), _MOST_LINES)
        self.list.setFixedHeight(lines * self.list.sizeHintForRow(0) + scaled(4) if lines else 0)
        words = 0 if lines else self._nothing.heightForWidth(width - 24) + 16
        offers = self._offers.sizeHint().height() + 4 if self._offers.isVisibleTo(self._answers) else 0
        height = self.list.height() + offers + 8 if lines else words + 8
        self._answers.setGeometry(start.x(), start.y(), width, min(height, over.height() - start.y() - 8))
        self._answers.show()
        self._answers.raise_()
