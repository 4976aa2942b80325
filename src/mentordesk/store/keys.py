"""Key slots: the casebook's data key, wrapped once for each person who may open it.

A slot is {user, argon2id parameters, nonce, AES-256-GCM(key from passphrase, data key)}, bound to the
casebook, the person and the parameters, so that a wrong passphrase and a damaged slot are told apart.
The cryptography is loaded when it is first used, so that the unlock window need not wait for it.
"""

import base64
import hashlib
import hmac
import os
import secrets
import time
from dataclasses import asdict, astuple, dataclass, replace
from typing import TYPE_CHECKING

from mentordesk.kernel.errors import WrongPassphrase
from mentordesk.kernel.text import fold
from mentordesk.store.passphrase import normalised

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

FORMAT = 1
RECOVERY = "recovery"
_GROUPS = 8
_GROUP = 4


@dataclass(frozen=True)
class Cost:
    """What one guess at a passphrase costs: memory in KiB, passes, lanes."""

    memory: int = 256 * 1024
    passes: int = 3
    lanes: int = 2


FLOOR = Cost(memory=64 * 1024)
_MOST_MEMORY = 4 * 1024 * 1024


@dataclass(frozen=True)
class Slot:
    """One person's way in. No name stands in it: `initials` helps to find it, `name_hash` checks a name."""

    user: str
    initials: str
    name_hash: str
    manager: bool
    starter: bool
    """The passphrase was made by a manager; the person sets their own at the first sign-in."""
    cost: Cost
    salt: str
    nonce: str
    wrapped: str


@dataclass(frozen=True)
class Holder:
    """Whom a slot is made for."""

    user: str
    name: str
    initials: str
    manager: bool = False
    starter: bool = False


def make_slot(casebook: str, holder: Holder, passphrase: str, data_key: bytes, cost: Cost) -> Slot:
    """Wrap the data key for a person under a passphrase."""
    salt, nonce = os.urandom(16), os.urandom(12)
    slot = Slot(
        holder.user, holder.initials, name_hash(casebook, holder.name), holder.manager, holder.starter,
        cost, _text(salt), _text(nonce), "",
    )  # fmt: skip
    wrapped = _cipher(passphrase, salt, cost).encrypt(nonce, data_key, _bound(casebook, slot))
    return replace(slot, wrapped=_text(wrapped))


def open_slot(casebook: str, slot: Slot, passphrase: str) -> bytes:
    """Unwrap the data key; WrongPassphrase when the passphrase does not fit the slot."""
    from cryptography.exceptions import InvalidTag

    cipher = _cipher(passphrase, _bytes(slot.salt), slot.cost)
    try:
        return cipher.decrypt(_bytes(slot.nonce), _bytes(slot.wrapped), _bound(casebook, slot))
    except InvalidTag:
        message = "That passphrase does not open this casebook. Nothing was changed. Try again."
        raise WrongPassphrase(message) from None


def name_hash(casebook: str, name: str) -> str:
    """Return a short mark of a name that can be compared but does not contain it."""
    return hmac.new(casebook.encode(), _bytes_of(fold(name)), hashlib.sha256).hexdigest()[:16]


def calibrated(seconds: float = 0.7) -> Cost:
    """Return the cost that takes about `seconds` on this computer, never under the floor."""
    started = time.perf_counter()
    _derive("calibration", bytes(16), FLOOR)
    took = max(time.perf_counter() - started, 0.001)
    wanted = int(FLOOR.memory * seconds / took)
    return replace(FLOOR, memory=min(max(wanted // 1024 * 1024, FLOOR.memory), Cost().memory))


def new_recovery_key() -> str:
    """Return 160 random bits as eight groups of four letters, and a group that checks them."""
    body = base64.b32encode(secrets.token_bytes(20)).decode()
    return "-".join([body[i : i + _GROUP] for i in range(0, _GROUPS * _GROUP, _GROUP)] + [_check(body)])


def read_recovery_key(text: str) -> str:
    """Return a typed recovery key in its printed form; WrongPassphrase says which mistake was made."""
    bare = (
        "".join(text.upper().split()).replace("-", "").replace("0", "O").replace("1", "I").replace("8", "B")
    )
    if len(bare) != (_GROUPS + 1) * _GROUP:
        message = f"A recovery key has {_GROUPS + 1} groups of four. Check that none is missing."
        raise WrongPassphrase(message)
    body, check = bare[:-_GROUP], bare[-_GROUP:]
    if not hmac.compare_digest(_check(body).encode(), _bytes_of(check)):
        message = "A letter of the recovery key is mistyped. Compare it with the printed page."
        raise WrongPassphrase(message)
    return "-".join(bare[i : i + _GROUP] for i in range(0, len(bare), _GROUP))


def new_starter_code() -> str:
    """Return a passphrase for one first sign-in: five groups of four letters."""
    body = base64.b32encode(secrets.token_bytes(15)).decode().lower()
    return "-".join(body[i : i + _GROUP] for i in range(0, 20, _GROUP))


def new_data_key() -> bytes:
    """Return a random 256-bit key for the records."""
    return os.urandom(32)


def new_name() -> str:
    """Return a random name for a slot or a casebook."""
    return secrets.token_hex(16)


def _check(body: str) -> str:
    return base64.b32encode(hashlib.sha256(_bytes_of(body)).digest()).decode()[:_GROUP]


def _cipher(passphrase: str, salt: bytes, cost: Cost) -> "AESGCM":
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(_derive(passphrase, salt, cost))


def _derive(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    kdf = Argon2id(salt=salt, length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory)
    return kdf.derive(_bytes_of(normalised(passphrase)))


def _bound(casebook: str, slot: Slot) -> bytes:
    cost = slot.cost
    return f"{FORMAT}|{casebook}|{slot.user}|{cost.memory},{cost.passes},{cost.lanes}".encode()


def _bytes_of(words: str) -> bytes:
    """Return typed words as bytes, even those that a terminal could not read."""
    return words.encode("utf-8", "surrogatepass")


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def slot_as_json(slot: Slot) -> dict[str, object]:
    """Return a slot as it is written down."""
    return asdict(slot)


def slot_from_json(fields: dict[str, object]) -> Slot:
    """Read a slot back; TypeError, KeyError or ValueError when it is not one."""
    known = dict(fields)
    cost = known.pop("cost")
    if not isinstance(cost, dict):
        raise TypeError(cost)
    slot = Slot(cost=Cost(**cost), **known)  # type: ignore[arg-type]
    for words in (slot.user, slot.initials, slot.name_hash):
        if not isinstance(words, str):
            raise TypeError(words)
    for raw in (slot.salt, slot.nonce, slot.wrapped):
        _bytes(raw)
    if any(type(each) is not int for each in astuple(slot.cost)):
        raise TypeError(slot.cost)
    dear_enough = FLOOR.memory <= slot.cost.memory and slot.cost.passes >= 1 and slot.cost.lanes >= 1
    if not dear_enough or slot.cost.memory > _MOST_MEMORY or max(slot.cost.passes, slot.cost.lanes) > 100:
        raise ValueError(slot.cost)
    return slot
