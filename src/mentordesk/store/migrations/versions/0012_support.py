"""Support of volunteers: who is there for whom, talks, confidential notes, what was agreed"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def _choice(name: str, *codes: str) -> sa.Enum:
    return sa.Enum(*codes, name=name, native_enum=False, create_constraint=True, length=40)


def _number() -> list[sa.Column[int]]:
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    ]


def upgrade() -> None:
    op.create_table(
        "support_line",
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        *_number(),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_support_line_person_id_person")),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name=op.f("fk_support_line_volunteer_id_volunteer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_line")),
        sa.UniqueConstraint("volunteer_id", name=op.f("uq_support_line_volunteer_id")),
    )
    op.create_index("ix_support_line_person_id", "support_line", ["person_id"], unique=False)
    op.create_table(
        "support_talk",
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("kind", _choice("talkkind", "one_to_one", "group", "debrief"), nullable=False),
        sa.Column("status", _choice("talkstatus", "planned", "held", "declined"), nullable=False),
        sa.Column("talk_date", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("group_token", sa.String(length=32), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        *_number(),
        sa.CheckConstraint("minutes BETWEEN 1 AND 1440", name=op.f("ck_support_talk_minutes")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_support_talk_person_id_person")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["session.id"], name=op.f("fk_support_talk_session_id_session")
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name=op.f("fk_support_talk_volunteer_id_volunteer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_talk")),
    )
    op.create_index("ix_support_talk_session_id", "support_talk", ["session_id"], unique=False)
    op.create_index("ix_support_talk_talk_date", "support_talk", ["talk_date", "id"], unique=False)
    op.create_index(
        "ix_support_talk_volunteer_id",
        "support_talk",
        ["volunteer_id", "status", "talk_date", "id"],
        unique=False,
    )
    op.create_table(
        "support_action",
        sa.Column("talk_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("due_date", sa.Date(), nullable=False),
        sa.Column("done_date", sa.Date(), nullable=True),
        *_number(),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_support_action_owner_id_person")),
        sa.ForeignKeyConstraint(
            ["talk_id"], ["support_talk.id"], name=op.f("fk_support_action_talk_id_support_talk")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_action")),
    )
    op.create_index(
        "ix_support_action_due_date", "support_action", ["done_date", "due_date", "id"], unique=False
    )
    op.create_index("ix_support_action_talk_id", "support_action", ["talk_id", "position"], unique=False)
    op.create_table(
        "support_note",
        sa.Column("talk_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("wellbeing", _choice("wellbeing", "well", "strained", "struggling"), nullable=True),
        sa.Column("wellbeing_note", sa.Text(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        *_number(),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_support_note_author_id_person")),
        sa.ForeignKeyConstraint(
            ["talk_id"], ["support_talk.id"], name=op.f("fk_support_note_talk_id_support_talk")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_note")),
        sa.UniqueConstraint("talk_id", name=op.f("uq_support_note_talk_id")),
    )
