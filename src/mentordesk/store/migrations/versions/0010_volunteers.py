"""Volunteers: their stages, their times of service, checks, training, development and support"""

from datetime import UTC, date, datetime

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

instant = sa.DateTime(timezone=True).with_variant(sa.String(length=40), "sqlite")

_STAGES = (
    ("Enquiry", "enquiry", 7),
    ("Application", "applying", 21),
    ("Interview", "applying", 14),
    ("References", "applying", 28),
    ("DBS", "applying", 42),
    ("Induction", "applying", 21),
    ("Training", "applying", 42),
    ("Ready", "ready", 28),
    ("Matched", "matched", None),
    ("Paused", "paused", 90),
    ("Left", "left", None),
    ("Not taken on", "refused", None),
)
_COLUMNS = (
    "stage_id INTEGER CONSTRAINT fk_volunteer_stage_id_volunteer_stage REFERENCES volunteer_stage (id)",
    "stage_date DATE NOT NULL DEFAULT '0001-01-01'",
    "phone VARCHAR(60) NOT NULL DEFAULT ''",
    "email VARCHAR(200) NOT NULL DEFAULT ''",
    "address TEXT NOT NULL DEFAULT ''",
    "heard_from VARCHAR(200) NOT NULL DEFAULT ''",
    "travel TEXT NOT NULL DEFAULT ''",
    "emergency_name VARCHAR(200) NOT NULL DEFAULT ''",
    "emergency_relation VARCHAR(100) NOT NULL DEFAULT ''",
    "emergency_phone VARCHAR(60) NOT NULL DEFAULT ''",
)


def _choice(name: str, *codes: str) -> sa.Enum:
    return sa.Enum(*codes, name=name, native_enum=False, create_constraint=True, length=40)


def _number() -> list[sa.Column[int]]:
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    ]


def upgrade() -> None:
    op.create_table(
        "volunteer_stage",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column(
            "kind",
            _choice("stagekind", "enquiry", "applying", "ready", "matched", "paused", "left", "refused"),
            nullable=False,
        ),
        sa.Column("days", sa.Integer(), nullable=True),
        *_number(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volunteer_stage")),
    )
    op.create_index("ix_volunteer_stage_position", "volunteer_stage", ["position", "id"], unique=False)
    op.create_table(
        "service_spell",
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("start_date", sa.Date(), nullable=False),
        sa.Column("agreed_date", sa.Date(), nullable=True),
        sa.Column("end_date", sa.Date(), nullable=True),
        sa.Column(
            "end_reason",
            _choice(
                "leavereason",
                "completed_term",
                "work",
                "family",
                "health",
                "moved",
                "travel_money",
                "no_match",
                "not_suited",
                "project_end",
                "asked",
                "died",
                "other",
                "not_known",
            ),
            nullable=True,
        ),
        sa.Column("end_note", sa.Text(), nullable=False),
        sa.Column("exit_talk_date", sa.Date(), nullable=True),
        sa.Column("reference_given", sa.Boolean(), nullable=False),
        sa.Column("property_returned", sa.Boolean(), nullable=False),
        *_number(),
        sa.CheckConstraint("(end_date IS NULL) = (end_reason IS NULL)", name=op.f("ck_service_spell_ended")),
        sa.CheckConstraint("end_date IS NULL OR end_date >= start_date", name=op.f("ck_service_spell_dates")),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name=op.f("fk_service_spell_volunteer_id_volunteer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_spell")),
    )
    op.create_index(
        "ix_service_spell_volunteer_id", "service_spell", ["volunteer_id", "start_date", "id"], unique=False
    )
    op.create_table(
        "stage_change",
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=True),
        sa.Column("change_date", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        *_number(),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_stage_change_person_id_person")),
        sa.ForeignKeyConstraint(
            ["stage_id"], ["volunteer_stage.id"], name=op.f("fk_stage_change_stage_id_volunteer_stage")
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name=op.f("fk_stage_change_volunteer_id_volunteer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage_change")),
    )
    op.create_index(
        "ix_stage_change_volunteer_id", "stage_change", ["volunteer_id", "change_date", "id"], unique=False
    )
    op.create_table(
        "service_break",
        sa.Column("spell_id", sa.Integer(), nullable=False),
        sa.Column("start_date", sa.Date(), nullable=False),
        sa.Column("end_date", sa.Date(), nullable=True),
        sa.Column(
            "reason",
            _choice("breakreason", "travel_money", "no_match", "work", "family", "health", "checks", "other"),
            nullable=True,
        ),
        *_number(),
        sa.CheckConstraint("end_date IS NULL OR end_date >= start_date", name=op.f("ck_service_break_dates")),
        sa.ForeignKeyConstraint(
            ["spell_id"], ["service_spell.id"], name=op.f("fk_service_break_spell_id_service_spell")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_break")),
    )
    op.create_index(
        "ix_service_break_spell_id", "service_break", ["spell_id", "start_date", "id"], unique=False
    )
    for column in _COLUMNS:
        op.execute(f"ALTER TABLE volunteer ADD COLUMN {column}")
    op.create_index("ix_volunteer_stage_id", "volunteer", ["stage_id", "stage_date", "id"])
    _seed()
    _place_volunteers()


def _insert(table: str, **values: object) -> int:
    """Add a row and return its number."""
    names = ", ".join(values)
    marks = ", ".join(f":{name}" for name in values)
    done = op.get_bind().execute(sa.text(f"INSERT INTO {table} ({names}) VALUES ({marks})"), values)  # noqa: S608
    return int(done.lastrowid)


def _seed() -> None:
    for place, (name, kind, days) in enumerate(_STAGES):
        _insert("volunteer_stage", position=place, name=name, kind=kind, days=days, version=1)


def _place_volunteers() -> None:
    """Give every volunteer the stage and the service that follow from what was known of them."""
    bind = op.get_bind()
    today = datetime.now(UTC).date().isoformat()
    stages = {name: number for number, name in bind.execute(sa.text("SELECT id, name FROM volunteer_stage"))}
    volunteers = bind.execute(
        sa.text(
            "SELECT id, active, dbs_decision, dbs_date, references_date, training_date, setting_level "
            "FROM volunteer"
        )
    ).mappings()
    for each in volunteers.all():
        days = [each["dbs_date"], each["references_date"], each["training_date"]]
        cleared = each["dbs_decision"] == "cleared" and all(days) and each["setting_level"] is not None
        began = max(days) if cleared else None
        met = bind.execute(
            sa.text(
                "SELECT min(c.change_date), max(c.change_date), max(m.status <> 'ended') FROM match m "
                "JOIN match_change c ON c.match_id = m.id WHERE m.volunteer_id = :number "
                "AND c.status IN ('introduced', 'active', 'paused')"
            ),
            {"number": each["id"]},
        ).one()
        start = min(day for day in (began, met[0]) if day) if began or met[0] else None
        if not each["active"]:
            stopped = _stopped(each["id"]) or today
            stage, day = ("Left", stopped) if start else ("Not taken on", stopped)
        elif met[2]:
            stage, day = "Matched", met[1]
        elif cleared:
            stage, day = "Ready", max(began or "", met[1] or "")
        else:
            stage, day = "Application", _added(each["id"]) or today
        bind.execute(
            sa.text("UPDATE volunteer SET stage_id = :stage, stage_date = :day WHERE id = :number"),
            {"stage": stages[stage], "day": day, "number": each["id"]},
        )
        _insert(
            "stage_change",
            volunteer_id=each["id"],
            stage_id=stages[stage],
            change_date=day,
            reason="",
            version=1,
        )
        if start and stage != "Application":
            over = stage == "Left"
            _insert(
                "service_spell",
                volunteer_id=each["id"],
                start_date=min(start, day),
                end_date=day if over else None,
                end_reason="not_known" if over else None,
                end_note="",
                reference_given=False,
                property_returned=False,
                version=1,
            )


def _stopped(number: int) -> str | None:
    return _said(number, "AND c.field = 'active' AND c.after = 'False'", "max")


def _added(number: int) -> str | None:
    return _said(number, "", "min")


def _said(number: int, which: str, end: str) -> str | None:
    """Return the day of the first or last thing that the trail says of a volunteer."""
    found = (
        f"SELECT {end}(e.at) FROM trail_entry e LEFT JOIN trail_change c ON c.entry_id = e.id "  # noqa: S608
        f"WHERE e.subject = 'volunteer' AND e.subject_id = :number {which}"
    )
    at = op.get_bind().execute(sa.text(found), {"number": number}).scalar()
    return date.fromisoformat(str(at)[:10]).isoformat() if at else None
