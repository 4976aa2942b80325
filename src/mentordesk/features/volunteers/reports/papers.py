"""The profile of one volunteer, and sheets of badges, as PDF."""

from dataclasses import replace

from mentordesk.features.volunteers.queries.papers import BadgeSheet, ProfileSheet
from mentordesk.kernel.formats import count_of, long_date
from mentordesk.reporting.blocks import facts_table
from mentordesk.reporting.brand import Brand
from mentordesk.reporting.cover import add_masthead
from mentordesk.reporting.document import Document, Progress
from mentordesk.reporting.fingerprint import fingerprint
from mentordesk.reporting.parts import Text
from mentordesk.reporting.style import Styles
from mentordesk.reporting.tables import Cell, Table, TableRow

PROFILE = "Volunteer profile"
BADGES = "Identity badges"
_ACROSS = 2
_ON_PAGE = 8
_TALL = 156.0
"""How tall a badge is at least, in points: 5.5 cm."""

People = tuple[tuple[str, str], ...]


def profile_pdf(sheet: ProfileSheet, *, large_print: bool = False, progress: Progress | None = None) -> bytes:
    """Return the profile of one volunteer as PDF; nothing that was said in confidence stands in it."""
    brand = Brand(
        organisation=sheet.organisation,
        charity_number=sheet.charity_number,
        logo=sheet.logo,
        short_title=f"{sheet.organisation} · {PROFILE} · {sheet.reference}",
        edition="Internal",
        marking="Confidential",
        acknowledgement="",
        footer="",
        fingerprint=fingerprint(sheet.trail_head, sheet, large_print),
    )
    document = Document(brand, PROFILE, large_print=large_print, progress=progress)
    document.new_page(landscape=False)
    add_masthead(
        document,
        [
            ("Volunteer", f"{sheet.name} ({sheet.reference})"),
            ("Prepared by", sheet.prepared_by),
            ("Prepared on", long_date(sheet.as_at)),
        ],
    )
    for heading, facts in sheet.groups:
        document.heading(2, heading, with_next=document.styles.with_table)
        if any(value.strip() for _, value in facts):
            document.table(facts_table(facts, document.styles, summary=heading))
        else:
            document.text("Nothing is written down.")
    return document.finish()


def badges_pdf(sheet: BadgeSheet, *, progress: Progress | None = None) -> bytes:
    """Return badges as PDF, eight on a page of A4, to be cut out along the lines."""
    brand = Brand(
        organisation=sheet.organisation,
        charity_number=sheet.charity_number,
        logo=b"",
        short_title=f"{sheet.organisation} · {BADGES}",
        edition="To be cut out",
        marking="Names volunteers",
        acknowledgement="",
        footer="",
        fingerprint=fingerprint(sheet.trail_head, sheet),
    )
    document = Document(brand, BADGES, progress=progress)
    document.new_page(landscape=False)
    if not sheet.people:
        document.title_heading(document.styles.title)
        document.text("Nobody serves at present, so there is no badge to print.")
        return document.finish()
    for start in range(0, len(sheet.people), _ON_PAGE):
        if start:
            document.new_page()
        several = sheet.people[start : start + _ON_PAGE]
        summary = f"{count_of(len(several), 'badge')}, two in a row"
        document.table(Table((28, 72) * _ACROSS, (), _rows(sheet, several, document.styles), summary))
    return document.finish()


def _rows(sheet: BadgeSheet, people: People, styles: Styles) -> list[TableRow]:
    """Return badges two in a row; the last place stays empty when they are odd."""
    empty = (Cell(()), Cell(()))
    rows = []
    for start in range(0, len(people), _ACROSS):
        cells = [_badge(sheet, styles, *each) for each in people[start : start + _ACROSS]]
        cells += [empty] * (_ACROSS - len(cells))
        rows.append(TableRow(tuple(cell for pair in cells for cell in pair), least_height=_TALL))
    return rows


def _badge(sheet: BadgeSheet, styles: Styles, reference: str, name: str) -> tuple[Cell, Cell]:
    """Return the room for a photo, and what stands beside it."""
    small = replace(styles.cell, before=4)
    number = f"Charity {sheet.charity_number}" if sheet.charity_number else ""
    valid = f"Valid to {long_date(sheet.valid_to)}" if sheet.valid_to else ""
    words = [
        Text(sheet.organisation, styles.cell_bold),
        Text(number, styles.cell_note),
        Text(name, replace(styles.heading(2), before=10)),
        Text(sheet.role, small),
        Text(valid, replace(styles.cell_bold, before=10)),
        Text(reference, styles.cell_note),
    ]
    photo = Text("Photo", styles.cell_note)
    return Cell((photo,)), Cell([each for each in words if each.words])
