"""The inside of a form: its fields in one column, in groups and parts; some are made when first wanted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentordesk.ui.form_block import FieldBlock
from mentordesk.ui.form_parts import Fold, Part
from mentordesk.ui.layouts import be_seen
from mentordesk.ui.look import scaled
from mentordesk.ui.words import Words, box

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from mentordesk.ui.fields import Field

P = TypeVar("P", bound=Part)

NOTHING: tuple[Any, ...] = ("", None, False, [], {}, ())
"""What a field holds while nothing is in it."""


class FormBody(QWidget):
    """The fields of a form by name, with their blocks."""

    def __init__(self) -> None:
        """Make an empty column."""
        super().__init__()
        self.blocks: dict[str, FieldBlock] = {}
        self._clean: dict[str, Any] = {}
        self._parts: dict[str, Part] = {}
        self.body = QWidget()
        self._column = QVBoxLayout(self.body)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(scaled(16))

    def section(self, heading: str, *fields: Field[Any], note: str = "") -> None:
        """Add a group of fields under a heading."""
        if self.blocks:
            self._column.addWidget(box("line"))
        if heading:
            self._column.addWidget(Words(heading, "heading"))
        if note:
            self._column.addWidget(Words(note, "muted"))
        self.add(*fields)

    def add(self, *fields: Field[Any]) -> None:
        """Add fields at the end."""
        for field in fields:
            self._column.addWidget(self._block(field))

    def add_widget(self, widget: QWidget) -> None:
        """Add something that is not a field, such as an explanation."""
        self._column.addWidget(widget)

    def add_first(self, widget: QWidget) -> None:
        """Add something that is not a field above everything else."""
        self._column.insertWidget(0, widget)
        be_seen(widget)

    def part(self, part: P, names: Iterable[str], make: Callable[[], Sequence[Field[Any]]]) -> P:
        """Add a part that can be hidden or folded; its fields are made when it is first shown."""
        self._column.addWidget(part)
        part.hide()
        part.make = partial(self._fill_part, part, make)
        for name in names:
            self._parts[name] = part
        return part

    def _fill_part(self, part: Part, make: Callable[[], Sequence[Field[Any]]]) -> None:
        for field in make():
            part.put(self._block(field))

    def _block(self, field: Field[Any]) -> FieldBlock:
        block = FieldBlock(field)
        self.blocks[field.name] = block
        field.changed.connect(self._typed)
        field.left.connect(self._left)
        self._clean[field.name] = field.kept()
        return block

    def _typed(self) -> None:
        """Notice that something was typed."""
        raise NotImplementedError

    def _left(self) -> None:
        """Notice that the person has moved on from a field."""
        raise NotImplementedError

    def names(self) -> list[str]:
        """Return the names of all fields, also of those that are not made yet."""
        return list(dict.fromkeys([*self.blocks, *self._parts]))

    def field(self, name: str) -> Field[Any]:
        """Return a field by name; one that is not made yet is made."""
        if name not in self.blocks and name in self._parts:
            self._parts[name].be_made()
        return self.blocks[name].field

    def said(self, name: str) -> Any:
        """Return the value of a field, None while it is not made."""
        return self.blocks[name].field.value() if name in self.blocks else None

    def fit(self, *names: str, fits: bool) -> None:
        """Show fields, or hide them because they do not fit the answers so far."""
        for name in names:
            if name in self.blocks:
                self.blocks[name].fits = fits
                self.blocks[name].setVisible(fits)

    def show_field(self, name: str) -> None:
        """Open the fold in which a field stands."""
        if name in self._parts:
            self._parts[name].show_inside()

    def open_what_is_filled(self) -> None:
        """Open every fold in which something is written."""
        for name, part in self._parts.items():
            if isinstance(part, Fold) and name in self.blocks and self.field(name).kept() not in NOTHING:
                part.show_inside()

    def typed_words(self) -> dict[str, Any]:
        """Return what every field holds, as a draft keeps it."""
        return {name: block.field.kept() for name, block in self.blocks.items()}
