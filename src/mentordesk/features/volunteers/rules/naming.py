"""How a volunteer is named on paper, and choosing one by a number or by a name."""

from collections.abc import Sequence


def one_of(found: Sequence[tuple[int, str]], asked: str) -> str:
    """Say why some words do not name exactly one volunteer; nothing when they do."""
    if not asked.strip():
        return "Give the volunteer's number or whole name."
    if not found:
        return f"No volunteer has the number or the whole name “{asked.strip()}”. Nothing was written."
    if len(found) > 1:
        several = "; ".join(f"{number}: {says}" for number, says in found)
        return f"More than one volunteer is called “{asked.strip()}”. Give a number instead: {several}."
    return ""


def volunteer_reference(number: int) -> str:
    """Return how a volunteer is named on paper and on the command line: "V-00007"."""
    return f"V-{number:05}"


def number_of(reference: str) -> int | None:
    """Return the number that a reference names: "V-00007", "v7" or "7"; None when it names none."""
    digits = reference.strip().upper().removeprefix("V").removeprefix("-")
    return int(digits) if digits.isdecimal() and len(digits) < 10 else None
