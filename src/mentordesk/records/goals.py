"""Goals with ordered steps, and hard outcomes at fixed points."""

from datetime import date

from sqlalchemy import Date, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentordesk.kernel.choices import Choice
from mentordesk.records.base import PERSONAL, Record
from mentordesk.records.types import choice_type


class GoalStatus(Choice):
    """Where a goal is in its life."""

    ACTIVE = "active", "Active"
    COMPLETED = "completed", "Completed"
    ARCHIVED = "archived", "Archived"


class StepStatus(Choice):
    """Where a step is."""

    NOT_STARTED = "not_started", "Not started"
    ACTIVE = "active", "Active"
    COMPLETE = "complete", "Complete"


class Stage(Choice):
    """When hard outcomes are asked."""

    START = "start", "At the start"
    END = "end", "At the end"
    MONTHS_3 = "months_3", "Three months after"
    MONTHS_6 = "months_6", "Six months after"


class Accommodation(Choice):
    """Where somebody lives."""

    SETTLED = "settled", "Settled"
    TEMPORARY = "temporary", "Temporary"
    NONE = "none", "No accommodation"
    CUSTODY = "custody", "In custody"
    NOT_KNOWN = "not_known", "Not known"


class Work(Choice):
    """What somebody does."""

    EMPLOYED = "employed", "In employment"
    TRAINING = "training", "In education or training"
    NEITHER = "neither", "Neither"
    UNABLE = "unable", "Unable to work"
    NOT_KNOWN = "not_known", "Not known"


class YesNo(Choice):
    """An answer that may also be unknown."""

    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_KNOWN = "not_known", "Not known"


class Goal(Record):
    """What a mentee wants, in their own words too, with ordered steps."""

    __tablename__ = "goal"
    __table_args__ = (Index("ix_goal_mentee_id", "mentee_id", "status", "target_date"),)
    word = "goal"
    called_by = ("title",)

    mentee_id: Mapped[int] = mapped_column(ForeignKey("mentee.id"))
    pathway_id: Mapped[int | None] = mapped_column(ForeignKey("pathway.id"))
    title: Mapped[str] = mapped_column(String(300), info=PERSONAL)
    own_words: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    target_date: Mapped[date | None] = mapped_column(Date)
    status: Mapped[GoalStatus] = mapped_column(choice_type(GoalStatus), default=GoalStatus.ACTIVE)
    closed_date: Mapped[date | None] = mapped_column(Date)
    archive_reason: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)

    steps: Mapped[list["GoalStep"]] = relationship(order_by="GoalStep.position", cascade="all, delete-orphan")


class GoalStep(Record):
    """One step of a goal."""

    __tablename__ = "goal_step"
    __table_args__ = (Index("ix_goal_step_goal_id", "goal_id", "position"),)
    word = "step"
    called_by = ("wording",)

    goal_id: Mapped[int] = mapped_column(ForeignKey("goal.id"))
    position: Mapped[int]
    wording: Mapped[str] = mapped_column(String(300), info=PERSONAL)
    status: Mapped[StepStatus] = mapped_column(choice_type(StepStatus), default=StepStatus.NOT_STARTED)
    due_date: Mapped[date | None] = mapped_column(Date)


class HardOutcome(Record):
    """What could be counted about somebody at one point; not known is an answer of its own."""

    __tablename__ = "hard_outcome"
    __table_args__ = (UniqueConstraint("episode_id", "stage"),)
    word = "outcome"

    episode_id: Mapped[int] = mapped_column(ForeignKey("episode.id"))
    stage: Mapped[Stage] = mapped_column(choice_type(Stage))
    asked_date: Mapped[date] = mapped_column(Date)
    accommodation: Mapped[Accommodation] = mapped_column(choice_type(Accommodation), info=PERSONAL)
    work: Mapped[Work] = mapped_column(choice_type(Work), info=PERSONAL)
    benefits: Mapped[YesNo] = mapped_column(choice_type(YesNo, "benefits"), info=PERSONAL)
    bank_account: Mapped[YesNo] = mapped_column(choice_type(YesNo, "bank_account"), info=PERSONAL)
    treatment: Mapped[YesNo] = mapped_column(choice_type(YesNo, "treatment"), info=PERSONAL)
