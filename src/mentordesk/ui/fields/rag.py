"""Ratings: chosen by word, drawn with shape and colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QButtonGroup, QPushButton

from mentordesk.kernel.rag import MEANINGS, Rag, rag_words
from mentordesk.ui.chips import SHAPE_ICONS, TONES, rag_word
from mentordesk.ui.fields.base import Field
from mentordesk.ui.icons import icon
from mentordesk.ui.layouts import Flow
from mentordesk.ui.words import Press, one_stop, size_icon

if TYPE_CHECKING:
    from collections.abc import Iterable


def _rag_button(rag: Rag | None, label: str) -> QPushButton:
    made = Press(rag_word(rag))
    made.setProperty("act", "segment")
    made.setProperty("rag", TONES[rag])
    made.setCheckable(True)
    made.setAutoDefault(False)
    made.setIcon(icon(SHAPE_ICONS[rag], TONES[rag]))
    size_icon(made, 16)
    made.setToolTip(MEANINGS[rag])
    made.setAccessibleName(f"{label}: {rag_word(rag)}")
    made.setAccessibleDescription(MEANINGS[rag])
    return made


class RagField(Field[Rag]):
    """One rating, or none yet."""

    def __init__(self, name: str, label: str, *, note: str = "", optional: bool = False) -> None:
        """Offer Green, Amber, Red and, unless a rating must be given, Not rated."""
        super().__init__(name, label, note=note, optional=optional)
        self._rags: list[Rag | None] = [*Rag, None]
        self._group = QButtonGroup(self)
        flow = Flow()
        self._body.addLayout(flow)
        for place, rag in enumerate(self._rags):
            made = _rag_button(rag, label)
            self._group.addButton(made, place)
            flow.addWidget(made)
        self.watch(*self._group.buttons())
        self.rename(label)
        self.set_value(None)
        self._group.idToggled.connect(self._toggled)
        self._toggled(0, on=True)

    def _toggled(self, _place: int, on: bool) -> None:  # noqa: FBT001 - a slot of idToggled
        chosen = self._group.checkedButton()
        if on and chosen is not None:
            one_stop(self._group.buttons())
            self.setFocusProxy(chosen)
            self.changed.emit()

    def rename(self, accessible: str) -> None:
        """Name each button by the field and its rating."""
        for made in self._group.buttons():
            made.setAccessibleName(f"{accessible}: {made.text()}")

    def value(self) -> Rag | None:
        """Return the rating, None for not rated."""
        return self._rags[self._group.checkedId()]

    def set_value(self, value: Rag | None) -> None:
        """Choose a rating."""
        self._group.button(self._rags.index(value)).setChecked(True)

    def kept(self) -> Any:
        """Keep the rating's code."""
        value = self.value()
        return value.value if value else None

    def restore(self, kept: Any) -> None:
        """Choose the rating of a code."""
        self.set_value(Rag(kept) if kept else None)

    def shown(self, value: Rag | None) -> str:
        """Return the rating's word."""
        return rag_word(value)


class RagsField(Field[tuple[Rag, ...]]):
    """Any number of ratings, as a plan's Realistic answer may hold more than one."""

    def __init__(self, name: str, label: str, *, note: str = "", optional: bool = False) -> None:
        """Offer Green, Amber and Red, each to be pressed or not."""
        super().__init__(name, label, note=note, optional=optional)
        self._buttons = {rag: _rag_button(rag, label) for rag in Rag}
        flow = Flow()
        self._body.addLayout(flow)
        for made in self._buttons.values():
            flow.addWidget(made)
            made.toggled.connect(lambda _on: self.changed.emit())
        self.watch(*self._buttons.values())
        self.rename(label)

    def rename(self, accessible: str) -> None:
        """Name each button by the field and its rating."""
        for rag, made in self._buttons.items():
            made.setAccessibleName(f"{accessible}: {rag.label}")

    def value(self) -> tuple[Rag, ...]:
        """Return the ratings that are pressed, in the order Green, Amber, Red."""
        return tuple(rag for rag, made in self._buttons.items() if made.isChecked())

    def set_value(self, value: Iterable[Rag] | None) -> None:
        """Press the buttons of some ratings."""
        chosen = set(value or ())
        for rag, made in self._buttons.items():
            made.setChecked(rag in chosen)

    def kept(self) -> Any:
        """Keep the codes."""
        return [rag.value for rag in self.value()]

    def restore(self, kept: Any) -> None:
        """Press the buttons of codes."""
        self.set_value(Rag(code) for code in kept or ())

    def shown(self, value: Iterable[Rag] | None) -> str:
        """Return the ratings as words."""
        return rag_words(value or ())
