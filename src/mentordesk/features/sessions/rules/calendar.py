"""The calendar: what is asked of it, who is in two places at once, and where a session may be moved."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from mentordesk.features.sessions.rules.recording import FURTHEST
from mentordesk.kernel.formats import clock, sentence_list
from mentordesk.kernel.local_time import instant, problem_of
from mentordesk.records.sessions import SessionStatus

TAKES_PLACE = frozenset({SessionStatus.PLANNED, SessionStatus.HELD})
"""The statuses of sessions that keep somebody busy."""
USUAL_MINUTES = 60
"""How long a session is taken to be while nobody has said how long."""


@dataclass(frozen=True)
class CalendarAsk:
    """Days, both included, and whose sessions: of any of the mentors, and any of the mentees, and so on."""

    first: date
    last: date
    mentors: tuple[int, ...] = ()
    mentees: tuple[int, ...] = ()
    places: tuple[str, ...] = ()
    """Folded as `place_key` is."""
    workers: tuple[int, ...] = ()
    status: SessionStatus | None = None


@dataclass(frozen=True)
class Busy:
    """A session as a span of time, and everybody who is busy with it, by kind and number."""

    number: int
    starts: datetime
    ends: datetime
    people: frozenset[tuple[str, int]]


def busy(
    number: int,
    day: date,
    start: time | None,
    minutes: int | None,
    people: Iterable[tuple[str, int]],
    *,
    later: bool = False,
) -> Busy | None:
    """Return a session as a span of time; None without a start."""
    if start is None:
        return None
    begins = instant(day, start, later=later)
    ends = begins + timedelta(minutes=minutes or USUAL_MINUTES)
    return Busy(number, begins, ends, frozenset(people))


Clash = tuple[int, tuple[str, int]]
"""The other session, and who is busy with both."""


def clashes(spans: Iterable[Busy]) -> dict[int, tuple[Clash, ...]]:
    """Return, by session, with which others it overlaps and for whom; those that only touch do not."""
    of_person: dict[tuple[str, int], list[Busy]] = {}
    for each in spans:
        for person in each.people:
            of_person.setdefault(person, []).append(each)
    found: dict[int, list[Clash]] = {}
    for person, theirs in of_person.items():
        theirs.sort(key=lambda each: (each.starts, each.number))
        for place, one in enumerate(theirs):
            for other in _until(theirs, place + 1, one.ends):
                found.setdefault(one.number, []).append((other.number, person))
                found.setdefault(other.number, []).append((one.number, person))
    return {number: tuple(each) for number, each in found.items()}


def _until(spans: Sequence[Busy], place: int, end: datetime) -> Iterable[Busy]:
    while place < len(spans) and spans[place].starts < end:
        yield spans[place]
        place += 1


def clash_words(names: Sequence[str], start: time | None) -> str:
    """Return "Jo Marsh has another session then, at 9:30am."."""
    many = "have" if len(names) > 1 else "has"
    at = f", at {clock(start)}" if start else ""
    return f"{sentence_list(names)} {many} another session then{at}."


def move_problem(status: SessionStatus, day: date, start: time | None, today: date) -> str:
    """Say why a session cannot be moved to a day and time; nothing when it can."""
    if status is not SessionStatus.PLANNED:
        return (
            f"This session is {status.label.lower()}. Only planned sessions are moved; "
            "open it to put its date right."
        )
    if day < today:
        return "That day is past. To write down what happened, open the session."
    if day > today + timedelta(days=FURTHEST):
        return "That is more than a year away."
    return problem_of(day, start) if start else ""
