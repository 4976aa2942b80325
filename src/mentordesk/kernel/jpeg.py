"""The parts of a JPEG file, read without drawing it."""

from collections.abc import Iterator
from dataclasses import dataclass

SCAN = 0xDA
_START, _END = b"\xff\xd8", b"\xff\xd9"


@dataclass(frozen=True)
class Part:
    """One marked part: its mark, what it holds, and where the next one begins."""

    mark: int
    content: bytes
    end: int


def jpeg_parts(content: bytes) -> Iterator[Part]:
    """Go through the parts as far as the first scan; there is none in what is no JPEG."""
    place = len(_START) if content.startswith(_START) else len(content)
    while place + 4 <= len(content) and content[place] == 0xFF:
        mark, length = content[place + 1], int.from_bytes(content[place + 2 : place + 4], "big")
        end = place + 2 + length
        yield Part(mark, content[place + 4 : end], end)
        if mark == SCAN or length < 2:
            return
        place = end


def is_whole(content: bytes) -> bool:
    """Return whether a JPEG has a scan that comes to its end; one that was cut short has not."""
    scan = next((part for part in jpeg_parts(content) if part.mark == SCAN), None)
    return scan is not None and content.find(_END, scan.end) >= 0
