"""The restore drill: the newest backup is opened as if it were needed, tried in every way, thrown away."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from mentordesk.kernel.errors import NotFound, UserError
from mentordesk.kernel.formats import count_of
from mentordesk.kernel.permissions import Permission
from mentordesk.records.base import Record
from mentordesk.store import keys, vault
from mentordesk.store.backup import backups, need_writable, newest, verify_copy
from mentordesk.store.casebook import Store
from mentordesk.store.check import check_casebook
from mentordesk.store.elsewhere import copies
from mentordesk.store.files import saying
from mentordesk.store.held import held
from mentordesk.store.manifest import Manifest, check_seal
from mentordesk.store.opening import open_store
from mentordesk.store.state import recall, try_to_remember, without_paths
from mentordesk.store.vault import RECORDS, SLOTS, STATE, Unlocked
from mentordesk.store.verifying import compare, refuse_bad, unpack
from mentordesk.store.work import Reading, query

ROOM = ".drill"
_STEPS = 6
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Drill:
    """How a drill went."""

    at: datetime
    good: bool
    says: str
    code: int = 0
    """The exit code that a command ends with."""


@query(needs=Permission.BACKUP_MAKE)
def trail_reach(reading: Reading) -> str:
    """How far the trail has come: the mark of its newest entry, which a backup made now would hold."""
    return reading.trail_head()


@query(needs=Permission.BACKUP_RESTORE)
def one_of_every_kind(reading: Reading) -> int:
    """How many kinds of record there are; the newest of each is read."""
    kinds = 0
    for mapper in Record.registry.mappers:
        kind = mapper.class_
        kinds += reading.session.scalars(select(kind).order_by(kind.id.desc()).limit(1)).first() is not None
    return kinds


def run_drill(store: Store, place: Path | None = None, progress: Progress = lambda *_: None) -> Drill:
    """Restore the newest backup on trial, from the second place when the newest is there."""
    store.read(one_of_every_kind)
    at = store.clock()
    need_writable(store.vault.folder)
    try:
        path, manifest = _newest(store.vault, place)
        says = _try(store, path, manifest, progress)
        drill = Drill(at, good=True, says=says)
    except UserError as error:
        drill = Drill(
            at, good=False, says=without_paths(str(error), place, store.vault.folder), code=error.exit_code
        )
    told = {"at": at.isoformat(), "good": drill.good, "says": drill.says, "code": drill.code}
    try_to_remember(store.vault.folder, drill=told)
    return drill


def last_drill(folder: Path) -> Drill | None:
    """Return how the last drill went; None when there was none, or it was not written down."""
    found = recall(folder, "drill")
    try:
        at, good = datetime.fromisoformat(found["at"]), found["good"] is True
        return Drill(at, good=good, says=str(found["says"]), code=int(found["code"]))
    except (TypeError, KeyError, ValueError):
        return None


def _newest(opened: Unlocked, place: Path | None) -> tuple[Path, Manifest]:
    here = newest(opened)
    there = copies(opened.casebook, place) if place else []
    if there and (here is None or there[0].manifest.sequence > here[0].sequence):
        return there[0].path, there[0].manifest
    if here is None:
        found = backups(opened.folder)
        message = (
            "None of the backups can be read. Make a new one now."
            if found
            else "There is no backup yet. Make one now."
        )
        raise NotFound(message)
    return here[0].path, here[1]


def _try(store: Store, path: Path, manifest: Manifest, progress: Progress) -> str:
    folder = store.vault.folder
    place = folder / ROOM

    def heed() -> None:
        progress(1, _STEPS, "opening the backup")

    with saying(folder), held(folder):
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(mode=0o700)
        try:
            progress(0, _STEPS, "reading the backup")
            check_seal(path, heed)
            for name in (RECORDS, *SLOTS, STATE):
                unpack(path, name, place / name, heed)
            vault.read_keyring(place)
            counts = verify_copy(place / RECORDS, store.vault.data_key, heed)
            progress(2, _STEPS, "counting")
            compare(manifest, counts["audit_number"], counts["tables"], path.name)
            trial = replace(store.vault, folder=place, user=keys.RECOVERY)
            with open_store(trial, store.clock) as restored:
                findings = check_casebook(restored, lambda what: progress(3, _STEPS, what.lower()))
                refuse_bad(findings, f"backup {manifest.sequence}")
                progress(5, _STEPS, "reading the records")
                kinds = restored.read(one_of_every_kind)
        finally:
            shutil.rmtree(place, ignore_errors=True)
    return (
        f"Backup {manifest.sequence} was restored on trial. Every check was good, and "
        f"{count_of(counts['rows'], 'row')} and {count_of(kinds, 'kind')} of record were read."
    )
