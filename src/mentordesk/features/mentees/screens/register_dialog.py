"""The dialog of the referral register: for which period, with or without names; then the preview."""

from typing import Any

from mentordesk.features.mentees.queries.register import register_sheet
from mentordesk.kernel.dates import Period
from mentordesk.ui.desk import Desk
from mentordesk.ui.fields import CheckField, DateField
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog
from mentordesk.ui.preview import PreviewDialog
from mentordesk.ui.tasks import Progress


def make_register(desk: Desk) -> FormDialog:
    """Open the dialog; nothing is saved before the preview was seen."""
    form: Form[dict[str, Any]] = Form(
        desk,
        "register_report",
        title="Referral register",
        draft=dict,
        save=lambda chosen, _version: _preview(desk, chosen),
        problems=_problems,
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
    dialog = FormDialog(form, desk.window, verb="Preview")
    dialog.open()
    return dialog


def _preview(desk: Desk, chosen: dict[str, Any]) -> None:
    from mentordesk.features.mentees.reports import register_pdf

    first, last = chosen["first"], chosen["last"]
    sheet = desk.read(register_sheet, Period(first, last) if first and last else None)

    def work(progress: Progress) -> bytes:
        return register_pdf(
            sheet,
            names=bool(chosen["names"]),
            progress=lambda done, total: progress.report(done, total or 0),
        )

    def show(content: bytes) -> None:
        PreviewDialog(desk, "Referral register", content, desk.window).open()

    desk.run("Making the register", work, show)


def _problems(chosen: dict[str, Any]) -> dict[str, str]:
    first, last = chosen["first"], chosen["last"]
    if (first is None) != (last is None):
        return {"last" if first else "first": "Give both dates, or neither."}
    if first and last and last < first:
        return {"last": "The period ends before it starts."}
    return {}
