"""Making the papers of volunteers and showing them before they are saved or printed."""

from collections.abc import Callable

from mentordesk.features.volunteers.queries.development import development_sheet
from mentordesk.features.volunteers.queries.training_one import training_sheet
from mentordesk.kernel.exports import Export
from mentordesk.ui.desk import Desk
from mentordesk.ui.preview import PreviewDialog
from mentordesk.ui.tasks import Progress


def show_development(desk: Desk, volunteer_id: int, *, large_print: bool = False) -> None:
    """Make the paper of a development plan and show it."""
    sheet = desk.attempt(lambda: desk.read(development_sheet, volunteer_id))
    if sheet is None:
        return

    def work(progress: Progress) -> bytes:
        from mentordesk.features.volunteers.reports.development import development_pdf

        return development_pdf(
            sheet,
            large_print=large_print,
            progress=lambda done, total: progress.report(done, total or 0),
        )

    show(desk, f"Development plan {sheet.view.name}", Export("report:pdp", "pdf", volunteer_id), work)


def show_training(desk: Desk, volunteer_id: int, *, large_print: bool = False) -> None:
    """Make the paper of a training record and show it."""
    sheet = desk.attempt(lambda: desk.read(training_sheet, volunteer_id))
    if sheet is None:
        return

    def work(progress: Progress) -> bytes:
        from mentordesk.features.volunteers.reports.training import training_pdf

        return training_pdf(
            sheet,
            large_print=large_print,
            progress=lambda done, total: progress.report(done, total or 0),
        )

    show(
        desk,
        f"Training record {sheet.view.name}",
        Export("report:training-record", "pdf", volunteer_id),
        work,
    )


def show(desk: Desk, name: str, export: Export, work: Callable[[Progress], bytes]) -> None:
    """Make a paper away from the window, then show it under a name."""

    def preview(content: bytes) -> None:
        PreviewDialog(desk, name, content, export, desk.window).open()

    desk.run("Making the report", work, preview)
