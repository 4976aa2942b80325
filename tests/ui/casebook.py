"""Fixtures: a real casebook and a desk over it."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mentordesk.store import keys, vault
from mentordesk.store.casebook import Store
from mentordesk.store.opening import found_store, open_store
from mentordesk.ui.desk import Desk
from mentordesk.ui.look import Look
from mentordesk.ui.tasks import InlineTasks
from mentordesk.ui.theme import wear
from tests.ui.world import NOW, PASSPHRASE, set_up


@pytest.fixture(scope="session")
def _master(tmp_path_factory: pytest.TempPathFactory) -> vault.Unlocked:
    folder = tmp_path_factory.mktemp("master") / "casebook"
    folder.mkdir()
    holder = keys.Holder("slot-of-asha", "Asha Okafor", "AO", manager=True)
    unlocked, _recovery = vault.create(folder, holder, PASSPHRASE, keys.FLOOR)
    with found_store(unlocked, lambda: NOW) as store:
        store.write_as_program(set_up, unlocked.user)
    return unlocked


@pytest.fixture
def store(_master: vault.Unlocked, tmp_path: Path) -> Iterator[Store]:
    folder = tmp_path / "casebook"
    shutil.copytree(_master.folder, folder)
    with open_store(replace(_master, folder=folder), lambda: NOW) as opened:
        yield opened


@pytest.fixture
def desk(qapp, store: Store) -> Desk:
    return Desk(store, InlineTasks())


@pytest.fixture(autouse=True)
def _plain_look(qapp) -> Iterator[None]:
    wear(Look())
    yield
    wear(Look())
