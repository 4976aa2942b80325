"""Killed before any act on the disk, a backup and a restore leave one whole casebook, the old or the new."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mentordesk.features.plans.operations.plans import create_plan
from mentordesk.features.plans.queries.lists import plans_to_report
from mentordesk.features.plans.rules.drafts import PlanDraft
from mentordesk.kernel.permissions import Role
from mentordesk.store import keys, vault
from mentordesk.store.backup import backups
from mentordesk.store.check import check_casebook
from mentordesk.store.verifying import Condition, check_backups
from tests.casebooks import NAMES, NOW, Casebook

OLD, NEW = ["After", "Before"], ["Before"]


class Trials:
    """A process that does the act in forks, so that a trial costs no start of Python."""

    def __init__(self, act: str, how: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.backing_up", act, how],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        )

    def run(self, casebook: Casebook, last: int) -> str:
        words = (casebook.folder, casebook.name, casebook.data_key.hex(), casebook.users[Role.MANAGER], last)
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(" ".join(map(str, words)) + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()

    def close(self) -> None:
        self.process.communicate(timeout=60)


@pytest.fixture(scope="module")
def ready(master_casebook: Casebook, tmp_path_factory: pytest.TempPathFactory) -> Casebook:
    """A casebook with one backup of its first plan; a second plan and a new passphrase came later."""
    casebook = master_casebook.copied(tmp_path_factory.mktemp("ready") / "casebook")
    with casebook.open() as store:
        store.write(create_plan, PlanDraft(title="Before"))
        store.backup()
        store.write(create_plan, PlanDraft(title="After"))
    holder = keys.Holder(casebook.users[Role.MANAGER], NAMES[Role.MANAGER], "AK", manager=True)
    vault.set_passphrase(casebook.vault(), holder, "a later passphrase for it", keys.FLOOR)
    return casebook


def found_after_kills(ready: Casebook, folder: Path, act: str, how: str) -> Iterator[tuple[int, str]]:
    """For a kill before each act in turn, the last first, what was found wrong; nothing when all was well."""
    trials = Trials(act, how)
    try:
        count = int(trials.run(ready.copied(folder / "whole"), 0))
        assert count > 15
        for last in range(count, 0, -1):
            casebook = ready.copied(folder / f"{last}")
            assert trials.run(casebook, last) == "killed"
            yield (
                last,
                look_after_backup(casebook) if act == "backup" else look_after_restore(casebook, ready, act),
            )
    finally:
        trials.close()


def look_after_backup(casebook: Casebook) -> str:
    with casebook.open() as store:
        bad = [each.what for each in check_casebook(store) if not each.good]
        rows = check_backups(store.vault, NOW)
        worse = [each.path.name for each in rows if each.condition is not Condition.GOOD]
        store.backup()
        left = {path.suffix for path in (casebook.folder / "backups").iterdir()}
        if left != {".mdbackup"}:
            bad.append(f"left {left}")
        if backups(casebook.folder)[0].sequence != 1:
            bad.append("the backup before is gone")
    return " ".join(bad + worse)


def look_after_restore(casebook: Casebook, ready: Casebook, act: str) -> str:
    try:
        ring = vault.read_keyring(casebook.folder)
        vault.check_records(casebook.folder)
        with casebook.open() as store:
            bad = [each.what for each in check_casebook(store) if not each.good]
            titles = sorted(title for _, title in store.read(plans_to_report))
    except Exception as problem:  # noqa: BLE001
        return repr(problem)
    if titles not in (OLD, NEW):
        bad.append(f"{titles}")
    old_slots = ring == vault.read_keyring(ready.folder)
    if act == "slots" and old_slots is not (titles == OLD):
        bad.append("key slots of one and records of the other")
    if len(backups(casebook.folder)) < 1:
        bad.append("no backup")
    return " ".join(bad)


def test_a_backup_that_is_killed_harms_nothing(ready: Casebook, tmp_path: Path) -> None:
    assert [found for found in found_after_kills(ready, tmp_path, "backup", "ours") if found[1]] == []


def test_the_same_kills_find_a_backup_that_is_copied_into_place(ready: Casebook, tmp_path: Path) -> None:
    """The power check: a backup that is written where it stays is found half written."""
    assert any(wrong for _, wrong in found_after_kills(ready, tmp_path, "backup", "copied"))


def test_a_restore_that_is_killed_leaves_the_old_or_the_new(ready: Casebook, tmp_path: Path) -> None:
    assert [found for found in found_after_kills(ready, tmp_path, "restore", "ours") if found[1]] == []


def test_key_slots_and_records_change_together(ready: Casebook, tmp_path: Path) -> None:
    assert [found for found in found_after_kills(ready, tmp_path, "slots", "ours") if found[1]] == []


@pytest.mark.parametrize("act", ["restore", "slots"])
def test_the_same_kills_find_a_restore_without_an_order(ready: Casebook, tmp_path: Path, act: str) -> None:
    """The power check: files that are moved one by one leave a casebook of two halves, or none."""
    assert any(wrong for _, wrong in found_after_kills(ready, tmp_path, act, "unordered"))
