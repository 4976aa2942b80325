"""The photo of a mentee: what may be kept, and why one that is kept is not shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from mentordesk.features.mentees.rules.consent import REPLACED, Held, basis_in_force, no_basis
from mentordesk.kernel.formats import long_date
from mentordesk.kernel.jpeg import is_whole, jpeg_parts
from mentordesk.records.consents import Purpose

LARGEST_SIDE = 800
MOST_BYTES = 5 * 1024 * 1024

_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
_SAYS_MORE = frozenset({*range(0xE1, 0xF0), 0xFE})
"""The parts of a JPEG in which cameras and programs write the place, the day, the device and remarks."""


@dataclass(frozen=True)
class PhotoDraft:
    """A photo as it is to be kept: a small JPEG that says nothing but the picture."""

    content: bytes = b""


class Ended(Held, Protocol):
    """A basis with its last day, as the reason why a photo is not shown names it."""

    expiry_date: date | None
    withdrawn_date: date | None
    withdrawn_reason: str


def photo_problems(draft: PhotoDraft) -> dict[str, str]:
    """Return why a photo cannot be kept, at the field `content`."""
    if not draft.content:
        return {"content": "Choose a photo."}
    if len(draft.content) > MOST_BYTES:
        return {"content": "This photo is larger than 5 MB. Choose a smaller copy."}
    parts = list(jpeg_parts(draft.content))
    sides = next((_sides(part.content) for part in parts if part.mark in _FRAMES), None)
    if sides is None or not is_whole(draft.content):
        return {"content": "This is no photo that can be kept. Choose a PNG or JPEG file."}
    if max(sides) > LARGEST_SIDE or min(sides) == 0:
        return {"content": f"A photo is kept with at most {LARGEST_SIDE} points on its longer side."}
    if any(part.mark in _SAYS_MORE for part in parts):
        return {"content": "This photo says more than the picture, such as where it was taken."}
    return {}


def may_show(held: Iterable[Ended], day: date) -> bool:
    """Return whether a photo may be kept and shown on a day.

    A withdrawal counts against every basis that was given before it, also when two records were merged.
    """
    known = [each for each in held if each.purpose is Purpose.PHOTO]
    basis = basis_in_force(known, Purpose.PHOTO, day)
    return basis is not None and not any(basis.given_date < each for each in _withdrawals(known, day))


def why_hidden(held: Iterable[Ended], day: date) -> str:
    """Say why a photo that is kept is not shown on a day; nothing when it may be shown."""
    known = [each for each in held if each.purpose is Purpose.PHOTO]
    if may_show(known, day):
        return ""
    ends = [(each, "was withdrawn") for each in _withdrawals(known, day)]
    ends += [(each.expiry_date, "ran out") for each in known if each.expiry_date and each.expiry_date <= day]
    if not ends:
        return f"The photo is not shown. {no_basis(Purpose.PHOTO)}"
    last, how = max(ends)
    return f"The photo is not shown: the basis for it {how} on {long_date(last)}."


def _withdrawals(known: Iterable[Ended], day: date) -> list[date]:
    return [
        each.withdrawn_date
        for each in known
        if each.withdrawn_date and each.withdrawn_date <= day and each.withdrawn_reason != REPLACED
    ]


def _sides(frame: bytes) -> tuple[int, int]:
    return int.from_bytes(frame[1:3], "big"), int.from_bytes(frame[3:5], "big")
