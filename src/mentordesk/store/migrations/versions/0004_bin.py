"""The bin, and numbers that are never given twice"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

instant = sa.DateTime(timezone=True).with_variant(sa.String(length=40), "sqlite")


def upgrade() -> None:
    op.create_table(
        "bin_entry",
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("whose", sa.String(length=200), nullable=False),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("removed_at", instant, nullable=False),
        sa.Column("removed_by", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["removed_by"], ["person.id"], name=op.f("fk_bin_entry_removed_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bin_entry")),
    )
    op.create_index("ix_bin_entry_removed_at", "bin_entry", ["removed_at", "id"])
    op.create_index("ix_bin_entry_subject", "bin_entry", ["subject", "subject_id"])
    op.create_table(
        "number_used",
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column("highest", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_number_used")),
    )
    op.create_index("uq_number_used_subject", "number_used", ["subject"], unique=True)
