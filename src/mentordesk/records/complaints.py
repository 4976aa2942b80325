"""Complaints about how personal data is used, as the law asks charities to take them. DOMAIN §7."""

from datetime import date

from sqlalchemy import ColumnElement, Date, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from mentordesk.kernel.choices import Choice
from mentordesk.records.base import PERSONAL, Record
from mentordesk.records.requests import Came
from mentordesk.records.types import choice_type


class ComplaintOutcome(Choice):
    """What came of a complaint."""

    UPHELD = "upheld", "Upheld"
    PARTLY = "partly", "Upheld in part"
    NOT_UPHELD = "not_upheld", "Not upheld"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Complaint(Record):
    """One complaint, from the day it came to its outcome."""

    __tablename__ = "complaint"
    __table_args__ = (
        Index("ix_complaint_due_date", "due_date", "id"),
        Index("ix_complaint_mentee_id", "mentee_id"),
        Index("ix_complaint_volunteer_id", "volunteer_id"),
    )
    word = "complaint"
    even_restricted = True

    mentee_id: Mapped[int | None] = mapped_column(ForeignKey("mentee.id"))
    volunteer_id: Mapped[int | None] = mapped_column(ForeignKey("volunteer.id"))
    name: Mapped[str] = mapped_column(String(200), default="", info=PERSONAL)
    """Who complains, when nobody on file does."""
    received_date: Mapped[date] = mapped_column(Date)
    came: Mapped[Came] = mapped_column(choice_type(Came))
    about: Mapped[str] = mapped_column(Text, info=PERSONAL)
    due_date: Mapped[date] = mapped_column(Date)
    """The last day on which it may be acknowledged."""
    acknowledged_date: Mapped[date | None] = mapped_column(Date)
    outcome: Mapped[ComplaintOutcome | None] = mapped_column(choice_type(ComplaintOutcome))
    reasons: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    closed_date: Mapped[date | None] = mapped_column(Date)

    @classmethod
    def open(cls) -> ColumnElement[bool]:
        """Return the condition that a complaint is not closed."""
        return cls.closed_date.is_(None)

    @classmethod
    def unacknowledged(cls) -> ColumnElement[bool]:
        """Return the condition that nobody has acknowledged a complaint that is open."""
        return cls.open() & cls.acknowledged_date.is_(None)
