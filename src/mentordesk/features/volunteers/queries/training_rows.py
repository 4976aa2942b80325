"""The rows and columns of the lists of training, and the views that people ask for most."""

from dataclasses import dataclass
from datetime import date

from mentordesk.features.volunteers.rules.training import (
    LADDER_TONES,
    CourseDraft,
    Ladder,
    OfferDraft,
    cost_words,
    ladder_of,
    room_words,
)
from mentordesk.kernel.choices import Choice
from mentordesk.kernel.columns import Align, Column, Mark
from mentordesk.kernel.formats import count_of, short_date
from mentordesk.kernel.text import shortened
from mentordesk.records.training import NeedSource


class CoursesShown(Choice):
    """The views of the catalogue that people ask for most."""

    OFFERED = "offered", "Offered"
    REQUIRED = "required", "Required"
    FREE = "free", "Free"
    ACCREDITED = "accredited", "Accredited"
    ENDED = "ended", "No longer offered"


class DoneShown(Choice):
    """The views of the training that volunteers did."""

    DUE = "due", "To be renewed"
    TRAINERS = "trainers", "Could train others"
    ALL = "all", "Also what was done again"


class GapsShown(Choice):
    """Whose gaps the list shows."""

    SERVING = "serving", "Ready or matched"
    OTHERS = "others", "Being taken on or paused"


class EventsShown(Choice):
    """Which training days the list shows."""

    COMING = "coming", "Today or later"
    PAST = "past", "Past"


class NeedsShown(Choice):
    """Which needs the list shows."""

    OPEN = "open", "Not met yet"
    MET = "met", "Met"


@dataclass(frozen=True)
class CourseRow:
    """One training of the catalogue."""

    id: int
    version: int
    draft: CourseDraft
    required_for: str
    done: int


@dataclass(frozen=True)
class GapRow:
    """One required training that one volunteer lacks."""

    id: int
    volunteer_id: int
    name: str
    stage: str
    training: str
    over_since: date | None
    next_date: date | None

    @property
    def why(self) -> str:
        """Why it is lacking: never done, or run out."""
        return f"Ran out on {short_date(self.over_since)}" if self.over_since else "Not done yet"


@dataclass(frozen=True)
class DoneRow:
    """One training that one volunteer did."""

    id: int
    volunteer_id: int
    name: str
    training: str
    done_date: date
    expiry_date: date | None
    can_train: bool
    today: date

    @property
    def ladder(self) -> Ladder:
        """How near it is to running out."""
        return ladder_of(self.expiry_date, self.today)


@dataclass(frozen=True)
class EventRow:
    """One training day."""

    id: int
    event_date: date
    training: str
    place: str
    trainer: str
    taken: int
    came: int
    places: int | None


@dataclass(frozen=True)
class NeedRow:
    """One need for training."""

    id: int
    volunteer_id: int
    name: str
    wording: str
    source: NeedSource
    noted_date: date
    training: str
    met_date: date | None


@dataclass(frozen=True)
class OfferRow:
    """One offer of a partner."""

    id: int
    version: int
    draft: OfferDraft
    training: str
    today: date

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return self.draft.until_date is not None and self.draft.until_date < self.today


COURSE_COLUMNS: tuple[Column[CourseRow], ...] = (
    Column("Training", lambda row: row.draft.title, "title", width=210),
    Column("Provider", lambda row: row.draft.provider, "provider", width=150),
    Column("Cost", lambda row: cost_words(row.draft.cost_pence or 0), "cost", Align.RIGHT, 90),
    Column("Accredited", lambda row: "Yes" if row.draft.accredited else "No", "accredited", width=110),
    Column("Counts for", lambda row: validity_words(row.draft.validity_months), "validity", width=120),
    Column("Required for", lambda row: row.required_for, None, width=170),
    Column("Done by", lambda row: f"{row.done:,}", "done", Align.RIGHT, 90, typed=lambda row: row.done),
)
GAP_COLUMNS: tuple[Column[GapRow], ...] = (
    Column("Volunteer", lambda row: row.name, "name", width=190),
    Column("Stage", lambda row: row.stage, "stage", width=120),
    Column("Training", lambda row: row.training, "training", width=200),
    Column(
        "What is missing",
        lambda row: row.why,
        None,
        width=180,
        value=lambda row: Mark(row.why, "amber" if row.over_since else "red"),
    ),
    Column(
        "Next day",
        lambda row: short_date(row.next_date) or "None planned",
        None,
        width=130,
        typed=lambda row: row.next_date,
    ),
)
DONE_COLUMNS: tuple[Column[DoneRow], ...] = (
    Column("Volunteer", lambda row: row.name, "name", width=180),
    Column("Training", lambda row: row.training, "training", width=190),
    Column(
        "Done on", lambda row: short_date(row.done_date), "done", width=110, typed=lambda row: row.done_date
    ),
    Column(
        "Runs out",
        lambda row: row.ladder.label,
        None,
        width=150,
        value=lambda row: Mark(row.ladder.label, LADDER_TONES[row.ladder]),
    ),
    Column(
        "On",
        lambda row: short_date(row.expiry_date),
        "expiry",
        width=110,
        typed=lambda row: row.expiry_date,
    ),
    Column("Could train others", lambda row: "Yes" if row.can_train else "", None, width=150),
)
EVENT_COLUMNS: tuple[Column[EventRow], ...] = (
    Column("Day", lambda row: short_date(row.event_date), "day", width=110, typed=lambda row: row.event_date),
    Column("Training", lambda row: row.training, "training", width=220),
    Column("Place", lambda row: row.place, None, width=160),
    Column("Trainer", lambda row: row.trainer, None, width=150),
    Column("Booked", lambda row: room_words(row.taken, row.places), None, width=120),
    Column("Came", lambda row: f"{row.came:,}", None, Align.RIGHT, 80, typed=lambda row: row.came),
)
NEED_COLUMNS: tuple[Column[NeedRow], ...] = (
    Column("Volunteer", lambda row: row.name, "name", width=180),
    Column("Should learn", lambda row: row.wording, None, width=250),
    Column("Noticed", lambda row: row.source.label, "source", width=140),
    Column(
        "On", lambda row: short_date(row.noted_date), "noted", width=110, typed=lambda row: row.noted_date
    ),
    Column("Training", lambda row: row.training, None, width=160),
    Column("Met on", lambda row: short_date(row.met_date), "met", width=110, typed=lambda row: row.met_date),
)
OFFER_COLUMNS: tuple[Column[OfferRow], ...] = (
    Column("What", lambda row: row.draft.title, "title", width=210),
    Column("Partner", lambda row: row.draft.partner, "partner", width=170),
    Column(
        "Until",
        lambda row: f"{short_date(row.draft.until_date)}{', over' if row.over else ''}",
        "until",
        width=140,
        typed=lambda row: row.draft.until_date,
    ),
    Column("Places", lambda row: f"{row.draft.places:,}" if row.draft.places else "", None, Align.RIGHT, 80),
    Column("How to book", lambda row: shortened(row.draft.booking, 120), None, width=180),
    Column("From", lambda row: short_date(row.draft.from_date), None, width=110),
    Column("In the catalogue as", lambda row: row.training, None, width=160),
)


def validity_words(months: int | None) -> str:
    """Return for how long a training counts."""
    if months is None:
        return "Always"
    years, rest = divmod(months, 12)
    return count_of(years, "year") if years and not rest else count_of(months, "month")
