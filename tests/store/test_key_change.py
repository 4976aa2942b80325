"""Changing the data key, and what changes passphrases and leaves the records alone."""

import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from mentordesk.features.organisation.operations import (
    add_person,
    change_person,
    give_starter_code,
    remove_person,
    renew_recovery_key,
    set_my_passphrase,
)
from mentordesk.features.organisation.queries import person_page
from mentordesk.features.organisation.rules import PersonDraft
from mentordesk.features.plans.operations.plans import create_plan
from mentordesk.features.plans.rules.drafts import PlanDraft
from mentordesk.kernel.errors import (
    BadFile,
    CasebookBusy,
    CasebookDamaged,
    Conflict,
    DiskFull,
    NotAllowed,
    ReadOnly,
    WrongPassphrase,
)
from mentordesk.kernel.paging import ListAsk
from mentordesk.kernel.permissions import Role
from mentordesk.store import key_change, keys, swap, vault
from mentordesk.store.backup import backups, newest
from mentordesk.store.casebook import Store
from mentordesk.store.check import check_casebook
from mentordesk.store.drill import run_drill
from mentordesk.store.engine import connect
from mentordesk.store.key_change import NewKey, lay_under_new_key
from mentordesk.store.manifest import Why
from mentordesk.store.opening import open_store
from mentordesk.store.restore import OTHER_KEY, restore_into, restore_over
from mentordesk.store.state import recall
from mentordesk.store.verifying import Condition, backup_rows, check_backups, remove_backup, verify_backup
from tests.casebooks import NOW, PASSPHRASE, Casebook, at_now
from tests.digests import digests, rows

RECOVERY_KEY = keys.new_recovery_key()


@pytest.fixture(scope="module")
def master(master_casebook: Casebook, tmp_path_factory: pytest.TempPathFactory) -> Casebook:
    return master_casebook.copied(tmp_path_factory.mktemp("cheap") / "casebook").with_cheap_slots()


@pytest.fixture
def casebook(master: Casebook, tmp_path: Path) -> Casebook:
    return master.copied(tmp_path / "casebook")


def secrets_of(casebook: Casebook) -> dict[str, str]:
    return {
        user: PASSPHRASE if role is Role.MANAGER else f"a starter code for {role.value}"
        for role, user in casebook.users.items()
    }


def lay(store: Store, casebook: Casebook, **more) -> NewKey:
    return lay_under_new_key(store, secrets_of(casebook), RECOVERY_KEY, **more)


def changed(casebook: Casebook) -> vault.Unlocked:
    """Change the key of a casebook and open its vault again."""
    with casebook.open() as store:
        ready = lay(store, casebook)
    ready.take_its_place()
    return vault.unlock(casebook.folder, "", PASSPHRASE)


def bad(store: Store) -> list[str]:
    return [each.what for each in check_casebook(store) if not each.good]


def schema(path: Path, data_key: bytes) -> list:
    connection = connect(path, data_key, read_only=True)
    found = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY 1, 2").fetchall()
    found += [connection.execute(f"PRAGMA {each}").fetchone() for each in key_change._SETTINGS]
    connection.close()
    return found


def test_every_row_table_and_trigger_is_the_same_under_the_new_key(demo_casebook: Casebook) -> None:
    connection = connect(demo_casebook.folder / "records.db", demo_casebook.data_key)
    connection.execute("PRAGMA user_version = 7")
    connection.execute("PRAGMA application_id = 99")
    connection.close()
    before = schema(demo_casebook.folder / "records.db", demo_casebook.data_key)
    with demo_casebook.open() as store:
        told = rows(store)
    opened = changed(demo_casebook)
    assert opened.data_key != demo_casebook.data_key
    assert schema(demo_casebook.folder / "records.db", opened.data_key) == before
    with open_store(opened, at_now) as store:
        assert rows(store) == told
        assert bad(store) == []
        assert store.is_backed_up()
        assert run_drill(store).good


def test_everybody_else_gets_a_starter_code_and_the_manager_keeps_the_passphrase(casebook: Casebook) -> None:
    opened = changed(casebook)
    assert not opened.starter
    assert vault.unlock(casebook.folder, "Jo Marsh", "a starter code for mentor").starter
    assert vault.recover(casebook.folder, RECOVERY_KEY).data_key == opened.data_key
    with pytest.raises(WrongPassphrase):
        vault.recover(casebook.folder, casebook.recovery_key)
    with pytest.raises(WrongPassphrase):
        vault.unlock(casebook.folder, "Jo Marsh", "a starter code")
    assert len(vault.read_keyring(casebook.folder).slots) == 5
    assert recall(casebook.folder, "recovery_kept") == NOW.isoformat()


def test_the_trail_says_who_changed_the_key(casebook: Casebook) -> None:
    with casebook.open() as store, store.connection() as connection:
        before = connection.exec_driver_sql("SELECT count(*) FROM trail_entry").scalar_one()
    with open_store(changed(casebook), at_now) as store, store.connection() as connection:
        told = "SELECT id, operation, act, person_id FROM trail_entry ORDER BY id DESC LIMIT 1"
        (entry,) = connection.exec_driver_sql(told).all()
    assert tuple(entry) == (before + 1, "note_key_change", "key changed", 1)


def test_the_records_under_the_old_key_go_when_the_new_ones_have_opened(casebook: Casebook) -> None:
    with casebook.open() as store:
        store.write(create_plan, PlanDraft(title="Kept"))
        laid = restore_over(store, store.backup().path)
    laid.take_its_place()
    assert [path.name for path in (casebook.folder / "replaced").iterdir()] == ["000001-records.db"]
    opened = changed(casebook)
    kept = sorted(path.name for path in (casebook.folder / "replaced").iterdir())
    assert kept == [
        f"000002-earlier-key-{name}" for name in ("keyslots.json", "keyslots.json.2", "records.db")
    ]
    shutil.copytree(casebook.folder, casebook.folder.with_name("put back"))
    open_store(opened, at_now).close()
    assert not (casebook.folder / "replaced").exists()
    back = casebook.folder.with_name("put back")
    for name in ("records.db", *vault.SLOTS):
        (back / "replaced" / f"000002-earlier-key-{name}").replace(back / name)
    old = vault.unlock(back, "", PASSPHRASE)
    assert old.data_key == casebook.data_key
    with open_store(old, at_now) as store:
        assert bad(store) == []


def test_backups_from_before_are_known_kept_and_can_be_removed(casebook: Casebook, tmp_path: Path) -> None:
    with casebook.open() as store:
        store.write(create_plan, PlanDraft(title="Before"))
    opened = changed(casebook)
    with open_store(opened, at_now) as store:
        found = check_backups(opened, NOW)
        assert [(each.sequence, each.condition) for each in found] == [
            (2, Condition.GOOD),
            (1, Condition.EARLIER_KEY),
        ]
        assert [each.manifest.why for each in found] == [Why.NEW_KEY, Why.KEY]
        assert newest(opened)[0].sequence == 2
        old = backups(casebook.folder)[0].path
        with pytest.raises(BadFile, match="under an earlier key"):
            verify_backup(opened, old)
        before = digests(casebook.folder)
        with pytest.raises(NotAllowed, match="under another key") as refused:
            restore_over(store, old)
        assert str(refused.value) == OTHER_KEY
        assert digests(casebook.folder) == before
        then = restore_into(old, tmp_path / "then", "", PASSPHRASE, clock=at_now)
        assert then.data_key == casebook.data_key
        with pytest.raises(BadFile, match="left where it is"):
            remove_backup(opened, found[0].path)
        remove_backup(opened, old)
        assert [each.sequence for each in backup_rows(opened)] == [2]
        store.write(create_plan, PlanDraft(title="After"))
        assert store.backup().sequence == 3


def test_nobody_saves_between_the_copy_and_the_swap(casebook: Casebook) -> None:
    with casebook.open() as store:
        ready = lay(store, casebook)
        with store.connection() as connection:
            connection.connection.dbapi_connection.execute("PRAGMA busy_timeout=10")
        with pytest.raises(CasebookBusy):
            store.write(create_plan, PlanDraft(title="Between"))
        ready.drop()
        store.write(create_plan, PlanDraft(title="Afterwards"))
        assert bad(store) == []
    assert not (casebook.folder / swap.ROOM).exists()


def test_only_a_manager_changes_the_key_and_only_where_the_folder_can_be_written(casebook: Casebook) -> None:
    before = digests(casebook.folder)
    for role in (Role.COORDINATOR, Role.MENTOR, Role.READ_ONLY):
        with casebook.open(role) as store, pytest.raises(NotAllowed):
            lay(store, casebook)
    (casebook.folder / "records.db").chmod(0o400)
    with casebook.open() as store:
        assert not store.may(key_change.note_key_change)
        with pytest.raises(ReadOnly, match="cannot be written"):
            lay(store, casebook)
    (casebook.folder / "records.db").chmod(0o600)
    assert digests(casebook.folder, but="state.json") == {
        name: told for name, told in before.items() if name != "state.json"
    }


def test_too_little_room_is_said_before_anything_is_begun(
    casebook: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = SimpleNamespace(total=10**9, used=10**9 - 1000, free=1000)
    with casebook.open() as store:
        monkeypatch.setattr(shutil, "disk_usage", lambda _place: full)
        with pytest.raises(DiskFull, match=r"Nothing was changed\. Free some space"):
            lay(store, casebook)
        assert not (casebook.folder / swap.ROOM).exists()


def test_somebody_who_was_added_meanwhile_is_not_shut_out(casebook: Casebook) -> None:
    with casebook.open() as store:
        store.write(add_person, PersonDraft("Robin Ashdown", Role.MENTOR), "a starter code")
        with pytest.raises(Conflict, match="Somebody was added meanwhile"):
            lay(store, casebook)
        assert not (casebook.folder / swap.ROOM).exists()


@pytest.mark.parametrize("step", [1, 3, 4, 5])
def test_it_can_be_stopped_at_every_step_and_nothing_is_changed(casebook: Casebook, step: int) -> None:
    class Stopped(Exception):
        pass

    def progress(done: int, _total: int, _doing: str) -> None:
        if done == step:
            raise Stopped

    with casebook.open() as store:
        store.backup()
        before = digests(casebook.folder)
        with pytest.raises(Stopped):
            lay(store, casebook, progress=progress)
        assert digests(casebook.folder) == before
        store.write(create_plan, PlanDraft(title="Goes on"))


def test_a_copy_that_is_not_the_same_is_refused(casebook: Casebook) -> None:
    with casebook.open() as store:
        ready = lay(store, casebook)
    old = connect(casebook.folder / "records.db", casebook.data_key, read_only=True)
    fresh = connect(ready.room / "records.db", ready.opened.data_key)
    with pytest.raises(CasebookDamaged, match="not the same"):
        key_change._compare(old, fresh, lambda: None)  # the trail of the new one is an entry longer
    fresh.close()
    old.close()
    ready.drop()


def person(store: Store, name: str):
    return next(row for row in store.read(person_page, ListAsk()).rows if row.name == name)


@pytest.mark.parametrize(
    "change",
    [
        lambda opened: vault.new_recovery_key(opened, keys.FLOOR),
        lambda opened: vault.set_passphrase(
            opened,
            keys.Holder(opened.user, "Asha Karim", "AK", manager=True),
            "a new lamp by the gate",
            keys.FLOOR,
        ),
        lambda opened: vault.remove_slot(opened, vault.read_keyring(opened.folder).find("Jo Marsh").user),
    ],
    ids=["recovery key", "passphrase", "slot"],
)
def test_ways_in_change_and_the_records_stay_byte_for_byte(casebook: Casebook, change) -> None:
    before = (casebook.folder / "records.db").read_bytes()
    slots = vault.read_keyring(casebook.folder)
    change(casebook.vault())
    assert vault.read_keyring(casebook.folder) != slots
    assert (casebook.folder / "records.db").read_bytes() == before


@pytest.mark.parametrize(
    "act",
    [
        lambda store: store.write(renew_recovery_key, keys.new_recovery_key()),
        lambda store: store.write(set_my_passphrase, "four quiet herons wading"),
        lambda store: store.write(give_starter_code, person(store, "Jo Marsh").id, "another starter code"),
        lambda store: store.write(
            change_person,
            person(store, "Jo Marsh").id,
            person(store, "Jo Marsh").version,
            PersonDraft("Jo M", Role.MENTOR),
        ),
        lambda store: store.write(
            remove_person, person(store, "Jo Marsh").id, person(store, "Jo Marsh").version
        ),
    ],
    ids=["recovery key", "passphrase", "starter code", "name", "removal"],
)
def test_a_change_of_a_way_in_never_changes_the_data_key(casebook: Casebook, act) -> None:
    """What it writes to the records is the trail and the person; the key and every page's seal stay good."""
    with casebook.open() as store:
        act(store)
        assert bad(store) == []
    with casebook.open() as store:
        assert bad(store) == []
