"""How long volunteers serve: spells from a first day to a last one, with breaks, and why they ended."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentordesk.kernel.choices import Choice
from mentordesk.records.base import PERSONAL, Record
from mentordesk.records.types import choice_type


class LeaveReason(Choice):
    """Why a volunteer stopped."""

    COMPLETED_TERM = "completed_term", "Completed the agreed time"
    WORK = "work", "A job or studies"
    FAMILY = "family", "Family or caring"
    HEALTH = "health", "Health"
    MOVED = "moved", "Moved away"
    TRAVEL_MONEY = "travel_money", "Travel or other costs"
    NO_MATCH = "no_match", "No match came"
    NOT_SUITED = "not_suited", "It did not suit them"
    PROJECT_END = "project_end", "The project ended"
    ASKED = "asked", "Asked to stop"
    DIED = "died", "Died"
    OTHER = "other", "Another reason"
    NOT_KNOWN = "not_known", "Not known"


class BreakReason(Choice):
    """Why a volunteer pauses."""

    TRAVEL_MONEY = "travel_money", "No money for travel"
    NO_MATCH = "no_match", "No match"
    WORK = "work", "A job or studies"
    FAMILY = "family", "Family or caring"
    HEALTH = "health", "Health"
    CHECKS = "checks", "Checks to be done again"
    OTHER = "other", "Another reason"


class Spell(Record):
    """One time of service; both days belong to it, and the last is none while it goes on."""

    __tablename__ = "service_spell"
    __table_args__ = (
        CheckConstraint("end_date IS NULL OR end_date >= start_date", name="dates"),
        CheckConstraint("(end_date IS NULL) = (end_reason IS NULL)", name="ended"),
        Index("ix_service_spell_volunteer_id", "volunteer_id", "start_date", "id"),
    )
    word = "time of service"

    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteer.id"))
    start_date: Mapped[date]
    agreed_date: Mapped[date | None]
    """Until when they agreed to serve, where a shorter time was agreed."""
    end_date: Mapped[date | None]
    end_reason: Mapped[LeaveReason | None] = mapped_column(choice_type(LeaveReason), info=PERSONAL)
    end_note: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    exit_talk_date: Mapped[date | None]
    reference_given: Mapped[bool] = mapped_column(default=False)
    property_returned: Mapped[bool] = mapped_column(default=False)

    breaks: Mapped[list["ServiceBreak"]] = relationship(
        order_by="ServiceBreak.start_date", cascade="all, delete-orphan"
    )


class ServiceBreak(Record):
    """A break in a time of service; both days belong to it, and the last is none while it lasts."""

    __tablename__ = "service_break"
    __table_args__ = (
        CheckConstraint("end_date IS NULL OR end_date >= start_date", name="dates"),
        Index("ix_service_break_spell_id", "spell_id", "start_date", "id"),
    )
    word = "break"

    spell_id: Mapped[int] = mapped_column(ForeignKey("service_spell.id"))
    start_date: Mapped[date]
    end_date: Mapped[date | None]
    reason: Mapped[BreakReason | None] = mapped_column(choice_type(BreakReason), info=PERSONAL)
