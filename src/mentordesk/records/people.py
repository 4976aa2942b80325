"""People who sign in."""

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mentordesk.kernel.permissions import Role
from mentordesk.records.base import PERSONAL, Record
from mentordesk.records.types import choice_type


class RoleGrant(Record):
    """What a manager gave to a role, or took from it, against what it holds by itself."""

    __tablename__ = "role_grant"
    __table_args__ = (UniqueConstraint("role", "permission"),)
    word = "permission of a role"

    role: Mapped[Role] = mapped_column(choice_type(Role, "grant_role"))
    permission: Mapped[str] = mapped_column(String(60))
    granted: Mapped[bool]


class Person(Record):
    """Somebody who signs in; `slot` is the random name of their key slot, empty when it was removed."""

    __tablename__ = "person"
    word = "person"
    called_by = ("name",)

    name: Mapped[str] = mapped_column(String(200), info=PERSONAL)
    role: Mapped[Role] = mapped_column(choice_type(Role))
    slot: Mapped[str] = mapped_column(String(40), default="")
    active: Mapped[bool] = mapped_column(default=True)
