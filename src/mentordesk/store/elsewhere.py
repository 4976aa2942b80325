"""A second place for backups: a USB stick or another drive, in case the computer is lost."""

import contextlib
import errno
import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from mentordesk.kernel.errors import BadFile, CasebookDamaged, DiskFailed, DiskFull, ReadOnly, UserError
from mentordesk.store.backup import Backup, Heed, newest, on_and_on, remove_superfluous
from mentordesk.store.files import sync_folder
from mentordesk.store.manifest import Manifest, check_seal, chunks, read_manifest
from mentordesk.store.state import recall, try_to_remember
from mentordesk.store.vault import Unlocked

_FILE = re.compile(r"MentorDesk-(\d{6,})-[0-9a-f]{8}\.mdbackup")
_FULL = {errno.ENOSPC, errno.EDQUOT}
_LOCKED = {errno.EACCES, errno.EPERM, errno.EROFS}


@dataclass(frozen=True)
class Copied:
    """One copy in the second place, with what it says about itself."""

    path: Path
    manifest: Manifest


def refuse_place(vault: Unlocked, place: Path) -> None:
    """Refuse a folder that cannot be a second place: inside the casebook, or not there."""
    own, chosen = vault.folder.resolve(), place.resolve()
    if chosen == own or own in chosen.parents:
        message = "That folder is inside the casebook itself. Choose one on a USB stick or another drive."
        raise BadFile(message)
    if not place.is_dir():
        message = f"The folder {place} is not there. Plug the drive in, or choose another folder."
        raise DiskFailed(message)


def copy_elsewhere(
    vault: Unlocked, backup: Backup, place: Path, at: datetime, heed: Heed = on_and_on
) -> Path:
    """Copy a backup to the second place, read the copy back, and thin what lies there; return the copy."""
    refuse_place(vault, place)
    check_seal(backup.path, heed)
    size = backup.path.stat().st_size
    digest = _digest(backup.path, size, heed)
    final = place / f"MentorDesk-{backup.sequence:06}-{digest[:8]}.mdbackup"
    beside = place / f".{final.name}.{os.getpid()}.new"
    with _saying_of(place):
        if not (final.exists() and _digest(final, size + 1, heed) == digest):
            try:
                _write(backup.path, beside, size, heed)
                if _digest(beside, size + 1, heed) != digest:
                    message = (
                        "The copy in the other place is not what was written, so it was not kept. "
                        "That drive may be failing. The backup on this computer is good. Use another drive."
                    )
                    raise CasebookDamaged(message)
                beside.replace(final)
                with contextlib.suppress(OSError):
                    sync_folder(place)
            finally:
                with contextlib.suppress(OSError):
                    beside.unlink(missing_ok=True)
    copied = {"at": at.isoformat(), "sequence": backup.sequence}
    try_to_remember(vault.folder, copied=copied, backup_failed=None)
    with contextlib.suppress(OSError):
        remove_superfluous([each.path for each in copies(vault.casebook, place)], vault.casebook)
    return final


def to_be_copied(vault: Unlocked) -> Backup | None:
    """Return the newest backup when it was not copied to the second place yet."""
    found = newest(vault)
    copied = recall(vault.folder, "copied")
    done = copied.get("sequence") if isinstance(copied, dict) else None
    return found[0] if found and found[0].sequence != done else None


def copies(casebook: str, place: Path) -> list[Copied]:
    """Return the copies of a casebook's backups in a place, newest first; none when it is not there."""
    found = []
    with contextlib.suppress(OSError):
        for path in place.glob("MentorDesk-*.mdbackup"):
            if _FILE.fullmatch(path.name):
                with contextlib.suppress(UserError):
                    found.append(Copied(path, read_manifest(path)))
    mine = [each for each in found if each.manifest.casebook == casebook]
    return sorted(mine, key=lambda each: each.manifest.sequence, reverse=True)


def _write(source: Path, target: Path, size: int, heed: Heed) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    with source.open("rb") as file, os.fdopen(os.open(target, flags, 0o600), "wb") as out:
        for chunk in chunks(file, size):
            heed()
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())


def _digest(path: Path, size: int, heed: Heed) -> str:
    """Read a file back, from the drive itself where the system lets us say so."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        advise = getattr(os, "posix_fadvise", None)
        if advise:
            with contextlib.suppress(OSError):
                advise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        for chunk in chunks(file, size):
            heed()
            found.update(chunk)
    return found.hexdigest()


@contextlib.contextmanager
def _saying_of(place: Path) -> Iterator[None]:
    """Turn what the other drive says into a sentence."""
    kept = "The backup on this computer is good."
    try:
        yield
    except OSError as problem:
        if problem.errno in _FULL:
            message = (
                f"Could not copy the backup to {place}: that drive is full. {kept} Free some room there."
            )
            raise DiskFull(message) from problem
        if problem.errno in _LOCKED:
            message = (
                f"Could not copy the backup to {place}: it cannot be written. {kept} Choose another place."
            )
            raise ReadOnly(message) from problem
        if problem.errno == errno.EFBIG:
            message = f"Could not copy the backup to {place}: it is too large for a file there. {kept}"
            raise DiskFailed(f"{message} Format the drive as exFAT, or use another.") from problem
        message = f"Could not copy the backup to {place}: the drive did not answer. {kept} Plug it in again."
        raise DiskFailed(message) from problem
