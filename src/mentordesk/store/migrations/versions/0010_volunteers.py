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
_QUESTIONS = (
    "Why would you like to do this?",
    "When did you stay in touch with somebody who found it hard?",
    "What would you do if somebody told you about harm to a child?",
    "What would you keep to yourself, and what would you pass on?",
    "How much time can you give, and for how long?",
)
_PAPERS = ("Volunteer agreement", "Code of conduct", "Confidentiality")
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
        "interview_question",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("wording", sa.String(length=300), nullable=False),
        *_number(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interview_question")),
    )
    op.create_table(
        "volunteer_paper",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("edition", sa.String(length=60), nullable=False),
        sa.Column("in_use", sa.Boolean(), nullable=False),
        *_number(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volunteer_paper")),
    )
    op.create_table(
        "volunteer_settings",
        sa.Column("dbs_months", sa.Integer(), nullable=False),
        sa.Column("references_needed", sa.Integer(), nullable=False),
        sa.Column("support_weeks", sa.Integer(), nullable=False),
        sa.Column("support_late_weeks", sa.Integer(), nullable=False),
        sa.Column("hour_pence", sa.Integer(), nullable=False),
        sa.Column("plan_months", sa.Integer(), nullable=False),
        *_number(),
        sa.CheckConstraint(
            "dbs_months >= 1 AND references_needed BETWEEN 0 AND 9", name=op.f("ck_volunteer_settings_checks")
        ),
        sa.CheckConstraint("hour_pence >= 0 AND plan_months >= 1", name=op.f("ck_volunteer_settings_rest")),
        sa.CheckConstraint(
            "support_weeks >= 1 AND support_late_weeks >= support_weeks",
            name=op.f("ck_volunteer_settings_support"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volunteer_settings")),
    )
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
        "dbs_check",
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column(
            "level", _choice("dbslevel", "basic", "standard", "enhanced", "enhanced_barred"), nullable=True
        ),
        sa.Column("workforce", _choice("workforce", "adult", "child", "both", "other"), nullable=True),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("issue_date", sa.Date(), nullable=True),
        sa.Column("seen_by", sa.String(length=200), nullable=False),
        sa.Column("update_service", sa.Boolean(), nullable=False),
        sa.Column("update_checked_date", sa.Date(), nullable=True),
        sa.Column("decision", _choice("check_decision", "cleared", "not_cleared"), nullable=True),
        sa.Column("decision_date", sa.Date(), nullable=True),
        sa.Column("decided_by", sa.String(length=200), nullable=False),
        sa.Column("disclosure", sa.Boolean(), nullable=False),
        sa.Column("assessment", sa.Text(), nullable=False),
        sa.Column("assessment_review_date", sa.Date(), nullable=True),
        sa.Column("review_date", sa.Date(), nullable=True),
        *_number(),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name=op.f("fk_dbs_check_volunteer_id_volunteer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dbs_check")),
    )
    op.create_index("ix_dbs_check_volunteer_id", "dbs_check", ["volunteer_id", "id"], unique=False)
    op.create_table(
        "prison_clearance",
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("establishment", sa.String(length=200), nullable=False),
        sa.Column("establishment_key", sa.String(length=600), nullable=False),
        sa.Column("vetting", sa.String(length=200), nullable=False),
        sa.Column("granted_date", sa.Date(), nullable=True),
        sa.Column("key_talk_date", sa.Date(), nullable=True),
        sa.Column("pass_number", sa.String(length=60), nullable=False),
        sa.Column("to_date", sa.Date(), nullable=True),
        sa.Column("withdrawn_date", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        *_number(),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name=op.f("fk_prison_clearance_volunteer_id_volunteer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prison_clearance")),
    )
    op.create_index(
        "ix_prison_clearance_volunteer_id", "prison_clearance", ["volunteer_id", "id"], unique=False
    )
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
        "signed_paper",
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=270), nullable=False),
        sa.Column("signed_date", sa.Date(), nullable=False),
        *_number(),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name=op.f("fk_signed_paper_volunteer_id_volunteer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signed_paper")),
    )
    op.create_index("ix_signed_paper_volunteer_id", "signed_paper", ["volunteer_id", "id"], unique=False)
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
        "volunteer_interview",
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("interview_date", sa.Date(), nullable=False),
        sa.Column("held_by", sa.String(length=200), nullable=False),
        sa.Column("decision", _choice("talkdecision", "go_on", "again", "not_taken"), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        *_number(),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name=op.f("fk_volunteer_interview_volunteer_id_volunteer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volunteer_interview")),
    )
    op.create_index(
        "ix_volunteer_interview_volunteer_id", "volunteer_interview", ["volunteer_id", "id"], unique=False
    )
    op.create_table(
        "volunteer_reference",
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("referee", sa.String(length=200), nullable=False),
        sa.Column("relation", sa.String(length=200), nullable=False),
        sa.Column("reach", sa.String(length=300), nullable=False),
        sa.Column("relative", sa.Boolean(), nullable=False),
        sa.Column("asked_date", sa.Date(), nullable=True),
        sa.Column("chased_date", sa.Date(), nullable=True),
        sa.Column("received_date", sa.Date(), nullable=True),
        sa.Column("satisfactory", sa.Boolean(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        *_number(),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name=op.f("fk_volunteer_reference_volunteer_id_volunteer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volunteer_reference")),
    )
    op.create_index(
        "ix_volunteer_reference_volunteer_id", "volunteer_reference", ["volunteer_id", "id"], unique=False
    )
    op.create_table(
        "interview_score",
        sa.Column("interview_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=300), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        *_number(),
        sa.CheckConstraint("score IS NULL OR score BETWEEN 0 AND 5", name=op.f("ck_interview_score_score")),
        sa.ForeignKeyConstraint(
            ["interview_id"],
            ["volunteer_interview.id"],
            name=op.f("fk_interview_score_interview_id_volunteer_interview"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interview_score")),
    )
    op.create_index(
        "ix_interview_score_interview_id", "interview_score", ["interview_id", "position"], unique=False
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
    into = sa.table(table, *(sa.column(name) for name in values))
    done = op.get_bind().execute(sa.insert(into).values(**values))
    return int(done.lastrowid)


def _seed() -> None:
    for place, (name, kind, days) in enumerate(_STAGES):
        _insert("volunteer_stage", position=place, name=name, kind=kind, days=days, version=1)
    for place, wording in enumerate(_QUESTIONS):
        _insert("interview_question", position=place, wording=wording, version=1)
    for place, title in enumerate(_PAPERS):
        _insert("volunteer_paper", position=place, title=title, edition="", in_use=True, version=1)
    _insert(
        "volunteer_settings",
        dbs_months=36,
        references_needed=2,
        support_weeks=6,
        support_late_weeks=8,
        hour_pence=0,
        plan_months=6,
        version=1,
    )


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
        if each["dbs_decision"] and each["dbs_date"]:
            _keep_check(each["id"], each["dbs_decision"], each["dbs_date"])
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


def _keep_check(volunteer_id: int, decision: str, day: str) -> None:
    """Write down the DBS decision that was known, as a check that was decided then."""
    _insert(
        "dbs_check",
        volunteer_id=volunteer_id,
        number="",
        seen_by="",
        update_service=False,
        decision=decision,
        decision_date=day,
        decided_by="Written down before checks were kept",
        disclosure=False,
        assessment="",
        review_date=date(int(day[:4]) + 3, int(day[5:7]), min(int(day[8:10]), 28)).isoformat(),
        version=1,
    )


def _stopped(number: int) -> str | None:
    """Return the day on which the trail last says that a volunteer stopped."""
    return _day(
        "SELECT max(e.at) FROM trail_entry e LEFT JOIN trail_change c ON c.entry_id = e.id "
        "WHERE e.subject = 'volunteer' AND e.subject_id = :number "
        "AND c.field = 'active' AND c.after = 'False'",
        number,
    )


def _added(number: int) -> str | None:
    """Return the day on which the trail first speaks of a volunteer."""
    return _day(
        "SELECT min(e.at) FROM trail_entry e WHERE e.subject = 'volunteer' AND e.subject_id = :number", number
    )


def _day(found: str, number: int) -> str | None:
    at = op.get_bind().execute(sa.text(found), {"number": number}).scalar()
    return date.fromisoformat(str(at)[:10]).isoformat() if at else None
