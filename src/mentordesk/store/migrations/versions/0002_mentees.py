"""Mentees: people, referrals, justice, consent, pathways, goals, notes"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

instant = sa.DateTime(timezone=True).with_variant(sa.String(length=40), "sqlite")


def upgrade() -> None:
    op.create_table(
        "pathway_list",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("in_use", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pathway_list")),
        sa.UniqueConstraint("name", name=op.f("uq_pathway_list_name")),
    )
    op.create_table(
        "mentee",
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("preferred_name", sa.String(length=200), nullable=False),
        sa.Column("first_names", sa.String(length=200), nullable=False),
        sa.Column("last_name", sa.String(length=200), nullable=False),
        sa.Column("name_key", sa.String(length=600), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column(
            "age_band",
            sa.Enum(
                "under_18",
                "18_24",
                "25_34",
                "35_49",
                "50_64",
                "65_over",
                name="ageband",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("phone", sa.String(length=60), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("postcode", sa.String(length=12), nullable=False),
        sa.Column("no_letters", sa.Boolean(), nullable=False),
        sa.Column("no_calls", sa.Boolean(), nullable=False),
        sa.Column("no_messages", sa.Boolean(), nullable=False),
        sa.Column("never_mention_us", sa.Boolean(), nullable=False),
        sa.Column("safe_contact", sa.Text(), nullable=False),
        sa.Column("emergency_name", sa.String(length=200), nullable=False),
        sa.Column("emergency_relation", sa.String(length=100), nullable=False),
        sa.Column("emergency_phone", sa.String(length=60), nullable=False),
        sa.Column("language", sa.String(length=100), nullable=False),
        sa.Column("interpreter", sa.Boolean(), nullable=False),
        sa.Column("access_needs", sa.Text(), nullable=False),
        sa.Column("reading_needs", sa.Text(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "referred",
                "waiting",
                "active",
                "paused",
                "closed",
                "not_taken_up",
                name="menteestatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("worker_id", sa.Integer(), nullable=True),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["mentee.id"], name=op.f("fk_mentee_merged_into_id_mentee")
        ),
        sa.ForeignKeyConstraint(["worker_id"], ["person.id"], name=op.f("fk_mentee_worker_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentee")),
        sa.UniqueConstraint("reference", name=op.f("uq_mentee_reference")),
    )
    op.create_index("ix_mentee_birth_date", "mentee", ["birth_date"], unique=False)
    op.create_index("ix_mentee_name_key", "mentee", ["name_key", "id"], unique=False)
    op.create_index("ix_mentee_status", "mentee", ["status", "name_key", "id"], unique=False)
    op.create_index("ix_mentee_worker_id", "mentee", ["worker_id", "name_key", "id"], unique=False)
    op.create_table(
        "pathway",
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("maps_to", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["list_id"], ["pathway_list.id"], name=op.f("fk_pathway_list_id_pathway_list")
        ),
        sa.ForeignKeyConstraint(["maps_to"], ["pathway.id"], name=op.f("fk_pathway_maps_to_pathway")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pathway")),
        sa.UniqueConstraint("list_id", "number", name=op.f("uq_pathway_list_id")),
    )
    op.create_table(
        "consent",
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum(
                "casework",
                "sharing",
                "photo",
                "case_study",
                "research",
                name="purpose",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("partner", sa.String(length=300), nullable=False),
        sa.Column(
            "basis",
            sa.Enum(
                "consent",
                "legitimate_interests",
                "public_task",
                "legal_obligation",
                "vital_interests",
                name="basis",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("condition", sa.String(length=300), nullable=False),
        sa.Column("wording", sa.String(length=100), nullable=False),
        sa.Column("given_date", sa.Date(), nullable=False),
        sa.Column("taken_by", sa.String(length=200), nullable=False),
        sa.Column("expiry_date", sa.Date(), nullable=True),
        sa.Column("withdrawn_date", sa.Date(), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("expiry_date IS NULL OR expiry_date >= given_date", name=op.f("ck_consent_dates")),
        sa.ForeignKeyConstraint(["mentee_id"], ["mentee.id"], name=op.f("fk_consent_mentee_id_mentee")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    op.create_index("ix_consent_mentee_id", "consent", ["mentee_id", "purpose", "given_date"], unique=False)
    op.create_table(
        "episode",
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column("start_date", sa.Date(), nullable=False),
        sa.Column("exit_date", sa.Date(), nullable=True),
        sa.Column(
            "exit_reason",
            sa.Enum(
                "completed",
                "moved",
                "transferred",
                "recalled",
                "lost_contact",
                "withdrew",
                "referred_on",
                "ended_by_us",
                "died",
                "other",
                name="exitreason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("next_steps", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("exit_date IS NULL OR exit_date >= start_date", name=op.f("ck_episode_dates")),
        sa.ForeignKeyConstraint(["mentee_id"], ["mentee.id"], name=op.f("fk_episode_mentee_id_mentee")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_episode")),
    )
    op.create_index("ix_episode_mentee_id", "episode", ["mentee_id", "start_date"], unique=False)
    op.create_table(
        "flag",
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "safeguarding",
                "mappa",
                "acct",
                "do_not_contact",
                name="flagkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("to_date", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("to_date IS NULL OR to_date >= from_date", name=op.f("ck_flag_dates")),
        sa.ForeignKeyConstraint(["mentee_id"], ["mentee.id"], name=op.f("fk_flag_mentee_id_mentee")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flag")),
    )
    op.create_index("ix_flag_mentee_id", "flag", ["mentee_id", "from_date"], unique=False)
    op.create_table(
        "goal",
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column("pathway_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("own_words", sa.Text(), nullable=False),
        sa.Column("target_date", sa.Date(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "active",
                "completed",
                "archived",
                name="goalstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("closed_date", sa.Date(), nullable=True),
        sa.Column("archive_reason", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["mentee_id"], ["mentee.id"], name=op.f("fk_goal_mentee_id_mentee")),
        sa.ForeignKeyConstraint(["pathway_id"], ["pathway.id"], name=op.f("fk_goal_pathway_id_pathway")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal")),
    )
    op.create_index("ix_goal_mentee_id", "goal", ["mentee_id", "status", "target_date"], unique=False)
    op.create_table(
        "identifier",
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "pnc",
                "cro",
                "prison",
                "crn",
                "iom",
                "other",
                name="identifierkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("value", sa.String(length=100), nullable=False),
        sa.Column("says", sa.String(length=200), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["mentee_id"], ["mentee.id"], name=op.f("fk_identifier_mentee_id_mentee")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identifier")),
    )
    op.create_index("ix_identifier_mentee_id", "identifier", ["mentee_id"], unique=False)
    op.create_index("ix_identifier_value", "identifier", ["kind", "value"], unique=False)
    op.create_table(
        "lead_plan",
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column(
            "system",
            sa.Enum(
                "safeguarding",
                "mappa",
                "acct",
                "ppo",
                "supervision",
                "cpa",
                "treatment",
                "voluntary",
                name="leadsystem",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "proposed",
            sa.Enum(
                "safeguarding",
                "mappa",
                "acct",
                "ppo",
                "supervision",
                "cpa",
                "treatment",
                "voluntary",
                name="proposed",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("confirmed_by", sa.Integer(), nullable=True),
        sa.Column("confirmed_date", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["confirmed_by"], ["person.id"], name=op.f("fk_lead_plan_confirmed_by_person")
        ),
        sa.ForeignKeyConstraint(["mentee_id"], ["mentee.id"], name=op.f("fk_lead_plan_mentee_id_mentee")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_plan")),
    )
    op.create_index(
        "ix_lead_plan_mentee_id", "lead_plan", ["mentee_id", "confirmed_date", "id"], unique=False
    )
    op.create_table(
        "non_association",
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("first_id < second_id", name=op.f("ck_non_association_order")),
        sa.ForeignKeyConstraint(["first_id"], ["mentee.id"], name=op.f("fk_non_association_first_id_mentee")),
        sa.ForeignKeyConstraint(
            ["second_id"], ["mentee.id"], name=op.f("fk_non_association_second_id_mentee")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_non_association")),
        sa.UniqueConstraint("first_id", "second_id", name=op.f("uq_non_association_first_id")),
    )
    op.create_index("ix_non_association_second_id", "non_association", ["second_id"], unique=False)
    op.create_table(
        "note",
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "contact",
                "partner",
                "family",
                "practical",
                "supervision",
                "other",
                name="notekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("sensitive", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("noted_at", instant, nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_note_author_id_person")),
        sa.ForeignKeyConstraint(["mentee_id"], ["mentee.id"], name=op.f("fk_note_mentee_id_mentee")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    op.create_index("ix_note_mentee_id", "note", ["mentee_id", "noted_at", "id"], unique=False)
    op.create_table(
        "pathway_progress",
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column("pathway_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "not_started",
                "in_progress",
                "support_required",
                "support_not_required",
                "support_declined",
                "done",
                name="pathwaystate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mentee_id"], ["mentee.id"], name=op.f("fk_pathway_progress_mentee_id_mentee")
        ),
        sa.ForeignKeyConstraint(
            ["pathway_id"], ["pathway.id"], name=op.f("fk_pathway_progress_pathway_id_pathway")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pathway_progress")),
        sa.UniqueConstraint("mentee_id", "pathway_id", name=op.f("uq_pathway_progress_mentee_id")),
    )
    op.create_table(
        "placement",
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column(
            "setting",
            sa.Enum(
                "custody", "community", name="setting", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("to_date", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("to_date IS NULL OR to_date >= from_date", name=op.f("ck_placement_dates")),
        sa.ForeignKeyConstraint(["mentee_id"], ["mentee.id"], name=op.f("fk_placement_mentee_id_mentee")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placement")),
    )
    op.create_index("ix_placement_mentee_id", "placement", ["mentee_id", "from_date"], unique=False)
    op.create_table(
        "predictor_score",
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("predictor_version", sa.String(length=60), nullable=False),
        sa.Column("horizon", sa.String(length=60), nullable=False),
        sa.Column("score", sa.String(length=60), nullable=False),
        sa.Column("score_date", sa.Date(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mentee_id"], ["mentee.id"], name=op.f("fk_predictor_score_mentee_id_mentee")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_predictor_score")),
    )
    op.create_index(
        "ix_predictor_score_mentee_id", "predictor_score", ["mentee_id", "score_date"], unique=False
    )
    op.create_table(
        "rating",
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column("pathway_id", sa.Integer(), nullable=False),
        sa.Column("rating_date", sa.Date(), nullable=False),
        sa.Column(
            "rated",
            sa.Enum(
                "score",
                "not_applicable",
                "not_asked",
                name="rated",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(rated = 'score') = (score IS NOT NULL)", name=op.f("ck_rating_score_given")),
        sa.CheckConstraint("score BETWEEN 0 AND 10", name=op.f("ck_rating_score_range")),
        sa.ForeignKeyConstraint(["mentee_id"], ["mentee.id"], name=op.f("fk_rating_mentee_id_mentee")),
        sa.ForeignKeyConstraint(["pathway_id"], ["pathway.id"], name=op.f("fk_rating_pathway_id_pathway")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating")),
        sa.UniqueConstraint("mentee_id", "pathway_id", "rating_date", name=op.f("uq_rating_mentee_id")),
    )
    op.create_index("ix_rating_mentee_id", "rating", ["mentee_id", "pathway_id", "rating_date"], unique=False)
    op.create_table(
        "referral",
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("source_key", sa.String(length=300), nullable=False),
        sa.Column("source_person", sa.String(length=200), nullable=False),
        sa.Column(
            "route",
            sa.Enum(
                "probation",
                "prison",
                "police",
                "court",
                "council",
                "health",
                "charity",
                "self",
                "family",
                "other",
                name="route",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("referred_date", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("service", sa.String(length=300), nullable=False),
        sa.Column(
            "complexity",
            sa.Enum(
                "low",
                "medium",
                "high",
                name="complexity",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("unavailable", sa.Text(), nullable=False),
        sa.Column(
            "decision",
            sa.Enum(
                "accepted",
                "waiting_list",
                "declined",
                "withdrawn",
                "not_taken_up",
                name="decision",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("decision_date", sa.Date(), nullable=True),
        sa.Column("decision_reason", sa.Text(), nullable=False),
        sa.Column("waiting_since", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["mentee_id"], ["mentee.id"], name=op.f("fk_referral_mentee_id_mentee")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
    )
    op.create_index("ix_referral_decision", "referral", ["decision", "referred_date", "id"], unique=False)
    op.create_index("ix_referral_mentee_id", "referral", ["mentee_id", "referred_date"], unique=False)
    op.create_index("ix_referral_referred_date", "referral", ["referred_date", "id"], unique=False)
    op.create_index("ix_referral_source_key", "referral", ["source_key", "referred_date"], unique=False)
    op.create_table(
        "restriction",
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "condition",
                "exclusion",
                name="restrictionkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("says", sa.Text(), nullable=False),
        sa.Column("to_date", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["mentee_id"], ["mentee.id"], name=op.f("fk_restriction_mentee_id_mentee")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_restriction")),
    )
    op.create_index("ix_restriction_mentee_id", "restriction", ["mentee_id"], unique=False)
    op.create_table(
        "risk_summary",
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(length=100), nullable=False),
        sa.Column("says", sa.Text(), nullable=False),
        sa.Column("supplied_by", sa.String(length=200), nullable=False),
        sa.Column("supplied_date", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["mentee_id"], ["mentee.id"], name=op.f("fk_risk_summary_mentee_id_mentee")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_risk_summary")),
    )
    op.create_index("ix_risk_summary_mentee_id", "risk_summary", ["mentee_id", "supplied_date"], unique=False)
    op.create_table(
        "scheme",
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "iom",
                "ppo",
                "mappa",
                "acct",
                "safeguarding",
                "drr",
                "atr",
                "mhtr",
                "cpa",
                "treatment",
                "other",
                name="schemekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("level", sa.String(length=100), nullable=False),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("to_date", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("to_date IS NULL OR to_date >= from_date", name=op.f("ck_scheme_dates")),
        sa.ForeignKeyConstraint(["mentee_id"], ["mentee.id"], name=op.f("fk_scheme_mentee_id_mentee")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scheme")),
    )
    op.create_index("ix_scheme_mentee_id", "scheme", ["mentee_id", "from_date"], unique=False)
    op.create_table(
        "sentence",
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "determinate",
                "life",
                "community_order",
                "licence",
                "none",
                name="sentencekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("sentence_date", sa.Date(), nullable=True),
        sa.Column("release_date", sa.Date(), nullable=True),
        sa.Column("end_date", sa.Date(), nullable=True),
        sa.Column("offence", sa.String(length=200), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "release_date IS NULL OR sentence_date IS NULL OR release_date >= sentence_date",
            name=op.f("ck_sentence_release"),
        ),
        sa.ForeignKeyConstraint(["mentee_id"], ["mentee.id"], name=op.f("fk_sentence_mentee_id_mentee")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sentence")),
    )
    op.create_index("ix_sentence_mentee_id", "sentence", ["mentee_id"], unique=False)
    op.create_index("ix_sentence_release_date", "sentence", ["release_date"], unique=False)
    op.create_table(
        "supervision",
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column("officer", sa.String(length=200), nullable=False),
        sa.Column("office", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=60), nullable=False),
        sa.Column("from_date", sa.Date(), nullable=False),
        sa.Column("to_date", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["mentee_id"], ["mentee.id"], name=op.f("fk_supervision_mentee_id_mentee")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supervision")),
    )
    op.create_index("ix_supervision_mentee_id", "supervision", ["mentee_id", "from_date"], unique=False)
    op.create_table(
        "desired_outcome",
        sa.Column("referral_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("wording", sa.String(length=300), nullable=False),
        sa.Column(
            "achieved",
            sa.Enum(
                "achieved",
                "partly",
                "not_achieved",
                name="achieved",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.id"], name=op.f("fk_desired_outcome_referral_id_referral")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desired_outcome")),
    )
    op.create_index(
        "ix_desired_outcome_referral_id", "desired_outcome", ["referral_id", "position"], unique=False
    )
    op.create_table(
        "goal_step",
        sa.Column("goal_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("wording", sa.String(length=300), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "not_started",
                "active",
                "complete",
                name="stepstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("due_date", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name=op.f("fk_goal_step_goal_id_goal")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal_step")),
    )
    op.create_index("ix_goal_step_goal_id", "goal_step", ["goal_id", "position"], unique=False)
    op.create_table(
        "hard_outcome",
        sa.Column("episode_id", sa.Integer(), nullable=False),
        sa.Column(
            "stage",
            sa.Enum(
                "start",
                "end",
                "months_3",
                "months_6",
                name="stage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("asked_date", sa.Date(), nullable=False),
        sa.Column(
            "accommodation",
            sa.Enum(
                "settled",
                "temporary",
                "none",
                "custody",
                "not_known",
                name="accommodation",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "work",
            sa.Enum(
                "employed",
                "training",
                "neither",
                "unable",
                "not_known",
                name="work",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "benefits",
            sa.Enum(
                "yes",
                "no",
                "not_known",
                name="benefits",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "bank_account",
            sa.Enum(
                "yes",
                "no",
                "not_known",
                name="bank_account",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "treatment",
            sa.Enum(
                "yes",
                "no",
                "not_known",
                name="treatment",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["episode_id"], ["episode.id"], name=op.f("fk_hard_outcome_episode_id_episode")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hard_outcome")),
        sa.UniqueConstraint("episode_id", "stage", name=op.f("uq_hard_outcome_episode_id")),
    )
    add_attachments()
    add_merges()
    add_equality()
    add_matches()


def add_attachments() -> None:
    op.create_table(
        "attachment",
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("added_at", instant, nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("size > 0", name=op.f("ck_attachment_size")),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_attachment_author_id_person")),
        sa.ForeignKeyConstraint(["mentee_id"], ["mentee.id"], name=op.f("fk_attachment_mentee_id_mentee")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    op.create_index("ix_attachment_mentee_id", "attachment", ["mentee_id", "added_at", "id"], unique=False)


def add_merges() -> None:
    op.create_table(
        "merge",
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("gone_id", sa.Integer(), nullable=False),
        sa.Column("merged_at", instant, nullable=False),
        sa.Column("undone_at", instant, nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["gone_id"], ["mentee.id"], name=op.f("fk_merge_gone_id_mentee")),
        sa.ForeignKeyConstraint(["kept_id"], ["mentee.id"], name=op.f("fk_merge_kept_id_mentee")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merge")),
    )
    op.create_index("ix_merge_gone_id", "merge", ["gone_id"], unique=False)
    op.create_index("ix_merge_kept_id", "merge", ["kept_id"], unique=False)
    op.create_table(
        "merge_field",
        sa.Column("merge_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=60), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["merge_id"], ["merge.id"], name=op.f("fk_merge_field_merge_id_merge")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merge_field")),
    )
    op.create_index("ix_merge_field_merge_id", "merge_field", ["merge_id"], unique=False)
    op.create_table(
        "merge_move",
        sa.Column("merge_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["merge_id"], ["merge.id"], name=op.f("fk_merge_move_merge_id_merge")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merge_move")),
    )
    op.create_index("ix_merge_move_merge_id", "merge_move", ["merge_id"], unique=False)


def add_equality() -> None:
    op.create_table(
        "equality_answers",
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column("asked_date", sa.Date(), nullable=False),
        sa.Column(
            "age",
            sa.Enum(
                "under_18",
                "18_24",
                "25_34",
                "35_49",
                "50_64",
                "65_over",
                "prefer_not",
                "not_asked",
                name="ageanswer",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "disability",
            sa.Enum(
                "yes",
                "no",
                "prefer_not",
                "not_asked",
                name="disabilityanswer",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "gender",
            sa.Enum(
                "same",
                "different",
                "prefer_not",
                "not_asked",
                name="genderanswer",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "marriage",
            sa.Enum(
                "single",
                "married",
                "civil_partnership",
                "separated",
                "divorced",
                "widowed",
                "prefer_not",
                "not_asked",
                name="marriageanswer",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "pregnancy",
            sa.Enum(
                "yes",
                "no",
                "prefer_not",
                "not_asked",
                name="pregnancyanswer",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "ethnicity",
            sa.Enum(
                "W1",
                "W2",
                "W3",
                "W5",
                "W9",
                "M1",
                "M2",
                "M3",
                "M9",
                "A1",
                "A2",
                "A3",
                "A4",
                "A9",
                "B1",
                "B2",
                "B9",
                "O2",
                "O9",
                "NS",
                "not_asked",
                name="ethnicityanswer",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "religion",
            sa.Enum(
                "none",
                "buddhist",
                "christian",
                "hindu",
                "jewish",
                "muslim",
                "sikh",
                "other",
                "prefer_not",
                "not_asked",
                name="religionanswer",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "sex",
            sa.Enum(
                "F",
                "M",
                "NS",
                "not_asked",
                name="sexanswer",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "orientation",
            sa.Enum(
                "HET",
                "HOM",
                "BIS",
                "OTH",
                "REF",
                "ND",
                name="orientationanswer",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mentee_id"], ["mentee.id"], name=op.f("fk_equality_answers_mentee_id_mentee")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_equality_answers")),
        sa.UniqueConstraint("mentee_id", name=op.f("uq_equality_answers_mentee_id")),
    )


def add_matches() -> None:
    op.create_table(
        "district",
        sa.Column("code", sa.String(length=4), nullable=False),
        sa.Column("northing", sa.Integer(), nullable=False),
        sa.Column("easting", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_district")),
        sa.UniqueConstraint("code", name=op.f("uq_district_code")),
    )
    op.create_table(
        "volunteer",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("name_key", sa.String(length=600), nullable=False),
        sa.Column("postcode", sa.String(length=12), nullable=False),
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("times", sa.String(length=200), nullable=False),
        sa.Column("languages", sa.Text(), nullable=False),
        sa.Column("interests", sa.Text(), nullable=False),
        sa.Column("skills", sa.Text(), nullable=False),
        sa.Column("lived_experience", sa.Text(), nullable=False),
        sa.Column(
            "gender",
            sa.Enum(
                "woman",
                "man",
                "non_binary",
                name="gender",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "mentee_gender",
            sa.Enum(
                "woman",
                "man",
                "non_binary",
                name="mentee_gender",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("caseload_limit", sa.Integer(), nullable=False),
        sa.Column(
            "dbs_decision",
            sa.Enum(
                "cleared",
                "not_cleared",
                name="dbsdecision",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("dbs_date", sa.Date(), nullable=True),
        sa.Column("references_date", sa.Date(), nullable=True),
        sa.Column("training_date", sa.Date(), nullable=True),
        sa.Column(
            "setting_level",
            sa.Enum(
                "community",
                "custody",
                name="settinglevel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("lone_working", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("caseload_limit >= 0", name=op.f("ck_volunteer_caseload_limit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_volunteer")),
    )
    op.create_index("ix_volunteer_active", "volunteer", ["active", "name_key", "id"], unique=False)
    op.create_index("ix_volunteer_name_key", "volunteer", ["name_key", "id"], unique=False)
    op.create_table(
        "declared_conflict",
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["mentee_id"], ["mentee.id"], name=op.f("fk_declared_conflict_mentee_id_mentee")
        ),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name=op.f("fk_declared_conflict_volunteer_id_volunteer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_declared_conflict")),
        sa.UniqueConstraint("volunteer_id", "mentee_id", name=op.f("uq_declared_conflict_volunteer_id")),
    )
    op.create_index("ix_declared_conflict_mentee_id", "declared_conflict", ["mentee_id"], unique=False)
    op.create_table(
        "match",
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column("volunteer_id", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "proposed",
                "introduced",
                "active",
                "paused",
                "ended",
                name="matchstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "frequency",
            sa.Enum(
                "weekly",
                "fortnightly",
                "monthly",
                "as_needed",
                name="frequency",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("agreement_date", sa.Date(), nullable=True),
        sa.Column("boundaries", sa.Text(), nullable=False),
        sa.Column("review_date", sa.Date(), nullable=True),
        sa.Column(
            "end_reason",
            sa.Enum(
                "completed",
                "declined_mentee",
                "declined_mentor",
                "not_working",
                "mentee_left",
                "mentor_left",
                "lost_contact",
                "safety",
                "other",
                name="matchend",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(status = 'ended') = (end_reason IS NOT NULL)", name=op.f("ck_match_ended")),
        sa.ForeignKeyConstraint(["mentee_id"], ["mentee.id"], name=op.f("fk_match_mentee_id_mentee")),
        sa.ForeignKeyConstraint(
            ["volunteer_id"], ["volunteer.id"], name=op.f("fk_match_volunteer_id_volunteer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match")),
    )
    op.create_index("ix_match_mentee_id", "match", ["mentee_id", "status"], unique=False)
    op.create_index("ix_match_review_date", "match", ["review_date"], unique=False)
    op.create_index("ix_match_volunteer_id", "match", ["volunteer_id", "status"], unique=False)
    op.create_table(
        "match_wish",
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column(
            "gender",
            sa.Enum(
                "woman",
                "man",
                "non_binary",
                name="gender",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "mentor_gender",
            sa.Enum(
                "woman",
                "man",
                "non_binary",
                name="mentor_gender",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("meeting_postcode", sa.String(length=12), nullable=False),
        sa.Column("times", sa.String(length=200), nullable=False),
        sa.Column("interests", sa.Text(), nullable=False),
        sa.Column("help_wanted", sa.Text(), nullable=False),
        sa.Column("lived_experience", sa.Boolean(), nullable=False),
        sa.Column("lone_working", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["mentee_id"], ["mentee.id"], name=op.f("fk_match_wish_mentee_id_mentee")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_wish")),
        sa.UniqueConstraint("mentee_id", name=op.f("uq_match_wish_mentee_id")),
    )
    op.create_table(
        "match_change",
        sa.Column("match_id", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "proposed",
                "introduced",
                "active",
                "paused",
                "ended",
                name="matchstatus",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("change_date", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["match_id"], ["match.id"], name=op.f("fk_match_change_match_id_match")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_match_change_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_change")),
    )
    op.create_index("ix_match_change_match_id", "match_change", ["match_id", "id"], unique=False)
