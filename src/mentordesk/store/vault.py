"""The casebook folder: creating it, opening it with a passphrase, and its key slots.

Nothing here knows SQLAlchemy or Qt, so that the unlock window opens at once.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from mentordesk.kernel.errors import (
    CasebookDamaged,
    CasebookExists,
    NotFound,
    ReadOnly,
    UserError,
    WrongPassphrase,
)
from mentordesk.store import keys, swap
from mentordesk.store.files import replace_file, saying, writable

RECORDS = "records.db"
SLOTS = ("keyslots.json", "keyslots.json.2")
STATE = "state.json"
BACKUPS = "backups"
_PLAIN = b"SQLite format 3\x00"
_NOTHING_CHANGED = "Nothing was changed."


@dataclass(frozen=True)
class Keyring:
    """The key slots of one casebook, as written down twice."""

    casebook: str
    slots: tuple[keys.Slot, ...]

    def find(self, person: str) -> keys.Slot:
        """Return a person's slot by name or initials; without a name, the first manager's."""
        people = [slot for slot in self.slots if slot.user != keys.RECOVERY]
        if not person:
            return next((slot for slot in people if slot.manager), people[0])
        wanted = keys.name_hash(self.casebook, person)
        by_name = [slot for slot in people if slot.name_hash == wanted]
        short = person.strip().casefold()
        for slot in by_name or [slot for slot in people if slot.initials.casefold() == short]:
            return slot
        message = "Nobody of that name signs in to this casebook. Check the spelling, or ask a manager."
        raise NotFound(message)

    def with_slot(self, slot: keys.Slot) -> "Keyring":
        """Return the keyring with a slot added, or put in place of the same person's."""
        if all(each.user != slot.user for each in self.slots):
            return replace(self, slots=(*self.slots, slot))
        return replace(self, slots=tuple(slot if each.user == slot.user else each for each in self.slots))

    def without(self, user: str) -> "Keyring":
        """Return the keyring without a person's slot."""
        return replace(self, slots=tuple(slot for slot in self.slots if slot.user != user))


@dataclass(frozen=True)
class Unlocked:
    """An opened vault: the data key and whose slot opened it. It never reaches a file or a log."""

    folder: Path
    casebook: str
    user: str
    starter: bool
    data_key: bytes

    @property
    def recovered(self) -> bool:
        """Whether the recovery key opened it."""
        return self.user == keys.RECOVERY

    def __repr__(self) -> str:
        """Show no key."""
        return f"Unlocked({self.user})"


def exists(folder: Path) -> bool:
    """Return whether a casebook stands in a folder."""
    return any((folder / name).exists() for name in (RECORDS, *SLOTS, swap.ORDER))


def prepare(folder: Path) -> None:
    """Make the folder of a new casebook; CasebookExists when anything stands in it."""
    if exists(folder):
        message = f"There is already a casebook in {folder}. {_NOTHING_CHANGED} Choose another folder."
        raise CasebookExists(message)
    with saying(folder):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if any(folder.iterdir()):
            message = f"The folder {folder} is not empty. {_NOTHING_CHANGED} Choose an empty folder."
            raise CasebookExists(message)


def create(folder: Path, holder: keys.Holder, passphrase: str, cost: keys.Cost) -> tuple[Unlocked, str]:
    """Make the key slots of a prepared folder; return the open vault and the recovery key."""
    with saying(folder):
        (folder / BACKUPS).mkdir(mode=0o700)
    casebook, data_key = keys.new_name(), keys.new_data_key()
    recovery = keys.new_recovery_key()
    ring = Keyring(
        casebook,
        (
            keys.make_slot(casebook, holder, passphrase, data_key, cost),
            keys.make_slot(casebook, keys.Holder(keys.RECOVERY, "", ""), recovery, data_key, cost),
        ),
    )
    write_keyring(folder, ring)
    return Unlocked(folder, casebook, holder.user, holder.starter, data_key), recovery


def unlock(folder: Path, person: str, passphrase: str) -> Unlocked:
    """Open the vault for a person; without a name, for the first manager."""
    ring = read_keyring(folder)
    check_records(folder)
    slot = ring.find(person)
    return Unlocked(
        folder, ring.casebook, slot.user, slot.starter, keys.open_slot(ring.casebook, slot, passphrase)
    )


def verify(vault: Unlocked, passphrase: str) -> None:
    """Refuse with WrongPassphrase unless this is the passphrase of the person who opened the vault."""
    ring = read_keyring(vault.folder)
    slot = next((each for each in ring.slots if each.user == vault.user), None)
    if slot is None:
        message = "Your way into this casebook was removed by a manager. Nothing was changed."
        raise WrongPassphrase(message)
    keys.open_slot(ring.casebook, slot, passphrase)


def recover(folder: Path, typed_key: str) -> Unlocked:
    """Open the vault with the recovery key."""
    ring = read_keyring(folder)
    check_records(folder)
    slot = next((slot for slot in ring.slots if slot.user == keys.RECOVERY), None)
    if slot is None:
        message = "This casebook has no recovery key."
        raise WrongPassphrase(message)
    data_key = keys.open_slot(ring.casebook, slot, keys.read_recovery_key(typed_key))
    return Unlocked(folder, ring.casebook, slot.user, slot.starter, data_key)


def set_passphrase(vault: Unlocked, holder: keys.Holder, passphrase: str, cost: keys.Cost) -> None:
    """Give a person a slot under a new passphrase; the old one stops working at once."""
    slot = keys.make_slot(vault.casebook, holder, passphrase, vault.data_key, cost)
    _change(vault.folder, lambda ring: ring.with_slot(slot))


def usual_cost(vault: Unlocked) -> keys.Cost:
    """Return what the newest slot costs to open, so that new slots are as strong."""
    return read_keyring(vault.folder).slots[-1].cost


def new_recovery_key(vault: Unlocked, cost: keys.Cost) -> str:
    """Make and return a new recovery key; the old one stops working at once."""
    recovery = keys.new_recovery_key()
    set_passphrase(vault, keys.Holder(keys.RECOVERY, "", ""), recovery, cost)
    return recovery


def describe_slot(vault: Unlocked, holder: keys.Holder) -> None:
    """Write down a person's new name or role in their slot; the passphrase stays."""

    def changed(ring: Keyring) -> Keyring:
        slot = next((each for each in ring.slots if each.user == holder.user), None)
        if slot is None:
            return ring
        mark = keys.name_hash(ring.casebook, holder.name)
        return ring.with_slot(replace(slot, initials=holder.initials, name_hash=mark, manager=holder.manager))

    _change(vault.folder, changed)


def remove_slot(vault: Unlocked, user: str) -> None:
    """Take a person's slot away; their passphrase stops working at once."""
    _change(vault.folder, lambda ring: ring.without(user))


def _change(folder: Path, change: Callable[[Keyring], Keyring]) -> None:
    write_keyring(folder, change(read_keyring(folder)))


def write_keyring(folder: Path, ring: Keyring) -> None:
    """Write both copies of the key slots, one after the other, each whole."""
    if not writable(folder):
        message = "The casebook's folder cannot be written, so nothing was changed."
        raise ReadOnly(message)
    body = {
        "format": keys.FORMAT,
        "casebook": ring.casebook,
        "slots": [keys.slot_as_json(s) for s in ring.slots],
    }
    text = json.dumps({**body, "checksum": _checksum(body)}, indent=1)
    for name in SLOTS:
        replace_file(folder / name, text.encode())


def read_keyring(folder: Path) -> Keyring:
    """Read the key slots from whichever copy is whole, once a restore that was begun is finished."""
    swap.finish(folder)
    if not exists(folder):
        message = f"There is no casebook in {folder}. Check the folder, or make a new casebook there."
        raise NotFound(message)
    newer = False
    for name in SLOTS:
        try:
            return _parse_keyring((folder / name).read_bytes())
        except _NewerSlotsError:
            newer = True
        except _UNREADABLE:
            continue
    if newer:
        message = (
            f"This casebook was made by a newer MentorDesk. {_NOTHING_CHANGED} Update MentorDesk to open it."
        )
        raise UserError(message)
    message = (
        f"The key files of this casebook are damaged, both copies. {_NOTHING_CHANGED} "
        "Copy keyslots.json from the newest backup into the casebook's folder and try again."
    )
    raise CasebookDamaged(message)


class _NewerSlotsError(Exception):
    pass


_UNREADABLE = (OSError, ValueError, TypeError, KeyError, RecursionError)


def _parse_keyring(content: bytes) -> Keyring:
    body = json.loads(content)
    if not isinstance(body, dict):
        raise TypeError(body)
    if body.get("format", 0) > keys.FORMAT:
        raise _NewerSlotsError
    checksum = body.pop("checksum")
    if checksum != _checksum(body) or not body["slots"] or not isinstance(body["casebook"], str):
        message = "checksum"
        raise ValueError(message)
    return Keyring(body["casebook"], tuple(keys.slot_from_json(slot) for slot in body["slots"]))


def damaged_copies(folder: Path) -> list[str]:
    """Return which copies of the key slots cannot be read."""
    damaged = []
    for name in SLOTS:
        try:
            _parse_keyring((folder / name).read_bytes())
        except (*_UNREADABLE, _NewerSlotsError):
            damaged.append(name)
    return damaged


def _checksum(body: dict[str, object]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


def check_records(folder: Path) -> None:
    """Refuse records that are missing, empty or not encrypted. Only before the engine has the file open."""
    path = folder / RECORDS
    try:
        with path.open("rb") as file:
            start = file.read(len(_PLAIN))
    except FileNotFoundError:
        message = f"The records of this casebook are missing. {_NOTHING_CHANGED} Restore the newest backup."
        raise CasebookDamaged(message) from None
    except OSError:
        with saying(path):
            raise
    if start == _PLAIN:
        message = (
            "The records are not encrypted, so they are not what MentorDesk wrote. "
            f"{_NOTHING_CHANGED} Restore the newest backup."
        )
        raise CasebookDamaged(message)
    if len(start) < len(_PLAIN):
        message = f"The records of this casebook are cut off. {_NOTHING_CHANGED} Restore the newest backup."
        raise CasebookDamaged(message)
