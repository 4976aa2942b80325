"""Charts on paper: drawings of what `kernel.charts` describes, and the tables that stand beside them."""

from dataclasses import dataclass

from mentordesk.kernel.charts import RATINGS, RagBar, RagChart, RagRow
from mentordesk.kernel.formats import count_of
from mentordesk.kernel.rag import NOT_RATED, Rag
from mentordesk.reporting.canvas import TaggedCanvas
from mentordesk.reporting.chips import Arrow, Chips
from mentordesk.reporting.fonts import Face, width_of
from mentordesk.reporting.lines import shorten
from mentordesk.reporting.parts import Part, Text, draw_lines
from mentordesk.reporting.style import FAINT, INK, RAG_FILLS, Style, Styles
from mentordesk.reporting.tables import Cell, Table, TableRow, header_cell

SHORT_NAME = 110
_GAP = 12


@dataclass(frozen=True)
class RagBars:
    """The bars of a chart as a drawing, side by side, each with its counts as numbers and words."""

    bars: tuple[RagBar, ...]
    styles: Styles

    @property
    def _line(self) -> float:
        return self.styles.chip.leading * 1.12

    def height(self, width: float) -> float:
        """Return how tall the bars are."""
        titles = max((self._title(bar, width).set(self._inner(width)).count for bar in self.bars), default=0)
        return titles * self.styles.lead.leading + len(RATINGS) * self._line + 18

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw a panel for each bar."""
        tall, each = self.height(width), self._inner(width) + 16
        most = max((number for bar in self.bars for number in bar.counts), default=0) or 1
        for at, bar in enumerate(self.bars):
            left = x + at * (each + _GAP)
            canvas.setFillColor(FAINT)
            canvas.roundRect(left, top - tall, each, tall, 4, stroke=0, fill=1)
            lines = self._title(bar, width).set(self._inner(width)).lines
            draw_lines(
                canvas, [*lines[:-1], f"{lines[-1]} "], self._title(bar, width).style, left + 8, top - 6
            )
            first = top - tall + len(RATINGS) * self._line + 6
            for row, (rating, number) in enumerate(zip(RATINGS, bar.counts, strict=True)):
                self._draw_bar(
                    canvas, rating, number, most, (left + 8, first - row * self._line, self._inner(width))
                )

    def _inner(self, width: float) -> float:
        count = max(len(self.bars), 1)
        return (width - _GAP * (count - 1)) / count - 16

    def _title(self, bar: RagBar, _width: float) -> Text:
        return Text(bar.title, Style(self.styles.cell.size, self.styles.lead.leading, Face.BOLD))

    def _draw_bar(
        self,
        canvas: TaggedCanvas,
        rating: Rag | None,
        number: int,
        most: int,
        place: tuple[float, float, float],
    ) -> None:
        left, top, width = place
        style = self.styles.chip
        chips = Chips((rating,), style).set(width)
        name = width_of(NOT_RATED, style.face) * style.size + style.size * 2.6
        chips.sketch(canvas, left, top)
        room = width - name - style.size * 3.2
        length = room * number / most
        height = style.size * 1.1
        middle = top - chips.leading / 2
        if number:
            canvas.fill(RAG_FILLS[rating], left + name, middle - height / 2, length, height)
        value = Style(style.size, style.leading, Face.BOLD, INK)
        draw_lines(canvas, [f"{number:,} "], value, left + name + length + 5, middle + style.leading / 2)


def rag_rows_table(chart: RagChart, styles: Styles) -> Table:
    """Return a chart's targets as a table: plan rating, progress rating, direction of travel."""
    headings = ("No.", "Target", "When planned", "Now", "Direction of travel")
    return Table(
        (styles.number_column, 150, 92, 84, 138),
        (TableRow(tuple(header_cell(heading, styles) for heading in headings)),),
        (
            TableRow(
                (
                    Cell((Text(row.number, styles.cell_bold),), "Row"),
                    Cell((Text(shorten(row.name, SHORT_NAME), styles.cell),)),
                    Cell((Chips(row.before, styles.chip),)),
                    Cell((Chips((row.now,), styles.chip),)),
                    Cell(_direction(row, styles)),
                )
            )
            for row in chart.rows
        ),
        f"{chart.title}: {count_of(len(chart.rows), 'target')}",
        ruled=False,
    )


def _direction(row: RagRow, styles: Styles) -> list[Part]:
    parts: list[Part] = [Arrow(row.travel, styles.chip)]
    if row.travel_text:
        parts.append(Text(row.travel_text, styles.cell_note))
    return parts
