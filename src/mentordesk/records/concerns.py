"""Concerns about a mentee: safeguarding and others, open until somebody closes them with a reason."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentordesk.kernel.choices import Choice
from mentordesk.kernel.permissions import Permission
from mentordesk.records.base import GUARDED, OTHERS, Record
from mentordesk.records.types import Instant, choice_type


class ConcernKind(Choice):
    """What a concern is about."""

    SAFEGUARDING = "safeguarding", "Safeguarding"
    HARM = "harm", "Harm to somebody else"
    HEALTH = "health", "Health or self-harm"
    CONDUCT = "conduct", "Conduct of a volunteer or member of staff"
    OTHER = "other", "Other"


class Concern(Record):
    """Something seen or said that somebody must act on; it is never removed, only closed."""

    __tablename__ = "concern"
    __table_args__ = (
        CheckConstraint("(closed_at IS NULL) = (close_reason = '')", name="closed"),
        Index("ix_concern_mentee_id", "mentee_id", "raised_at"),
        Index("ix_concern_closed_at", "closed_at", "raised_at", "id"),
        Index("ix_concern_session_id", "session_id"),
    )
    word = "concern"
    private = Permission.CONCERN_VIEW
    lasting = "Concerns are kept as long as the policy says, and are closed instead of removed."
    even_restricted = True  # people must stay safe, also while the use of their data is restricted

    mentee_id: Mapped[int] = mapped_column(ForeignKey("mentee.id"))
    session_id: Mapped[int | None] = mapped_column(ForeignKey("session.id"))
    kind: Mapped[ConcernKind] = mapped_column(choice_type(ConcernKind), info=GUARDED)
    seen: Mapped[str] = mapped_column(Text, info=GUARDED)
    """What was seen or said."""
    immediate_risk: Mapped[bool] = mapped_column(default=False, info=GUARDED)
    told: Mapped[str] = mapped_column(Text, default="", info=OTHERS)
    """Who was told at once."""
    told_at: Mapped[datetime | None] = mapped_column(Instant)
    raised_at: Mapped[datetime] = mapped_column(Instant)
    raised_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    act_by_date: Mapped[date] = mapped_column(Date)
    """When it must be looked at next."""
    outcome: Mapped[str] = mapped_column(Text, default="", info=GUARDED)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    close_reason: Mapped[str] = mapped_column(Text, default="", info=GUARDED)

    steps: Mapped[list["ConcernStep"]] = relationship(order_by="ConcernStep.id", cascade="all, delete-orphan")


class ConcernStep(Record):
    """What was done about a concern: by whom, when, who was told."""

    __tablename__ = "concern_step"
    __table_args__ = (Index("ix_concern_step_concern_id", "concern_id", "id"),)
    word = "step of a concern"
    private = Permission.CONCERN_VIEW
    lasting = Concern.lasting
    even_restricted = True

    concern_id: Mapped[int] = mapped_column(ForeignKey("concern.id"))
    taken_at: Mapped[datetime] = mapped_column(Instant)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    wording: Mapped[str] = mapped_column(Text, info=GUARDED)
    told: Mapped[str] = mapped_column(Text, default="", info=OTHERS)
