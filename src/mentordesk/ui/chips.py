"""Chips: a small word with a ground; ratings carry their shape and colour as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mentordesk.kernel.rag import NOT_RATED, Rag
from mentordesk.ui.icons import picture
from mentordesk.ui.layouts import Flow
from mentordesk.ui.look import scaled, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mentordesk.ui.tokens import Tone

SHAPE_ICONS: dict[Rag | None, str] = {
    Rag.GREEN: "shape-circle",
    Rag.AMBER: "shape-triangle",
    Rag.RED: "shape-square",
    None: "shape-ring",
}

TONES: dict[Rag | None, str] = {Rag.GREEN: "green", Rag.AMBER: "amber", Rag.RED: "red", None: "unrated"}


def tone_of(name: str) -> Tone:
    """Return the colours of "green", "amber", "red" or "unrated"."""
    found: Tone = getattr(tokens(), name)
    return found


def rag_word(rag: Rag | None) -> str:
    """Return "Green", "Amber", "Red" or "Not rated"."""
    return rag.label if rag else NOT_RATED


def chip_size(text: str, font: QFont, *, shape: bool) -> QSize:
    """Return how large a chip is."""
    metrics = QFontMetricsF(_weighty(font))
    width = metrics.horizontalAdvance(text) + scaled(16) + (scaled(16) if shape else 0)
    return QSize(round(width + 1), round(metrics.height() + scaled(6)))


def paint_chip(painter: QPainter, rect: QRectF, text: str, tone: str, shape: str = "") -> None:
    """Draw a chip that fills a rectangle; a word that is too long ends in dots."""
    colours = tone_of(tone)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(QPen(QColor(colours.edge), 1))
    painter.setBrush(QColor(colours.soft))
    painter.drawRoundedRect(edge, min(edge.height() / 2, scaled(12)), min(edge.height() / 2, scaled(12)))
    left = edge.x() + scaled(8)
    if shape:
        side = scaled(12)
        ratio = painter.device().devicePixelRatio()
        drawn = picture(shape, tone, side, ratio)
        painter.drawPixmap(
            QRectF(left, edge.center().y() - side / 2, side, side), drawn, QRectF(drawn.rect())
        )
        left += side + scaled(4)
    painter.setFont(_weighty(painter.font()))
    painter.setPen(QColor(colours.ink))
    room = edge.right() - scaled(6) - left
    words = QFontMetricsF(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, room + 2)
    box = QRectF(left, edge.y(), room + scaled(6), edge.height())
    painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), words)
    painter.restore()


def _weighty(font: QFont) -> QFont:
    weighty = QFont(font)
    weighty.setWeight(QFont.Weight.DemiBold)
    return weighty


class Chip(QWidget):
    """A word with a ground, such as a status; `tone` is "green", "amber", "red" or "unrated"."""

    def __init__(self, text: str = "", tone: str = "unrated", shape: str = "") -> None:
        """Show a word; `shape` is the name of an icon before it."""
        super().__init__()
        self._text, self._tone, self._shape = text, tone, shape
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def show_chip(self, text: str, tone: str, shape: str = "") -> None:
        """Show another word."""
        self._text, self._tone, self._shape = text, tone, shape
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Return the word."""
        return self._text

    def sizeHint(self) -> QSize:
        """Return the size of the word with its ground."""
        return chip_size(self._text, self.font(), shape=bool(self._shape))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chip."""
        del event
        painter = QPainter(self)
        painter.setFont(self.font())
        paint_chip(painter, QRectF(self.rect()), self._text, self._tone, self._shape)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size and the theme."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.updateGeometry()
            self.update()


class RagChip(Chip):
    """A rating: shape, word and colour."""

    def __init__(self, rag: Rag | None = None) -> None:
        """Show a rating; None is "Not rated"."""
        super().__init__(rag_word(rag), TONES[rag], SHAPE_ICONS[rag])

    def show_rag(self, rag: Rag | None) -> None:
        """Show another rating."""
        self.show_chip(rag_word(rag), TONES[rag], SHAPE_ICONS[rag])


class RagChips(QWidget):
    """Several ratings beside each other, as a plan's Realistic column has."""

    def __init__(self, rags: Iterable[Rag | None] = ()) -> None:
        """Show ratings; none at all is "Not rated"."""
        super().__init__()
        flow = Flow(self, gap=4)
        for rag in tuple(rags) or (None,):
            flow.addWidget(RagChip(rag))
