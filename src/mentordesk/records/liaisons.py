"""Liaison: what was said with another organisation about a mentee."""

from datetime import date

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from mentordesk.kernel.choices import Choice
from mentordesk.records.base import OTHERS, PERSONAL, Record
from mentordesk.records.types import choice_type


class LiaisonHow(Choice):
    """How a partner was reached."""

    PHONE = "phone", "Phone"
    EMAIL = "email", "E-mail"
    MEETING = "meeting", "Meeting"
    LETTER = "letter", "Letter"
    OTHER = "other", "Other"


class Liaison(Record):
    """A contact with a partner about a mentee."""

    __tablename__ = "liaison"
    __table_args__ = (
        CheckConstraint("minutes BETWEEN 1 AND 1440", name="minutes"),
        Index("ix_liaison_mentee_id", "mentee_id", "liaison_date", "id"),
        Index("ix_liaison_liaison_date", "liaison_date", "id"),
        Index("ix_liaison_follow_up_date", "follow_up_date"),
    )
    word = "contact with a partner"

    mentee_id: Mapped[int] = mapped_column(ForeignKey("mentee.id"))
    liaison_date: Mapped[date] = mapped_column(Date)
    how: Mapped[LiaisonHow] = mapped_column(choice_type(LiaisonHow))
    minutes: Mapped[int | None]
    partner: Mapped[str] = mapped_column(String(300), default="")
    """The other organisation."""
    partner_person: Mapped[str] = mapped_column(String(200), default="", info=OTHERS)
    summary: Mapped[str] = mapped_column(Text, info=PERSONAL)
    follow_up_date: Mapped[date | None] = mapped_column(Date)
    followed_up: Mapped[bool] = mapped_column(default=False)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
