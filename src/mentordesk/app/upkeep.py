"""What is done each time a casebook is opened: the sign-in is noted, the bin emptied of what is old, and
whoever was erased and came back with an older backup is erased again.

A full disk is told and keeps nobody from reading.
"""

from functools import partial

from mentordesk.features.privacy.operations.erasure import erase
from mentordesk.features.privacy.operations.retention_ledger import apply_ledger
from mentordesk.kernel.formats import count_of
from mentordesk.store.bin import empty_bin
from mentordesk.store.signing_in import note
from mentordesk.ui.desk import Desk


def tidy(desk: Desk) -> None:
    """Do it for the casebook that a window opens."""
    store = desk.store
    desk.attempt(partial(note, store))
    if not store.read_only:
        desk.attempt(partial(store.write_as_program, empty_bin))
    found = desk.attempt(partial(apply_ledger, desk.store))
    if found and desk.may(erase):
        desk.say(erased_again(found))


def erased_again(found: int) -> str:
    """Return what is told when an older backup had brought people back."""
    people = count_of(found, "person", "people")
    return f"An older backup had brought back {people} who had been erased. They were erased again."
