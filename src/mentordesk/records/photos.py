"""Photos of mentees, kept only while there is a basis for it; DOMAIN §7."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mentordesk.records.base import PERSONAL, Record
from mentordesk.records.types import Instant


class MenteePhoto(Record):
    """The one photo of a mentee, small and without what a camera writes into it; read only when asked for."""

    __tablename__ = "mentee_photo"
    __table_args__ = (UniqueConstraint("mentee_id"),)
    word = "photo"

    mentee_id: Mapped[int] = mapped_column(ForeignKey("mentee.id"))
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True, info=PERSONAL)
    added_at: Mapped[datetime] = mapped_column(Instant)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
