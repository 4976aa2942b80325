"""What backups offer to the program: the Health page in Settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentordesk.store.drill import trail_reach
from mentordesk.ui.feature import Feature, Place

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from mentordesk.ui.desk import Desk


def _health(desk: Desk) -> QWidget:
    from mentordesk.features.backups.screens.health import HealthPage

    return HealthPage(desk)


FEATURE = Feature(
    "backups",
    "Health",
    "shield-check",
    settings=(Place("health", "Health", "shield-check", _health, trail_reach),),
)
