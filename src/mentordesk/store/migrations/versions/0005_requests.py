"""Requests about personal data, the decisions on their texts, complaints and breaches"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

instant = sa.DateTime(timezone=True).with_variant(sa.String(length=40), "sqlite")


def upgrade() -> None:
    op.create_table(
        "breach",
        sa.Column("aware_at", instant, nullable=False),
        sa.Column("due_at", instant, nullable=False),
        sa.Column("happened", sa.Text(), nullable=False),
        sa.Column("whose", sa.Text(), nullable=False),
        sa.Column("how_many", sa.Integer(), nullable=True),
        sa.Column("data_kinds", sa.Text(), nullable=False),
        sa.Column(
            "risk",
            sa.Enum(
                "unlikely",
                "likely",
                "high",
                name="breachrisk",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("risk_reasons", sa.Text(), nullable=False),
        sa.Column(
            "reporting",
            sa.Enum(
                "reported",
                "not_reported",
                name="reporting",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("reported_at", instant, nullable=True),
        sa.Column("reporting_reasons", sa.Text(), nullable=False),
        sa.Column("told_date", sa.Date(), nullable=True),
        sa.Column("measures", sa.Text(), nullable=False),
        sa.Column("closed_date", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("how_many >= 0", name=op.f("ck_breach_how_many")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_breach")),
    )
    op.create_index("ix_breach_due_at", "breach", ["due_at", "id"])
    op.create_table(
        "complaint",
        sa.Column("mentee_id", sa.Integer(), nullable=True),
        sa.Column("volunteer_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("received_date", sa.Date(), nullable=False),
        sa.Column(
            "came",
            sa.Enum(
                "letter",
                "email",
                "spoken",
                "phone",
                "solicitor",
                "other",
                name="came",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("due_date", sa.Date(), nullable=False),
        sa.Column("acknowledged_date", sa.Date(), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "upheld",
                "partly",
                "not_upheld",
                "withdrawn",
                name="complaintoutcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("closed_date", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["mentee_id"], ["mentee.id"], name=op.f("fk_complaint_mentee_id_mentee")),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name=op.f("fk_complaint_volunteer_id_volunteer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint")),
    )
    op.create_index("ix_complaint_due_date", "complaint", ["due_date", "id"])
    op.create_index("ix_complaint_mentee_id", "complaint", ["mentee_id"])
    op.create_index("ix_complaint_volunteer_id", "complaint", ["volunteer_id"])
    op.create_table(
        "data_request",
        sa.Column(
            "kind",
            sa.Enum(
                "access",
                "rectification",
                "erasure",
                "restriction",
                "objection",
                "portability",
                name="requestkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("mentee_id", sa.Integer(), nullable=True),
        sa.Column("volunteer_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("received_date", sa.Date(), nullable=False),
        sa.Column(
            "came",
            sa.Enum(
                "letter",
                "email",
                "spoken",
                "phone",
                "solicitor",
                "other",
                name="came",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "identity",
            sa.Enum(
                "known",
                "asked",
                "checked",
                name="identity",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("identity_date", sa.Date(), nullable=True),
        sa.Column("identity_by", sa.String(length=200), nullable=False),
        sa.Column("identity_how", sa.String(length=300), nullable=False),
        sa.Column("pause_date", sa.Date(), nullable=True),
        sa.Column("resume_date", sa.Date(), nullable=True),
        sa.Column("pause_reason", sa.Text(), nullable=False),
        sa.Column("extended_date", sa.Date(), nullable=True),
        sa.Column("extended_reason", sa.Text(), nullable=False),
        sa.Column("due_date", sa.Date(), nullable=False),
        sa.Column("gathered_at", instant, nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "done",
                "partly",
                "refused",
                "withdrawn",
                name="requestoutcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("decided_date", sa.Date(), nullable=True),
        sa.Column("refusal_reason", sa.Text(), nullable=False),
        sa.Column("sent_date", sa.Date(), nullable=True),
        sa.Column("lifted_date", sa.Date(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "resume_date IS NULL OR resume_date >= pause_date", name=op.f("ck_data_request_pause")
        ),
        sa.ForeignKeyConstraint(["mentee_id"], ["mentee.id"], name=op.f("fk_data_request_mentee_id_mentee")),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name=op.f("fk_data_request_volunteer_id_volunteer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_request")),
    )
    op.create_index("ix_data_request_due_date", "data_request", ["due_date", "id"])
    op.create_index("ix_data_request_mentee_id", "data_request", ["mentee_id", "kind"])
    op.create_index("ix_data_request_volunteer_id", "data_request", ["volunteer_id"])
    op.create_table(
        "redaction",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=80), nullable=False),
        sa.Column(
            "choice",
            sa.Enum(
                "keep",
                "redact",
                "withhold",
                name="redactionchoice",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("decided_at", instant, nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["decided_by"], ["person.id"], name=op.f("fk_redaction_decided_by_person")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["data_request.id"], name=op.f("fk_redaction_request_id_data_request")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_redaction")),
        sa.UniqueConstraint(
            "request_id", "subject", "subject_id", "field", name=op.f("uq_redaction_request_id")
        ),
    )
