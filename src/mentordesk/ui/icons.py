"""Icons: one family of strokes, drawn in the colours of the theme at the moment they are painted."""

from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from mentordesk.ui.look import tokens


def icon(name: str, ink: str = "ink") -> QIcon:
    """Return an icon whose colour is a token ("ink", "muted", "accent", "on_accent", "red")."""
    return QIcon(_Strokes(name, ink))


def picture(name: str, ink: str, size: int, ratio: float = 1.0) -> QPixmap:
    """Return an icon as a picture of so many pixels, sharp on dense screens."""
    return _drawn(name, colour(ink), round(size * ratio), ratio)


def colour(ink: str) -> str:
    """Return the colour that a token has now; ratings give the colour of their ink."""
    found = getattr(tokens(), ink)
    return found if isinstance(found, str) else str(found.ink)


_folder: list[TemporaryDirectory[str]] = []


def picture_file(name: str, ink: str, size: int) -> str:
    """Return the path of a picture of an icon, which is the only way to name one in a stylesheet."""
    if not _folder:
        _folder.append(TemporaryDirectory(prefix="mentordesk-icons-", ignore_cleanup_errors=True))
    path = Path(_folder[0].name) / f"{name}-{ink.lstrip('#')}-{size}.png"
    if not path.exists():
        _drawn(name, ink, size, 1.0).save(str(path))
        _drawn(name, ink, size * 2, 1.0).save(str(path.with_name(f"{path.stem}@2x.png")))
    return path.as_posix()


@lru_cache(maxsize=512)
def _drawn(name: str, ink: str, pixels: int, ratio: float) -> QPixmap:
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    _renderer(name, ink).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


@lru_cache(maxsize=256)
def _renderer(name: str, ink: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name).replace("currentColor", ink).encode()))


_FILLED = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="currentColor">{}</svg>"""
_SHAPES = {
    "shape-circle": _FILLED.format('<circle cx="12" cy="12" r="8"/>'),
    "shape-triangle": _FILLED.format('<path d="M12 3.5 21.5 20.5H2.5Z"/>'),
    "shape-square": _FILLED.format('<rect x="4.5" y="4.5" width="15" height="15" rx="1"/>'),
    "shape-ring": _FILLED.format(
        '<circle cx="12" cy="12" r="6.75" fill="none" stroke="currentColor" stroke-width="2.5"/>'
    ),
}


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    if name in _SHAPES:
        return _SHAPES[name]
    return (files("mentordesk") / "resources" / "icons" / f"{name}.svg").read_text("utf-8")


class _Strokes(QIconEngine):
    """Draws one icon in whatever theme is worn when it is painted."""

    def __init__(self, name: str, ink: str) -> None:
        super().__init__()
        self._name = name
        self._ink = ink

    def _colour(self, mode: QIcon.Mode) -> str:
        return colour("muted" if mode is QIcon.Mode.Disabled else self._ink)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw the icon in a square in the middle of a rectangle."""
        del state
        side = min(rect.width(), rect.height())
        square = QRectF(
            rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2, side, side
        )
        _renderer(self._name, self._colour(mode)).render(painter, square)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return the icon as a picture."""
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        """Return the icon as a picture for a dense screen; `size` is in device pixels."""
        del state
        return _drawn(self._name, self._colour(mode), min(size.width(), size.height()), scale)

    def clone(self) -> QIconEngine:
        """Return another engine that draws the same icon."""
        return _Strokes(self._name, self._ink)

    def key(self) -> str:
        """Return the name of this kind of icon."""
        return "strokes"
