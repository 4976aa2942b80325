"""Passphrases: asked for where there is no window, and noted wherever one is refused."""

import getpass
import sys
from collections.abc import Callable
from pathlib import Path

from mentordesk.kernel.errors import NotFound, UserError, WrongPassphrase
from mentordesk.store.vault import Unlocked

_LONGEST_FILE = 10_000


def read_passphrase(file: Path | None) -> str:
    """Return the passphrase from the first line of a file, or ask for it."""
    if file is None:
        if sys.stdin is not None and sys.stdin.isatty():
            return getpass.getpass("Passphrase: ")
        return sys.stdin.readline().rstrip("\r\n") if sys.stdin is not None else ""
    try:
        with file.open("rb") as opened:
            content = opened.read(_LONGEST_FILE)
        return content.decode("utf-8-sig").partition("\n")[0].rstrip("\r")
    except OSError:
        message = f"The passphrase file {file} cannot be read. Check its name."
        raise NotFound(message) from None
    except UnicodeDecodeError:
        message = f"The passphrase file {file} is not text in UTF-8."
        raise UserError(message) from None


def noting_refusals(folder: Path, opening: Callable[[], Unlocked]) -> Unlocked:
    """Open a vault; a refusal is noted, so that it stands in the trail after the next sign-in."""
    try:
        return opening()
    except WrongPassphrase:
        from mentordesk.store.signing_in import note_refusal

        note_refusal(folder)
        raise
