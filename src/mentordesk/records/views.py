"""Views of lists that people have saved: words to search for, filters and an order, under a name."""

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mentordesk.records.base import PERSONAL, Record


class SavedView(Record):
    """One view of one list by one person; `what` is JSON, and its words stay inside the casebook."""

    __tablename__ = "saved_view"
    __table_args__ = (UniqueConstraint("person_id", "list_name", "name_key"),)
    word = "view"
    audited = False

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    list_name: Mapped[str] = mapped_column(String(80))
    name: Mapped[str] = mapped_column(String(100), info=PERSONAL)
    name_key: Mapped[str] = mapped_column(String(600), info=PERSONAL)
    what: Mapped[str] = mapped_column(Text, info=PERSONAL)
