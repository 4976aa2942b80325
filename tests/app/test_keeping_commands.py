"""The commands that keep a casebook safe: what they say, what they change, and how they end."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from mentordesk.app.instance import Instance
from mentordesk.features.plans.operations.plans import create_plan
from mentordesk.features.plans.rules.drafts import PlanDraft
from mentordesk.store.backup import backups
from mentordesk.store.manifest import Why, read_manifest
from tests.app.test_cli import KNOWSLEY, Said, ask, passphrase_file, refused_in_a_sentence, run
from tests.casebooks import PASSPHRASE, Casebook
from tests.digests import digests

__all__ = ["ask", "passphrase_file", "run"]


def test_a_backup_is_made_and_copied(ask: Callable[..., Said], casebook: Casebook, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    said = ask("backup", "--to", tmp_path / "stick")
    assert said.code == 0
    assert "Made backup 1 and checked it" in said.out
    (copy,) = (tmp_path / "stick").iterdir()
    assert copy.read_bytes() == backups(casebook.folder)[0].path.read_bytes()
    before = digests(casebook.folder)
    said = ask("backup", "--to", tmp_path / "unplugged")
    assert said.code == 1
    assert refused_in_a_sentence(said)
    assert digests(casebook.folder) == before


def test_the_full_check_finds_a_damaged_backup(ask: Callable[..., Said], casebook: Casebook) -> None:
    ask("backup")
    ask("backup")
    said = ask("check", "--full")
    assert said.code == 0
    assert "Good  Backup 2: Good." in said.out
    path = backups(casebook.folder)[0].path
    content = bytearray(path.read_bytes())
    content[50_000] ^= 4
    path.write_bytes(content)
    said = ask("check", "--full")
    assert said.code == 3
    assert "BAD   Backup 1: Damaged." in said.out
    assert "Make a new backup." in said.err


def test_a_drill_is_green_or_red(ask: Callable[..., Said], casebook: Casebook) -> None:
    said = ask("drill")
    assert (said.code, said.err) == (1, "Red. There is no backup yet. Make one now.\n")
    ask("backup")
    said = ask("drill")
    assert said.code == 0
    assert said.out.startswith("Green. Backup 1 was restored on trial.")
    path = backups(casebook.folder)[0].path
    content = bytearray(path.read_bytes())
    content[50_000] ^= 4
    path.write_bytes(content)
    said = ask("drill")
    assert said.code == 3
    assert said.err.startswith("Red. ")


def test_a_restore_undoes_an_import(ask: Callable[..., Said], casebook: Casebook) -> None:
    assert ask("plan", "import", KNOWSLEY).code == 0
    (before_import,) = backups(casebook.folder)
    assert read_manifest(before_import.path).why is Why.IMPORT
    said = ask("restore", "1")
    assert said.code == 0, said.err
    assert "Restored backup 1 of 2" in said.out
    assert ask("plan", "export", "1", "--out", casebook.folder.parent / "x.json").code == 1
    assert ask("check").code == 0
    assert ask("restore", "newest").code == 0
    assert ask("plan", "export", "1", "--out", casebook.folder.parent / "x.json").code == 0


def test_a_restore_into_a_new_folder(
    ask: Callable[..., Said],
    run: Callable[..., Said],
    casebook: Casebook,
    tmp_path: Path,
    passphrase_file: Path,
) -> None:
    ask("backup")
    source = backups(casebook.folder)[0].path
    new = tmp_path / "laptop"
    key = tmp_path / "key.txt"
    key.write_text(casebook.recovery_key)
    said = run("--passphrase-file", key, "restore", source, "--into", new)
    assert said.code == 0, said.err
    assert run("--casebook", new, "--passphrase-file", passphrase_file, "check").code == 0


@pytest.mark.parametrize(
    "words",
    [
        ("restore", "7"),
        ("restore", "newest"),
        ("restore", "{tmp}/nothing.mdbackup"),
        ("restore", str(KNOWSLEY)),
        ("restore", str(KNOWSLEY), "--into", "{tmp}/new"),
        ("restore", "{tmp}"),
    ],
)
def test_what_cannot_be_restored_is_refused(
    ask: Callable[..., Said], casebook: Casebook, tmp_path: Path, words: tuple[str, ...]
) -> None:
    before = digests(casebook.folder)
    said = ask(*(word.replace("{tmp}", str(tmp_path)) for word in words))
    assert said.code in {1, 3}
    assert refused_in_a_sentence(said)
    assert digests(casebook.folder) == before
    assert not (tmp_path / "new").exists()


def test_a_restore_waits_for_the_window_to_close(ask: Callable[..., Said], casebook: Casebook) -> None:
    ask("backup")
    before = digests(casebook.folder)
    window = Instance(casebook.folder)
    assert window.take()
    said = ask("restore", "newest")
    assert said.code == 1
    assert "open in a window" in said.err
    window.release()
    assert digests(casebook.folder) == before
    assert ask("restore", "newest").code == 0


def test_a_damaged_casebook_is_restored_from_the_command_line(
    ask: Callable[..., Said], casebook: Casebook
) -> None:
    with casebook.open() as store:
        store.write(create_plan, PlanDraft(title="Kept"))
    ask("backup")
    path = casebook.folder / "records.db"
    path.write_bytes(path.read_bytes()[:9000])
    assert ask("check").code == 3
    assert ask("restore", "newest").code == 0
    assert ask("check").code == 0
    kept = casebook.folder / "replaced" / "000001-records.db"
    assert kept.stat().st_size == 9000
    shutil.rmtree(casebook.folder / "replaced")
    assert ask("plan", "export", "Kept", "--out", casebook.folder.parent / "x.json").code == 0


def test_who_may_not_is_refused(
    run: Callable[..., Said], demo_casebook: Casebook, passphrase_file: Path
) -> None:
    with demo_casebook.open() as store:
        store.backup()
    before = digests(demo_casebook.folder)
    for person, words in (
        ("Jo Marsh", ("backup",)),
        ("Jo Marsh", ("drill",)),
        ("Jo Marsh", ("restore", "newest")),
        ("Pat Lindqvist", ("check", "--full")),
        ("Tom Ellery", ("restore", "newest")),
    ):
        said = run(
            *("--casebook", demo_casebook.folder, "--person", person),
            *("--passphrase-file", passphrase_file, *words),
        )
        assert said.code == 1, words
        assert "Your role" in said.err
        assert "Traceback" not in said.err
    assert digests(demo_casebook.folder) == before
    assert PASSPHRASE
