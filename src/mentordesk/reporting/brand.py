"""Whose paper it is: what every page and the cover say about the organisation and the report."""

import warnings
from dataclasses import dataclass
from io import BytesIO

from PIL import Image
from reportlab.lib.utils import ImageReader

_MOST_PIXELS = 40_000_000
_LOGO_PIXELS = (900, 900)


@dataclass(frozen=True)
class Brand:
    """The organisation and the report, as printed on its cover and on every page."""

    organisation: str
    charity_number: str
    logo: bytes
    """A PNG or JPEG picture; empty or unreadable bytes leave it out."""
    short_title: str
    edition: str
    marking: str
    """Who may read the report: "Confidential"."""
    acknowledgement: str
    """The funder's line, on every page."""
    footer: str
    """A further line on every page."""
    fingerprint: str
    """The digits that `fingerprint` returns."""


def logo_image(logo: bytes) -> ImageReader | None:
    """Return a logo as ReportLab draws it, or None when it is no picture that can be printed."""
    if not logo:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            picture = Image.open(BytesIO(logo), formats=("PNG", "JPEG"))
            if picture.width * picture.height > _MOST_PIXELS:
                return None
            picture.thumbnail(_LOGO_PIXELS)
            return ImageReader(picture.convert("RGBA"))
    except (OSError, ValueError, SyntaxError, MemoryError, Image.DecompressionBombError, Warning):
        return None
