"""Two copies cannot harm each other: of twenty starts at once one wins, and its death frees the casebook."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests import promises

STARTS = 20


@contextmanager
def starts(folder: Path, count: int):
    """Some processes that all claim a folder; their numbers and what came of it."""
    words = [sys.executable, "-m", "tests.faults.claimers", str(folder), str(folder / "place"), str(count)]
    process = subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
    )
    said = [process.stdout.readline().split() for _ in range(count)]
    yield [(int(number), outcome) for number, outcome in said]
    process.stdin.close()
    process.wait(timeout=30)
    process.stdout.close()


@pytest.mark.promise(promises.TWO_COPIES)
def test_two_copies_cannot_harm_each_other(tmp_path: Path, proof: promises.Proof) -> None:
    """One of twenty starts wins, and its death frees the casebook."""
    trials = 25 if promises.LONG else 1
    for trial in range(trials):
        folder = tmp_path / f"{trial}"
        folder.mkdir()
        one_wins_and_its_death_frees_the_casebook(folder)
    proof.tried(trials * STARTS)


def one_wins_and_its_death_frees_the_casebook(tmp_path: Path) -> None:
    with starts(tmp_path, STARTS) as first:
        winners = [number for number, outcome in first if outcome == "won"]
        assert len(winners) == 1
        with starts(tmp_path, 2) as late:
            assert [outcome for _, outcome in late] == ["lost", "lost"]
        os.kill(winners[0], signal.SIGKILL)
    with starts(tmp_path, STARTS) as again:
        assert sorted(outcome for _, outcome in again) == ["lost"] * (STARTS - 1) + ["won"]
