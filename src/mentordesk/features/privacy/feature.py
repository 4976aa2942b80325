"""What the privacy feature offers to the program: history, the trail, the bin, retention and its papers."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mentordesk.features.privacy.operations.access import note_gathered, note_taken_out
from mentordesk.features.privacy.operations.erasure import erase
from mentordesk.features.privacy.operations.requests import record_request
from mentordesk.features.privacy.queries.access import (
    answer_sheet,
    mentee_sheet,
    mentee_to_answer,
    open_access_request,
)
from mentordesk.features.privacy.queries.destruction import destruction_sheet
from mentordesk.features.privacy.queries.dip import dip_export, dip_sheet
from mentordesk.features.privacy.queries.dip_lists import dip_findings_due
from mentordesk.features.privacy.queries.history import history
from mentordesk.features.privacy.queries.processing import processing_sheet
from mentordesk.features.privacy.queries.requests import privacy_due, request_page, requests_sheet
from mentordesk.features.privacy.queries.retention import due_page, retention_due
from mentordesk.features.privacy.queries.trail import trail_page
from mentordesk.kernel.dates import parse_period
from mentordesk.kernel.errors import Invalid
from mentordesk.kernel.exports import Export
from mentordesk.kernel.formats import count_of
from mentordesk.records.retention import Subject
from mentordesk.store.bin import bin_page
from mentordesk.ui.feature import Command, CommandContext, Feature, New, PanelEntry, Place, ReportEntry

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from PySide6.QtWidgets import QWidget

    from mentordesk.ui.desk import Desk


_PDF = "the PDF to write"


def _history_of(table: str) -> PanelEntry:
    def make(desk: Desk, number: int) -> QWidget:
        from mentordesk.features.privacy.screens.history_panel import HistoryPanel

        return HistoryPanel(desk, table, number)

    return PanelEntry("history", "Changes", make, history)


def _trail(desk: Desk) -> QWidget:
    from mentordesk.features.privacy.screens.pages import TRAIL
    from mentordesk.ui.list_page import ListPage

    return ListPage(desk, TRAIL)


def _place(desk: Desk) -> QWidget:
    from mentordesk.features.privacy.screens.requests_place import PrivacyPlace

    return PrivacyPlace(desk)


def _request(desk: Desk, number: int) -> QWidget:
    from mentordesk.features.privacy.screens.request_page import RequestPage

    return RequestPage(desk, number)


def _new_request(desk: Desk) -> None:
    from mentordesk.features.privacy.screens.requests_forms import new_request

    new_request(desk)


def _answer_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--mentee", required=True, metavar="REF", help="the mentee's reference: M-00014")
    parser.add_argument(
        "--output", "--out", type=Path, required=True, metavar="FILE", help="the PDF to write"
    )
    parser.add_argument("--data", type=Path, metavar="FILE", help="a ZIP with data.json and the files")
    parser.add_argument(
        "--hold-back", action="store_true", help="leave out what nobody has decided on, instead of refusing"
    )


def _answer(context: CommandContext) -> None:
    from mentordesk.features.privacy.reports import access_pdf, access_zip

    chosen, store = context.arguments, context.store
    mentee = store.read(mentee_to_answer, chosen.mentee)
    request = store.read(open_access_request, mentee)
    if request is None and not chosen.hold_back:
        message = (
            "This mentee has no open request for access, so nobody has decided on the texts about others. "
            "Record the request first, or use --hold-back to leave those texts out."
        )
        raise Invalid({"mentee": message})
    if request is None:
        sheet = store.read(mentee_sheet, mentee)
        store.write(note_taken_out, mentee)
    else:
        sheet = store.read(answer_sheet, request, hold_back=chosen.hold_back)
        store.write(note_gathered, request)
    context.save(chosen.output, access_pdf(sheet), Export("report:subject-access", "pdf", request or 0))
    if chosen.data:
        context.save(chosen.data, access_zip(sheet), Export("report:subject-access", "zip", request or 0))
    if sheet.held_back:
        context.say(f"{count_of(sheet.held_back, 'text was', 'texts were')} held back.")


def _log_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--period", default="", help='"Q3 2026", "2026", "1/7/2026 to 30/9/2026"')
    parser.add_argument("--names", action="store_true", help="who asked")
    parser.add_argument(
        "--output", "--out", type=Path, required=True, metavar="FILE", help="the PDF to write"
    )


def _log(context: CommandContext) -> None:
    from mentordesk.features.privacy.reports import requests_pdf

    chosen = context.arguments
    period = parse_period(chosen.period, context.store.clock().astimezone().date()) if chosen.period else None
    if chosen.period and period is None:
        raise Invalid({"period": f'"{chosen.period}" is not a period. Try "Q3 2026" or "2026".'})
    sheet = context.store.read(requests_sheet, period)
    asked = (*(("Period",) if period else ()), *(("Names",) if chosen.names else ()))
    export = Export("report:requests", "pdf", filters=asked)
    context.save(chosen.output, requests_pdf(sheet, names=chosen.names), export)


def _bin(desk: Desk) -> QWidget:
    from mentordesk.features.privacy.screens.pages import BinPage

    return BinPage(desk)


def _sample(desk: Desk, number: int) -> QWidget:
    from mentordesk.features.privacy.screens.dip_page import SamplePage

    return SamplePage(desk, number)


def _make_dip(desk: Desk) -> None:
    from mentordesk.features.privacy.screens.dip_report import make_dip_report

    make_dip_report(desk)


def _dip_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--sample", type=int, required=True, metavar="N", help="the sample's number")
    parser.add_argument("--output", type=Path, required=True, metavar="FILE", help="the PDF to write")


def _dip(context: CommandContext) -> None:
    from mentordesk.features.privacy.reports.dip import dip_pdf

    sheet = context.store.read(dip_sheet, context.arguments.sample)
    context.save(context.arguments.output, dip_pdf(sheet), dip_export(sheet))


_DIP = (
    "How a sample of cases was drawn, what was found in them and what was put right; cases by reference only."
)


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
            "privacy",
            "Privacy",
            "shield-check",
            _place,
            request_page,
            lambda desk: desk.read(privacy_due) + desk.read(dip_findings_due),
        ),
        Place("retention", "Retention", "clock", _retention, due_page, lambda desk: desk.read(retention_due)),
    ),
    links={"request": _request, "dip_sample": _sample},
    new=(New("New request about data", "shield-check", _new_request, record_request),),
    panels={
        "mentee": (_history_of("mentee"), _retention_of(Subject.MENTEE)),
        "mentor": (_history_of("volunteer"), _retention_of(Subject.MENTOR)),
        "session": (_history_of("session"),),
        "plan": (_history_of("plan"),),
        "target": (_history_of("target"),),
        "dip_sample": (_history_of("dip_sample"),),
    },
    settings=(
        Place("bin", "Bin", "trash-2", _bin, bin_page),
        Place("trail", "Trail", "history", _trail, trail_page),
    ),
    reports=(
        ReportEntry("dip-sample", "Dip sample", _DIP, _make_dip, dip_sheet),
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
        Command(
            ("report", "subject-access"),
            "everything that is kept about a mentee, for the mentee",
            _answer,
            _answer_arguments,
        ),
        Command(("report", "requests"), "requests about personal data of a period", _log, _log_arguments),
        Command(("report", "dip-sample"), "one dip sample, cases by reference", _dip, _dip_arguments),
        Command(("report", "destruction"), "what was erased", _destruction, _destruction_arguments),
        Command(("report", "processing"), "the record of processing", _processing, _out),
        Command(("report", "lawful-basis"), "the register of lawful bases", _lawful_basis, _out),
    ),
)
