"""The full report: every section that the reader wants, in the order that a funder reads."""

from mentordesk.features.plans.reports.progress_pages import add_progress_pages
from mentordesk.features.plans.reports.smart_table import add_agreements, add_smart_table
from mentordesk.features.plans.reports.summary import add_chart, add_summary
from mentordesk.features.plans.reports.words import Words
from mentordesk.features.plans.rules.report_options import Section
from mentordesk.kernel import text
from mentordesk.kernel.formats import dated, long_date
from mentordesk.reporting.cover import add_cover, add_masthead
from mentordesk.reporting.document import Document
from mentordesk.reporting.lines import shorten
from mentordesk.reporting.parts import Item, Text
from mentordesk.reporting.tables import Cell, Table, TableRow, header_cell

_LONGEST_NAME = 160


def add_full_report(document: Document, words: Words) -> None:
    """Add the sections of the full report that the options ask for."""
    wanted = words.options.sections
    _add_first_pages(document, words, wanted)
    if Section.PLAN in wanted:
        document.new_page(landscape=True)
        document.heading(2, "The SMART plan")
        add_smart_table(document, words)
        add_agreements(document, words)
    if Section.PROGRESS in wanted:
        document.new_page(landscape=True)
        add_progress_pages(document, words, "Progress against targets")
    _add_last_pages(document, words, wanted)


def _add_first_pages(document: Document, words: Words, wanted: frozenset[Section]) -> None:
    if Section.COVER in wanted:
        add_cover(document, words.subtitle, words.facts())
    else:
        document.new_page(landscape=False)
        add_masthead(document, [("Area or project", words.subtitle), *words.facts()])
    if Section.COVER in wanted and wanted & {Section.SUMMARY, Section.CHART}:
        document.new_page(landscape=False)
    if Section.SUMMARY in wanted:
        add_summary(document, words)
    if Section.CHART in wanted:
        add_chart(document, words)


def _add_last_pages(document: Document, words: Words, wanted: frozenset[Section]) -> None:
    if wanted & {Section.LESSONS, Section.ISSUES, Section.DECLARATION}:
        document.new_page(landscape=False)
    if Section.LESSONS in wanted:
        _add_lessons(document, words)
    if Section.ISSUES in wanted:
        _add_issues(document, words)
    if Section.DECLARATION in wanted:
        _add_declaration(document, words)


def _add_lessons(document: Document, words: Words) -> None:
    document.heading(2, "Lessons")
    document.text(f"Lessons for partners to draw from the experience. {words.period}.", document.styles.note)
    found = False
    for target in words.sheet.targets:
        told = [
            (review, [entry.lessons for entry in review.entries if entry.lessons.strip()])
            for review in words.reviews(target)
        ]
        told = [(review, lessons) for review, lessons in told if lessons]
        if not told:
            continue
        found = True
        document.heading(3, f"Target {target.number} - {shorten(target.achieve, _LONGEST_NAME)}")
        for review, lessons in told:
            if words.options.every_review:
                document.text(dated(review.review_date, review.precision), document.styles.note)
            for each in lessons:
                document.text(each)
    if not found:
        document.text("No lessons are recorded in this period.")


def _add_issues(document: Document, words: Words) -> None:
    document.heading(2, "Enduring issues")
    document.text(words.sheet.issues_lead_in)
    items = text.blocks(words.sheet.issues)
    document.add(*(Item(item.text, document.styles.body) for item in items))
    if not items:
        document.text("No enduring issues are recorded.")


def _add_declaration(document: Document, words: Words) -> None:
    sheet, styles = words.sheet, document.styles
    document.heading(2, "Declaration", with_next=220)
    document.text(
        f"This report was prepared from the records of {sheet.organisation} "
        f"as they stood on {long_date(sheet.as_at)}."
    )
    headings = ("", "Name", "Signature", "Date")
    blank = Cell(())
    signed = [
        TableRow(
            (
                Cell((Text(role, styles.cell_bold),), "Row"),
                Cell((Text(name, styles.cell),)) if name else blank,
                blank,
                blank,
            ),
            least_height=44,
        )
        for role, name in (("Prepared by", words.person(sheet.prepared_by)), ("Approved by", ""))
    ]
    header = TableRow(tuple(header_cell(heading, styles) for heading in headings))
    document.table(Table((18, 32, 32, 18), (header,), signed, "Signatures"))
