"""Referrals: somebody asks the charity to help a mentee."""

from datetime import date

from sqlalchemy import Date, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentordesk.kernel.choices import Choice
from mentordesk.records.base import OTHERS, PERSONAL, Record
from mentordesk.records.mentees import Mentee
from mentordesk.records.types import choice_type


class Route(Choice):
    """How a referral came; every route counts."""

    PROBATION = "probation", "Probation"
    PRISON = "prison", "Prison"
    POLICE = "police", "Police or IOM"
    COURT = "court", "Court or liaison and diversion"
    COUNCIL = "council", "Council or housing"
    HEALTH = "health", "Health or treatment"
    CHARITY = "charity", "Another charity"
    SELF = "self", "Self"
    FAMILY = "family", "Family or friend"
    OTHER = "other", "Other"


class Complexity(Choice):
    """How much help the referrer thinks is needed."""

    LOW = "low", "Low"
    MEDIUM = "medium", "Medium"
    HIGH = "high", "High"


class Decision(Choice):
    """What the charity decided about a referral."""

    ACCEPTED = "accepted", "Accepted"
    WAITING_LIST = "waiting_list", "Waiting list"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn by the referrer"
    NOT_TAKEN_UP = "not_taken_up", "Not taken up by the mentee"


class Achieved(Choice):
    """Whether a desired outcome was reached at the end of the service."""

    ACHIEVED = "achieved", "Achieved"
    PARTLY = "partly", "Partly achieved"
    NOT_ACHIEVED = "not_achieved", "Not achieved"


class Referral(Record):
    """One referral with its decision; a person may be referred again."""

    __tablename__ = "referral"
    __table_args__ = (
        Index("ix_referral_referred_date", "referred_date", "id"),
        Index("ix_referral_mentee_id", "mentee_id", "referred_date"),
        Index("ix_referral_source_key", "source_key", "referred_date"),
        Index("ix_referral_decision", "decision", "referred_date", "id"),
    )
    word = "referral"

    mentee_id: Mapped[int] = mapped_column(ForeignKey("mentee.id"))
    source: Mapped[str] = mapped_column(String(300), default="")
    source_key: Mapped[str] = mapped_column(String(300), default="")
    source_person: Mapped[str] = mapped_column(String(200), default="", info=OTHERS)
    route: Mapped[Route] = mapped_column(choice_type(Route))
    referred_date: Mapped[date] = mapped_column(Date)
    reason: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    service: Mapped[str] = mapped_column(String(300), default="")
    complexity: Mapped[Complexity | None] = mapped_column(choice_type(Complexity))
    unavailable: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    decision: Mapped[Decision | None] = mapped_column(choice_type(Decision))
    decision_date: Mapped[date | None] = mapped_column(Date)
    decision_reason: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    waiting_since: Mapped[date | None] = mapped_column(Date)

    mentee: Mapped[Mentee] = relationship()
    outcomes: Mapped[list["DesiredOutcome"]] = relationship(
        order_by="DesiredOutcome.position", cascade="all, delete-orphan"
    )


class DesiredOutcome(Record):
    """What a referral hopes for, and at the end whether it was reached."""

    __tablename__ = "desired_outcome"
    __table_args__ = (Index("ix_desired_outcome_referral_id", "referral_id", "position"),)
    word = "desired outcome"

    referral_id: Mapped[int] = mapped_column(ForeignKey("referral.id"))
    position: Mapped[int]
    wording: Mapped[str] = mapped_column(String(300))
    achieved: Mapped[Achieved | None] = mapped_column(choice_type(Achieved))
