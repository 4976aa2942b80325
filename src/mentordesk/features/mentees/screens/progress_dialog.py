"""The dialog of the progress report: whose, for whom, for which period; then the preview."""

from mentordesk.features.mentees.queries.one import mentee_of_reference
from mentordesk.features.mentees.queries.progress_sheet import progress_sheet
from mentordesk.features.mentees.rules.progress import Edition, ProgressChoice, progress_problems
from mentordesk.kernel.exports import Export
from mentordesk.ui.desk import Desk
from mentordesk.ui.fields import CheckField, ChoiceField, DateField, LineField
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog
from mentordesk.ui.panels import Banner
from mentordesk.ui.preview import PreviewDialog
from mentordesk.ui.tasks import Progress

_CARE = (
    "The edition for a funder leaves out what we know of this person: names, numbers, date of birth. "
    "Other people's names may stand in what somebody wrote. Read the preview before you pass it on."
)


def make_progress(desk: Desk, reference: str = "") -> "ProgressDialog":
    """Open the dialog, for a mentee already chosen if there is one."""
    dialog = ProgressDialog(desk, reference)
    dialog.open()
    return dialog


class ProgressDialog(FormDialog):
    """The choices of a progress report; Preview makes it and shows it before anything is saved."""

    def __init__(self, desk: Desk, reference: str = "") -> None:
        """Offer the choices."""
        self._desk = desk
        form: Form[ProgressChoice] = Form(
            desk,
            "progress_report",
            title="Progress report",
            draft=ProgressChoice,
            save=self._make,
            problems=progress_problems,
        )
        today = desk.today()
        form.section(
            "",
            LineField("reference", "Mentee's reference", hint="M-00014"),
            ChoiceField("edition", "Edition", Edition),
            LineField(
                "partner",
                "Partner",
                note="Only for a partner: named as in the basis for sharing.",
                optional=True,
            ),
        )
        form.add_widget(Banner(_CARE))
        form.section(
            "Period",
            DateField("first", "From", today=today, optional=True),
            DateField("last", "Until", today=today, optional=True),
            note="Leave both empty for the whole of the newest time with us.",
        )
        form.section(
            "Print", CheckField("large_print", "Large print", note="The mentee's edition always is.")
        )
        form.fill(ProgressChoice(reference, Edition.FUNDER))
        super().__init__(form, desk.window, verb="Preview")

    def reject(self) -> None:
        """Close; choices are quick to make again, so no draft is kept."""
        self.form.settle()
        super().reject()

    def _make(self, chosen: ProgressChoice, _version: int) -> None:
        from mentordesk.features.mentees.reports import progress_pdf

        desk = self._desk
        edition = chosen.edition or Edition.FUNDER
        mentee = desk.read(mentee_of_reference, chosen.reference)
        sheet = desk.read(progress_sheet, mentee, edition, chosen.period, chosen.partner)
        export = Export("report:mentee-progress", "pdf", mentee, filters=chosen.labels())
        name = f"Progress {sheet.reference} - {edition.value}"

        def work(progress: Progress) -> bytes:
            return progress_pdf(
                sheet,
                large_print=chosen.large_print,
                progress=lambda done, total: progress.report(done, total or 0),
            )

        def show(content: bytes) -> None:
            PreviewDialog(desk, name, content, export, desk.window).open()

        desk.run("Making the report", work, show)
