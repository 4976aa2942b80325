"""Matches at an exit: which are in force, and how they end with the time with the charity."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mentordesk.kernel.formats import long_date
from mentordesk.records.matches import MatchEnd, MatchStatus
from mentordesk.records.mentees import ExitReason

_ENDS = {
    ExitReason.COMPLETED: MatchEnd.COMPLETED,
    ExitReason.MOVED: MatchEnd.MENTEE_LEFT,
    ExitReason.TRANSFERRED: MatchEnd.MENTEE_LEFT,
    ExitReason.RECALLED: MatchEnd.MENTEE_LEFT,
    ExitReason.LOST_CONTACT: MatchEnd.LOST_CONTACT,
    ExitReason.WITHDREW: MatchEnd.MENTEE_LEFT,
    ExitReason.REFERRED_ON: MatchEnd.MENTEE_LEFT,
    ExitReason.ENDED_BY_US: MatchEnd.OTHER,
    ExitReason.DIED: MatchEnd.OTHER,
    ExitReason.OTHER: MatchEnd.OTHER,
}
_BEGUN = frozenset({MatchStatus.ACTIVE, MatchStatus.PAUSED})


@dataclass(frozen=True)
class OpenMatch:
    """A match in force when somebody leaves; `last_date` is the day of its newest step."""

    id: int
    version: int
    mentor: str
    status: MatchStatus
    last_date: date

    @property
    def field(self) -> str:
        """The name of the box that ends it."""
        return f"end_match_{self.id}"

    @property
    def state(self) -> str:
        """Where the match stands: "Active since 3 September 2026"."""
        return f"{self.status.label} since {long_date(self.last_date)}"


def ending_problems(day: date | None, matches: Iterable[OpenMatch]) -> dict[str, str]:
    """Return which matches cannot end on the day of an exit, by the field that ends them."""
    return {
        each.field: f"{each.state}, and the exit is before that. Give a later date, or leave this match out."
        for each in matches
        if day is not None and day < each.last_date
    }


def match_end(reason: ExitReason, status: MatchStatus) -> MatchEnd:
    """Return why a match ends with an exit; nothing was completed where the mentoring had not begun."""
    end = _ENDS[reason]
    return MatchEnd.MENTEE_LEFT if end is MatchEnd.COMPLETED and status not in _BEGUN else end


def end_words(reason: ExitReason) -> str:
    """Return what the match's history says about its end."""
    return f"The time with us ended: {reason.label.lower()}."
