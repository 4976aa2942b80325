"""At opening: whoever was erased and came back with an older backup is erased again; a manager is told."""

from functools import partial

from mentordesk.features.privacy.operations.erasure import erase
from mentordesk.features.privacy.operations.retention_ledger import apply_ledger
from mentordesk.kernel.formats import count_of
from mentordesk.ui.desk import Desk


def erase_again(desk: Desk) -> None:
    """Apply the erasure ledger to the casebook that a window opens."""
    found = desk.attempt(partial(apply_ledger, desk.store))
    if found and desk.may(erase):
        desk.say(erased_again(found))


def erased_again(found: int) -> str:
    """Return what is told when an older backup had brought people back."""
    people = count_of(found, "person", "people")
    return f"An older backup had brought back {people} who had been erased. They were erased again."
