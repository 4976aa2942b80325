"""Concerns on paper: one of them, and the register of a period."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from mentordesk.features.sessions.queries.concerns import (
    ConcernsSheet,
    concern_sheet,
    register_of_concerns,
)
from mentordesk.kernel.dates import Period, add_months
from mentordesk.kernel.exports import Export
from mentordesk.ui.desk import Desk
from mentordesk.ui.fields import DateField
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog
from mentordesk.ui.preview import PreviewDialog
from mentordesk.ui.tasks import Progress


@dataclass(frozen=True)
class RegisterChoice:
    """The period of a register of concerns."""

    first: date | None = None
    last: date | None = None


def make_register_of_concerns(desk: Desk) -> FormDialog:
    """Open the dialog of the register as PDF: which period; then the preview."""
    today = desk.today()
    form: Form[RegisterChoice] = Form(
        desk,
        "concerns_report",
        title="Register of concerns",
        draft=RegisterChoice,
        save=lambda chosen, _version: _preview_register(desk, chosen),
        problems=_period_problems,
    )
    form.section(
        "",
        DateField("first", "Raised from", today=today),
        DateField("last", "Raised until", today=today),
        note="It names people. Keep it where only those who must know can read it.",
    )
    form.fill({"first": add_months(today, -3), "last": today})
    dialog = FormDialog(form, desk.window, verb="Preview")
    dialog.open()
    return dialog


def print_concern(desk: Desk, number: int) -> None:
    """Show one concern as PDF."""
    from mentordesk.features.sessions.reports.concerns import concern_pdf

    sheet = desk.attempt(lambda: desk.read(concern_sheet, number))
    if sheet is not None:
        export = Export("report:concern", "pdf", number)
        _preview(desk, "Concern", sheet, concern_pdf, export)


def _period_problems(chosen: RegisterChoice) -> dict[str, str]:
    problems = {}
    for name in ("first", "last"):
        if getattr(chosen, name) is None:
            problems[name] = "Give the date."
    if chosen.first and chosen.last and chosen.last < chosen.first:
        problems["last"] = "The last day is before the first."
    return problems


def _preview_register(desk: Desk, chosen: RegisterChoice) -> None:
    from mentordesk.features.sessions.reports.concerns import concerns_pdf

    if chosen.first is None or chosen.last is None:
        return
    sheet = desk.read(register_of_concerns, Period(chosen.first, chosen.last))
    export = Export("report:concerns", "pdf", rows=len(sheet.concerns), filters=("Period",))
    _preview(desk, "Register of concerns", sheet, concerns_pdf, export)


def _preview(desk: Desk, name: str, sheet: ConcernsSheet, make: Callable[..., bytes], export: Export) -> None:
    def work(progress: Progress) -> bytes:
        return make(sheet, progress=lambda done, total: progress.report(done, total or 0))

    def show(content: bytes) -> None:
        PreviewDialog(desk, name, content, export, desk.window).open()

    desk.run(f"Making the {name.lower()}", work, show)
