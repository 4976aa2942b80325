"""Figures: pictures and drawings that stand in a column, each with words for those who cannot see it."""

from dataclasses import dataclass
from typing import Protocol

from reportlab.lib.utils import ImageReader

from mentordesk.reporting.canvas import TaggedCanvas
from mentordesk.reporting.tags import Element


class Drawing(Protocol):
    """Something drawn inside a box."""

    def height(self, width: float) -> float:
        """Return how tall it is at a width."""

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw it downwards from `top`."""


@dataclass(frozen=True)
class Figure:
    """A drawing with its alternative text."""

    drawing: Drawing
    alt: str
    before: float = 10

    def set(self, width: float) -> "SetFigure":
        """Return the figure set to a width."""
        return SetFigure(self, width)


class SetFigure:
    """A figure that knows its width; it counts as one tall line."""

    kind = "Figure"
    count = 1

    def __init__(self, figure: Figure, width: float) -> None:
        """Ask the drawing for its height."""
        self.figure, self.width = figure, width
        self.before, self.leading = figure.before, figure.drawing.height(width)

    def open(self, inside: Element) -> Element:
        """Return a new figure element."""
        return inside.add("Figure", alt=self.figure.alt)

    def draw(
        self, canvas: TaggedCanvas, element: Element, x: float, top: float, first: int, last: int
    ) -> None:
        """Draw the whole figure."""
        if first < last:
            box = f"{x:.1f} {top - self.leading:.1f} {x + self.width:.1f} {top:.1f}"
            element.attributes = f"/O /Layout /Placement /Block /BBox [{box}]"
            with canvas.marked(element):
                self.figure.drawing.draw(canvas, x, top, self.width)


@dataclass(frozen=True)
class Picture:
    """A picture fitted into a box, never enlarged beyond it."""

    image: ImageReader
    widest: float
    tallest: float
    at_right: bool = False

    def _scale(self, width: float) -> tuple[float, float]:
        wide, tall = self.image.getSize()
        scale = min(min(self.widest, width) / wide, self.tallest / tall)
        return wide * scale, tall * scale

    def height(self, width: float) -> float:
        """Return how tall the picture is at a width."""
        return self._scale(width)[1]

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw the picture at the left or right."""
        wide, tall = self._scale(width)
        canvas.drawImage(
            self.image, x + width - wide if self.at_right else x, top - tall, wide, tall, mask="auto"
        )
