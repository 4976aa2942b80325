"""Drafts: what somebody was typing, kept every few seconds inside the casebook."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mentordesk.records.base import PERSONAL, Record
from mentordesk.records.types import Instant


class Draft(Record):
    """The unsaved fields of one form by one person; `subject` is the record's number, 0 for a new one."""

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("person_id", "form", "subject"),)
    word = "draft"
    audited = False

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    form: Mapped[str] = mapped_column(String(80))
    subject: Mapped[int] = mapped_column(default=0)
    title: Mapped[str] = mapped_column(String(300), info=PERSONAL)
    fields: Mapped[str] = mapped_column(Text, info=PERSONAL)
    saved_at: Mapped[datetime] = mapped_column(Instant)
