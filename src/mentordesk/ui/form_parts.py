"""Parts of a form that come and go: those that fit the answers so far, and those folded until wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentordesk.ui.icons import icon
from mentordesk.ui.layouts import be_seen, column, line
from mentordesk.ui.look import scaled
from mentordesk.ui.words import Words, box, button, size_icon

if TYPE_CHECKING:
    from collections.abc import Callable

    from mentordesk.ui.form_block import FieldBlock


class Part(QWidget):
    """A group of fields under a heading, which can be hidden; what is hidden is not judged."""

    def __init__(self, heading: str = "", note: str = "", *, ruled: bool = True) -> None:
        """Make an empty part; a `ruled` one has a line above it."""
        super().__init__()
        self.blocks: list[FieldBlock] = []
        self.fits = False
        self.make: Callable[[], None] | None = None
        """What makes the fields, until it is done."""
        self.rows = QVBoxLayout()
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(scaled(16))
        parts: list[QWidget] = [box("line")] if ruled else []
        if heading:
            parts.append(Words(heading, "heading"))
        if note:
            parts.append(Words(note, "muted"))
        self.inside = QWidget()
        self.inside.setLayout(self.rows)
        self.whole = column(*parts, self.inside, gap=scaled(16))
        self.setLayout(self.whole)

    def put(self, block: FieldBlock) -> None:
        """Add a field at the end."""
        block.fits = self.fits
        self.blocks.append(block)
        self.rows.addWidget(block)
        be_seen(block)

    def be_made(self) -> None:
        """Make the fields, if that is not done yet."""
        make, self.make = self.make, None
        if make:
            make()

    def fit(self, *, fits: bool) -> None:
        """Show the part, or hide it because it does not fit the answers so far."""
        if fits == self.fits:
            return
        self.fits = fits
        if fits:
            self.show_at_once()
        self.setVisible(fits)
        for each in self.blocks:
            each.fits = fits

    def show_at_once(self) -> None:
        """Make what is seen as soon as the part is."""
        self.be_made()

    def show_inside(self) -> None:
        """Open what is folded, so that a field inside can be seen."""


class Fold(Part):
    """A part that is folded until it is wanted; Alt and the underlined letter opens it."""

    opened = Signal()
    """It was unfolded."""

    def __init__(self, heading: str, name: str, note: str = "") -> None:
        """Make an empty fold; `&` stands before the letter that opens it."""
        super().__init__(ruled=False)
        self.heading = heading.replace("&", "")
        self.toggle = button(heading, self.turn, kind="fold", name=name)
        size_icon(self.toggle, 16)
        self._note = Words(note, "muted")
        self._note.setVisible(bool(note))
        self.whole.insertLayout(0, column(line(self.toggle, None), self._note, gap=0))
        self.inside.hide()
        self._say()

    def is_open(self) -> bool:
        """Return whether the fields can be seen."""
        return not self.inside.isHidden()

    def turn(self) -> None:
        """Unfold and go to the first field, or fold again."""
        if self.is_open():
            self.inside.hide()
            self._say()
            return
        self.show_inside()
        first = next((each for each in self.blocks if each.fits), None)
        if first:
            first.field.setFocus()

    def show_at_once(self) -> None:
        """Make nothing: the fold is folded at first."""

    def show_inside(self) -> None:
        """Unfold."""
        self.be_made()
        if not self.is_open():
            self.inside.show()
            self._say()
            self.opened.emit()

    def _say(self) -> None:
        shown = self.is_open()
        self.toggle.setIcon(icon("chevron-down" if shown else "chevron-right", "accent"))
        self.toggle.setAccessibleName(f"{self.heading}: {'hide' if shown else 'show'}")
