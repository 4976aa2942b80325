from pathlib import Path

import pytest

from mentordesk.features.plans.operations.plans import create_plan
from mentordesk.features.plans.queries.lists import plans_to_report
from mentordesk.features.plans.rules.drafts import PlanDraft
from mentordesk.kernel.errors import CasebookDamaged, CasebookTooNew, DiskFailed, ReadOnly
from mentordesk.store import migrate
from mentordesk.store.engine import connect
from mentordesk.store.vault import BACKUPS, RECORDS, STATE
from tests import promises
from tests.casebooks import Casebook
from tests.digests import digests


def mark_version(casebook: Casebook, version: str) -> None:
    connection = connect(casebook.folder / RECORDS, casebook.data_key)
    connection.execute("UPDATE alembic_version SET version_num = ?", (version,))
    connection.close()


NEXT = f"{int(migrate.HEAD) + 1:04}"


@pytest.mark.parametrize("version", [NEXT, "9999", "1000"])
def test_newer_records_are_refused_by_version_and_stay_as_they_are(casebook: Casebook, version: str) -> None:
    mark_version(casebook, version)
    before = digests(casebook.folder)
    with pytest.raises(CasebookTooNew, match=f"version {version}; this program knows {migrate.HEAD}"):
        casebook.open()
    assert digests(casebook.folder) == before


def test_records_without_a_version_are_damage(casebook: Casebook) -> None:
    connection = connect(casebook.folder / RECORDS, casebook.data_key)
    connection.execute("DELETE FROM alembic_version")
    connection.close()
    before = digests(casebook.folder)
    with pytest.raises(CasebookDamaged):
        casebook.open()
    assert digests(casebook.folder) == before


@pytest.mark.promise(promises.READ_ONLY)
@pytest.mark.parametrize("marked", ["the folder", "the records"])
def test_a_read_only_folder_opens_read_only(casebook: Casebook, marked: str) -> None:
    with casebook.open() as store:
        store.write(create_plan, PlanDraft(title="One"))
    if marked == "the folder":
        casebook.folder.chmod(0o500)
    else:
        (casebook.folder / RECORDS).chmod(0o400)
    before = digests(casebook.folder)
    with casebook.open() as store:
        assert store.read_only
        assert [title for _, title in store.read(plans_to_report)] == ["One"]
        assert not store.may(create_plan)
        assert store.may(plans_to_report)
        with pytest.raises(ReadOnly, match="reading only"):
            store.write(create_plan, PlanDraft(title="Two"))
        store.keep_draft("review", 0, "", {})
        store.drop_draft("review", 0)
        assert store.draft("review", 0) is None
    assert digests(casebook.folder) == before


def test_a_backup_of_what_cannot_be_written_is_refused_in_words(casebook: Casebook) -> None:
    (casebook.folder / BACKUPS).rmdir()
    (casebook.folder / BACKUPS).write_text("in the way")
    with casebook.open() as store, pytest.raises((ReadOnly, DiskFailed)):
        store.backup()


def test_opening_and_closing_changes_no_byte(casebook: Casebook) -> None:
    before = digests(casebook.folder)
    for _ in range(2):
        with casebook.open():
            pass
    assert digests(casebook.folder) == before


def test_closing_writes_how_far_the_trail_had_come(casebook: Casebook) -> None:
    before = (casebook.folder / STATE).read_bytes()
    with casebook.open() as store:
        store.write(create_plan, PlanDraft(title="One"))
    assert (casebook.folder / STATE).read_bytes() != before


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff", b'{"audit_number": "x"}', b"[" * 100_000])
def test_a_damaged_state_file_does_not_keep_a_casebook_shut(casebook: Casebook, content: bytes) -> None:
    (casebook.folder / STATE).write_bytes(content)
    with casebook.open() as store:
        store.write(create_plan, PlanDraft(title="One"))


def test_missing_records_are_damage_and_are_not_made_anew(casebook: Casebook) -> None:
    (casebook.folder / RECORDS).unlink()
    before = digests(casebook.folder)
    with pytest.raises((CasebookDamaged, ReadOnly)):
        casebook.open()
    assert digests(casebook.folder) == before


def test_a_copy_of_the_folder_is_a_casebook(casebook: Casebook, tmp_path: Path) -> None:
    with casebook.open() as store:
        store.write(create_plan, PlanDraft(title="One"))
    with casebook.copied(tmp_path / "elsewhere").open() as store:
        assert [title for _, title in store.read(plans_to_report)] == ["One"]
