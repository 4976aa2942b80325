"""Equality monitoring as a report: counts only, small ones held back."""

from itertools import groupby

from mentordesk.features.mentees.queries.equality import EQUALITY_COLUMNS, EqualitySheet
from mentordesk.kernel.formats import count_of, date_range, long_date
from mentordesk.reporting.brand import Brand
from mentordesk.reporting.cover import add_masthead
from mentordesk.reporting.document import Document, Progress
from mentordesk.reporting.fingerprint import fingerprint
from mentordesk.reporting.tables import column_table

TITLE = "Equality monitoring"


def equality_pdf(
    sheet: EqualitySheet, *, large_print: bool = False, progress: Progress | None = None
) -> bytes:
    """Return the counts of a period as PDF; nobody is named and no small number can be worked out."""
    brand = Brand(
        organisation=sheet.organisation,
        charity_number=sheet.charity_number,
        logo=sheet.logo,
        short_title=f"{sheet.organisation} · {TITLE}",
        edition="Counts only",
        marking="",
        acknowledgement="",
        footer="",
        fingerprint=fingerprint(sheet.trail_head, sheet, large_print),
    )
    document = Document(brand, TITLE, large_print=large_print, progress=progress)
    document.new_page(landscape=False)
    period = date_range(sheet.period.first, sheet.period.last)
    few = f"fewer than {sheet.threshold}"
    people = few if sheet.people is None else f"{sheet.people:,}"
    add_masthead(
        document,
        [
            ("Period", period),
            ("People counted", people),
            ("Prepared by", sheet.prepared_by),
            ("Prepared on", long_date(sheet.as_at)),
        ],
    )
    document.text(
        "Everybody who was with us on at least one day of the period is counted once, with the answers that "
        f"we hold on {long_date(sheet.as_at)}. Somebody who has no form counts as not asked."
    )
    if not sheet.answered:
        document.text(
            "Nobody has answered yet, so there is nothing to count. Ask people, and say that they need not "
            "answer; then make this report again."
        )
        return document.finish()
    document.text(
        f"Some numbers are held back. Such a number is {few}, none included, or it would give a small number "
        "away. Do not publish a second report for almost the same period: the difference between "
        "two reports can give a small number away too."
    )
    columns = EQUALITY_COLUMNS[1:]
    for title, found in groupby(sheet.rows, key=lambda row: row.characteristic):
        rows = list(found)
        shown = [row for row in rows if row.count is not None]
        document.heading(2, title, with_next=document.styles.with_table)
        if shown:
            summary = f"{title}, {period}: {count_of(len(shown), 'answer')}"
            document.table(column_table(columns, shown, document.styles, summary=summary))
        held = [row.answer for row in rows if row.count is None]
        if held:
            document.text(f"Held back: {'; '.join(held)}.", document.styles.note)
    return document.finish()
