"""The destruction log on paper."""

from mentordesk.features.privacy.queries.destruction import DESTRUCTION_COLUMNS, DestructionSheet
from mentordesk.kernel.formats import count_of, date_range, long_date
from mentordesk.reporting.brand import Brand
from mentordesk.reporting.cover import add_masthead
from mentordesk.reporting.document import Document, Progress
from mentordesk.reporting.fingerprint import fingerprint
from mentordesk.reporting.tables import column_table

TITLE = "Destruction log"


def destruction_pdf(sheet: DestructionSheet, *, progress: Progress | None = None) -> bytes:
    """Return the destruction log of a period as PDF; it holds references and no names."""
    brand = Brand(
        organisation=sheet.organisation,
        charity_number=sheet.charity_number,
        logo=sheet.logo,
        short_title=f"{sheet.organisation} · {TITLE}",
        edition="Without names",
        marking="Confidential",
        acknowledgement="",
        footer="",
        fingerprint=fingerprint(sheet.trail_head, sheet),
    )
    document = Document(brand, TITLE, progress=progress)
    document.new_page(landscape=True)
    period = (
        date_range(sheet.period.first, sheet.period.last)
        if sheet.period
        else f"Everything up to {long_date(sheet.as_at)}"
    )
    facts = [
        ("Period", period),
        ("Listed", count_of(len(sheet.rows), "entry", "entries")),
        ("Prepared by", sheet.prepared_by),
        ("Prepared on", long_date(sheet.as_at)),
    ]
    add_masthead(document, facts)
    document.text(
        "Files that were erased or anonymised, by reference only. What was erased is erased again when an "
        "older backup brings it back; such lines say so."
    )
    if sheet.rows:
        summary = f"{TITLE}, {period}"
        document.table(column_table(DESTRUCTION_COLUMNS, sheet.rows, document.styles, summary=summary))
    else:
        document.text("Nothing was destroyed in this period.")
    return document.finish()
