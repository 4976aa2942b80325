"""Volunteers of an older casebook get the stage, the service and the check that were known."""

from pathlib import Path

from sqlalchemy import text

from mentordesk.store import migrate
from mentordesk.store.engine import open_engine

KEY = bytes(range(32))
KNOWN = {
    1: ("Ready", {"dbs_decision": "cleared", "active": 1}),
    2: ("Matched", {"dbs_decision": "cleared", "active": 1}),
    3: ("Left", {"dbs_decision": "cleared", "active": 0}),
    4: ("Application", {"active": 1}),
    5: ("Not taken on", {"active": 0}),
}
DAYS = {"dbs_date": "2025-01-10", "references_date": "2025-02-01", "training_date": "2025-03-05"}
STOPPED = """
INSERT INTO trail_entry (id, version, at, operation, act, subject, subject_id, digest, chain)
VALUES (1, 1, '2026-04-09T10:00:00.000000+00:00', 'x', 'changed', 'volunteer', 3, '', 'c');
INSERT INTO trail_change (version, entry_id, field, before, after) VALUES (1, 1, 'active', 'True', 'False')
"""


def test_everybody_stands_where_what_was_known_of_them_says(tmp_path: Path) -> None:
    made = open_engine(tmp_path / "old.db", KEY, create=True)
    migrate.upgrade(made, to="0009")
    with made.begin() as connection:
        for number, (_, more) in KNOWN.items():
            columns = connection.execute(text("PRAGMA table_info(volunteer)")).all()
            needed = {row.name: 1 if "INT" in row.type else "" for row in columns if row.notnull}
            values = needed | {"id": number, "version": 1, "caseload_limit": 1, "lone_working": 0} | more
            if "dbs_decision" in more:
                values |= DAYS | {"setting_level": "community"}
            marks = ", ".join(f":{name}" for name in values)
            connection.execute(text(f"INSERT INTO volunteer ({', '.join(values)}) VALUES ({marks})"), values)
        columns = connection.execute(text("PRAGMA table_info(mentee)")).all()
        mentee = {
            row.name: 0 if "INT" in row.type or "BOOL" in row.type else "" for row in columns if row.notnull
        }
        mentee |= {"id": 1, "version": 1, "status": "active", "reference": "M-1"}
        marks = ", ".join(f":{name}" for name in mentee)
        connection.execute(text(f"INSERT INTO mentee ({', '.join(mentee)}) VALUES ({marks})"), mentee)
        connection.execute(
            text(
                "INSERT INTO match (id, version, mentee_id, volunteer_id, status, boundaries) "
                "VALUES (1, 1, 1, 2, 'active', '')"
            )
        )
        connection.execute(
            text(
                "INSERT INTO match_change (version, match_id, status, change_date, reason) "
                "VALUES (1, 1, 'introduced', '2025-06-01', ''), (1, 1, 'active', '2025-06-09', '')"
            )
        )
        for statement in STOPPED.split(";"):
            connection.execute(text(statement))
    migrate.upgrade(made)
    with made.connect() as connection:
        stands = connection.execute(
            text(
                "SELECT v.id, s.name, v.stage_date FROM volunteer v "
                "JOIN volunteer_stage s ON s.id = v.stage_id ORDER BY v.id"
            )
        ).all()
        spells = connection.execute(
            text("SELECT volunteer_id, start_date, end_date, end_reason FROM service_spell ORDER BY 1")
        ).all()
        checks = connection.execute(
            text("SELECT volunteer_id, decision, decision_date, review_date FROM dbs_check ORDER BY 1")
        ).all()
        steps = connection.execute(text("SELECT count(*) FROM stage_change")).scalar()
    made.dispose()
    assert [row[:2] for row in stands] == [(number, stage) for number, (stage, _) in KNOWN.items()]
    assert [row[2] for row in stands][:3] == ["2025-03-05", "2025-06-09", "2026-04-09"]
    assert [tuple(row) for row in spells] == [
        (1, "2025-03-05", None, None),
        (2, "2025-03-05", None, None),
        (3, "2025-03-05", "2026-04-09", "not_known"),
    ]
    assert [tuple(row) for row in checks] == [
        (number, "cleared", "2025-01-10", "2028-01-10") for number in (1, 2, 3)
    ]
    assert steps == len(KNOWN)
