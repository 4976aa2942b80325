"""A change of the key that is killed leaves the old casebook or the new one, and never a mixture."""

import os
import random
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from mentordesk.features.organisation.operations import remove_person
from mentordesk.features.organisation.queries import person_page
from mentordesk.features.plans.operations.plans import create_plan
from mentordesk.features.plans.queries.lists import plans_to_report
from mentordesk.features.plans.rules.drafts import PlanDraft
from mentordesk.kernel.errors import CasebookDamaged, WrongPassphrase
from mentordesk.kernel.paging import ListAsk
from mentordesk.kernel.permissions import Role
from mentordesk.store import keys, swap, vault
from mentordesk.store.backup import backups, newest
from mentordesk.store.check import check_casebook
from mentordesk.store.engine import connect
from mentordesk.store.opening import open_store
from tests import promises
from tests.casebooks import CHEAP, NAMES, PASSPHRASE, Casebook, at_now
from tests.faults.changing_key import code_of

RANDOM_KILLS = 200 if promises.LONG else 4
SWAP = 24
"""The last acts on the disk, at each of which the short run kills; before them at every sixteenth."""


class Trials:
    """A process that changes keys in forks, so that a trial costs no start of Python."""

    def __init__(self, how: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.changing_key", how],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        )

    def ask(self, casebook: Casebook, last: int | str) -> None:
        words = (casebook.folder, casebook.name, casebook.data_key.hex(), casebook.users[Role.MANAGER], last)
        assert self.process.stdin
        self.process.stdin.write(" ".join(map(str, words)) + "\n")
        self.process.stdin.flush()

    def said(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().strip()

    def close(self) -> None:
        self.process.communicate(timeout=60)


@pytest.fixture(scope="module")
def ready(master_casebook: Casebook, tmp_path_factory: pytest.TempPathFactory) -> Casebook:
    """A casebook with a plan and a backup of it, whose slots are opened as quickly as is allowed."""
    casebook = master_casebook.copied(tmp_path_factory.mktemp("ready") / "casebook")
    with casebook.open() as store:
        store.write(create_plan, PlanDraft(title="Kept"))
        for row in store.read(person_page, ListAsk()).rows:
            if row.role in {Role.MENTOR, Role.READ_ONLY}:
                store.write(remove_person, row.id, row.version)
    for role in (Role.MANAGER, Role.COORDINATOR):
        user = casebook.users[role]
        holder = keys.Holder(user, NAMES[role], role.value[:2].upper(), manager=role is Role.MANAGER)
        secret = PASSPHRASE if role is Role.MANAGER else "their old passphrase of all"
        vault.set_passphrase(casebook.vault(), holder, secret, CHEAP)
    ring = vault.read_keyring(casebook.folder)
    kept = [slot for slot in ring.slots if slot.user != keys.RECOVERY]
    recovery = next(slot for slot in ring.slots if slot.user == keys.RECOVERY)
    vault.write_keyring(casebook.folder, vault.Keyring(ring.casebook, (recovery, *kept)))
    with casebook.open() as store:
        store.backup()
    return casebook


def look(casebook: Casebook, before: Casebook) -> str:
    """Open what was left, as the next start does: the sentence that says what is wrong with it."""
    tom = casebook.users[Role.COORDINATOR]
    try:
        swap.clear(casebook.folder)
        opened = vault.unlock(casebook.folder, "", PASSPHRASE)
        changed = opened.data_key != before.data_key
        slots = {slot.user: slot for slot in vault.read_keyring(casebook.folder).slots}
        secret = code_of(tom) if changed else "their old passphrase of all"
        wrong = []
        if keys.open_slot(casebook.name, slots[tom], secret) != opened.data_key:
            wrong.append("a slot of the other key")
        if slots[tom].starter is not changed:
            wrong.append("starter")
        with open_store(opened, at_now) as store:
            wrong += [each.what for each in check_casebook(store) if not each.good]
            if [title for _, title in store.read(plans_to_report)] != ["Kept"]:
                wrong.append("the plan is lost")
            found = newest(opened)
            if found is None or (changed and len(backups(casebook.folder)) < 2):
                wrong.append("no backup under this key")
        left = {path.name for path in casebook.folder.iterdir() if not path.name.endswith(".new")}
        if left - {"records.db", *vault.SLOTS, "state.json", "backups"}:
            wrong.append(f"left {left}")
    except Exception as problem:  # noqa: BLE001
        return repr(problem)
    return " ".join(wrong)


def found_after_kills(ready: Casebook, folder: Path, how: str) -> Iterator[tuple[int, str]]:
    """For a kill before each act in turn, the last first, what was found wrong."""
    trials = Trials(how)
    try:
        whole = ready.copied(folder / "whole")
        trials.ask(whole, 0)
        count = int(trials.said())
        assert count > 30
        if how == "ours":
            yield 0, look(whole, ready)
        for last in range(count, 0, -1):
            if not promises.LONG and last <= count - SWAP and last % 16:
                continue
            casebook = ready.copied(folder / f"{last}")
            trials.ask(casebook, last)
            assert trials.said() == "killed"
            yield last, look(casebook, ready)
            shutil.rmtree(casebook.folder)
    finally:
        trials.close()


@pytest.mark.promise(promises.NEW_KEY)
def test_a_change_of_the_key_completes_or_never_happened(
    ready: Casebook, tmp_path: Path, proof: promises.Proof
) -> None:
    """Killed before every act on the disk."""
    found = list(found_after_kills(ready, tmp_path, "ours"))
    wrong = [each for each in found if each[1]]
    proof.tried(len(found), torn=len(wrong))
    assert wrong == []


def test_the_same_kills_find_a_change_without_an_order(ready: Casebook, tmp_path: Path) -> None:
    """The power check: files that are moved one by one leave slots of one key beside records of the other."""
    assert any(wrong for _, wrong in found_after_kills(ready, tmp_path, "unordered"))


@pytest.mark.promise(promises.NEW_KEY)
def test_killed_at_any_moment_a_change_of_the_key_leaves_one_whole_casebook(
    ready: Casebook, tmp_path: Path, proof: promises.Proof
) -> None:
    trials, chance, outcomes = Trials("ours"), random.Random(), []
    try:
        whole = ready.copied(tmp_path / "whole")
        started = time.monotonic()
        trials.ask(whole, "-")
        trials.said()
        assert trials.said().isdigit()
        usual = time.monotonic() - started
        for trial in range(RANDOM_KILLS):
            casebook = ready.copied(tmp_path / f"{trial}")
            trials.ask(casebook, "-")
            pid = int(trials.said().split()[1])
            wait = chance.uniform(0, usual)
            assert trials.process.stdout
            if not select.select([trials.process.stdout], [], [], wait)[0]:
                os.kill(pid, signal.SIGKILL)
            trials.said()
            outcomes.append(look(casebook, ready))
            shutil.rmtree(casebook.folder)
    finally:
        trials.close()
    wrong = [each for each in outcomes if each]
    proof.tried(len(outcomes), torn=len(wrong))
    assert wrong == []


def test_what_a_leaver_took_along_opens_nothing_of_the_new(ready: Casebook, tmp_path: Path) -> None:
    casebook = ready.copied(tmp_path / "casebook")
    trials = Trials("ours")
    trials.ask(casebook, 0)
    assert trials.said().isdigit()
    trials.close()
    old = next(each for each in vault.read_keyring(ready.folder).slots if each.initials == "CO")
    old_key = keys.open_slot(ready.name, old, "their old passphrase of all")
    (backup,) = [each.path for each in backups(casebook.folder) if each.sequence == 2]
    for path in casebook.folder.rglob("records.db"):
        with pytest.raises(Exception, match="not a database"):
            connect(path, old_key)
    new = {slot.user: slot for slot in vault.read_keyring(casebook.folder).slots}
    with pytest.raises(WrongPassphrase):
        keys.open_slot(casebook.name, new[old.user], "their old passphrase of all")
    for name in vault.SLOTS:
        shutil.copy(ready.folder / name, casebook.folder / name)
    with pytest.raises(CasebookDamaged):
        open_store(vault.unlock(casebook.folder, "CO", "their old passphrase of all"), at_now)
    assert old_key.hex() not in str(vault.read_keyring(casebook.folder))
    assert backup.exists()
