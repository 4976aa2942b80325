"""What sessions offer to the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentordesk.features.sessions.operations.concerns import raise_concern
from mentordesk.features.sessions.operations.duties import record_duty
from mentordesk.features.sessions.operations.liaisons import record_liaison
from mentordesk.features.sessions.operations.recording import record_session
from mentordesk.features.sessions.operations.series import plan_series
from mentordesk.features.sessions.operations.sheets import key_in
from mentordesk.features.sessions.queries.activity import activity_sheet
from mentordesk.features.sessions.queries.cadence import to_do_count
from mentordesk.features.sessions.queries.calendar import calendar_sheet
from mentordesk.features.sessions.queries.concerns import (
    concern_page,
    concerns_about,
    register_of_concerns,
)
from mentordesk.features.sessions.queries.duties import duties_of, duty_page
from mentordesk.features.sessions.queries.liaisons import liaison_page, liaisons_about
from mentordesk.features.sessions.queries.of_somebody import mentee_sessions, mentor_sessions
from mentordesk.features.sessions.queries.recording import mentee_of_match
from mentordesk.features.sessions.queries.settings import session_settings
from mentordesk.features.sessions.queries.sheets import sheet_page
from mentordesk.features.sessions.screens.activity_command import ACTIVITY
from mentordesk.features.sessions.screens.calendar_command import CALENDAR
from mentordesk.features.sessions.screens.sheets_command import SHEET_COMMANDS
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

    return SessionsPlace(desk, *_around(desk))


def _around(desk: Desk) -> list[tuple[str, QWidget]]:
    """Return the tabs of what stands around sessions, as far as the person may see them."""
    from mentordesk.features.sessions.screens.concern_lists import ConcernList
    from mentordesk.features.sessions.screens.duty_screens import DutyList
    from mentordesk.features.sessions.screens.liaison_screens import LiaisonList
    from mentordesk.features.sessions.screens.sheet_lists import SheetList

    found: list[tuple[str, QWidget]] = []
    if desk.may(concern_page):
        found.append(("Concerns", ConcernList(desk)))
    if desk.may(liaison_page):
        found.append(("Partners", LiaisonList(desk)))
    if desk.may(duty_page):
        found.append(("Other duties", DutyList(desk)))
    if desk.may(sheet_page):
        found.append(("Paper sheets", SheetList(desk)))
    return found


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


def _concern(desk: Desk, number: int) -> QWidget:
    from mentordesk.features.sessions.screens.concern_page import ConcernPage

    return ConcernPage(desk, number)


def _concerns(desk: Desk, filters: Filters) -> QWidget:
    from mentordesk.features.sessions.screens.concern_lists import concern_list

    return concern_list(desk, filters)


def _concerns_tab(desk: Desk, mentee_id: int) -> QWidget:
    from mentordesk.features.sessions.screens.concern_page import ConcernsTab

    return ConcernsTab(desk, mentee_id)


def _new_concern(desk: Desk) -> None:
    from mentordesk.features.sessions.screens.concern_forms import new_concern

    new_concern(desk)


def _liaisons(desk: Desk, filters: Filters) -> QWidget:
    from mentordesk.features.sessions.screens.liaison_screens import liaison_list

    return liaison_list(desk, filters)


def _sheets(desk: Desk, filters: Filters) -> QWidget:
    from mentordesk.features.sessions.screens.sheet_lists import sheet_list

    return sheet_list(desk, filters)


def _liaisons_tab(desk: Desk, mentee_id: int) -> QWidget:
    from mentordesk.features.sessions.screens.liaison_screens import LiaisonsTab

    return LiaisonsTab(desk, mentee_id)


def _duties_tab(desk: Desk, volunteer_id: int) -> QWidget:
    from mentordesk.features.sessions.screens.duty_screens import DutiesTab

    return DutiesTab(desk, volunteer_id)


def _new_liaison(desk: Desk) -> None:
    from mentordesk.features.sessions.screens.liaison_screens import new_liaison

    new_liaison(desk)


def _new_duty(desk: Desk) -> None:
    from mentordesk.features.sessions.screens.duty_screens import new_duty

    new_duty(desk)


def _key_in(desk: Desk) -> None:
    from mentordesk.features.sessions.screens.key_in import ask_for_code

    ask_for_code(desk)


def _settings(desk: Desk) -> QWidget:
    from mentordesk.features.sessions.screens.settings_page import SessionSettingsPage

    return SessionSettingsPage(desk)


def _make_register(desk: Desk) -> None:
    from mentordesk.features.sessions.screens.concern_papers import make_register_of_concerns

    make_register_of_concerns(desk)


def _plan_mentee(desk: Desk, mentee_id: int) -> FormDialog:
    from mentordesk.features.sessions.screens.plan_form import plan

    return plan(desk, desk.today(), None, mentee_id=mentee_id)


def _plan_match(desk: Desk, match_id: int) -> FormDialog:
    from mentordesk.features.sessions.screens.plan_form import plan

    mentee_id, mentor_id = desk.read(mentee_of_match, match_id)
    return plan(desk, desk.today(), None, mentee_id=mentee_id, mentor_id=mentor_id)


def _plan_again(desk: Desk, _subject: int) -> FormDialog:
    from mentordesk.features.sessions.screens.plan_form import plan

    return plan(desk, desk.today(), None)


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
    commands=(CALENDAR, ACTIVITY, *SHEET_COMMANDS),
    panels={
        "mentee": (
            PanelEntry("sessions", "Sessions", _of_mentee, mentee_sessions),
            PanelEntry("concerns", "Concerns", _concerns_tab, concerns_about),
            PanelEntry("liaisons", "Partners", _liaisons_tab, liaisons_about),
        ),
        "mentor": (
            PanelEntry("sessions", "Sessions", _of_mentor, mentor_sessions),
            PanelEntry("duties", "Other duties", _duties_tab, duties_of),
        ),
    },
    links={"session": _session, "concern": _concern},
    lists={
        "sessions": _list,
        "sessions_to_do": _to_do,
        "concerns": _concerns,
        "liaisons": _liaisons,
        "sheets": _sheets,
    },
    settings=(Place("sessions", "Sessions", "calendar-days", _settings, session_settings),),
    new=(
        New("Record a session", "calendar-days", _record, record_session, "Ctrl+Shift+S"),
        New("Plan a session", "calendar-days", _plan, plan_series),
        New("Raise concern", "triangle-alert", _new_concern, raise_concern),
        New("New contact with a partner", "building-2", _new_liaison, record_liaison),
        New("New duty of a volunteer", "users", _new_duty, record_duty),
        New("Key in a sheet", "keyboard", _key_in, key_in),
    ),
    actions={
        "mentee": (
            ActionEntry("plan", "Plan sessions", _plan_mentee, plan_series),
            ActionEntry("record", "Record session", _record_mentee, record_session, primary=True),
        ),
        "mentor": (ActionEntry("record", "Record session", _record_mentor, record_session, primary=True),),
        "match": (
            ActionEntry("record", "Record session", _record_match, record_session),
            ActionEntry("plan", "Plan sessions", _plan_match, plan_series),
        ),
    },
    drafts={"session": _go_on, "plan_session": _plan_again},
    reports=(
        ReportEntry(
            "activity",
            "Activity report",
            "Referrals, sessions, people and hours of any period beside the one before, with charts.",
            _make_activity,
            activity_sheet,
        ),
        ReportEntry(
            "concerns",
            "Register of concerns",
            "Concerns that were raised in a period, with what was done. It names people.",
            _make_register,
            register_of_concerns,
        ),
    ),
)
