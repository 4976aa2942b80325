"""Verified backups: a copy made beside a working casebook, opened and checked before it counts."""

import contextlib
import hashlib
import os
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from mentordesk.kernel.errors import CasebookBusy, CasebookDamaged, DiskFailed, ReadOnly, UserError
from mentordesk.store.courtesy import Courtesy
from mentordesk.store.engine import connect, telling
from mentordesk.store.files import saying, sync_folder, writable
from mentordesk.store.held import held
from mentordesk.store.manifest import (
    BEFORE,
    NAME,
    SEAL,
    SEAL_LENGTH,
    Manifest,
    Why,
    check_seal,
    chunks,
    key_mark,
    read_manifest,
    seal,
)
from mentordesk.store.state import recall, try_to_remember
from mentordesk.store.thinning import Made, superfluous
from mentordesk.store.vault import BACKUPS, RECORDS, SLOTS, STATE, Unlocked

Heed = Callable[[], None]
"""Called again and again during long work; it raises when the work is to stop."""

ROOM = ".making"
"""Where a backup is made, or opened for a check; what stands in it is encrypted and may be thrown away."""
_CHECKS = ("cipher_integrity_check", "integrity_check", "foreign_key_check")
_FILE = re.compile(r"(\d{6,})\.mdbackup")
_TRIES = 20
_STEPS = 10_000


def on_and_on() -> None:
    """Heed nothing."""


@dataclass(frozen=True)
class Backup:
    """One backup file and its place in the order they were made."""

    path: Path
    sequence: int


def backups(folder: Path) -> list[Backup]:
    """Return the backups of a casebook folder, oldest first, by sequence and not by clock."""
    found = [(path, _FILE.fullmatch(path.name)) for path in (folder / BACKUPS).glob("*.mdbackup")]
    return sorted(
        (Backup(path, int(name[1])) for path, name in found if name), key=lambda each: each.sequence
    )


def make_backup(
    vault: Unlocked,
    at: datetime,
    why: Why = Why.ASKED,
    *,
    courtesy: Courtesy | None = None,
    heed: Heed = on_and_on,
) -> Backup:
    """Copy the records, check the copy by opening it, and keep it with the key slots in one file.

    It reads through a connection of its own, so that the window can go on meanwhile; with `courtesy` it
    lets go and begins again when somebody saves.
    """
    need_writable(vault.folder)
    folder = vault.folder / BACKUPS
    with saying(folder):
        folder.mkdir(mode=0o700, exist_ok=True)
    with saying(folder), held(folder), room(folder) as place:
        sequence = next_sequence(vault.folder)
        copy, package, final = place / RECORDS, place / "package", folder / f"{sequence:06}.mdbackup"
        with saying(final), telling():
            _copy_records(vault, copy, courtesy, heed)
            counts = verify_copy(copy, vault.data_key, heed)
            manifest = Manifest(
                vault.casebook,
                sequence,
                at,
                slots=slots_digest(vault.folder),
                why=why,
                key=key_mark(vault.data_key),
                **counts,
            )
            pack(vault.folder, copy, manifest, package, heed)
            package.replace(final)
            sync_folder(folder)
        try_to_remember(vault.folder, backup_sequence=sequence, backup_failed=None)
        thin(vault)
    return Backup(final, sequence)


def need_writable(folder: Path) -> None:
    """Refuse a casebook whose folder cannot be written, or is gone."""
    if not folder.is_dir():
        message = f"The casebook's folder {folder} is not there. Plug its drive in again and try again."
        raise DiskFailed(message)
    if not writable(folder):
        message = "The casebook's folder cannot be written, so nothing was done. Copy the casebook elsewhere."
        raise ReadOnly(message)


@contextlib.contextmanager
def room(folder: Path) -> Iterator[Path]:
    """An empty private folder inside another, taken away afterwards; `held` keeps others out of it."""
    place = folder / ROOM
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(mode=0o700)
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def newest(vault: Unlocked) -> tuple[Backup, Manifest] | None:
    """Return the newest backup under today's key that is not known to be damaged, and what it says."""
    known_bad = damaged_sequences(vault.folder)
    for each in reversed(backups(vault.folder)):
        with contextlib.suppress(UserError):
            manifest = read_manifest(each.path)
            ours = manifest.casebook == vault.casebook and manifest.is_under(vault.data_key)
            if ours and each.sequence not in known_bad:
                return each, manifest
    return None


def is_up_to_date(vault: Unlocked, number: int, chain_of: Callable[[int], str | None]) -> bool:
    """Return whether the newest backup holds the trail up to an entry, and the key slots of now."""
    found = newest(vault)
    if found is None:
        return False
    manifest = found[1]
    holds = manifest.audit_number >= number
    same_trail = manifest.chain_head in {chain_of(manifest.audit_number), ""}
    return holds and same_trail and manifest.slots == slots_digest(vault.folder)


def slots_digest(folder: Path) -> str:
    """Return a digest of the key slots; empty when they cannot be read."""
    for name in SLOTS:
        with contextlib.suppress(OSError):
            return hashlib.sha256((folder / name).read_bytes()).hexdigest()
    return ""


def thin(vault: Unlocked) -> list[Path]:
    """Take away the backups of this casebook that are no longer needed; damaged ones and others' stay."""
    known_bad = set(damaged_sequences(vault.folder))
    return remove_superfluous(
        [each.path for each in backups(vault.folder) if each.sequence not in known_bad], vault.casebook
    )


def remove_superfluous(paths: list[Path], casebook: str) -> list[Path]:
    """Remove those of some backup files that thinning does not keep; return them."""
    made: dict[int, Made] = {}
    by_sequence: dict[int, list[Path]] = {}
    for path in paths:
        with contextlib.suppress(UserError):
            manifest = read_manifest(path)
            if manifest.casebook == casebook:
                before = manifest.why in BEFORE
                made[manifest.sequence] = Made(manifest.sequence, manifest.day, before=before)
                by_sequence.setdefault(manifest.sequence, []).append(path)
    removed = [path for sequence in sorted(superfluous(made.values())) for path in by_sequence[sequence]]
    for path in removed:
        with contextlib.suppress(OSError):
            path.unlink()
    return removed


def damaged_sequences(folder: Path) -> list[int]:
    """Return which backups were found damaged when they were last checked."""
    found = recall(folder, "damaged_backups")
    return [each for each in found if isinstance(each, int)] if isinstance(found, list) else []


def next_sequence(folder: Path) -> int:
    """Return a number that was never used, even when the backup that had it was taken away."""
    used = recall(folder, "backup_sequence")
    highest = max((each.sequence for each in backups(folder)), default=0)
    return max(highest, used if type(used) is int else 0) + 1


def _copy_records(vault: Unlocked, copy: Path, courtesy: Courtesy | None, heed: Heed) -> None:
    source = connect(vault.folder / RECORDS, vault.data_key, read_only=True)
    with contextlib.closing(source):
        source.execute("PRAGMA query_only=OFF")  # it would refuse the copy too; the file is open for reading
        for _ in range(_TRIES):
            heed()
            if courtesy:
                courtesy.wait()
            copy.unlink(missing_ok=True)
            copy.touch(mode=0o600)
            if _vacuum_into(source, copy, courtesy, heed):
                break
        else:
            message = "No backup was made, because somebody was saving all the time. It is tried again later."
            raise CasebookBusy(message)
    with copy.open("rb+") as file:
        os.fsync(file.fileno())


def _vacuum_into(source: Any, copy: Path, courtesy: Courtesy | None, heed: Heed) -> bool:
    """Copy in one go; False when it let go because somebody saves."""
    stopped: list[BaseException] = []

    def look() -> int:
        try:
            heed()
        except BaseException as stop:  # noqa: BLE001 - told again below, outside SQLite
            stopped.append(stop)
            return 1
        return int(courtesy is not None and courtesy.wanted())

    source.set_progress_handler(look, _STEPS)
    try:
        source.execute("VACUUM INTO ?", (str(copy),))
    except sqlcipher.OperationalError as problem:
        if stopped:
            raise stopped[0] from None
        if "interrupted" in str(problem):
            return False
        raise
    finally:
        source.set_progress_handler(None, _STEPS)
    return True


def pack(folder: Path, copy: Path, manifest: Manifest, package: Path, heed: Heed = on_and_on) -> None:
    """Put a verified copy and the key slots of a folder into one sealed file, and read its seal back."""
    package.touch(mode=0o600)
    with package.open("wb") as raw:
        with zipfile.ZipFile(raw, "w", zipfile.ZIP_STORED) as bundle:
            with copy.open("rb") as source, bundle.open(RECORDS, "w", force_zip64=True) as target:
                for chunk in chunks(source, copy.stat().st_size):
                    heed()
                    target.write(chunk)
            for name in (*SLOTS, STATE):
                if (folder / name).exists():
                    bundle.writestr(name, (folder / name).read_bytes())
            bundle.writestr(NAME, manifest.as_json())
            bundle.comment = SEAL + b"0" * (SEAL_LENGTH - len(SEAL))
        raw.flush()
    seal(package)
    with package.open("rb+") as raw:
        os.fsync(raw.fileno())
    check_seal(package, heed)


def verify_copy(path: Path, data_key: bytes, heed: Heed = on_and_on) -> dict[str, Any]:
    """Open a copy of the records and check it in every way; return what a manifest says of it."""
    with telling(), contextlib.closing(connect(path, data_key, read_only=True)) as connection:
        for check in _CHECKS:
            heed()
            if connection.execute(f"PRAGMA {check}").fetchone() not in (None, ("ok",)):
                message = "The copy of the records did not pass its check, so it was not kept."
                raise CasebookDamaged(message)
        return counts_of(connection)


def counts_of(connection: Any) -> dict[str, Any]:
    """Return how much is in some records: tables, rows, and how far the trail has come."""
    names = [
        row[0]
        for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    ]
    rows = 0
    for name in names:
        quoted = '"' + name.replace('"', '""') + '"'
        rows += connection.execute(f"SELECT count(*) FROM {quoted}").fetchone()[0]  # noqa: S608
    head = connection.execute("SELECT id, chain FROM trail_entry ORDER BY id DESC LIMIT 1").fetchone()
    number, chain = head or (0, "")
    return {"tables": len(names), "rows": rows, "audit_number": number, "chain_head": chain}
