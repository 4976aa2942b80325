"""The charity whose casebook this is: one row."""

from sqlalchemy import CheckConstraint, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from mentordesk.records.base import Record


class Organisation(Record):
    """The charity's name, number, logo and the month its financial year starts in."""

    __tablename__ = "organisation"
    __table_args__ = (CheckConstraint("year_starts BETWEEN 1 AND 12", name="month"),)
    word = "organisation"
    called_by = ("name",)

    name: Mapped[str] = mapped_column(String(300))
    charity_number: Mapped[str] = mapped_column(String(40), default="")
    logo: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    year_starts: Mapped[int] = mapped_column(default=4)
    ask_reason: Mapped[bool] = mapped_column(default=False)
    """Whether somebody who opens a case that is not theirs is asked why."""
