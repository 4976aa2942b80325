"""Casebooks for tests: founded once, copied for each test, opened as any role without deriving a key."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from mentordesk.app import demo
from mentordesk.app.founding import found_casebook
from mentordesk.features.organisation.operations import add_person
from mentordesk.features.organisation.rules import OrganisationDraft, PersonDraft
from mentordesk.kernel.permissions import Role
from mentordesk.records.people import Person
from mentordesk.store import vault
from mentordesk.store.casebook import Store
from mentordesk.store.keys import FLOOR, Cost, Holder
from mentordesk.store.opening import open_store

PASSPHRASE = "seven lanterns along the quay"
ORGANISATION = "Riverside Mentoring"
NAMES = {
    Role.MANAGER: "Asha Karim",
    Role.COORDINATOR: "Tom Ellery",
    Role.MENTOR: "Jo Marsh",
    Role.READ_ONLY: "Pat Lindqvist",
}
CHEAP = Cost(FLOOR.memory, passes=1, lanes=4)
"""The least that a guess at a passphrase may cost, so that tests need not wait."""
NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
"""The present of every test: a Saturday."""
TODAY = NOW.date()


def at_now() -> datetime:
    """The clock of every test."""
    return NOW


@dataclass(frozen=True)
class Casebook:
    """A casebook on disk, with what opens it: its data key and the slot of a person of each role."""

    folder: Path
    name: str
    data_key: bytes
    users: dict[Role, str]
    recovery_key: str

    def vault(self, role: Role = Role.MANAGER) -> vault.Unlocked:
        """The vault as a person of a role opens it."""
        return vault.Unlocked(self.folder, self.name, self.users[role], starter=False, data_key=self.data_key)

    def open(self, role: Role = Role.MANAGER, clock: Callable[[], datetime] = at_now) -> Store:
        """The store as a person of a role opens it; whoever asks closes it."""
        return open_store(self.vault(role), clock)

    def with_cheap_slots(self) -> "Casebook":
        """This casebook, whose newest slot, and so every slot made from now on, is quick to open."""
        role = Role.READ_ONLY
        holder = Holder(self.users[role], NAMES[role], "PL", starter=True)
        vault.set_passphrase(self.vault(), holder, "a starter code", CHEAP)
        return self

    def copied(self, to: Path) -> "Casebook":
        """A copy in another folder."""
        shutil.copytree(self.folder, to)
        return replace(self, folder=to)


def found(folder: Path) -> Casebook:
    """Found a casebook with an organisation and one person of each role."""
    founded = found_casebook(
        folder,
        OrganisationDraft(ORGANISATION, "1234567"),
        PersonDraft(NAMES[Role.MANAGER], Role.MANAGER),
        PASSPHRASE,
        cost=FLOOR,
        clock=at_now,
    )
    with founded.store as store:
        numbers = {Role.MANAGER: 1}
        for role in (Role.COORDINATOR, Role.MENTOR, Role.READ_ONLY):
            numbers[role] = store.write(add_person, PersonDraft(NAMES[role], role), "a starter code")
        return _described(folder, store, numbers, founded.recovery_key)


def build_demo(folder: Path) -> Casebook:
    """Build the demonstration casebook."""
    recovery_key = demo.build(folder, PASSPHRASE, at_now)
    with open_store(vault.unlock(folder, "", PASSPHRASE), at_now) as store:
        numbers = {role: number for number, (_, role) in enumerate(demo.PEOPLE, start=1)}
        return _described(folder, store, numbers, recovery_key)


def _described(folder: Path, store: Store, numbers: dict[Role, int], recovery_key: str) -> Casebook:
    with store.connection() as connection:
        slots = dict(
            connection.execute(Person.__table__.select().with_only_columns(Person.id, Person.slot)).all()
        )
    users = {role: slots[number] for role, number in numbers.items()}
    return Casebook(folder, store.vault.casebook, store.vault.data_key, users, recovery_key)
