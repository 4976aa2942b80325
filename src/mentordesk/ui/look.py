"""The look that the program wears: a theme, a text size, a row height, a font."""

from dataclasses import dataclass

from mentordesk.ui.tokens import TOKENS, RowHeight, Theme, Tokens

BASE_POINTS = 10.0
SMALLEST, LARGEST = 100, 200


@dataclass(frozen=True)
class Look:
    """The choices of one reader; an empty font is the system's own."""

    theme: Theme = Theme.LIGHT
    text_size: int = 100
    row_height: RowHeight = RowHeight.COMFORTABLE
    font: str = ""

    @property
    def tokens(self) -> Tokens:
        """Return the colours of the theme."""
        return TOKENS[self.theme]

    @property
    def scale(self) -> float:
        """Return the text size as a factor, 1.0 to 2.0."""
        return min(max(self.text_size, SMALLEST), LARGEST) / 100


_worn = [Look()]


def look() -> Look:
    """Return the look that the program wears now."""
    return _worn[0]


def tokens() -> Tokens:
    """Return the colours that the program wears now."""
    return look().tokens


def scaled(pixels: float) -> int:
    """Return a length that grows with the text."""
    return round(pixels * look().scale)


def points(factor: float = 1.0) -> float:
    """Return a text size in points: 1.0 for words, 1.15, 1.4 and 1.8 for headings."""
    return BASE_POINTS * look().scale * factor


def row_pixels() -> int:
    """Return how high a row of a list is."""
    return scaled(40 if look().row_height is RowHeight.COMFORTABLE else 30)


def put_on(new: Look) -> None:
    """Remember the look that is worn from now on; `theme.wear` also dresses the open windows."""
    _worn[0] = new
