"""Writes to a casebook and records every write, cut, sync and removal of its files; a tool of the power cuts.

    python -m tests.faults.recorder SETTING ACTS OUT FOLDER CASEBOOK KEY USER

SETTING is what SQLite's `synchronous` is set to. It stands between SQLite and the system: the functions of
SQLite's own file layer are called through, so that this works wherever the library shows its symbols.
"""

import ctypes
import pickle
import sys
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p
from itertools import count
from pathlib import Path
from typing import Any

import sqlcipher3._sqlite3

from mentordesk.store import engine
from mentordesk.store.vault import Unlocked
from tests.faults import writer

CREATED, WRITTEN, CUT, SYNCED, REMOVED, SAID = "created", "written", "cut", "synced", "removed", "said"

Event = tuple[Any, ...]
"""What happened, the number of the file, and the details."""

OPEN = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, c_void_p)
"""The name is a bare address: SQLite keeps it, and what stands behind it."""
DELETE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int)
WRITE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
TRUNCATE = CFUNCTYPE(c_int, c_void_p, c_int64)
SYNC = CFUNCTYPE(c_int, c_void_p, c_int)


class Methods(Structure):
    """SQLite's `sqlite3_io_methods`, as far as it is called through; the rest is copied."""

    _fields_ = (
        ("version", c_int),
        ("close", c_void_p),
        ("read", c_void_p),
        ("write", c_void_p),
        ("truncate", c_void_p),
        ("sync", c_void_p),
        ("others", c_void_p * 13),
    )


class Layer(Structure):
    """SQLite's `sqlite3_vfs` up to the functions that are called through."""

    _fields_ = (
        ("version", c_int),
        ("file_size", c_int),
        ("longest", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("data", c_void_p),
        ("open", c_void_p),
        ("delete", c_void_p),
    )


class Stop(Exception):
    """Enough was written."""


class Recording:
    """What happened to the files of one casebook, in order."""

    def __init__(self, folder: Path) -> None:
        self.folder = str(folder)
        self.events: list[Event] = []
        self._numbers = count(1)
        self._by_name: dict[str, int] = {"records.db": 0}
        self._open: dict[int, int] = {}
        self._kept: list[Any] = []
        """Whatever SQLite calls must not be collected."""

    def begin(self) -> None:
        """Stand between SQLite and its file layer from now on."""
        library = ctypes.CDLL(sqlcipher3._sqlite3.__file__)
        library.sqlite3_vfs_find.restype = POINTER(Layer)
        layer = library.sqlite3_vfs_find(None).contents
        really_open, really_delete = OPEN(layer.open), DELETE(layer.delete)

        def opened(vfs: int, name: int | None, file: int, flags: int, out: int | None) -> int:
            path = Path(ctypes.string_at(name).decode()) if name else None
            new = path is not None and not path.exists()
            code = really_open(vfs, name, file, flags, out)
            if code == 0 and path is not None and str(path).startswith(self.folder):
                self._watch(file, path.name, new=new)
            return code

        def deleted(vfs: int, name: int, sync_folder: int) -> int:
            path = Path(ctypes.string_at(name).decode())
            there = path.exists()
            code = really_delete(vfs, name, sync_folder)
            if code == 0 and there and str(path).startswith(self.folder):
                self.events.append((REMOVED, self._by_name.pop(path.name), path.name, bool(sync_folder)))
            return code

        self._kept += [library, OPEN(opened), DELETE(deleted), really_open, really_delete]
        layer.open = ctypes.cast(self._kept[1], c_void_p)
        layer.delete = ctypes.cast(self._kept[2], c_void_p)

    def _watch(self, file: int, name: str, *, new: bool) -> None:
        if new:
            self._by_name[name] = next(self._numbers)
            self.events.append((CREATED, self._by_name[name], name))
        self._open[file] = self._by_name[name]
        place = ctypes.cast(file, POINTER(c_void_p))
        methods = Methods.from_buffer_copy(ctypes.cast(place[0], POINTER(Methods)).contents)
        write, truncate, sync = WRITE(methods.write), TRUNCATE(methods.truncate), SYNC(methods.sync)

        def wrote(at: int, content: int, length: int, offset: int) -> int:
            code = write(at, content, length, offset)
            if code == 0:
                self.events.append((WRITTEN, self._open[at], offset, ctypes.string_at(content, length)))
            return code

        def cut(at: int, size: int) -> int:
            code = truncate(at, size)
            if code == 0:
                self.events.append((CUT, self._open[at], size))
            return code

        def synced(at: int, flags: int) -> int:
            code = sync(at, flags)
            if code == 0:
                self.events.append((SYNCED, self._open[at]))
            return code

        ours = (WRITE(wrote), TRUNCATE(cut), SYNC(synced))
        methods.write, methods.truncate, methods.sync = (ctypes.cast(each, c_void_p) for each in ours)
        self._kept += [methods, *ours, write, truncate, sync]
        place[0] = ctypes.addressof(methods)


def main() -> None:
    """Record some acts of the writer."""
    setting, acts, out, folder, casebook, key, user = sys.argv[1:]
    engine.PRAGMAS = tuple(
        f"synchronous={setting}" if each.startswith("synchronous") else each for each in engine.PRAGMAS
    )
    recording = Recording(Path(folder).resolve())

    def say(words: str) -> None:
        recording.events.append((SAID, words))
        if words == f"done {acts}":
            raise Stop

    writer.say = say
    recording.begin()
    vault = Unlocked(Path(folder), casebook, user, starter=False, data_key=bytes.fromhex(key))
    try:
        writer.write(vault, "ours")
    except Stop:
        Path(out).write_bytes(pickle.dumps(recording.events))


if __name__ == "__main__":
    main()
