"""Column types of the house: choices by code, aware instants, lists of choices, paragraphs."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Enum, String, TypeDecorator
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeEngine

from mentordesk.kernel.choices import Choice
from mentordesk.kernel.rag import Rag
from mentordesk.kernel.week import PartOfWeek, in_order


def choice_type(kind: type[Choice], name: str = "") -> Enum:
    """Return the column type of a choice: its code as text, with a check on the codes named `name`."""
    return Enum(
        kind,
        values_callable=lambda members: [member.value for member in members],
        native_enum=False,
        create_constraint=True,
        name=name or kind.__name__.lower(),
        length=40,
    )


class Instant(TypeDecorator[datetime]):
    """A moment, always aware and in UTC; naive ones are refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Keep ISO text in SQLite, a timestamp with zone elsewhere."""
        return dialect.type_descriptor(String(40) if dialect.name == "sqlite" else DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Turn an aware moment into what is stored."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = "an instant needs a zone"
            raise ValueError(message)
        moment = value.astimezone(UTC)
        return moment.isoformat(timespec="microseconds") if dialect.name == "sqlite" else moment

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Turn what is stored into an aware moment in UTC."""
        if value is None:
            return None
        moment = datetime.fromisoformat(value) if dialect.name == "sqlite" else value
        return moment.astimezone(UTC)


class Rags(TypeDecorator[tuple[Rag, ...]]):
    """One or more ratings in one cell, as a plan's Realistic column needs; stored as "amber,red"."""

    impl = String(40)
    cache_ok = True

    def process_bind_param(self, value: Iterable[Rag] | None, dialect: Dialect) -> str:  # noqa: ARG002
        """Join the codes."""
        return ",".join(rag.value for rag in value or ())

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[Rag, ...]:  # noqa: ARG002
        """Split the codes."""
        return tuple(Rag(code) for code in (value or "").split(",") if code)


class PartsOfWeek(TypeDecorator[tuple[PartOfWeek, ...]]):
    """When somebody can meet; stored as "mon_am,fri_eve"."""

    impl = String(200)
    cache_ok = True

    def process_bind_param(self, value: Iterable[PartOfWeek] | None, dialect: Dialect) -> str:
        """Join the codes in the order of the week."""
        del dialect
        return ",".join(each.value for each in in_order(value or ()))

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[PartOfWeek, ...]:
        """Split the codes."""
        del dialect
        return tuple(PartOfWeek(code) for code in (value or "").split(",") if code)
