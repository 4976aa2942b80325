"""Concerns on paper: one with everything that was done, or the register of a period."""

from mentordesk.features.sessions.queries.concerns import CONCERN_COLUMNS, ConcernsSheet, ConcernView
from mentordesk.kernel.formats import count_of, date_and_time, date_range, long_date, short_moment
from mentordesk.reporting.blocks import facts_table, labelled
from mentordesk.reporting.brand import Brand
from mentordesk.reporting.cover import add_masthead
from mentordesk.reporting.document import Document, Progress
from mentordesk.reporting.fingerprint import fingerprint
from mentordesk.reporting.tables import column_table, text_table

_PRINTED = tuple(each for each in CONCERN_COLUMNS if each.title != "What was seen or said")


def concern_pdf(sheet: ConcernsSheet, *, progress: Progress | None = None) -> bytes:
    """Return one concern as PDF."""
    view = sheet.concerns[0]
    document = Document(_brand(sheet, "Concern"), "Concern", progress=progress)
    document.new_page(landscape=False)
    add_masthead(document, _made(sheet))
    _add_concern(document, view)
    return document.finish()


def concerns_pdf(sheet: ConcernsSheet, *, progress: Progress | None = None) -> bytes:
    """Return the register of a period as PDF: a table, then each concern with its steps."""
    title = "Register of concerns"
    document = Document(_brand(sheet, title), title, progress=progress, steps=len(sheet.concerns))
    document.new_page(landscape=True)
    period = date_range(sheet.period.first, sheet.period.last) if sheet.period else ""
    closed = sum(1 for each in sheet.concerns if each.row.closed_at is not None)
    facts = [
        ("Raised in", period),
        ("Concerns", count_of(len(sheet.concerns), "concern")),
        ("Of these", f"{len(sheet.concerns) - closed:,} open, {closed:,} closed"),
        *_made(sheet),
    ]
    add_masthead(document, facts)
    document.text(
        "Counted is each concern that was raised in the period, whoever it is about. A person with two "
        "concerns is counted twice."
    )
    if not sheet.concerns:
        document.text("No concern was raised in this period.")
        return document.finish()
    rows = [each.row for each in sheet.concerns]
    document.table(column_table(_PRINTED, rows, document.styles, summary=f"{title}, {period}"))
    document.new_page(landscape=False)
    for number, view in enumerate(sheet.concerns):
        if number:
            document.space(14)
        document.heading(1, f"{view.row.kind.label}, {view.row.mentee}", with_next=240)
        _add_concern(document, view)
        document.step()
    return document.finish()


def _brand(sheet: ConcernsSheet, title: str) -> Brand:
    return Brand(
        organisation=sheet.organisation,
        charity_number=sheet.charity_number,
        logo=sheet.logo,
        short_title=f"{sheet.organisation} · {title}",
        edition="With names",
        marking="Confidential: only for those who must know",
        acknowledgement="",
        footer="",
        fingerprint=fingerprint(sheet.trail_head, sheet),
    )


def _made(sheet: ConcernsSheet) -> list[tuple[str, str]]:
    return [("Prepared by", sheet.prepared_by), ("Prepared on", long_date(sheet.as_at))]


def _add_concern(document: Document, view: ConcernView) -> None:
    row, styles = view.row, document.styles
    told = view.told
    if told and view.told_at:
        told = f"{told}, {date_and_time(view.told_at)}"
    facts = [
        ("About", f"{row.mentee}, {row.reference}"),
        ("Kind", row.kind.label),
        ("Immediate risk", "Yes" if row.immediate_risk else "No"),
        ("Raised", _by(date_and_time(row.raised_at), row.raised_by)),
        ("At the session of", long_date(view.session_date) if view.session_date else ""),
        ("Told at once", told),
        ("Where it stands", row.stands),
        ("Closed", _by(date_and_time(row.closed_at), view.closed_by) if row.closed_at else ""),
    ]
    document.table(facts_table(facts, styles, summary=f"Concern, {row.reference}"))
    document.add(*labelled("What was seen or said", view.seen, styles))
    if view.steps:
        document.heading(2, "What was done")
        rows = [(short_moment(each.taken_at), each.by, each.wording, each.told) for each in view.steps]
        headings = ("When", "By", "What", "Told")
        document.table(text_table(headings, rows, styles, shares=(26, 18, 38, 18), summary="What was done"))
    if view.outcome:
        document.add(*labelled("What came of it", view.outcome, styles))
    if view.close_reason:
        document.add(*labelled("Why it was closed", view.close_reason, styles))


def _by(words: str, name: str) -> str:
    return f"{words}, by {name}" if name else words
