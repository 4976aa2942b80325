"""Scenes of privacy: a request with its answer, and the forms of requests, complaints and breaches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QDialog, QTabWidget

from mentordesk.features.privacy.queries.access import redaction_queue
from mentordesk.features.privacy.queries.breaches import breach_page
from mentordesk.features.privacy.queries.complaints import complaint_page
from mentordesk.features.privacy.queries.requests import request_page, request_view
from mentordesk.features.privacy.screens.answer_tab import decide_text
from mentordesk.features.privacy.screens.breaches_forms import edit_breach, new_breach
from mentordesk.features.privacy.screens.complaints_forms import edit_complaint
from mentordesk.features.privacy.screens.requests_forms import decide_request, edit_request, new_request
from mentordesk.kernel.links import Link
from mentordesk.kernel.paging import ListAsk
from mentordesk.records.requests import RequestKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QMainWindow, QWidget

    from mentordesk.ui.desk import Desk


class Studio(Protocol):
    """What the scenes need: the desk, the window, and time to draw."""

    @property
    def desk(self) -> Desk:
        """What the screens work at."""

    @property
    def window(self) -> QMainWindow:
        """The window."""

    def settle(self) -> None:
        """Let the window draw itself."""


def scenes(studio: Studio) -> Iterator[tuple[str, QWidget]]:
    """Go through the page of a request and every form, each with its name; the next step closes it."""
    desk, window = studio.desk, studio.window
    access = desk.read(request_page, ListAsk(filters=(("kind", RequestKind.ACCESS),))).rows[0].id
    desk.go(Link("request", access))
    studio.settle()
    tabs = window.findChild(QTabWidget, "request_tabs")
    if tabs is not None:
        for place in range(tabs.count()):
            tabs.setCurrentIndex(place)
            studio.settle()
            yield f"request-{tabs.tabText(place).lower()}", window
    complaint = desk.read(complaint_page, ListAsk()).rows[0].id
    breach = desk.read(breach_page, ListAsk()).rows[0].id
    row = desk.read(redaction_queue, access)[0]
    dialogs: tuple[tuple[str, Callable[[], object]], ...] = (
        ("new-request", lambda: new_request(desk)),
        ("edit-request", lambda: edit_request(desk, access)),
        ("decide-request", lambda: decide_request(desk, desk.read(request_view, access))),
        ("decide-text", lambda: decide_text(desk, access, row)),
        ("complaint", lambda: edit_complaint(desk, complaint)),
        ("new-breach", lambda: new_breach(desk)),
        ("breach", lambda: edit_breach(desk, breach)),
    )
    for name, show in dialogs:
        show()
        studio.settle()
        for dialog in window.findChildren(QDialog):
            if dialog.isVisible():
                yield f"dialog-{name}", dialog
                dialog.done(0)
        studio.settle()
