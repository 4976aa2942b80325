"""The dialogs of the volunteer report and of badges, and the preview of a profile."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from mentordesk.features.volunteers.queries.lists import VolunteersShown, volunteer_page
from mentordesk.features.volunteers.queries.papers import badge_sheet, profile_sheet
from mentordesk.features.volunteers.queries.volunteer_report import volunteer_report
from mentordesk.features.volunteers.rules.badges import BadgeChoice, badge_problems
from mentordesk.features.volunteers.rules.volunteer_report import (
    ReportChoice,
    ReportEdition,
    report_problems,
)
from mentordesk.kernel.dates import add_months, quarter_of
from mentordesk.kernel.exports import Export
from mentordesk.kernel.paging import ListAsk
from mentordesk.ui.desk import Desk
from mentordesk.ui.fields import CheckField, ChoiceField, DateField, LineField, Picked, PickField
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog
from mentordesk.ui.panels import Banner
from mentordesk.ui.preview import PreviewDialog
from mentordesk.ui.tasks import Progress

_CARE = (
    "Funder: nobody is named, and numbers under five are held back, with others that would give one away. "
    "Trustees: nobody is named. Internal: volunteers by name, with their hours."
)
_PHOTO = "No photo of a volunteer is kept here. There is room to glue one on before the badge is sealed."


class ReportDialog(FormDialog):
    """Choices of a report, which are quick to make again, so that no draft of them is kept."""

    def reject(self) -> None:
        """Close without a draft."""
        self.form.settle()
        super().reject()


def make_volunteer_report(desk: Desk) -> ReportDialog:
    """Open the dialog of the volunteer report."""

    def make(chosen: ReportChoice, _version: int) -> None:
        period, edition = chosen.period, chosen.edition
        if period is None or edition is None:
            return

        def work(progress: Progress) -> bytes:
            from mentordesk.features.volunteers.reports.volunteers import volunteers_pdf

            progress.report(0, 0, "Adding up")
            sheet = desk.store.read(volunteer_report, period, edition)
            return volunteers_pdf(sheet, large_print=chosen.large_print)

        name = f"Volunteers {period.first.isoformat()} to {period.last.isoformat()} - {edition.value}"
        _preview(desk, name, Export("report:volunteers", "pdf", filters=chosen.labels()), work)

    form: Form[ReportChoice] = Form(
        desk,
        "volunteer_report",
        title="Volunteer report",
        draft=ReportChoice,
        save=make,
        problems=report_problems,
    )
    today = desk.today()
    form.section(
        "",
        DateField("first", "From", today=today),
        DateField("last", "Until", today=today),
        note="Any dates. The period before, of the same length, stands beside it.",
    )
    form.section(
        "", ChoiceField("edition", "Edition", ReportEdition), CheckField("large_print", "Large print")
    )
    form.add_widget(Banner(_CARE))
    before = quarter_of(add_months(today, -3))
    form.fill(ReportChoice(before.first, before.last, ReportEdition.FUNDER))
    return _open(ReportDialog(form, desk.window, verb="Preview"))


def make_badges(desk: Desk) -> ReportDialog:
    """Open the dialog of badges."""

    def find(words: str) -> Sequence[Picked]:
        asked = ListAsk(words, filters=(("view", VolunteersShown.PRESENT),), sort="name", limit=8)
        rows = desk.read(volunteer_page, asked).rows if words.strip() else ()
        return [Picked(row.id, row.name, row.stage) for row in rows]

    def draft(volunteers: tuple[Picked, ...] = (), **said: Any) -> BadgeChoice:
        return BadgeChoice(volunteers=tuple(each.number for each in volunteers), **said)

    def make(chosen: BadgeChoice, _version: int) -> None:
        valid_to = chosen.valid_to
        if valid_to is None:
            return

        def work(progress: Progress) -> bytes:
            from mentordesk.features.volunteers.reports.papers import badges_pdf

            progress.report(0, 0, "Making the badges")
            sheet = desk.store.read(badge_sheet, chosen.volunteers)
            return badges_pdf(replace(sheet, role=chosen.role.strip(), valid_to=valid_to))

        _preview(desk, "Identity badges", Export("report:badges", "pdf"), work)

    form: Form[BadgeChoice] = Form(
        desk,
        "badges",
        title="Identity badges",
        draft=draft,
        save=make,
        problems=lambda chosen: badge_problems(chosen, desk.today()),
    )
    form.section(
        "",
        PickField(
            "volunteers",
            "Whose badges",
            find,
            most=60,
            optional=True,
            note="Left empty: everybody who is ready for a match or matched.",
            more="Somebody else",
        ),
        LineField("role", "What stands under the name"),
        DateField("valid_to", "Valid to", today=desk.today()),
    )
    form.add_widget(Banner(_PHOTO))
    form.fill({"role": BadgeChoice().role, "valid_to": add_months(desk.today(), 12)})
    return _open(ReportDialog(form, desk.window, verb="Preview"))


def show_profile(desk: Desk, volunteer_id: int) -> None:
    """Show the profile of a volunteer as PDF."""
    sheet = desk.attempt(lambda: desk.read(profile_sheet, volunteer_id))
    if sheet is None:
        return

    def work(progress: Progress) -> bytes:
        from mentordesk.features.volunteers.reports.papers import profile_pdf

        progress.report(0, 0, "Making the pages")
        return profile_pdf(sheet)

    export = Export("report:volunteer-profile", "pdf", volunteer_id)
    _preview(desk, f"Volunteer profile {sheet.reference}", export, work)


def _preview(desk: Desk, name: str, export: Export, work: Callable[[Progress], bytes]) -> None:
    def show(content: bytes) -> None:
        PreviewDialog(desk, name, content, export, desk.window).open()

    desk.run("Making the pages", work, show)


def _open(dialog: ReportDialog) -> ReportDialog:
    dialog.open()
    return dialog
