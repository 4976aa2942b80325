"""What the privacy feature offers to the program: history on every page, the trail, the bin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentordesk.features.privacy.operations.requests import record_request
from mentordesk.features.privacy.queries.history import history
from mentordesk.features.privacy.queries.requests import privacy_due, request_page
from mentordesk.features.privacy.queries.trail import trail_page
from mentordesk.store.bin import bin_page
from mentordesk.ui.feature import Feature, New, PanelEntry, Place

if TYPE_CHECKING:
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


def _place(desk: Desk) -> QWidget:
    from mentordesk.features.privacy.screens.requests_place import PrivacyPlace

    return PrivacyPlace(desk)


def _request(desk: Desk, number: int) -> QWidget:
    from mentordesk.features.privacy.screens.request_page import RequestPage

    return RequestPage(desk, number)


def _new_request(desk: Desk) -> None:
    from mentordesk.features.privacy.screens.requests_forms import new_request

    new_request(desk)


def _bin(desk: Desk) -> QWidget:
    from mentordesk.features.privacy.screens.pages import BinPage

    return BinPage(desk)


FEATURE = Feature(
    "privacy",
    "Privacy",
    "shield-check",
    places=(
        Place(
            "privacy", "Privacy", "shield-check", _place, request_page, lambda desk: desk.read(privacy_due)
        ),
    ),
    links={"request": _request},
    new=(New("New request about data", "shield-check", _new_request, record_request),),
    panels={
        "mentee": (_history_of("mentee"),),
        "mentor": (_history_of("volunteer"),),
        "plan": (_history_of("plan"),),
        "target": (_history_of("target"),),
    },
    settings=(
        Place("bin", "Bin", "trash-2", _bin, bin_page),
        Place("trail", "Trail", "history", _trail, trail_page),
    ),
)
