"""What every field is: a name, a label, a value, and what is wrong with what was typed."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentordesk.ui.words import set_kind

V = TypeVar("V")


class Field(QWidget, Generic[V]):
    """A typed editor of one field; `name` is the same in the draft, the record and the row."""

    changed = Signal()
    """What was typed is different now."""
    left = Signal()
    """The person has moved on from the field."""

    def __init__(self, name: str, label: str, *, note: str = "", optional: bool = False) -> None:
        """Make an empty field; `note` is a short sentence under it."""
        super().__init__()
        self.setObjectName(name)
        self.name = name
        self.label = label
        self.note = note
        self.optional = optional
        self._inputs: list[QWidget] = []
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(4)

    def value(self) -> V | None:
        """Return what the words mean, or None when they are empty or mean nothing."""
        raise NotImplementedError

    def set_value(self, value: V | None) -> None:
        """Show a value."""
        raise NotImplementedError

    def problem(self) -> str:
        """Return a sentence when what was typed has not the shape of a value, otherwise nothing."""
        return ""

    def kept(self) -> Any:
        """Return what was typed as plain JSON, so that a draft loses no word."""
        return self.value()

    def restore(self, kept: Any) -> None:
        """Show what a draft has kept."""
        self.set_value(kept)

    def shown(self, value: V | None) -> str:
        """Return a value as words, for comparing two versions."""
        return "" if value is None else str(value)

    def show_problem(self, problem: str) -> None:
        """Draw the field as refused when there is a problem, and tell a screen reader what it is."""
        for each in self._inputs:
            set_kind(each, "wrong", bool(problem))
            each.setAccessibleDescription(" ".join(part for part in (problem, self.note) if part))

    def rename(self, accessible: str) -> None:
        """Change what a screen reader calls the field."""
        for each in self._inputs:
            each.setAccessibleName(accessible)

    def watch(self, *inputs: QWidget) -> None:
        """Name the widgets that take the typing, and notice when the person leaves them."""
        for each in inputs:
            self._inputs.append(each)
            each.setAccessibleName(self.label)
            each.setAccessibleDescription(self.note)
            each.installEventFilter(self)
        if self.focusProxy() is None:
            self.setFocusProxy(inputs[0])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice that the focus went away."""
        if event.type() is QEvent.Type.FocusOut and watched in self._inputs:
            self.left.emit()
        return super().eventFilter(watched, event)
