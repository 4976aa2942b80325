"""How a session reads on the screen: when it is, and what became of it, by word, tone and shape."""

from datetime import date, time

from mentordesk.kernel.formats import clock, long_date
from mentordesk.records.sessions import SessionStatus

TONES = {
    SessionStatus.PLANNED: "unrated",
    SessionStatus.HELD: "green",
    SessionStatus.MISSED: "red",
    SessionStatus.CANCELLED: "amber",
}
_ICONS = {
    SessionStatus.PLANNED: "clock",
    SessionStatus.HELD: "check",
    SessionStatus.MISSED: "x",
    SessionStatus.CANCELLED: "minus",
}


def when_words(day: date, at: time | None) -> str:
    """Return "3 September 2026, 2pm", or the day alone."""
    return f"{long_date(day)}, {clock(at)}" if at else long_date(day)


def presence_icon(status: SessionStatus) -> str:
    """Return the icon of what became of a session."""
    return _ICONS[status]
