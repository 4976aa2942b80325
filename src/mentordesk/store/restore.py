"""Restoring: a backup is made ready in a room of its own, tried, and only then takes the casebook's place."""

import contextlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from mentordesk.kernel.errors import CasebookDamaged, CasebookExists, NotAllowed, UserError, WrongPassphrase
from mentordesk.kernel.permissions import Permission, Role
from mentordesk.records.people import Person
from mentordesk.store import keys, swap, vault
from mentordesk.store.backup import Heed, need_writable, on_and_on, verify_copy
from mentordesk.store.casebook import Store, wall_clock
from mentordesk.store.check import check_casebook
from mentordesk.store.drill import one_of_every_kind
from mentordesk.store.engine import connect, telling
from mentordesk.store.files import saying
from mentordesk.store.manifest import Manifest, Why, check_seal, read_manifest
from mentordesk.store.opening import open_store
from mentordesk.store.state import read_all, remember
from mentordesk.store.vault import BACKUPS, RECORDS, SLOTS, STATE, Keyring, Unlocked
from mentordesk.store.verifying import compare, refuse_bad, unpack
from mentordesk.store.work import Work, operation

OTHER_KEY = (
    "This backup was made under another key, so today's passphrases do not open it. Nothing was changed. "
    "Restore it into a new folder, with a passphrase or the recovery key of that time."
)


@dataclass(frozen=True)
class Laid:
    """A backup laid out in a room beside a casebook, before it takes its place."""

    folder: Path
    manifest: Manifest

    @property
    def room(self) -> Path:
        """Where its files lie."""
        return self.folder / swap.ROOM

    def opens_with(self, data_key: bytes) -> bool:
        """Return whether a data key opens the records."""
        try:
            with telling():
                connect(self.room / RECORDS, data_key, read_only=True).close()
        except CasebookDamaged:
            return False
        return True

    def opened(self, data_key: bytes) -> Unlocked:
        """Return the laid out casebook as the program itself opens it."""
        casebook = self.manifest.casebook
        return Unlocked(self.room, casebook, keys.RECOVERY, starter=False, data_key=data_key)

    def drop(self) -> None:
        """Throw it away; nothing was changed."""
        if not swap.is_ordered(self.folder):
            shutil.rmtree(self.room, ignore_errors=True)

    def take_its_place(self) -> None:
        """Put it in the place of the casebook. No store may be open."""
        swap.order(self.folder)
        swap.finish(self.folder)
        with saying(self.folder):
            (self.folder / BACKUPS).mkdir(mode=0o700, exist_ok=True)


@operation(needs=Permission.SYSTEM)
def note_restore(work: Work, sequence: int, audit_number: int, by: str) -> None:
    """Have the trail say which backup these records came from, and who restored it."""
    told = {"backup": f"{sequence}", "entry": f"{audit_number}", "by": by}
    work.say_that("casebook", 0, "restored", **told)


def lay_out(source: Path, folder: Path, heed: Heed = on_and_on) -> Laid:
    """Unpack a backup beside a casebook, as far as it is as it was written."""
    manifest = read_manifest(source)
    check_seal(source, heed)
    need_writable(folder)
    swap.finish(folder)
    laid = Laid(folder, manifest)
    with saying(folder):
        shutil.rmtree(laid.room, ignore_errors=True)
        laid.room.mkdir(mode=0o700)
    try:
        with saying(folder / RECORDS):
            for name in (RECORDS, *SLOTS):
                unpack(source, name, laid.room / name, heed)
            with contextlib.suppress(CasebookDamaged):
                unpack(source, STATE, laid.room / STATE, heed)
    except BaseException:
        laid.drop()
        raise
    return laid


def settle(
    laid: Laid,
    data_key: bytes,
    by: str,
    *,
    keep: Keyring | None = None,
    clock: Callable[[], datetime] = wall_clock,
    heed: Heed = on_and_on,
) -> None:
    """Check what was laid out, bring it up to date and note the restore; with `keep`, today's slots stay."""
    room, manifest = laid.room, laid.manifest
    try:
        counts = verify_copy(room / RECORDS, data_key, heed)
        compare(manifest, counts["audit_number"], counts["tables"], f"{manifest.sequence:06}")
        then, now = read_all(room), read_all(laid.folder)
        with saying(room):
            (room / STATE).unlink(missing_ok=True)
        with open_store(laid.opened(data_key), clock) as store:
            heed()
            store.write_as_program(note_restore, manifest.sequence, manifest.audit_number, by)
            store.note_head()
            findings = check_casebook(store, lambda _what: heed())
            managers = _managers(store)
        refuse_bad(findings, f"backup {manifest.sequence}")
        _settle_slots(room, keep, managers)
        remember(room, **_facts(then, now, manifest))
        with saying(room):
            shutil.rmtree(room / BACKUPS, ignore_errors=True)
    except BaseException:
        laid.drop()
        raise


def restore_over(store: Store, source: Path, heed: Heed = on_and_on) -> Laid:
    """Make a backup ready to take the place of the open casebook; it does when the store is closed."""
    store.read(one_of_every_kind)
    folder = store.vault.folder
    laid = lay_out(source, folder, heed)
    try:
        _need_same_key(laid, store.vault)
        store.backup_if_changed(Why.RESTORE, heed)
        ring = vault.read_keyring(folder)
        settle(laid, store.vault.data_key, store.actor.name, keep=ring, clock=store.clock, heed=heed)
    except BaseException:
        laid.drop()
        raise
    return laid


def restore_into(
    source: Path,
    folder: Path,
    person: str,
    secret: str,
    *,
    clock: Callable[[], datetime] = wall_clock,
    heed: Heed = on_and_on,
) -> Unlocked:
    """Restore a backup into a new folder with a passphrase or the recovery key of when it was made."""
    with contextlib.suppress(OSError):
        if [path.name for path in folder.iterdir()] == [swap.ROOM]:
            shutil.rmtree(folder / swap.ROOM)  # left by a restore that was cut short
    read_manifest(source)
    before = folder.exists()
    vault.prepare(folder)
    try:
        laid = lay_out(source, folder, heed)
        opened = unlock_laid(laid, person, secret)
        settle(laid, opened.data_key, _who(opened), clock=clock, heed=heed)
        laid.take_its_place()
    except BaseException:
        if not swap.is_ordered(folder):
            shutil.rmtree(folder / swap.ROOM, ignore_errors=True)
            with contextlib.suppress(OSError):
                (folder / BACKUPS).rmdir()
            if not before:
                with contextlib.suppress(OSError):
                    folder.rmdir()
        raise
    return Unlocked(folder, opened.casebook, opened.user, opened.starter, opened.data_key)


def restore_here(source: Path, folder: Path, person: str, secret: str) -> Unlocked:
    """Restore a backup over a casebook that is not open, whether it can still be opened or not."""
    try:
        store = open_store(_sign_in(folder, person, secret))
    except CasebookDamaged:
        return replace_damaged(source, folder, person, secret)
    with store:
        opened = store.vault
        laid = restore_over(store, source)
    laid.take_its_place()
    return opened


def _sign_in(folder: Path, person: str, secret: str) -> Unlocked:
    opened = _unlock(folder, vault.read_keyring(folder), person, secret)
    vault.check_records(folder)
    if opened.starter:
        message = "This is a starter code. Open the window once and choose your own passphrase first."
        raise UserError(message)
    return opened


def replace_damaged(
    source: Path,
    folder: Path,
    person: str,
    secret: str,
    *,
    clock: Callable[[], datetime] = wall_clock,
    heed: Heed = on_and_on,
) -> Unlocked:
    """Restore a backup over a casebook that cannot be opened any more; what stands there is kept.

    Today's passphrases are tried first, and those of the backup when today's key slots cannot be read.
    """
    laid = lay_out(source, folder, heed)
    try:
        ring: Keyring | None = None
        with contextlib.suppress(CasebookDamaged):
            ring = vault.read_keyring(folder)
        if ring is not None:
            _need_same_casebook(laid, ring)
            opened = _unlock(folder, ring, person, secret)
            if not laid.opens_with(opened.data_key):
                ring, opened = None, unlock_laid(laid, person, secret)
        else:
            opened = unlock_laid(laid, person, secret)
        _need_manager(laid, ring, opened)
        settle(laid, opened.data_key, _who(opened), keep=ring, clock=clock, heed=heed)
        laid.take_its_place()
    except BaseException:
        laid.drop()
        raise
    return Unlocked(folder, opened.casebook, opened.user, opened.starter, opened.data_key)


def unlock_laid(laid: Laid, person: str, secret: str) -> Unlocked:
    """Open a backup by its own key slots, with a passphrase or the recovery key of when it was made."""
    return _unlock(laid.room, vault.read_keyring(laid.room), person, secret)


def _unlock(folder: Path, ring: Keyring, person: str, secret: str) -> Unlocked:
    """Open a slot of a ring, whether its records can be read or not."""
    slot = next((each for each in ring.slots if each.user == keys.RECOVERY), None)
    if slot is not None:
        with contextlib.suppress(WrongPassphrase):
            data_key = keys.open_slot(ring.casebook, slot, keys.read_recovery_key(secret))
            return Unlocked(folder, ring.casebook, slot.user, slot.starter, data_key)
    slot = ring.find(person)
    data_key = keys.open_slot(ring.casebook, slot, secret)
    return Unlocked(folder, ring.casebook, slot.user, slot.starter, data_key)


def _need_same_key(laid: Laid, opened: Unlocked) -> None:
    if laid.manifest.casebook != opened.casebook or not laid.opens_with(opened.data_key):
        raise NotAllowed(OTHER_KEY)


def _need_same_casebook(laid: Laid, ring: Keyring) -> None:
    if laid.manifest.casebook != ring.casebook:
        message = "That is a backup of another casebook. Nothing was changed. Restore it into a new folder."
        raise CasebookExists(message)


def _need_manager(laid: Laid, ring: Keyring | None, opened: Unlocked) -> None:
    ring = ring or vault.read_keyring(laid.room)
    slot = next(each for each in ring.slots if each.user == opened.user)
    if not (slot.manager or opened.recovered):
        message = "Only a manager restores a backup. Nothing was changed. Ask a manager."
        raise NotAllowed(message)


def _who(opened: Unlocked) -> str:
    return "recovery key" if opened.recovered else opened.user


def _managers(store: Store) -> set[str]:
    found = select(Person.slot).where(Person.active.is_(True), Person.role == Role.MANAGER)
    with telling(), store.connection() as connection:
        return set(connection.execute(found).scalars())


def _settle_slots(room: Path, keep: Keyring | None, managers: set[str]) -> None:
    """Keep today's slots; when no manager of the restored records has one, the backup's are added."""
    if keep is None:
        return
    if managers & {slot.user for slot in keep.slots}:
        for name in SLOTS:
            (room / name).unlink(missing_ok=True)
        return
    with contextlib.suppress(UserError):
        then = vault.read_keyring(room)
        for slot in then.slots:
            if all(slot.user != each.user for each in keep.slots):
                keep = keep.with_slot(slot)
    vault.write_keyring(room, keep)


def _facts(then: dict[str, object], now: dict[str, object], manifest: Manifest) -> dict[str, object]:
    """What the state file goes on with: what is known today, and the erasure ledger of then and now."""
    ledger: dict[str, list[object]] = {"erased": [], "anonymised": []}
    for fact, tokens in ledger.items():
        for state in (then, now):
            found = state.get(fact)
            tokens += [each for each in (found if isinstance(found, list) else []) if each not in tokens]
    used = now.get("backup_sequence")
    sequence = max(manifest.sequence, used if isinstance(used, int) else 0)
    facts = {key: value for key, value in now.items() if key not in {"audit_number", "chain_head"}}
    return {**facts, **ledger, "backup_sequence": sequence}
