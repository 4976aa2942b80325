"""The house typeface: embedded Noto Sans, its glyphs and its measure."""

from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import as_file, files
from threading import Lock
from unicodedata import category, normalize

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REPLACEMENT = "\ufffd"

_SPACES = {"\t", "\n", "\r", "\v", "\f", "\u2028", "\u2029"}
_LONGEST_CACHED_WORD = 40
_LOADING = Lock()
"""Two reports may be made at the same time; a font is loaded once."""


class Face(StrEnum):
    """A cut of the house typeface, by the name under which ReportLab knows it."""

    REGULAR = "MentorDesk-Regular"
    BOLD = "MentorDesk-Bold"
    ITALIC = "MentorDesk-Italic"


def font(face: Face) -> TTFont:
    """Return a face's font, read and registered when it is first asked for."""
    with _LOADING:
        return _loaded(face)


@cache
def _loaded(face: Face) -> TTFont:
    name = f"NotoSans-{face.rpartition('-')[2]}.ttf"
    with as_file(files("mentordesk") / "resources" / "fonts" / name) as path:
        found = TTFont(face, str(path))
    pdfmetrics.registerFont(found)
    return found


def printable(text: str, face: Face) -> str:
    """Return text as the face can print it.

    Line breaks and tabs become spaces. Characters that only steer other programs (control characters,
    direction marks, soft hyphens) are dropped. One without a glyph becomes a visible replacement.
    """
    if text.isascii() and text.isprintable():
        return text
    return normalize("NFC", text).translate(_glyphs(face))


@lru_cache(maxsize=100_000)
def _short_width(word: str, face: Face) -> float:
    width = font(face).face.getCharWidth
    return float(sum(width(ord(character)) for character in word) / 1000)


def width_of(word: str, face: Face) -> float:
    """Return the width of a word set at one point."""
    if len(word) <= _LONGEST_CACHED_WORD:
        return _short_width(word, face)
    return sum(_short_width(character, face) for character in word)


class _Glyphs(dict[int, str | None]):
    """What to print for each character, worked out when it is first met."""

    def __init__(self, face: Face) -> None:
        self.known = font(face).face.charToGlyph

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        if character in _SPACES:
            found: str | None = " "
        elif category(character) in {"Cc", "Cf"} or 0xFE00 <= code <= 0xFE0F:
            found = None
        else:
            found = character if code in self.known else REPLACEMENT
        self[code] = found
        return found


@cache
def _glyphs(face: Face) -> _Glyphs:
    return _Glyphs(face)
