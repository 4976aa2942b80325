"""What every test may ask for: a casebook, an open store, and a home that is not the reader's own."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from mentordesk.store.casebook import Store
from tests import casebooks
from tests.casebooks import Casebook
from tests.promises import LONG, Proof, table

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
settings.register_profile("house", deadline=None, database=None)
settings.load_profile("house")


@pytest.fixture(scope="session", autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    home = tmp_path_factory.mktemp("home")
    places = {
        "HOME": home,
        "XDG_DATA_HOME": home / "data",
        "XDG_CONFIG_HOME": home / "config",
        "XDG_CACHE_HOME": home / "cache",
        "XDG_STATE_HOME": home / "state",
        "APPDATA": home / "roaming",
        "LOCALAPPDATA": home / "local",
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, place in places.items():
            patch.setenv(name, str(place))
        yield


@pytest.fixture(autouse=True)
def _promise(request: pytest.FixtureRequest, record_property: Callable[[str, object], None]) -> None:
    """Note which promise a test proves, for the table of the long run."""
    mark = request.node.get_closest_marker("promise")
    if mark:
        record_property("promise", mark.args[0])


@pytest.fixture
def proof(record_property: Callable[[str, object], None]) -> Proof:
    """Where a test that proves a promise tells how often it tried, and what it found."""
    return Proof(record_property)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """After the long run, print what was tried for each promise."""
    if LONG:
        reports = (
            each for kind in ("passed", "failed", "error") for each in terminalreporter.getreports(kind)
        )
        terminalreporter.section("Promises")
        terminalreporter.write_line("\n".join(table(reports)))


@pytest.fixture(scope="session")
def master_casebook(tmp_path_factory: pytest.TempPathFactory) -> Casebook:
    """Founded once; never opened by a test: take `casebook`."""
    return casebooks.found(tmp_path_factory.mktemp("master") / "casebook")


@pytest.fixture(scope="session")
def master_demo(tmp_path_factory: pytest.TempPathFactory) -> Casebook:
    """Built once; never opened by a test: take `demo_casebook`."""
    return casebooks.build_demo(tmp_path_factory.mktemp("master_demo") / "casebook")


@pytest.fixture
def casebook(master_casebook: Casebook, tmp_path: Path) -> Casebook:
    """A casebook with an organisation and one person of each role, and nothing else."""
    return master_casebook.copied(tmp_path / "casebook")


@pytest.fixture
def demo_casebook(master_demo: Casebook, tmp_path: Path) -> Casebook:
    """The demonstration casebook: everybody signs in with the same passphrase."""
    return master_demo.copied(tmp_path / "demo")


@pytest.fixture
def store(casebook: Casebook) -> Iterator[Store]:
    """The casebook, opened by its manager."""
    with casebook.open() as opened:
        yield opened
