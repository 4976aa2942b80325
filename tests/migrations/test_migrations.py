import shutil
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from mentordesk.features.plans.queries.lists import plan_page
from mentordesk.features.plans.queries.one import plan_view
from mentordesk.kernel.paging import ListAsk
from mentordesk.kernel.rag import Rag
from mentordesk.records import everything
from mentordesk.records.base import Record
from mentordesk.store import migrate, vault
from mentordesk.store.casebook import Store
from mentordesk.store.check import check_casebook
from mentordesk.store.opening import open_store
from tests.casebooks import PASSPHRASE, at_now
from tests.migrations.make_casebook import KEPT


@pytest.fixture(scope="module")
def scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))
    return ScriptDirectory.from_config(config)


def test_the_newest_script_is_the_head_that_the_program_knows(scripts: ScriptDirectory) -> None:
    assert scripts.get_heads() == [migrate.HEAD]


def test_versions_sort_in_the_order_in_which_they_were_written(scripts: ScriptDirectory) -> None:
    newest_first = [script.revision for script in scripts.walk_revisions()]
    assert newest_first == sorted(newest_first, reverse=True)
    assert {len(each) for each in newest_first} == {4}


def test_the_migrations_make_what_the_records_say(store: Store) -> None:
    everything.load()
    with store.connection() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Record.metadata) == []


def test_the_checks_of_the_records_are_in_the_tables(store: Store) -> None:
    """Alembic does not compare checks: every named one is looked for."""
    everything.load()
    with store.connection() as connection:
        made = " ".join(
            connection.execute(text("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")).scalars()
        )
    names = {
        constraint.name
        for table in Record.metadata.tables.values()
        for constraint in table.constraints
        if constraint.name
    }
    assert {name for name in names if str(name) not in made} == set()


def test_every_schema_has_a_casebook_that_was_kept(scripts: ScriptDirectory) -> None:
    kept = {path.name for path in KEPT.iterdir() if path.is_dir()}
    assert kept == {script.revision for script in scripts.walk_revisions()}


@pytest.mark.parametrize("version", sorted(path.name for path in KEPT.iterdir() if path.is_dir()))
def test_every_casebook_that_was_kept_opens_with_its_records(version: str, tmp_path: Path) -> None:
    folder = tmp_path / "casebook"
    shutil.copytree(KEPT / version, folder)
    (folder / vault.BACKUPS).mkdir(exist_ok=True)
    for path in folder.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
    with open_store(vault.unlock(folder, "Asha Karim", PASSPHRASE), at_now) as store:
        with store.connection() as connection:
            assert migrate.schema_version(connection) == migrate.HEAD
        (row,) = store.read(plan_page, ListAsk()).rows
        view = store.read(plan_view, row.id)
        assert [target.rag for target in view.targets] == [Rag.GREEN, Rag.AMBER, Rag.AMBER, Rag.AMBER]
        assert [finding.what for finding in check_casebook(store) if not finding.good] == []
