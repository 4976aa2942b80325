"""The dialog of the activity report: which period, for whom; then the preview."""

from mentordesk.features.sessions.queries.activity import ActivitySheet, activity_sheet
from mentordesk.features.sessions.rules.activity import ActivityChoice, ActivityEdition, activity_problems
from mentordesk.features.sessions.rules.periods import NamedPeriod, named_period
from mentordesk.kernel.exports import Export
from mentordesk.ui.desk import Desk
from mentordesk.ui.fields import CheckField, ChoiceField, DateField
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog
from mentordesk.ui.panels import Banner
from mentordesk.ui.preview import PreviewDialog
from mentordesk.ui.tasks import Progress

_CARE = (
    "Funder: nobody is named, and numbers under five are held back, with others that would give one away. "
    "Trustees: nobody is named. Internal: mentors by name, people by reference."
)


def make_activity(desk: Desk) -> "ActivityDialog":
    """Open the dialog."""
    dialog = ActivityDialog(desk)
    dialog.open()
    return dialog


class ActivityDialog(FormDialog):
    """The choices of the activity report; Preview makes it and shows it before anything is saved."""

    def __init__(self, desk: Desk) -> None:
        """Offer the quarter before this one."""
        self._desk = desk
        form: Form[ActivityChoice] = Form(
            desk,
            "activity_report",
            title="Activity report",
            draft=ActivityChoice,
            save=self._make,
            problems=activity_problems,
        )
        today = desk.today()
        form.section(
            "",
            DateField("first", "From", today=today),
            DateField("last", "Until", today=today),
            note="Any dates. The period before, of the same length, stands beside it.",
        )
        form.section(
            "",
            ChoiceField("edition", "Edition", ActivityEdition),
            CheckField("large_print", "Large print"),
        )
        form.add_widget(Banner(_CARE))
        last = named_period(NamedPeriod.LAST_QUARTER, today)
        form.fill(ActivityChoice(last.first, last.last, ActivityEdition.FUNDER))
        super().__init__(form, desk.window, verb="Preview")

    def reject(self) -> None:
        """Close; choices are quick to make again, so no draft is kept."""
        self.form.settle()
        super().reject()

    def _make(self, chosen: ActivityChoice, _version: int) -> None:
        desk, period = self._desk, chosen.period
        if period is None or chosen.edition is None:
            return
        edition = chosen.edition
        export = Export("report:activity", "pdf", filters=chosen.labels())
        name = f"Activity {period.first.isoformat()} to {period.last.isoformat()} - {edition.value}"

        def read(progress: Progress) -> ActivitySheet:
            progress.report(0, 0, "Adding up")
            sheet = desk.store.read(activity_sheet, period, edition)
            progress.report(0, 0, "Making the pages")
            return sheet

        def work(progress: Progress) -> bytes:
            from mentordesk.features.sessions.reports.activity import activity_pdf

            sheet = read(progress)
            return activity_pdf(
                sheet,
                large_print=chosen.large_print,
                progress=lambda done, total: progress.report(done, total or 0),
            )

        def show(content: bytes) -> None:
            PreviewDialog(desk, name, content, export, desk.window).open()

        desk.run("Making the report", work, show)
