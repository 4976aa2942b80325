"""Choosing a file, or a picture that is kept whole."""

from __future__ import annotations

from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter, QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel

from mentordesk.ui.fields.base import Field
from mentordesk.ui.layouts import line
from mentordesk.ui.look import scaled
from mentordesk.ui.words import Words, button

_LARGEST_SIDE = 1200


class FileField(Field[Path]):
    """A file on this computer that is to be read."""

    def __init__(
        self, name: str, label: str, *, kinds: str = "All files (*)", note: str = "", optional: bool = False
    ) -> None:
        """Make an empty choice; `kinds` is what the dialog offers, "Plans (*.json)"."""
        super().__init__(name, label, note=note, optional=optional)
        self._kinds = kinds
        self._path: Path | None = None
        self._choose = button("Choose file", self._ask, icon_name="folder-open")
        self._says = Words("No file chosen", "muted")
        row = line(self._choose, self._says, gap=12)
        row.setStretch(1, 1)
        self._body.addLayout(row)
        self.watch(self._choose)

    def value(self) -> Path | None:
        """Return the file's path."""
        return self._path

    def set_value(self, value: Path | None) -> None:
        """Choose a file."""
        self._path = value
        self._says.setText(value.name if value else "No file chosen")
        self.changed.emit()

    def kept(self) -> Any:
        """Keep nothing: the file may be gone when the draft is taken up again."""
        return None

    def restore(self, kept: Any) -> None:
        """Leave the field empty."""

    def _ask(self) -> None:
        dialog = QFileDialog(self, self.label)
        dialog.setNameFilter(self._kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.set_value(Path(path)))
        dialog.open()


class LogoField(Field[bytes]):
    """A picture, kept whole as PNG; a large one is made smaller."""

    kinds = "Pictures (*.png *.jpg *.jpeg *.svg *.webp)"
    room = QSize(240, 80)
    """How large the picture is shown."""
    may_empty = True
    """Whether the field itself offers to remove the picture."""

    def __init__(self, name: str, label: str, *, note: str = "", optional: bool = True) -> None:
        """Make an empty picture."""
        super().__init__(name, label, note=note, optional=optional)
        self._bytes = b""
        self._problem = ""
        self._shown = QLabel()
        self._shown.setAccessibleName(f"{label}: picture")
        self._choose = button("Choose picture", self._ask, icon_name="folder-open")
        self._away = button("Remove", lambda: self.set_value(b""), kind="quiet", icon_name="trash-2")
        self._away.setAccessibleName(f"Remove {label.lower()}")
        self._body.addWidget(self._shown)
        self._body.addLayout(line(self._choose, self._away, None))
        self.watch(self._choose)
        self._show()

    def value(self) -> bytes:
        """Return the picture as PNG, empty for none."""
        return self._bytes

    def set_value(self, value: bytes | None) -> None:
        """Show a picture."""
        self._bytes, self._problem = value or b"", ""
        self._show()
        self.changed.emit()

    def load(self, path: Path) -> None:
        """Take a picture from a file; one that cannot be read is a problem and changes nothing."""
        reader = QImageReader(str(path))
        size = reader.size()
        if max(size.width(), size.height()) > _LARGEST_SIDE:
            reader.setScaledSize(
                size.scaled(_LARGEST_SIDE, _LARGEST_SIDE, Qt.AspectRatioMode.KeepAspectRatio)
            )
        image = reader.read()
        if image.isNull():
            self.refuse(f"{path.name} is not a picture that can be read. Try a PNG or JPEG file.")
            return
        self.set_value(_png(image))

    def refuse(self, sentence: str) -> None:
        """Say why a file is not taken; the picture before stays."""
        self._problem = sentence
        self.changed.emit()
        self.left.emit()

    def problem(self) -> str:
        """Say that the last file was no picture."""
        return self._problem

    def kept(self) -> Any:
        """Keep the picture as text."""
        return b64encode(self._bytes).decode("ascii")

    def restore(self, kept: Any) -> None:
        """Show the picture that was kept."""
        self.set_value(b64decode(kept or ""))

    def shown(self, value: bytes | None) -> str:
        """Return whether there is a picture."""
        return "A picture" if value else "No picture"

    def _ask(self) -> None:
        dialog = QFileDialog(self, self.label)
        dialog.setNameFilter(self.kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.load(Path(path)))
        dialog.open()

    def _show(self) -> None:
        pixmap = QPixmap()
        if self._bytes:
            pixmap.loadFromData(self._bytes)
        self._shown.setVisible(not pixmap.isNull())
        self._away.setVisible(self.may_empty and not pixmap.isNull())
        if not pixmap.isNull():
            room = QSize(scaled(self.room.width()), scaled(self.room.height())).boundedTo(pixmap.size())
            smooth = Qt.TransformationMode.SmoothTransformation
            self._shown.setPixmap(pixmap.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, smooth))


def _png(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(data.data())
