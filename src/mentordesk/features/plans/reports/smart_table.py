"""The SMART table: six questions under five headings, one row for each target. DOMAIN §1.1."""

from collections.abc import Iterator

from mentordesk.features.plans.queries.sheet import TargetSheet
from mentordesk.features.plans.reports.words import Words
from mentordesk.kernel.formats import count_of, long_date, short_date
from mentordesk.reporting.blocks import cell_parts
from mentordesk.reporting.chips import Chips
from mentordesk.reporting.document import Document
from mentordesk.reporting.parts import Part, Text
from mentordesk.reporting.style import Styles
from mentordesk.reporting.tables import COVERED, Cell, Table, TableRow, header_cell, text_table

ACHIEVE = "What specifically is to be achieved?"
ACTIONS = "What are the specific actions that need to be taken?"
MEASURES = "What will be the key tangible measures of success?"
AGREED = "Who needs to agree with this action to ensure its successful completion?"
REALISTIC = "How realistic is it that this action can be fully achieved"
TIMELY = "What is it that makes this the right time to be pursuing this action?"

_SHARES = (120, 130, 118, 108, 122, 112)
_LARGE_PRINT_SHARES = (127, 128, 118, 107, 116, 114)
"""So that long words of everyday use stand whole, and in ordinary print two ratings on one line."""
_NOT_RECORDED = "not recorded"


def add_smart_table(document: Document, words: Words) -> None:
    """Add the SMART table, or a sentence when the plan has no targets."""
    targets = words.sheet.targets
    if not targets:
        document.text("This plan has no targets yet.")
        return
    styles = document.styles
    shares = _LARGE_PRINT_SHARES if styles.large_print else _SHARES
    summary = f"The SMART plan: {count_of(len(targets), 'target')}, with six questions each"
    table = Table((styles.number_column, *shares), _header(styles), _rows(document, words), summary)
    document.table(table)


def add_agreements(document: Document, words: Words) -> None:
    """Add who needs to agree to each target, and whether and when they did."""
    rows = [
        (
            f"Target {target.number}",
            each.party,
            short_date(each.agreed_date) or _NOT_RECORDED,
            words.person(each.agreed_by) or _NOT_RECORDED,
        )
        for target in words.sheet.targets
        for each in target.agreements
    ]
    document.heading(3, "Who has agreed", with_next=document.styles.with_table)
    if not rows:
        document.text("No organisation has been named that needs to agree.")
        return
    given = sum(1 for target in words.sheet.targets for each in target.agreements if each.agreed_date)
    document.text(
        f"Up to {long_date(words.sheet.as_at)}, a date of agreement is recorded for {given} of "
        f"{count_of(len(rows), 'agreement')} that the targets need."
    )
    headings = ("Target", "Organisation", "Agreed on", "Agreed by")
    document.table(
        text_table(
            headings, rows, document.styles, shares=(18, 40, 20, 22), summary="Who has agreed to each target"
        )
    )


def _header(styles: Styles) -> tuple[TableRow, ...]:
    headings = ("Measurable", "Agreed", "Realistic", "Timely")
    questions = (ACHIEVE, ACTIONS, MEASURES, AGREED, REALISTIC, TIMELY)
    return (
        TableRow(
            (
                header_cell("No.", styles, rows=2),
                header_cell("Specific", styles, columns=2),
                *(header_cell(heading, styles) for heading in headings),
            )
        ),
        TableRow((COVERED, *(header_cell("", styles, question=question) for question in questions))),
    )


def _rows(document: Document, words: Words) -> Iterator[TableRow]:
    styles = document.styles
    for target in words.sheet.targets:
        yield TableRow(
            (
                Cell((Text(str(target.number), styles.cell_bold),), "Row"),
                Cell((*cell_parts(target.achieve, styles), *_owner(target, words, styles))),
                Cell(cell_parts(target.actions, styles)),
                Cell(cell_parts(target.measures, styles)),
                Cell(cell_parts(target.agreed_text, styles)),
                Cell((Chips(target.realistic, styles.chip),)),
                Cell((*cell_parts(target.timely, styles), *_due(target, styles))),
            )
        )
        document.step()


def _owner(target: TargetSheet, words: Words, styles: Styles) -> list[Part]:
    owner = words.person(target.owner).strip()
    return [Text(f"Owner: {owner}", styles.cell_note)] if owner else []


def _due(target: TargetSheet, styles: Styles) -> list[Part]:
    return [Text(f"Due {short_date(target.due_date)}", styles.cell_note)] if target.due_date else []
