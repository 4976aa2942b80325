"""The kinds of file that every list is exported as; what makes them is loaded when it is asked for."""

from typing import Any

from mentordesk.features.organisation.queries import organisation_sheet
from mentordesk.kernel.exports import ListSheet, Tell
from mentordesk.kernel.formats import date_and_time, sentence_list
from mentordesk.store.casebook import Store
from mentordesk.ui.export import Format, csv_text


def _csv(_store: Store, sheet: ListSheet[Any], tell: Tell) -> bytes:
    def rows() -> Any:
        for number, row in enumerate(sheet.rows):
            if number % 500 == 0:
                tell(number, len(sheet.rows))
            yield row

    return csv_text(sheet.columns, rows())


def _spreadsheet(store: Store, sheet: ListSheet[Any], tell: Tell) -> bytes:
    from mentordesk.reporting.spreadsheet import spreadsheet

    about = (
        ("Organisation", store.read(organisation_sheet).draft.name),
        ("Filters", sheet.filters_said),
        ("Listed", sheet.count),
        ("Columns", sentence_list(column.title for column in sheet.columns)),
        ("Prepared by", sheet.prepared_by),
        ("Prepared on", date_and_time(sheet.prepared_at)),
        ("Who may read it", "Confidential"),
    )
    return spreadsheet(sheet.title, sheet.columns, sheet.rows, about, tell)


def _pdf(store: Store, sheet: ListSheet[Any], tell: Tell) -> bytes:
    from mentordesk.reporting.listing import list_pdf

    house = store.read(organisation_sheet).draft
    return list_pdf(
        sheet, organisation=house.name, charity_number=house.charity_number, logo=house.logo, tell=tell
    )


FORMATS = (
    Format("xlsx", "Save as a spreadsheet…", "rows-3", "Spreadsheet (*.xlsx)", _spreadsheet),
    Format("csv", "Save as CSV…", "file-text", "Spreadsheet as text (*.csv)", _csv),
    Format("pdf", "Show as PDF", "eye", "PDF (*.pdf)", _pdf, previewed=True),
)
