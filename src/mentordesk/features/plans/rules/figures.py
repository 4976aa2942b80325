"""The counts of a plan report, and a target's figures in words."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from mentordesk.kernel.formats import decimal_places, percent
from mentordesk.kernel.rag import Rag

NOT_REPORTED = "not reported"
_RATIOS = (
    ("courses_delivered", "courses_target", "Courses delivered"),
    ("participants_to_date", "places_target", "Places filled"),
    ("not_appropriate", "participants_to_date", "Not appropriate for the course"),
)


def figure_lines(figures: Mapping[str, int | None]) -> list[tuple[str, str]]:
    """Return a target's figures as labels and words; known pairs read "2 of 4 (50.0%)"."""
    lines, used = [], set()
    for part, whole, label in _RATIOS:
        count, total = figures.get(part), figures.get(whole)
        if count is not None and total is not None:
            lines.append((label, f"{count:,} of {total:,} ({percent(count, total)})"))
            used |= {part, whole}
    mean = mean_per_course(figures)
    if mean is not None:
        planned = figures.get("places_per_course")
        against = f" against {planned:,} planned" if planned is not None else ""
        lines.append(("Mean per course", f"{decimal_places(mean, 1)}{against}"))
        used.add("places_per_course")
    rest = [(name, value) for name, value in figures.items() if name not in used]
    return lines + [(_spoken(name), NOT_REPORTED if value is None else f"{value:,}") for name, value in rest]


def mean_per_course(figures: Mapping[str, int | None]) -> Fraction | None:
    """Return participants per course delivered, or None when either is unknown or zero."""
    people, courses = figures.get("participants_to_date"), figures.get("courses_delivered")
    return Fraction(people, courses) if people is not None and courses else None


def rag_counts(rags: Iterable[Rag | None], *, with_none: bool = True) -> dict[str, int]:
    """Count ratings by code, "none" for those that are missing."""
    counts = {rag.value: 0 for rag in Rag} | ({"none": 0} if with_none else {})
    for rag in rags:
        if rag is not None:
            counts[rag.value] += 1
        elif with_none:
            counts["none"] += 1
    return counts


def _spoken(name: str) -> str:
    words = name.replace("_", " ").strip()
    return words[:1].upper() + words[1:]
