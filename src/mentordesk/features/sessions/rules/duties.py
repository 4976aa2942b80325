"""What volunteers do without a mentee: what somebody types, what is wrong with it, and totals."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mentordesk.records.duties import DutyKind

LONGEST = 24 * 60
EARLIEST = date(1990, 1, 1)


@dataclass(frozen=True)
class DutyDraft:
    """Hours that a volunteer gave."""

    volunteer_id: int | None = None
    duty_date: date | None = None
    minutes: int | None = None
    kind: DutyKind | None = None
    note: str = ""


def duty_problems(draft: DutyDraft, today: date) -> dict[str, str]:
    """Return what is wrong with a duty, by field."""
    problems = {}
    if draft.volunteer_id is None:
        problems["mentor"] = "Choose who did it."
    if draft.duty_date is None:
        problems["duty_date"] = "Give the date."
    elif draft.duty_date > today:
        problems["duty_date"] = "This day has not come yet."
    elif draft.duty_date < EARLIEST:
        problems["duty_date"] = "This is too long ago. Look at the year."
    if draft.minutes is None:
        problems["minutes"] = "Say how long it took."
    elif not 1 <= draft.minutes <= LONGEST:
        problems["minutes"] = "Give from 1 minute to 24 hours."
    if draft.kind is None:
        problems["kind"] = "Choose what they did."
    return problems


def totals(done: Iterable[tuple[DutyKind, int]]) -> tuple[tuple[DutyKind, int, int], ...]:
    """Return each kind that was done with how often and how many minutes, in the order of the kinds."""
    counted: dict[DutyKind, tuple[int, int]] = {}
    for kind, minutes in done:
        often, sum_of = counted.get(kind, (0, 0))
        counted[kind] = (often + 1, sum_of + minutes)
    return tuple((kind, *counted[kind]) for kind in DutyKind if kind in counted)
