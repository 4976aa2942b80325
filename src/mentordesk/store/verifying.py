"""Which backups are good: each is opened with the key in a private place, and nothing of it is in plain."""

import contextlib
import os
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from mentordesk.kernel.choices import Choice
from mentordesk.kernel.errors import BadFile, CasebookDamaged, UserError
from mentordesk.store.backup import Heed, backups, need_writable, on_and_on, room, verify_copy
from mentordesk.store.check import Finding
from mentordesk.store.files import saying
from mentordesk.store.held import held
from mentordesk.store.manifest import (
    BROKEN_ARCHIVE,
    Manifest,
    check_seal,
    chunks,
    read_manifest,
    stored_size,
)
from mentordesk.store.state import recall, try_to_remember
from mentordesk.store.vault import BACKUPS, RECORDS, Unlocked


class EarlierKey(BadFile):
    """A whole backup from before a change of the key."""


class Condition(Choice):
    """What is known of a backup file."""

    GOOD = "good", "Good"
    MADE_GOOD = "made_good", "Good when it was made"
    DAMAGED = "damaged", "Damaged"
    OTHER = "other", "Of another casebook"
    EARLIER_KEY = "earlier_key", "Under an earlier key"


@dataclass(frozen=True)
class BackupRow:
    """One backup in the list: what it says about itself, how large it is, and whether it is good."""

    path: Path
    sequence: int
    size: int
    condition: Condition
    checked_at: datetime | None = None
    manifest: Manifest | None = None
    """None when it cannot be read."""


def backup_rows(vault: Unlocked) -> list[BackupRow]:
    """Return every backup in the casebook's own folder, newest first, without opening any."""
    known = _known(vault.folder)
    return [_row(vault, each.path, each.sequence, known) for each in reversed(backups(vault.folder))]


def verify_backup(vault: Unlocked, path: Path, heed: Heed = on_and_on) -> Manifest:
    """Open a backup with the casebook's key and check all of it; an error says what is wrong."""
    manifest = read_manifest(path)
    if manifest.casebook != vault.casebook:
        message = f"{path.name} is a backup of another casebook. Choose one of this casebook."
        raise BadFile(message)
    check_seal(path, heed)
    if not manifest.is_under(vault.data_key):
        message = (
            f"{path.name} is whole, but was made under an earlier key. Restore it into a new folder, with a "
            "passphrase or the recovery key of that time."
        )
        raise EarlierKey(message)
    need_writable(vault.folder)
    folder = vault.folder / BACKUPS
    with saying(folder):
        folder.mkdir(mode=0o700, exist_ok=True)
    with saying(folder), held(folder), room(folder) as place:
        unpack(path, RECORDS, place / RECORDS, heed)
        try:
            counts = verify_copy(place / RECORDS, vault.data_key, heed)
        except CasebookDamaged:
            message = (
                f"The backup {path.name} does not open with the key of this casebook, or is damaged. "
                "Choose another backup."
            )
            raise CasebookDamaged(message) from None
    compare(manifest, counts["audit_number"], counts["tables"], path.name)
    return manifest


def compare(manifest: Manifest, audit_number: int, tables: int, name: str) -> None:
    """Refuse records that do not hold what their backup says about itself."""
    if (audit_number, tables) != (manifest.audit_number, manifest.tables):
        message = f"The backup {name} does not hold what it says. Choose another backup."
        raise CasebookDamaged(message)


def refuse_bad(findings: list[Finding], what: str) -> None:
    """Refuse a casebook that did not pass its checks."""
    bad = [each.what for each in findings if not each.good]
    if bad:
        message = f"In {what} this is not good: {', '.join(bad)}. Nothing was changed. Choose another backup."
        raise CasebookDamaged(message)


def check_backups(
    vault: Unlocked, at: datetime, progress: Callable[[int, int, str], None] = lambda *_: None
) -> list[BackupRow]:
    """Check every backup in the casebook's folder, remember what was found, and return the list."""
    found = list(reversed(backups(vault.folder)))
    checked: dict[str, str] = {}
    damaged: list[int] = []
    for done, each in enumerate(found):
        says = f"backup {each.sequence}"
        progress(done, len(found), says)
        try:
            verify_backup(vault, each.path, partial(progress, done, len(found), says))
        except EarlierKey:
            checked[str(each.sequence)] = at.isoformat()
        except BadFile:
            continue
        except CasebookDamaged:
            damaged.append(each.sequence)
        else:
            checked[str(each.sequence)] = at.isoformat()
    try_to_remember(vault.folder, checked_backups=checked, damaged_backups=damaged)
    return backup_rows(vault)


def remove_backup(vault: Unlocked, path: Path) -> None:
    """Take a backup file away that is damaged or under an earlier key; one that is needed is refused."""
    row = next((each for each in backup_rows(vault) if each.path == path), None)
    if row is None or row.condition not in {Condition.DAMAGED, Condition.EARLIER_KEY}:
        message = f"{path.name} is a good backup of this casebook, so it was left where it is."
        raise BadFile(message)
    with saying(path):
        path.unlink(missing_ok=True)
    left = sorted(_known(vault.folder)[1] - {row.sequence})
    try_to_remember(vault.folder, damaged_backups=left)


def unpack(path: Path, name: str, to: Path, heed: Heed = on_and_on) -> None:
    """Take one file out of a backup, whole and on disk; CasebookDamaged when it is not as it was put in."""
    try:
        with zipfile.ZipFile(path) as bundle:
            size = stored_size(bundle, path, name)
            to.touch(mode=0o600)
            with bundle.open(name) as source, to.open("wb") as target:
                for chunk in chunks(source, size):
                    heed()
                    target.write(chunk)
                target.flush()
                os.fsync(target.fileno())
    except (*BROKEN_ARCHIVE, KeyError, ValueError):
        message = f"The backup {path.name} is damaged: it is not as it was written. Choose another backup."
        raise CasebookDamaged(message) from None


def _row(
    vault: Unlocked, path: Path, sequence: int, known: tuple[dict[int, datetime], set[int]]
) -> BackupRow:
    checked, damaged = known
    manifest, condition = None, Condition.DAMAGED
    size = 0
    with contextlib.suppress(OSError):
        size = path.stat().st_size
    try:
        manifest = read_manifest(path)
        if manifest.casebook != vault.casebook:
            condition = Condition.OTHER
        elif sequence not in damaged and not manifest.is_under(vault.data_key):
            condition = Condition.EARLIER_KEY
        elif sequence not in damaged:
            condition = Condition.GOOD if sequence in checked else Condition.MADE_GOOD
    except BadFile:
        condition = Condition.OTHER
    except UserError:
        condition = Condition.DAMAGED
    return BackupRow(path, sequence, size, condition, checked.get(sequence), manifest)


def _known(folder: Path) -> tuple[dict[int, datetime], set[int]]:
    """When which backup was found good, and which were found damaged."""
    checked: dict[int, datetime] = {}
    found = recall(folder, "checked_backups")
    for key, text in (found if isinstance(found, dict) else {}).items():
        with contextlib.suppress(ValueError, TypeError):
            checked[int(key)] = datetime.fromisoformat(text)
    damaged = recall(folder, "damaged_backups")
    return checked, {each for each in (damaged if isinstance(damaged, list) else []) if type(each) is int}
