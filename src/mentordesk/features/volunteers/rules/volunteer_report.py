"""The volunteer report: what is asked for and counted, and small numbers held back outside the charity."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from mentordesk.kernel.choices import Choice
from mentordesk.kernel.dates import Period, add_months
from mentordesk.kernel.suppression import THRESHOLD, Arc, held_back, published_list

FEW = f"fewer than {THRESHOLD}"
_EARLIEST = date(1990, 1, 1)


class ReportEdition(Choice):
    """Who reads the report."""

    FUNDER = "funder", "For a funder"
    TRUSTEE = "trustee", "For trustees"
    INTERNAL = "internal", "Internal"


@dataclass(frozen=True)
class ReportChoice:
    """What somebody asks for: which edition, for which period."""

    first: date | None = None
    last: date | None = None
    edition: ReportEdition | None = None
    large_print: bool = False

    @property
    def period(self) -> Period | None:
        """The period, once both ends are given."""
        return Period(self.first, self.last) if self.first and self.last else None

    def labels(self) -> tuple[str, ...]:
        """Return what was chosen by its labels only, as the trail keeps it."""
        edition = (self.edition.label,) if self.edition else ()
        return ("Period", *edition, *(("Large print",) if self.large_print else ()))


@dataclass(frozen=True)
class Counted:
    """What the report counts in one period; None is held back.

    `base`, `retained`, `completed`, `lost`, `joined` and `active` are those of the twelve months up to the
    last day: everybody in `base` is retained, completed or lost, and `active` are retained or joined.
    """

    active: int | None = 0
    base: int | None = 0
    retained: int | None = 0
    completed: int | None = 0
    lost: int | None = 0
    joined: int | None = 0
    starters: int | None = 0
    stayed: int | None = 0
    enquiries: int | None = 0
    started: int | None = 0
    left: int | None = 0
    reasons: tuple[tuple[str, int | None], ...] = ()
    givers: int | None = 0
    mentors: int | None = 0
    trained: int | None = 0
    helpers: int | None = 0
    mentoring: int | None = 0
    training: int | None = 0
    other: int | None = 0
    total: int | None = 0
    talks: int | None = 0
    supported: int | None = 0


@dataclass(frozen=True)
class Plans:
    """Who is active on the last day, by how far their personal development plan is; None is held back."""

    people: int | None
    placed: int | None
    towards: int | None
    none: int | None


_ALONE = ("enquiries", "started", "left", "supported", "talks")
_FLOW = (
    ("base", "before", "kept or gone", True),
    ("retained", "kept or gone", "now", False),
    ("completed", "kept or gone", "before", False),
    ("lost", "kept or gone", "before", False),
    ("joined", "before", "now", False),
    ("active", "now", "before", True),
)


def report_problems(chosen: ReportChoice) -> dict[str, str]:
    """Return what is wrong with what was asked for, by field."""
    problems = {
        name: "Give the date."
        for name, day in (("first", chosen.first), ("last", chosen.last))
        if day is None
    }
    if chosen.edition is None:
        problems["edition"] = "Choose who the report is for."
    if chosen.first and chosen.last and chosen.last < chosen.first:
        problems["last"] = "The last day is before the first."
    elif chosen.first and chosen.first < _EARLIEST:
        problems["first"] = "This is too long ago. Look at the year."
    return problems


def published(found: Counted) -> Counted:
    """Return counts as they may leave the charity: small ones held back, and what would give them away."""
    changes: dict[str, int | None] = {name: _shown(getattr(found, name)) for name in _ALONE}
    arcs = [Arc(start, end, getattr(found, name) or 0, total) for name, start, end, total in _FLOW]
    hidden = held_back(arcs)
    changes |= {name: None for at, (name, *_) in enumerate(_FLOW) if at in hidden}
    stayed = found.stayed or 0
    kept, starters = published_list([stayed, (found.starters or 0) - stayed])
    changes |= {"stayed": kept[0], "starters": starters}
    changes |= _published_hours(found)
    counts, _ = published_list([count or 0 for _, count in found.reasons]) if found.reasons else ((), 0)
    reasons = tuple((label, count) for (label, _), count in zip(found.reasons, counts, strict=True))
    return replace(found, reasons=reasons, **changes)


def _published_hours(found: Counted) -> dict[str, int | None]:
    """Hold back the hours of few people; one kind that is held back takes the others with it."""
    people = (found.mentors, found.trained, found.helpers)
    few = any(0 < (each or 0) < THRESHOLD for each in people)
    parts = ("mentoring", "training", "other", "mentors", "trained", "helpers")
    changes: dict[str, int | None] = dict.fromkeys(parts) if few else {}
    if _shown(found.givers) is None:
        changes |= dict.fromkeys(("givers", "total", *parts))
    return changes


def published_plans(found: Plans) -> Plans:
    """Return how far plans are as it may leave the charity."""
    parts, people = published_list([found.placed or 0, found.towards or 0, found.none or 0])
    return Plans(people, *parts)


def period_before(period: Period) -> Period:
    """Return the period of the same length that ends the day before; whole months stay whole months."""
    last = period.first - timedelta(days=1)
    months = (period.last.year - period.first.year) * 12 + period.last.month - period.first.month + 1
    if period.first.day == 1 and (period.last + timedelta(days=1)).day == 1:
        return Period(add_months(period.first, -months), last)
    return Period(last - (period.last - period.first), last)


def _shown(count: int | None) -> int | None:
    return None if count is None or count < THRESHOLD else count
