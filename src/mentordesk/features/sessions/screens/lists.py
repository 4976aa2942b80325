"""The lists of sessions: all of them, what needs seeing to, and how often matches meet."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from mentordesk.features.sessions.operations.recording import change_session
from mentordesk.features.sessions.operations.series import plan_series
from mentordesk.features.sessions.queries.cadence import (
    CADENCE_COLUMNS,
    TO_DO_COLUMNS,
    ToDoRow,
    cadence_page,
    to_do_owners,
    to_do_page,
    to_do_says,
)
from mentordesk.features.sessions.queries.calendar import calendar_export
from mentordesk.features.sessions.queries.lists import (
    SESSION_COLUMNS,
    SessionsShown,
    mentee_called,
    mentor_called,
    mentor_choices,
    pathways_touched,
    place_choices,
    session_page,
)
from mentordesk.features.sessions.rules.periods import NamedPeriod, decoded, period_words
from mentordesk.features.sessions.screens.plan_form import plan
from mentordesk.features.sessions.screens.session_form import change
from mentordesk.kernel.links import Link
from mentordesk.records.cadence import ToDoKind
from mentordesk.records.matches import Frequency, Match, MatchChange
from mentordesk.records.mentees import Episode, Mentee
from mentordesk.records.people import Person
from mentordesk.records.sessions import (
    Attendance,
    How,
    MentoringSession,
    Presence,
    ReasonClass,
    SessionReason,
    SessionSettings,
    SessionStatus,
)
from mentordesk.records.volunteers import Volunteer
from mentordesk.ui.desk import Desk
from mentordesk.ui.dialogs import HouseDialog
from mentordesk.ui.feature import Filters, New
from mentordesk.ui.fields.choice import pairs_of
from mentordesk.ui.layouts import column
from mentordesk.ui.list_page import ListPage
from mentordesk.ui.listing import Filter, Listing
from mentordesk.ui.words import Words, button, icon_button

PERIOD = Filter(
    "period",
    "Period",
    lambda _desk: pairs_of(NamedPeriod),
    called=lambda desk, value: period_words(decoded(value, desk.today())),
)


def _mentor(desk: Desk, number: int) -> str:
    return desk.read(mentor_called, number)


def _mentee(desk: Desk, number: int) -> str:
    return desk.read(mentee_called, number)


SESSIONS: Listing[Any] = Listing(
    name="sessions",
    title="All sessions",
    noun=("session", "sessions"),
    query=session_page,
    columns=SESSION_COLUMNS,
    watches=frozenset({MentoringSession, Attendance, Mentee, Volunteer, Person, SessionReason}),
    empty="No session yet. Plan one, or record one that was held.",
    icon="calendar-days",
    sort="date",
    descending=True,
    in_tab=True,
    open=lambda row: Link("session", row.id),
    new=New("Plan a session", "calendar-days", lambda desk: plan(desk, desk.today(), None), plan_series),
    filters=(
        Filter("view", "View", lambda _desk: pairs_of(SessionsShown)),
        PERIOD,
        Filter("status", "Status", lambda _desk: pairs_of(SessionStatus)),
        Filter("how", "How", lambda _desk: pairs_of(How), seldom=True),
        Filter("mentor", "Mentor", lambda desk: desk.read(mentor_choices), _mentor),
        Filter("worker", "Staff", lambda desk: desk.read(to_do_owners)[:-1], seldom=True),
        Filter("mentee", "Mentee", lambda _desk: (), _mentee),
        Filter("match", "Match", lambda _desk: (), lambda _desk, _number: "one match"),
        Filter(
            "place", "Place", lambda desk: desk.read(place_choices), lambda _desk, key: str(key), seldom=True
        ),
        Filter("reason_class", "Kind of reason", lambda _desk: pairs_of(ReasonClass), seldom=True),
        Filter("pathway", "Pathway", lambda desk: desk.read(pathways_touched), seldom=True),
        Filter("presence", "Somebody", lambda _desk: (), lambda _desk, value: Presence(value).label.lower()),
    ),
    export_needs=calendar_export,
)

TO_DO: Listing[Any] = Listing(
    name="sessions_to_do",
    title="Things to do",
    noun=("thing", "things"),
    query=to_do_page,
    columns=TO_DO_COLUMNS,
    watches=frozenset(
        {
            MentoringSession,
            Attendance,
            Mentee,
            Episode,
            Match,
            MatchChange,
            Volunteer,
            Person,
            SessionSettings,
        }
    ),
    empty="Nothing about sessions needs seeing to. Well done.",
    icon="list-checks",
    sort="rank",
    in_tab=True,
    filters=(
        Filter("kind", "Why", lambda _desk: pairs_of(ToDoKind)),
        Filter("owner", "Owner", lambda desk: desk.read(to_do_owners)),
    ),
    export_needs=calendar_export,
)

CADENCE: Listing[Any] = Listing(
    name="cadence",
    title="How often matches meet",
    noun=("match", "matches"),
    query=cadence_page,
    columns=CADENCE_COLUMNS,
    watches=frozenset({MentoringSession, Attendance, Mentee, Match, MatchChange, Volunteer}),
    empty="No match is open, and none met in this period.",
    icon="hand-heart",
    sort="mentee",
    in_tab=True,
    open=lambda row: Link("sessions", filters=(("match", row.id),)),
    filters=(
        PERIOD,
        Filter("frequency", "Agreed", lambda _desk: [*pairs_of(Frequency), ("none", "Not agreed")]),
    ),
    start_filters=(("period", NamedPeriod.YEAR.value),),
    export_needs=calendar_export,
)


def session_list(desk: Desk, filters: Filters) -> ListPage[Any]:
    """Return the list of sessions as a page of its own, with filters in force."""
    return ListPage(desk, replace(SESSIONS, in_tab=False, start_filters=filters))


def to_do_list(desk: Desk, filters: Filters) -> "ToDoList":
    """Return what needs seeing to as a page of its own, with filters in force."""
    return ToDoList(desk, replace(TO_DO, in_tab=False, start_filters=filters))


def explain_list(desk: Desk) -> HouseDialog:
    """Open what says in words when something comes on the list of things to do."""
    dialog = HouseDialog("When is something listed?", desk.window, width=560)
    parts = desk.attempt(lambda: desk.read(to_do_says)) or ()
    body = QWidget()
    body.setLayout(column(*(Words(each) for each in parts), gap=12))
    dialog.set_body(body)
    dialog.add_button("Close", dialog.accept, kind="primary", name="close")
    dialog.open()
    return dialog


class ToDoList(ListPage[ToDoRow]):
    """What needs seeing to; Enter or the button does the next thing about the chosen row."""

    def __init__(self, desk: Desk, listing: Listing[ToDoRow] = TO_DO) -> None:
        """Make the page with the button of the next act."""
        self._act = button("Do next", self.act, kind="primary", name="do_next")
        explain = icon_button("circle-help", "When is something listed?", self.explain)
        super().__init__(desk, listing, explain, self._act)
        self.model.fetched.connect(self._say_act)
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._say_act())

    def refresh(self) -> None:
        """Read the list again."""
        super().refresh()
        self._say_act()

    def act(self) -> None:
        """Do the next thing about the chosen row."""
        self.open_row(self.table.currentIndex().row())

    def open_row(self, number: int) -> None:
        """Do the next thing about a row."""
        if not 0 <= number < self.model.rowCount():
            return
        row = self.model.row(number)
        if row.kind in {ToDoKind.FIRST, ToDoKind.LAPSING} and self.desk.may(plan_series):
            plan(self.desk, self.desk.today(), None, mentee_id=row.mentee_id)
        elif row.session_id and self.desk.may(change_session):
            self.desk.attempt(partial(change, self.desk, row.session_id))
        elif row.session_id:
            self.desk.go(Link("session", row.session_id))
        elif row.kind is ToDoKind.LAPSED and row.volunteer_id:
            self.desk.go(Link("mentor", row.volunteer_id))
        else:
            self.desk.go(Link("mentee", row.mentee_id))

    def explain(self) -> HouseDialog:
        """Say in words when something comes on the list."""
        return explain_list(self.desk)

    def _say_act(self) -> None:
        """Call the button by what it does to the chosen row."""
        row = self.selected()
        self._act.setText(row.act if row else "Do next")
        self._act.setEnabled(row is not None)
        self._act.setAccessibleName(f"{row.act}: {row.mentee}" if row else "Do next")
