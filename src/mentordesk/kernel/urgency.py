"""How urgent something is that somebody must look at by a day; it only rises until they do."""

from datetime import date

from mentordesk.kernel.choices import Choice
from mentordesk.kernel.formats import count_of, short_date

WEEK = 7


class Urgency(Choice):
    """How pressing an open concern is."""

    COMING = "coming", "Not due yet"
    TODAY = "today", "Due today"
    OVERDUE = "overdue", "Overdue"
    WEEK = "week", "Overdue for a week"


def urgency_of(act_by: date, today: date) -> Urgency:
    """Return how pressing an open concern is."""
    late = (today - act_by).days
    if late >= WEEK:
        return Urgency.WEEK
    if late > 0:
        return Urgency.OVERDUE
    return Urgency.TODAY if late == 0 else Urgency.COMING


def urgency_words(act_by: date, today: date) -> str:
    """Return "Due today" or "Overdue by 3 days"; after a week, that every manager is told."""
    late = (today - act_by).days
    found = urgency_of(act_by, today)
    if found is Urgency.COMING:
        return f"Look at it by {short_date(act_by)}"
    if found is Urgency.TODAY:
        return found.label
    words = f"Overdue by {count_of(late, 'day')}"
    return f"{words}: told to every manager" if found is Urgency.WEEK else words
