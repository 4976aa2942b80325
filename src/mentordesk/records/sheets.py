"""Paper sheets for sessions where no laptop is allowed; each is keyed back in by its code."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mentordesk.kernel.choices import Choice
from mentordesk.records.base import Record
from mentordesk.records.types import Instant, choice_type


class SheetState(Choice):
    """Where a sheet is."""

    OUT = "out", "Not returned"
    RETURNED = "returned", "Returned"
    NOT_USED = "not_used", "Not used"
    LOST = "lost", "Lost"


class SessionSheet(Record):
    """One printed sheet; a blank one belongs to no session until it is keyed in."""

    __tablename__ = "session_sheet"
    __table_args__ = (
        UniqueConstraint("code"),
        Index("ix_session_sheet_state", "state", "printed_at", "id"),
        Index("ix_session_sheet_session_id", "session_id"),
    )
    word = "sheet"
    called_by = ("code",)

    code: Mapped[str] = mapped_column(String(12))
    session_id: Mapped[int | None] = mapped_column(ForeignKey("session.id"))
    initials_only: Mapped[bool] = mapped_column(default=False)
    printed_at: Mapped[datetime] = mapped_column(Instant)
    printed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    state: Mapped[SheetState] = mapped_column(choice_type(SheetState), default=SheetState.OUT)
    settled_date: Mapped[date | None] = mapped_column(Date)
    """When it came back, or was known not to."""
