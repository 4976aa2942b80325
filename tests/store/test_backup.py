import json
import zipfile
from pathlib import Path

import pytest

from mentordesk.features.plans.operations.plans import create_plan
from mentordesk.features.plans.queries.lists import plans_to_report
from mentordesk.features.plans.rules.drafts import PlanDraft
from mentordesk.kernel.errors import CasebookDamaged, DiskFailed
from mentordesk.store import vault
from mentordesk.store.backup import backups, verify_copy
from mentordesk.store.casebook import Store
from mentordesk.store.opening import open_store
from tests.casebooks import NAMES, NOW, PASSPHRASE, Casebook, at_now


def unpacked(path: Path, to: Path) -> Path:
    with zipfile.ZipFile(path) as bundle:
        bundle.extractall(to)
    return to


def test_a_backup_opens_with_the_passphrase_and_holds_the_records(store: Store, tmp_path: Path) -> None:
    store.write(create_plan, PlanDraft(title="Before"))
    made = store.backup()
    store.write(create_plan, PlanDraft(title="After"))
    folder = unpacked(made.path, tmp_path / "restored")
    with open_store(vault.unlock(folder, "", PASSPHRASE), at_now) as restored:
        assert [title for _, title in restored.read(plans_to_report)] == ["Before"]
    assert [title for _, title in store.read(plans_to_report)] == ["After", "Before"]


def test_a_backup_is_stored_uncompressed_without_names_for_its_owner_only(store: Store) -> None:
    store.write(create_plan, PlanDraft(title="Windermere"))
    made = store.backup()
    assert made.path.stat().st_mode & 0o777 == 0o600
    with zipfile.ZipFile(made.path) as bundle:
        assert {info.compress_type for info in bundle.infolist()} == {zipfile.ZIP_STORED}
        assert set(bundle.namelist()) == {*vault.SLOTS, vault.RECORDS, vault.STATE, "manifest.json"}
        manifest = json.loads(bundle.read("manifest.json"))
    assert manifest["casebook"] == store.vault.casebook
    assert manifest["sequence"] == made.sequence == 1
    assert manifest["at"] == NOW.isoformat()
    assert manifest["audit_number"] > 0
    content = made.path.read_bytes()
    for words in ("Windermere", *NAMES.values(), "Riverside"):
        assert words.encode() not in content


def test_backups_are_ordered_by_sequence_and_leave_nothing_else(store: Store) -> None:
    made = [store.backup() for _ in range(3)]
    assert [each.sequence for each in made] == [1, 2, 3]
    made[0].path.touch()
    (made[0].path.parent / "letter.txt").write_text("not a backup")
    found = backups(store.vault.folder)
    assert [each.sequence for each in found] == [1, 2, 3]
    made[1].path.unlink()
    assert store.backup().sequence == 4, "a number is never used again"
    names = {path.name for path in made[0].path.parent.iterdir()}
    assert names == {"000001.mdbackup", "000003.mdbackup", "000004.mdbackup", "letter.txt"}


def test_a_copy_that_is_damaged_does_not_pass(store: Store, casebook: Casebook, tmp_path: Path) -> None:
    folder = unpacked(store.backup().path, tmp_path / "copy")
    path = folder / vault.RECORDS
    counts = verify_copy(path, casebook.data_key)
    assert counts["audit_number"] > 0
    content = bytearray(path.read_bytes())
    content[4096 * 3 + 100] ^= 1
    path.write_bytes(content)
    with pytest.raises(CasebookDamaged):
        verify_copy(path, casebook.data_key)


def test_a_backup_leaves_the_records_as_they_are(casebook: Casebook) -> None:
    before = (casebook.folder / vault.RECORDS).read_bytes()
    with casebook.open() as store:
        store.backup()
    assert (casebook.folder / vault.RECORDS).read_bytes() == before


def test_a_casebook_whose_folder_went_away_says_so(casebook: Casebook) -> None:
    store = casebook.open()
    casebook.folder.rename(casebook.folder.with_name("elsewhere"))
    with pytest.raises(DiskFailed, match=r"is not there\. Plug its drive in again"):
        store.backup()
    casebook.folder.with_name("elsewhere").rename(casebook.folder)
    store.backup()
    store.close()
