"""Reading how safe a casebook is: from its folder, its state file and this computer."""

import contextlib
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from mentordesk.kernel.errors import UserError
from mentordesk.kernel.health import HealthFacts, Tried
from mentordesk.store import keys
from mentordesk.store.backup import damaged_sequences, newest
from mentordesk.store.casebook import Store, wall_clock
from mentordesk.store.computer import (
    folder_size,
    free_room,
    is_disk_encrypted,
    on_same_drive,
    synced_by,
)
from mentordesk.store.engine import open_engine
from mentordesk.store.state import read_all, try_to_remember, without_paths
from mentordesk.store.vault import RECORDS, Unlocked, read_keyring

COPIES = "copies"
"""What this computer remembers: the second place of each casebook, by the casebook's random name."""


def second_place(places: object, opened: Unlocked) -> Path | None:
    """Return where this computer copies a casebook's backups to, from what it remembers."""
    found = places.get(opened.casebook) if isinstance(places, Mapping) else None
    return Path(found) if isinstance(found, str) and found else None


def read_health(store: Store, place: Path | None, *, up_to_date: bool) -> HealthFacts:
    """Read everything that the Health page says. It touches disks and runs a command: not for the window."""
    opened = store.vault
    folder, state = opened.folder, read_all(opened.folder)
    made = newest(opened)
    people = managers = 0
    recovery = False
    with contextlib.suppress(UserError):
        slots = read_keyring(folder).slots
        people = sum(slot.user != keys.RECOVERY for slot in slots)
        managers = sum(slot.manager for slot in slots)
        recovery = people < len(slots)
    kept = state.get("recovery_kept")
    return HealthFacts(
        now=store.clock(),
        backup=Tried(made[1].at) if made else None,
        up_to_date=up_to_date,
        failed=_tried(state.get("backup_failed")),
        damaged=len(damaged_sequences(folder)),
        place=str(place) if place else "",
        place_there=bool(place and _is_there(place)),
        same_drive=bool(place and on_same_drive(folder, place)),
        copied=_tried(state.get("copied")) if place else None,
        drill=_tried(state.get("drill")),
        checked=_tried(state.get("checked")),
        free=free_room(folder),
        size=folder_size(folder),
        encrypted=_encrypted(folder),
        synced=synced_by(folder),
        people=people,
        managers=managers,
        recovery=recovery,
        recovery_kept=_tried({"at": kept}) if kept else None,
    )


def note_failure(store: Store, problem: UserError, place: Path | None) -> None:
    """Remember that a backup nobody asked for did not work."""
    write_failure(store.vault.folder, problem, store.clock(), place)


def write_failure(
    folder: Path, problem: UserError, at: datetime | None = None, place: Path | None = None
) -> None:
    """Write down what did not work, for the Health page; it is told there until something works."""
    says = without_paths(str(problem), place, folder)
    told = {"at": (at or wall_clock()).isoformat(), "good": False, "says": says}
    try_to_remember(folder, backup_failed=told)


def note_check(store: Store, *, good: bool) -> None:
    """Remember that everything was checked."""
    try_to_remember(store.vault.folder, checked={"at": store.clock().isoformat(), "good": good})


def note_recovery_kept(store: Store, *, kept: bool = True) -> None:
    """Remember that somebody said they kept the recovery key, or that there is a new one to be kept."""
    if not store.read_only:
        try_to_remember(store.vault.folder, recovery_kept=store.clock().isoformat() if kept else None)


def beside(store: Store) -> Store:
    """Return the same casebook on a connection of its own that only reads, for long checks; close it."""
    path = store.vault.folder / RECORDS
    engine = open_engine(path, store.vault.data_key, read_only=True)
    return Store(store.vault, engine, read_only=True, clock=store.clock)


@cache
def _encrypted(folder: Path) -> bool | None:
    """Ask once in a run of the program: it takes a system command, and does not change while we look."""
    return is_disk_encrypted(folder)


def _is_there(place: Path) -> bool:
    with contextlib.suppress(OSError):
        return place.is_dir()
    return False


def _tried(found: Any) -> Tried | None:
    try:
        at = datetime.fromisoformat(found["at"])
        return Tried(at, good=found.get("good", True) is True, says=str(found.get("says", "")))
    except (TypeError, KeyError, ValueError, AttributeError):
        return None
