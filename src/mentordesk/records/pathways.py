"""Pathways of need, in versioned lists; a mentee's status and ratings on them. DOMAIN §3.1 and §8."""

from datetime import date

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentordesk.kernel.choices import Choice
from mentordesk.records.base import PERSONAL, Record
from mentordesk.records.types import choice_type


class PathwayState(Choice):
    """Where somebody is on a pathway. DOMAIN §12."""

    NOT_STARTED = "not_started", "Not started"
    IN_PROGRESS = "in_progress", "In progress"
    SUPPORT_REQUIRED = "support_required", "Support required"
    SUPPORT_NOT_REQUIRED = "support_not_required", "Support not required"
    SUPPORT_DECLINED = "support_declined", "Support declined"
    DONE = "done", "Done"


class Rated(Choice):
    """Whether a rating has a number; not applicable and not asked are told apart."""

    SCORE = "score", "Rated"
    NOT_APPLICABLE = "not_applicable", "Not applicable"
    NOT_ASKED = "not_asked", "Not asked"


class PathwayList(Record):
    """One version of the list of pathways; the newest one that is in use holds."""

    __tablename__ = "pathway_list"
    __table_args__ = (UniqueConstraint("name"),)
    word = "pathway list"
    called_by = ("name",)

    name: Mapped[str] = mapped_column(String(200))
    in_use: Mapped[bool] = mapped_column(default=False)

    pathways: Mapped[list["Pathway"]] = relationship(
        order_by="Pathway.number", cascade="all, delete-orphan", back_populates="list"
    )


class Pathway(Record):
    """One area of need; `maps_to` is the pathway of the first list that it goes on from, if there is one."""

    __tablename__ = "pathway"
    __table_args__ = (UniqueConstraint("list_id", "number"),)
    word = "pathway"
    called_by = ("name",)

    list_id: Mapped[int] = mapped_column(ForeignKey("pathway_list.id"))
    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))
    maps_to: Mapped[int | None] = mapped_column(ForeignKey("pathway.id"))

    list: Mapped[PathwayList] = relationship(back_populates="pathways")


class PathwayProgress(Record):
    """Where a mentee is on one pathway, with a note."""

    __tablename__ = "pathway_progress"
    __table_args__ = (UniqueConstraint("mentee_id", "pathway_id"),)
    word = "pathway status"

    mentee_id: Mapped[int] = mapped_column(ForeignKey("mentee.id"))
    pathway_id: Mapped[int] = mapped_column(ForeignKey("pathway.id"))
    state: Mapped[PathwayState] = mapped_column(choice_type(PathwayState), info=PERSONAL)
    note: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)


class Rating(Record):
    """A mentee's position on a pathway at a date: 0 to 10, or why there is no number."""

    __tablename__ = "rating"
    __table_args__ = (
        CheckConstraint("(rated = 'score') = (score IS NOT NULL)", name="score_given"),
        CheckConstraint("score BETWEEN 0 AND 10", name="score_range"),
        UniqueConstraint("mentee_id", "pathway_id", "rating_date"),
        Index("ix_rating_mentee_id", "mentee_id", "pathway_id", "rating_date"),
    )
    word = "rating"

    mentee_id: Mapped[int] = mapped_column(ForeignKey("mentee.id"))
    pathway_id: Mapped[int] = mapped_column(ForeignKey("pathway.id"))
    rating_date: Mapped[date] = mapped_column(Date)
    rated: Mapped[Rated] = mapped_column(choice_type(Rated))
    score: Mapped[int | None] = mapped_column(info=PERSONAL)
    agreed: Mapped[bool] = mapped_column(default=True)
    note: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
