"""If it said Saved, it is saved, whole: a writer is killed at random, and what it said is looked for."""

import os
import random
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from mentordesk.features.plans.queries.lists import plans_to_report
from mentordesk.features.plans.queries.one import plan_file
from mentordesk.kernel.permissions import Role
from mentordesk.store.check import check_casebook
from mentordesk.store.vault import RECORDS
from tests import promises
from tests.casebooks import Casebook
from tests.faults.writer import review

TRIALS = 500 if promises.LONG else 60


@dataclass
class Tally:
    """What a run of trials found."""

    trials: int = 0
    acknowledged: int = 0
    inside_a_write: int = 0
    """Kills between the start of an operation and its return that left a journal on the disk."""
    lost: list[str] = field(default_factory=list)
    torn: list[str] = field(default_factory=list)
    unsound: list[str] = field(default_factory=list)


class Process:
    """A process that forks for each trial, so that a trial costs no start of Python."""

    def __init__(self, tool: str, how: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", tool, how],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
            bufsize=0,
        )
        self._rest = b""

    def begin(self, casebook: Casebook, word: str) -> int:
        """Begin a trial; return the number of the process that is to be killed."""
        words = (
            f"{casebook.folder} {casebook.name} {casebook.data_key.hex()} {casebook.users[Role.MANAGER]}\n"
        )
        assert self.process.stdin
        self.process.stdin.write(words.encode())
        said, pid = next(self.lines()).split()
        assert said == word
        return int(pid)

    def lines(self, until: float | None = None) -> Iterator[str]:
        """The lines that it says, until a moment when one is given."""
        assert self.process.stdout
        while True:
            while b"\n" in self._rest:
                line, _, self._rest = self._rest.partition(b"\n")
                yield line.decode()
            wait = None if until is None else max(until - time.monotonic(), 0)
            if not select.select([self.process.stdout], [], [], wait)[0]:
                return
            said = os.read(self.process.stdout.fileno(), 65536)
            assert said, "it ended by itself"
            self._rest += said

    def close(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait(timeout=30)
        self.process.stdout.close()


def killed_within(writer: Process, casebook: Casebook, chance: random.Random) -> tuple[set[int], set[int]]:
    """Let a writer finish some acts and kill it within the next; return what it began and finished."""
    pid = writer.begin(casebook, "writer")
    assert next(writer.lines()) == "ready"
    started, said, enough = time.monotonic(), [], f"done {chance.randint(1, 3)}"
    for line in writer.lines():
        said.append(line)
        if line == enough:
            break
    usual = (time.monotonic() - started) / int(enough.split()[1])
    said += writer.lines(time.monotonic() + chance.uniform(0, 2 * usual))
    os.kill(pid, signal.SIGKILL)
    for line in writer.lines():
        if line == "dead":
            break
        said.append(line)
    numbers = {
        word: {int(line.split()[1]) for line in said if line.startswith(word)} for word in ("begin", "done")
    }
    return numbers["begin"], numbers["done"]


def look(casebook: Casebook, began: set[int], done: set[int], tally: Tally) -> None:
    """Open what was left, as the next start does, and compare it with what was said."""
    tally.trials += 1
    tally.acknowledged += len(done)
    tally.inside_a_write += began != done and (casebook.folder / f"{RECORDS}-journal").exists()
    try:
        with casebook.open() as store:
            bad = [finding.what for finding in check_casebook(store) if not finding.good]
            plans = {title: store.read(plan_file, number) for number, title in store.read(plans_to_report)}
    except Exception as problem:  # noqa: BLE001
        tally.unsound.append(repr(problem))
        return
    tally.unsound += bad
    kept = set()
    for found in plans["Kept"].targets[0].reviews:
        number = int(found.prepared_by.split()[1]) if found.prepared_by else 0
        kept.add(number)
        if found.entries != review(number).entries or found.evidence != f"review {number}":
            tally.torn.append(f"review {number}")
    for title, plan in plans.items():
        if title == "Kept":
            continue
        number = int(title.split()[1])
        kept.add(number)
        entries = sum(len(each.entries) for target in plan.targets for each in target.reviews)
        if (len(plan.targets), entries) != (4, 7):
            tally.torn.append(title)
    tally.lost += [f"{number}" for number in done - kept]
    tally.torn += [f"{number} came from nowhere" for number in kept - began]


def trials(how: str, master: Casebook, folder: Path, most: int, *, enough: str = "") -> Tally:
    """Kill a writer again and again, each time on a casebook of its own."""
    tally, writer, chance = Tally(), Process("tests.faults.writer", how), random.Random()
    try:
        for trial in range(most):
            casebook = master.copied(folder / str(trial))
            began, done = killed_within(writer, casebook, chance)
            look(casebook, began, done, tally)
            shutil.rmtree(casebook.folder)
            if enough and getattr(tally, enough):
                break
    finally:
        writer.close()
    return tally


@pytest.mark.promise(promises.SAVED)
def test_if_it_said_saved_it_is_saved_whole(
    master_casebook: Casebook, tmp_path: Path, proof: promises.Proof
) -> None:
    tally = trials("ours", master_casebook, tmp_path, TRIALS)
    proof.tried(tally.trials, lost=len(tally.lost), torn=len(tally.torn), silent=len(tally.unsound))
    assert (tally.lost, tally.torn, tally.unsound) == ([], [], [])
    assert tally.trials == TRIALS
    assert tally.acknowledged >= TRIALS, "the writer hardly wrote"
    assert tally.inside_a_write >= 0.3 * TRIALS, "too few kills fell inside a write"


def test_the_same_kills_catch_a_writer_that_says_saved_too_early(
    master_casebook: Casebook, tmp_path: Path
) -> None:
    assert trials("early", master_casebook, tmp_path, 4 * TRIALS, enough="lost").lost


def test_the_same_kills_catch_a_writer_without_transactions(
    master_casebook: Casebook, tmp_path: Path
) -> None:
    assert trials("autocommit", master_casebook, tmp_path, 4 * TRIALS, enough="torn").torn
