"""What the first page offers to the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentordesk.features.home.queries import concerns_open, today
from mentordesk.ui.feature import Feature, Place

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from mentordesk.ui.desk import Desk


def _home(desk: Desk) -> QWidget:
    from mentordesk.features.home.screens import HomePage

    return HomePage(desk)


FEATURE = Feature(
    "home",
    "Home",
    "house",
    places=(Place("home", "Home", "house", _home, today, lambda desk: desk.read(concerns_open)),),
)
