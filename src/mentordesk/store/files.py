"""Files that are replaced whole or not at all, and what the disk says when it cannot."""

import contextlib
import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from mentordesk.kernel.errors import BadFile, DiskFailed, DiskFull, NotFound, ReadOnly

_FULL = {errno.ENOSPC, errno.EDQUOT}
_GONE = {errno.ENOENT, errno.ENOTDIR}
_LOCKED = {errno.EACCES, errno.EPERM, errno.EROFS}


def replace_file(path: Path, content: bytes, first: Callable[[], object] | None = None) -> None:
    """Write a file whole: beside it, synced, renamed over it, the folder synced.

    `first` is done when all of it is on the disk and before it stands under its name; if that fails,
    nothing is there.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    with saying(path):
        try:
            descriptor = os.open(beside, flags, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            if first:
                first()
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
        sync_folder(path.parent)


def save_outside(path: Path, content: bytes, note: Callable[[], object]) -> None:
    """Write a file where a reader wants it: never over a device, and never into a casebook's folder.

    `note` writes down that it leaves; without the note there is no file.
    """
    if path.exists() and not path.is_file():
        message = f"Could not save {path}: it is not a file. Nothing was written. Choose another name."
        raise ReadOnly(message)
    around = path.absolute().parents[:2]
    if any((folder / name).exists() for folder in around for name in ("records.db", "keyslots.json")):
        message = f"Could not save {path}: that is a casebook's own folder. Choose another place."
        raise ReadOnly(message)
    replace_file(path, content, note)


def sync_folder(folder: Path) -> None:
    """Make a rename in a folder last through a power cut, where the system can."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def writable(folder: Path) -> bool:
    """Return whether a folder and what stands in it may be written; marked read-only counts for everyone."""
    marked = [path for path in (folder, folder / "records.db") if path.exists()]
    return all(os.access(path, os.W_OK) and path.stat().st_mode & 0o222 for path in marked) and not _frozen(
        folder
    )


def _frozen(folder: Path) -> bool:
    statvfs = getattr(os, "statvfs", None)
    return bool(statvfs and statvfs(folder).f_flag & getattr(os, "ST_RDONLY", 0))


@contextlib.contextmanager
def saying(path: Path) -> Iterator[None]:
    """Turn what the disk says into a sentence about `path`."""
    try:
        yield
    except OSError as problem:
        if problem.errno in _FULL:
            message = f"Could not save {path.name}: the disk is full. Free some space and try again."
            raise DiskFull(message) from problem
        if problem.errno in _LOCKED:
            message = f"Could not save {path.name}: the folder cannot be written. Choose another place."
            raise ReadOnly(message) from problem
        if problem.errno in _GONE:
            message = f"Could not save {path.name}: its folder is not there. Check the place and try again."
            raise DiskFailed(message) from problem
        message = (
            f"Could not read or write {path.name}: the disk or folder did not answer. Check it and try again."
        )
        raise DiskFailed(message) from problem


def read_text(path: Path) -> str:
    """Return the text of a file that somebody names; BadFile when it is not text in UTF-8."""
    try:
        return path.read_text("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        message = f"There is no file {path}. Check its name."
        raise NotFound(message) from None
    except UnicodeDecodeError as problem:
        message = f"{path.name} is not text in UTF-8 (byte {problem.start}). Nothing was imported."
        raise BadFile(message) from None
    except OSError as problem:
        message = f"{path} cannot be read ({problem.strerror}). Nothing was imported."
        raise BadFile(message) from problem
