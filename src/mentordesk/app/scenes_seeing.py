"""The pictures of seeing sessions: lists that figures opened, and the activity report."""

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QWidget

from mentordesk.app.studio import Studio
from mentordesk.features.sessions.rules.periods import NamedPeriod
from mentordesk.features.sessions.screens.activity_dialog import make_activity
from mentordesk.features.sessions.screens.lists import explain_list
from mentordesk.kernel.links import Link
from mentordesk.ui.desk import Desk

Dialogs = tuple[tuple[str, Callable[[], object]], ...]


def seeing_pages(studio: Studio) -> Iterator[tuple[str, QWidget]]:
    """Go through the lists that figures and the first page open."""
    held = (("period", NamedPeriod.YEAR.value), ("status", "held"))
    for name, link in (
        ("sessions-held", Link("sessions", filters=held)),
        ("sessions-to-see-to", Link("sessions_to_do", filters=(("kind", "not_told"),))),
    ):
        studio.desk.go(link)
        yield name, studio.window


def seeing_dialogs(desk: Desk) -> Dialogs:
    """Return the activity report, and what explains the list of things to do."""
    return (
        ("activity-report", lambda: make_activity(desk)),
        ("when-listed", lambda: explain_list(desk)),
    )
