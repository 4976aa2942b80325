"""Tables: rows poured side by side, header rows repeated on every page, cells of any height."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from reportlab.lib.colors import Color

from mentordesk.kernel.columns import Align, Column
from mentordesk.reporting.fonts import width_of
from mentordesk.reporting.parts import Part, Text
from mentordesk.reporting.style import SOFT, Style, Styles

Row = TypeVar("Row")


@dataclass(frozen=True)
class Cell:
    """One cell; a header cell says whether it heads its column or its row."""

    parts: Sequence[Part]
    heads: str = ""
    """"Column", "Row", or nothing for a data cell."""
    columns: int = 1
    rows: int = 1
    fill: Color | None = None


COVERED = Cell((), fill=SOFT)
"""The place of a cell that is covered by a taller one above it."""


@dataclass(frozen=True)
class TableRow:
    """One row; a `group` row heads those after it, stays with them, and is repeated where they continue."""

    cells: tuple[Cell, ...]
    group: bool = False
    least_height: float = 0


@dataclass(frozen=True)
class Table:
    """A table as wide as the page's body; rows are asked for one at a time, while it is drawn."""

    shares: tuple[float, ...]
    """How the width is shared out among the columns."""
    header: tuple[TableRow, ...]
    rows: Iterable[TableRow]
    summary: str = ""
    """What the table holds, for those who cannot see it."""
    ruled: bool = True
    """Whether lines stand between the columns too."""
    least: tuple[float, ...] = ()
    """How wide each column's text must be at least, where there is room: no heading is broken in a word."""


def header_cell(
    text: str,
    styles: Styles,
    *,
    columns: int = 1,
    rows: int = 1,
    question: str = "",
    align: Align = Align.LEFT,
) -> Cell:
    """Return a cell that heads a column, with the question under its heading if there is one."""
    parts: list[Part] = [Text(text, _aligned(styles.head, align))] if text else []
    if question:
        parts.append(Text(question, styles.question))
    return Cell(parts, "Column", columns, rows, SOFT)


def text_table(
    headings: Sequence[str],
    rows: Iterable[Sequence[str]],
    styles: Styles,
    *,
    shares: Sequence[float] = (),
    summary: str = "",
) -> Table:
    """Return a table of plain texts whose first column heads its rows."""
    return Table(
        tuple(shares) or (1.0,) * len(headings),
        (TableRow(tuple(header_cell(heading, styles) for heading in headings)),),
        (
            TableRow(
                tuple(
                    Cell((Text(text, styles.cell_bold),), "Row")
                    if at == 0
                    else Cell((Text(text, styles.cell),))
                    for at, text in enumerate(row)
                )
            )
            for row in rows
        ),
        summary,
        ruled=False,
    )


def column_table(
    columns: Sequence[Column[Row]], rows: Iterable[Row], styles: Styles, *, summary: str = ""
) -> Table:
    """Return rows as a table by the same columns that the screen uses; a heading stands as its cells do."""
    return Table(
        tuple(float(column.width) for column in columns),
        (TableRow(tuple(header_cell(column.title, styles, align=column.align) for column in columns)),),
        (
            TableRow(
                tuple(
                    Cell((Text(column.text(row), _aligned(styles.cell, column.align)),)) for column in columns
                )
            )
            for row in rows
        ),
        summary,
        ruled=False,
        least=tuple(_longest_word(column.title, styles.head) for column in columns),
    )


def _longest_word(words: str, style: Style) -> float:
    return max((width_of(word, style.face) * style.size for word in words.split()), default=0)


def _aligned(style: Style, align: Align) -> Style:
    return replace(style, right=align is Align.RIGHT)
