"""Whether anything in a folder changed: every file by name, content and permissions."""

import hashlib
from pathlib import Path

from mentordesk.records.base import Record
from mentordesk.store.casebook import Store


def digests(folder: Path, *, but: str = "") -> dict[str, tuple[str, int]]:
    """A digest of every file in a folder `but` one, and its permissions, by its path."""
    return {
        str(path.relative_to(folder)): (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mode)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != but
    }


def rows(store: Store) -> dict[str, dict[int, str]]:
    """A digest of every row of every audited record but for its version, by table and number."""
    found: dict[str, dict[int, str]] = {}
    with store.connection() as connection:
        for mapper in Record.registry.mappers:
            if not mapper.class_.audited:
                continue
            table = mapper.local_table
            for row in connection.execute(table.select().order_by(table.c.id)).mappings():
                told = repr([(key, row[key]) for key in sorted(row) if key != "version"])
                digest = hashlib.sha256(told.encode()).hexdigest()
                found.setdefault(table.name, {})[row["id"]] = digest
    return found
