"""The promises of the program, their proofs, and how much those are to try: a little each time, or a lot."""

import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

LONG = bool(os.environ.get("MENTORDESK_LONG"))
"""Whether `dev.py test --long` asks for the long run."""

SAVED = "If it said Saved, it is saved, whole"
POWER_CUT = "After a power cut too"
NO_ROOM = "A full disk or an I/O error loses nothing"
READ_ONLY = "A read-only folder opens read-only"
DAMAGE = "Damage is noticed, never shown as data"
TWO_COPIES = "Two copies cannot harm each other"
UPDATE = "An update completes or never happened"
TYPING = "Typing survives a crash"
NO_LEAK = "Nothing leaks"
ERASED = "An erased person is erased"
TRAIL = "The trail cannot be quietly altered"
NEW_KEY = "A change of the key completes or never happened"

PROMISES = (
    *(SAVED, POWER_CUT, NO_ROOM, READ_ONLY, DAMAGE, TWO_COPIES),
    *(UPDATE, TYPING, NO_LEAK, ERASED, TRAIL, NEW_KEY),
)
COUNTED = ("trials", "lost", "torn", "silent")


@dataclass(frozen=True)
class Proof:
    """What a test tells of the promise that it proves."""

    tell: Callable[[str, object], None]

    def tried(self, trials: int, *, lost: int = 0, torn: int = 0, silent: int = 0) -> None:
        """Note how often the promise was tried, what was lost, torn, or wrong without a word."""
        for name, count in zip(COUNTED, (trials, lost, torn, silent), strict=True):
            self.tell(name, count)


def table(reports: Iterable[Any]) -> list[str]:
    """Return each promise with what the tests of a run told of it; one that does not count is one trial."""
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    for report in reports:
        told = dict(report.user_properties)
        if "promise" not in told or (report.when != "call" and report.passed):
            continue
        row = sums[told["promise"]]
        row["trials"] += told.get("trials", 1)
        for name in COUNTED[1:]:
            row[name] += told.get(name, 0)
        row["failed"] += report.failed
    lines = [f"{'Promise':50} {'trials':>7} {'lost':>5} {'torn':>5} {'silent':>7}"]
    for promise in PROMISES:
        row = sums.get(promise, Counter())
        counts = f"{row['trials']:7,} {row['lost']:5} {row['torn']:5} {row['silent']:7}"
        broken = f"  {row['failed']} failed" if row["failed"] else ""
        lines.append(f"{promise:50} {counts if row['trials'] else '      –'}{broken}")
    return lines
