"""The calendar of sessions: day, week, month, agenda; whose sessions; moved by hand; exported."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from mentordesk.features.sessions.operations.moving import move_session
from mentordesk.features.sessions.operations.series import change_planned, plan_series
from mentordesk.features.sessions.queries.calendar import (
    CalendarRow,
    CalendarSheet,
    calendar_export,
    calendar_sheet,
)
from mentordesk.features.sessions.queries.finding import FoundOne, Kind, found_for_sessions
from mentordesk.features.sessions.rules.calendar import CalendarAsk
from mentordesk.features.sessions.screens.calendar_export import export_calendar
from mentordesk.features.sessions.screens.plan_form import change_plan, plan
from mentordesk.features.sessions.screens.series_form import call_off_rest, repeat_planned
from mentordesk.kernel.dates import Period, bank_holidays
from mentordesk.kernel.formats import clock, long_date
from mentordesk.kernel.links import Link
from mentordesk.records.mentees import Mentee
from mentordesk.records.people import Person
from mentordesk.records.sessions import Attendance, MentoringSession, SessionStatus
from mentordesk.records.volunteers import Volunteer
from mentordesk.ui.agenda import DIARY_KEYS, Diary, Edge, Happening, Mark, Scale
from mentordesk.ui.fields import Picked, PickField
from mentordesk.ui.layouts import column, line
from mentordesk.ui.watching import Watching
from mentordesk.ui.words import Words, button, icon_button

if TYPE_CHECKING:
    from datetime import date, time

    from mentordesk.ui.desk import Desk

MARKS = {
    SessionStatus.PLANNED: Mark("Planned", "calendar-days", "unrated", Edge.OUTLINE),
    SessionStatus.HELD: Mark("Held", "check", "green", Edge.FILLED),
    SessionStatus.MISSED: Mark("Missed", "x", "red", Edge.DASHED),
    SessionStatus.CANCELLED: Mark("Cancelled", "minus", "unrated", Edge.DASHED, struck=True),
}
"""How the states of a session are told apart: by word, icon, edge and only then by colour."""
_WATCHED = frozenset({MentoringSession, Attendance, Mentee, Volunteer, Person})
_MEMORY = "calendar"


class CalendarTab(Watching):
    """Sessions on their days; a filter names mentors, mentees, staff or places."""

    keys = DIARY_KEYS

    def __init__(self, desk: Desk) -> None:
        """Make the tab; it reads when it is shown."""
        super().__init__(desk, _WATCHED)
        self.setObjectName("calendar")
        self.setAccessibleName("Calendar")
        self.sheet: CalendarSheet | None = None
        self._rows: dict[int, CalendarRow] = {}
        self._found: list[FoundOne] = []
        kept = desk.memory.recall(_MEMORY)
        number = kept.get("scale") if isinstance(kept, dict) else None
        scale = next((each for place, each in enumerate(Scale) if place == number), Scale.WEEK)
        self.diary = Diary("Sessions", desk.today(), "No session", scale=scale)
        self.diary.entered.connect(self._entered)
        self.diary.opened.connect(lambda number: desk.go(Link("session", number)))
        self.diary.moved.connect(self.move_to)
        self.diary.wanted.connect(self._plan)
        self.diary.acts.connect(self.offer_acts)
        self.only = PickField(
            "only",
            "Show only",
            self._find,
            most=6,
            hint="A mentor, mentee, member of staff or place",
            more="And another",
        )
        self.only.changed.connect(self._filtered)
        whole = column(self._tools(), self.diary, gap=8, margins=(0, 16, 0, 12))
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _tools(self) -> QWidget:
        made = QWidget()
        label = Words("Show only", "label", wrap=False)
        self._export = icon_button("download", "Export the calendar", self.export)
        self._export.setObjectName("export_calendar")
        self._export.setVisible(self.desk.may(calendar_export))
        row = line(label, self.only, None, self._export, gap=8)
        row.setStretch(1, 1000)
        for each in (self.only, self._export):
            row.setAlignment(each, Qt.AlignmentFlag.AlignTop)
        if self.desk.may(plan_series):
            new = button("Plan a session", self._plan_now, kind="primary", icon_name="plus", name="plan")
            row.addWidget(new, 0, Qt.AlignmentFlag.AlignTop)
        made.setLayout(row)
        return made

    def _find(self, words: str) -> list[Picked]:
        if not words:
            return []
        found = self.desk.attempt(lambda: self.desk.read(found_for_sessions, words)) or ()
        start = len(self._found)
        self._found += found
        return [Picked(start + place, each.title, _told(each)) for place, each in enumerate(found)]

    def ask(self) -> CalendarAsk:
        """Return what is shown: the days, and whose sessions."""
        period = self.diary.period()
        chosen = [self._found[number] for number in self.only.numbers() if number < len(self._found)]
        by_kind = {kind: [each for each in chosen if each.kind is kind] for kind in Kind}
        return CalendarAsk(
            period.first,
            period.last,
            mentors=tuple(each.number for each in by_kind[Kind.MENTOR]),
            mentees=tuple(each.number for each in by_kind[Kind.MENTEE]),
            places=tuple(each.key for each in by_kind[Kind.PLACE]),
            workers=tuple(each.number for each in by_kind[Kind.WORKER]),
        )

    def refresh(self) -> None:
        """Read the sessions of the period and show them."""
        self.diary.today = self.desk.today()
        read = self.desk.attempt(lambda: self.desk.read(calendar_sheet, self.ask()))
        if read is None:
            return
        self.sheet = read
        carried = self.diary.view().moving
        kept = [self._rows[carried.row.key]] if carried and carried.row.key in self._rows else []
        self._rows = {row.id: row for row in (*kept, *read.rows)}
        movable = self.desk.may(move_session)
        shown = [_happening(row, movable=movable) for row in read.rows]
        note = ""
        if read.totals:
            note = f"{read.total:,} sessions; only the first of each day are shown. Choose whose."
        period = self.diary.period()
        self.diary.fill(shown, bank_holidays(period.first, period.last), read.totals, note=note)

    def _entered(self, _period: Period) -> None:
        self.desk.memory.keep(_MEMORY, {"scale": list(Scale).index(self.diary.scale)})
        if self.isVisible():
            self._refresh_now()
        else:
            self._stale = True

    def _filtered(self) -> None:
        if not self.only.edit.text() and self.isVisible() and self.sheet and self.sheet.ask != self.ask():
            self._refresh_now()

    def _row(self, number: int) -> CalendarRow | None:
        """Return a session that is shown, or was when it was taken to another period."""
        return self._rows.get(number)

    def move_to(self, number: int, day: date, start: time | None) -> None:
        """Move a session; the message bar offers to undo it, and tells of a clash."""
        row = self._row(number)
        if row is None:
            return
        self.desk.attempt(partial(self._move, row, day, start))

    def _move(self, row: CalendarRow, day: date, start: time | None) -> None:
        self.desk.write(move_session, row.id, row.version, day, start)
        at = f", {clock(start)}" if start else ""
        moved = self._row(row.id)
        clash = f" {moved.clash}" if moved and moved.clash else ""
        self.desk.say(f"Session moved to {long_date(day)}{at}.{clash}")

    def _plan_now(self) -> None:
        self._plan(self.diary.view().day, None)

    def _plan(self, day: date, start: time | None) -> None:
        if not self.desk.may(plan_series):
            return
        asked = self.ask()
        mentee = asked.mentees[0] if len(asked.mentees) == 1 else None
        plan(self.desk, day, start, mentee_id=mentee)

    def offer_acts(self, number: int, point: QPoint) -> QMenu | None:
        """List what can be done with a session."""
        row = self._row(number)
        if row is None:
            return None
        desk, menu = self.desk, QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(f"What to do with the session with {row.title}")
        menu.addAction("Open", lambda: desk.go(Link("session", number)))
        if row.status is SessionStatus.PLANNED and desk.may(change_planned):
            menu.addAction("Change the plan", lambda: change_plan(desk, number))
            if row.series_id is None:
                menu.addAction("Repeat", lambda: repeat_planned(desk, number))
            else:
                menu.addAction("Call off this and all that follow", lambda: call_off_rest(desk, number))
        menu.popup(point)
        return menu

    def export(self) -> Any:
        """Ask what may leave with the calendar, then where to save it."""
        return export_calendar(self.desk, self.ask(), self.filter_labels())

    def filter_labels(self) -> tuple[str, ...]:
        """Return which kinds of filter are in force, without their names."""
        chosen = {self._found[number].kind for number in self.only.numbers() if number < len(self._found)}
        return tuple(kind.label for kind in Kind if kind in chosen)


def _told(found: FoundOne) -> str:
    return found.says if found.kind is not Kind.MENTEE else f"Mentee, {found.says}"


def _happening(row: CalendarRow, *, movable: bool) -> Happening:
    by = [name for name in (row.mentor, row.worker) if name]
    detail = " · ".join(part for part in (*by, row.how.label, row.place, row.topic) if part)
    if row.later_hour:
        detail = f"second {clock(row.start_time)} of this night · {detail}" if row.start_time else detail
    if row.series_id is not None:
        detail = f"{detail} · repeats"
    return Happening(
        row.id,
        row.session_date,
        row.start_time,
        row.minutes or 60,
        row.title,
        detail,
        MARKS[row.status],
        movable and row.status is SessionStatus.PLANNED,
        row.clash,
    )
