"""What sessions offer to the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentordesk.features.sessions.operations.recording import record_session
from mentordesk.features.sessions.operations.series import plan_series
from mentordesk.features.sessions.queries.activity import activity_sheet
from mentordesk.features.sessions.queries.cadence import to_do_count
from mentordesk.features.sessions.queries.calendar import calendar_sheet
from mentordesk.features.sessions.queries.of_somebody import mentee_sessions, mentor_sessions
from mentordesk.features.sessions.screens.activity_command import ACTIVITY
from mentordesk.features.sessions.screens.calendar_command import CALENDAR
from mentordesk.ui.feature import ActionEntry, Feature, Filters, New, PanelEntry, Place, ReportEntry

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from mentordesk.ui.desk import Desk
    from mentordesk.ui.form_dialog import FormDialog


def _record(desk: Desk) -> FormDialog:
    from mentordesk.features.sessions.screens.session_form import record

    return record(desk)


def _record_mentee(desk: Desk, mentee_id: int) -> FormDialog:
    from mentordesk.features.sessions.screens.session_form import record

    return record(desk, mentee_id)


def _record_mentor(desk: Desk, volunteer_id: int) -> FormDialog:
    from mentordesk.features.sessions.screens.session_form import record_with_mentor

    return record_with_mentor(desk, volunteer_id)


def _record_match(desk: Desk, match_id: int) -> FormDialog:
    from mentordesk.features.sessions.screens.session_form import record_match

    return record_match(desk, match_id)


def _go_on(desk: Desk, subject: int) -> FormDialog:
    from mentordesk.features.sessions.screens.session_form import go_on

    return go_on(desk, subject)


def _session(desk: Desk, number: int) -> QWidget:
    from mentordesk.features.sessions.screens.session_page import SessionPage

    return SessionPage(desk, number)


def _of_mentee(desk: Desk, mentee_id: int) -> QWidget:
    from mentordesk.features.sessions.screens.sessions_tab import MenteeSessions

    return MenteeSessions(desk, mentee_id)


def _of_mentor(desk: Desk, volunteer_id: int) -> QWidget:
    from mentordesk.features.sessions.screens.sessions_tab import MentorSessions

    return MentorSessions(desk, volunteer_id)


def _place(desk: Desk) -> QWidget:
    from mentordesk.features.sessions.screens.place import SessionsPlace

    return SessionsPlace(desk)


def _list(desk: Desk, filters: Filters) -> QWidget:
    from mentordesk.features.sessions.screens.lists import session_list

    return session_list(desk, filters)


def _to_do(desk: Desk, filters: Filters) -> QWidget:
    from mentordesk.features.sessions.screens.lists import to_do_list

    return to_do_list(desk, filters)


def _make_activity(desk: Desk) -> None:
    from mentordesk.features.sessions.screens.activity_dialog import make_activity

    make_activity(desk)


def _plan(desk: Desk) -> None:
    from mentordesk.features.sessions.screens.plan_form import plan

    plan(desk, desk.today(), None)


FEATURE = Feature(
    "sessions",
    "Sessions",
    "calendar-days",
    places=(
        Place(
            "sessions",
            "Sessions",
            "calendar-days",
            _place,
            calendar_sheet,
            lambda desk: desk.read(to_do_count),
        ),
    ),
    lists={"sessions": _list, "sessions_to_do": _to_do},
    reports=(
        ReportEntry(
            "activity",
            "Activity report",
            "Referrals, sessions, people and hours of any period beside the one before, with charts.",
            _make_activity,
            activity_sheet,
        ),
    ),
    commands=(CALENDAR, ACTIVITY),
    panels={
        "mentee": (PanelEntry("sessions", "Sessions", _of_mentee, mentee_sessions),),
        "mentor": (PanelEntry("sessions", "Sessions", _of_mentor, mentor_sessions),),
    },
    links={"session": _session},
    new=(
        New("Record a session", "calendar-days", _record, record_session, "Ctrl+Shift+S"),
        New("Plan a session", "calendar-days", _plan, plan_series),
    ),
    actions={
        "mentee": (ActionEntry("record", "Record session", _record_mentee, record_session, primary=True),),
        "mentor": (ActionEntry("record", "Record session", _record_mentor, record_session, primary=True),),
        "match": (ActionEntry("record", "Record session", _record_match, record_session),),
    },
    drafts={"session": _go_on},
)
