"""The calendar at every scale, and the forms of planning, one after the other."""

from collections.abc import Callable, Iterator
from datetime import time, timedelta

from PySide6.QtWidgets import QWidget

from mentordesk.app.studio import Studio
from mentordesk.features.mentees.queries.lists import mentee_page
from mentordesk.features.sessions.operations.series import plan_series
from mentordesk.features.sessions.rules.calendar import CalendarAsk
from mentordesk.features.sessions.rules.planning import PlanDraft
from mentordesk.features.sessions.rules.recurrence import Repeat
from mentordesk.features.sessions.screens.calendar import CalendarTab
from mentordesk.features.sessions.screens.calendar_export import export_calendar
from mentordesk.features.sessions.screens.plan_form import change_plan, plan
from mentordesk.features.sessions.screens.series_form import call_off_rest, repeat_planned
from mentordesk.kernel.paging import ListAsk
from mentordesk.ui.agenda import Scale
from mentordesk.ui.desk import Desk


def calendar_scenes(studio: Studio) -> Iterator[tuple[str, QWidget]]:
    """Go through the scales of the calendar, and show an empty agenda."""
    studio.window.show_place("sessions")
    studio.settle()
    page = studio.window.page()
    tab = page.findChild(CalendarTab) if page else None
    if tab is None:
        return
    today = studio.desk.today()
    for scale in Scale:
        tab.diary.show_day(today, scale)
        studio.settle()
        yield f"calendar-{scale.value}", studio.window
    tab.diary.show_day(today + timedelta(days=3650), Scale.AGENDA)
    studio.settle()
    yield "calendar-nothing", studio.window
    tab.diary.show_day(today, Scale.WEEK)


def session_dialogs(desk: Desk) -> tuple[tuple[str, Callable[[], object]], ...]:
    """Return the forms of planning by name, each with what opens it."""
    return (
        ("plan-session", lambda: plan(desk, desk.today(), time(10), mentee_id=_mentee(desk))),
        ("change-plan", lambda: change_plan(desk, _planned(desk, series=True))),
        ("repeat-session", lambda: repeat_planned(desk, _planned(desk, series=False))),
        ("call-off", lambda: call_off_rest(desk, _planned(desk, series=True))),
        ("calendar-export", lambda: export_calendar(desk, _shown(desk))),
    )


def _mentee(desk: Desk) -> int:
    return desk.read(mentee_page, ListAsk(filters=(("status", "active"),))).rows[0].id


def _planned(desk: Desk, *, series: bool) -> int:
    """Plan a session for the picture, of a series or alone."""
    draft = PlanDraft(
        attendances=(_mentee(desk),),
        session_date=desk.today() + timedelta(days=7),
        start_time=time(10),
        repeat=Repeat.WEEKLY if series else None,
        count=6 if series else None,
    )
    return desk.write(plan_series, draft).session_id


def _shown(desk: Desk) -> CalendarAsk:
    return CalendarAsk(desk.today(), desk.today() + timedelta(days=6))
