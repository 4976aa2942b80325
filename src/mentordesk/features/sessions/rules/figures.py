"""Four figures that are never mixed up: sessions, attendances, people and hours; pure."""

from dataclasses import dataclass
from fractions import Fraction

from mentordesk.kernel.choices import Choice
from mentordesk.kernel.formats import decimal_places
from mentordesk.records.sessions import How, ReasonClass, SessionStatus


class MentorKind(Choice):
    """Who gave the time of a session."""

    VOLUNTEER = "volunteer", "Volunteers"
    FORMER = "former", "Volunteers who were mentored here"
    STAFF = "staff", "Staff without a volunteer"


@dataclass(frozen=True)
class Four:
    """What was done in a period, counted in four ways."""

    sessions: int = 0
    attendances: int = 0
    people: int = 0
    minutes: int = 0


@dataclass(frozen=True)
class Tally:
    """Sessions that were alike in what became of them, how, by which reason; with their minutes."""

    status: SessionStatus
    how: How
    reason_id: int | None
    sessions: int
    minutes: int


@dataclass(frozen=True)
class MentorTally:
    """The sessions that one mentor held; None is staff without a volunteer."""

    volunteer_id: int | None
    name: str
    kind: MentorKind
    sessions: int
    minutes: int


SESSIONS_ARE = "Meetings that were held, each counted once, however many people came."
ATTENDANCES_ARE = "Times that somebody came: a group of five that all came to is five."
PEOPLE_ARE = "Different mentees who came at least once, each counted once."
HOURS_ARE = "The length of the sessions held, each session once, however many people came."
NOT_HELD_ARE = (
    "Missed: the day came and nobody did. Cancelled: it was called off before. A reason is acceptable, "
    "unacceptable or logistics, as the list of reasons says."
)
KINDS_ARE = (
    "A session counts for the volunteer who held it, also when staff were there; for staff only when no "
    "volunteer was."
)
EXPECTED_ARE = (
    "Expected: what matches agreed to, every week, two weeks or month, for the days on which they were "
    "active in the period. Held: sessions of the same matches that the mentee came to."
)
PATHWAYS_ARE = "Pathways that were worked on with somebody at a session that they came to."


def hours(minutes: int) -> str:
    """Return minutes as hours with one decimal: "12.5"."""
    return decimal_places(Fraction(minutes, 60), 1)


def reason_word(reason_class: ReasonClass | None) -> str:
    """Return how a reason counts, also when none was given."""
    return reason_class.label if reason_class else "No reason given"
