"""Changing the data key: everything is copied under a new key, checked, and only then takes its place.

Who leaves knew a way to the old key and may hold an old copy of the folder. That copy still opens; nothing
that is saved after the change does. The new records, key slots and first backup lie ready in the room that a
restore uses too, and the same order moves them, so that killed at any moment the old casebook or the new one
opens, and never slots of one with records of the other. The old records go when the new ones have opened.
"""

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from itertools import zip_longest
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from mentordesk.kernel.errors import CasebookDamaged, Conflict, DiskFull
from mentordesk.kernel.health import size_words
from mentordesk.kernel.permissions import Permission
from mentordesk.store import keys, swap, vault
from mentordesk.store.backup import Heed, need_writable, next_sequence, pack, slots_digest, verify_copy
from mentordesk.store.casebook import Store
from mentordesk.store.check import check_casebook
from mentordesk.store.computer import free_room
from mentordesk.store.engine import connect, telling
from mentordesk.store.files import saying
from mentordesk.store.holders import key_holders
from mentordesk.store.keys import Holder
from mentordesk.store.manifest import Manifest, Why, key_mark
from mentordesk.store.opening import open_store
from mentordesk.store.state import try_to_remember
from mentordesk.store.vault import BACKUPS, RECORDS, STATE, Keyring, Unlocked
from mentordesk.store.verifying import refuse_bad
from mentordesk.store.work import Work, operation

Progress = Callable[[int, int, str], None]
_STEPS = 6
_OFTEN = 1_000
_SPARE = 1_000_000
_SETTINGS = ("user_version", "application_id")
"""What stands in a database beside its tables."""


@dataclass
class NewKey:
    """The casebook under its new key, laid out beside the old one. Until it is dropped nobody saves."""

    folder: Path
    opened: Unlocked
    """The vault under the new key, as it will stand."""
    at: datetime
    lock: Any = field(repr=False)
    """A connection that keeps the old records from being written, so that nothing is saved and not copied."""

    @property
    def room(self) -> Path:
        """Where its files lie."""
        return self.folder / swap.ROOM

    def drop(self) -> None:
        """Throw it away; nothing was changed."""
        self.lock.close()
        if not swap.is_ordered(self.folder):
            shutil.rmtree(self.folder / swap.ROOM, ignore_errors=True)

    def take_its_place(self) -> None:
        """Put it in the place of the casebook. No store may be open."""
        try:
            swap.order(self.folder, new_key=True)
        finally:
            self.lock.close()  # Windows moves no open file; whoever opens the casebook now makes the moves
        swap.finish(self.folder)
        try_to_remember(self.folder, recovery_kept=self.at.isoformat())


@operation(needs=Permission.PEOPLE_MANAGE)
def note_key_change(work: Work, people: int) -> None:
    """Have the trail say that the data key was changed, and how many people were given a way in."""
    work.say_that("casebook", 0, "key changed", people=f"{people}")


def lay_under_new_key(
    store: Store, secrets: Mapping[str, str], recovery_key: str, progress: Progress = lambda *_: None
) -> NewKey:
    """Lay the casebook out under a new random key, with a slot for everybody who signs in.

    `secrets` are by slot: the passphrase of the person who does it, and a starter code for everybody else.
    """
    holders = store.read(key_holders)
    folder = store.vault.folder
    need_writable(folder)
    if not {holder.user for holder in holders} <= set(secrets):
        message = "Somebody was added meanwhile. Nothing was changed. Change the key again."
        raise Conflict(message)
    _need_room(store)
    swap.finish(folder)
    with telling():
        lock = connect(folder / RECORDS, store.vault.data_key)
    opened = replace(store.vault, data_key=keys.new_data_key(), starter=False)
    ready = NewKey(folder, opened, store.clock(), lock)
    try:
        with telling(), saying(folder / RECORDS):
            lock.execute("BEGIN IMMEDIATE")
            shutil.rmtree(ready.room, ignore_errors=True)
            ready.room.mkdir(mode=0o700)
            store.backup_if_changed(Why.KEY, partial(progress, 0, _STEPS, "making a backup"))
            _copy(store.vault, ready, partial(progress, 1, _STEPS, "copying the records"))
            _make_slots(
                ready, holders, secrets, recovery_key, partial(progress, 3, _STEPS, "making the keys")
            )
            _note(store, ready, len(holders), partial(progress, 4, _STEPS, "checking the records"))
            _make_backup(store, ready, partial(progress, 5, _STEPS, "making a backup under the new key"))
            _settle(ready.room)
    except BaseException:
        ready.drop()
        raise
    return ready


def _need_room(store: Store) -> None:
    """Refuse when the copy and its first backup would not fit, and a backup of now where there is none."""
    folder = store.vault.folder
    size, free = (folder / RECORDS).stat().st_size, free_room(folder)
    needed = (2 if store.is_backed_up() else 3) * size + _SPARE
    if free is not None and free < needed:
        message = (
            f"Could not change the key: that needs {size_words(needed)} of free space on the disk, and there "
            f"are {size_words(free)}. Nothing was changed. Free some space and try again."
        )
        raise DiskFull(message)


def _copy(old: Unlocked, ready: NewKey, heed: Heed) -> None:
    """Copy every table, index and trigger under the new key, and read both back beside each other."""
    fresh = ready.room / RECORDS
    fresh.touch(mode=0o600)
    source = connect(old.folder / RECORDS, old.data_key)
    with contextlib.closing(source):
        secret = f"x'{ready.opened.data_key.hex()}'"
        source.execute("ATTACH DATABASE ? AS fresh KEY ?", (str(fresh), secret))
        for pragma in ("journal_mode=OFF", "synchronous=OFF"):  # it counts only when all of it is on the disk
            source.execute(f"PRAGMA fresh.{pragma}")
        with _stopping(source, heed):
            source.execute("SELECT sqlcipher_export('fresh')").fetchone()
        for setting in _SETTINGS:
            value = int(source.execute(f"PRAGMA main.{setting}").fetchone()[0])
            source.execute(f"PRAGMA fresh.{setting} = {value}")
        source.execute("DETACH DATABASE fresh")
        with contextlib.closing(connect(fresh, ready.opened.data_key, read_only=True)) as copy:
            _compare(source, copy, heed)


def _compare(old: Any, new: Any, heed: Heed) -> None:
    """Refuse a copy in which any table, index, trigger, setting or row is not as it was."""
    schema = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
    made = old.execute(schema).fetchall()
    asked = [schema, *(f"PRAGMA {setting}" for setting in _SETTINGS)]
    asked += [f'SELECT * FROM "{name}"' for kind, name, *_ in made if kind == "table"]  # noqa: S608
    for question in asked:
        for number, (one, other) in enumerate(zip_longest(old.execute(question), new.execute(question))):
            if number % _OFTEN == 0:
                heed()
            if one != other:
                message = (
                    "The copy under the new key is not the same, so it was not kept. Nothing was changed."
                )
                raise CasebookDamaged(message)


@contextlib.contextmanager
def _stopping(connection: Any, heed: Heed) -> Iterator[None]:
    """Let what SQLite does at length be stopped."""
    stopped: list[BaseException] = []

    def look() -> int:
        try:
            heed()
        except BaseException as stop:  # noqa: BLE001 - told again below, outside SQLite
            stopped.append(stop)
        return len(stopped)

    connection.set_progress_handler(look, _OFTEN)
    try:
        yield
    except sqlcipher.Error:
        if stopped:
            raise stopped[0] from None
        raise
    finally:
        connection.set_progress_handler(None, _OFTEN)


def _make_slots(
    ready: NewKey, holders: tuple[Holder, ...], secrets: Mapping[str, str], recovery_key: str, heed: Heed
) -> None:
    """Write new key slots beside the copy, and open those that must never fail."""
    opened, me = ready.opened, ready.opened.user
    cost = vault.usual_cost(replace(opened, folder=ready.folder))
    wanted = [(replace(holder, starter=holder.user != me), secrets[holder.user]) for holder in holders]
    wanted.append((Holder(keys.RECOVERY, "", ""), recovery_key))
    slots = []
    for holder, secret in wanted:
        heed()
        slots.append(keys.make_slot(opened.casebook, holder, secret, opened.data_key, cost))
    vault.write_keyring(ready.room, Keyring(opened.casebook, tuple(slots)))
    for slot in vault.read_keyring(ready.room).slots:
        if slot.user in {me, keys.RECOVERY}:
            heed()
            secret = recovery_key if slot.user == keys.RECOVERY else secrets[me]
            if keys.open_slot(opened.casebook, slot, secret) != opened.data_key:
                message = "A new key slot does not open the copy. Nothing was changed. Try again."
                raise CasebookDamaged(message)


def _note(store: Store, ready: NewKey, people: int, heed: Heed) -> None:
    """Write the change to the copy's trail as the person who does it, and check the whole copy."""
    with open_store(replace(ready.opened, folder=ready.room), store.clock) as copy:
        copy.write(note_key_change, people)
        copy.note_head()
        findings = check_casebook(copy, lambda _what: heed())
    refuse_bad(findings, "the copy under the new key")


def _make_backup(store: Store, ready: NewKey, heed: Heed) -> None:
    """Make the first backup under the new key of what was laid out, so that it is there from the start."""
    room, opened = ready.room, ready.opened
    counts = verify_copy(room / RECORDS, opened.data_key, heed)
    sequence = next_sequence(ready.folder)
    manifest = Manifest(
        opened.casebook,
        sequence,
        store.clock(),
        slots=slots_digest(room),
        why=Why.NEW_KEY,
        key=key_mark(opened.data_key),
        **counts,
    )
    pack(room, room / RECORDS, manifest, room / f"{sequence:06}.mdbackup", heed)


def _settle(room: Path) -> None:
    """Leave in the room nothing but what takes the casebook's place, and all of it on the disk."""
    (room / STATE).unlink(missing_ok=True)  # the one that is there goes on: the trail follows on its own
    shutil.rmtree(room / BACKUPS, ignore_errors=True)
    for path in room.iterdir():
        with path.open("rb+") as file:
            os.fsync(file.fileno())
