"""Tokens that a migration gives are the same in every copy, so that an older backup is erased again."""

import shutil
from pathlib import Path

from sqlalchemy import Engine, text

from mentordesk.store import migrate
from mentordesk.store.engine import open_engine

KEY = bytes(range(32))
ADDED = (
    "INSERT INTO trail_entry (id, version, at, operation, act, subject, subject_id, digest, chain) "
    "VALUES (:id, 1, '2026-11-21T10:00:00.000000+00:00', 'x', 'added', :subject, :number, '', :chain)"
)


def engine(path: Path, *, create: bool = False) -> Engine:
    return open_engine(path, KEY, create=create)


def tokens(path: Path) -> list[tuple[str, int, str]]:
    made = engine(path)
    migrate.upgrade(made)
    with made.connect() as connection:
        found = [
            (table, *row)
            for table in ("mentee", "volunteer")
            for row in connection.execute(text(f"SELECT id, token FROM {table} ORDER BY id"))
        ]
    made.dispose()
    return found


def test_two_copies_of_an_older_casebook_give_the_same_tokens(tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    made = engine(old, create=True)
    migrate.upgrade(made, to="0006")
    with made.begin() as connection:
        for number in (1, 2, 3):
            given = {"number": number, "reference": f"M-{number:05}"}
            for table, more in (("mentee", {"reference": given["reference"]}), ("volunteer", {})):
                columns = connection.execute(text(f"PRAGMA table_info({table})")).all()
                needed = {
                    row.name: 1 if "INT" in row.type or "BOOL" in row.type else ""
                    for row in columns
                    if row.notnull
                }
                values = {**needed, "id": number, "version": 1, **more}
                values |= {"status": "closed"} if table == "mentee" else {"caseload_limit": 1}
                names = ", ".join(values)
                holders = ", ".join(f":{name}" for name in values)
                connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({holders})"), values)
        for place, (subject, number) in enumerate(
            (each, n) for each in ("mentee", "volunteer") for n in (1, 2)
        ):
            told = {"id": place + 1, "subject": subject, "number": number, "chain": f"chain {place}"}
            connection.execute(text(ADDED), told)
    made.dispose()
    copy = tmp_path / "copy.db"
    shutil.copy(old, copy)
    first, second = tokens(old), tokens(copy)
    assert all(len(token) == 32 for _, _, token in first)
    assert len({token for _, _, token in first}) == 6
    known = [row for row in first if row[1] != 3]
    assert known == [row for row in second if row[1] != 3]
    assert [row for row in first if row[1] == 3] != [row for row in second if row[1] == 3], "power"
