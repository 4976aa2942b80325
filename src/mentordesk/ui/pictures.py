"""Photos from outside: decoded, made small, and written anew without anything but the picture."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QSize, Qt
from PySide6.QtGui import QColorSpace, QImage, QImageReader, QImageWriter, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QLabel

from mentordesk.kernel.errors import BadFile
from mentordesk.kernel.jpeg import is_whole
from mentordesk.ui.look import scaled

LARGEST_FILE = 5 * 1024 * 1024
_MOST_POINTS = 60_000_000
_KINDS = {b"\xff\xd8\xff": b"jpeg", b"\x89PNG\r\n\x1a\n": b"png"}
_QUALITY = 88


def small_photo(content: bytes, name: str, side: int) -> bytes:
    """Return a PNG or JPEG as a JPEG of at most `side` points; BadFile with the reason when it is none.

    Only the points of the picture go over: place, day, device, remarks and colour profile stay behind.
    """
    if len(content) > LARGEST_FILE:
        message = f"{name} is larger than 5 MB. Choose a smaller copy."
        raise BadFile(message)
    kind = next((kind for start, kind in _KINDS.items() if content.startswith(start)), None)
    if kind is None:
        message = f"{name} is no PNG or JPEG picture. Choose another file."
        raise BadFile(message)
    image = _decoded(content, kind, name, side)
    bare = QImage(image.size(), QImage.Format.Format_RGB32)
    bare.fill(Qt.GlobalColor.white)
    painter = QPainter(bare)
    painter.drawImage(0, 0, image)
    painter.end()
    return _jpeg(bare)


def _decoded(content: bytes, kind: bytes, name: str, side: int) -> QImage:
    damaged = f"{name} is damaged and cannot be read whole. Choose another file."
    if kind == b"jpeg" and not is_whole(content):
        raise BadFile(damaged)
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isEmpty():
        raise BadFile(damaged)
    if size.width() * size.height() > _MOST_POINTS:
        message = f"{name} is a picture of far too many points. Choose a smaller copy."
        raise BadFile(message)
    if max(size.width(), size.height()) > side:
        smaller = size.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio)
        reader.setScaledSize(smaller.expandedTo(QSize(1, 1)))
    image = reader.read()
    if image.isNull():
        raise BadFile(damaged)
    if image.colorSpace().isValid():
        image.convertToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    return image


def _jpeg(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"jpeg"))
    writer.setQuality(_QUALITY)
    writer.write(image)
    return bytes(data.data())


class Portrait(QLabel):
    """A small square photo with round corners, as it stands beside a name."""

    def __init__(self, content: bytes, says: str, side: int = 72) -> None:
        """Show the middle of a photo; `says` is what a screen reader calls it."""
        super().__init__()
        self.setAccessibleName(says)
        self._whole = QPixmap()
        self._whole.loadFromData(content)
        self._side = side
        self.refresh()

    def refresh(self) -> None:
        """Draw the photo again in the size of now."""
        length = scaled(self._side)
        ratio = self.devicePixelRatioF()
        pixels = round(length * ratio)
        filling = Qt.AspectRatioMode.KeepAspectRatioByExpanding
        filled = self._whole.scaled(pixels, pixels, filling, Qt.TransformationMode.SmoothTransformation)
        shown = QPixmap(pixels, pixels)
        shown.fill(Qt.GlobalColor.transparent)
        painter = QPainter(shown)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QPainterPath()
        edge.addRoundedRect(0, 0, pixels, pixels, 6 * ratio, 6 * ratio)
        painter.setClipPath(edge)
        painter.drawPixmap((pixels - filled.width()) // 2, (pixels - filled.height()) // 2, filled)
        painter.end()
        shown.setDevicePixelRatio(ratio)
        self.setFixedSize(length, length)
        self.setPixmap(shown)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.refresh()
