"""Boxes to be ticked by hand, each with its words."""

from collections.abc import Iterator
from dataclasses import dataclass

from mentordesk.reporting.canvas import TaggedCanvas
from mentordesk.reporting.figures import Figure
from mentordesk.reporting.fonts import width_of
from mentordesk.reporting.style import INK, Style

_BOX, _GAP, _APART = 10.0, 4.0, 14.0


@dataclass(frozen=True)
class Ticks:
    """Boxes with words, side by side and then on the next line; some are ticked already."""

    labels: tuple[str, ...]
    style: Style
    ticked: frozenset[str] = frozenset()

    def _placed(self, width: float) -> Iterator[tuple[str, float, int]]:
        x, row = 0.0, 0
        for label in self.labels:
            wide = _BOX + _GAP + width_of(label, self.style.face) * self.style.size
            if x and x + wide > width:
                x, row = 0.0, row + 1
            yield label, x, row
            x += wide + _APART

    def height(self, width: float) -> float:
        """Return how tall the lines are."""
        rows = max((row for _, _, row in self._placed(width)), default=0) + 1
        return rows * (self.style.leading + 4)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw the boxes and their words."""
        for label, left, row in self._placed(width):
            base = top - row * (self.style.leading + 4) - self.style.leading
            a, b, low, high = x + left, x + left + _BOX, base - 1.5, base - 1.5 + _BOX
            edges = [(a, low, b, low), (b, low, b, high), (b, high, a, high), (a, high, a, low)]
            if label in self.ticked:
                edges += [(a, low, b, high), (a, high, b, low)]
            canvas.strokes(INK, 0.9, edges)
            place = [(b + _GAP, base)]
            canvas.write([label], self.style.face, self.style.size, self.style.leading, INK, place)


def ticks(labels: tuple[str, ...], style: Style, ticked: frozenset[str] = frozenset()) -> Figure:
    """Return boxes to tick as a part of a page."""
    told = f"Boxes to tick: {', '.join(labels)}"
    return Figure(Ticks(labels, style, ticked), told, before=3)
