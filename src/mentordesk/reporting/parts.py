"""Parts: what stands in a column of paper, set to the column's width and drawn some lines at a time.

A part is set once and then poured: as many of its lines as fit on a page, the rest on the next. The body of
a page and the cell of a table are poured in the same way, so nothing is ever too tall for a page.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from mentordesk.kernel import text as house_text
from mentordesk.reporting.canvas import TaggedCanvas
from mentordesk.reporting.fonts import width_of
from mentordesk.reporting.lines import break_lines
from mentordesk.reporting.style import Style
from mentordesk.reporting.tags import Element

_BULLET = "•"
_MOST_CHARACTERS_PER_EM = 6
"""More than are ever set side by side, so that a long text need not be broken to print its first lines."""


class SetPart(Protocol):
    """A part that knows its width: lines of equal height, some of which can be drawn."""

    kind: str
    before: float
    leading: float
    count: int

    def open(self, inside: Element) -> Element:
        """Return a new element for this part."""

    def draw(
        self, canvas: TaggedCanvas, element: Element, x: float, top: float, first: int, last: int
    ) -> None:
        """Draw the lines from `first` up to `last`, downwards from `top`."""


class Part(Protocol):
    """Something that can stand in a column."""

    def set(self, width: float) -> SetPart:
        """Return the part set to a width in points."""


@dataclass(frozen=True)
class Text:
    """A paragraph in one style; `kind` is its tag."""

    words: str
    style: Style
    kind: str = "P"
    most_lines: int = 0
    """Lines to print at most, the last ending in an ellipsis; 0 for all."""

    def set(self, width: float) -> "SetText":
        """Return the paragraph broken into lines."""
        style = self.style
        if not self.most_lines:
            return SetText(self.kind, style, self._lines(self.words, width), width)
        enough = self.most_lines * int(width / style.size * _MOST_CHARACTERS_PER_EM)
        lines = self._lines(self.words[:enough], width)
        if len(lines) > self.most_lines or len(self.words) > enough:
            lines = [*lines[: self.most_lines - 1], self._ending(lines[: self.most_lines][-1], width)]
        return SetText(self.kind, style, lines, width)

    def _lines(self, words: str, width: float) -> list[str]:
        return break_lines(words, self.style.face, self.style.size, width)

    def _ending(self, line: str, width: float) -> str:
        """Return a line cut to make room for an ellipsis."""
        while line and width_of(f"{line}…", self.style.face) * self.style.size > width:
            line = line[:-1]
        return f"{line.rstrip()}…"


class SetText:
    """A paragraph broken into lines."""

    def __init__(self, kind: str, style: Style, lines: list[str], width: float) -> None:
        """Keep the lines and their measure."""
        self.kind, self.style, self.lines, self.width = kind, style, lines, width
        self.before, self.leading, self.count = style.before, style.leading, len(lines)

    def open(self, inside: Element) -> Element:
        """Return a new element for this paragraph."""
        return inside.add(self.kind)

    def draw(
        self, canvas: TaggedCanvas, element: Element, x: float, top: float, first: int, last: int
    ) -> None:
        """Draw some lines as content of the element."""
        with canvas.marked(element):
            draw_lines(canvas, self.lines[first:last], self.style, x, top, self.width)


@dataclass(frozen=True)
class Item:
    """One item of a bulleted list."""

    words: str
    style: Style

    def set(self, width: float) -> "SetItem":
        """Return the item broken into lines beside its bullet."""
        indent = self.style.size * 1.1
        style = replace(self.style, before=self.style.before * 0.6)
        room = width - indent
        return SetItem(style, break_lines(self.words, style.face, style.size, room), room, indent)


class SetItem(SetText):
    """A list item broken into lines."""

    def __init__(self, style: Style, lines: list[str], width: float, indent: float) -> None:
        """Keep the lines and how far they stand in from the bullet."""
        super().__init__("LI", style, lines, width)
        self.indent = indent
        self.label: Element | None = None

    def open(self, inside: Element) -> Element:
        """Return a new item's body in the list that is being drawn, or in a new one."""
        item = inside.last("L").add("LI")
        self.label = item.add("Lbl")
        return item.add("LBody")

    def draw(
        self, canvas: TaggedCanvas, element: Element, x: float, top: float, first: int, last: int
    ) -> None:
        """Draw some lines, the first with its bullet."""
        if first == 0 and self.label is not None:
            with canvas.marked(self.label):
                draw_lines(canvas, [f"{_BULLET} "], self.style, x, top)
        super().draw(canvas, element, x + self.indent, top, first, last)


def house_parts(text: str, style: Style) -> list[Part]:
    """Return what a person wrote as paragraphs and list items."""
    return [
        Item(block.text, style) if block.bullet else Text(block.text, style)
        for block in house_text.blocks(text)
    ]


def draw_lines(
    canvas: TaggedCanvas, lines: Sequence[str], style: Style, x: float, top: float, width: float = 0
) -> None:
    """Draw lines of text downwards from `top`; those of a style that ends at the right need the width."""
    y = top - (style.leading - style.size) / 2 - style.size * 0.86
    origins = [(x, y)]
    if style.right:
        ends = (width - width_of(line.rstrip(), style.face) * style.size for line in lines)
        origins = [(x + end, y - at * style.leading) for at, end in enumerate(ends)]
    canvas.write(lines, style.face, style.size, style.leading, style.colour, origins)


@dataclass(frozen=True, slots=True)
class Slice:
    """Lines of a part that go on one page, and how far down their column they stand."""

    part: SetPart
    element: Element
    first: int
    last: int
    down: float


class Column:
    """Parts being poured down one column from page to page, as the content of one element."""

    def __init__(self, parts: Sequence[Part], width: float, element: Element) -> None:
        """Set the parts to the column's width; a single paragraph is the element's own content."""
        self._parts = [part.set(width) for part in parts]
        self._element = element
        self._alone = len(self._parts) == 1 and self._parts[0].kind == "P" and element.kind != "Document"
        self._at, self._line = 0, 0
        self._open: Element | None = None

    @property
    def before(self) -> float:
        """The space that the first part asks for above itself."""
        return self._parts[0].before if self._parts else 0.0

    @property
    def done(self) -> bool:
        """Whether everything has been poured."""
        return self._at == len(self._parts)

    def height(self) -> float:
        """Return the height of everything that has not been poured."""
        rest = self._parts[self._at :]
        tall = sum(part.before + part.leading * part.count for part in rest)
        return tall - (rest[0].before + rest[0].leading * self._line if rest else 0)

    def pour(self, room: float, *, force: bool = False) -> tuple[list[Slice], float]:
        """Return the lines that fit in a height, at least one with `force`, and the height they take."""
        slices: list[Slice] = []
        used = 0.0
        while not self.done:
            part = self._parts[self._at]
            space = part.before if slices and self._line == 0 else 0.0
            left = part.count - self._line
            fits = min(left, int((room - used - space) / part.leading + 0.001))
            if fits < left:
                fits = _without_orphans(fits, left, started=self._line > 0)
            if fits <= 0:
                if not force or slices:
                    break
                fits = 1
            if self._open is None:
                self._open = self._element if self._alone else part.open(self._element)
            slices.append(Slice(part, self._open, self._line, self._line + fits, used + space))
            used += space + fits * part.leading
            self._line += fits
            if self._line < part.count:
                break
            self._at, self._line, self._open = self._at + 1, 0, None
        return slices, used


def draw_slices(
    canvas: TaggedCanvas, slices: Iterator[Slice] | Sequence[Slice], x: float, top: float
) -> None:
    """Draw poured lines in their column."""
    for each in slices:
        each.part.draw(canvas, each.element, x, top - each.down, each.first, each.last)


def _without_orphans(fits: int, left: int, *, started: bool) -> int:
    """Return how many lines to place so that no single line of a paragraph stands alone on a page."""
    if left - fits == 1 and fits > 1:
        fits -= 1
    return 0 if fits == 1 and not started and left > 2 else fits
