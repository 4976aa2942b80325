"""Verified backups: a copy made beside a working casebook, opened and checked before it counts."""

import contextlib
import json
import os
import re
import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from mentordesk.kernel.errors import CasebookDamaged
from mentordesk.store.engine import connect, telling
from mentordesk.store.files import saying, sync_folder
from mentordesk.store.vault import BACKUPS, RECORDS, SLOTS, STATE, Unlocked

_CHECKS = ("cipher_integrity_check", "integrity_check", "foreign_key_check")
_NAME = re.compile(r"(\d{6})\.mdbackup")


@dataclass(frozen=True)
class Backup:
    """One backup file and its place in the order they were made."""

    path: Path
    sequence: int


def backups(folder: Path) -> list[Backup]:
    """Return the backups of a casebook folder, oldest first, by sequence and not by clock."""
    found = [(path, _NAME.fullmatch(path.name)) for path in (folder / BACKUPS).glob("*.mdbackup")]
    return sorted(
        (Backup(path, int(name[1])) for path, name in found if name), key=lambda each: each.sequence
    )


def make_backup(vault: Unlocked, engine: Engine, at: datetime) -> Backup:
    """Copy the records, check the copy by opening it, and keep it with the key slots in one file."""
    folder = vault.folder / BACKUPS
    with saying(folder):
        folder.mkdir(mode=0o700, exist_ok=True)
    sequence = max((each.sequence for each in backups(vault.folder)), default=0) + 1
    copy = folder / f".{sequence:06}.records"
    package = folder / f".{sequence:06}.new"
    final = folder / f"{sequence:06}.mdbackup"
    try:
        with saying(copy), telling():
            copy.unlink(missing_ok=True)
            _copy_records(engine, copy)
            counts = verify_copy(copy, vault.data_key)
            manifest = {
                "format": 1,
                "casebook": vault.casebook,
                "sequence": sequence,
                "at": at.isoformat(),
                **counts,
            }
            with package.open("wb") as raw:
                with zipfile.ZipFile(raw, "w", zipfile.ZIP_STORED) as bundle:
                    bundle.write(copy, RECORDS)
                    for name in (*SLOTS, STATE):
                        if (vault.folder / name).exists():
                            bundle.write(vault.folder / name, name)
                    bundle.writestr("manifest.json", json.dumps(manifest))
                raw.flush()
                os.fsync(raw.fileno())
            package.chmod(0o600)
            package.replace(final)
            sync_folder(folder)
    finally:
        copy.unlink(missing_ok=True)
        package.unlink(missing_ok=True)
    return Backup(final, sequence)


def _copy_records(engine: Engine, copy: Path) -> None:
    copy.touch(mode=0o600)
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("VACUUM INTO ?", (str(copy),))
    finally:
        connection.close()
    with copy.open("rb+") as file:
        os.fsync(file.fileno())


def verify_copy(path: Path, data_key: bytes) -> dict[str, int]:
    """Open a copy of the records and check it in every way; return its counts."""
    with telling(), contextlib.closing(connect(path, data_key, read_only=True)) as connection:
        if any(connection.execute(f"PRAGMA {check}").fetchone() not in (None, ("ok",)) for check in _CHECKS):
            message = "The copy of the records did not pass its check, so it was not kept."
            raise CasebookDamaged(message)
        tables = connection.execute("SELECT count(*) FROM sqlite_master WHERE type = 'table'").fetchone()[0]
        trail = connection.execute("SELECT coalesce(max(id), 0) FROM trail_entry").fetchone()[0]
        return {"tables": tables, "audit_number": trail}
