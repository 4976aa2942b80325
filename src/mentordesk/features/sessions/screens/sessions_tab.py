"""The sessions of a mentee or a mentor, as a tab on their page."""

from functools import partial

from PySide6.QtWidgets import QWidget

from mentordesk.features.sessions.operations.recording import record_session
from mentordesk.features.sessions.queries.of_somebody import (
    SHOWN,
    SessionRow,
    SessionsView,
    mentee_sessions,
    mentor_sessions,
)
from mentordesk.features.sessions.screens.session_form import change, record, record_with_mentor
from mentordesk.features.sessions.screens.session_words import TONES, presence_icon, when_words
from mentordesk.kernel.formats import count_of, duration, long_date
from mentordesk.kernel.links import Link
from mentordesk.records.mentees import Mentee
from mentordesk.records.sessions import Attendance, MentoringSession, Presence, SessionStatus
from mentordesk.records.volunteers import Volunteer
from mentordesk.ui.chips import Chip
from mentordesk.ui.desk import Desk
from mentordesk.ui.layouts import column
from mentordesk.ui.panels import Body, Card, EmptyState, FactGrid, Timeline, TimelineItem
from mentordesk.ui.watching import Watching
from mentordesk.ui.words import Words, button


class _Sessions(Watching):
    """Somebody's sessions: figures, planned ones, then what was."""

    def __init__(self, desk: Desk, number: int) -> None:
        """Make the tab; it reads when it is shown."""
        super().__init__(desk, frozenset({MentoringSession, Attendance, Mentee, Volunteer}))
        self.number = number
        self.setAccessibleName("Sessions")
        self._body = Body()
        self.setLayout(column(self._body, gap=0))

    def ask(self) -> SessionsView:
        """Return the sessions."""
        raise NotImplementedError

    def start(self) -> object:
        """Open the form of a new one."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Read the sessions and show them."""
        view = self.desk.attempt(self.ask)
        if view is None:
            return
        may = self.desk.may(record_session)
        if not view.planned and not view.past:
            verb, press = ("Record session", self.start) if may else ("", None)
            says = f"No session with {view.name} yet."
            self._body.show_parts(EmptyState("calendar-days", says, verb, press))
            return
        act = [button("Record", self.start, name="record_here")] if may else []
        figures = Card("Sessions", *act)
        last = long_date(view.last_date) if view.last_date else "None yet"
        facts = [("Held", f"{view.held:,}"), ("Missed", f"{view.missed:,}"), ("Last session", last)]
        figures.add(FactGrid(facts))
        parts: list[QWidget] = [figures]
        if view.planned:
            planned = Card(count_of(len(view.planned), "planned session"))
            planned.add(*(self._planned(each, may=may) for each in view.planned))
            parts.append(planned)
        past = Card("What was, newest first")
        past.add(Timeline([self._item(each) for each in view.past], "Nothing is recorded yet."))
        if len(view.past) == SHOWN:
            past.add(Words(f"The newest {SHOWN} are shown. The place Sessions lists all.", "muted"))
        self._body.show_parts(*parts, past)

    def _planned(self, row: SessionRow, *, may: bool) -> QWidget:
        chips: list[QWidget] = [Chip("Nothing recorded", "amber", "circle-alert")] if row.overdue else []
        item = self._item(row, chips)
        if not may or row.session_date > self.desk.today():
            return Timeline([item])
        act = button("Record what happened", partial(self._record, row.id), name=f"happened_{row.id}")
        act.setAccessibleName(f"Record what happened: {when_words(row.session_date, row.start_time)}")
        made = QWidget()
        made.setLayout(column(Timeline([item]), act, gap=8))
        return made

    def _record(self, session_id: int) -> None:
        self.desk.attempt(partial(change, self.desk, session_id, SessionStatus.HELD))

    def _item(self, row: SessionRow, more: list[QWidget] | None = None) -> TimelineItem:
        length = [duration(row.minutes)] if row.minutes and row.status is SessionStatus.HELD else []
        absent = row.status is SessionStatus.HELD and row.presence is Presence.ABSENT
        word = Presence.ABSENT.label if absent else row.status.label
        tone = "red" if absent else TONES[row.status]
        facts = [row.how.label, *length, row.who, row.place]
        return TimelineItem(
            "   ·   ".join(each for each in facts if each),
            when_words(row.session_date, row.start_time),
            row.says,
            presence_icon(row.status),
            (Chip(word, tone), *(more or ())),
            partial(self.desk.go, Link("session", row.id)),
        )


class MenteeSessions(_Sessions):
    """The sessions of a mentee."""

    def ask(self) -> SessionsView:
        """Return the sessions."""
        return self.desk.read(mentee_sessions, self.number)

    def start(self) -> object:
        """Open the form of a new one."""
        return record(self.desk, self.number)


class MentorSessions(_Sessions):
    """The sessions of a mentor."""

    def ask(self) -> SessionsView:
        """Return the sessions."""
        return self.desk.read(mentor_sessions, self.number)

    def start(self) -> object:
        """Open the form of a new one."""
        return record_with_mentor(self.desk, self.number)
