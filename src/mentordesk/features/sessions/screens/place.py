"""The place of sessions: calendar, list, what needs seeing to, how often matches meet, figures."""

from PySide6.QtWidgets import QWidget

from mentordesk.features.sessions.screens.calendar import CalendarTab
from mentordesk.features.sessions.screens.figures import FiguresTab
from mentordesk.features.sessions.screens.lists import CADENCE, SESSIONS, ToDoList
from mentordesk.features.sessions.screens.unfinished import UnfinishedSessions
from mentordesk.ui.desk import Desk
from mentordesk.ui.list_page import ListPage
from mentordesk.ui.tabbed_place import TabbedPlace


class SessionsPlace(TabbedPlace):
    """Everything about sessions, each in its tab."""

    def __init__(self, desk: Desk, *around: tuple[str, QWidget]) -> None:
        """Make the tabs; `around` are those of what stands around sessions."""
        super().__init__(
            "sessions",
            "Sessions",
            ("Calendar", CalendarTab(desk)),
            ("Sessions", ListPage(desk, SESSIONS)),
            ("To do", ToDoList(desk)),
            ("How often", ListPage(desk, CADENCE)),
            ("Figures", FiguresTab(desk)),
            ("Unfinished", UnfinishedSessions(desk)),
            *around,
        )
