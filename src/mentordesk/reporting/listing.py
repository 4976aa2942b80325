"""A list as PDF: what it is, what was asked of it, and every row that matches."""

from collections.abc import Iterator
from typing import TypeVar

from mentordesk.kernel.exports import ListSheet, Tell
from mentordesk.kernel.formats import date_and_time
from mentordesk.reporting.brand import Brand
from mentordesk.reporting.cover import add_masthead
from mentordesk.reporting.document import Document
from mentordesk.reporting.fingerprint import fingerprint
from mentordesk.reporting.tables import column_table

Row = TypeVar("Row")

_STEP = 50
_UPRIGHT_COLUMNS, _UPRIGHT_WIDTH = 4, 620
"""More or wider columns than these turn the page."""


def list_pdf(
    sheet: ListSheet[Row],
    *,
    organisation: str,
    charity_number: str,
    logo: bytes,
    tell: Tell = lambda _done, _total: None,
) -> bytes:
    """Return a list as PDF, turned when it has many columns; `tell` may raise to cancel."""
    brand = Brand(
        organisation=organisation,
        charity_number=charity_number,
        logo=logo,
        short_title=f"{organisation} · {sheet.title}",
        edition="List",
        marking="Confidential",
        acknowledgement="",
        footer="",
        fingerprint=fingerprint(sheet.title, sheet.filters, sheet.prepared_by, sheet.texts()),
    )

    def step(done: int, total: int | None) -> None:
        if done % _STEP == 0 or done == total:
            tell(done, total or 0)

    document = Document(brand, sheet.title, steps=len(sheet.rows), progress=step)
    document.new_page(landscape=_is_wide(sheet))
    facts = [
        ("Filters", sheet.filters_said),
        ("Listed", sheet.count),
        ("Prepared by", sheet.prepared_by),
        ("Prepared on", date_and_time(sheet.prepared_at)),
    ]
    add_masthead(document, facts)
    document.space(document.styles.body.leading)
    if sheet.rows:
        summary = f"{sheet.title}, {sheet.count}"
        document.table(
            column_table(sheet.columns, _stepping(document, sheet), document.styles, summary=summary)
        )
    else:
        document.text(f"No {sheet.noun[0]} matches.")
    return document.finish()


def _stepping(document: Document, sheet: ListSheet[Row]) -> Iterator[Row]:
    for row in sheet.rows:
        document.step()
        yield row


def _is_wide(sheet: ListSheet[Row]) -> bool:
    across = sum(column.width for column in sheet.columns)
    return len(sheet.columns) > _UPRIGHT_COLUMNS or across > _UPRIGHT_WIDTH
