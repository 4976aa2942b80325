"""Sign-ins and refusals stand in the trail; a refusal is kept without a name until somebody signs in."""

import pytest
from sqlalchemy import select

from mentordesk.app.asking import noting_refusals
from mentordesk.kernel.errors import WrongPassphrase
from mentordesk.kernel.permissions import Role
from mentordesk.records.trail import TrailEntry
from mentordesk.store import vault
from mentordesk.store.signing_in import note
from mentordesk.store.vault import STATE
from tests.casebooks import NAMES, PASSPHRASE, Casebook


def acts(store) -> list[tuple[str, str, int | None]]:
    with store.connection() as connection:
        rows = connection.execute(select(TrailEntry.__table__).order_by(TrailEntry.id))
        return [(row.act, row.subject, row.person_id) for row in rows if row.operation == "note_sign_in"]


def test_a_sign_in_is_written_down(casebook: Casebook) -> None:
    with casebook.open(Role.COORDINATOR) as store:
        note(store)
        assert acts(store) == [("signed in", "person", store.actor.person_id)]


def test_refusals_wait_without_a_name_and_are_written_down_once(casebook: Casebook) -> None:
    for _ in range(2):
        with pytest.raises(WrongPassphrase):
            noting_refusals(
                casebook.folder,
                lambda: vault.unlock(casebook.folder, NAMES[Role.MENTOR], "not the one at all"),
            )
    state = (casebook.folder / STATE).read_text()
    assert state.count("+00:00") == 2
    assert not any(name in state for name in NAMES.values())
    opened = noting_refusals(
        casebook.folder, lambda: vault.unlock(casebook.folder, NAMES[Role.MANAGER], PASSPHRASE)
    )
    assert opened.user == casebook.users[Role.MANAGER]
    for _ in range(2):
        with casebook.open() as store:
            note(store)
            found = acts(store)
    assert [act for act, *_ in found] == ["refused", "refused", "signed in", "signed in"]


def test_a_folder_that_cannot_be_written_refuses_as_usual(casebook: Casebook) -> None:
    (casebook.folder / STATE).unlink()
    (casebook.folder / STATE).mkdir()
    with pytest.raises(WrongPassphrase):
        noting_refusals(casebook.folder, lambda: vault.unlock(casebook.folder, NAMES[Role.MENTOR], "no"))


def test_backups_are_written_down_at_the_next_sign_in_and_once(casebook: Casebook) -> None:
    with casebook.open() as store:
        store.backup()
        store.backup()
    for _ in range(2):
        with casebook.open() as store:
            note(store)
            found = acts(store)
            assert store.is_backed_up(), "what says that a backup was made is no reason for another"
    assert [act for act, *_ in found] == ["made", "made", "signed in", "signed in"]
