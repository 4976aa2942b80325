"""Equality monitoring: the form of one mentee, apart from casework, and the report of everybody in counts."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from mentordesk.features.mentees.operations.equality import record_equality
from mentordesk.features.mentees.queries.equality import EQUALITY_COLUMNS, equality_form, equality_sheet
from mentordesk.features.mentees.rules.equality import CHARACTERISTICS, EqualityDraft, equality_problems
from mentordesk.features.mentees.rules.progress import period_problems
from mentordesk.kernel.dates import Period
from mentordesk.kernel.exports import Export
from mentordesk.ui.desk import Desk
from mentordesk.ui.export import ask_where, csv_text
from mentordesk.ui.fields import ChoiceField, DateField
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog
from mentordesk.ui.panels import Banner
from mentordesk.ui.preview import PreviewDialog
from mentordesk.ui.tasks import Progress

_NOTES = {
    "gender": "Is the gender they live in the one that was registered at birth?",
    "pregnancy": "Pregnant, or a child born in the last 26 weeks.",
}


@dataclass(frozen=True)
class EqualityChoice:
    """The period of the report."""

    first: date | None = None
    last: date | None = None


def edit_equality(desk: Desk, mentee_id: int) -> FormDialog:
    """Open the monitoring form of a mentee."""
    today, kept = desk.today(), desk.read(equality_form, mentee_id)

    def fresh() -> tuple[object, int]:
        now = desk.read(equality_form, mentee_id)
        return now.draft, now.version

    form: Form[EqualityDraft] = Form(
        desk,
        "equality",
        mentee_id,
        title=f"Equality monitoring: {kept.reference}",
        draft=EqualityDraft,
        save=lambda draft, version: desk.write(record_equality, mentee_id, version, draft),
        problems=lambda draft: equality_problems(draft, today),
        fresh=fresh,
    )
    form.section(
        "",
        DateField("asked_date", "Asked on", today=today),
        note="Nobody has to answer. These answers are counted, never shown with the case.",
    )
    form.section(
        "The nine characteristics",
        *(
            ChoiceField(name, title, answers, note=_NOTES.get(name, ""))
            for name, (title, answers) in CHARACTERISTICS.items()
        ),
    )
    form.fill(kept.draft, kept.version)
    dialog = FormDialog(form, desk.window, verb="Save answers", saved_words="Answers saved.")
    dialog.open()
    return dialog


def make_equality(desk: Desk) -> "EqualityDialog":
    """Open the dialog of the report."""
    dialog = EqualityDialog(desk)
    dialog.open()
    return dialog


class EqualityDialog(FormDialog):
    """The period of the equality report; Preview shows it, and the counts can be saved as a table."""

    def __init__(self, desk: Desk) -> None:
        """Offer the year so far."""
        self._desk = desk
        form: Form[EqualityChoice] = Form(
            desk,
            "equality_report",
            title="Equality monitoring",
            draft=EqualityChoice,
            save=self._make,
            problems=_problems,
        )
        today = desk.today()
        form.section(
            "",
            DateField("first", "From", today=today),
            DateField("last", "Until", today=today),
            note="Everybody who was with us on at least one day of this period is counted.",
        )
        form.add_widget(
            Banner(
                "Numbers under five are held back, and others with them where they would give one away. "
                "Do not publish two reports for almost the same period."
            )
        )
        form.fill(EqualityChoice(today.replace(month=1, day=1), today))
        super().__init__(form, desk.window, verb="Preview")
        self.add_second("Save as CSV…", self.save_table)

    def reject(self) -> None:
        """Close; choices are quick to make again, so no draft is kept."""
        self.form.settle()
        super().reject()

    def save_table(self) -> QWidget | None:
        """Ask where to save the counts as a table; nothing happens while the period is wrong."""
        chosen = self.form.draft()
        if self.form.found_problems() or chosen.first is None or chosen.last is None:
            self.save()
            return None
        sheet = self._desk.read(equality_sheet, Period(chosen.first, chosen.last))
        return ask_where(
            self,
            self._desk,
            "Equality monitoring.csv",
            "CSV (*.csv)",
            Export("report:equality", "csv", filters=("Period",)),
            lambda: csv_text(EQUALITY_COLUMNS, sheet.rows),
        )

    def _make(self, chosen: EqualityChoice, _version: int) -> None:
        from mentordesk.features.mentees.reports import equality_pdf

        desk = self._desk
        if chosen.first is None or chosen.last is None:
            return
        sheet = desk.read(equality_sheet, Period(chosen.first, chosen.last))

        def work(progress: Progress) -> bytes:
            return equality_pdf(sheet, progress=lambda done, total: progress.report(done, total or 0))

        def show(content: bytes) -> None:
            export = Export("report:equality", "pdf", filters=("Period",))
            PreviewDialog(desk, "Equality monitoring", content, export, desk.window).open()

        desk.run("Making the report", work, show)


def _problems(chosen: EqualityChoice) -> dict[str, str]:
    missing = {
        name: "Give the date."
        for name, day in (("first", chosen.first), ("last", chosen.last))
        if day is None
    }
    return missing or period_problems(chosen.first, chosen.last)
