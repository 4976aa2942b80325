import sqlite3
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from mentordesk.kernel.errors import CasebookBusy, CasebookDamaged, ReadOnly
from mentordesk.store.casebook import Store
from mentordesk.store.engine import connect, open_engine, telling
from mentordesk.store.vault import RECORDS
from tests.casebooks import Casebook
from tests.digests import digests

# RELIABILITY, "The engine recipe", as the numbers that SQLite answers with
IN_FORCE = {
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "secure_delete": 1,
    "cell_size_check": 1,
    "trusted_schema": 0,
    "temp_store": 2,
    "journal_mode": "delete",
    "synchronous": 3,
    "cache_size": -65536,
    "busy_timeout": 5000,
    "cipher_version": None,
}


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize("pragma", IN_FORCE)
def test_every_setting_of_the_recipe_is_in_force(casebook: Casebook, pragma: str, read_only: bool) -> None:
    connection = connect(casebook.folder / RECORDS, casebook.data_key, read_only=read_only)
    (value,) = connection.execute(f"PRAGMA {pragma}").fetchone()
    connection.close()
    if pragma == "cipher_version":
        assert [int(part) for part in value.split()[0].split(".")[:2]] >= [4, 19]
    else:
        assert value == IN_FORCE[pragma]


def test_the_library_is_the_one_without_the_corruption_bug() -> None:
    assert sqlcipher.sqlite_version_info >= (3, 53)


def test_the_file_does_not_look_like_a_database(casebook: Casebook) -> None:
    content = (casebook.folder / RECORDS).read_bytes()
    assert not content.startswith(b"SQLite format 3")
    assert b"CREATE TABLE" not in content
    assert b"trail_entry" not in content
    plain = sqlite3.connect(casebook.folder / RECORDS)
    with pytest.raises(sqlite3.DatabaseError):
        plain.execute("SELECT * FROM sqlite_master").fetchall()
    plain.close()


@pytest.mark.parametrize("key", [bytes(32), b"\xff" * 32])
def test_a_wrong_key_is_refused_and_changes_nothing(casebook: Casebook, key: bytes) -> None:
    before = digests(casebook.folder)
    with pytest.raises(CasebookDamaged), telling():
        connect(casebook.folder / RECORDS, key)
    assert digests(casebook.folder) == before


def test_a_file_is_not_made_by_opening_it(tmp_path: Path) -> None:
    with pytest.raises(ReadOnly), telling():
        connect(tmp_path / "records.db", bytes(32))
    assert list(tmp_path.iterdir()) == []


def test_a_connection_for_reading_cannot_write(casebook: Casebook) -> None:
    connection = connect(casebook.folder / RECORDS, casebook.data_key, read_only=True)
    with pytest.raises(ReadOnly), telling():
        connection.execute("UPDATE person SET name = 'x'")
    connection.close()


ORPHAN = text(
    "INSERT INTO draft (person_id, form, subject, title, fields, saved_at, version)"
    " VALUES (99, :form, 0, '', '', '', 1)"
)


def test_foreign_keys_are_held_and_a_refusal_never_prints_what_was_being_written(store: Store) -> None:
    with store._engine.connect() as connection:
        with pytest.raises(IntegrityError) as problem:
            connection.execute(ORPHAN, {"form": "a secret"})
        assert "a secret" not in f"{problem.value} {problem.value!r}"


def test_a_writing_transaction_takes_its_lock_at_the_start(casebook: Casebook) -> None:
    engine = open_engine(casebook.folder / RECORDS, casebook.data_key)
    other = connect(casebook.folder / RECORDS, casebook.data_key)
    other.execute("PRAGMA busy_timeout=0")
    with engine.connect() as connection:
        connection.execute(text("SELECT 1"))
        with pytest.raises(CasebookBusy), telling():
            other.execute("BEGIN IMMEDIATE")
    other.execute("BEGIN IMMEDIATE")
    other.close()
    engine.dispose()
