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
    likeness = _likeness(one.name, other.name)
    same_birth = one.birth_date is not None and one.birth_date == other.birth_date
    if same_birth and likeness >= ALIKE_WITH_BIRTH:
        return "The same date of birth, and the names look alike."
    differs = one.birth_date is not None and other.birth_date is not None and not same_birth
    if likeness >= ALIKE and not differs:
        return "The names look alike."
    return ""


def _likeness(one: str, other: str) -> float:
    """Return from 0 to 100 how alike two names are; one more name, such as a preferred one, counts little."""
    if not one or not other:
        return 0
    shared = set(one.split()) & set(other.split())
    return fuzz.token_set_ratio(one, other) if len(shared) > 1 else fuzz.token_sort_ratio(one, other)
