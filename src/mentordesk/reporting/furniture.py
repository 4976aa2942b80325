"""Page furniture: the lines above and below the body of every page."""

from dataclasses import replace

from reportlab.lib.units import mm

from mentordesk.reporting.brand import Brand
from mentordesk.reporting.canvas import TaggedCanvas
from mentordesk.reporting.fingerprint import short_fingerprint
from mentordesk.reporting.fonts import Face, width_of
from mentordesk.reporting.parts import Text, draw_lines
from mentordesk.reporting.style import LINE, MARGIN, Style, Styles

_MOST_LINES = 6
_EDGE = 9 * mm
_GAP = 4 * mm


class Furniture:
    """The running header and footer of one document; how many pages there are is filled in at the end."""

    def __init__(self, brand: Brand, styles: Styles) -> None:
        """Prepare the lines that are the same on every page."""
        self._brand = brand
        self._style = styles.furniture
        self._bold = replace(self._style, face=Face.BOLD)
        self._lines: dict[float, list[str]] = {}

    def draw(self, canvas: TaggedCanvas, size: tuple[float, float]) -> tuple[float, float]:
        """Draw the furniture of a page; return where its body begins and ends, measured from below."""
        width, height = size
        style, right = self._style, width - MARGIN
        lines = self._footer_lines(width - 2 * MARGIN)
        foot = _EDGE + style.leading * (len(lines) + 1)
        head = height - _EDGE - style.leading
        with canvas.artifact("Pagination"):
            canvas.strokes(LINE, 0.6, [(MARGIN, at, right, at) for at in (head - 3, foot + 4)])
            marking = _fitted(self._brand.marking, self._bold, (right - MARGIN) * 0.5)
            self._right(canvas, marking, self._bold, right, head + style.leading)
            used = width_of(marking, self._bold.face) * style.size + 16
            title = _fitted(self._brand.short_title, style, right - MARGIN - used)
            draw_lines(canvas, [title], style, MARGIN, head + style.leading)
            draw_lines(canvas, lines, style, MARGIN, foot)
            code = f"{self._brand.edition} · fingerprint {short_fingerprint(self._brand.fingerprint)}"
            last = _EDGE + style.leading
            self._right(canvas, code, style, right, last)
            canvas.leave_place()
        return head - 3 - _GAP, max(MARGIN, foot + 4 + _GAP)

    def number_pages(self, canvas: TaggedCanvas, pages: int) -> None:
        """Draw "Page n of m" on every page, once m is known."""

        def draw(page: int) -> None:
            draw_lines(canvas, [f"Page {page} of {pages}"], self._style, MARGIN, _EDGE + self._style.leading)

        canvas.fill_places(draw)

    def _footer_lines(self, width: float) -> list[str]:
        if width not in self._lines:
            lines: list[str] = []
            for words in (self._brand.acknowledgement, self._brand.footer):
                if words.strip():
                    lines += Text(words, self._style, most_lines=_MOST_LINES).set(width).lines
            self._lines[width] = lines
        return self._lines[width]

    @staticmethod
    def _right(canvas: TaggedCanvas, words: str, style: Style, right: float, top: float) -> None:
        draw_lines(canvas, [words], style, right - width_of(words, style.face) * style.size, top)


def _fitted(words: str, style: Style, width: float) -> str:
    return Text(words, style, most_lines=1).set(width).lines[0]
