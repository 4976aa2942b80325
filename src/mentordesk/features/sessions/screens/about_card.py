"""What the form of a session says of the person it is with: the last session, and planned ones."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from mentordesk.features.sessions.queries.finding import plan_hints
from mentordesk.features.sessions.rules.planning import PlanDraft
from mentordesk.features.sessions.rules.recording import NOT_HELD
from mentordesk.kernel.formats import clock, short_date
from mentordesk.ui.layouts import Flow, clear, line, put
from mentordesk.ui.panels import Banner
from mentordesk.ui.words import Picture, Words, button

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


class ClashLine(QFrame):
    """A warning that somebody has another session at the same time; it refuses nothing."""

    def __init__(self, form: SessionForm) -> None:
        """Say nothing yet."""
        super().__init__()
        self._form = form
        self._asked: PlanDraft | None = None
        self.setProperty("box", "warning")
        self._says = Words("", "label")
        whole = line(Picture("triangle-alert", "amber"), self._says, gap=8, margins=12)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.hide()

    def look(self, mentees: tuple[int, ...]) -> None:
        """Look who is busy then; without a start nobody is."""
        form = self._form
        mentor, status = form.said("mentor") or (), form.said("status")
        asked = PlanDraft(
            mentees,
            mentor[0].number if mentor else None,
            form.said("worker_id"),
            form.said("session_date"),
            form.said("start_time"),
            minutes=form.said("minutes"),
        )
        if status in NOT_HELD or asked.start_time is None or not mentees:
            asked = PlanDraft()
        if asked == self._asked:
            return
        self._asked = asked
        found = form.desk.attempt(lambda: form.desk.read(plan_hints, asked, form.session_id))
        words = found.clash if found else ""
        self._says.setText(f"{words} Look whether this is the same session." if words else "")
        self.setVisible(bool(words))
