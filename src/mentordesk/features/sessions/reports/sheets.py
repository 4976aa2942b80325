"""Session sheets on paper: a week's list, and one page for each session."""

from collections.abc import Iterator
from dataclasses import replace

from mentordesk.features.sessions.queries.sheets import PrintedSheet, SheetsSheet
from mentordesk.features.sessions.reports.ticks import ticks
from mentordesk.features.sessions.rules.sheets import LABELS, written
from mentordesk.kernel.formats import count_of, long_date
from mentordesk.records.sessions import Caller, How
from mentordesk.reporting.brand import Brand
from mentordesk.reporting.cover import add_masthead
from mentordesk.reporting.document import Document, Progress
from mentordesk.reporting.fingerprint import fingerprint
from mentordesk.reporting.parts import Part, Text
from mentordesk.reporting.style import Styles
from mentordesk.reporting.tables import Cell, Table, TableRow, text_table

TITLE = "Session sheet"
_ACROSS = 12
_HAPPENED = ("Yes", "No, missed", "No, cancelled")
_HOW = tuple(one.label for one in How)
_CALLERS = tuple(one.label for one in Caller)
_LABEL, _LINES, _FOOT, _LEAST = 27.0, 164.0, 34.0, 140.0
"""Heights in points: over each line of boxes, of the short lines, of the last words, of what was done."""


def sheets_pdf(sheet: SheetsSheet, *, progress: Progress | None = None) -> bytes:
    """Return sheets as PDF, one page each; those of a week stand after the week's list."""
    title = "Sessions of a week" if sheet.place else TITLE
    document = Document(_brand(sheet, title), title, progress=progress, steps=len(sheet.sheets))
    if sheet.place:
        _add_list(document, sheet)
    for each in sheet.sheets:
        document.new_page(landscape=False)
        _add_sheet(document, sheet, each)
        document.step()
    return document.finish()


def _brand(sheet: SheetsSheet, title: str) -> Brand:
    return Brand(
        organisation=sheet.organisation,
        charity_number=sheet.charity_number,
        logo=sheet.logo,
        short_title=f"{sheet.organisation} · {title}",
        edition="Initials only" if sheet.initials_only else "On paper",
        marking="Confidential: carry it on you, bring it back",
        acknowledgement="",
        footer="",
        fingerprint=fingerprint(sheet.trail_head, sheet),
    )


def _add_list(document: Document, sheet: SheetsSheet) -> None:
    document.new_page(landscape=True)
    facts = [
        ("Place", sheet.place),
        ("Week", sheet.week),
        ("Planned", count_of(len(sheet.sheets), "session")),
        ("Prepared by", sheet.prepared_by),
        ("Prepared on", long_date(sheet.as_at)),
    ]
    add_masthead(document, facts)
    headings = ("Day", "Start", "Who", "Mentor", "How long", "Sheet")
    rows = []
    for each in sheet.sheets:
        said = dict(each.values)
        times = (said.get("start_time", ""), said.get("mentee", ""), said.get("mentor", ""))
        rows.append((each.day, *times, said.get("minutes", ""), written(each.code)))
    shares = (24, 10, 28, 20, 14, 12)
    document.table(
        text_table(headings, rows, document.styles, shares=shares, summary=f"Sessions at {sheet.place}")
    )


def _add_sheet(document: Document, sheet: SheetsSheet, each: PrintedSheet) -> None:
    styles = document.styles
    document.heading(1, f"{TITLE} {written(each.code)}")
    document.add(
        Text(
            "Fill it in on the same day, in the order of the numbers. Bring it back, and key it in under "
            "Sessions, Paper sheets.",
            styles.note,
        )
    )
    rows = tuple(_rows(sheet, each, styles, _room_to_write(document, sheet)))
    document.table(Table((1.0,) * _ACROSS, (), rows, f"{TITLE} {written(each.code)}"))
    document.add(
        Text(
            "A concern about somebody? Do not wait for this sheet: ring us today. In danger, ring 999.",
            styles.lead,
        )
    )


def _room_to_write(document: Document, sheet: SheetsSheet) -> float:
    """Return the height that is left for what was done, after everything that must be on the page."""
    inside = document.width - 12
    styles = document.styles
    boxes = ticks(_CALLERS, styles.cell).drawing.height(inside * 7 / _ACROSS) + _LABEL
    boxes += sum(
        ticks(labels, styles.cell).drawing.height(inside) + _LABEL
        for labels in (_HOW, sheet.reasons, sheet.pathways)
    )
    return max(document.room - boxes - _LINES - _FOOT, _LEAST)


def _rows(sheet: SheetsSheet, each: PrintedSheet, styles: Styles, free: float) -> Iterator[TableRow]:
    said = dict(each.values)

    def box(name: str, across: int) -> Cell:
        return Cell(_label(name, styles, said.get(name, "")), columns=across)

    def row(height: float, *cells: tuple[str, int]) -> TableRow:
        return TableRow(tuple(box(name, across) for name, across in cells), least_height=height)

    def boxes(name: str, labels: tuple[str, ...], across: int = _ACROSS, ticked: str = "") -> Cell:
        found = ticks(labels, styles.cell, frozenset({ticked}))
        return Cell((*_label(name, styles, ""), found), columns=across)

    how = How(each.how).label if each.how else ""
    yield row(48, ("mentee", 5), ("session_date", 3), ("start_time", 2), ("minutes", 2))
    yield row(38, ("mentor", 5), ("place", 7))
    yield TableRow((boxes("how", _HOW, ticked=how),))
    yield TableRow((boxes("status", _HAPPENED, 5), boxes("caller", _CALLERS, 7)))
    yield TableRow((boxes("reason_id", sheet.reasons),))
    yield row(34, ("reason_words", _ACROSS))
    yield row(free * 0.5, ("summary", _ACROSS))
    yield row(free * 0.28, ("response", 6), ("strengths", 6))
    yield row(free * 0.22, ("next_plans", _ACROSS))
    yield TableRow((boxes("pathways", sheet.pathways),))
    yield row(36, ("journey", 6), ("miles_tenths", 2), ("fares_pence", 2), ("travel_minutes", 2))


def _label(name: str, styles: Styles, value: str) -> tuple[Part, ...]:
    label = Text(LABELS[name], replace(styles.cell_note, before=0))
    return (label, Text(value, replace(styles.cell_bold, before=2))) if value else (label,)
