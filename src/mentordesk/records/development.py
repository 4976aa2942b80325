"""Personal development plans: what a volunteer wants to learn, who signed it, and every review of it."""

from datetime import date
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    and_,
    case,
    func,
    not_,
    select,
)
from sqlalchemy.orm import Mapped, aliased, mapped_column, relationship

from mentordesk.kernel.choices import Choice
from mentordesk.records.base import PERSONAL, Record
from mentordesk.records.pipeline import GONE, Stage
from mentordesk.records.volunteers import Volunteer


class DevelopmentState(Choice):
    """How somebody stands with a development plan on a day; DOMAIN §4.4."""

    NONE = "none", "No plan"
    IN_PROGRESS = "in_progress", "In progress"
    IN_PLACE = "in_place", "In place"
    REVIEW_DUE = "review_due", "Review due"


class DevelopmentSource(Record):
    """A way in which volunteers learn, as the charity calls it: free training from a partner, own study."""

    __tablename__ = "development_source"
    word = "source of learning"
    called_by = ("name",)

    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(100))


class DevelopmentPlan(Record):
    """The development plan of one volunteer; it is in place once both have signed it."""

    __tablename__ = "development_plan"
    __table_args__ = (
        UniqueConstraint("volunteer_id"),
        CheckConstraint("review_months > 0", name="cycle"),
    )
    word = "development plan"

    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteer.id"))
    begun_date: Mapped[date]
    review_months: Mapped[int] = mapped_column(default=6)
    """How many months lie between two reviews."""
    review_date: Mapped[date]
    """When the first review is due; each review says when the next one is."""
    strengths: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    hopes: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    volunteer_signed_date: Mapped[date | None]
    volunteer_signed_name: Mapped[str] = mapped_column(String(200), default="", info=PERSONAL)
    supervisor_signed_date: Mapped[date | None]
    supervisor_signed_name: Mapped[str] = mapped_column(String(200), default="", info=PERSONAL)

    objectives: Mapped[list["Objective"]] = relationship(
        order_by="Objective.position, Objective.id", cascade="all, delete-orphan"
    )
    reviews: Mapped[list["DevelopmentReview"]] = relationship(
        order_by="DevelopmentReview.review_date, DevelopmentReview.id", cascade="all, delete-orphan"
    )

    @classmethod
    def begun_by(cls, day: date) -> ColumnElement[bool]:
        """Return the condition that a plan was begun by a day; false where there is no plan."""
        return func.coalesce(cls.begun_date <= day, False)

    @classmethod
    def signed_by(cls, day: date) -> ColumnElement[bool]:
        """Return the condition that both had signed a plan by a day; false where there is no plan."""
        both = and_(
            cls.volunteer_signed_date <= day, cls.supervisor_signed_date <= day, cls.begun_date <= day
        )
        return func.coalesce(both, False)

    @classmethod
    def next_review(cls, day: date) -> ColumnElement[date]:
        """Return the day of the next review as it was known on a day: none where there is no plan."""
        review = aliased(DevelopmentReview)
        said = (
            select(review.next_date)
            .where(review.plan_id == cls.id, review.review_date <= day)
            .order_by(review.review_date.desc(), review.id.desc())
            .limit(1)
            .correlate(cls)
            .scalar_subquery()
        )
        return func.coalesce(said, cls.review_date)

    @classmethod
    def state_is(cls, state: DevelopmentState, day: date) -> ColumnElement[bool]:
        """Return the condition that the plan of a volunteer, outer joined, stands so on a day."""
        begun, signed = cls.begun_by(day), cls.signed_by(day)
        due = func.coalesce(cls.next_review(day) <= day, False)
        conditions: dict[DevelopmentState, Any] = {
            DevelopmentState.NONE: not_(begun),
            DevelopmentState.IN_PROGRESS: and_(begun, not_(signed)),
            DevelopmentState.IN_PLACE: and_(signed, not_(due)),
            DevelopmentState.REVIEW_DUE: and_(signed, due),
        }
        condition: ColumnElement[bool] = conditions[state]
        return condition

    @classmethod
    def state_order(cls, day: date) -> ColumnElement[int]:
        """Return a number that sorts by state on a day: no plan first, the one in place last."""
        first = (DevelopmentState.NONE, DevelopmentState.IN_PROGRESS, DevelopmentState.REVIEW_DUE)
        return case(*((cls.state_is(each, day), place) for place, each in enumerate(first)), else_=3)

    @classmethod
    def waits_for_review(cls, day: date) -> ColumnElement[bool]:
        """Return the condition that somebody who is not gone waits for the review of their plan on a day."""
        gone = (
            select(Volunteer.id)
            .join(Stage, Volunteer.stage_id == Stage.id)
            .where(Stage.kind.in_(GONE), Volunteer.id == cls.volunteer_id)
        )
        return cls.state_is(DevelopmentState.REVIEW_DUE, day) & ~gone.exists()


class Objective(Record):
    """One thing that a volunteer wants to learn or do: why, how, with whose support, and what came of it."""

    __tablename__ = "development_objective"
    __table_args__ = (
        Index("ix_development_objective_plan_id", "plan_id", "position", "id"),
        Index("ix_development_objective_course_id", "course_id"),
    )
    word = "objective"
    called_by = ("wording",)

    plan_id: Mapped[int] = mapped_column(ForeignKey("development_plan.id"))
    position: Mapped[int]
    wording: Mapped[str] = mapped_column(String(300), info=PERSONAL)
    why: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    action: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    support: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    source_id: Mapped[int | None] = mapped_column(ForeignKey("development_source.id"))
    course_id: Mapped[int | None] = mapped_column(ForeignKey("training_course.id"))
    """The training that would meet it, where one in the catalogue does."""
    added_date: Mapped[date]
    due_date: Mapped[date | None]
    evidence: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    done_date: Mapped[date | None]


class DevelopmentReview(Record):
    """One review of a plan: what went well, what changes, and when the next one is due."""

    __tablename__ = "development_review"
    __table_args__ = (
        Index("ix_development_review_plan_id", "plan_id", "review_date", "id"),
        CheckConstraint("next_date > review_date", name="dates"),
    )
    word = "review of a development plan"

    plan_id: Mapped[int] = mapped_column(ForeignKey("development_plan.id"))
    review_date: Mapped[date]
    next_date: Mapped[date]
    summary: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    changes: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    volunteer_name: Mapped[str] = mapped_column(String(200), default="", info=PERSONAL)
    supervisor_name: Mapped[str] = mapped_column(String(200), default="", info=PERSONAL)
