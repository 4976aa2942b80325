"""Hours that volunteers give: what counts, and what they are worth as match funding. DOMAIN §6."""

from dataclasses import dataclass
from fractions import Fraction

from mentordesk.kernel.choices import Choice
from mentordesk.kernel.formats import decimal_places, money
from mentordesk.records.duties import DutyKind


class HoursKind(Choice):
    """What hours were given to."""

    MENTORING = "mentoring", "Mentoring"
    TRAINING = "training", "Training"
    OTHER = "other", "Other duties"


DEFINITION = (
    "Mentoring: the length of every session that was held with the volunteer as mentor, once, however many "
    "mentees came. Training and other duties: as they were written down as duties; the register of a "
    "training day adds none. Travel, preparation and talks of support are not counted, nor is a session "
    "whose length nobody gave."
)
NO_RATE = "No rate for an hour is set, so no value is worked out. Set one in Settings, Volunteers."


@dataclass(frozen=True)
class Hours:
    """Minutes that were given, by what they were given to, and held sessions of unknown length."""

    mentoring: int = 0
    training: int = 0
    other: int = 0
    without_length: int = 0

    @property
    def total(self) -> int:
        """All minutes."""
        return self.mentoring + self.training + self.other

    def of(self, kind: HoursKind) -> int:
        """Return the minutes of one kind."""
        return int(getattr(self, kind.value))


def kind_of_duty(kind: DutyKind) -> HoursKind:
    """Return where the hours of a duty are counted."""
    return HoursKind.TRAINING if kind is DutyKind.TRAINING else HoursKind.OTHER


def value_of(minutes: int, hour_pence: int) -> int:
    """Return what minutes are worth in pence at a rate for an hour, half a penny rounded up."""
    return (minutes * hour_pence * 2 + 60) // 120


def in_hours(minutes: int) -> str:
    """Return "12.5 hours", "1 hour"; "0 hours" for none."""
    words = decimal_places(Fraction(minutes, 60), 1).removesuffix(".0")
    return f"{words} {'hour' if words == '1' else 'hours'}"


def value_words(minutes: int, hour_pence: int) -> str:
    """Return the value in words, or that there is none without a rate."""
    return money(value_of(minutes, hour_pence), exact=True) if hour_pence else "No rate set"


def value_says(minutes: int, hour_pence: int) -> str:
    """Return how a value is worked out: "An estimate: 7,263 hours at £13.18 an hour."."""
    if not hour_pence:
        return NO_RATE
    rate = money(hour_pence, exact=True)
    return (
        f"An estimate for match funding, not money received: {in_hours(minutes)} at {rate} an hour, "
        "the rate in Settings."
    )
