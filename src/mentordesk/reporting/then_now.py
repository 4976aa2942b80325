"""Then and now on paper: the bars of `kernel.charts`, drawn with their values."""

from collections.abc import Iterator
from dataclasses import dataclass

from mentordesk.kernel.charts import ThenNowBar, ThenNowChart
from mentordesk.reporting.canvas import TaggedCanvas
from mentordesk.reporting.figures import Figure
from mentordesk.reporting.fonts import Face, width_of
from mentordesk.reporting.parts import Text, draw_lines
from mentordesk.reporting.style import ACCENT, LINE, MUTED, Style, Styles

_TOGETHER, _TOGETHER_LARGE = 6, 4
"""How many pairs of bars are drawn in one piece, so that a piece always fits on a page."""


@dataclass(frozen=True)
class ThenNowBars:
    """Pairs of bars, each under its name, with their values."""

    bars: tuple[ThenNowBar, ...]
    most: int
    styles: Styles
    points: tuple[str, str] = ("Then", "Now")

    @property
    def _value(self) -> Style:
        return self.styles.cell

    def _name(self, bar: ThenNowBar) -> Text:
        return Text(bar.name, self.styles.cell_bold, most_lines=3)

    def _pair(self, bar: ThenNowBar, width: float) -> float:
        name = self._name(bar).set(width)
        return name.count * name.leading + 2 * self._value.leading

    def height(self, width: float) -> float:
        """Return how tall all pairs are, with the spaces between them."""
        return sum(self._pair(bar, width) for bar in self.bars) + (len(self.bars) - 1) * self._gap

    @property
    def _widest(self) -> float:
        """How wide the widest value is, for letters of size 1."""
        words = [bar.then_words for bar in self.bars if bar.then is not None]
        words += [bar.now_words for bar in self.bars if bar.now is not None]
        return max(width_of(each, Face.BOLD) for each in ("10", *words))

    @property
    def _gap(self) -> float:
        return self._value.size * 0.7

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw every pair."""
        for bar in self.bars:
            name = self._name(bar).set(width)
            draw_lines(canvas, [f"{line} " for line in name.lines], name.style, x, top)
            below = top - name.count * name.leading
            for at, (number, words) in enumerate(((bar.then, bar.then_words), (bar.now, bar.now_words))):
                self._draw_bar(canvas, at, number, words, (x, below - at * self._value.leading, width))
            top -= self._pair(bar, width) + self._gap

    def _draw_bar(
        self,
        canvas: TaggedCanvas,
        at: int,
        number: int | None,
        words: str,
        place: tuple[float, float, float],
    ) -> None:
        x, top, width = place
        style = self._value
        label = max(width_of(each, style.face) for each in self.points) * style.size + style.size
        room = width - label - self._widest * style.size - style.size
        draw_lines(canvas, [f"{self.points[at]} "], style, x, top)
        if number is None:
            draw_lines(canvas, [f"{words} "], style, x + label, top)
            return
        tall = style.size * 0.86
        bottom = top - (style.leading + tall) / 2
        length = room * number / self.most
        canvas.fill(LINE, x + label, bottom, room, 0.8)
        if number:
            canvas.fill(ACCENT if at else MUTED, x + label, bottom, length, tall)
        after = Style(style.size, style.leading, Face.BOLD)
        draw_lines(canvas, [f"{words} "], after, x + label + length + style.size * 0.4, top)


def then_now_figures(chart: ThenNowChart, styles: Styles) -> Iterator[Figure]:
    """Give a chart as one or more drawings, each with its own bars in words."""
    together = _TOGETHER_LARGE if styles.large_print else _TOGETHER
    for at in range(0, len(chart.bars), together):
        bars = chart.bars[at : at + together]
        alt = " ".join([f"{chart.title}.", *(bar.words for bar in bars)])
        yield Figure(ThenNowBars(bars, chart.most, styles, chart.points), alt)
