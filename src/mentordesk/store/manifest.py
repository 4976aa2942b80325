"""What a backup file says about itself, and whether it is as it was written. It holds no names."""

import hashlib
import hmac
import json
import struct
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO

from mentordesk.kernel.choices import Choice
from mentordesk.kernel.errors import BadFile, CasebookDamaged, NotFound

NAME = "manifest.json"
SEAL = b"sha256:"
"""A backup ends with this and the digest of every byte before it, as the comment of its archive."""
SEAL_LENGTH = len(SEAL) + 64
BROKEN_ARCHIVE = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, struct.error)
"""What Python raises over an archive that is not as it was written."""
_CHUNK = 1 << 20
_LONGEST_MANIFEST = 100_000


class Why(Choice):
    """Why a backup was made."""

    ASKED = "asked", "Asked for"
    REGULAR = "regular", "While working"
    CLOSE = "close", "At closing"
    UPDATE = "update", "Before an update"
    IMPORT = "import", "Before an import"
    RESTORE = "restore", "Before a restore"
    KEY = "key", "Before a change of the key"
    NEW_KEY = "new_key", "Under the new key"


BEFORE = frozenset({Why.UPDATE, Why.IMPORT, Why.RESTORE, Why.KEY})


@dataclass(frozen=True)
class Manifest:
    """One backup: of which casebook, its place in the order, when, why, and how much was in it."""

    casebook: str
    sequence: int
    at: datetime
    audit_number: int
    tables: int
    rows: int = 0
    chain_head: str = ""
    slots: str = ""
    """A digest of the key slots, so that a changed passphrase is a reason for a new backup."""
    why: Why = Why.ASKED
    key: str = ""
    """A mark of the data key, by which backups from before a change of the key are known."""

    @property
    def day(self) -> date:
        """The civil date that the clock of that computer showed."""
        return self.at.date()

    def is_under(self, data_key: bytes) -> bool:
        """Return whether it was made under a data key, as far as it says; without a mark it may have been."""
        return self.key in {"", key_mark(data_key)}

    def as_json(self) -> str:
        """Return it as it is written down."""
        return json.dumps({"format": 1, **asdict(self), "at": self.at.isoformat(), "why": self.why.value})


def key_mark(data_key: bytes) -> str:
    """Return a mark by which a data key is known again; it tells nothing of the key."""
    return hmac.new(data_key, b"mark of the data key", hashlib.sha256).hexdigest()[:16]


def read_manifest(path: Path) -> Manifest:
    """Read what a backup says about itself; NotFound, BadFile (no backup) or CasebookDamaged."""
    try:
        found = json.loads(_text(path))
        known = {each.name: found[each.name] for each in fields(Manifest) if each.name in found}
        at = datetime.fromisoformat(known.pop("at"))
        why = Why(known.pop("why", Why.ASKED))
        manifest = Manifest(at=at if at.tzinfo else at.replace(tzinfo=UTC), why=why, **known)
    except FileNotFoundError:
        message = f"There is no backup {path}. Check its name, or whether the drive is plugged in."
        raise NotFound(message) from None
    except OSError as problem:
        message = f"{path.name} cannot be read ({problem.strerror}). Nothing was changed."
        raise BadFile(message) from None
    except BROKEN_ARCHIVE:
        raise _broken(path) from None
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        message = f"{path.name} is not a backup that MentorDesk made. Nothing was changed."
        raise BadFile(message) from None
    numbers = (manifest.sequence, manifest.audit_number, manifest.tables, manifest.rows)
    words = (manifest.casebook, manifest.chain_head, manifest.slots, manifest.key)
    if any(type(each) is not int for each in numbers) or any(not isinstance(each, str) for each in words):
        raise _broken(path)
    return manifest


def check_seal(path: Path, heed: Callable[[], None] = lambda: None) -> None:
    """Refuse a backup of which any byte has changed since it was made; one without a seal passes."""
    try:
        with path.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(max(size - SEAL_LENGTH, 0))
            end = file.read()
            if not end.startswith(SEAL):
                if _was_sealed(path):
                    raise _broken(path)
                return
            if digest_of(file, size - 64, heed) != end[len(SEAL) :].decode("ascii", "replace"):
                raise _broken(path)
    except FileNotFoundError:
        message = f"There is no backup {path}. Check its name, or whether the drive is plugged in."
        raise NotFound(message) from None
    except OSError as problem:
        message = f"{path.name} cannot be read ({problem.strerror}). Choose another backup."
        raise CasebookDamaged(message) from None


def seal(path: Path) -> str:
    """Write the digest of a new backup over the place that was left for it, and return it."""
    with path.open("rb+") as file:
        size = file.seek(0, 2)
        found = digest_of(file, size - 64)
        file.seek(size - 64)
        file.write(found.encode())
    return found


def digest_of(file: IO[bytes], length: int, heed: Callable[[], None] = lambda: None) -> str:
    """Return the SHA-256 of the first bytes of an open file."""
    file.seek(0)
    found = hashlib.sha256()
    for chunk in chunks(file, length):
        heed()
        found.update(chunk)
    return found.hexdigest()


def chunks(file: IO[bytes], length: int) -> Iterator[bytes]:
    """Read a length of an open file, piece by piece."""
    while length > 0 and (chunk := file.read(min(_CHUNK, length))):
        length -= len(chunk)
        yield chunk


def _was_sealed(path: Path) -> bool:
    """Whether a seal is to be there: the first backups had none, and did not say why they were made."""
    try:
        return b'"why"' in _text(path)
    except (*BROKEN_ARCHIVE, KeyError, ValueError):
        return True


def _text(path: Path) -> bytes:
    with zipfile.ZipFile(path) as bundle:
        stored_size(bundle, path, NAME)
        with bundle.open(NAME) as file:
            return file.read(_LONGEST_MANIFEST)


def stored_size(bundle: zipfile.ZipFile, path: Path, name: str) -> int:
    """Return the size of a file in a backup; BadZipFile when it is packed, or claims more than there is."""
    entry = bundle.getinfo(name)
    if entry.compress_type != zipfile.ZIP_STORED or entry.file_size > path.stat().st_size:
        raise zipfile.BadZipFile(name)
    return entry.file_size


def _broken(path: Path) -> CasebookDamaged:
    message = f"The backup {path.name} is damaged: it is not as it was written. Choose another backup."
    return CasebookDamaged(message)
