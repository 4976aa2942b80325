"""Duties: what volunteers do for the charity without a mentee."""

from datetime import date

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from mentordesk.kernel.choices import Choice
from mentordesk.records.base import PERSONAL, Record
from mentordesk.records.types import choice_type


class DutyKind(Choice):
    """What a volunteer did."""

    TRAINING = "training", "Training"
    MEETING = "meeting", "Meeting"
    EVENT = "event", "Event"
    OFFICE = "office", "Office work"
    COURSE = "course", "Helping on a course"
    OTHER = "other", "Other"


class Duty(Record):
    """Hours that a volunteer gave without a mentee."""

    __tablename__ = "duty"
    __table_args__ = (
        CheckConstraint("minutes BETWEEN 1 AND 1440", name="minutes"),
        Index("ix_duty_volunteer_id", "volunteer_id", "duty_date", "id"),
        Index("ix_duty_duty_date", "duty_date", "id"),
    )
    word = "duty"

    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteer.id"))
    duty_date: Mapped[date] = mapped_column(Date)
    minutes: Mapped[int]
    kind: Mapped[DutyKind] = mapped_column(choice_type(DutyKind))
    note: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
