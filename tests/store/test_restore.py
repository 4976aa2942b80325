"""Backups that are verified, copied elsewhere, restored and tried."""

import json
import shutil
import threading
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text

from mentordesk.features.organisation.operations import give_starter_code
from mentordesk.features.plans.operations.plans import create_plan
from mentordesk.features.plans.queries.lists import plans_to_report
from mentordesk.features.plans.rules.drafts import PlanDraft
from mentordesk.kernel.errors import (
    BadFile,
    CasebookDamaged,
    CasebookExists,
    DiskFailed,
    NotAllowed,
    NotFound,
    UserError,
    WrongPassphrase,
)
from mentordesk.kernel.permissions import Role
from mentordesk.store import backup as backup_module
from mentordesk.store import keys, swap, vault
from mentordesk.store.backup import backups, is_up_to_date, make_backup
from mentordesk.store.casebook import Store
from mentordesk.store.check import check_casebook
from mentordesk.store.drill import last_drill, run_drill
from mentordesk.store.elsewhere import copies, copy_elsewhere, refuse_place
from mentordesk.store.manifest import Why, check_seal, read_manifest
from mentordesk.store.opening import open_store
from mentordesk.store.restore import lay_out, replace_damaged, restore_into, restore_over
from mentordesk.store.state import read_all, recall, remember
from mentordesk.store.verifying import Condition, backup_rows, check_backups, verify_backup
from tests.casebooks import NAMES, NOW, PASSPHRASE, Casebook, at_now
from tests.digests import digests


def titles(store: Store) -> list[str]:
    return sorted(title for _, title in store.read(plans_to_report))


def plan(store: Store, title: str) -> None:
    store.write(create_plan, PlanDraft(title=title))


def bad(store: Store) -> list[str]:
    return [each.what for each in check_casebook(store) if not each.good]


def flip(path: Path, at: int, bit: int = 0) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 1 << bit
    path.write_bytes(content)


def restored(casebook: Casebook, source: Path) -> None:
    with casebook.open() as store:
        laid = restore_over(store, source)
    laid.take_its_place()


def test_a_backup_is_made_only_when_something_changed(store: Store) -> None:
    plan(store, "One")
    assert store.backup_if_changed(Why.REGULAR)
    assert store.backup_if_changed(Why.CLOSE) is None
    plan(store, "Two")
    made = store.backup_if_changed(Why.CLOSE)
    assert read_manifest(made.path).why is Why.CLOSE
    store.write(give_starter_code, 2, "another starter code")
    assert store.backup_if_changed(Why.CLOSE), "changed key slots are a change"
    assert not is_up_to_date(store.vault, 10_000, lambda _number: "x")


def test_thinning_takes_away_what_is_not_kept_and_nothing_else(casebook: Casebook) -> None:
    now = [NOW]
    with casebook.open(clock=lambda: now[0]) as store:
        for number in range(40):
            now[0] = NOW + timedelta(hours=8 * number)
            store.backup(Why.REGULAR)
        sequences = [each.sequence for each in backups(casebook.folder)]
        assert sequences[-1] == 40
        assert 14 <= len(sequences) <= 18
        assert {path.suffix for path in (casebook.folder / "backups").iterdir()} == {".mdbackup"}
        now[0] = NOW - timedelta(days=3000)
        plan(store, "With the clock set back")
        newest = store.backup(Why.REGULAR)
        assert newest.sequence == 41
        assert newest.path.exists()
        store.backup(Why.REGULAR)
        assert newest.path.exists()


def test_numbers_go_on_when_every_backup_was_taken_away(store: Store) -> None:
    store.backup()
    made = store.backup()
    for each in backups(store.vault.folder):
        each.path.unlink()
    assert store.backup().sequence == made.sequence + 1


def test_a_save_goes_first_while_a_backup_is_made(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The backup lets go and begins again when somebody saves, and then it holds what was saved."""
    monkeypatch.setattr("mentordesk.store.backup._STEPS", 10)
    for number in range(30):
        plan(store, f"Plan {number}")
    writers: list[threading.Thread] = []
    tries: list[bool] = []
    copy = backup_module._vacuum_into

    def counted(*args: Any) -> bool:
        tries.append(copy(*args))
        return tries[-1]

    def heed() -> None:
        if len(writers) < 2 and (store.vault.folder / "backups" / ".making" / "records.db").exists():
            writers.append(threading.Thread(target=plan, args=(store, "Saved meanwhile")))
            writers[-1].start()
            while not store._courtesy.wanted() and writers[-1].is_alive():
                pass  # until the save has begun

    monkeypatch.setattr("mentordesk.store.backup._vacuum_into", counted)
    made = store.backup(heed=heed)
    for each in writers:
        each.join()
    assert tries[-1] is True
    assert False in tries, "it did not let go"
    assert len(titles(store)) == 32
    assert verify_backup(store.vault, made.path)
    assert bad(store) == []


def test_a_save_counts_as_going_on_until_it_is_committed(store: Store) -> None:
    """SQLAlchemy says "commit" before it commits, and it is the commit that waits for a reader."""
    seen: list[bool] = []
    event.listen(store._engine, "commit", lambda _connection: seen.append(store._courtesy.wanted()))
    assert not store._courtesy.wanted()
    plan(store, "One")
    assert seen[-1] is True
    assert not store._courtesy.wanted()
    titles(store)
    assert not store._courtesy.wanted()


def test_a_backup_stops_when_it_is_told_to_and_leaves_nothing(store: Store) -> None:
    class StoppedError(Exception):
        pass

    def heed() -> None:
        if (store.vault.folder / "backups" / ".making" / "records.db").exists():
            raise StoppedError

    with pytest.raises(StoppedError):
        store.backup(heed=heed)
    assert list((store.vault.folder / "backups").iterdir()) == []
    plan(store, "After")
    assert store.backup().sequence == 1


def test_which_backups_are_good(store: Store, casebook: Casebook, master_demo: Casebook) -> None:
    for number in range(4):
        plan(store, f"{number}")
        store.backup()
    folder = casebook.folder / "backups"
    flip(folder / "000002.mdbackup", 60_000)
    (folder / "000003.mdbackup").write_bytes((folder / "000003.mdbackup").read_bytes()[:5000])
    other = master_demo.copied(casebook.folder.parent / "other")
    with other.open() as theirs:
        shutil.copy(theirs.backup().path, folder / "000009.mdbackup")
    (folder / "000010.mdbackup").write_text("a letter")
    before = [row.condition for row in backup_rows(store.vault)]
    assert before[:2] == [Condition.DAMAGED, Condition.OTHER]
    found = {row.sequence: row.condition for row in check_backups(store.vault, NOW)}
    assert found == {
        2: Condition.DAMAGED,
        3: Condition.DAMAGED,
        4: Condition.GOOD,
        9: Condition.OTHER,
        10: Condition.DAMAGED,
    }
    assert {row.sequence: row.condition for row in backup_rows(store.vault)} == found
    assert not (folder / ".making").exists()


def test_a_backup_of_an_earlier_version_of_the_file_can_still_be_used(store: Store, tmp_path: Path) -> None:
    made = store.backup()
    old = tmp_path / "000001.mdbackup"
    with zipfile.ZipFile(made.path) as bundle, zipfile.ZipFile(old, "w") as plain:
        for name in bundle.namelist():
            content = bundle.read(name)
            if name == "manifest.json":
                found = json.loads(content)
                for key in ("why", "rows", "slots", "chain_head"):
                    del found[key]
                content = json.dumps(found).encode()
            plain.writestr(name, content)
    check_seal(old)
    assert verify_backup(store.vault, old).sequence == 1
    flip(old, 60_000)
    with pytest.raises(CasebookDamaged):
        verify_backup(store.vault, old)


def test_a_restore_brings_the_records_back_and_keeps_those_it_replaces(casebook: Casebook) -> None:
    with casebook.open() as store:
        plan(store, "One")
        made = store.backup()
        plan(store, "Two")
    restored(casebook, made.path)
    with casebook.open() as store:
        assert titles(store) == ["One"]
        assert bad(store) == []
        with store.connection() as connection:
            entry = connection.execute(
                text("SELECT act, operation FROM trail_entry ORDER BY id DESC LIMIT 1")
            ).one()
            told = dict(connection.execute(text("SELECT field, after FROM trail_change")).all())
        assert entry == ("restored", "note_restore")
        assert told["backup"] == "1"
        assert told["by"] == NAMES[Role.MANAGER]
    assert [read_manifest(each.path).why for each in backups(casebook.folder)] == [Why.ASKED, Why.RESTORE]
    kept = casebook.folder / "replaced"
    assert [path.name for path in kept.iterdir()] == ["000001-records.db"]
    assert not (casebook.folder / swap.ROOM).exists()
    restored(casebook, backups(casebook.folder)[-1].path)
    with casebook.open() as store:
        assert titles(store) == ["One", "Two"], "the backup made before the restore undoes it"
    assert [path.name for path in kept.iterdir()] == ["000002-records.db"]


def test_what_was_replaced_opens_when_it_is_put_back_and_is_noticed(casebook: Casebook) -> None:
    with casebook.open() as store:
        plan(store, "One")
        made = store.backup()
        plan(store, "Two")
    older = (casebook.folder / "records.db").read_bytes()
    restored(casebook, made.path)
    (casebook.folder / "replaced" / "000001-records.db").replace(casebook.folder / "records.db")
    assert (casebook.folder / "records.db").read_bytes() == older
    with casebook.open() as store:
        assert titles(store) == ["One", "Two"]
        assert bad(store) == ["Newest state"]


def test_todays_passphrases_stay_after_a_restore(casebook: Casebook) -> None:
    with casebook.open() as store:
        made = store.backup()
    opened = vault.unlock(casebook.folder, "", PASSPHRASE)
    holder = keys.Holder(opened.user, NAMES[Role.MANAGER], "AK", manager=True)
    vault.set_passphrase(opened, holder, "another quiet lamp at noon", keys.FLOOR)
    restored(casebook, made.path)
    with pytest.raises(WrongPassphrase):
        vault.unlock(casebook.folder, "", PASSPHRASE)
    with open_store(vault.unlock(casebook.folder, "", "another quiet lamp at noon"), at_now) as store:
        assert store.actor.role is Role.MANAGER


def test_a_way_in_stays_when_no_manager_of_today_is_in_the_backup(casebook: Casebook) -> None:
    with casebook.open() as store:
        made = store.backup()
    ring = vault.read_keyring(casebook.folder)
    strangers = [slot for slot in ring.slots if slot.user != casebook.users[Role.MANAGER]]
    with casebook.open() as store:
        vault.write_keyring(casebook.folder, replace(ring, slots=tuple(strangers)))
        laid = restore_over(store, made.path)
    laid.take_its_place()
    with open_store(vault.unlock(casebook.folder, "Asha Karim", PASSPHRASE), at_now) as store:
        assert store.actor.role is Role.MANAGER


def test_only_a_manager_restores_and_drills(casebook: Casebook) -> None:
    with casebook.open() as store:
        made = store.backup()
    before = digests(casebook.folder)
    for role in (Role.COORDINATOR, Role.MENTOR, Role.READ_ONLY):
        with casebook.open(role) as store:
            with pytest.raises(NotAllowed):
                restore_over(store, made.path)
            with pytest.raises(NotAllowed):
                run_drill(store)
    assert digests(casebook.folder) == before


def test_a_backup_of_another_casebook_is_not_put_over_this_one(
    casebook: Casebook, demo_casebook: Casebook
) -> None:
    with demo_casebook.open() as theirs:
        made = theirs.backup()
    before = digests(casebook.folder)
    with casebook.open() as store:
        with pytest.raises(NotAllowed, match="another key"):
            restore_over(store, made.path)
        with pytest.raises(BadFile, match="another casebook"):
            verify_backup(store.vault, made.path)
    assert digests(casebook.folder) == before


def test_a_damaged_backup_is_refused_and_nothing_is_changed(casebook: Casebook, tmp_path: Path) -> None:
    with casebook.open() as store:
        made = store.backup()
        source = tmp_path / "copy.mdbackup"
        shutil.copy(made.path, source)
        flip(source, 70_000)
        before = digests(casebook.folder)
        with pytest.raises(CasebookDamaged):
            restore_over(store, source)
        with pytest.raises(NotFound):
            restore_over(store, tmp_path / "nothing.mdbackup")
    assert digests(casebook.folder) == before


@pytest.mark.parametrize("secret", ["passphrase", "recovery key"])
def test_a_backup_is_restored_into_a_new_folder(casebook: Casebook, tmp_path: Path, secret: str) -> None:
    with casebook.open() as store:
        plan(store, "One")
        made = store.backup()
    new = tmp_path / "new laptop" / "casebook"
    typed = PASSPHRASE if secret == "passphrase" else casebook.recovery_key
    opened = restore_into(made.path, new, "AK", typed, clock=at_now)
    assert opened.recovered is (secret == "recovery key")
    with open_store(opened, at_now) as store:
        assert titles(store) == ["One"]
        assert bad(store) == []
        assert store.backup().sequence == made.sequence + 1
    assert {path.name for path in new.iterdir()} == {
        *("records.db", "keyslots.json", "keyslots.json.2", "state.json", "backups")
    }


def test_a_new_folder_is_left_as_it_was_when_the_passphrase_is_wrong(
    casebook: Casebook, tmp_path: Path
) -> None:
    with casebook.open() as store:
        made = store.backup()
    with pytest.raises(WrongPassphrase):
        restore_into(made.path, tmp_path / "new", "AK", "wrong")
    assert not (tmp_path / "new").exists()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("Dear all")
    with pytest.raises(CasebookExists):
        restore_into(made.path, tmp_path / "full", "AK", PASSPHRASE)
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["letter.txt"]
    (tmp_path / "cut short" / swap.ROOM).mkdir(parents=True)
    assert (
        restore_into(made.path, tmp_path / "cut short", "AK", PASSPHRASE).user == casebook.users[Role.MANAGER]
    )


@pytest.mark.parametrize("harm", ["records", "missing", "slots", "both"])
def test_a_damaged_casebook_is_replaced_and_kept(casebook: Casebook, harm: str) -> None:
    with casebook.open() as store:
        plan(store, "One")
        made = store.backup()
    if harm in {"records", "both"}:
        flip(casebook.folder / "records.db", 5000)
    if harm == "missing":
        (casebook.folder / "records.db").unlink()
    if harm in {"slots", "both"}:
        for name in vault.SLOTS:
            (casebook.folder / name).write_text("{}")
    (casebook.folder / "records.db-journal").write_bytes(b"an old journal")
    opened = replace_damaged(made.path, casebook.folder, "", PASSPHRASE, clock=at_now)
    with open_store(opened, at_now) as store:
        assert titles(store) == ["One"]
        assert bad(store) == []
    kept = {path.name for path in (casebook.folder / "replaced").iterdir()}
    assert "000001-records.db-journal" in kept
    assert ("000001-records.db" in kept) is (harm != "missing")
    assert ("000001-keyslots.json" in kept) is (harm in {"slots", "both"})


def test_only_a_manager_replaces_a_damaged_casebook(casebook: Casebook) -> None:
    with casebook.open() as store:
        made = store.backup()
        store.write(give_starter_code, 3, "a code for Jo")
    flip(casebook.folder / "records.db", 5000)
    before = digests(casebook.folder)
    with pytest.raises(NotAllowed, match="Only a manager"):
        replace_damaged(made.path, casebook.folder, "Jo Marsh", "a code for Jo")
    assert digests(casebook.folder) == before


def test_erasures_and_what_is_remembered_outlive_a_restore(casebook: Casebook) -> None:
    with casebook.open() as store:
        made = store.backup()
    remember(casebook.folder, erased=["a1"], copied={"sequence": 7})
    restored(casebook, made.path)
    state = read_all(casebook.folder)
    assert state["erased"] == ["a1"]
    assert state["copied"] == {"sequence": 7}
    assert state["backup_sequence"] == 1


def test_a_copy_elsewhere_is_the_same_and_is_remembered(store: Store, tmp_path: Path) -> None:
    place = tmp_path / "usb"
    place.mkdir()
    (place / "letter.txt").write_text("Dear all")
    made = store.backup()
    copy = copy_elsewhere(store.vault, made, place, NOW)
    assert copy.read_bytes() == made.path.read_bytes()
    assert copy_elsewhere(store.vault, made, place, NOW) == copy
    assert recall(store.vault.folder, "copied") == {"at": NOW.isoformat(), "sequence": 1}
    assert [each.path for each in copies(store.vault.casebook, place)] == [copy]
    for _ in range(12):
        plan(store, "x")
        copy_elsewhere(store.vault, store.backup(), place, NOW)
    assert len(copies(store.vault.casebook, place)) == 3
    assert (place / "letter.txt").exists()
    assert len(list(place.iterdir())) == 4


def test_a_place_that_is_no_second_place_is_refused(store: Store, tmp_path: Path) -> None:
    made = store.backup()
    for inside in (store.vault.folder, store.vault.folder / "backups"):
        with pytest.raises(BadFile, match="inside the casebook"):
            refuse_place(store.vault, inside)
    with pytest.raises(DiskFailed, match="Plug the drive in"):
        copy_elsewhere(store.vault, made, tmp_path / "unplugged", NOW)
    assert recall(store.vault.folder, "copied") is None


def test_a_damaged_backup_is_not_copied(store: Store, tmp_path: Path) -> None:
    made = store.backup()
    flip(made.path, 9000)
    with pytest.raises(CasebookDamaged):
        copy_elsewhere(store.vault, made, tmp_path, NOW)
    assert copies(store.vault.casebook, tmp_path) == []


def test_a_backup_that_is_known_to_be_damaged_does_not_count_as_the_newest(store: Store) -> None:
    plan(store, "One")
    made = store.backup()
    assert store.is_backed_up()
    flip(made.path, 60_000)
    assert store.is_backed_up(), "nobody has looked yet"
    check_backups(store.vault, NOW)
    assert not store.is_backed_up()
    assert store.backup_if_changed(Why.REGULAR).sequence == 2


def test_a_restore_that_was_cut_short_is_cleared_unless_it_was_ordered(casebook: Casebook) -> None:
    with casebook.open() as store:
        made = store.backup()
        laid = restore_over(store, made.path)
    swap.clear(casebook.folder)
    assert not laid.room.exists()
    with casebook.open() as store:
        laid = restore_over(store, made.path)
    swap.order(casebook.folder)
    swap.clear(casebook.folder)
    assert laid.room.exists()
    vault.read_keyring(casebook.folder)
    assert not laid.room.exists()
    assert (casebook.folder / "replaced" / "000001-records.db").exists()


def test_a_drill_says_that_the_newest_backup_can_be_restored(casebook: Casebook, tmp_path: Path) -> None:
    with casebook.open() as store:
        plan(store, "One")
        assert run_drill(store).says == "There is no backup yet. Make one now."
        made = store.backup()
        records = (casebook.folder / "records.db").read_bytes()
        drill = run_drill(store)
        assert drill.good, drill.says
        assert "Backup 1 was restored on trial" in drill.says
        assert last_drill(casebook.folder) == drill
        assert (casebook.folder / "records.db").read_bytes() == records
        assert not (casebook.folder / ".drill").exists()
        copy_elsewhere(store.vault, store.backup(), tmp_path, NOW)
        backups(casebook.folder)[-1].path.unlink()
        assert "Backup 2 was" in run_drill(store, tmp_path).says
        flip(made.path, 40_000)
        drill = run_drill(store)
        assert not drill.good
        assert "damaged" in drill.says
        assert last_drill(casebook.folder) == drill
        assert not (casebook.folder / ".drill").exists()


def test_a_backup_that_was_packed_to_burst_is_refused(store: Store, tmp_path: Path) -> None:
    made, packed = store.backup(), tmp_path / "packed.mdbackup"
    with zipfile.ZipFile(made.path) as bundle, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as other:
        for name in bundle.namelist():
            found = json.loads(bundle.read(name)) if name == "manifest.json" else {}
            found.pop("why", None)
            other.writestr(name, json.dumps(found) if found else bytes(5_000_000))
    with pytest.raises(CasebookDamaged):
        lay_out(packed, store.vault.folder)
    assert not (store.vault.folder / swap.ROOM).exists()


def test_a_backup_made_by_nobody_we_know_is_no_backup(store: Store, tmp_path: Path) -> None:
    for number, content in enumerate((b"", b"PK", b"not a backup", bytes(10_000))):
        path = tmp_path / f"{number}.mdbackup"
        path.write_bytes(content)
        with pytest.raises(UserError):
            read_manifest(path)
        with pytest.raises(UserError):
            lay_out(path, store.vault.folder)
    assert not (store.vault.folder / swap.ROOM).exists()
    assert make_backup(store.vault, NOW).sequence == 1


def test_the_ledger_in_a_backup_goes_to_another_computer(casebook: Casebook, tmp_path: Path) -> None:
    remember(casebook.folder, erased=["a1"], anonymised=["b2"])
    with casebook.open() as store:
        made = store.backup()
    folder = tmp_path / "another"
    restore_into(made.path, folder, NAMES[Role.MANAGER], PASSPHRASE)
    state = read_all(folder)
    assert (state["erased"], state["anonymised"]) == (["a1"], ["b2"])
