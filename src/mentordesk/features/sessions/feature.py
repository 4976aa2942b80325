"""What sessions offer to the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentordesk.features.sessions.operations.concerns import raise_concern
from mentordesk.features.sessions.queries.concerns import concerns_about, register_of_concerns
from mentordesk.ui.feature import Feature, Filters, New, PanelEntry, ReportEntry

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from mentordesk.ui.desk import Desk


def _concern(desk: Desk, number: int) -> QWidget:
    from mentordesk.features.sessions.screens.concern_page import ConcernPage

    return ConcernPage(desk, number)


def _concerns(desk: Desk, filters: Filters) -> QWidget:
    from mentordesk.features.sessions.screens.concern_lists import concern_list

    return concern_list(desk, filters)


def _concerns_tab(desk: Desk, mentee_id: int) -> QWidget:
    from mentordesk.features.sessions.screens.concern_page import ConcernsTab

    return ConcernsTab(desk, mentee_id)


def _new_concern(desk: Desk) -> None:
    from mentordesk.features.sessions.screens.concern_forms import new_concern

    new_concern(desk)


def _make_register(desk: Desk) -> None:
    from mentordesk.features.sessions.screens.concern_papers import make_register_of_concerns

    make_register_of_concerns(desk)


FEATURE = Feature(
    "sessions",
    "Sessions",
    "calendar-days",
    panels={"mentee": (PanelEntry("concerns", "Concerns", _concerns_tab, concerns_about),)},
    links={"concern": _concern},
    lists={"concerns": _concerns},
    new=(New("Raise concern", "triangle-alert", _new_concern, raise_concern),),
    reports=(
        ReportEntry(
            "concerns",
            "Register of concerns",
            "Concerns that were raised in a period, with what was done. It names people.",
            _make_register,
            register_of_concerns,
        ),
    ),
)
