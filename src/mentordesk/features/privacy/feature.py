"""What the privacy feature offers to the program: history on every page, the trail, the bin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentordesk.features.privacy.queries.history import history
from mentordesk.features.privacy.queries.trail import trail_page
from mentordesk.store.bin import bin_page
from mentordesk.ui.feature import Feature, PanelEntry, Place

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


def _bin(desk: Desk) -> QWidget:
    from mentordesk.features.privacy.screens.pages import BinPage

    return BinPage(desk)


FEATURE = Feature(
    "privacy",
    "Privacy",
    "shield-check",
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
