"""Dip samples, and whether a reason is asked for opening somebody else's case"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

instant = sa.DateTime(timezone=True).with_variant(sa.String(length=40), "sqlite")


def _choice(name: str, *codes: str) -> sa.Enum:
    return sa.Enum(*codes, name=name, native_enum=False, create_constraint=True, length=40)


def _number() -> list[sa.Column[int]]:
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    ]


def upgrade() -> None:
    op.execute("ALTER TABLE organisation ADD COLUMN ask_reason BOOLEAN NOT NULL DEFAULT 0")
    op.create_table(
        "dip_checklist",
        *_number(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dip_checklist")),
    )
    op.create_table(
        "dip_checklist_question",
        sa.Column("checklist_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("wording", sa.String(length=300), nullable=False),
        *_number(),
        sa.ForeignKeyConstraint(
            ["checklist_id"],
            ["dip_checklist.id"],
            name=op.f("fk_dip_checklist_question_checklist_id_dip_checklist"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dip_checklist_question")),
    )
    op.create_index(
        "ix_dip_checklist_question_checklist_id", "dip_checklist_question", ["checklist_id", "position"]
    )
    op.create_table(
        "dip_sample",
        sa.Column("first_date", sa.Date(), nullable=False),
        sa.Column("last_date", sa.Date(), nullable=False),
        sa.Column("kinds", _choice("casekind", "all", "active", "closed"), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("whole", sa.Integer(), nullable=False),
        sa.Column("frame", sa.Text(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("drawn_at", instant, nullable=False),
        sa.Column("drawn_by_id", sa.Integer(), nullable=True),
        sa.Column("concluded_at", instant, nullable=True),
        sa.Column("concluded_by_id", sa.Integer(), nullable=True),
        sa.Column("conclusion", sa.Text(), nullable=False),
        *_number(),
        sa.CheckConstraint("last_date >= first_date", name=op.f("ck_dip_sample_dates")),
        sa.CheckConstraint("wanted >= 1 AND whole >= 1", name=op.f("ck_dip_sample_sizes")),
        sa.ForeignKeyConstraint(
            ["drawn_by_id"], ["person.id"], name=op.f("fk_dip_sample_drawn_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["concluded_by_id"], ["person.id"], name=op.f("fk_dip_sample_concluded_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dip_sample")),
    )
    op.create_index("ix_dip_sample_drawn_at", "dip_sample", ["drawn_at", "id"])
    op.create_table(
        "dip_question",
        sa.Column("sample_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("wording", sa.String(length=300), nullable=False),
        *_number(),
        sa.ForeignKeyConstraint(
            ["sample_id"], ["dip_sample.id"], name=op.f("fk_dip_question_sample_id_dip_sample")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dip_question")),
        sa.UniqueConstraint("sample_id", "position", name=op.f("uq_dip_question_sample_id")),
    )
    op.create_table(
        "dip_case",
        sa.Column("sample_id", sa.Integer(), nullable=False),
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("checked_at", instant, nullable=True),
        sa.Column("checked_by_id", sa.Integer(), nullable=True),
        *_number(),
        sa.ForeignKeyConstraint(
            ["sample_id"], ["dip_sample.id"], name=op.f("fk_dip_case_sample_id_dip_sample")
        ),
        sa.ForeignKeyConstraint(["mentee_id"], ["mentee.id"], name=op.f("fk_dip_case_mentee_id_mentee")),
        sa.ForeignKeyConstraint(
            ["checked_by_id"], ["person.id"], name=op.f("fk_dip_case_checked_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dip_case")),
        sa.UniqueConstraint("sample_id", "place", name=op.f("uq_dip_case_sample_id")),
    )
    op.create_index("ix_dip_case_mentee_id", "dip_case", ["mentee_id", "sample_id"])
    op.create_table(
        "dip_answer",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("answer", _choice("dipword", "yes", "partly", "no", "not_applicable"), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        *_number(),
        sa.ForeignKeyConstraint(["case_id"], ["dip_case.id"], name=op.f("fk_dip_answer_case_id_dip_case")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dip_answer")),
        sa.UniqueConstraint("case_id", "position", name=op.f("uq_dip_answer_case_id")),
    )
    op.create_table(
        "dip_finding",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("due_date", sa.Date(), nullable=False),
        sa.Column("rechecked_date", sa.Date(), nullable=True),
        sa.Column("put_right", sa.Boolean(), nullable=True),
        sa.Column("recheck_note", sa.Text(), nullable=False),
        *_number(),
        sa.CheckConstraint(
            "put_right IS NULL OR rechecked_date IS NOT NULL", name=op.f("ck_dip_finding_rechecked")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["dip_case.id"], name=op.f("fk_dip_finding_case_id_dip_case")),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_dip_finding_owner_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dip_finding")),
    )
    op.create_index("ix_dip_finding_case_id", "dip_finding", ["case_id"])
    op.create_index("ix_dip_finding_due_date", "dip_finding", ["put_right", "due_date"])
