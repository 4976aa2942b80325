"""Red, Amber, Green: a rating that is always said in words as well as in colour and shape."""

from collections.abc import Iterable

from mentordesk.kernel.choices import Choice


class Rag(Choice):
    """How a target or a part of it stands; DOMAIN §1.3."""

    GREEN = "green", "Green"
    AMBER = "amber", "Amber"
    RED = "red", "Red"


NOT_RATED = "Not rated"

SHAPES: dict[Rag | None, str] = {Rag.GREEN: "●", Rag.AMBER: "▲", Rag.RED: "■", None: "○"}

MEANINGS: dict[Rag | None, str] = {
    Rag.GREEN: "Achieved or on track",
    Rag.AMBER: "At risk or partly achieved; can be recovered with action",
    Rag.RED: "Not on track, or cannot be achieved without a change",
    None: "No rating has been given",
}

_SEVERITY = {Rag.GREEN: 0, Rag.AMBER: 1, Rag.RED: 2}


def severity(rag: Rag) -> int:
    """Return 0 for Green, 1 for Amber, 2 for Red."""
    return _SEVERITY[rag]


def worst(rags: Iterable[Rag | None]) -> Rag | None:
    """Return the worst rating given (Red before Amber before Green), or None when none was given."""
    return max((rag for rag in rags if rag is not None), key=severity, default=None)


def rag_words(rags: Iterable[Rag | None]) -> str:
    """Return the ratings as words, "Amber and Red"; "Not rated" when there are none."""
    return " and ".join(rag.label for rag in rags if rag is not None) or NOT_RATED


class Travel(Choice):
    """Direction of travel: how a rating compares with the one before it."""

    IMPROVED = "improved", "Improved"
    UNCHANGED = "unchanged", "Unchanged"
    WORSE = "worse", "Worse"
    FIRST = "first", "First report"


TRAVEL_SHAPES = {Travel.IMPROVED: "↑", Travel.UNCHANGED: "→", Travel.WORSE: "↓", Travel.FIRST: "–"}


def travel(now: Rag | None, before: Rag | None) -> Travel:
    """Compare a rating with the one before it; without both it is a first report."""
    if now is None or before is None:
        return Travel.FIRST
    step = severity(now) - severity(before)
    if step == 0:
        return Travel.UNCHANGED
    return Travel.WORSE if step > 0 else Travel.IMPROVED
