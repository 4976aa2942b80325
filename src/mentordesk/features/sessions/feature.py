"""What sessions offer to the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentordesk.features.sessions.operations.series import plan_series
from mentordesk.features.sessions.queries.calendar import calendar_sheet
from mentordesk.features.sessions.screens.calendar_command import CALENDAR
from mentordesk.ui.feature import Feature, New, Place

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from mentordesk.ui.desk import Desk


def _place(desk: Desk) -> QWidget:
    from mentordesk.features.sessions.screens.calendar import CalendarTab
    from mentordesk.ui.tabbed_place import TabbedPlace

    return TabbedPlace("sessions", "Sessions", ("Calendar", CalendarTab(desk)))


def _plan(desk: Desk) -> None:
    from mentordesk.features.sessions.screens.plan_form import plan

    plan(desk, desk.today(), None)


FEATURE = Feature(
    "sessions",
    "Sessions",
    "calendar-days",
    places=(Place("sessions", "Sessions", "calendar-days", _place, calendar_sheet),),
    commands=(CALENDAR,),
    new=(New("Plan a session", "calendar-days", _plan, plan_series),),
)
