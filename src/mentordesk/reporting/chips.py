"""Chips: a rating or a direction of travel as a word with a shape, never as colour alone. DOMAIN §10."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mentordesk.kernel.rag import NOT_RATED, Rag, Travel
from mentordesk.reporting.canvas import TaggedCanvas
from mentordesk.reporting.fonts import width_of
from mentordesk.reporting.parts import draw_lines
from mentordesk.reporting.style import ACCENT, INK, MUTED, RAG_FILLS, RAG_INKS, Style
from mentordesk.reporting.tags import Element


@dataclass(frozen=True)
class Chips:
    """Ratings as chips joined by "and", after a word of introduction if there is one; none is "Not rated"."""

    ratings: tuple[Rag | None, ...]
    style: Style
    lead: str = ""

    def set(self, width: float) -> "SetChips":
        """Return the chips in as many lines as the width needs."""
        pieces: list[Piece] = [Plain(self.lead, self.style)] if self.lead else []
        for at, rating in enumerate(self.ratings or (None,)):
            if at:
                pieces.append(Plain("and", self.style))
            pieces.append(Chip(rating, self.style))
        return SetChips(pieces, width, self.style)


@dataclass(frozen=True)
class Arrow:
    """A direction of travel: an arrow and its word."""

    travel: Travel
    style: Style

    def set(self, width: float) -> "SetChips":
        """Return the arrow and its words in as many lines as the width needs."""
        first, *rest = self.travel.label.split()
        return SetChips(
            [Pointer(self.travel, first, self.style), *(Plain(word, self.style) for word in rest)],
            width,
            self.style,
        )


@dataclass(frozen=True)
class Plain:
    """A word between chips."""

    word: str
    style: Style

    @property
    def width(self) -> float:
        """How wide it stands."""
        return width_of(self.word, self.style.face) * self.style.size

    def shape(self, canvas: TaggedCanvas, x: float, middle: float) -> None:
        """Draw nothing: a word has no shape."""

    def write(self, canvas: TaggedCanvas, x: float, middle: float) -> None:
        """Draw the word."""
        _write(canvas, self.word, self.style, x, middle)


@dataclass(frozen=True)
class Chip:
    """One rating on its solid fill."""

    rating: Rag | None
    style: Style

    @property
    def word(self) -> str:
        """The rating's word."""
        return self.rating.label if self.rating else NOT_RATED

    @property
    def width(self) -> float:
        """How wide it stands."""
        return width_of(self.word, self.style.face) * self.style.size + self.style.size * 2.1

    def shape(self, canvas: TaggedCanvas, x: float, middle: float) -> None:
        """Draw the fill and the rating's shape."""
        size = self.style.size
        height = size * 1.45
        canvas.setFillColor(RAG_FILLS[self.rating])
        canvas.roundRect(x, middle - height / 2, self.width, height, size * 0.28, stroke=0, fill=1)
        draw_shape(canvas, self.rating, x + size * 0.85, middle, size * 0.33)

    def write(self, canvas: TaggedCanvas, x: float, middle: float) -> None:
        """Draw the word."""
        style = self.style
        ink = Style(style.size, style.leading, style.face, RAG_INKS[self.rating])
        _write(canvas, self.word, ink, x + style.size * 1.5, middle)


@dataclass(frozen=True)
class Pointer:
    """An arrow with the first word of its direction."""

    travel: Travel
    word: str
    style: Style

    @property
    def width(self) -> float:
        """How wide it stands."""
        return width_of(self.word, self.style.face) * self.style.size + self.style.size * 1.5

    def shape(self, canvas: TaggedCanvas, x: float, middle: float) -> None:
        """Draw the arrow."""
        draw_arrow(canvas, self.travel, x + self.style.size * 0.5, middle, self.style.size * 0.5)

    def write(self, canvas: TaggedCanvas, x: float, middle: float) -> None:
        """Draw the word."""
        _write(canvas, self.word, self.style, x + self.style.size * 1.5, middle)


Piece = Plain | Chip | Pointer


class SetChips:
    """Chips and words set in lines."""

    kind = "P"

    def __init__(self, pieces: Iterable[Piece], width: float, style: Style) -> None:
        """Fill lines from left to right."""
        self.gap = style.size * 0.4
        self.lines: list[list[tuple[float, Piece]]] = [[]]
        used = 0.0
        for piece in pieces:
            if self.lines[-1] and used + piece.width > width:
                self.lines.append([])
                used = 0.0
            self.lines[-1].append((used, piece))
            used += piece.width + self.gap
        self.before, self.leading, self.count = style.before, style.leading, len(self.lines)

    def open(self, inside: Element) -> Element:
        """Return a new element for the ratings."""
        return inside.add(self.kind)

    def draw(
        self, canvas: TaggedCanvas, element: Element, x: float, top: float, first: int, last: int
    ) -> None:
        """Draw some lines: shapes for the eye, words for every reader."""
        with canvas.artifact():
            for across, middle, piece in self._placed(x, top, first, last):
                piece.shape(canvas, across, middle)
        words = " ".join(piece.word for line in self.lines[first:last] for _, piece in line)
        with canvas.marked(element), canvas.read_as(f"{words} "):
            for across, middle, piece in self._placed(x, top, first, last):
                piece.write(canvas, across, middle)

    def sketch(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw all lines as a part of something that is tagged as a whole."""
        for across, middle, piece in self._placed(x, top, 0, self.count):
            piece.shape(canvas, across, middle)
            piece.write(canvas, across, middle)

    def _placed(self, x: float, top: float, first: int, last: int) -> Iterator[tuple[float, float, Piece]]:
        for at, line in enumerate(self.lines[first:last]):
            for across, piece in line:
                yield x + across, top - self.leading * (at + 0.5), piece


def draw_shape(canvas: TaggedCanvas, rating: Rag | None, x: float, y: float, radius: float) -> None:
    """Draw a rating's shape in the ink of its chip: disc, triangle, square, or ring when not rated."""
    canvas.setFillColor(RAG_INKS[rating])
    canvas.setStrokeColor(RAG_INKS[rating])
    canvas.setLineWidth(radius * 0.4)
    if rating is Rag.AMBER:
        path = canvas.beginPath()
        path.moveTo(x - radius * 1.1, y - radius * 0.95)
        path.lineTo(x + radius * 1.1, y - radius * 0.95)
        path.lineTo(x, y + radius * 1.05)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)
    elif rating is Rag.RED:
        canvas.rect(x - radius * 0.9, y - radius * 0.9, radius * 1.8, radius * 1.8, stroke=0, fill=1)
    else:
        canvas.circle(
            x, y, radius * (1 if rating else 0.85), stroke=0 if rating else 1, fill=1 if rating else 0
        )


def draw_arrow(canvas: TaggedCanvas, travel: Travel, x: float, y: float, radius: float) -> None:
    """Draw an arrow up, level or down, or a dash for a first report, about a middle."""
    canvas.saveState()
    canvas.translate(x, y)
    colour = {Travel.FIRST: MUTED, Travel.UNCHANGED: INK}.get(
        travel, ACCENT if travel is Travel.IMPROVED else INK
    )
    canvas.setStrokeColor(colour)
    canvas.setFillColor(colour)
    canvas.setLineWidth(radius * 0.3)
    if travel is not Travel.FIRST:
        canvas.rotate({Travel.IMPROVED: 90, Travel.WORSE: -90}.get(travel, 0))
        path = canvas.beginPath()
        path.moveTo(radius, 0)
        path.lineTo(radius * 0.1, radius * 0.7)
        path.lineTo(radius * 0.1, -radius * 0.7)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)
    canvas.line(-radius, 0, radius * (0.2 if travel is not Travel.FIRST else 1), 0)
    canvas.restoreState()


def _write(canvas: TaggedCanvas, word: str, style: Style, x: float, middle: float) -> None:
    draw_lines(canvas, [f"{word} "], style, x, middle + style.leading / 2)
