"""The dialog that exports the calendar: which days, and what may leave with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from mentordesk.features.sessions.queries.calendar import calendar_export
from mentordesk.features.sessions.rules.outlook import ExportChoice, Naming, ics_export
from mentordesk.kernel.formats import count_of
from mentordesk.ui.export import ask_place, save_as
from mentordesk.ui.fields import CheckField, ChoiceField, DateField
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from mentordesk.features.sessions.rules.calendar import CalendarAsk
    from mentordesk.ui.desk import Desk


@dataclass(frozen=True)
class CalendarChoice:
    """The days of an exported calendar and what may leave with it."""

    first: date | None = None
    last: date | None = None
    naming: Naming | None = None
    places: bool = False


def export_calendar(desk: Desk, ask: CalendarAsk, filters: tuple[str, ...] = ()) -> CalendarExport:
    """Open the dialog for what a calendar shows."""
    dialog = CalendarExport(desk, ask, filters)
    dialog.open()
    return dialog


def calendar_problems(chosen: CalendarChoice) -> dict[str, str]:
    """Return what is wrong with the choice, by field."""
    problems = {}
    if chosen.first is None:
        problems["first"] = "Give the first day."
    if chosen.last is None:
        problems["last"] = "Give the last day."
    if chosen.first and chosen.last and chosen.last < chosen.first:
        problems["last"] = "The last day is before the first."
    return problems


class CalendarExport(FormDialog):
    """The choices of an exported calendar; no names and no places unless they are asked for."""

    def __init__(self, desk: Desk, ask: CalendarAsk, filters: tuple[str, ...]) -> None:
        """Offer the days that are shown."""
        self._desk, self._ask, self._filters = desk, ask, filters
        form: Form[CalendarChoice] = Form(
            desk,
            "calendar_export",
            title="Export the calendar",
            draft=CalendarChoice,
            save=lambda chosen, _version: self._save(chosen),
            problems=calendar_problems,
        )
        today = desk.today()
        form.section(
            "",
            DateField("first", "From", today=today),
            DateField("last", "Until", today=today),
            note="An iCalendar file, which the calendar on a phone or in an office program can read.",
        )
        form.section(
            "What may leave with it",
            ChoiceField(
                "naming",
                "Names",
                Naming,
                note="Others may see a calendar on a phone. Without names it only says when.",
            ),
            CheckField("places", "Places", note="A place can tell who somebody is."),
        )
        form.fill({"first": ask.first, "last": ask.last, "naming": Naming.NONE})
        super().__init__(form, desk.window, verb="Save as…")

    def reject(self) -> None:
        """Close; choices are quick to make again, so no draft is kept."""
        self.form.settle()
        super().reject()

    def _save(self, chosen: CalendarChoice) -> None:
        desk = self._desk
        if chosen.first is None or chosen.last is None:
            return
        ask = replace(self._ask, first=chosen.first, last=chosen.last)
        choice = ExportChoice(chosen.naming or Naming.NONE, chosen.places)
        rows = desk.read(calendar_export, ask)
        name = f"Sessions {chosen.first.isoformat()} to {chosen.last.isoformat()}.ics"
        export = ics_export(len(rows), choice, self._filters)

        def save(path: Path) -> None:
            from mentordesk.features.sessions.reports.ics import calendar_ics

            store = desk.store
            save_as(desk, path, calendar_ics(rows, store.vault.casebook, store.clock(), choice), export)

        over: Any = desk.window or self
        ask_place(over, name, f"iCalendar, {count_of(len(rows), 'session')} (*.ics)", save)
