"""Sessions with attendances, concerns, contacts with partners, duties and paper sheets"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

instant = sa.DateTime(timezone=True).with_variant(sa.String(length=40), "sqlite")
REASONS = (
    ("Did not come, no reason given", "unacceptable"),
    ("Forgot", "unacceptable"),
    ("Chose not to come", "unacceptable"),
    ("Unwell or medical appointment", "acceptable"),
    ("Work, training or a job interview", "acceptable"),
    ("Court or solicitor", "acceptable"),
    ("Probation or police appointment", "acceptable"),
    ("Family or caring", "acceptable"),
    ("Mentor not available", "logistics"),
    ("Prison regime or lockdown", "logistics"),
    ("Moved to another prison", "logistics"),
    ("Released early", "logistics"),
    ("Transport", "logistics"),
    ("Room or line not available", "logistics"),
)
TEMPLATES = (
    ("First meeting", "How they are today:\nWhat they hope for:\nWhat we agreed:\nWhen we meet next:"),
    ("Usual meeting", "Since last time:\nWhat we did:\nWhat went well:\nWhat is hard:"),
    (
        "Before release",
        "Where they will live:\nWho meets them at the gate:\nMoney and ID:\nFirst appointments:",
    ),
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
        "note_template",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        *_number(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note_template")),
        sa.UniqueConstraint("name", name=op.f("uq_note_template_name")),
    )
    op.create_table(
        "session_reason",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column(
            "reason_class", _choice("reasonclass", "acceptable", "unacceptable", "logistics"), nullable=False
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("in_use", sa.Boolean(), nullable=False),
        *_number(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_reason")),
        sa.UniqueConstraint("name", name=op.f("uq_session_reason_name")),
    )
    op.create_table(
        "session_series",
        sa.Column("rule", sa.String(length=300), nullable=False),
        sa.Column("first_date", sa.Date(), nullable=False),
        *_number(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_series")),
    )
    op.create_table(
        "session_settings",
        sa.Column("warn_days", sa.Integer(), nullable=False),
        sa.Column("act_days", sa.Integer(), nullable=False),
        sa.Column("first_days", sa.Integer(), nullable=False),
        sa.Column("reason_days", sa.Integer(), nullable=False),
        *_number(),
        sa.CheckConstraint(
            "warn_days >= 1 AND act_days >= warn_days AND first_days >= 1 AND reason_days >= 0",
            name=op.f("ck_session_settings_days"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_settings")),
    )
    op.create_table(
        "liaison",
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column("liaison_date", sa.Date(), nullable=False),
        sa.Column(
            "how", _choice("liaisonhow", "phone", "email", "meeting", "letter", "other"), nullable=False
        ),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("partner", sa.String(length=300), nullable=False),
        sa.Column("partner_person", sa.String(length=200), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("follow_up_date", sa.Date(), nullable=True),
        sa.Column("followed_up", sa.Boolean(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        *_number(),
        sa.CheckConstraint("minutes BETWEEN 1 AND 1440", name=op.f("ck_liaison_minutes")),
        sa.ForeignKeyConstraint(["mentee_id"], ["mentee.id"], name=op.f("fk_liaison_mentee_id_mentee")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_liaison_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_liaison")),
    )
    op.create_index("ix_liaison_follow_up_date", "liaison", ["follow_up_date"])
    op.create_index("ix_liaison_liaison_date", "liaison", ["liaison_date", "id"])
    op.create_index("ix_liaison_mentee_id", "liaison", ["mentee_id", "liaison_date", "id"])
    op.create_table(
        "duty",
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("duty_date", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            _choice("dutykind", "training", "meeting", "event", "office", "course", "other"),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        *_number(),
        sa.CheckConstraint("minutes BETWEEN 1 AND 1440", name=op.f("ck_duty_minutes")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_duty_person_id_person")),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name=op.f("fk_duty_volunteer_id_volunteer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty")),
    )
    op.create_index("ix_duty_duty_date", "duty", ["duty_date", "id"])
    op.create_index("ix_duty_volunteer_id", "duty", ["volunteer_id", "duty_date", "id"])
    op.create_table(
        "session",
        sa.Column(
            "status", _choice("sessionstatus", "planned", "held", "missed", "cancelled"), nullable=False
        ),
        sa.Column("session_date", sa.Date(), nullable=False),
        sa.Column("start_time", sa.Time(), nullable=True),
        sa.Column("later_hour", sa.Boolean(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column(
            "how",
            _choice("how", "in_person", "prison_visit", "phone", "video", "text", "letter", "group"),
            nullable=False,
        ),
        sa.Column("place", sa.String(length=300), nullable=False),
        sa.Column("place_key", sa.String(length=300), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=True),
        sa.Column("worker_id", sa.Integer(), nullable=True),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column(
            "caller", _choice("caller", "mentee", "mentor", "charity", "prison", "other"), nullable=True
        ),
        sa.Column("reason_id", sa.Integer(), nullable=True),
        sa.Column("reason_words", sa.Text(), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("series_id", sa.Integer(), nullable=True),
        sa.Column("journey", sa.String(length=300), nullable=False),
        sa.Column("miles_tenths", sa.Integer(), nullable=True),
        sa.Column("fares_pence", sa.Integer(), nullable=True),
        sa.Column("travel_minutes", sa.Integer(), nullable=True),
        sa.Column("unmatched_reason", sa.Text(), nullable=False),
        sa.Column("recorded_at", instant, nullable=True),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        *_number(),
        sa.CheckConstraint(
            "miles_tenths >= 0 AND fares_pence >= 0 AND travel_minutes >= 0", name=op.f("ck_session_travel")
        ),
        sa.CheckConstraint("minutes BETWEEN 1 AND 1440", name=op.f("ck_session_minutes")),
        sa.ForeignKeyConstraint(
            ["reason_id"], ["session_reason.id"], name=op.f("fk_session_reason_id_session_reason")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["person.id"], name=op.f("fk_session_recorded_by_id_person")
        ),
        sa.ForeignKeyConstraint(["replaces_id"], ["session.id"], name=op.f("fk_session_replaces_id_session")),
        sa.ForeignKeyConstraint(
            ["series_id"], ["session_series.id"], name=op.f("fk_session_series_id_session_series")
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name=op.f("fk_session_volunteer_id_volunteer")
        ),
        sa.ForeignKeyConstraint(["worker_id"], ["person.id"], name=op.f("fk_session_worker_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session")),
    )
    op.create_index("ix_session_place_key", "session", ["place_key", "session_date", "id"])
    op.create_index("ix_session_reason_id", "session", ["reason_id"])
    op.create_index("ix_session_replaces_id", "session", ["replaces_id"])
    op.create_index("ix_session_series_id", "session", ["series_id", "session_date"])
    op.create_index("ix_session_session_date", "session", ["session_date", "id"])
    op.create_index("ix_session_status", "session", ["status", "session_date", "id"])
    op.create_index("ix_session_volunteer_id", "session", ["volunteer_id", "session_date", "id"])
    op.create_index("ix_session_worker_id", "session", ["worker_id", "session_date", "id"])
    op.create_table(
        "attendance",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column("match_id", sa.Integer(), nullable=True),
        sa.Column("session_date", sa.Date(), nullable=False),
        sa.Column(
            "presence", _choice("presence", "expected", "attended", "absent", "called_off"), nullable=False
        ),
        sa.Column("late_minutes", sa.Integer(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("response", sa.Text(), nullable=False),
        sa.Column("strengths", sa.Text(), nullable=False),
        sa.Column("next_plans", sa.Text(), nullable=False),
        sa.Column("notify_officer", sa.Boolean(), nullable=False),
        sa.Column("notify_words", sa.Text(), nullable=False),
        sa.Column("notified_date", sa.Date(), nullable=True),
        *_number(),
        sa.CheckConstraint("late_minutes BETWEEN 1 AND 1440", name=op.f("ck_attendance_late")),
        sa.ForeignKeyConstraint(["match_id"], ["match.id"], name=op.f("fk_attendance_match_id_match")),
        sa.ForeignKeyConstraint(["mentee_id"], ["mentee.id"], name=op.f("fk_attendance_mentee_id_mentee")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["session.id"], name=op.f("fk_attendance_session_id_session")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
        sa.UniqueConstraint("session_id", "mentee_id", name=op.f("uq_attendance_session_id")),
    )
    op.create_index("ix_attendance_match_id", "attendance", ["match_id", "presence", "session_date"])
    op.create_index("ix_attendance_mentee_id", "attendance", ["mentee_id", "presence", "session_date"])
    op.create_index("ix_attendance_notify", "attendance", ["notify_officer", "notified_date"])
    op.create_index("ix_attendance_presence", "attendance", ["presence", "session_date", "mentee_id"])
    op.create_table(
        "concern",
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            _choice("concernkind", "safeguarding", "harm", "health", "conduct", "other"),
            nullable=False,
        ),
        sa.Column("seen", sa.Text(), nullable=False),
        sa.Column("immediate_risk", sa.Boolean(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("told_at", instant, nullable=True),
        sa.Column("raised_at", instant, nullable=False),
        sa.Column("raised_by_id", sa.Integer(), nullable=True),
        sa.Column("act_by_date", sa.Date(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("closed_at", instant, nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.Column("close_reason", sa.Text(), nullable=False),
        *_number(),
        sa.CheckConstraint("(closed_at IS NULL) = (close_reason = '')", name=op.f("ck_concern_closed")),
        sa.ForeignKeyConstraint(["closed_by_id"], ["person.id"], name=op.f("fk_concern_closed_by_id_person")),
        sa.ForeignKeyConstraint(["mentee_id"], ["mentee.id"], name=op.f("fk_concern_mentee_id_mentee")),
        sa.ForeignKeyConstraint(["raised_by_id"], ["person.id"], name=op.f("fk_concern_raised_by_id_person")),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_concern_session_id_session")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concern")),
    )
    op.create_index("ix_concern_closed_at", "concern", ["closed_at", "raised_at", "id"])
    op.create_index("ix_concern_mentee_id", "concern", ["mentee_id", "raised_at"])
    op.create_index("ix_concern_session_id", "concern", ["session_id"])
    op.create_table(
        "session_amendment",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("amended_at", instant, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        *_number(),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_session_amendment_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["session.id"], name=op.f("fk_session_amendment_session_id_session")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_amendment")),
    )
    op.create_index("ix_session_amendment_session_id", "session_amendment", ["session_id", "id"])
    op.create_table(
        "session_sheet",
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("initials_only", sa.Boolean(), nullable=False),
        sa.Column("printed_at", instant, nullable=False),
        sa.Column("printed_by_id", sa.Integer(), nullable=True),
        sa.Column("state", _choice("sheetstate", "out", "returned", "not_used", "lost"), nullable=False),
        sa.Column("settled_date", sa.Date(), nullable=True),
        *_number(),
        sa.ForeignKeyConstraint(
            ["printed_by_id"], ["person.id"], name=op.f("fk_session_sheet_printed_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["session.id"], name=op.f("fk_session_sheet_session_id_session")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_sheet")),
        sa.UniqueConstraint("code", name=op.f("uq_session_sheet_code")),
    )
    op.create_index("ix_session_sheet_session_id", "session_sheet", ["session_id"])
    op.create_index("ix_session_sheet_state", "session_sheet", ["state", "printed_at", "id"])
    op.create_table(
        "attendance_goal",
        sa.Column("attendance_id", sa.Integer(), nullable=False),
        sa.Column("goal_id", sa.Integer(), nullable=False),
        *_number(),
        sa.ForeignKeyConstraint(
            ["attendance_id"], ["attendance.id"], name=op.f("fk_attendance_goal_attendance_id_attendance")
        ),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name=op.f("fk_attendance_goal_goal_id_goal")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance_goal")),
        sa.UniqueConstraint("attendance_id", "goal_id", name=op.f("uq_attendance_goal_attendance_id")),
    )
    op.create_index("ix_attendance_goal_goal_id", "attendance_goal", ["goal_id"])
    op.create_table(
        "attendance_pathway",
        sa.Column("attendance_id", sa.Integer(), nullable=False),
        sa.Column("pathway_id", sa.Integer(), nullable=False),
        *_number(),
        sa.ForeignKeyConstraint(
            ["attendance_id"], ["attendance.id"], name=op.f("fk_attendance_pathway_attendance_id_attendance")
        ),
        sa.ForeignKeyConstraint(
            ["pathway_id"], ["pathway.id"], name=op.f("fk_attendance_pathway_pathway_id_pathway")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance_pathway")),
        sa.UniqueConstraint("attendance_id", "pathway_id", name=op.f("uq_attendance_pathway_attendance_id")),
    )
    op.create_index("ix_attendance_pathway_pathway_id", "attendance_pathway", ["pathway_id"])
    op.create_table(
        "attendance_step",
        sa.Column("attendance_id", sa.Integer(), nullable=False),
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.Column("status", _choice("stepstatus", "not_started", "active", "complete"), nullable=False),
        *_number(),
        sa.ForeignKeyConstraint(
            ["attendance_id"], ["attendance.id"], name=op.f("fk_attendance_step_attendance_id_attendance")
        ),
        sa.ForeignKeyConstraint(
            ["step_id"], ["goal_step.id"], name=op.f("fk_attendance_step_step_id_goal_step")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance_step")),
        sa.UniqueConstraint("attendance_id", "step_id", name=op.f("uq_attendance_step_attendance_id")),
    )
    op.create_index("ix_attendance_step_step_id", "attendance_step", ["step_id"])
    op.create_table(
        "concern_step",
        sa.Column("concern_id", sa.Integer(), nullable=False),
        sa.Column("taken_at", instant, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        *_number(),
        sa.ForeignKeyConstraint(
            ["concern_id"], ["concern.id"], name=op.f("fk_concern_step_concern_id_concern")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_concern_step_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concern_step")),
    )
    op.create_index("ix_concern_step_concern_id", "concern_step", ["concern_id", "id"])
    op.create_table(
        "supervision_note",
        sa.Column("attendance_id", sa.Integer(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        *_number(),
        sa.ForeignKeyConstraint(
            ["attendance_id"], ["attendance.id"], name=op.f("fk_supervision_note_attendance_id_attendance")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_supervision_note_author_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supervision_note")),
        sa.UniqueConstraint("attendance_id", name=op.f("uq_supervision_note_attendance_id")),
    )

    _fill()


def _fill() -> None:
    """Begin with settings, reasons and templates that a charity can change."""
    reason = sa.table(
        "session_reason", *map(sa.column, ("name", "reason_class", "position", "in_use", "version"))
    )
    template = sa.table("note_template", *map(sa.column, ("name", "wording", "version")))
    settings = sa.table(
        "session_settings", *map(sa.column, ("warn_days", "act_days", "first_days", "reason_days", "version"))
    )
    op.bulk_insert(
        reason,
        [
            {"name": name, "reason_class": kind, "position": place, "in_use": True, "version": 1}
            for place, (name, kind) in enumerate(REASONS, start=1)
        ],
    )
    op.bulk_insert(template, [{"name": name, "wording": words, "version": 1} for name, words in TEMPLATES])
    op.bulk_insert(
        settings, [{"warn_days": 14, "act_days": 28, "first_days": 14, "reason_days": 30, "version": 1}]
    )
