"""The dialog of the referral register: which period, names or not; then the preview or a spreadsheet."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget

from mentordesk.features.mentees.queries.register import RegisterSheet, register_export, register_sheet
from mentordesk.features.mentees.rules.progress import period_problems
from mentordesk.kernel.dates import Period
from mentordesk.ui.desk import Desk
from mentordesk.ui.export import ask_place, save_as
from mentordesk.ui.fields import CheckField, DateField
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog
from mentordesk.ui.preview import PreviewDialog
from mentordesk.ui.tasks import Progress


@dataclass(frozen=True)
class RegisterChoice:
    """The period of the register, or none for all of it, and whether it names people."""

    first: date | None = None
    last: date | None = None
    names: bool = False

    @property
    def period(self) -> Period | None:
        """The period, or None for all referrals."""
        return Period(self.first, self.last) if self.first and self.last else None


def make_register(desk: Desk) -> "RegisterDialog":
    """Open the dialog."""
    dialog = RegisterDialog(desk)
    dialog.open()
    return dialog


class RegisterDialog(FormDialog):
    """The choices of the register; Preview shows it as PDF, and it can be saved as a spreadsheet."""

    def __init__(self, desk: Desk) -> None:
        """Offer the choices."""
        self._desk = desk
        form: Form[RegisterChoice] = Form(
            desk,
            "register_report",
            title="Referral register",
            draft=RegisterChoice,
            save=self._preview,
            problems=lambda chosen: period_problems(chosen.first, chosen.last),
        )
        today = desk.today()
        form.section(
            "",
            DateField("first", "Referred from", today=today, optional=True),
            DateField("last", "Referred until", today=today, optional=True),
            CheckField("names", "Print names", note="Without names, a reference stands for each person."),
            note="Leave both dates empty for all referrals.",
        )
        form.settle()
        super().__init__(form, desk.window, verb="Preview")
        self.add_second("Save as a spreadsheet…", self.save_table)

    def reject(self) -> None:
        """Close; choices are quick to make again, so no draft is kept."""
        self.form.settle()
        super().reject()

    def save_table(self) -> QWidget | None:
        """Ask where to save the register as a spreadsheet; nothing happens while the period is wrong."""
        if self.form.found_problems():
            self.save()
            return None
        desk, chosen = self._desk, self.form.draft()
        sheet = desk.attempt(lambda: desk.read(register_sheet, chosen.period))
        if sheet is None:
            return None
        name = f"Referral register {desk.today().isoformat()}.xlsx"
        return ask_place(
            self, name, "Spreadsheet (*.xlsx)", lambda path: _save_table(desk, sheet, chosen, path)
        )

    def _preview(self, chosen: RegisterChoice, _version: int) -> None:
        from mentordesk.features.mentees.reports import register_pdf

        desk = self._desk
        sheet = desk.read(register_sheet, chosen.period)

        def work(progress: Progress) -> bytes:
            return register_pdf(
                sheet,
                names=chosen.names,
                progress=lambda done, total: progress.report(done, total or 0),
            )

        def show(content: bytes) -> None:
            export = register_export(sheet, "pdf", names=chosen.names)
            PreviewDialog(desk, "Referral register", content, export, desk.window).open()

        desk.run("Making the register", work, show)


def _save_table(desk: Desk, sheet: RegisterSheet, chosen: RegisterChoice, path: Path) -> None:
    from mentordesk.features.mentees.reports import register_spreadsheet

    def work(progress: Progress) -> bytes:
        return register_spreadsheet(sheet, names=chosen.names, tell=progress.report)

    def save(content: bytes) -> None:
        save_as(desk, path, content, register_export(sheet, "xlsx", names=chosen.names))

    desk.run("Making the spreadsheet", work, save)
