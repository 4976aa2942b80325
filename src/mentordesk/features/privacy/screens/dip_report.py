"""The choice of the sample whose report is made."""

from dataclasses import dataclass

from mentordesk.features.privacy.queries.dip_lists import dip_page
from mentordesk.features.privacy.screens.dip_page import show_report
from mentordesk.kernel.formats import date_range
from mentordesk.kernel.paging import ListAsk
from mentordesk.ui.desk import Desk
from mentordesk.ui.fields import SearchField
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog

_OFFERED = 200


@dataclass(frozen=True)
class SampleChoice:
    """The sample that is chosen."""

    sample_id: int | None = None


class DipReportDialog(FormDialog):
    """Which sample; Preview shows its report."""

    def reject(self) -> None:
        """Close; the choice is quick to make again, so no draft is kept."""
        self.form.settle()
        super().reject()


def make_dip_report(desk: Desk) -> DipReportDialog | None:
    """Open the choice of a sample; when there is none, say so."""
    rows = desk.read(dip_page, ListAsk(sort="drawn", descending=True, limit=_OFFERED)).rows
    if not rows:
        desk.say("No sample was drawn yet. Draw one under Dip samples.")
        return None
    form: Form[SampleChoice] = Form(
        desk,
        "dip_report",
        title="Dip sample report",
        draft=SampleChoice,
        save=lambda chosen, _version: show_report(desk, chosen.sample_id or 0),
        problems=lambda chosen: {} if chosen.sample_id else {"sample_id": "Choose a sample."},
    )
    samples = [
        (row.id, f"Sample {row.id}: {date_range(row.first_date, row.last_date)}, {row.kinds.label}")
        for row in rows
    ]
    form.section("", SearchField("sample_id", "Sample", samples))
    form.fill(SampleChoice(rows[0].id))
    dialog = DipReportDialog(form, desk.window, verb="Preview")
    dialog.open()
    return dialog
