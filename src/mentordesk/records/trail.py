"""The audit trail: who did what to which record, when; append-only and chained."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from mentordesk.records.base import PERSONAL, Record
from mentordesk.records.types import Instant


class TrailEntry(Record):
    """One act on one record. `chain` covers every earlier entry; `digest` covers the changed fields."""

    __tablename__ = "trail_entry"
    __table_args__ = (Index("ix_trail_entry_subject", "subject", "subject_id", "id"),)
    word = "history entry"
    audited = False

    at: Mapped[datetime] = mapped_column(Instant)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    operation: Mapped[str] = mapped_column(String(80))
    act: Mapped[str] = mapped_column(String(10))
    subject: Mapped[str] = mapped_column(String(60))
    subject_id: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    chain: Mapped[str] = mapped_column(String(64))


class TrailChange(Record):
    """One field of an entry, before and after; the texts may be blanked when a person is erased."""

    __tablename__ = "trail_change"
    __table_args__ = (Index("ix_trail_change_entry_id", "entry_id"),)
    word = "history detail"
    audited = False

    entry_id: Mapped[int] = mapped_column(ForeignKey("trail_entry.id"))
    field: Mapped[str] = mapped_column(String(80))
    before: Mapped[str | None] = mapped_column(Text, info=PERSONAL)
    after: Mapped[str | None] = mapped_column(Text, info=PERSONAL)
