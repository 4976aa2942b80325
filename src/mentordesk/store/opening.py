"""Opening a casebook whose vault is unlocked: damage noticed, the schema brought up to date, a store made."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Engine

from mentordesk.kernel.errors import CasebookDamaged
from mentordesk.records import everything
from mentordesk.store import migrate, swap
from mentordesk.store.backup import make_backup
from mentordesk.store.casebook import Store, wall_clock
from mentordesk.store.engine import DAMAGED, READS, damage, open_engine, telling
from mentordesk.store.files import writable
from mentordesk.store.manifest import Why
from mentordesk.store.vault import RECORDS, Unlocked

SEALS_CHECKED_UP_TO = 64 * 1024 * 1024
"""Bytes of records whose every page is checked at opening; larger ones are checked by `check`."""


def found_store(vault: Unlocked, clock: Callable[[], datetime] = wall_clock) -> Store:
    """Make the records of a new casebook by the same migrations that old ones run, and open it."""
    path = vault.folder / RECORDS
    everything.load()
    engine = open_engine(path, vault.data_key, create=True)
    try:
        with telling():
            migrate.upgrade(engine)
        path.chmod(0o600)
        return Store(vault, engine, clock=clock)
    except BaseException:
        engine.dispose()
        raise


def open_store(vault: Unlocked, clock: Callable[[], datetime] = wall_clock) -> Store:
    """Open the records; in a folder that cannot be written they open for reading only."""
    everything.load()
    read_only = not writable(vault.folder)
    engine = open_engine(vault.folder / RECORDS, vault.data_key, read_only=read_only)
    try:
        with telling():
            version = _look(engine, vault)
            migrate.refuse_newer(version)
            if version != migrate.HEAD and not read_only:
                make_backup(vault, clock(), Why.UPDATE)
                migrate.upgrade(engine)
        store = Store(vault, engine, read_only=read_only, clock=clock)
    except BaseException:
        engine.dispose()
        raise
    if not read_only:
        swap.forget_earlier_key(vault.folder)
    return store


def _look(engine: Engine, vault: Unlocked) -> str:
    path = vault.folder / RECORDS
    with engine.execution_options(**{READS: True}).connect() as connection:
        raw = connection.connection.dbapi_connection
        if path.stat().st_size <= SEALS_CHECKED_UP_TO and damage(raw, path):
            raise CasebookDamaged(DAMAGED)
        version = migrate.schema_version(connection)
    if not version:
        raise CasebookDamaged(DAMAGED)
    return version
