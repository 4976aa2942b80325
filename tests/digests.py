"""Whether anything in a folder changed: every file by name, content and permissions."""

import hashlib
from pathlib import Path


def digests(folder: Path) -> dict[str, tuple[str, int]]:
    """A digest of every file in a folder, and its permissions, by its path."""
    return {
        str(path.relative_to(folder)): (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mode)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
