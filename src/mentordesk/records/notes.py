"""Notes about a mentee; a sensitive one is behind a permission of its own."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from mentordesk.kernel.choices import Choice
from mentordesk.records.base import PERSONAL, Record
from mentordesk.records.types import Instant, choice_type


class NoteKind(Choice):
    """What a note is about."""

    CONTACT = "contact", "Contact"
    PARTNER = "partner", "Partner agency"
    FAMILY = "family", "Family"
    PRACTICAL = "practical", "Practical help"
    SUPERVISION = "supervision", "Supervision"
    OTHER = "other", "Other"


class Note(Record):
    """Something written down about a mentee."""

    __tablename__ = "note"
    __table_args__ = (Index("ix_note_mentee_id", "mentee_id", "noted_at", "id"),)
    word = "note"

    mentee_id: Mapped[int] = mapped_column(ForeignKey("mentee.id"))
    kind: Mapped[NoteKind] = mapped_column(choice_type(NoteKind))
    sensitive: Mapped[bool] = mapped_column(default=False)
    text: Mapped[str] = mapped_column(Text, info=PERSONAL)
    noted_at: Mapped[datetime] = mapped_column(Instant)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
