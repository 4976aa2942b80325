"""What the privacy feature offers to the program: history, the trail, the bin, retention and its papers."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mentordesk.features.privacy.operations.erasure import erase
from mentordesk.features.privacy.queries.destruction import destruction_sheet
from mentordesk.features.privacy.queries.history import history
from mentordesk.features.privacy.queries.processing import processing_sheet
from mentordesk.features.privacy.queries.retention import due_page, retention_due
from mentordesk.features.privacy.queries.trail import trail_page
from mentordesk.kernel.dates import parse_period
from mentordesk.kernel.errors import Invalid
from mentordesk.kernel.exports import Export
from mentordesk.records.retention import Subject
from mentordesk.store.bin import bin_page
from mentordesk.ui.feature import Command, CommandContext, Feature, PanelEntry, Place, ReportEntry

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from PySide6.QtWidgets import QWidget

    from mentordesk.ui.desk import Desk


def _history_of(table: str) -> PanelEntry:
    def make(desk: Desk, number: int) -> QWidget:
        from mentordesk.features.privacy.screens.history_panel import HistoryPanel

        return HistoryPanel(desk, table, number)

    return PanelEntry("history", "Changes", make, history)


def _trail(desk: Desk) -> QWidget:
    from mentordesk.features.privacy.screens.pages import TRAIL
    from mentordesk.ui.list_page import ListPage

    return ListPage(desk, TRAIL)


def _bin(desk: Desk) -> QWidget:
    from mentordesk.features.privacy.screens.pages import BinPage

    return BinPage(desk)


def _retention(desk: Desk) -> QWidget:
    from mentordesk.features.privacy.screens.retention_pages import RetentionPlace

    return RetentionPlace(desk)


def _retention_of(subject: Subject) -> PanelEntry:
    def make(desk: Desk, number: int) -> QWidget:
        from mentordesk.features.privacy.screens.retention_panel import RetentionPanel

        return RetentionPanel(desk, subject, number)

    return PanelEntry("retention", "Retention", make, erase)


def _make_destruction(desk: Desk) -> None:
    from mentordesk.features.privacy.screens.destruction_dialog import make_destruction

    make_destruction(desk)


def _make_processing(name: str, desk: Desk) -> None:
    from mentordesk.features.privacy.screens.processing_page import show_paper

    show_paper(desk, name)


def _out(parser: ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the PDF to write")


def _destruction_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--period", default="", help='"Q3 2026", "2026", "1/7/2026 to 30/9/2026"')
    _out(parser)


def _destruction(context: CommandContext) -> None:
    from mentordesk.features.privacy.reports import destruction_pdf

    words = context.arguments.period
    period = parse_period(words, context.store.clock().astimezone().date()) if words else None
    if words and period is None:
        raise Invalid({"period": f'"{words}" is not a period. Try "Q3 2026" or "2026".'})
    sheet = context.store.read(destruction_sheet, period)
    labels = ("Period",) if period else ()
    export = Export("report:destruction", "pdf", rows=len(sheet.rows), filters=labels)
    context.save(context.arguments.out, destruction_pdf(sheet), export)


def _processing(context: CommandContext) -> None:
    from mentordesk.features.privacy.reports import processing_pdf

    sheet = context.store.read(processing_sheet)
    export = Export("report:processing", "pdf", rows=len(sheet.rows))
    context.save(context.arguments.out, processing_pdf(sheet), export)


def _lawful_basis(context: CommandContext) -> None:
    from mentordesk.features.privacy.reports import lawful_basis_pdf

    sheet = context.store.read(processing_sheet)
    export = Export("report:lawful-basis", "pdf", rows=len(sheet.rows))
    context.save(context.arguments.out, lawful_basis_pdf(sheet), export)


FEATURE = Feature(
    "privacy",
    "Privacy",
    "shield-check",
    places=(
        Place(
            "retention",
            "Retention",
            "clock",
            _retention,
            due_page,
            lambda desk: desk.read(retention_due),
        ),
    ),
    panels={
        "mentee": (_history_of("mentee"), _retention_of(Subject.MENTEE)),
        "mentor": (_history_of("volunteer"), _retention_of(Subject.MENTOR)),
        "plan": (_history_of("plan"),),
        "target": (_history_of("target"),),
    },
    settings=(
        Place("bin", "Bin", "trash-2", _bin, bin_page),
        Place("trail", "Trail", "history", _trail, trail_page),
    ),
    reports=(
        ReportEntry(
            "destruction",
            "Destruction log",
            "Files that were erased or anonymised: when, by whom and by which rule, without names.",
            _make_destruction,
            destruction_sheet,
        ),
        ReportEntry(
            "processing",
            "Record of processing",
            "Each purpose for which personal data is used, as Article 30 asks for it.",
            partial(_make_processing, "record"),
            processing_sheet,
        ),
        ReportEntry(
            "lawful-basis",
            "Register of lawful bases",
            "For each purpose its basis of Article 6 and its conditions of Articles 9 and 10.",
            partial(_make_processing, "register"),
            processing_sheet,
        ),
    ),
    commands=(
        Command(("report", "destruction"), "what was erased", _destruction, _destruction_arguments),
        Command(("report", "processing"), "the record of processing", _processing, _out),
        Command(("report", "lawful-basis"), "the register of lawful bases", _lawful_basis, _out),
    ),
)
