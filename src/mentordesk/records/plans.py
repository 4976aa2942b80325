"""SMART plans, their targets, and the reviews of targets. DOMAIN §1."""

from datetime import date
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    Date,
    ForeignKey,
    Index,
    Select,
    String,
    Text,
    UniqueConstraint,
    func,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from mentordesk.kernel.choices import Choice
from mentordesk.kernel.dates import Precision
from mentordesk.kernel.rag import Rag
from mentordesk.records.base import PERSONAL, Record
from mentordesk.records.people import Person
from mentordesk.records.types import Rags, choice_type


class PlanStatus(Choice):
    """Where a plan is in its life."""

    DRAFT = "draft", "Draft"
    ACTIVE = "active", "Active"
    CLOSED = "closed", "Closed"


class ReviewStatus(Choice):
    """Where a review is in its life; a replaced one was corrected by a newer version."""

    OPEN = "open", "In progress"
    FINISHED = "finished", "Finished"
    REPLACED = "replaced", "Replaced"


class Plan(Record):
    """A SMART plan: targets for an area or project over a period."""

    __tablename__ = "plan"
    __table_args__ = (
        CheckConstraint("review_months BETWEEN 1 AND 24", name="review_months"),
        Index("ix_plan_title_key", "title_key", "id"),
        Index("ix_plan_status", "status", "title_key", "id"),
    )
    word = "plan"
    called_by = ("title",)

    title: Mapped[str] = mapped_column(String(300))
    title_key: Mapped[str] = mapped_column(String(300))
    area: Mapped[str] = mapped_column(String(300), default="")
    partners: Mapped[str] = mapped_column(Text, default="")
    funder: Mapped[str] = mapped_column(String(300), default="")
    acknowledgement: Mapped[str] = mapped_column(Text, default="")
    footer: Mapped[str] = mapped_column(String(300), default="")
    period_start: Mapped[date | None] = mapped_column(Date)
    period_end: Mapped[date | None] = mapped_column(Date)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    status: Mapped[PlanStatus] = mapped_column(choice_type(PlanStatus), default=PlanStatus.ACTIVE)
    review_months: Mapped[int] = mapped_column(default=3)
    issues_lead_in: Mapped[str] = mapped_column(Text, default="")
    issues: Mapped[str] = mapped_column(Text, default="")

    owner: Mapped[Person | None] = relationship()
    targets: Mapped[list["Target"]] = relationship(
        back_populates="plan", order_by="Target.number", cascade="all, delete-orphan"
    )


class Target(Record):
    """One row of a plan: the six questions, an owner, a due date, and parts that are rated by themselves.

    `progress_rag` and the two review dates follow from the newest finished review; they are kept here so
    that lists filter and sort by them.
    """

    __tablename__ = "target"
    __table_args__ = (
        Index("ix_target_plan_id", "plan_id", "number", "id"),
        Index("ix_target_due_date", "due_date"),
        Index("ix_target_review_due_date", "review_due_date", "id"),
    )
    word = "target"
    called_by = ("achieve",)

    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    number: Mapped[int]
    achieve: Mapped[str] = mapped_column(Text)
    actions: Mapped[str] = mapped_column(Text, default="")
    measures: Mapped[str] = mapped_column(Text, default="")
    agreed_wording: Mapped[str] = mapped_column(Text, default="")
    realistic: Mapped[tuple[Rag, ...]] = mapped_column(Rags, default=())
    timely: Mapped[str] = mapped_column(Text, default="")
    due_date: Mapped[date | None] = mapped_column(Date)
    progress_rag: Mapped[Rag | None] = mapped_column(choice_type(Rag, "progress_rag"))
    reviewed_date: Mapped[date | None] = mapped_column(Date)
    review_due_date: Mapped[date] = mapped_column(Date)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    plan: Mapped[Plan] = relationship(back_populates="targets")
    owner: Mapped[Person | None] = relationship()
    parts: Mapped[list["TargetPart"]] = relationship(
        order_by="TargetPart.position", cascade="all, delete-orphan"
    )
    agreements: Mapped[list["Agreement"]] = relationship(
        order_by="Agreement.position", cascade="all, delete-orphan"
    )
    figures: Mapped[list["TargetFigure"]] = relationship(
        order_by="TargetFigure.position", cascade="all, delete-orphan"
    )
    reviews: Mapped[list["Review"]] = relationship(
        back_populates="target", order_by="Review.review_date, Review.id", cascade="all, delete-orphan"
    )

    @classmethod
    def review_is_due(cls, day: date) -> ColumnElement[bool]:
        """Return the condition that a target of an active plan waits for its review on a day."""
        return (Plan.status == PlanStatus.ACTIVE) & (cls.review_due_date <= day)

    @classmethod
    def is_overdue(cls, day: date) -> ColumnElement[bool]:
        """Return the condition that an active plan's target is past its due date and not rated Green."""
        late = (cls.due_date < day) & cls.progress_rag.is_distinct_from(Rag.GREEN)
        return (Plan.status == PlanStatus.ACTIVE) & late

    @property
    def finished_reviews(self) -> list["Review"]:
        """Its finished reviews that were not replaced, oldest first."""
        return [review for review in self.reviews if review.status is ReviewStatus.FINISHED]

    def fit_in(self, session: Session) -> None:
        """Take the last place in the plan."""
        others = select(func.max(Target.number)).where(Target.plan_id == self.plan_id, Target.id != self.id)
        self.number = 1 + (session.scalar(others) or 0)


class TargetPart(Record):
    """A part of a target that is rated by itself; a part that is no longer used keeps its history."""

    __tablename__ = "target_part"
    __table_args__ = (Index("ix_target_part_target_id", "target_id", "position"),)
    word = "part"
    called_by = ("name",)

    target_id: Mapped[int] = mapped_column(ForeignKey("target.id"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(300))


class Agreement(Record):
    """An organisation that needs to agree with a target; when it did and by whom."""

    __tablename__ = "agreement"
    __table_args__ = (Index("ix_agreement_target_id", "target_id", "position"),)
    word = "agreement"

    target_id: Mapped[int] = mapped_column(ForeignKey("target.id"))
    position: Mapped[int]
    party: Mapped[str] = mapped_column(String(300))
    agreed_date: Mapped[date | None] = mapped_column(Date)
    agreed_by: Mapped[str] = mapped_column(String(300), default="", info=PERSONAL)


class TargetFigure(Record):
    """A counted figure of a target, such as courses_delivered; None when it was not reported."""

    __tablename__ = "target_figure"
    __table_args__ = (Index("ix_target_figure_target_id", "target_id", "position"),)
    word = "figure"
    called_by = ("name",)

    target_id: Mapped[int] = mapped_column(ForeignKey("target.id"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(120))
    value: Mapped[int | None]


class Review(Record):
    """One dated progress report on a target; once finished it changes only by a new version."""

    __tablename__ = "review"
    __table_args__ = (
        Index("ix_review_target_id", "target_id", "status", "review_date", "id"),
        UniqueConstraint("replaces_id"),
    )
    word = "review"

    target_id: Mapped[int] = mapped_column(ForeignKey("target.id"))
    status: Mapped[ReviewStatus] = mapped_column(choice_type(ReviewStatus))
    review_date: Mapped[date] = mapped_column(Date)
    precision: Mapped[Precision] = mapped_column(choice_type(Precision), default=Precision.DAY)
    prepared_by: Mapped[str] = mapped_column(String(200), default="", info=PERSONAL)
    target_wording: Mapped[str] = mapped_column(Text, default="")
    action_required: Mapped[str] = mapped_column(Text, default="")
    evidence: Mapped[str] = mapped_column(Text, default="")
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("review.id"))
    correction_reason: Mapped[str] = mapped_column(Text, default="")

    target: Mapped[Target] = relationship(back_populates="reviews")

    @classmethod
    def newest_of(cls, target_id: int) -> Select[Any]:
        """Return the statement that finds a target's newest finished review."""
        finished = select(cls).where(cls.target_id == target_id, cls.status == ReviewStatus.FINISHED)
        return finished.order_by(cls.review_date.desc(), cls.id.desc()).limit(1)

    entries: Mapped[list["ReviewEntry"]] = relationship(
        order_by="ReviewEntry.position", cascade="all, delete-orphan"
    )


class ReviewEntry(Record):
    """What a review says about one part (or the whole target); a continuation carries no rating."""

    __tablename__ = "review_entry"
    __table_args__ = (Index("ix_review_entry_review_id", "review_id", "position"),)
    word = "review entry"

    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"))
    position: Mapped[int]
    page: Mapped[int] = mapped_column(default=1)
    part: Mapped[str] = mapped_column(String(300), default="")
    rag: Mapped[Rag | None] = mapped_column(choice_type(Rag))
    proposed_rag: Mapped[Rag | None] = mapped_column(choice_type(Rag, "proposed_rag"))
    rag_reason: Mapped[str] = mapped_column(Text, default="")
    met: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    not_met: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    lessons: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    note: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
