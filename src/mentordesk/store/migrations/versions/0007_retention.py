"""How long records are kept: periods, holds, the destruction log, tokens; the record of processing"""

import hashlib
import secrets

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

instant = sa.DateTime(timezone=True).with_variant(sa.String(length=40), "sqlite")


def upgrade() -> None:
    op.create_table(
        "equality_figure",
        sa.Column("characteristic", sa.String(length=40), nullable=False),
        sa.Column("answer", sa.String(length=40), nullable=False),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("to_date", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_equality_figure")),
    )
    op.create_index("ix_equality_figure_from_date", "equality_figure", ["from_date", "to_date"])
    op.create_table(
        "processing",
        sa.Column("purpose", sa.String(length=200), nullable=False),
        sa.Column("people", sa.Text(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("recipients", sa.Text(), nullable=False),
        sa.Column("transfers", sa.Text(), nullable=False),
        sa.Column("retention", sa.Text(), nullable=False),
        sa.Column("security", sa.Text(), nullable=False),
        sa.Column(
            "basis",
            sa.Enum(
                "consent",
                "contract",
                "legal_obligation",
                "vital_interests",
                "public_task",
                "recognised",
                "legitimate_interests",
                name="lawfulbasis",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("basis_reason", sa.Text(), nullable=False),
        sa.Column(
            "special",
            sa.Enum(
                "consent",
                "employment",
                "vital",
                "not_for_profit",
                "claims",
                "equality",
                "counselling",
                "safeguarding",
                name="specialcondition",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("offence_data", sa.Boolean(), nullable=False),
        sa.Column(
            "offence",
            sa.Enum(
                "authority",
                "employment",
                "unlawful_acts",
                "counselling",
                "safeguarding",
                "consent",
                "vital",
                "not_for_profit",
                "claims",
                name="offencecondition",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("policy_document", sa.Boolean(), nullable=False),
        sa.Column("confirmed_date", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_processing")),
    )
    op.create_index("ix_processing_purpose", "processing", ["purpose", "id"])
    op.create_table(
        "retention_period",
        sa.Column("rule", sa.String(length=40), nullable=False),
        sa.Column("span", sa.Integer(), nullable=False),
        sa.Column(
            "act",
            sa.Enum(
                "erase",
                "anonymise",
                "keep",
                name="retentionact",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("span >= 0", name=op.f("ck_retention_period_span")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention_period")),
        sa.UniqueConstraint("rule", name=op.f("uq_retention_period_rule")),
    )
    op.create_table(
        "destruction_entry",
        sa.Column(
            "kind",
            sa.Enum(
                "mentee",
                "mentor",
                "equality",
                name="destroyed",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column(
            "method",
            sa.Enum(
                "erased", "anonymised", name="method", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column(
            "cause",
            sa.Enum(
                "time_over",
                "asked",
                "mistake",
                "restored",
                name="cause",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("rule", sa.String(length=40), nullable=False),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.Column("destroyed_at", instant, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_destruction_entry_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_destruction_entry")),
    )
    op.create_index("ix_destruction_entry_destroyed_at", "destruction_entry", ["destroyed_at", "id"])
    op.create_table(
        "keeping",
        sa.Column("mentee_id", sa.Integer(), nullable=True),
        sa.Column("volunteer_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum("hold", "until", name="keepkind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("until_date", sa.Date(), nullable=False),
        sa.Column("decided_at", instant, nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("lifted_at", instant, nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["decided_by"], ["person.id"], name=op.f("fk_keeping_decided_by_person")),
        sa.ForeignKeyConstraint(["mentee_id"], ["mentee.id"], name=op.f("fk_keeping_mentee_id_mentee")),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name=op.f("fk_keeping_volunteer_id_volunteer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_keeping")),
    )
    op.create_index("ix_keeping_mentee_id", "keeping", ["mentee_id"])
    op.create_index("ix_keeping_volunteer_id", "keeping", ["volunteer_id"])
    _give_tokens("mentee")
    op.create_index("uq_mentee_token", "mentee", ["token"], unique=True)
    _give_tokens("volunteer")
    op.create_index("uq_volunteer_token", "volunteer", ["token"], unique=True)


def _give_tokens(table: str) -> None:
    """Give everybody the same token in every copy of this casebook, so that an older backup is known too.

    It is made from the chain of the trail where the record was added, which no copy has otherwise.
    """
    op.execute(f"ALTER TABLE {table} ADD COLUMN token VARCHAR(32)")
    connection = op.get_bind()
    added = connection.execute(
        sa.text(
            "SELECT subject_id, min(id) AS first, chain FROM trail_entry "
            "WHERE subject = :table AND act = 'added' GROUP BY subject_id"
        ),
        {"table": table},
    )
    chains = {row.subject_id: row.chain for row in added}
    people = sa.table(table, sa.column("id"), sa.column("token"))
    for number in connection.execute(sa.select(people.c.id)).scalars().all():
        seed = chains.get(number) or secrets.token_hex(32)
        token = hashlib.sha256(f"{table} {number} {seed}".encode()).hexdigest()[:32]
        connection.execute(people.update().where(people.c.id == number), {"token": token})
