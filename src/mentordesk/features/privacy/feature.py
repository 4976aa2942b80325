"""What the privacy feature offers to the program: history on every page, the trail, the bin."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mentordesk.features.privacy.queries.dip import dip_export, dip_sheet
from mentordesk.features.privacy.queries.dip_lists import dip_findings_due, dip_page
from mentordesk.features.privacy.queries.history import history
from mentordesk.features.privacy.queries.trail import trail_page
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


def _samples(desk: Desk) -> QWidget:
    from mentordesk.features.privacy.screens.dip_page import SampleList

    return SampleList(desk)


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

FEATURE = Feature(
    "privacy",
    "Privacy",
    "shield-check",
    places=(
        Place(
            "dip-samples",
            "Dip samples",
            "list-checks",
            _samples,
            dip_page,
            lambda desk: desk.read(dip_findings_due),
        ),
    ),
    links={"dip_sample": _sample},
    reports=(ReportEntry("dip-sample", "Dip sample", _DIP, _make_dip, dip_sheet),),
    commands=(Command(("report", "dip-sample"), "one dip sample, cases by reference", _dip, _dip_arguments),),
    panels={
        "mentee": (_history_of("mentee"),),
        "mentor": (_history_of("volunteer"),),
        "plan": (_history_of("plan"),),
        "target": (_history_of("target"),),
        "dip_sample": (_history_of("dip_sample"),),
    },
    settings=(
        Place("bin", "Bin", "trash-2", _bin, bin_page),
        Place("trail", "Trail", "history", _trail, trail_page),
    ),
)
