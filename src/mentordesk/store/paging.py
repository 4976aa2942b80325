"""Keyset pages: a list is read by where its last page ended, which stays fast however long it is."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, func, tuple_

from mentordesk.kernel.paging import ListAsk, Page
from mentordesk.store.work import Reading

Made = TypeVar("Made")


def fetch_page(
    reading: Reading,
    statement: Select[*tuple[Any, ...]],
    ask: ListAsk,
    orders: Mapping[str, SQLColumnExpression[Any]],
    number: SQLColumnExpression[int],
    make: Callable[[Any], Made],
) -> Page[Made]:
    """Read one page of a filtered statement, ordered by one of `orders` and then by `number`.

    Sort expressions are NOT NULL. The first page counts the whole list as well.
    """
    key = orders[ask.sort if ask.sort in orders else next(iter(orders))]
    total = None
    if ask.after is None:
        counted = statement.with_only_columns(func.count(), maintain_column_froms=True).order_by(None)
        total = reading.session.scalar(counted)
    else:
        place, end = tuple_(key, number), tuple_(*ask.after)
        statement = statement.where(place < end if ask.descending else place > end)
    keys = (key.desc(), number.desc()) if ask.descending else (key, number)
    ordered = statement.add_columns(key.label("page_key"), number.label("page_number")).order_by(*keys)
    found = reading.session.execute(ordered.limit(ask.limit + 1)).all()
    rows = found[: ask.limit]
    after = (rows[-1].page_key, rows[-1].page_number) if rows else None
    return Page(tuple(make(row) for row in rows), len(found) > ask.limit, after, total)


def contains(column: SQLColumnExpression[str], words: str) -> ColumnElement[bool]:
    """Return a condition that a column holds some text, whatever signs it is made of."""
    return column.icontains(words, autoescape=True)
