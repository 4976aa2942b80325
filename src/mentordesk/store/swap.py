"""Putting a prepared casebook in the place of another: killed at any moment, one of the two opens whole.

The new files lie ready in a room of their own. An order is written down; from then on whoever opens the
casebook finishes the moves first. The records that are replaced are kept until the next restore, with the
key slots that open them when those change too; older ones are thrown away. Records under a key that was
changed because somebody left are kept only until the casebook has opened under the new one.
Nothing here knows SQLAlchemy, because the unlock window finishes what was begun.
"""

import contextlib
import json
import shutil
from pathlib import Path
from typing import Protocol

from mentordesk.store.files import replace_file, saying, sync_folder
from mentordesk.store.held import held

ROOM = ".restore"
ORDER = "restore.json"
REPLACED = "replaced"
_RECORDS = "records.db"
_JOURNAL = f"{_RECORDS}-journal"
_KEPT = (_RECORDS, "keyslots.json", "keyslots.json.2")
_STATE = "state.json"
_BACKUPS = "backups"
_EARLIER_KEY = "earlier-key-"


class Prepared(Protocol):
    """A casebook that lies ready, restored or under a new key, to take the place of one that is closed."""

    @property
    def folder(self) -> Path:
        """The casebook's folder."""

    def take_its_place(self) -> None:
        """Put it in the place of the casebook. No store may be open."""


def is_ordered(folder: Path) -> bool:
    """Return whether a restore was ordered and not finished."""
    return (folder / ORDER).exists()


def order(folder: Path, *, new_key: bool = False) -> None:
    """Write down that what lies in the room takes the casebook's place. Only when no store is open."""
    numbers = [int(path.name[:6]) for path in (folder / REPLACED).glob("*-*") if path.name[:6].isdigit()]
    with saying(folder):
        sync_folder(folder / ROOM)
    told = {"number": max(numbers, default=0) + 1, "new_key": new_key}
    replace_file(folder / ORDER, json.dumps(told).encode())


def finish(folder: Path) -> None:
    """Make the moves that are left of a restore; without an order, do nothing."""
    if not is_ordered(folder):
        return
    with saying(folder / _RECORDS), held(folder):
        if not is_ordered(folder):
            return
        told = json.loads((folder / ORDER).read_bytes())
        number, room, kept = int(told["number"]), folder / ROOM, folder / REPLACED
        prefix = f"{number:06}-{_EARLIER_KEY if told.get('new_key') else ''}"
        kept.mkdir(mode=0o700, exist_ok=True)
        journal = folder / _JOURNAL
        if (room / _RECORDS).exists() and journal.exists():
            journal.replace(kept / f"{prefix}{_JOURNAL}")  # or it would be played into the new records
        for name in _KEPT:
            if (room / name).exists():
                _keep(folder / name, kept / f"{prefix}{name}")
                (room / name).replace(folder / name)
        if (room / _STATE).exists():
            (room / _STATE).replace(folder / _STATE)
        for backup in room.glob("*.mdbackup"):
            (folder / _BACKUPS).mkdir(mode=0o700, exist_ok=True)
            backup.replace(folder / _BACKUPS / backup.name)
        for place in (kept, room, folder / _BACKUPS, folder):
            if place.exists():
                sync_folder(place)
        (folder / ORDER).unlink()
        sync_folder(folder)
        shutil.rmtree(room, ignore_errors=True)
        _forget_older(kept, number)


def clear(folder: Path) -> bool:
    """Throw away what was laid out and never ordered to take its place; return whether there was any."""
    if is_ordered(folder) or not (folder / ROOM).exists():
        return False
    shutil.rmtree(folder / ROOM, ignore_errors=True)
    return True


def forget_earlier_key(folder: Path) -> None:
    """Throw away the records under an earlier key, now that the casebook has opened under the new one."""
    kept = folder / REPLACED
    with contextlib.suppress(OSError):
        for path in kept.glob(f"*-{_EARLIER_KEY}*"):
            path.unlink()
        if kept.is_dir() and not any(kept.iterdir()):
            kept.rmdir()


def _keep(old: Path, kept: Path) -> None:
    if old.exists() and not kept.exists():
        old.replace(kept)


def _forget_older(kept: Path, number: int) -> None:
    for path in kept.glob("*-*"):
        if path.name[:6].isdigit() and int(path.name[:6]) < number:
            path.unlink(missing_ok=True)
    if not any(kept.iterdir()):
        kept.rmdir()
