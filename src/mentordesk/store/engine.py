"""The engine: one encrypted SQLite file, opened the one way that was found to be safe."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError

from mentordesk.kernel.errors import CasebookBusy, CasebookDamaged, DiskFailed, DiskFull, ReadOnly

READS = "mentordesk_reads"
"""Execution option of a connection that only reads: its transaction takes no write lock."""

PRAGMAS = (
    "foreign_keys=ON",
    "recursive_triggers=ON",
    "secure_delete=ON",
    "cell_size_check=ON",
    "trusted_schema=OFF",
    "temp_store=MEMORY",
    "journal_mode=DELETE",
    "synchronous=EXTRA",
    "fullfsync=ON",
    "cache_size=-65536",
    "busy_timeout=5000",
)

DAMAGED = (
    "The records of this casebook are damaged. They were left as they are. "
    "Restore the newest backup from the casebook's backups folder."
)


def connect(path: Path, data_key: bytes, *, read_only: bool = False, create: bool = False) -> Any:
    """Open the records with the data key and every setting in place; CasebookDamaged when they do not fit."""
    mode = "ro" if read_only else "rwc" if create else "rw"
    connection = sqlcipher.connect(
        f"{path.resolve().as_uri()}?mode={mode}", uri=True, isolation_level=None, check_same_thread=False
    )
    try:
        set_key(connection, data_key)
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if read_only:
            connection.execute("PRAGMA query_only=ON")
    except BaseException:
        connection.close()
        raise
    return connection


def set_key(connection: Any, data_key: bytes) -> None:
    """Give a new connection its key; a library that does not encrypt is refused."""
    connection.execute("PRAGMA cipher_log_level=NONE")
    key = bytearray(b"x'" + data_key.hex().encode() + b"'")
    connection.set_key(key)
    key[:] = bytes(len(key))
    if not connection.execute("PRAGMA cipher_version").fetchone():
        message = "the SQLite library does not encrypt"
        raise RuntimeError(message)


def open_engine(path: Path, data_key: bytes, *, read_only: bool = False, create: bool = False) -> Engine:
    """Return the engine of one casebook: one connection, write transactions that lock at their start."""
    engine = create_engine(
        URL.create("sqlite+pysqlite", database=str(path)),
        module=sqlcipher,
        creator=lambda: connect(path, data_key, read_only=read_only, create=create),
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        reads = read_only or connection.get_execution_options().get(READS)
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

    return engine


@contextlib.contextmanager
def telling() -> Iterator[None]:
    """Turn what the database says into errors that a person can act on; bugs pass through."""
    try:
        yield
    except DBAPIError as problem:
        raise told(problem.orig) or problem from problem.orig
    except sqlcipher.Error as problem:
        raise told(problem) or problem from problem


def told(problem: BaseException | None) -> Exception | None:
    """Return the error that says what a database problem means to a person; None when it is a bug."""
    text = str(problem)
    return next((kind(sentence) for sign, kind, sentence in _SIGNS if sign in text), None)


_SIGNS: tuple[tuple[str, type[Exception], str], ...] = (
    (
        "disk is full",
        DiskFull,
        "Could not save: the disk is full. Nothing was lost. Free some space and save again.",
    ),
    ("malformed", CasebookDamaged, DAMAGED),
    ("not a database", CasebookDamaged, DAMAGED),
    (
        "locked",
        CasebookBusy,
        "Could not save: another program is using the casebook. Wait a moment and save again.",
    ),
    ("readonly", ReadOnly, "Could not save: the casebook's folder cannot be written."),
    ("unable to open", ReadOnly, "The casebook's folder or its records cannot be opened for writing."),
    (
        "disk I/O",
        DiskFailed,
        "Could not save: the disk did not answer. Nothing was lost. Check it and save again.",
    ),
)


def damage(connection: Any, path: Path) -> str | None:
    """Return what a quick look at every page's seal and the file's length finds wrong, or None."""
    pages = int(connection.execute("PRAGMA page_count").fetchone()[0])
    size = int(connection.execute("PRAGMA page_size").fetchone()[0])
    if path.stat().st_size != pages * size:
        return "The file is not as long as it should be."
    failed = connection.execute("PRAGMA cipher_integrity_check").fetchall()
    return str(failed[0][0]) if failed else None
