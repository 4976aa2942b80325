"""A full disk or an I/O error loses nothing: it is said, nothing changes, and the same save works later."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mentordesk.features.organisation.operations import (
    add_person,
    change_person,
    give_starter_code,
    remove_person,
    set_my_passphrase,
)
from mentordesk.features.organisation.queries import PersonRow, person_page
from mentordesk.features.organisation.rules import PersonDraft
from mentordesk.features.plans.operations.exchange import import_plan
from mentordesk.features.plans.operations.plans import create_plan
from mentordesk.features.plans.queries.lists import plan_page
from mentordesk.features.plans.queries.one import plan_file
from mentordesk.features.plans.rules.drafts import PlanDraft
from mentordesk.features.plans.rules.exchange import write_plan_file
from mentordesk.kernel.exports import Export
from mentordesk.kernel.paging import ListAsk
from mentordesk.kernel.permissions import Role
from mentordesk.store import vault
from mentordesk.store.casebook import Store
from mentordesk.store.check import check_casebook
from mentordesk.store.drill import run_drill
from mentordesk.store.elsewhere import copy_elsewhere
from mentordesk.store.key_change import lay_under_new_key
from mentordesk.store.opening import open_store
from mentordesk.store.restore import restore_over
from tests import promises
from tests.casebooks import NOW, PASSPHRASE, Casebook, at_now
from tests.digests import digests
from tests.faults.disks import Disk, LimitedDisk, SmallDisk, mount, unmount
from tests.trails import exports

KNOWSLEY = (Path(__file__).parents[1] / "data" / "knowsley_plan.json").read_text("utf-8")

pytestmark = pytest.mark.promise(promises.NO_ROOM)
EXPORT = Export("list:plans", "csv", rows=1)


@pytest.fixture(params=["full", "failing"])
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Disk]:
    """A disk that fills up, where the system lets tests mount one; everywhere a disk that fails."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if request.param == "full" and mount(folder):
        yield SmallDisk(folder)
        unmount(folder)
    else:
        yield LimitedDisk(folder)


@pytest.fixture
def casebook(master_casebook: Casebook, disk: Disk) -> Casebook:
    return master_casebook.copied(disk.folder / "casebook")


def people(store: Store) -> dict[str, PersonRow]:
    return {row.name: row for row in store.read(person_page, ListAsk()).rows}


def save(store: Store) -> None:
    store.write(import_plan, KNOWSLEY)


def remove_a_person(store: Store) -> None:
    tom = people(store)["Tom Ellery"]
    store.write(remove_person, tom.id, tom.version)


def demote_a_person(store: Store) -> None:
    tom = people(store)["Tom Ellery"]
    store.write(change_person, tom.id, tom.version, PersonDraft("Thomas Ellery", Role.MENTOR))


ACTS: dict[str, Callable[[Store], object]] = {
    "a save": save,
    "a draft": lambda store: store.keep_draft("review", 0, "A draft", {"met": "word " * 20_000}),
    "a new person": lambda store: store.write(
        add_person, PersonDraft("New Person", Role.MENTOR), "a starter code"
    ),
    "a person removed": remove_a_person,
    "a person changed": demote_a_person,
    "a starter code": lambda store: store.write(give_starter_code, 2, "another starter code"),
    "a passphrase": lambda store: store.write(set_my_passphrase, "a new lamp by the old gate"),
    "a recovery key": lambda store: vault.new_recovery_key(store.vault, vault.usual_cost(store.vault)),
    "a backup": lambda store: store.backup(),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
def test_a_full_disk_or_an_io_error_loses_nothing(
    disk: Disk, casebook: Casebook, act: Callable[[Store], object]
) -> None:
    with casebook.open() as store:
        store.backup()
        before, listed, drafts = digests(casebook.folder), people(store), store.drafts()
        with disk.out_of_room():
            with pytest.raises(disk.error, match=r"[Cc]ould not"):
                act(store)
            assert people(store) == listed
            assert store.drafts() == drafts
        assert digests(casebook.folder) == before
        act(store)
        assert digests(casebook.folder) != before
    with casebook.open() as store:
        assert [finding.what for finding in check_casebook(store) if not finding.good] == []


def test_after_a_failed_removal_the_way_in_is_closed_by_the_next_one(disk: Disk, casebook: Casebook) -> None:
    with casebook.open() as store:
        with disk.out_of_room(), pytest.raises(disk.error):
            remove_a_person(store)
        assert vault.read_keyring(casebook.folder).find("Tom Ellery")
        remove_a_person(store)
    assert casebook.users[Role.COORDINATOR] not in {
        slot.user for slot in vault.read_keyring(casebook.folder).slots
    }


def test_a_file_written_outside_is_whole_or_as_before(disk: Disk, casebook: Casebook) -> None:
    out = disk.folder / "plan.json"
    out.write_bytes(b"an older file")
    with casebook.open() as store:
        save(store)
        (row,) = store.read(plan_page, ListAsk()).rows
        text = write_plan_file(store.read(plan_file, row.id)).encode()
        with disk.out_of_room(), pytest.raises(disk.error, match=r"plan\.json"):
            store.save_outside(out, text, EXPORT)
        assert exports(store) == []
        assert out.read_bytes() == b"an older file"
        assert sorted(path.name for path in disk.folder.iterdir()) == ["casebook", "plan.json"]
        store.save_outside(out, text, EXPORT)
        assert len(exports(store)) == 1
    assert json.loads(out.read_bytes())


def test_nothing_leaves_that_the_trail_has_no_room_for(
    disk: Disk, casebook: Casebook, tmp_path: Path
) -> None:
    """The casebook's disk is full, the other one is not; where all writing fails, there is no file either."""
    outside = tmp_path / "outside"
    outside.mkdir()
    with casebook.open() as store:
        with disk.out_of_room(), pytest.raises(disk.error):
            store.save_outside(outside / "list.csv", b"Name\n", EXPORT)
        assert list(outside.iterdir()) == []
        with disk.out_of_room(), pytest.raises(disk.error):
            store.note_print(EXPORT)
        assert exports(store) == []
        store.save_outside(outside / "list.csv", b"Name\n", EXPORT)
        assert (outside / "list.csv").read_bytes() == b"Name\n"


def test_closing_without_room_lets_go_of_the_casebook(disk: Disk, casebook: Casebook) -> None:
    store = casebook.open()
    save(store)
    with disk.out_of_room(), pytest.raises(disk.error):
        store.close()
    with casebook.open() as again:
        assert len(again.read(plan_page, ListAsk()).rows) == 1
        assert [finding.what for finding in check_casebook(again) if not finding.good] == []


def test_a_restore_without_room_changes_nothing_and_works_afterwards(disk: Disk, casebook: Casebook) -> None:
    with casebook.open() as store:
        save(store)
        source = store.backup().path
        store.write(create_plan, PlanDraft(title="Later"))
        before = digests(casebook.folder)
        with disk.out_of_room(), pytest.raises(disk.error, match=r"[Cc]ould not"):
            restore_over(store, source)
        assert digests(casebook.folder) == before
        laid = restore_over(store, source)
    with disk.out_of_room(), pytest.raises(disk.error, match=r"[Cc]ould not"):
        laid.take_its_place()
    with casebook.open() as store:
        assert len(store.read(plan_page, ListAsk()).rows) == 2
    laid.take_its_place()
    with casebook.open() as store:
        assert len(store.read(plan_page, ListAsk()).rows) == 1
        assert [finding.what for finding in check_casebook(store) if not finding.good] == []


def test_a_change_of_the_key_without_room_changes_nothing_and_works_afterwards(
    disk: Disk, casebook: Casebook
) -> None:
    secrets = {user: f"a starter code for {role.value}" for role, user in casebook.users.items()}
    secrets[casebook.users[Role.MANAGER]] = PASSPHRASE
    with casebook.open() as store:
        save(store)
        store.backup()
        before = digests(casebook.folder)
        with disk.out_of_room(), pytest.raises(disk.error, match=r"[Cc]ould not"):
            lay_under_new_key(store, secrets, "a recovery key")
        assert digests(casebook.folder) == before
        save(store)
        ready = lay_under_new_key(store, secrets, "a recovery key")
    with disk.out_of_room(), pytest.raises(disk.error, match=r"[Cc]ould not"):
        ready.take_its_place()
    with casebook.open() as store:
        assert len(store.read(plan_page, ListAsk()).rows) == 2
        ready = lay_under_new_key(store, secrets, "a recovery key")
    ready.take_its_place()
    opened = vault.unlock(casebook.folder, "", PASSPHRASE)
    assert opened.data_key != casebook.data_key
    with open_store(opened, at_now) as store:
        assert len(store.read(plan_page, ListAsk()).rows) == 2
        assert [finding.what for finding in check_casebook(store) if not finding.good] == []


def test_a_second_place_without_room_is_said_and_keeps_what_it_has(disk: Disk, casebook: Casebook) -> None:
    place = disk.folder / "stick"
    place.mkdir()
    with casebook.open() as store:
        made = store.backup()
        with disk.out_of_room(), pytest.raises(disk.error, match="The backup on this computer is good"):
            copy_elsewhere(store.vault, made, place, NOW)
        assert list(place.iterdir()) == []
        assert copy_elsewhere(store.vault, made, place, NOW).exists()


def test_a_drill_without_room_is_red_and_says_why(disk: Disk, casebook: Casebook) -> None:
    with casebook.open() as store:
        store.backup()
        with disk.out_of_room():
            drill = run_drill(store)
        assert not drill.good
        assert "Could not" in drill.says
        assert run_drill(store).good


def test_a_casebook_is_opened_and_read_without_room(disk: Disk, casebook: Casebook) -> None:
    with disk.out_of_room():
        assert vault.unlock(casebook.folder, "", PASSPHRASE).data_key == casebook.data_key
        with casebook.open() as store:
            assert len(people(store)) == 4
