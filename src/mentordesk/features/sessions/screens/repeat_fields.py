"""The fields that say how a session repeats, with the days in words as one types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mentordesk.features.sessions.rules.recurrence import (
    Repeat,
    RepeatDraft,
    ShortMonth,
    days_of,
    repeat_problems,
    repeat_words,
)
from mentordesk.kernel.formats import short_date
from mentordesk.ui.fields import CheckField, ChoiceField, DateField, WholeField
from mentordesk.ui.words import Words

if TYPE_CHECKING:
    from datetime import date

    from mentordesk.ui.form import Form

_FIELDS = ("until", "count", "skip_holidays")
_SHOWN_DAYS = 6


class RepeatPart:
    """Puts the fields of a repeat in a form and shows those that fit."""

    def __init__(self, form: Form[Any], *, always: bool = False) -> None:
        """Add the fields; `always` leaves no choice of not repeating."""
        self._form = form
        self._words = Words("", "muted")
        form.section(
            "How often",
            ChoiceField(
                "repeat", "Repeats", Repeat, empty="" if always else "Does not repeat", optional=not always
            ),
            DateField("until", "Until", today=form.desk.today(), note="The last day on which it may be."),
            WholeField("count", "Or how many times", note="The first session counts."),
            ChoiceField("short_month", "In a month without this day", ShortMonth),
            CheckField("skip_holidays", "Leave out bank holidays of England and Wales"),
        )
        form.field("short_month").set_value(ShortMonth.LAST)
        form.add_widget(self._words)
        self.look_again(None, RepeatDraft())

    def look_again(self, first: date | None, draft: RepeatDraft) -> None:
        """Show the fields that fit, and the days in words."""
        form = self._form
        form.fit(*_FIELDS, fits=draft.repeat is not None)
        monthly = draft.repeat is Repeat.MONTHLY_DAY and first is not None and first.day > 28
        form.fit("short_month", fits=monthly)
        says = ""
        if draft.repeat and first and not repeat_problems(draft, first, form.desk.today()):
            days = days_of(first, draft)
            some = ", ".join(short_date(day) for day in days[:_SHOWN_DAYS])
            more = f" and {len(days) - _SHOWN_DAYS} more" if len(days) > _SHOWN_DAYS else ""
            says = f"{repeat_words(first, draft)} {some}{more}."
        self._words.setText(says)
        self._words.setVisible(bool(says))
