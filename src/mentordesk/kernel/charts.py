"""Charts described once, as plain values, for the screen and for paper."""

from dataclasses import dataclass

from mentordesk.kernel.formats import sentence_list
from mentordesk.kernel.rag import NOT_RATED, Rag, Travel

RATINGS: tuple[Rag | None, ...] = (Rag.GREEN, Rag.AMBER, Rag.RED, None)
"""The ratings in the order of a bar's counts."""

RatingCounts = tuple[int, int, int, int]
"""Green, Amber, Red, not rated."""


@dataclass(frozen=True)
class RagBar:
    """How many of each rating were given, and what was counted."""

    title: str
    counts: RatingCounts

    @property
    def words(self) -> str:
        """The bar in a sentence."""
        counted = [
            f"{number} {rating.label if rating else NOT_RATED}"
            for number, rating in zip(self.counts, RATINGS, strict=True)
        ]
        return f"{self.title}: {sentence_list(counted)}."


@dataclass(frozen=True)
class RagRow:
    """One target: how it was rated when planned and how it stands now."""

    number: str
    name: str
    before: tuple[Rag, ...]
    now: Rag | None
    travel: Travel
    travel_text: str


@dataclass(frozen=True)
class RagChart:
    """Ratings of a plan's targets: counts, and each target from its plan rating to its progress rating."""

    title: str
    """What it shows and of which period."""
    bars: tuple[RagBar, ...]
    rows: tuple[RagRow, ...]

    @property
    def alt(self) -> str:
        """The whole chart in words."""
        return " ".join([f"{self.title}.", *(bar.words for bar in self.bars)])


@dataclass(frozen=True)
class ThenNowBar:
    """One thing measured at two points; without a number the words say why."""

    name: str
    then: int | None
    now: int | None
    then_words: str
    now_words: str
    change_words: str

    @property
    def words(self) -> str:
        """The two points in a sentence."""
        change = f" ({self.change_words})" if self.change_words else ""
        return f"{self.name}: then {self.then_words}, now {self.now_words}{change}."


@dataclass(frozen=True)
class ThenNowChart:
    """Pairs of bars from 0 to `most`, then and now; `note` must stand wherever the chart does."""

    title: str
    """What it shows and of which period."""
    bars: tuple[ThenNowBar, ...]
    most: int
    note: str = ""
    points: tuple[str, str] = ("Then", "Now")
    """What the two bars of each pair are called."""

    @property
    def alt(self) -> str:
        """The whole chart in words."""
        return " ".join([f"{self.title}.", *(bar.words for bar in self.bars)])


@dataclass(frozen=True)
class CurvePoint:
    """One point of a curve: how far along, how high in tenths of a per cent, and its value in words."""

    at: int
    tenths: int
    words: str


@dataclass(frozen=True)
class CurveChart:
    """A share that falls with time, from 100% at 0; `axis` says what the time is counted in."""

    title: str
    """What it shows and of which period."""
    axis: str
    points: tuple[CurvePoint, ...]

    @property
    def alt(self) -> str:
        """The whole curve in words, a point a year."""
        yearly = [each for each in self.points if each.at % 12 == 0] or list(self.points[-1:])
        said = (f"After {each.at} {self.axis}: {each.words}." for each in yearly)
        return " ".join([f"{self.title}.", *said])
