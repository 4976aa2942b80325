"""Founding a casebook: its folder, its records, its organisation and first manager, or nothing at all."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from mentordesk.features.mentees.operations.pathway_lists import ensure_pathways
from mentordesk.features.organisation.operations import set_up
from mentordesk.features.organisation.rules import (
    OrganisationDraft,
    PersonDraft,
    organisation_problems,
    person_problems,
)
from mentordesk.kernel.errors import Invalid
from mentordesk.kernel.formats import initials
from mentordesk.store import keys, vault
from mentordesk.store.casebook import Store, wall_clock
from mentordesk.store.opening import found_store


@dataclass(frozen=True)
class Founded:
    """A new casebook: its open store, and the recovery key, which is shown only now."""

    store: Store
    recovery_key: str


def found_casebook(
    folder: Path,
    organisation: OrganisationDraft,
    manager: PersonDraft,
    passphrase: str,
    *,
    cost: keys.Cost | None = None,
    clock: Callable[[], datetime] = wall_clock,
) -> Founded:
    """Make a casebook with its organisation and first manager, or nothing at all."""
    problems = organisation_problems(organisation) | person_problems(manager, frozenset())
    if problems:
        raise Invalid(problems)
    before = folder.exists()
    holder = keys.Holder(keys.new_name(), manager.name, initials(manager.name), manager=True)
    vault.prepare(folder)
    try:
        opened, recovery_key = vault.create(folder, holder, passphrase, cost or keys.calibrated())
        store = found_store(opened, clock)
        store.write_as_program(set_up, organisation, manager)
        store.sign_in()
        store.write(ensure_pathways)
        store.note_head()
    except BaseException:
        _clear(folder, keep=before)
        raise
    return Founded(store, recovery_key)


def _clear(folder: Path, *, keep: bool) -> None:
    """Take away a casebook that was only half made."""
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    if not keep:
        folder.rmdir()
