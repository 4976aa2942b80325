"""A diary: what happens on which day, drawn as a day, a week, a month or a list."""

from mentordesk.ui.agenda.diary import DIARY_KEYS, Diary
from mentordesk.ui.agenda.happening import Edge, Happening, Mark, Shown
from mentordesk.ui.agenda.periods import Scale

__all__ = ["DIARY_KEYS", "Diary", "Edge", "Happening", "Mark", "Scale", "Shown"]
