"""Retention in words: what each figure counts, and its definition beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from mentordesk.features.volunteers.rules.retention import YEAR, Retention, Survival
from mentordesk.kernel.charts import CurveChart, CurvePoint
from mentordesk.kernel.dates import add_months
from mentordesk.kernel.formats import NOT_AVAILABLE, decimal_places, long_date, percent

DEFINITION = (
    "Active: started, not left, and not paused for more than three months. Somebody who leaves and is back "
    "within three months has not left."
)


@dataclass(frozen=True)
class Figure:
    """One figure: its label, its value in words, whom it counts, and how it is worked out."""

    label: str
    value: str
    people: frozenset[int]
    says: str


def retention_figures(found: Retention) -> tuple[Figure, ...]:
    """Return the figures of retention at a day, each with the people whom it counts."""
    day = long_date(found.day)
    before = long_date(add_months(found.day, -YEAR))
    base, kept, starters = len(found.base), len(found.retained), len(found.starters)
    return (
        Figure("Active now", f"{len(found.active):,}", found.active, f"Active on {day}."),
        Figure("Active a year before", f"{base:,}", found.base, f"Active on {before}."),
        Figure(
            "Retained over 12 months",
            f"{kept:,} of {base:,}, {percent(kept, base)}" if base else NOT_AVAILABLE,
            found.retained,
            f"Active on {before} and also on {day}.",
        ),
        Figure(
            "Completed the agreed term",
            f"{len(found.completed):,}",
            found.completed,
            "Active a year before, and left when the time they had agreed to was fulfilled. Not a loss.",
        ),
        Figure(
            "New since then", f"{len(found.joined):,}", found.joined, f"Active on {day}, not on {before}."
        ),
        Figure(
            "Starters who stayed 12 months",
            f"{len(found.stayed):,} of {starters:,}, {percent(len(found.stayed), starters)}"
            if starters
            else NOT_AVAILABLE,
            found.stayed,
            "Of those who started one to two years ago: active on the day twelve months after their start.",
        ),
        Figure("Left in the 12 months", f"{len(found.leavers):,}", frozenset(found.leavers), f"Up to {day}."),
    )


def survival_words(row: Survival) -> str:
    """Return the share that is left as a per cent."""
    return f"{decimal_places(row.share * 100, 1)}%"


def survival_chart(curve: Sequence[Survival], day: date) -> CurveChart:
    """Return the survival curve as a chart."""
    points = tuple(
        CurvePoint(row.month, int(row.share * 1000 + Fraction(1, 2)), survival_words(row)) for row in curve
    )
    title = f"Share of volunteers still here, by months since the start, to {long_date(day)}"
    return CurveChart(title, "months", points)
