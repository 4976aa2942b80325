"""An update completes or never happened: the upgrade from nothing is killed at every statement."""

import subprocess
import sys
from pathlib import Path

import pytest

from mentordesk.records.base import Record
from mentordesk.store import migrate
from mentordesk.store.engine import connect, open_engine
from tests import promises

KEY = bytes(range(32))


class Upgrades:
    """A process that runs upgrades and is killed, as often as it is asked."""

    def __init__(self, how: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.migrations.upgrade_and_die", KEY.hex(), how],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        )

    def run(self, path: Path, last: int) -> str:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{path} {last}\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()

    def close(self) -> None:
        self.process.communicate(timeout=60)


def tables(path: Path) -> set[str]:
    connection = connect(path, KEY)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA cipher_integrity_check").fetchall() == []
        found = connection.execute(
            "SELECT name FROM sqlite_master WHERE type IN ('table', 'trigger')"
        ).fetchall()
        return {name for (name,) in found}
    finally:
        connection.close()


def outcomes(folder: Path, how: str, every: int = 1) -> list[set[str]]:
    """What stood in the records after a kill at each statement in turn, or at `every` so many."""
    upgrades = Upgrades(how)
    try:
        count = int(upgrades.run(folder / "whole.db", 0))
        left = []
        for last in range(1, count + 1, every):
            path = folder / f"{last}.db"
            assert upgrades.run(path, last) == "killed"
            left.append(tables(path) if path.exists() and path.stat().st_size else set())
        return left
    finally:
        upgrades.close()


@pytest.fixture(scope="module")
def complete(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    path = tmp_path_factory.mktemp("complete") / "whole.db"
    engine = open_engine(path, KEY, create=True)
    migrate.upgrade(engine)
    engine.dispose()
    return tables(path)


@pytest.mark.promise(promises.UPDATE)
def test_an_update_completes_or_never_happened(
    tmp_path: Path, complete: set[str], proof: promises.Proof
) -> None:
    """Killed at any statement, the records are as before or complete."""
    assert set(Record.metadata.tables) < complete
    left = outcomes(tmp_path, "ours")
    proof.tried(len(left), torn=sum(found not in (set(), complete) for found in left))
    assert len(left) > len(Record.metadata.tables), "the kills did not reach every table"
    assert [found for found in left if found not in (set(), complete)] == []
    assert set() in left


def test_after_a_kill_the_same_upgrade_completes(tmp_path: Path, complete: set[str]) -> None:
    upgrades = Upgrades("ours")
    path = tmp_path / "records.db"
    for last in (4, 9, 20, 30):
        assert upgrades.run(path, last) == "killed"
    assert int(upgrades.run(path, 0)) > 30
    upgrades.close()
    assert tables(path) == complete


def test_the_same_kills_find_an_upgrade_that_is_not_one_transaction(
    tmp_path: Path, complete: set[str]
) -> None:
    """The power check: without BEGIN, some kills must leave a casebook half made."""
    left = outcomes(tmp_path, "autocommit", every=10)
    assert [found for found in left if found not in (set(), complete)]
