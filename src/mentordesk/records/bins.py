"""The bin: what was removed, whole, until it comes back or its time is over; and numbers never used twice."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from mentordesk.records.base import PERSONAL, Record
from mentordesk.records.types import Instant


class BinEntry(Record):
    """Something that was removed, with everything that belonged to it; `content` is read only when needed."""

    __tablename__ = "bin_entry"
    __table_args__ = (
        Index("ix_bin_entry_removed_at", "removed_at", "id"),
        Index("ix_bin_entry_subject", "subject", "subject_id"),
    )
    word = "entry of the bin"
    called_by = ("title",)

    subject: Mapped[str] = mapped_column(String(60))
    subject_id: Mapped[int]
    title: Mapped[str] = mapped_column(String(200), info=PERSONAL)
    whose: Mapped[str] = mapped_column(String(200), info=PERSONAL)
    """The title of what it belonged to; empty when it stood by itself."""
    pieces: Mapped[int]
    """How many records belonged to it, itself not counted."""
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True, info=PERSONAL)
    removed_at: Mapped[datetime] = mapped_column(Instant)
    removed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class NumberUsed(Record):
    """The highest number that a removed record of a table had, so that no other record is given it."""

    __tablename__ = "number_used"
    __table_args__ = (Index("uq_number_used_subject", "subject", unique=True),)
    word = "used number"
    audited = False

    subject: Mapped[str] = mapped_column(String(60))
    highest: Mapped[int]
