"""Whether two people may be one: the same number, the same date of birth, names that look alike."""

from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

ALIKE = 90
ALIKE_WITH_BIRTH = 70


@dataclass(frozen=True)
class Known:
    """What is compared of one person: the folded name, the date of birth, the canonical numbers."""

    name: str
    birth_date: date | None
    numbers: frozenset[str]


def suspicion(one: Known, other: Known) -> str:
    """Return why two people may be one, in a sentence; nothing when there is no reason to think so."""
    shared = sorted(one.numbers & other.numbers)
    if shared:
        return f"The same number: {shared[0]}."
    likeness = fuzz.token_sort_ratio(one.name, other.name) if one.name and other.name else 0
    same_birth = one.birth_date is not None and one.birth_date == other.birth_date
    if same_birth and likeness >= ALIKE_WITH_BIRTH:
        return "The same date of birth, and the names look alike."
    differs = one.birth_date is not None and other.birth_date is not None and not same_birth
    if likeness >= ALIKE and not differs:
        return "The names look alike."
    return ""
