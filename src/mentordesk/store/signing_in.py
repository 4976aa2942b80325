"""Signing in and being refused stand in the trail, and so do the backups made since the last time.

A refusal happens while the trail is still locked, so its time waits in the state file, without a name, until
somebody signs in. A backup cannot hold the entry that says it was made, so that is written down afterwards.
"""

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from mentordesk.kernel.errors import UserError
from mentordesk.kernel.permissions import Permission
from mentordesk.records.people import Person
from mentordesk.store.backup import backups
from mentordesk.store.casebook import Store
from mentordesk.store.manifest import Manifest, read_manifest
from mentordesk.store.state import recall, remember, try_to_remember
from mentordesk.store.work import Work, operation

_KEPT = 200
"""How many refusals wait at most; the oldest are forgotten first."""


def note_refusal(folder: Path) -> None:
    """Note that a passphrase or a key did not open the casebook; where nothing can be written, nothing is."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    try_to_remember(folder, refused=[*_refusals(folder), at][-_KEPT:])


def note(store: Store) -> None:
    """Write to the trail that somebody signed in, and the refusals and backups since the time before."""
    if store.read_only or store.actor.person_id is None:
        return
    folder = store.vault.folder
    refused, made = _refusals(folder), _backups_since(folder)
    store.write(note_sign_in, tuple(refused), tuple(made))
    if refused or made:
        noted = max((each.sequence for each in made), default=_noted(folder))
        remember(folder, refused=[], backups_noted=noted)


@operation(needs=Permission.SIGN_IN)
def note_sign_in(work: Work, refused: tuple[str, ...], made: tuple[Manifest, ...] = ()) -> None:
    """Write down a sign-in, after the backups and the refusals before it."""
    for each in made:
        work.say_that("backup", each.sequence, "made", made_at=each.at.isoformat(), why=each.why.label)
    for at in refused:
        work.say_that("sign-in", 0, "refused", refused_at=at)
    if work.actor.person_id is not None:
        work.say_of(work.find(Person, work.actor.person_id), "signed in")


def _backups_since(folder: Path) -> list[Manifest]:
    found = []
    for each in backups(folder):
        if each.sequence > _noted(folder):
            with suppress(UserError):
                found.append(read_manifest(each.path))
    return found


def _noted(folder: Path) -> int:
    noted = recall(folder, "backups_noted")
    return noted if isinstance(noted, int) else 0


def _refusals(folder: Path) -> list[str]:
    kept = recall(folder, "refused")
    return [str(each) for each in kept] if isinstance(kept, list) else []
