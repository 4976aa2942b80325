"""The progress towards a quality standard on paper."""

from mentordesk.features.volunteers.queries.standards import RequirementView, StandardSheet, StandardView
from mentordesk.kernel.formats import date_range, long_date, short_date
from mentordesk.kernel.rag import MEANINGS, NOT_RATED, Rag
from mentordesk.reporting.blocks import NOTHING, cell_parts, tiles
from mentordesk.reporting.brand import Brand
from mentordesk.reporting.chips import Chips
from mentordesk.reporting.cover import add_masthead
from mentordesk.reporting.document import Document, Progress
from mentordesk.reporting.fingerprint import fingerprint
from mentordesk.reporting.parts import Text
from mentordesk.reporting.tables import Cell, Table, TableRow, header_cell

TITLE = "Progress towards a quality standard"
_HEADINGS = ("Requirement", "How we stand", "Evidence", "Still to do", "Owner", "Review")
_SHARES = (23, 11, 26, 20, 10, 10)


def standard_pdf(sheet: StandardSheet, *, progress: Progress | None = None) -> bytes:
    """Return how the charity stands with a quality standard as PDF."""
    view = sheet.view
    brand = Brand(
        organisation=sheet.organisation,
        charity_number=sheet.charity_number,
        logo=sheet.logo,
        short_title=f"{sheet.organisation} · {view.draft.name}",
        edition="For trustees and assessors",
        marking="For trustees and assessors",
        acknowledgement="",
        footer="",
        fingerprint=fingerprint(sheet.trail_head, sheet),
    )
    document = Document(brand, TITLE, progress=progress)
    document.new_page(landscape=True)
    add_masthead(document, _facts(sheet))
    _add_counts(document, view)
    for area, rows in view.areas():
        document.heading(2, area or "Requirements", with_next=document.styles.with_table)
        document.space(document.styles.body.leading / 2)
        document.table(_table(document, view, area, rows))
    return document.finish()


def _facts(sheet: StandardSheet) -> list[tuple[str, str]]:
    draft = sheet.view.draft
    awarded = long_date(draft.awarded_date) if draft.awarded_date else "Not yet"
    if draft.awarded_date and draft.until_date:
        awarded = date_range(draft.awarded_date, draft.until_date)
    return [
        ("Standard", draft.name),
        ("Awarded", awarded),
        ("As it stands on", long_date(sheet.as_at)),
        ("Prepared by", sheet.prepared_by),
        ("Note", draft.note),
    ]


def _add_counts(document: Document, view: StandardView) -> None:
    progress = view.progress
    document.heading(2, "In numbers", with_next=document.styles.with_table)
    figures = [
        (f"{progress.evidenced:,} of {progress.whole:,}", "requirements with evidence"),
        *(
            (f"{progress.count(rag):,} of {progress.whole:,}", rag.label if rag else NOT_RATED)
            for rag in (*Rag, None)
        ),
    ]
    document.table(tiles(figures, document.styles, summary="In numbers"))
    meanings = ". ".join(f"{rag.label}: {MEANINGS[rag][:1].lower()}{MEANINGS[rag][1:]}" for rag in Rag)
    document.text(f"{meanings}.", document.styles.note)


def _table(document: Document, view: StandardView, area: str, rows: tuple[RequirementView, ...]) -> Table:
    styles = document.styles
    numbers = {each.id: place for place, each in enumerate(view.requirements, start=1)}
    header = TableRow(tuple(header_cell(each, styles) for each in _HEADINGS))
    return Table(
        _SHARES,
        (header,),
        [
            TableRow(
                (
                    Cell((Text(f"{numbers[row.id]}. {row.wording}", styles.cell_bold),), "Row"),
                    Cell((Chips((row.draft.rag,), styles.chip),)),
                    Cell(cell_parts(row.draft.evidence, styles)),
                    Cell(cell_parts(row.draft.next_step, styles)),
                    Cell((Text(row.owner or NOTHING, styles.cell),)),
                    Cell((Text(short_date(row.draft.review_date) or NOTHING, styles.cell),)),
                )
            )
            for row in rows
        ],
        f"Requirements: {area}" if area else "Requirements",
    )
