"""The development plan of one volunteer on paper, with room for both signatures."""

from dataclasses import replace
from datetime import date

from mentordesk.features.volunteers.queries.development import (
    DevelopmentSheet,
    DevelopmentView,
    ObjectiveRow,
)
from mentordesk.kernel.formats import count_of, long_date, short_date
from mentordesk.kernel.text import shortened
from mentordesk.reporting.blocks import NOTHING, fact_grid, labelled
from mentordesk.reporting.brand import Brand
from mentordesk.reporting.cover import add_masthead
from mentordesk.reporting.document import Document, Progress
from mentordesk.reporting.fingerprint import fingerprint
from mentordesk.reporting.parts import Text
from mentordesk.reporting.style import Styles
from mentordesk.reporting.tables import Cell, Table, TableRow, header_cell, text_table

TITLE = "Personal development plan"
_ROOM_TO_SIGN = 34
_GLANCE = 110


def development_pdf(
    sheet: DevelopmentSheet, *, large_print: bool = False, progress: Progress | None = None
) -> bytes:
    """Return the development plan of one volunteer as PDF."""
    view = sheet.view
    brand = Brand(
        organisation=sheet.organisation,
        charity_number=sheet.charity_number,
        logo=sheet.logo,
        short_title=f"{sheet.organisation} · {TITLE} · {view.name}",
        edition="For the volunteer and whoever supports them",
        marking="Confidential: contains names",
        acknowledgement="",
        footer="",
        fingerprint=fingerprint(sheet.trail_head, sheet, large_print),
    )
    document = Document(brand, TITLE, large_print=large_print, progress=progress)
    document.new_page(landscape=False)
    add_masthead(document, _facts(sheet))
    if not view.plan_id:
        document.text(f"{view.name} has no development plan yet.")
        return document.finish()
    _add_person(document, view)
    _add_overview(document, view)
    _add_objectives(document, view)
    _add_reviews(document, view)
    _add_signatures(document, view)
    return document.finish()


def _facts(sheet: DevelopmentSheet) -> list[tuple[str, str]]:
    view = sheet.view
    months = view.draft.review_months or 1
    return [
        ("Volunteer", view.name),
        ("Stage", view.stage),
        ("The plan", view.state.label),
        ("Begun on", _day(view.draft.begun_date) if view.plan_id else ""),
        ("Signed by both on", _day(view.agreed_date)),
        ("Reviews", f"Every {count_of(months, 'month')}" if view.plan_id else ""),
        ("Next review", _day(view.next_review)),
        ("Prepared by", sheet.prepared_by),
        ("Prepared on", long_date(sheet.as_at)),
    ]


def _add_person(document: Document, view: DevelopmentView) -> None:
    if not view.draft.strengths and not view.draft.hopes:
        return
    document.heading(2, "About them")
    for label, words in (
        ("What they bring already", view.draft.strengths),
        ("What they hope for", view.draft.hopes),
    ):
        _add_words(document, label, words)


def _add_overview(document: Document, view: DevelopmentView) -> None:
    document.heading(2, "Objectives at a glance", with_next=document.styles.with_table)
    if not view.objectives:
        document.text("No objective was written down yet.")
        return
    counted = f"{view.reached:,} of {count_of(len(view.objectives), 'objective')} reached."
    document.text(counted, document.styles.note)
    document.space(document.styles.body.leading / 2)
    rows = [
        (
            f"{place}. {shortened(row.draft.wording, _GLANCE)}",
            row.source or NOTHING,
            short_date(row.draft.due_date) or NOTHING,
            standing_words(row),
        )
        for place, row in enumerate(view.objectives, start=1)
    ]
    headings = ("Objective", "How they learn it", "Wanted by", "How it stands")
    document.table(
        text_table(headings, rows, document.styles, shares=(42, 23, 15, 20), summary="Objectives at a glance")
    )


def standing_words(row: ObjectiveRow) -> str:
    """Return how an objective stands: "Reached on 3 Sep 2026", "Overdue", "Under way"."""
    if row.draft.done_date:
        return f"Reached on {short_date(row.draft.done_date)}"
    return "Overdue" if row.overdue else "Under way"


def _add_objectives(document: Document, view: DevelopmentView) -> None:
    for place, row in enumerate(view.objectives, start=1):
        draft = row.draft
        document.heading(3, f"Objective {place}: {draft.wording}", with_next=document.styles.with_table)
        document.space(document.styles.body.leading / 2)
        facts = [
            ("How it stands", standing_words(row)),
            ("Wanted by", _day(draft.due_date)),
            ("How they learn it", row.source),
            ("Training", row.course),
            ("Note", "Added since the plan was signed" if row.after_signing else ""),
        ]
        document.table(fact_grid(facts, 3, document.styles, summary=f"Objective {place}"))
        for label, words in (
            ("Why", draft.why),
            ("What they will do", draft.action),
            ("Support", draft.support),
            ("What shows it", draft.evidence),
        ):
            _add_words(document, label, words)


def _add_words(document: Document, label: str, words: str) -> None:
    """Add what somebody wrote under its label, which never stands alone at the end of a page."""
    if words:
        document.need(document.styles.body.leading * 4)
        document.add(*labelled(label, words, document.styles))


def _add_reviews(document: Document, view: DevelopmentView) -> None:
    document.heading(2, "Reviews")
    if not view.reviews:
        document.text(f"None yet. The first is due on {_day(view.next_review)}.")
    for row in view.reviews:
        draft = row.draft
        document.heading(3, f"Review of {_day(draft.review_date)}")
        document.text(
            f"{draft.volunteer_name} and {draft.supervisor_name}. "
            f"The next review was set for {_day(draft.next_date)}.",
            document.styles.note,
        )
        _add_words(document, "How it went", draft.summary)
        _add_words(document, "What changes in the plan", draft.changes)


def _add_signatures(document: Document, view: DevelopmentView) -> None:
    styles = document.styles
    document.heading(2, "Signatures", with_next=styles.with_table + _ROOM_TO_SIGN)
    document.text("We have made this plan together and will work on it together.")
    document.space(styles.body.leading / 2)
    signing = view.signing
    rows = (
        ("The volunteer", signing.volunteer_signed_name or view.name, signing.volunteer_signed_date),
        ("Whoever supports them", signing.supervisor_signed_name, signing.supervisor_signed_date),
    )
    headings = ("", "Name", "Signature", "Date")
    document.table(
        Table(
            (24, 28, 30, 18),
            (TableRow(tuple(header_cell(each, styles) for each in headings)),),
            [_signature(who, name, day, styles) for who, name, day in rows],
            "Signatures of both",
        )
    )


def _signature(who: str, name: str, day: date | None, styles: Styles) -> TableRow:
    on_paper = Text("Signed on paper" if day else " ", replace(styles.cell_note, before=0))
    return TableRow(
        (
            Cell((Text(who, styles.cell_bold),), "Row"),
            Cell((Text(name or " ", styles.cell),)),
            Cell((on_paper,)),
            Cell((Text(short_date(day) or " ", styles.cell),)),
        ),
        least_height=_ROOM_TO_SIGN,
    )


def _day(day: date | None) -> str:
    return long_date(day) if day else ""
