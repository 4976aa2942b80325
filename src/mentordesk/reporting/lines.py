"""Breaking text into lines, in time that grows with its length and no faster."""

import re
from collections.abc import Iterator

from mentordesk.reporting.fonts import Face, printable, width_of

_BREAKS = re.compile(r"[^\S\u00a0\u202f]+")
_HYPHENS = ("-", "\u2010")


def break_lines(text: str, face: Face, size: float, width: float) -> list[str]:
    """Return text as lines no wider than `width` points; always at least one line.

    A line that ends between words keeps the space, so that programs that read a PDF do not join the words.
    A word wider than a line is broken inside. No line ends in a hyphen where that can be avoided, because
    programs that read a PDF take such a hyphen for one that the line break made, and drop it.
    """
    room = width / size + 0.001
    space = width_of(" ", face)
    lines: list[str] = []
    line: list[str] = []
    used = 0.0
    for next_word in _BREAKS.split(printable(text, face).strip()):
        word, length = next_word, width_of(next_word, face)
        if line and used + space + length > room:
            line = _close(line, lines)
            used = width_of(line[0], face) if line else 0.0
            if line and used + space + length > room:
                lines.append(f"{line.pop()} ")
                used = 0.0
        if length > room:
            *full, word = _pieces(word, face, room)
            lines += full
            length = width_of(word, face)
        used += length + (space if line else 0.0)
        line.append(word)
    lines.append(" ".join(line))
    return lines


def shorten(text: str, length: int) -> str:
    """Return text cut at a word's end to about `length` characters, with an ellipsis if cut."""
    whole = " ".join(text[: length * 4].split())
    if len(whole) <= length and len(text) <= length * 4:
        return whole
    cut = whole[:length]
    at = cut.rfind(" ")
    return (cut[:at] if at > length // 2 else cut).rstrip(" ,;:.-–") + "…"


def _close(line: list[str], lines: list[str]) -> list[str]:
    """Finish a line; return the word that moves on to the next because it ends in a hyphen."""
    carried = [line.pop()] if len(line) > 1 and line[-1].endswith(_HYPHENS) else []
    lines.append(f"{' '.join(line)} ")
    return carried


def _pieces(word: str, face: Face, room: float) -> Iterator[str]:
    start, used = 0, 0.0
    for at, character in enumerate(word):
        length = width_of(character, face)
        if at > start and used + length > room:
            end = at - 1 if word[at - 1] in _HYPHENS and at - 1 > start else at
            yield word[start:end]
            used = width_of(word[end:at], face) if end < at else 0.0
            start = end
        used += length
    yield word[start:]
