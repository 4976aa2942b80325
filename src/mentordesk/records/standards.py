"""Quality standards: what each asks for, the evidence for it, and how the charity stands."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentordesk.kernel.rag import Rag
from mentordesk.records.base import Record
from mentordesk.records.types import choice_type


class QualityStandard(Record):
    """A standard that the charity works towards or holds."""

    __tablename__ = "quality_standard"
    word = "quality standard"
    called_by = ("name",)

    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))
    note: Mapped[str] = mapped_column(Text, default="")
    awarded_date: Mapped[date | None]
    until_date: Mapped[date | None]
    """Until when it was awarded."""

    requirements: Mapped[list["StandardRequirement"]] = relationship(
        order_by="StandardRequirement.position, StandardRequirement.id", cascade="all, delete-orphan"
    )


class StandardRequirement(Record):
    """One thing that a standard asks for; `rag` is none until somebody has judged it."""

    __tablename__ = "standard_requirement"
    __table_args__ = (
        Index("ix_standard_requirement_standard_id", "standard_id", "position", "id"),
        Index("ix_standard_requirement_review_date", "review_date"),
    )
    word = "requirement of a standard"
    called_by = ("wording",)

    standard_id: Mapped[int] = mapped_column(ForeignKey("quality_standard.id"))
    position: Mapped[int]
    area: Mapped[str] = mapped_column(String(100), default="")
    wording: Mapped[str] = mapped_column(String(400))
    evidence: Mapped[str] = mapped_column(Text, default="")
    next_step: Mapped[str] = mapped_column(Text, default="")
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    rag: Mapped[Rag | None] = mapped_column(choice_type(Rag, "requirement_rag"))
    review_date: Mapped[date | None]
