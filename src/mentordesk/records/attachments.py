"""Files that belong to a mentee, kept inside the casebook; their names are only text."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from mentordesk.records.base import PERSONAL, Record
from mentordesk.records.types import Instant


class Attachment(Record):
    """One file of a mentee; its content is read only when it is asked for."""

    __tablename__ = "attachment"
    __table_args__ = (
        CheckConstraint("size > 0", name="size"),
        Index("ix_attachment_mentee_id", "mentee_id", "added_at", "id"),
    )
    word = "file"
    called_by = ("name",)

    mentee_id: Mapped[int] = mapped_column(ForeignKey("mentee.id"))
    name: Mapped[str] = mapped_column(String(200), info=PERSONAL)
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True, info=PERSONAL)
    added_at: Mapped[datetime] = mapped_column(Instant)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
