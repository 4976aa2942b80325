"""Checking a whole casebook: key slots, every page's seal, the records' structure, the audit trail."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from mentordesk.store.casebook import Store
from mentordesk.store.engine import damage, telling
from mentordesk.store.state import read_state
from mentordesk.store.trail import broken_at, chain_at
from mentordesk.store.vault import RECORDS, damaged_copies


@dataclass(frozen=True)
class Finding:
    """One thing that was checked: what, whether it is good, and what was found."""

    what: str
    good: bool
    says: str


def check_casebook(store: Store, progress: Callable[[str], None] = lambda _what: None) -> list[Finding]:
    """Check everything that can be checked without changing anything."""
    findings = []
    for what, look in _LOOKS:
        progress(what)
        with telling():
            problem = look(store)
        findings.append(Finding(what, good=problem is None, says=problem or "Good."))
    return findings


def _slots(store: Store) -> str | None:
    damaged = damaged_copies(store.vault.folder)
    if not damaged:
        return None
    return f"{' and '.join(damaged)} cannot be read. Changing any passphrase writes both copies anew."


def _seals(store: Store) -> str | None:
    with store.connection() as connection:
        return damage(connection.connection.dbapi_connection, store.vault.folder / RECORDS)


def _structure(store: Store) -> str | None:
    return next(_structure_problems(store), None)


def _structure_problems(store: Store) -> Iterator[str]:
    with store.connection() as connection:
        raw: Any = connection.connection.dbapi_connection
        for (text,) in raw.execute("PRAGMA integrity_check").fetchall():
            if text != "ok":
                yield "The records' structure is damaged. Restore the newest backup."
        for row in raw.execute("PRAGMA foreign_key_check").fetchall():
            yield f"A {row[0]} belongs to something that is not there."


def _trail(store: Store) -> str | None:
    with store.connection() as connection:
        try:
            number = broken_at(connection)
        except ValueError:
            return "The time of an entry was altered."
    return None if number is None else f"Entry {number} was altered, or one before it is missing."


def _newest(store: Store) -> str | None:
    known = read_state(store.vault.folder)
    if known is None:
        return "state.json cannot be read, so an older casebook put back would not be noticed."
    with store.connection() as connection:
        chain = chain_at(connection, known.number)
    if chain != known.chain:
        return "These records are older than, or other than, the ones that were last closed here."
    return None


_LOOKS: tuple[tuple[str, Callable[[Store], str | None]], ...] = (
    ("Key slots", _slots),
    ("Seals of every page", _seals),
    ("Structure of the records", _structure),
    ("Audit trail", _trail),
    ("Newest state", _newest),
)
