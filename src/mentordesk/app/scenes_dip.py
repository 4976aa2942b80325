"""The pages and dialogs of dip samples, and a case of somebody else, for pictures and for tests."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from mentordesk.app.studio import Studio
from mentordesk.features.mentees.queries.lists import mentee_page
from mentordesk.features.mentees.queries.opening import case_gate
from mentordesk.features.organisation.operations import change_organisation
from mentordesk.features.organisation.queries import organisation_sheet
from mentordesk.features.privacy.queries.dip import SampleView, sample_view
from mentordesk.features.privacy.queries.dip_lists import dip_page
from mentordesk.features.privacy.screens.dip_forms import (
    answer_case,
    conclude,
    edit_checklist,
    edit_finding,
    new_finding,
    new_sample,
    recheck,
)
from mentordesk.features.privacy.screens.dip_page import show_report
from mentordesk.features.privacy.screens.dip_report import make_dip_report
from mentordesk.kernel.links import Link
from mentordesk.kernel.paging import ListAsk
from mentordesk.ui.desk import Desk

Dialogs = tuple[tuple[str, Callable[[], object]], ...]
Tabs = Callable[[Studio, str], Iterator[tuple[str, QWidget]]]


def dip_tabs(studio: Studio, tabs: Tabs) -> Iterator[tuple[str, QWidget]]:
    """Go through the tabs of the demonstration's sample."""
    studio.desk.go(Link("dip_sample", _sample(studio.desk).row.id))
    yield from tabs(studio, "dip-sample")
    yield from _gate(studio)


def _gate(studio: Studio) -> Iterator[tuple[str, QWidget]]:
    """Show a case of somebody else in a charity that asks why it is opened."""
    desk = studio.desk
    _ask_why(desk, ask=True)
    others = desk.read(mentee_page, ListAsk()).rows
    closed = next(row.id for row in others if desk.read(case_gate, row.id).closed)
    desk.go(Link("mentee", closed))
    studio.settle()
    yield "case-gate", studio.window
    _ask_why(desk, ask=False)


def _ask_why(desk: Desk, *, ask: bool) -> None:
    sheet = desk.read(organisation_sheet)
    desk.write(change_organisation, sheet.id, sheet.version, replace(sheet.draft, ask_reason=ask))


def dip_dialogs(desk: Desk) -> Dialogs:
    """Return every dialog of dip samples with what opens it."""
    view = _sample(desk)
    number, waiting = view.row.id, view.findings[0]
    return (
        ("dip-draw", lambda: new_sample(desk)),
        ("dip-checklist", lambda: edit_checklist(desk)),
        ("dip-case", lambda: answer_case(desk, number, view.cases[0].id)),
        ("dip-case-new", lambda: answer_case(desk, number, view.cases[-1].id)),
        ("dip-finding", lambda: new_finding(desk, view.cases[0])),
        ("dip-finding-change", lambda: edit_finding(desk, number, waiting)),
        ("dip-recheck", lambda: recheck(desk, view, waiting)),
        ("dip-conclude", lambda: conclude(desk, view)),
        ("dip-report", lambda: make_dip_report(desk)),
        ("dip-preview", lambda: show_report(desk, number)),
    )


def _sample(desk: Desk) -> SampleView:
    return desk.read(sample_view, desk.read(dip_page, ListAsk()).rows[0].id)
