"""What sessions offer to the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentordesk.features.sessions.operations.series import plan_series
from mentordesk.features.sessions.queries.cadence import to_do_count
from mentordesk.features.sessions.queries.calendar import calendar_sheet
from mentordesk.features.sessions.screens.calendar_command import CALENDAR
from mentordesk.ui.feature import Feature, Filters, New, Place

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from mentordesk.ui.desk import Desk


def _place(desk: Desk) -> QWidget:
    from mentordesk.features.sessions.screens.place import SessionsPlace

    return SessionsPlace(desk)


def _list(desk: Desk, filters: Filters) -> QWidget:
    from mentordesk.features.sessions.screens.lists import session_list

    return session_list(desk, filters)


def _to_do(desk: Desk, filters: Filters) -> QWidget:
    from mentordesk.features.sessions.screens.lists import to_do_list

    return to_do_list(desk, filters)


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
    commands=(CALENDAR,),
    new=(New("Plan a session", "calendar-days", _plan, plan_series),),
)
