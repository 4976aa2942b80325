"""The buttons that features offer on somebody else's page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from mentordesk.ui.words import button

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from mentordesk.ui.desk import Desk


def offered_actions(desk: Desk, kind: str, number: int, about: str = "") -> list[QPushButton]:
    """Return the buttons that features offer for a record; `about` tells one record of a page from others."""
    made = []
    for entry in desk.actions.get(kind, ()):
        if not desk.may(entry.needs):
            continue
        press = partial(desk.attempt, partial(entry.start, desk, number))
        look = "primary" if entry.primary else ""
        each = button(entry.label, press, kind=look, name=f"{entry.name}_{number}" if about else entry.name)
        if about:
            each.setAccessibleName(f"{entry.label}: {about}")
        made.append(each)
    return made
