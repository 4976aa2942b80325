"""Several of a short list, ticked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox

from mentordesk.ui.fields.base import Field
from mentordesk.ui.layouts import Flow, clear, put

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class TicksField(Field[tuple[int, ...]]):
    """Any number of records of a short list, by number."""

    def __init__(
        self,
        name: str,
        label: str,
        choices: Sequence[tuple[int, str]] = (),
        *,
        note: str = "",
        optional: bool = False,
    ) -> None:
        """Offer records by number and label."""
        super().__init__(name, label, note=note, optional=optional)
        self._flow = Flow(gap=12)
        self._body.addLayout(self._flow)
        self.checks: dict[int, QCheckBox] = {}
        self._beyond: tuple[int, ...] = ()
        self.offer(choices)

    def offer(self, choices: Sequence[tuple[int, str]]) -> None:
        """Offer other records; what is ticked and still offered stays ticked."""
        ticked = self.value()
        clear(self._flow)
        self.checks = {}
        for number, label in choices:
            check = QCheckBox(label)
            check.toggled.connect(lambda _on: self.changed.emit())
            self.checks[number] = check
            put(self._flow, check)
        self._inputs.clear()
        self.watch(*self.checks.values()) if self.checks else None
        self.rename(self.label)
        self.set_value(ticked)

    def value(self) -> tuple[int, ...]:
        """Return the numbers that are ticked."""
        ticked = tuple(number for number, check in self.checks.items() if check.isChecked())
        return (*self._beyond, *ticked)

    def set_value(self, value: Iterable[int] | None) -> None:
        """Tick some; numbers that are not offered are kept as they are."""
        chosen = tuple(value or ())
        self._beyond = tuple(each for each in chosen if each not in self.checks)
        for number, check in self.checks.items():
            check.setChecked(number in chosen)

    def kept(self) -> Any:
        """Keep the numbers."""
        return list(self.value())

    def restore(self, kept: Any) -> None:
        """Tick the numbers that were kept."""
        self.set_value(int(each) for each in kept or ())

    def shown(self, value: Iterable[int] | None) -> str:
        """Return the labels, one in a line."""
        return "\n".join(self.checks[each].text() for each in value or () if each in self.checks)

    def rename(self, accessible: str) -> None:
        """Name each box by the list and its label."""
        for check in self.checks.values():
            check.setAccessibleName(f"{accessible}: {check.text()}")
