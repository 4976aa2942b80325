"""Badges: what is printed on them, and what is wrong with it."""

from dataclasses import dataclass
from datetime import date

LONGEST = 40


@dataclass(frozen=True)
class BadgeChoice:
    """What stands on each badge besides the name; no volunteers means everybody who serves."""

    role: str = "Volunteer mentor"
    valid_to: date | None = None
    volunteers: tuple[int, ...] = ()


def badge_problems(chosen: BadgeChoice, today: date) -> dict[str, str]:
    """Return what is wrong with a choice of badges, by field."""
    problems = {}
    if not chosen.role.strip():
        problems["role"] = "Say what stands under the name."
    elif len(chosen.role.strip()) > LONGEST:
        problems["role"] = f"Use at most {LONGEST} characters, so that it fits."
    if chosen.valid_to is None:
        problems["valid_to"] = "Give the date."
    elif chosen.valid_to <= today:
        problems["valid_to"] = "A badge is valid until a day that is still to come."
    return problems
