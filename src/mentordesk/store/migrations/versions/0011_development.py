"""Development plans, training and quality standards"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

instant = sa.DateTime(timezone=True).with_variant(sa.String(length=40), "sqlite")

_SOURCES = (
    "Free training from a partner",
    "In-house training",
    "Own study",
    "Going along with a mentor",
    "Supervision",
    "A course that costs money",
)
_ROLES = ("Mentor", "Mentor in prison", "Course helper")
_COURSES = ("Boundaries", "Confidentiality", "Lone working", "Safeguarding")
_STANDARD = "Approved Provider Standard"
_REQUIREMENTS = (
    ("Management and operation", "The project has clear aims."),
    ("Management and operation", "It has the resources it needs."),
    ("Management and operation", "Staff, mentors and the people they mentor are kept safe."),
    ("People who are mentored", "How people are found and referred is clear."),
    ("People who are mentored", "What each person needs is assessed."),
    ("Mentors", "Mentors are found and chosen safely and well."),
    ("Mentors", "Mentors get the induction and training that fit their work."),
    ("Mentors", "Mentors are supported to grow in the role."),
    ("The relationship", "Matching is clear, and the same for everybody."),
    ("The relationship", "Each relationship is looked at regularly: progress and outcomes."),
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
        "development_source",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        *_number(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_development_source")),
    )
    op.create_table(
        "quality_standard",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("awarded_date", sa.Date(), nullable=True),
        sa.Column("until_date", sa.Date(), nullable=True),
        *_number(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quality_standard")),
    )
    op.create_table(
        "training_course",
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("title_key", sa.String(length=600), nullable=False),
        sa.Column("provider", sa.String(length=200), nullable=False),
        sa.Column("cost_pence", sa.Integer(), nullable=False),
        sa.Column("accredited", sa.Boolean(), nullable=False),
        sa.Column("validity_months", sa.Integer(), nullable=True),
        sa.Column("covers", sa.Text(), nullable=False),
        sa.Column("offered", sa.Boolean(), nullable=False),
        *_number(),
        sa.CheckConstraint("cost_pence >= 0", name=op.f("ck_training_course_cost")),
        sa.CheckConstraint("validity_months > 0", name=op.f("ck_training_course_validity")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_course")),
    )
    op.create_index("ix_training_course_title_key", "training_course", ["title_key", "id"], unique=False)
    op.create_table(
        "volunteer_role",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        *_number(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volunteer_role")),
    )
    op.create_table(
        "standard_requirement",
        sa.Column("standard_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("area", sa.String(length=100), nullable=False),
        sa.Column("wording", sa.String(length=400), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("next_step", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("rag", _choice("requirement_rag", "green", "amber", "red"), nullable=True),
        sa.Column("review_date", sa.Date(), nullable=True),
        *_number(),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["person.id"], name=op.f("fk_standard_requirement_owner_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["standard_id"],
            ["quality_standard.id"],
            name=op.f("fk_standard_requirement_standard_id_quality_standard"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standard_requirement")),
    )
    op.create_index(
        "ix_standard_requirement_review_date", "standard_requirement", ["review_date"], unique=False
    )
    op.create_index(
        "ix_standard_requirement_standard_id",
        "standard_requirement",
        ["standard_id", "position", "id"],
        unique=False,
    )
    op.create_table(
        "training_offer",
        sa.Column("partner", sa.String(length=200), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=True),
        sa.Column("from_date", sa.Date(), nullable=True),
        sa.Column("until_date", sa.Date(), nullable=True),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("booking", sa.Text(), nullable=False),
        *_number(),
        sa.CheckConstraint("places > 0", name=op.f("ck_training_offer_places")),
        sa.CheckConstraint(
            "until_date IS NULL OR from_date IS NULL OR until_date >= from_date",
            name=op.f("ck_training_offer_dates"),
        ),
        sa.ForeignKeyConstraint(
            ["course_id"], ["training_course.id"], name=op.f("fk_training_offer_course_id_training_course")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_offer")),
    )
    op.create_index("ix_training_offer_course_id", "training_offer", ["course_id"], unique=False)
    op.create_index("ix_training_offer_until_date", "training_offer", ["until_date", "id"], unique=False)
    op.create_table(
        "training_requirement",
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=True),
        *_number(),
        sa.ForeignKeyConstraint(
            ["course_id"],
            ["training_course.id"],
            name=op.f("fk_training_requirement_course_id_training_course"),
        ),
        sa.ForeignKeyConstraint(
            ["role_id"], ["volunteer_role.id"], name=op.f("fk_training_requirement_role_id_volunteer_role")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_requirement")),
    )
    op.create_index(
        "uq_training_requirement_course_id", "training_requirement", ["course_id", "role_id"], unique=True
    )
    op.create_table(
        "development_plan",
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("begun_date", sa.Date(), nullable=False),
        sa.Column("review_months", sa.Integer(), nullable=False),
        sa.Column("review_date", sa.Date(), nullable=False),
        sa.Column("strengths", sa.Text(), nullable=False),
        sa.Column("hopes", sa.Text(), nullable=False),
        sa.Column("volunteer_signed_date", sa.Date(), nullable=True),
        sa.Column("volunteer_signed_name", sa.String(length=200), nullable=False),
        sa.Column("supervisor_signed_date", sa.Date(), nullable=True),
        sa.Column("supervisor_signed_name", sa.String(length=200), nullable=False),
        *_number(),
        sa.CheckConstraint("review_months > 0", name=op.f("ck_development_plan_cycle")),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name=op.f("fk_development_plan_volunteer_id_volunteer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_development_plan")),
        sa.UniqueConstraint("volunteer_id", name=op.f("uq_development_plan_volunteer_id")),
    )
    op.create_table(
        "role_holding",
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=False),
        *_number(),
        sa.ForeignKeyConstraint(
            ["role_id"], ["volunteer_role.id"], name=op.f("fk_role_holding_role_id_volunteer_role")
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name=op.f("fk_role_holding_volunteer_id_volunteer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_holding")),
        sa.UniqueConstraint("volunteer_id", "role_id", name=op.f("uq_role_holding_volunteer_id")),
    )
    op.create_index("ix_role_holding_role_id", "role_holding", ["role_id"], unique=False)
    op.create_table(
        "training_event",
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("event_date", sa.Date(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("trainer", sa.String(length=200), nullable=False),
        sa.Column("trainer_id", sa.Integer(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        *_number(),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_training_event_minutes")),
        sa.CheckConstraint("places > 0", name=op.f("ck_training_event_places")),
        sa.ForeignKeyConstraint(
            ["course_id"], ["training_course.id"], name=op.f("fk_training_event_course_id_training_course")
        ),
        sa.ForeignKeyConstraint(
            ["trainer_id"], ["volunteer.id"], name=op.f("fk_training_event_trainer_id_volunteer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_event")),
    )
    op.create_index("ix_training_event_course_id", "training_event", ["course_id"], unique=False)
    op.create_index("ix_training_event_event_date", "training_event", ["event_date", "id"], unique=False)
    op.create_index("ix_training_event_trainer_id", "training_event", ["trainer_id"], unique=False)
    op.create_table(
        "training_need",
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("wording", sa.String(length=300), nullable=False),
        sa.Column("source", _choice("needsource", "supervision", "asked", "seen", "concern"), nullable=False),
        sa.Column("noted_date", sa.Date(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=True),
        sa.Column("met_date", sa.Date(), nullable=True),
        *_number(),
        sa.ForeignKeyConstraint(
            ["course_id"], ["training_course.id"], name=op.f("fk_training_need_course_id_training_course")
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name=op.f("fk_training_need_volunteer_id_volunteer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_need")),
    )
    op.create_index("ix_training_need_course_id", "training_need", ["course_id"], unique=False)
    op.create_index(
        "ix_training_need_volunteer_id",
        "training_need",
        ["volunteer_id", "met_date", "noted_date"],
        unique=False,
    )
    op.create_table(
        "development_objective",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("wording", sa.String(length=300), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("support", sa.Text(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("course_id", sa.Integer(), nullable=True),
        sa.Column("added_date", sa.Date(), nullable=False),
        sa.Column("due_date", sa.Date(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("done_date", sa.Date(), nullable=True),
        *_number(),
        sa.ForeignKeyConstraint(
            ["course_id"],
            ["training_course.id"],
            name=op.f("fk_development_objective_course_id_training_course"),
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"],
            ["development_plan.id"],
            name=op.f("fk_development_objective_plan_id_development_plan"),
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["development_source.id"],
            name=op.f("fk_development_objective_source_id_development_source"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_development_objective")),
    )
    op.create_index(
        "ix_development_objective_course_id", "development_objective", ["course_id"], unique=False
    )
    op.create_index(
        "ix_development_objective_plan_id",
        "development_objective",
        ["plan_id", "position", "id"],
        unique=False,
    )
    op.create_table(
        "development_review",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("review_date", sa.Date(), nullable=False),
        sa.Column("next_date", sa.Date(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.Column("volunteer_name", sa.String(length=200), nullable=False),
        sa.Column("supervisor_name", sa.String(length=200), nullable=False),
        *_number(),
        sa.CheckConstraint("next_date > review_date", name=op.f("ck_development_review_dates")),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["development_plan.id"], name=op.f("fk_development_review_plan_id_development_plan")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_development_review")),
    )
    op.create_index(
        "ix_development_review_plan_id", "development_review", ["plan_id", "review_date", "id"], unique=False
    )
    op.create_table(
        "training_done",
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("done_date", sa.Date(), nullable=False),
        sa.Column("expiry_date", sa.Date(), nullable=True),
        sa.Column("certificate_number", sa.String(length=100), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("can_train", sa.Boolean(), nullable=False),
        *_number(),
        sa.CheckConstraint("expiry_date > done_date", name=op.f("ck_training_done_dates")),
        sa.ForeignKeyConstraint(
            ["course_id"], ["training_course.id"], name=op.f("fk_training_done_course_id_training_course")
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["training_event.id"], name=op.f("fk_training_done_event_id_training_event")
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name=op.f("fk_training_done_volunteer_id_volunteer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_done")),
    )
    op.create_index("ix_training_done_course_id", "training_done", ["course_id"], unique=False)
    op.create_index("ix_training_done_event_id", "training_done", ["event_id"], unique=False)
    op.create_index("ix_training_done_expiry_date", "training_done", ["expiry_date", "id"], unique=False)
    op.create_index(
        "ix_training_done_volunteer_id",
        "training_done",
        ["volunteer_id", "course_id", "done_date"],
        unique=False,
    )
    op.create_table(
        "training_place",
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column(
            "mark", _choice("trainingmark", "booked", "attended", "absent", "cancelled"), nullable=False
        ),
        *_number(),
        sa.ForeignKeyConstraint(
            ["event_id"], ["training_event.id"], name=op.f("fk_training_place_event_id_training_event")
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name=op.f("fk_training_place_volunteer_id_volunteer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_place")),
        sa.UniqueConstraint("volunteer_id", "event_id", name=op.f("uq_training_place_volunteer_id")),
    )
    op.create_index("ix_training_place_event_id", "training_place", ["event_id"], unique=False)
    op.create_table(
        "training_certificate",
        sa.Column("done_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("added_at", instant, nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        *_number(),
        sa.CheckConstraint("size > 0", name=op.f("ck_training_certificate_size")),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_training_certificate_author_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["done_id"], ["training_done.id"], name=op.f("fk_training_certificate_done_id_training_done")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_certificate")),
    )
    op.create_index(
        "ix_training_certificate_done_id", "training_certificate", ["done_id", "id"], unique=False
    )

    _seed()


def _seed() -> None:
    for place, name in enumerate(_SOURCES):
        _insert("development_source", position=place, name=name, version=1)
    for place, name in enumerate(_ROLES):
        _insert("volunteer_role", position=place, name=name, version=1)
    for title in _COURSES:
        _insert(
            "training_course",
            title=title,
            title_key=title.lower(),
            provider="",
            cost_pence=0,
            accredited=False,
            covers="",
            offered=True,
            version=1,
        )
    note = "Ten requirements in four areas, in our own words. Check them against the edition you apply for."
    standard = _insert("quality_standard", position=0, name=_STANDARD, note=note, version=1)
    for place, (area, wording) in enumerate(_REQUIREMENTS):
        _insert(
            "standard_requirement",
            standard_id=standard,
            position=place,
            area=area,
            wording=wording,
            evidence="",
            next_step="",
            version=1,
        )


def _insert(table: str, **values: object) -> int:
    """Add a row and return its number."""
    into = sa.table(table, *(sa.column(name) for name in values))
    done = op.get_bind().execute(sa.insert(into).values(**values))
    return int(done.lastrowid)
