"""The justice context of a mentee: where, under what sentence, supervised by whom, which plans apply."""

from datetime import date

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mentordesk.kernel.choices import Choice
from mentordesk.kernel.lead import LeadSystem
from mentordesk.records.base import GUARDED, OTHERS, PERSONAL, Record
from mentordesk.records.types import choice_type


class Setting(Choice):
    """Where somebody lives in the eyes of the justice system."""

    CUSTODY = "custody", "In custody"
    COMMUNITY = "community", "In the community"


class SentenceKind(Choice):
    """What kind of sentence is being served."""

    DETERMINATE = "determinate", "Determinate sentence"
    LIFE = "life", "Life or indeterminate"
    COMMUNITY_ORDER = "community_order", "Community order"
    LICENCE = "licence", "On licence"
    NONE = "none", "None"


class SchemeKind(Choice):
    """A scheme or plan that other agencies run for somebody."""

    IOM = "iom", "IOM"
    PPO = "ppo", "PPO"
    MAPPA = "mappa", "MAPPA"
    ACCT = "acct", "ACCT"
    SAFEGUARDING = "safeguarding", "Safeguarding plan"
    DRR = "drr", "Drug rehabilitation requirement"
    ATR = "atr", "Alcohol treatment requirement"
    MHTR = "mhtr", "Mental health treatment requirement"
    CPA = "cpa", "Care programme approach"
    TREATMENT = "treatment", "Other drug treatment"
    OTHER = "other", "Other"


class RestrictionKind(Choice):
    """What somebody may not do or where they may not go."""

    CONDITION = "condition", "Licence condition"
    EXCLUSION = "exclusion", "Exclusion area"


class Placement(Record):
    """Where somebody is, from a date: a prison, or the community."""

    __tablename__ = "placement"
    __table_args__ = (
        CheckConstraint("to_date IS NULL OR to_date >= from_date", name="dates"),
        Index("ix_placement_mentee_id", "mentee_id", "from_date"),
    )
    word = "placement"

    mentee_id: Mapped[int] = mapped_column(ForeignKey("mentee.id"))
    setting: Mapped[Setting] = mapped_column(choice_type(Setting), info=PERSONAL)
    place: Mapped[str] = mapped_column(String(200), default="", info=PERSONAL)
    from_date: Mapped[date] = mapped_column(Date)
    to_date: Mapped[date | None] = mapped_column(Date)


class Sentence(Record):
    """One sentence or order with its dates, and the category of the index offence."""

    __tablename__ = "sentence"
    __table_args__ = (
        CheckConstraint("release_date IS NULL OR sentence_date IS NULL OR release_date >= sentence_date",
                        name="release"),
        Index("ix_sentence_mentee_id", "mentee_id"),
        Index("ix_sentence_release_date", "release_date"),
    )  # fmt: skip
    word = "sentence"

    mentee_id: Mapped[int] = mapped_column(ForeignKey("mentee.id"))
    kind: Mapped[SentenceKind] = mapped_column(choice_type(SentenceKind), info=PERSONAL)
    sentence_date: Mapped[date | None] = mapped_column(Date, info=PERSONAL)
    release_date: Mapped[date | None] = mapped_column(Date, info=PERSONAL)
    end_date: Mapped[date | None] = mapped_column(Date, info=PERSONAL)
    offence: Mapped[str] = mapped_column(String(200), default="", info=PERSONAL)


class Supervision(Record):
    """Who supervises somebody by law, and where."""

    __tablename__ = "supervision"
    __table_args__ = (Index("ix_supervision_mentee_id", "mentee_id", "from_date"),)
    word = "supervision"

    mentee_id: Mapped[int] = mapped_column(ForeignKey("mentee.id"))
    officer: Mapped[str] = mapped_column(String(200), default="", info=OTHERS)
    office: Mapped[str] = mapped_column(String(200), default="")
    phone: Mapped[str] = mapped_column(String(60), default="")
    from_date: Mapped[date] = mapped_column(Date)
    to_date: Mapped[date | None] = mapped_column(Date)


class Scheme(Record):
    """A scheme or plan in force for somebody, from a date to a date."""

    __tablename__ = "scheme"
    __table_args__ = (
        CheckConstraint("to_date IS NULL OR to_date >= from_date", name="dates"),
        Index("ix_scheme_mentee_id", "mentee_id", "from_date"),
    )
    word = "scheme"

    mentee_id: Mapped[int] = mapped_column(ForeignKey("mentee.id"))
    kind: Mapped[SchemeKind] = mapped_column(choice_type(SchemeKind), info=PERSONAL)
    level: Mapped[str] = mapped_column(String(100), default="", info=PERSONAL)
    from_date: Mapped[date] = mapped_column(Date)
    to_date: Mapped[date | None] = mapped_column(Date)

    def in_force(self, day: date) -> bool:
        """Return whether the scheme holds on a day."""
        return self.from_date <= day and (self.to_date is None or day <= self.to_date)


class Restriction(Record):
    """A licence condition, or an area where somebody may not go."""

    __tablename__ = "restriction"
    __table_args__ = (Index("ix_restriction_mentee_id", "mentee_id"),)
    word = "restriction"

    mentee_id: Mapped[int] = mapped_column(ForeignKey("mentee.id"))
    kind: Mapped[RestrictionKind] = mapped_column(choice_type(RestrictionKind), info=PERSONAL)
    says: Mapped[str] = mapped_column(Text, info=PERSONAL)
    to_date: Mapped[date | None] = mapped_column(Date)


class NonAssociation(Record):
    """Two mentees who must not meet; kept once, the smaller number first."""

    __tablename__ = "non_association"
    __table_args__ = (
        UniqueConstraint("first_id", "second_id"),
        CheckConstraint("first_id < second_id", name="order"),
        Index("ix_non_association_second_id", "second_id"),
    )
    word = "non-association"

    first_id: Mapped[int] = mapped_column(ForeignKey("mentee.id"))
    second_id: Mapped[int] = mapped_column(ForeignKey("mentee.id"))
    reason: Mapped[str] = mapped_column(Text, default="", info=OTHERS)


class RiskSummary(Record):
    """A risk summary as another agency supplied it; never made here."""

    __tablename__ = "risk_summary"
    __table_args__ = (Index("ix_risk_summary_mentee_id", "mentee_id", "supplied_date"),)
    word = "risk summary"

    mentee_id: Mapped[int] = mapped_column(ForeignKey("mentee.id"))
    level: Mapped[str] = mapped_column(String(100), info=GUARDED)
    says: Mapped[str] = mapped_column(Text, default="", info=GUARDED)
    supplied_by: Mapped[str] = mapped_column(String(200), default="", info=OTHERS)
    supplied_date: Mapped[date] = mapped_column(Date)


class PredictorScore(Record):
    """A predictor's score as received: its name is text, because predictors change; never computed here."""

    __tablename__ = "predictor_score"
    __table_args__ = (Index("ix_predictor_score_mentee_id", "mentee_id", "score_date"),)
    word = "predictor score"

    mentee_id: Mapped[int] = mapped_column(ForeignKey("mentee.id"))
    name: Mapped[str] = mapped_column(String(100))
    predictor_version: Mapped[str] = mapped_column(String(60), default="")
    horizon: Mapped[str] = mapped_column(String(60), default="")
    score: Mapped[str] = mapped_column(String(60), info=GUARDED)
    score_date: Mapped[date] = mapped_column(Date)
    source: Mapped[str] = mapped_column(String(200), default="")


class LeadPlan(Record):
    """Which system leads, as a person confirmed it; the newest one holds. DOMAIN §3.3."""

    __tablename__ = "lead_plan"
    __table_args__ = (Index("ix_lead_plan_mentee_id", "mentee_id", "confirmed_date", "id"),)
    word = "lead plan"

    mentee_id: Mapped[int] = mapped_column(ForeignKey("mentee.id"))
    system: Mapped[LeadSystem] = mapped_column(choice_type(LeadSystem), info=PERSONAL)
    proposed: Mapped[LeadSystem] = mapped_column(choice_type(LeadSystem, "proposed"), info=PERSONAL)
    reason: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    confirmed_date: Mapped[date] = mapped_column(Date)
