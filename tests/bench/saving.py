"""Saving a review, beside the same rows written straight into an encrypted file with the same settings."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from mentordesk.features.plans.operations.reviews import record_review
from mentordesk.features.plans.queries.lists import target_page
from mentordesk.features.plans.queries.one import review_start
from mentordesk.kernel.paging import ListAsk
from mentordesk.store.casebook import Store
from mentordesk.store.engine import connect
from tests.bench.timing import TIMES, figure, pair

_TABLES = ("review", "review_entry", "trail_entry", "trail_change")
_EACH = 10


def measure(store: Store, beside: Path) -> list[str]:
    """Return the line about saving."""
    target = store.read(target_page, ListAsk(filters=(("plan", 1),))).rows[0].id
    draft = store.read(review_start, target).draft
    entries = tuple(replace(entry, rag_reason="The third course has begun.") for entry in draft.entries)
    draft = replace(draft, entries=entries)
    before = _last(store)
    store.write(record_review, target, draft)
    rows = _rows_since(store, before)
    raw = connect(beside, bytes(32), create=True)
    for table, found in rows.items():
        raw.execute(f"CREATE TABLE {table} ({', '.join(found[0])}, PRIMARY KEY (id))")
    raw.execute("CREATE TABLE target (id INTEGER PRIMARY KEY, version, reviewed_date)")
    raw.execute("INSERT INTO target VALUES (1, 1, '2026-01-01')")
    raw.execute("CREATE TABLE draft (id INTEGER PRIMARY KEY, fields)")
    number = [1_000_000]

    def ours() -> None:
        for _ in range(_EACH):
            store.write(record_review, target, draft)

    def theirs() -> None:
        for _ in range(_EACH):
            _write_raw(raw, rows, number)

    ours()
    theirs()
    took, straight = pair(ours, theirs, TIMES)
    raw.close()
    counted = sum(len(found) for found in rows.values())
    what = f"Saving a review against the same {counted} rows straight through sqlcipher3"
    return [figure(what, took / _EACH, straight / _EACH, "3x", "ms")]


def _write_raw(raw: Any, rows: dict[str, list[dict[str, Any]]], number: list[int]) -> None:
    raw.execute("BEGIN IMMEDIATE")
    for table, found in rows.items():
        for row in found:
            number[0] += 1
            values = [number[0] if name == "id" else value for name, value in row.items()]
            raw.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values))})", values)
    raw.execute("UPDATE target SET version = version + 1, reviewed_date = ? WHERE id = 1", ("2026-02-02",))
    raw.execute("COMMIT")


def _last(store: Store) -> dict[str, int]:
    with store.connection() as connection:
        return {
            table: connection.exec_driver_sql(f"SELECT coalesce(max(id), 0) FROM {table}").scalar_one()
            for table in _TABLES
        }


def _rows_since(store: Store, before: dict[str, int]) -> dict[str, list[dict[str, Any]]]:
    with store.connection() as connection:
        return {
            table: [
                dict(row)
                for row in connection.exec_driver_sql(
                    f"SELECT * FROM {table} WHERE id > {before[table]}"
                ).mappings()
            ]
            for table in _TABLES
        }
