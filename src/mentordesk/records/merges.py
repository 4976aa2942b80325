"""Merges of two records of one person: what was moved and what was overwritten, so that it can be undone."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from mentordesk.records.base import PERSONAL, Record
from mentordesk.records.types import Instant


class Merge(Record):
    """One merge: the mentee that was kept, and the one whose records went over to it."""

    __tablename__ = "merge"
    __table_args__ = (Index("ix_merge_kept_id", "kept_id"), Index("ix_merge_gone_id", "gone_id"))
    word = "merge"

    kept_id: Mapped[int] = mapped_column(ForeignKey("mentee.id"))
    gone_id: Mapped[int] = mapped_column(ForeignKey("mentee.id"))
    merged_at: Mapped[datetime] = mapped_column(Instant)
    undone_at: Mapped[datetime | None] = mapped_column(Instant)


class MergeMove(Record):
    """One record that went over, by its table and number."""

    __tablename__ = "merge_move"
    __table_args__ = (Index("ix_merge_move_merge_id", "merge_id"),)
    word = "merged record"

    merge_id: Mapped[int] = mapped_column(ForeignKey("merge.id"))
    subject: Mapped[str] = mapped_column(String(60))
    subject_id: Mapped[int]


class MergeField(Record):
    """One field of the kept mentee, as it was before the merge and as the merge left it."""

    __tablename__ = "merge_field"
    __table_args__ = (Index("ix_merge_field_merge_id", "merge_id"),)
    word = "merged field"

    merge_id: Mapped[int] = mapped_column(ForeignKey("merge.id"))
    field: Mapped[str] = mapped_column(String(60))
    before: Mapped[str] = mapped_column(Text, info=PERSONAL)
    after: Mapped[str] = mapped_column(Text, info=PERSONAL)
