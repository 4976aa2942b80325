"""Ink: text, lines and fills written straight as PDF, because a report draws them by the hundred thousand."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from reportlab.lib.colors import Color
from reportlab.pdfbase.pdfdoc import PDFDocument

from mentordesk.reporting.fonts import Face, font

Segment = tuple[float, float, float, float]

_ESCAPED = [chr(byte) if 32 <= byte < 127 else f"\\{byte:03o}" for byte in range(256)]
for _special in "\\()":
    _ESCAPED[ord(_special)] = f"\\{_special}"


class Pen(dict[int, str]):
    """One face in one document: how each of its characters is written.

    An embedded font has up to 256 glyphs, so a document with more characters has several subsets of a face.
    """

    def __init__(self, face: Face, document: PDFDocument) -> None:
        """Take up a pen that has written nothing yet."""
        self._font, self._document = font(face), document
        self._far: set[str] = set()

    def __missing__(self, code: int) -> str:
        [(subset, data)] = self._font.splitString(chr(code), self._document)
        if subset:
            self._far.add(chr(code))
        self[code] = written = _escaped(data)
        return written

    def show(self, line: str, size: float) -> str:
        """Return the operators that show a line, in the first subset before and after it."""
        written = line.translate(self)
        if self._far.isdisjoint(line):
            return f"({written}) Tj T*"
        runs = self._font.splitString(line, self._document)
        shown = [f"{self.select(subset, size)} ({_escaped(data)}) Tj" for subset, data in runs]
        return f"{' '.join(shown)} {self.select(0, size)} T*"

    def select(self, subset: int, size: float) -> str:
        """Return the operator that selects one of the face's subsets."""
        return f"{self._font.getSubsetInternalName(subset, self._document)} {size:.2f} Tf"


def text_code(
    pen: Pen,
    lines: Iterable[str],
    size: float,
    leading: float,
    colour: Color,
    origins: Sequence[tuple[float, float]],
) -> str:
    """Return lines of text as PDF, from one origin downwards or each at its own."""
    head = f"BT {pen.select(0, size)} {leading:.2f} TL {fill_colour(colour)}"
    return "\n".join([head, *_shown(pen, lines, size, origins), "ET"])


def strokes_code(colour: Color, width: float, segments: Iterable[Segment]) -> str:
    """Return straight lines as PDF."""
    paths = " ".join(f"{x:.2f} {y:.2f} m {to_x:.2f} {to_y:.2f} l" for x, y, to_x, to_y in segments)
    return f"{_stroke_colour(colour)} {width:.2f} w {paths} S"


def fill_code(colour: Color, x: float, y: float, width: float, height: float) -> str:
    """Return a filled rectangle as PDF."""
    return f"{fill_colour(colour)} {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f"


@lru_cache
def fill_colour(colour: Color) -> str:
    """Return the operator that sets the colour of fills and text."""
    return "{:.4f} {:.4f} {:.4f} rg".format(*colour.rgb())


@lru_cache
def _stroke_colour(colour: Color) -> str:
    return "{:.4f} {:.4f} {:.4f} RG".format(*colour.rgb())


def _shown(
    pen: Pen, lines: Iterable[str], size: float, origins: Sequence[tuple[float, float]]
) -> Iterator[str]:
    for at, line in enumerate(lines):
        if at < len(origins):
            x, y = origins[at]
            yield f"1 0 0 1 {x:.2f} {y:.2f} Tm {pen.show(line, size)}"
        else:
            yield pen.show(line, size)


def _escaped(data: bytes) -> str:
    return "".join(map(_ESCAPED.__getitem__, data))
