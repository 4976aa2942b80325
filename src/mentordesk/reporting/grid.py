"""Drawing a table: each row poured in all its cells at once, page by page."""

from dataclasses import dataclass, replace
from itertools import accumulate, chain, islice
from typing import Protocol

from mentordesk.reporting.canvas import TaggedCanvas
from mentordesk.reporting.parts import Column, Slice, Text, draw_slices
from mentordesk.reporting.style import LINE, Styles
from mentordesk.reporting.tables import COVERED, Cell, Table, TableRow
from mentordesk.reporting.tags import Element, pdf_text

_KEEP_WHOLE = 0.45
"""A row that is no taller than this share of a page is not split."""
_LEAST = 3
"""Lines of a split row that must fit at the foot of a page."""


class Paper(Protocol):
    """What a table needs of the document it is drawn on."""

    canvas: TaggedCanvas
    styles: Styles
    x: float
    y: float
    top: float
    bottom: float
    width: float

    @property
    def room(self) -> float:
        """How much height is left on this page."""

    @property
    def fresh(self) -> bool:
        """Whether nothing but repeated lines stands on this page."""

    @property
    def root(self) -> Element:
        """The element that everything belongs to."""

    def new_page(self) -> None:
        """Begin a page."""

    def space(self, height: float) -> None:
        """Leave a space."""


@dataclass(slots=True)
class _Placed:
    """A cell of the row being drawn."""

    cell: Cell
    left: float
    width: float
    column: Column | None


class Grid:
    """One table on its way on to paper."""

    def __init__(self, paper: Paper, table: Table) -> None:
        """Share out the width."""
        self._paper, self._table = paper, table
        self._padding = paper.styles.padding
        self._edges = [0.0, *accumulate(_widths(table, paper.width, self._padding))]
        self._element = Element("Table")
        self._group: TableRow | None = None
        self._header = sum(self._height(self._place(row, Element("TR")), row) for row in table.header)

    def draw(self) -> None:
        """Draw the whole table."""
        paper = self._paper
        attributes = f"/O /Table /Summary {pdf_text(self._table.summary)}" if self._table.summary else ""
        self._element = paper.root.add("Table", attributes=attributes)
        paper.space(paper.styles.body.before)
        least = paper.styles.cell.leading * _LEAST + self._padding * 2
        rows = iter(self._table.rows)
        first = list(islice(rows, 1))
        if paper.room < self._header + max(least, *(self._kept(row) for row in first), 0) and not paper.fresh:
            paper.new_page()
        for row in self._table.header:
            self._draw_row(self._place(row, self._element.add("TR")), row)
        for row in chain(first, rows):
            self._add(row, least)
        paper.y -= 2

    def _kept(self, row: TableRow) -> float:
        """Return the height of a row that is not split, or nothing for a taller one."""
        height = self._height(self._place(row, Element("TR")), row)
        return height if height <= self._page_height() * _KEEP_WHOLE else 0

    def _add(self, row: TableRow, least: float) -> None:
        paper = self._paper
        placed = self._place(row, self._element.add("TR"))
        height = self._height(placed, row)
        whole = height + (least if row.group else 0)
        if (
            whole > paper.room
            and not paper.fresh
            and (whole <= self._page_height() * _KEEP_WHOLE or paper.room < least)
        ):
            self._continue(repeat_group=not row.group)
        if row.group:
            self._group = _shortened(row)
        force = paper.fresh
        while not self._draw_row(placed, row, force=force):
            self._continue(repeat_group=True)
            force = True

    def _page_height(self) -> float:
        return self._paper.top - self._paper.bottom - self._header

    def _continue(self, *, repeat_group: bool) -> None:
        """Go on to the next page, where the header rows are repeated for the eye only."""
        self._paper.new_page()
        rows = [*self._table.header, *([self._group] if self._group and repeat_group else [])]
        for row in rows:
            with self._paper.canvas.untagged("Pagination"):
                self._draw_row(self._place(row, Element("TR")), row, most=self._paper.room / 3)

    def _place(self, row: TableRow, element: Element) -> list[_Placed]:
        placed, at = [], 0
        for cell in row.cells:
            left, right = self._edges[at], self._edges[at + cell.columns]
            column = None
            if cell is not COVERED:
                tag = element.add("TH" if cell.heads else "TD", attributes=_attributes(cell))
                column = Column(cell.parts, right - left - 2 * self._padding, tag)
            placed.append(_Placed(cell, left, right - left, column))
            at += cell.columns
        return placed

    def _height(self, placed: list[_Placed], row: TableRow) -> float:
        tallest = max(
            (each.column.height() for each in placed if each.column and each.cell.rows == 1), default=0
        )
        return max(tallest + 2 * self._padding, row.least_height)

    def _draw_row(
        self, placed: list[_Placed], row: TableRow, *, most: float = 0, force: bool = False
    ) -> bool:
        """Draw as much of a row as fits on the page; return whether it is finished."""
        paper, padding = self._paper, self._padding
        room = min(paper.room, most or paper.room) - 2 * padding
        poured: list[tuple[_Placed, list[Slice]]] = []
        tallest = 0.0
        for each in placed:
            if each.column is None:
                continue
            slices, used = each.column.pour(room, force=force)
            poured.append((each, slices))
            tallest = max(tallest, used if each.cell.rows == 1 else 0)
        done = all(each.column is None or each.column.done for each in placed)
        if not done and not any(slices for _, slices in poured):
            return bool(most)
        height = max(tallest + 2 * padding, row.least_height if done else 0)
        with paper.canvas.artifact():
            self._lines(placed, height)
        for each, slices in poured:
            draw_slices(paper.canvas, slices, paper.x + each.left + padding, paper.y - padding)
        paper.y -= height
        return done or bool(most)

    def _lines(self, placed: list[_Placed], height: float) -> None:
        paper, canvas = self._paper, self._paper.canvas
        bottom = paper.y - height
        for each in placed:
            if each.cell.fill:
                canvas.fill(each.cell.fill, paper.x + each.left, bottom, each.width, height)
        strokes = []
        if self._table.ruled:
            edges = {paper.x + each.left for each in placed} | {paper.x, paper.x + self._edges[-1]}
            strokes = [(edge, bottom, edge, paper.y) for edge in sorted(edges)]
        for each in placed:
            left, right = paper.x + each.left, paper.x + each.left + each.width
            if each.cell.rows == 1:
                strokes.append((left, bottom, right, bottom))
            if each.cell is not COVERED:
                strokes.append((left, paper.y, right, paper.y))
        canvas.strokes(LINE, 0.6, strokes)


def _shortened(row: TableRow) -> TableRow:
    """Return a row as it is repeated on later pages: only the first lines of each text."""
    cells = (
        replace(cell, parts=[replace(part, most_lines=2) for part in cell.parts if isinstance(part, Text)])
        for cell in row.cells
    )
    return replace(row, cells=tuple(cells))


def _attributes(cell: Cell) -> str:
    found = f" /Scope /{cell.heads}" if cell.heads else ""
    if cell.columns > 1:
        found += f" /ColSpan {cell.columns}"
    if cell.rows > 1:
        found += f" /RowSpan {cell.rows}"
    return f"/O /Table{found}" if found else ""


def _widths(table: Table, across: float, padding: float) -> list[float]:
    """Share out the width; a column that would be too narrow takes what it needs from the others."""
    needs = [least + 2 * padding + 1 for least in table.least] or [0.0] * len(table.shares)
    if sum(needs) >= across:
        return [need / sum(needs) * across for need in needs]
    narrow: set[int] = set()
    while True:
        room = across - sum(needs[at] for at in narrow)
        total = sum(share for at, share in enumerate(table.shares) if at not in narrow)
        widths = [
            needs[at] if at in narrow else share / total * room for at, share in enumerate(table.shares)
        ]
        found = {at for at, width in enumerate(widths) if width < needs[at]}
        if not found - narrow:
            return widths
        narrow |= found
