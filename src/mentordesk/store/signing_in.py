"""Signing in and being refused: both stand in the trail.

A refusal happens while the trail is still locked, so its time waits in the state file, without a name, until
somebody signs in.
"""

from datetime import UTC, datetime
from pathlib import Path

from mentordesk.kernel.permissions import Permission
from mentordesk.records.people import Person
from mentordesk.store.casebook import Store
from mentordesk.store.state import recall, remember, try_to_remember
from mentordesk.store.work import Work, operation

_KEPT = 200
"""How many refusals wait at most; the oldest are forgotten first."""


def note_refusal(folder: Path) -> None:
    """Note that a passphrase or a key did not open the casebook; where nothing can be written, nothing is."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    try_to_remember(folder, refused=[*_refusals(folder), at][-_KEPT:])


def note(store: Store) -> None:
    """Write to the trail that somebody signed in, and the refusals since the time before."""
    if store.read_only or store.actor.person_id is None:
        return
    folder = store.vault.folder
    refused = _refusals(folder)
    store.write(note_sign_in, tuple(refused))
    if refused:
        remember(folder, refused=[])


@operation(needs=Permission.SIGN_IN)
def note_sign_in(work: Work, refused: tuple[str, ...]) -> None:
    """Write down a sign-in, after the refusals before it."""
    for at in refused:
        work.say_that("sign-in", 0, "refused", refused_at=at)
    if work.actor.person_id is not None:
        work.say_of(work.find(Person, work.actor.person_id), "signed in")


def _refusals(folder: Path) -> list[str]:
    kept = recall(folder, "refused")
    return [str(each) for each in kept] if isinstance(kept, list) else []
