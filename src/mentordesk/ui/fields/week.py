"""When somebody can meet: a box for each morning, afternoon and evening of the week."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox, QGridLayout

from mentordesk.kernel.week import PartOfWeek, week_words
from mentordesk.ui.fields.base import Field
from mentordesk.ui.look import scaled
from mentordesk.ui.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable


class WeekField(Field[tuple[PartOfWeek, ...]]):
    """Parts of the week, ticked."""

    def __init__(self, name: str, label: str, *, note: str = "", optional: bool = False) -> None:
        """Make an empty week."""
        super().__init__(name, label, note=note, optional=optional)
        grid = QGridLayout()
        grid.setHorizontalSpacing(scaled(12))
        grid.setVerticalSpacing(scaled(4))
        self.checks: dict[PartOfWeek, QCheckBox] = {}
        for number, part in enumerate(PartOfWeek):
            row, place = divmod(number, 3)
            day, words = part.label.split()
            if not place:
                grid.addWidget(Words(day, "muted", wrap=False), row, 0)
            check = QCheckBox(words.capitalize())
            check.setObjectName(f"{name}_{part.value}")
            check.toggled.connect(lambda _on: self.changed.emit())
            self.checks[part] = check
            grid.addWidget(check, row, place + 1)
        grid.setColumnStretch(4, 1)
        self._body.addLayout(grid)
        self.watch(*self.checks.values())
        self.rename(label)

    def value(self) -> tuple[PartOfWeek, ...]:
        """Return the parts that are ticked."""
        return tuple(part for part, check in self.checks.items() if check.isChecked())

    def set_value(self, value: Iterable[PartOfWeek] | None) -> None:
        """Tick parts of the week."""
        chosen = set(value or ())
        for part, check in self.checks.items():
            check.setChecked(part in chosen)

    def kept(self) -> Any:
        """Keep the parts by their codes."""
        return [part.value for part in self.value()]

    def restore(self, kept: Any) -> None:
        """Tick the parts whose codes were kept."""
        known = {part.value for part in PartOfWeek}
        self.set_value([PartOfWeek(code) for code in kept or () if code in known])

    def shown(self, value: Iterable[PartOfWeek] | None) -> str:
        """Return parts of the week in words."""
        return week_words(value or ())

    def rename(self, accessible: str) -> None:
        """Name each box by the field and its part of the week."""
        for part, check in self.checks.items():
            check.setAccessibleName(f"{accessible}: {part.label}")
