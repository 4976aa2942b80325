"""The base of every record: its number, its version, and what each column says about itself."""

import secrets
from typing import Any, ClassVar

from sqlalchemy import MetaData, inspect
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, declared_attr, mapped_column

from mentordesk.kernel.permissions import Permission

PERSONAL: dict[str, bool] = {"personal": True}
"""Marks a column that says something about a person: `mapped_column(Text, info=PERSONAL)`."""

OTHERS: dict[str, bool] = {**PERSONAL, "others": True}
"""Marks a column that says something about somebody else than the person the record belongs to."""

GUARDED: dict[str, bool] = {**PERSONAL, "guarded": True}
"""Marks a column that could do harm when the person is told; somebody looks at it first."""


def new_token() -> str:
    """Return the random name by which the erasure ledger knows somebody."""
    return secrets.token_hex(16)


class Record(DeclarativeBase):
    """One row of a table; `version` grows with every change, so that a stale form is noticed."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )

    audited: ClassVar[bool] = True
    """Whether changes are written to the trail; only drafts, saved views and the trail itself say no."""

    word: ClassVar[str] = ""
    """What people call one of these: "plan", "target"."""

    private: ClassVar[Permission | None] = None
    """The permission that seeing one needs besides that of its page; also in histories and exports."""

    every_line: ClassVar[Permission | None] = None
    """The permission that seeing one needs when one is not in its line; none when it has no line."""

    called_by: ClassVar[tuple[str, ...]] = ()
    """The columns by which people call one of these; the first that is filled in is used."""

    even_restricted: ClassVar[bool] = False
    """Whether it may be changed while the person it belongs to has restricted the use of their data."""

    disclosed: ClassVar[bool] = True
    """Whether it is part of an answer to the person it belongs to; working papers of the answer are not."""

    lasting: ClassVar[str] = ""
    """Why it is never put in the bin, also not with what it belongs to; most may be."""

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805
        """Check and raise the version with every change."""
        return {"version_id_col": cls.__table__.c.version} if hasattr(cls, "__table__") else {}

    def line(self, session: Session) -> frozenset[int]:
        """Return who sees this one without seeing every line, by their number as people who sign in."""
        del session
        return frozenset()

    def fit_in(self, session: Session) -> None:
        """Find a place among the others after coming back from the bin; most need none."""

    @classmethod
    def personal_columns(cls) -> frozenset[str]:
        """Return the names of the columns that say something about a person."""
        return frozenset(column.key for column in inspect(cls).columns if column.info.get("personal"))
