"""The progress pages: for each target what was met, what was not and why, and the lessons. DOMAIN §1.2."""

from collections.abc import Iterator
from dataclasses import replace

from mentordesk.features.plans.queries.sheet import EntrySheet, ReviewSheet, TargetSheet
from mentordesk.features.plans.reports.words import Words
from mentordesk.kernel.formats import dated
from mentordesk.reporting.blocks import cell_parts, labelled
from mentordesk.reporting.chips import Chips
from mentordesk.reporting.document import Document
from mentordesk.reporting.parts import Part, Text, house_parts
from mentordesk.reporting.style import FAINT, Styles
from mentordesk.reporting.tables import Cell, Table, TableRow, header_cell

MET = ("Target met", "(including how you achieved this)")
NOT_MET = ("Target not met", "(including reasons/barriers to achieving success)")
LESSONS = ("Lessons for partners to draw from the experience", "")

_SHORT_PAGE = 240
"""A further review of the same target begins on a new page when less height than this is left."""


def add_progress_pages(document: Document, words: Words, section: str = "") -> None:
    """Add the pages of every target, under a section's heading if one is given."""
    if not words.sheet.targets:
        if section:
            document.heading(2, section)
        document.text("This plan has no targets yet.")
    for target in words.sheet.targets:
        if target is not words.sheet.targets[0]:
            document.new_page()
        elif section:
            document.heading(2, section, with_next=_SHORT_PAGE)
        else:
            document.need(_SHORT_PAGE)
        _add_target(document, target, words)
        document.step()


def _add_target(document: Document, target: TargetSheet, words: Words) -> None:
    reviews = words.reviews(target)
    for review in reviews:
        if review is not reviews[0]:
            document.need(_SHORT_PAGE)
            document.space(document.styles.body.leading)
        _add_review(document, target, review, words)
    if not reviews:
        _add_header_lines(document, target.number, target.achieve, target.actions, words)
        document.text("No review in this period.", document.styles.lead)
        document.text(f"Period: {words.period}.")


def _add_review(document: Document, target: TargetSheet, review: ReviewSheet, words: Words) -> None:
    styles = document.styles
    lines = _add_header_lines(document, target.number, review.target_wording, review.action_required, words)
    document.add(*_about(target, review, words, styles))
    if not review.entries:
        document.text("This review has no entries.")
    else:
        header = TableRow(tuple(_heading(*each, styles) for each in (MET, NOT_MET, LESSONS)))
        summary = f"Target {target.number}: met, not met, and lessons"
        with document.repeating(lines):
            document.table(Table((1, 1, 1), (header,), _rows(review, styles), summary))
    if review.evidence.strip():
        document.need(60)
        document.add(*labelled("Evidence", review.evidence, styles))


def _add_header_lines(document: Document, number: int, wording: str, action: str, words: Words) -> list[Part]:
    """Add the three lines above a target's table; return them as they are repeated on later pages."""
    styles = document.styles
    area = words.sheet.area
    title = f"SMART Plan Progress – {area}" if area.strip() else "SMART Plan Progress"
    target_line = Text(f"Target {number} - {wording}", styles.lead)
    action_line = Text(f"Action required – {action}", styles.body)
    document.heading(3, title, with_next=140)
    document.add(target_line)
    document.add(replace(action_line, style=replace(styles.body, before=2)))
    return [
        Text(title, replace(styles.heading(3), before=0), most_lines=1),
        replace(target_line, most_lines=2),
        replace(action_line, style=replace(styles.body, before=2), most_lines=2),
    ]


def _about(target: TargetSheet, review: ReviewSheet, words: Words, styles: Styles) -> list[Part]:
    """Return when the review was made and by whom, and the rating of the whole."""
    said = f"Review of {dated(review.review_date, review.precision)}"
    if person := words.person(review.prepared_by).strip():
        said += f", prepared by {person}"
    parts: list[Part] = [Text(said, styles.note)]
    if review.correction_reason.strip():
        parts.append(Text(f"Corrected version. Reason: {review.correction_reason}", styles.note))
    if len({entry.part for entry in review.entries}) > 1:
        parts.append(Chips((review.overall,), styles.chip, lead="Overall (the worst part):"))
    if review is target.reviews[-1] and target.travel_text.strip():
        parts.append(Text(f"Direction of travel: {target.travel_text}", styles.note))
    return parts


def _heading(title: str, rest: str, styles: Styles) -> Cell:
    return header_cell(title, styles, question=rest)


def _rows(review: ReviewSheet, styles: Styles) -> Iterator[TableRow]:
    """Give a row for each entry, under the name of its part."""
    begun: set[str] = set()
    part = ""
    for entry in review.entries:
        if entry.part != part and entry.part.strip():
            name = Cell((Text(entry.part, styles.cell_bold),), "Column", columns=3, fill=FAINT)
            yield TableRow((name,), group=True)
        part = entry.part
        met, lessons = cell_parts(entry.met, styles), cell_parts(entry.lessons, styles)
        yield TableRow((Cell(met), Cell(_not_met(entry, styles, first=part not in begun)), Cell(lessons)))
        begun.add(part)


def _not_met(entry: EntrySheet, styles: Styles, *, first: bool) -> list[Part]:
    """Return the rating, once for each part, its reason, and what was not met."""
    parts: list[Part] = []
    if entry.rag is not None or first:
        parts.append(Chips((entry.rag,), styles.chip))
    if entry.rag_reason.strip():
        parts += [Text(f"Reason for this rating: {entry.rag_reason}", styles.cell_note)]
    return [*parts, *house_parts(entry.not_met, styles.cell)] or cell_parts("", styles)
