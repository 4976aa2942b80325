"""The log of requests about personal data of a period."""

from mentordesk.features.privacy.queries.requests import REQUEST_COLUMNS, RequestsSheet
from mentordesk.kernel.formats import date_range, long_date
from mentordesk.reporting.blocks import tiles
from mentordesk.reporting.brand import Brand
from mentordesk.reporting.cover import add_masthead
from mentordesk.reporting.document import Document, Progress
from mentordesk.reporting.fingerprint import fingerprint
from mentordesk.reporting.tables import column_table

TITLE = "Requests about personal data"


def requests_pdf(sheet: RequestsSheet, *, names: bool, progress: Progress | None = None) -> bytes:
    """Return the log of requests as PDF; without `names` nobody is named."""
    brand = Brand(
        organisation=sheet.organisation,
        charity_number=sheet.charity_number,
        logo=sheet.logo,
        short_title=f"{sheet.organisation} · {TITLE}",
        edition="With names" if names else "Without names",
        marking="Confidential: contains names" if names else "Confidential",
        acknowledgement="",
        footer="",
        fingerprint=fingerprint(sheet.trail_head, sheet, names),
    )
    document = Document(brand, TITLE, progress=progress)
    document.new_page(landscape=True)
    period = f"All requests up to {long_date(sheet.as_at)}"
    if sheet.period:
        period = date_range(sheet.period.first, sheet.period.last)
    facts = [("Period", period), ("Prepared by", sheet.prepared_by), ("Prepared on", long_date(sheet.as_at))]
    add_masthead(document, facts)
    sent = sum(each.sent_date is not None for each in sheet.rows)
    figures = [
        (f"{len(sheet.rows):,}", "requests that came in this period"),
        (f"{sent:,}", "of them answered"),
        (f"{sheet.late:,}", "answered late or overdue"),
    ]
    document.table(tiles(figures, document.styles, summary="In numbers"))
    document.heading(1, "The log")
    if sheet.rows:
        columns = [each for each in REQUEST_COLUMNS if names or each.title != "Who"]
        document.table(column_table(columns, sheet.rows, document.styles, summary=f"Requests, {period}"))
    else:
        document.text("No request came in this period.")
    return document.finish()
