"""Putting a prepared casebook in the place of another: killed at any moment, one of the two opens whole.

The new files lie ready in a room of their own. An order is written down; from then on whoever opens the
casebook finishes the moves first. The records that are replaced are kept until the next restore, with the
key slots that open them when those change too; older ones are thrown away.
Nothing here knows SQLAlchemy, because the unlock window finishes what was begun.
"""

import json
import shutil
from pathlib import Path

from mentordesk.store.files import replace_file, saying, sync_folder
from mentordesk.store.held import held

ROOM = ".restore"
ORDER = "restore.json"
REPLACED = "replaced"
_RECORDS = "records.db"
_JOURNAL = f"{_RECORDS}-journal"
_KEPT = (_RECORDS, "keyslots.json", "keyslots.json.2")
_STATE = "state.json"


def is_ordered(folder: Path) -> bool:
    """Return whether a restore was ordered and not finished."""
    return (folder / ORDER).exists()


def order(folder: Path) -> None:
    """Write down that what lies in the room takes the casebook's place. Only when no store is open."""
    numbers = [int(path.name[:6]) for path in (folder / REPLACED).glob("*-*") if path.name[:6].isdigit()]
    with saying(folder):
        sync_folder(folder / ROOM)
    replace_file(folder / ORDER, json.dumps({"number": max(numbers, default=0) + 1}).encode())


def finish(folder: Path) -> None:
    """Make the moves that are left of a restore; without an order, do nothing."""
    if not is_ordered(folder):
        return
    with saying(folder / _RECORDS), held(folder):
        if not is_ordered(folder):
            return
        number = int(json.loads((folder / ORDER).read_bytes())["number"])
        room, kept = folder / ROOM, folder / REPLACED
        kept.mkdir(mode=0o700, exist_ok=True)
        journal = folder / _JOURNAL
        if (room / _RECORDS).exists() and journal.exists():
            journal.replace(kept / f"{number:06}-{_JOURNAL}")  # or it would be played into the new records
        for name in _KEPT:
            if (room / name).exists():
                _keep(folder / name, kept / f"{number:06}-{name}")
                (room / name).replace(folder / name)
        if (room / _STATE).exists():
            (room / _STATE).replace(folder / _STATE)
        for place in (kept, room, folder):
            if place.exists():
                sync_folder(place)
        (folder / ORDER).unlink()
        sync_folder(folder)
        shutil.rmtree(room, ignore_errors=True)
        _forget_older(kept, number)


def clear(folder: Path) -> None:
    """Throw away what a restore that was cut short has left, unless it was ordered."""
    if not is_ordered(folder):
        shutil.rmtree(folder / ROOM, ignore_errors=True)


def _keep(old: Path, kept: Path) -> None:
    if old.exists() and not kept.exists():
        old.replace(kept)


def _forget_older(kept: Path, number: int) -> None:
    for path in kept.glob("*-*"):
        if path.name[:6].isdigit() and int(path.name[:6]) < number:
            path.unlink(missing_ok=True)
    if not any(kept.iterdir()):
        kept.rmdir()
