"""What roles hold, who signs in as which mentor, and mentors who were mentored here"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "role_grant",
        sa.Column(
            "role",
            sa.Enum(
                "manager",
                "coordinator",
                "mentor",
                "read_only",
                name="grant_role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("permission", sa.String(length=60), nullable=False),
        sa.Column("granted", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grant")),
        sa.UniqueConstraint("role", "permission", name=op.f("uq_role_grant_role")),
    )
    op.execute(
        "ALTER TABLE volunteer ADD COLUMN person_id INTEGER "
        "CONSTRAINT fk_volunteer_person_id_person REFERENCES person (id)"
    )
    op.create_index("ix_volunteer_person_id", "volunteer", ["person_id"])
    op.execute(
        "ALTER TABLE volunteer ADD COLUMN mentee_id INTEGER "
        "CONSTRAINT fk_volunteer_mentee_id_mentee REFERENCES mentee (id)"
    )
    op.create_index("uq_volunteer_mentee_id", "volunteer", ["mentee_id"], unique=True)
