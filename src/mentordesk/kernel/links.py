"""Links: going to a record from anywhere, without knowing which screen shows it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Link:
    """A record by its kind ("plan", "target") and number."""

    kind: str
    number: int
