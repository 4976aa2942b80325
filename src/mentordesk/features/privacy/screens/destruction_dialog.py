"""The dialog of the destruction log as PDF: which period; then the preview."""

from dataclasses import dataclass
from datetime import date

from mentordesk.features.privacy.queries.destruction import destruction_sheet
from mentordesk.kernel.dates import Period
from mentordesk.kernel.exports import Export
from mentordesk.ui.desk import Desk
from mentordesk.ui.fields import DateField
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog
from mentordesk.ui.preview import PreviewDialog
from mentordesk.ui.tasks import Progress


@dataclass(frozen=True)
class DestructionChoice:
    """The period of the log, or none for all of it."""

    first: date | None = None
    last: date | None = None

    @property
    def period(self) -> Period | None:
        """The period, or None for all of it."""
        return Period(self.first, self.last) if self.first and self.last else None


def make_destruction(desk: Desk) -> FormDialog:
    """Open the dialog."""
    form: Form[DestructionChoice] = Form(
        desk,
        "destruction_report",
        title="Destruction log",
        draft=DestructionChoice,
        save=lambda chosen, _version: _preview(desk, chosen),
        problems=_problems,
    )
    form.section(
        "",
        DateField("first", "Destroyed from", today=desk.today(), optional=True),
        DateField("last", "Destroyed until", today=desk.today(), optional=True),
        note="Leave both dates empty for all of it.",
    )
    form.settle()
    dialog = FormDialog(form, desk.window, verb="Preview")
    dialog.open()
    return dialog


def _problems(chosen: DestructionChoice) -> dict[str, str]:
    if (chosen.first is None) != (chosen.last is None):
        return {"last" if chosen.last is None else "first": "Give both dates, or none."}
    if chosen.first and chosen.last and chosen.last < chosen.first:
        return {"last": "The last day is before the first."}
    return {}


def _preview(desk: Desk, chosen: DestructionChoice) -> None:
    from mentordesk.features.privacy.reports import destruction_pdf

    sheet = desk.read(destruction_sheet, chosen.period)
    labels = ("Period",) if chosen.period else ()
    export = Export("report:destruction", "pdf", rows=len(sheet.rows), filters=labels)

    def work(progress: Progress) -> bytes:
        return destruction_pdf(sheet, progress=lambda done, total: progress.report(done, total or 0))

    def show(content: bytes) -> None:
        PreviewDialog(desk, "Destruction log", content, export, desk.window).open()

    desk.run("Making the destruction log", work, show)
