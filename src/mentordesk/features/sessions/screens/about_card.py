"""What the form of a session says of the person it is with: the last session, and planned ones."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentordesk.kernel.formats import clock, short_date
from mentordesk.ui.layouts import Flow, clear, put
from mentordesk.ui.panels import Banner
from mentordesk.ui.words import Words, button

if TYPE_CHECKING:
    from datetime import date, time

    from mentordesk.features.sessions.queries.recording import StartRow
    from mentordesk.features.sessions.screens.session_editor import SessionForm


class AboutThem(QWidget):
    """A few lines under the name, with what can be done at once."""

    def __init__(self, form: SessionForm) -> None:
        """Say nothing yet."""
        super().__init__()
        self._form = form
        self._list = QVBoxLayout(self)
        self._list.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def show_start(self, start: StartRow | None, *, new: bool) -> None:
        """Show from where a session with somebody starts."""
        clear(self._list)
        parts: list[QWidget] = []
        if start is not None and start.hidden:
            says = (
                "This case is not yours, so nothing of it is shown here. You can record the session; "
                "to see their goals and last session, open the case on their page first."
            )
            parts.append(Banner(says))
        if start is not None and new:
            parts += [self._planned(*each) for each in start.planned]
            if start.last_id is not None:
                parts.append(self._last(start))
        put(self._list, *parts)
        self.setVisible(bool(parts))

    def _planned(self, number: int, day: date, at: time | None) -> QWidget:
        when = "today" if day == self._form.desk.today() else f"for {short_date(day)}"
        when = f"{when} at {clock(at)}" if at else when
        go = button("Record that one", partial(self._form.wanted.emit, number), name=f"planned_{number}")
        return Banner(f"A session was planned {when}. Nothing is recorded of it yet.", "notice", go)

    def _last(self, start: StartRow) -> QWidget:
        made = QWidget()
        flow = Flow(made, gap=12)
        last = short_date(start.last_date)
        flow.addWidget(Words(f"Last met {last}", "muted", wrap=False))
        press = partial(self._form.copy_last, start.last_id or 0)
        flow.addWidget(button("&Copy last session", press, kind="link", name="copy_last"))
        return made
