"""Postcode districts: the outward half of a postcode, those that a text names, how far apart two lie."""

import re
from collections.abc import Mapping
from itertools import takewhile
from math import isqrt

Coordinates = Mapping[str, tuple[int, int]]
"""Northing and easting in whole metres, by district code."""

_OUTWARD = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?")
_WHOLE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)[0-9][A-Z]{2}")
_NAMED = re.compile(r"\b([A-Z]{1,2}[0-9][A-Z0-9]?)(?:\s*[0-9][A-Z]{2})?\b")
_RANGE = re.compile(r"\b([A-Z]{1,2})([0-9]{1,2})\s*(?:-|–|TO)\s*([A-Z]{0,2})([0-9]{1,2})\b")


def district_of(postcode: str) -> str:
    """Return the district of a postcode or of a district typed alone: "NB4"; nothing when it is neither."""
    bare = "".join(postcode.upper().split())
    if found := _WHOLE.fullmatch(bare):
        return found[1]
    return bare if _OUTWARD.fullmatch(bare) else ""


def area_letters(district: str) -> str:
    """Return the letters with which a district begins: "NB" of "NB4"."""
    return "".join(takewhile(str.isalpha, district))


def named_districts(text: str) -> frozenset[str]:
    """Return the districts that a text names, also those within "NB1 to NB4"."""
    said = text.upper()
    found = set(_NAMED.findall(said))
    for area, first, other, last in _RANGE.findall(said):
        if other in {"", area}:
            found |= {f"{area}{number}" for number in range(int(first), int(last) + 1)}
    return frozenset(found)


def tenths_apart(one: tuple[int, int], other: tuple[int, int]) -> int:
    """Return the distance between two points in tenths of a kilometre, rounded; the points are in metres."""
    north, east = one[0] - other[0], one[1] - other[1]
    return (isqrt(north * north + east * east) + 50) // 100
