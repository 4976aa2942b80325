"""Fields that are typed: words, paragraphs, money, times, durations, whole numbers."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from mentordesk.kernel import formats
from mentordesk.kernel.entry import parse_duration, parse_money, parse_time, parse_whole
from mentordesk.ui.fields.base import Field
from mentordesk.ui.layouts import line
from mentordesk.ui.look import scaled
from mentordesk.ui.words import Words, icon_button

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

V = TypeVar("V")


class LineField(Field[str]):
    """One line of words."""

    def __init__(
        self, name: str, label: str, *, note: str = "", optional: bool = False, hint: str = ""
    ) -> None:
        """Make an empty line; `hint` is an example that stands in it while it is empty."""
        super().__init__(name, label, note=note, optional=optional)
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(hint)
        self._body.addWidget(self.edit)
        self.watch(self.edit)
        self.edit.textChanged.connect(self.changed)

    def value(self) -> str:
        """Return the words as typed."""
        return self.edit.text()

    def set_value(self, value: str | None) -> None:
        """Show words from their beginning."""
        if value != self.edit.text():
            self.edit.setText(value or "")
            self.edit.setCursorPosition(0)


class SecretField(LineField):
    """A passphrase, hidden until the eye is pressed; it is never kept in a draft."""

    def __init__(self, name: str, label: str, *, note: str = "") -> None:
        """Make an empty secret."""
        super().__init__(name, label, note=note)
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self._eye = icon_button("eye", "Show what you type", self._turn)
        self._eye.setCheckable(True)
        self._body.addLayout(line(self.edit, self._eye, gap=4))

    def _turn(self) -> None:
        shown = self._eye.isChecked()
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        says = "Hide what you type" if shown else "Show what you type"
        self._eye.setAccessibleName(says)
        self._eye.setToolTip(says)

    def kept(self) -> Any:
        """Return nothing: a secret is not kept."""
        return ""


class _Growing(QPlainTextEdit):
    """Paragraphs in a box that grows with them, between two heights."""

    def __init__(self, fewest: int, most: int) -> None:
        super().__init__()
        self._fewest, self._most = fewest, most
        self.setTabChangesFocus(True)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self.fit())
        self.fit()

    def fit(self) -> None:
        """Take the height of the words."""
        lines = min(max(round(self.document().size().height()), self._fewest), self._most)
        height = lines * self.fontMetrics().lineSpacing() + scaled(24)
        if height != self.minimumHeight():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again when lines wrap elsewhere."""
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit again when the text size changes."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.fit()


class TextField(Field[str]):
    """Several paragraphs; lines that begin with "- " are a list. Tab goes to the next field."""

    def __init__(
        self,
        name: str,
        label: str,
        *,
        note: str = "",
        optional: bool = False,
        hint: str = "",
        lines: int = 3,
        most: int = 16,
    ) -> None:
        """Make an empty text of some lines that grows to `most` and then scrolls."""
        super().__init__(name, label, note=note, optional=optional)
        self.edit = _Growing(lines, most)
        self.edit.setPlaceholderText(hint)
        self._body.addWidget(self.edit)
        self.watch(self.edit)
        self.edit.textChanged.connect(self.changed)

    def value(self) -> str:
        """Return the words as typed."""
        return self.edit.toPlainText()

    def set_value(self, value: str | None) -> None:
        """Show words."""
        if value != self.edit.toPlainText():
            self.edit.setPlainText(value or "")


class ParsedField(Field[V], Generic[V]):
    """A line that means something; what it was understood as is shown under it."""

    wrong = "This cannot be read."

    def __init__(
        self,
        name: str,
        label: str,
        *,
        note: str = "",
        optional: bool = False,
        hint: str = "",
        width: int = 180,
    ) -> None:
        """Make an empty line as wide as its values usually are."""
        super().__init__(name, label, note=note, optional=optional)
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(hint)
        self._width = width
        self.edit.setMinimumWidth(scaled(80))
        self.edit.setMaximumWidth(scaled(width))
        self.row = line(self.edit, None, gap=4)
        self.row.setStretch(0, 1000)
        self.understood = Words("", "muted")
        self.understood.hide()
        self._body.addLayout(self.row)
        self._body.addWidget(self.understood)
        self.watch(self.edit)
        self.edit.textChanged.connect(self._typed)
        self.left.connect(self._tidy)

    def parse(self, text: str) -> V | None:
        """Return what a text means, or None."""
        raise NotImplementedError

    def written(self, value: V) -> str:
        """Return a value as it stands in the line."""
        raise NotImplementedError

    def explained(self, value: V) -> str:
        """Return a value in full, as it is shown while typing."""
        return self.written(value)

    def value(self) -> V | None:
        """Return what the line means."""
        return self.parse(self.edit.text())

    def set_value(self, value: V | None) -> None:
        """Write a value in the line."""
        self.edit.setText("" if value is None else self.written(value))
        self.understood.hide()

    def problem(self) -> str:
        """Say that the line cannot be read."""
        return self.wrong if self.edit.text().strip() and self.value() is None else ""

    def kept(self) -> Any:
        """Keep the meaning when there is one (tomorrow is another day tomorrow), otherwise the words."""
        value = self.value()
        return self.edit.text() if value is None else self.written(value)

    def restore(self, kept: Any) -> None:
        """Write what was kept."""
        self.edit.setText(str(kept or ""))

    def shown(self, value: V | None) -> str:
        """Return a value in full."""
        return "" if value is None else self.explained(value)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "edit"):
            self.edit.setMaximumWidth(scaled(self._width))

    def _typed(self) -> None:
        value = self.value()
        text = "" if value is None else self.explained(value)
        self.understood.setText(text)
        if not text or text != self.edit.text().strip():
            self.understood.setVisible(bool(text))
        self.changed.emit()

    def _tidy(self) -> None:
        value = self.value()
        if value is not None and self.written(value) != self.edit.text():
            seen = self.understood.isVisibleTo(self)
            self.edit.setText(self.written(value))
            self.understood.setVisible(seen)


class MoneyField(ParsedField[int]):
    """An amount of money in whole pence."""

    wrong = "This is not an amount of money. Try 12.50."

    def parse(self, text: str) -> int | None:
        """Read pounds and pence."""
        return parse_money(text)

    def written(self, value: int) -> str:
        """Return "£12.50"."""
        return formats.money(value, exact=True)


class TimeField(ParsedField[time]):
    """A time of day."""

    wrong = "This is not a time. Try 9:30 or 2pm."

    def parse(self, text: str) -> time | None:
        """Read a time."""
        return parse_time(text)

    def written(self, value: time) -> str:
        """Return "9:30am"."""
        hour = value.hour % 12 or 12
        return f"{hour}:{value.minute:02}{'am' if value.hour < 12 else 'pm'}"


class DurationField(ParsedField[int]):
    """How long something took, in minutes."""

    wrong = "This is not a length of time. Try 1h15 or 75."

    def parse(self, text: str) -> int | None:
        """Read hours and minutes."""
        return parse_duration(text)

    def written(self, value: int) -> str:
        """Return "1h 15m"."""
        hours, minutes = divmod(value, 60)
        return f"{hours}h {minutes:02}m" if hours else f"{minutes}m"

    def explained(self, value: int) -> str:
        """Return "1 hour 15 minutes"."""
        return formats.duration(value)


class WholeField(ParsedField[int]):
    """A whole number within limits."""

    def __init__(
        self,
        name: str,
        label: str,
        *,
        note: str = "",
        optional: bool = False,
        hint: str = "",
        least: int = 0,
        most: int = 10**15,
    ) -> None:
        """Make an empty number; outside its limits it is refused."""
        super().__init__(name, label, note=note, optional=optional, hint=hint, width=120)
        self._least, self._most = least, most
        self.wrong = "This is not a whole number. Try 4."
        if most < 10**15:
            self.wrong = f"This is not a whole number from {least:,} to {most:,}."
        elif least == 0:
            self.wrong = "This is not a whole number. Try 0, 4 or 120."

    def parse(self, text: str) -> int | None:
        """Read a number within the limits."""
        found = parse_whole(text)
        return found if found is not None and self._least <= found <= self._most else None

    def written(self, value: int) -> str:
        """Return "1,200"."""
        return f"{value:,}"
