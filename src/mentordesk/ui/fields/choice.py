"""Choosing one of several: buttons for a few, a box for some, a search for many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QCompleter,
    QLineEdit,
    QWidget,
)

from mentordesk.kernel.text import fold
from mentordesk.ui.fields.base import Field
from mentordesk.ui.layouts import Flow, line
from mentordesk.ui.look import scaled
from mentordesk.ui.words import Press, icon_button, one_stop

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mentordesk.kernel.choices import Choice

V = TypeVar("V")

FEW, SOME = 4, 7
_FOLDED = Qt.ItemDataRole.UserRole + 1
_PLACE = Qt.ItemDataRole.UserRole + 2


def pairs_of(kind: type[Choice]) -> list[tuple[Any, str]]:
    """Return the members of a choice with their labels."""
    return [(member, member.label) for member in kind]


class Combo(QComboBox):
    """A box of choices that the mouse wheel does not change by accident."""

    def name(self, says: str) -> None:
        """Give the box and its list of choices a name."""
        self.setAccessibleName(says)
        self.view().setAccessibleName(says)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll instead."""
        event.ignore()


class ChoiceField(Field[V], Generic[V]):
    """One of a fixed list: buttons up to four, a box up to seven, otherwise a search."""

    def __init__(
        self,
        name: str,
        label: str,
        choices: type[Choice] | Sequence[tuple[V, str]],
        *,
        note: str = "",
        optional: bool = False,
        empty: str = "",
    ) -> None:
        """Offer choices; `empty` is the label of choosing none, when that may be."""
        super().__init__(name, label, note=note, optional=optional)
        self._pairs: list[tuple[V | None, str]] = [(None, empty)] if empty else []
        self._pairs += pairs_of(choices) if isinstance(choices, type) else list(choices)
        self._widget: _Buttons | _Box | _Search
        longest = max((len(text) for _, text in self._pairs), default=0)
        if len(self._pairs) <= FEW and longest < 32:
            self._widget = _Buttons(self._pairs)
        elif len(self._pairs) <= SOME:
            self._widget = _Box(self._pairs)
        else:
            self._widget = _Search(self._pairs)
        self._body.addWidget(self._widget)
        self.watch(*self._widget.inputs)
        self._widget.name(label, note)
        self._widget.on_change = self._changed
        if empty:
            self.set_value(None)

    def _changed(self) -> None:
        self.setFocusProxy(self._widget.stop())
        self.changed.emit()

    def value(self) -> V | None:
        """Return what is chosen, None for nothing."""
        place = self._widget.place()
        return self._pairs[place][0] if place >= 0 else None

    def set_value(self, value: V | None) -> None:
        """Choose, or choose nothing."""
        self._widget.choose(next((i for i, (each, _) in enumerate(self._pairs) if each == value), -1))

    def problem(self) -> str:
        """Say that the words in a search box are none of the choices."""
        return self._widget.problem()

    def kept(self) -> Any:
        """Keep the choice by its code or number, or the words of a search that found nothing."""
        value = self.value()
        return {"words": self._widget.words()} if value is None and self._widget.problem() else value

    def restore(self, kept: Any) -> None:
        """Choose what was kept."""
        if isinstance(kept, dict):
            self._widget.write(str(kept.get("words", "")))
        else:
            self.set_value(kept)

    def shown(self, value: V | None) -> str:
        """Return the label of a choice."""
        return next((text for each, text in self._pairs if each == value), "")


class SearchField(ChoiceField[V], Generic[V]):
    """A person or another record, found by typing any part of its label."""

    def __init__(
        self,
        name: str,
        label: str,
        choices: Sequence[tuple[V, str]],
        *,
        note: str = "",
        optional: bool = False,
        empty: str = "",
    ) -> None:
        """Offer records by number and label; the search stays even when there are few."""
        padded = list(choices)
        Field.__init__(self, name, label, note=note, optional=optional)
        self._pairs = [(None, empty), *padded] if empty else [*padded]
        self._widget = _Search(self._pairs)
        self._body.addWidget(self._widget)
        self.watch(*self._widget.inputs)
        self._widget.name(label, note)
        self._widget.on_change = self.changed.emit
        if empty:
            self.set_value(None)


class _Chooser(QWidget):
    """One way to choose; places are numbers in the list of choices, -1 is none."""

    def __init__(self) -> None:
        super().__init__()
        self.inputs: list[QWidget] = []
        self.on_change: Any = lambda: None

    def place(self) -> int:
        raise NotImplementedError

    def choose(self, place: int) -> None:
        raise NotImplementedError

    def name(self, label: str, says: str) -> None:
        """Name what is inside; the field has named the inputs already."""

    def problem(self) -> str:
        return ""

    def words(self) -> str:
        return ""

    def write(self, words: str) -> None:
        """Write words in a search."""

    def stop(self) -> QWidget:
        """Return what takes the focus."""
        return self.inputs[0]


class _Buttons(_Chooser):
    def __init__(self, pairs: Sequence[tuple[Any, str]]) -> None:
        super().__init__()
        flow = Flow(self)
        self._group = QButtonGroup(self)
        for place, (_, text) in enumerate(pairs):
            made = Press(text)
            made.setProperty("act", "segment")
            made.setCheckable(True)
            made.setAutoDefault(False)
            self._group.addButton(made, place)
            flow.addWidget(made)
            self.inputs.append(made)
        one_stop(self._group.buttons())
        self._group.idToggled.connect(self._toggled)

    def _toggled(self, _place: int, on: bool) -> None:  # noqa: FBT001 - a slot of idToggled
        if on:
            one_stop(self._group.buttons())
            self.on_change()

    def name(self, label: str, says: str) -> None:
        for made in self._group.buttons():
            made.setAccessibleName(f"{label}: {made.text()}")
            made.setAccessibleDescription(says)

    def place(self) -> int:
        return self._group.checkedId()

    def stop(self) -> QWidget:
        return self._group.checkedButton() or self.inputs[0]

    def choose(self, place: int) -> None:
        if place >= 0:
            self._group.button(place).setChecked(True)
            return
        self._group.setExclusive(False)
        for made in self._group.buttons():
            made.setChecked(False)
        self._group.setExclusive(True)
        one_stop(self._group.buttons())
        self.on_change()


class _Box(_Chooser):
    def __init__(self, pairs: Sequence[tuple[Any, str]]) -> None:
        super().__init__()
        self._combo = Combo()
        self._combo.addItems([text for _, text in pairs])
        self._combo.setCurrentIndex(-1)
        self._combo.setPlaceholderText("Choose")
        self._combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._combo.setMinimumContentsLength(min(max((len(text) for _, text in pairs), default=8) + 2, 40))
        self.setLayout(line(self._combo, None))
        self.inputs.append(self._combo)
        self._combo.currentIndexChanged.connect(lambda _place: self.on_change())

    def name(self, label: str, says: str) -> None:
        del says
        self._combo.name(label)

    def place(self) -> int:
        return self._combo.currentIndex()

    def choose(self, place: int) -> None:
        self._combo.setCurrentIndex(place)


class _Completer(QCompleter):
    """Finds any part of a label, whatever its case and accents."""

    def splitPath(self, path: str) -> list[str]:
        """Fold what was typed, as the labels are folded."""
        return [fold(path)]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """Return the label that is written when it is taken."""
        return str(index.data(Qt.ItemDataRole.DisplayRole))


class _Search(_Chooser):
    def __init__(self, pairs: Sequence[tuple[Any, str]]) -> None:
        super().__init__()
        self._labels = [text for _, text in pairs]
        self._chosen = -1
        self._edit = QLineEdit()
        self._edit.setPlaceholderText("Type part of the name")
        self._edit.setMaximumWidth(scaled(420))
        model = QStandardItemModel(self)
        for place, text in enumerate(self._labels):
            item = QStandardItem(text)
            item.setData(fold(text), _FOLDED)
            item.setData(place, _PLACE)
            model.appendRow(item)
        self._completer = _Completer(model, self)
        self._completer.setCompletionRole(_FOLDED)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setMaxVisibleItems(8)
        popup = self._completer.popup()
        if popup is not None:
            popup.setProperty("popup", "true")
        self._edit.setCompleter(self._completer)
        self._all = icon_button("chevron-down", "Show all choices", self._show_all)
        row = line(self._edit, self._all, None, gap=4)
        row.setStretch(0, 1000)
        self.setLayout(row)
        self.inputs.append(self._edit)
        self._edit.textChanged.connect(self._typed)

    def name(self, label: str, says: str) -> None:
        del says
        self._all.setAccessibleName(f"Show all choices of {label}")

    def place(self) -> int:
        return self._chosen

    def choose(self, place: int) -> None:
        self._edit.setText(self._labels[place] if place >= 0 else "")
        if place != self._chosen:
            self._chosen = place
            self.on_change()

    def problem(self) -> str:
        if self._chosen < 0 and self._edit.text().strip():
            return "Nothing in the list is called that. Type part of the name and choose from the list."
        return ""

    def words(self) -> str:
        return self._edit.text()

    def write(self, words: str) -> None:
        self._edit.setText(words)

    def _typed(self, text: str) -> None:
        words = fold(text)
        if not (self._chosen >= 0 and fold(self._labels[self._chosen]) == words):
            self._chosen = next((i for i, each in enumerate(self._labels) if fold(each) == words), -1)
        self.on_change()

    def _show_all(self) -> None:
        self._edit.setFocus()
        self._completer.setCompletionPrefix("")
        self._completer.complete()


class CheckField(Field[bool]):
    """Yes or no; the label stands beside the box."""

    def __init__(self, name: str, label: str, *, note: str = "") -> None:
        """Make an empty box."""
        super().__init__(name, label, note=note)
        self.check = QCheckBox(label)
        self._body.addWidget(self.check)
        self.watch(self.check)
        self.check.toggled.connect(lambda _on: self.changed.emit())

    def value(self) -> bool:
        """Return whether the box is ticked."""
        return self.check.isChecked()

    def set_value(self, value: bool | None) -> None:  # noqa: FBT001 - the value of a yes or no
        """Tick the box or not."""
        self.check.setChecked(bool(value))

    def shown(self, value: bool | None) -> str:  # noqa: FBT001
        """Return "Yes" or "No"."""
        return "Yes" if value else "No"
