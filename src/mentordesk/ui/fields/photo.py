"""Choosing the photo of a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize

from mentordesk.kernel.errors import BadFile
from mentordesk.ui.fields.file import LogoField
from mentordesk.ui.pictures import LARGEST_FILE, small_photo

if TYPE_CHECKING:
    from pathlib import Path


class PhotoField(LogoField):
    """A photo: made small, freed of what a camera writes into it, and kept only when the form is saved."""

    kinds = "Photos (*.png *.jpg *.jpeg)"
    room = QSize(200, 200)
    may_empty = False

    def __init__(self, name: str, label: str, *, side: int, note: str = "") -> None:
        """Make an empty photo; a larger one gets at most `side` points."""
        self._side = side
        super().__init__(name, label, note=note, optional=False)
        self._choose.setText("Choose photo")

    def load(self, path: Path) -> None:
        """Take a photo from a file; one that cannot be read is a problem and changes nothing."""
        try:
            with path.open("rb") as file:
                content = file.read(LARGEST_FILE + 1)
            self.set_value(small_photo(content, path.name, self._side))
        except BadFile as refusal:
            self.refuse(str(refusal))
        except OSError as problem:
            self.refuse(f"{path.name} cannot be read ({problem.strerror}). Nothing was chosen.")

    def kept(self) -> Any:
        """Keep nothing: a photo stands in the casebook only when somebody has saved it."""
        return None

    def restore(self, kept: Any) -> None:
        """Leave the field as it is."""
