"""The pages and dialogs of dip samples, for pictures and for tests."""

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QWidget

from mentordesk.app.studio import Studio
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
