"""After a power cut too: what the disk may hold is rebuilt from recorded writes and syncs, and opened.

What was synced is there. Of what was not, any part may be: each write, and each 512 bytes of it, by chance,
and of new and removed names any number of the first ones.
"""

import pickle
import random
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from mentordesk.kernel.permissions import Role
from mentordesk.store.vault import RECORDS
from tests import promises
from tests.casebooks import Casebook
from tests.faults.recorder import CREATED, CUT, REMOVED, SAID, SYNCED, WRITTEN, Event
from tests.faults.test_kill import Tally, look

ACTS = 6
CUTS = 1500 if promises.LONG else 60
SECTOR = 512


@dataclass
class File:
    """What is on the disk for certain, and what was written since."""

    content: bytearray = field(default_factory=bytearray)
    since: list[Event] = field(default_factory=list)
    entered: bool = False
    """Whether its first sync, which also syncs the folder, was made."""

    def after(self, chance: random.Random | None) -> bytearray:
        """The content with what was written since: by chance, or all of it."""
        content = bytearray(self.content)
        for kind, _, *details in self.since:
            if kind == CUT:
                if chance is None or chance.random() < 0.5:
                    del content[details[0] :]
                continue
            offset, data = details
            whole = chance is None or chance.random() < 0.5
            for start in range(0, len(data), SECTOR):
                if whole or (chance is not None and chance.random() < 0.3):
                    part = data[start : start + SECTOR]
                    end = offset + start + len(part)
                    content.extend(bytes(max(0, end - len(content))))
                    content[end - len(part) : end] = part
        return content


class Disk:
    """The files of a casebook as a disk that forgets what was not synced."""

    def __init__(self, records: bytes) -> None:
        self.files = {0: File(bytearray(records), entered=True)}
        self.names = {RECORDS: 0}
        self.pending: list[Event] = []

    def take(self, event: Event) -> None:
        """Let something happen."""
        kind, number, *details = event
        if kind == CREATED:
            self.files[number] = File()
            self.pending.append(event)
        elif kind == REMOVED:
            self.pending.append(event)
            if details[1]:
                self._sync_names()
        elif kind in {WRITTEN, CUT}:
            self.files[number].since.append(event)
        elif kind == SYNCED:
            file = self.files[number]
            file.content, file.since = file.after(None), []
            if not file.entered:
                file.entered = True
                self._sync_names()

    def _sync_names(self) -> None:
        self.names, self.pending = self._named(len(self.pending)), []

    def _named(self, count: int) -> dict[str, int]:
        names = dict(self.names)
        for kind, number, name, *_ in self.pending[:count]:
            if kind == CREATED:
                names[name] = number
            else:
                names.pop(name, None)
        return names

    def after_a_cut(self, folder: Path, chance: random.Random) -> None:
        """Write what the disk may hold into a casebook's folder."""
        for path in folder.glob(f"{RECORDS}*"):
            path.unlink()
        for name, number in self._named(chance.randint(0, len(self.pending))).items():
            (folder / name).write_bytes(self.files[number].after(chance))


def recorded(setting: str, casebook: Casebook, out: Path) -> list[Event]:
    """What happened to the files while a writer worked in a casebook."""
    user = casebook.users[Role.MANAGER]
    words = [setting, ACTS, out, casebook.folder, casebook.name, casebook.data_key.hex(), user]
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-m", "tests.faults.recorder", *map(str, words)], check=True, cwd=root)
    return pickle.loads(out.read_bytes())


def cuts(setting: str, master: Casebook, folder: Path, most: int, *, enough: bool = False) -> Tally:
    """Cut the power at many moments of a recording and open what is left; with `enough`, until one is bad."""
    before = (master.folder / RECORDS).read_bytes()
    events = recorded(setting, master.copied(folder / "recorded"), folder / "events")
    ready = events.index((SAID, "ready"))
    chance, tally = random.Random(), Tally()
    moments = sorted(chance.randrange(ready + 1, len(events) + 1) for _ in range(most))
    if enough:
        chance.shuffle(moments)
    disk, reached, said = Disk(before), 0, []
    for trial, moment in enumerate(moments):
        if moment < reached:
            disk, reached, said = Disk(before), 0, []
        for event in events[reached:moment]:
            if event[0] == SAID:
                said.append(event[1])
            else:
                disk.take(event)
        reached = moment
        casebook = master.copied(folder / f"{trial}")
        disk.after_a_cut(casebook.folder, chance)
        tally.inside_a_write += (casebook.folder / f"{RECORDS}-journal").exists()
        numbers = {
            word: {int(each.split()[1]) for each in said if each.startswith(word)}
            for word in ("begin", "done")
        }
        look(casebook, numbers["begin"], numbers["done"], tally)
        shutil.rmtree(casebook.folder)
        if enough and (tally.lost or tally.torn or tally.unsound):
            break
    return tally


@pytest.mark.promise(promises.POWER_CUT)
def test_after_a_power_cut_too(master_casebook: Casebook, tmp_path: Path, proof: promises.Proof) -> None:
    tally = cuts("EXTRA", master_casebook, tmp_path, CUTS)
    proof.tried(tally.trials, lost=len(tally.lost), torn=len(tally.torn), silent=len(tally.unsound))
    assert (tally.lost, tally.torn, tally.unsound) == ([], [], [])
    assert tally.acknowledged >= CUTS
    assert tally.inside_a_write >= 0.2 * CUTS, "too few cuts fell inside a write"


@pytest.mark.parametrize("setting", ["OFF", "FULL"])
def test_the_same_cuts_find_records_that_are_synced_too_little(
    master_casebook: Casebook, tmp_path: Path, setting: str
) -> None:
    """The power check: without syncs, and without that of the folder after a commit, something is lost."""
    tally = cuts(setting, master_casebook, tmp_path, 4 * 60, enough=True)
    assert tally.lost or tally.torn or tally.unsound
