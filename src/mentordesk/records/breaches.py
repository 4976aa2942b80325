"""Breaches of personal data: every one is written down, whether it was reported or not. DOMAIN §7."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ColumnElement, Date, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from mentordesk.kernel.choices import Choice
from mentordesk.records.base import PERSONAL, Record
from mentordesk.records.types import Instant, choice_type


class BreachRisk(Choice):
    """How likely it is that people come to harm."""

    UNLIKELY = "unlikely", "A risk is unlikely"
    LIKELY = "likely", "A risk is likely"
    HIGH = "high", "High risk"


class Reporting(Choice):
    """Whether the Information Commissioner's Office was told."""

    REPORTED = "reported", "Reported"
    NOT_REPORTED = "not_reported", "Decided not to report"


class Breach(Record):
    """Personal data that was lost, seen, changed or sent where it should not have been."""

    __tablename__ = "breach"
    __table_args__ = (
        CheckConstraint("how_many >= 0", name="how_many"),
        Index("ix_breach_due_at", "due_at", "id"),
    )
    word = "breach"

    aware_at: Mapped[datetime] = mapped_column(Instant)
    due_at: Mapped[datetime] = mapped_column(Instant)
    """72 hours after we knew."""
    happened: Mapped[str] = mapped_column(Text, info=PERSONAL)
    whose: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    how_many: Mapped[int | None]
    data_kinds: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    risk: Mapped[BreachRisk | None] = mapped_column(choice_type(BreachRisk))
    risk_reasons: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    reporting: Mapped[Reporting | None] = mapped_column(choice_type(Reporting))
    reported_at: Mapped[datetime | None] = mapped_column(Instant)
    reporting_reasons: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    """Why it was not reported, or why it was reported late."""
    told_date: Mapped[date | None] = mapped_column(Date)
    """The day on which the people themselves were told."""
    measures: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    closed_date: Mapped[date | None] = mapped_column(Date)

    @classmethod
    def undecided(cls) -> ColumnElement[bool]:
        """Return the condition that nobody has decided yet whether to report a breach."""
        return cls.closed_date.is_(None) & cls.reporting.is_(None)
