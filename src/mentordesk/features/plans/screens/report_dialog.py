"""The report dialog: which edition of a plan, for which period, with what in it; then the preview."""

from typing import Any

from mentordesk.features.plans.queries.lists import plans_to_report
from mentordesk.features.plans.queries.one import plan_view
from mentordesk.features.plans.queries.sheet import plan_sheet
from mentordesk.features.plans.rules.report_options import Edition, ReportOptions, Section
from mentordesk.kernel.dates import Period
from mentordesk.kernel.exports import Export
from mentordesk.ui.desk import Desk
from mentordesk.ui.fields import CheckField, ChoiceField, DateField, LineField, SearchField, TextField
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog
from mentordesk.ui.preview import PreviewDialog
from mentordesk.ui.tasks import Progress


def make_report(desk: Desk, plan_id: int | None = None) -> "ReportDialog":
    """Open the report dialog, with a plan already chosen if there is one."""
    dialog = ReportDialog(desk, plan_id)
    dialog.open()
    return dialog


class ReportDialog(FormDialog):
    """The choices of a SMART plan report; Preview makes it and shows it before anything is saved."""

    def __init__(self, desk: Desk, plan_id: int | None) -> None:
        """Offer the choices, with what the plan itself says filled in."""
        self._desk = desk
        form: Form[dict[str, Any]] = Form(
            desk,
            "smart_plan_report",
            plan_id or 0,
            title="SMART plan report",
            draft=dict,
            save=self._make,
            problems=_problems,
        )
        form.section(
            "",
            SearchField("plan_id", "Plan", desk.read(plans_to_report)),
            ChoiceField("edition", "Edition", Edition),
        )
        today = desk.today()
        form.section(
            "Period",
            DateField("period_first", "Reviews from", today=today, optional=True),
            DateField("period_last", "Reviews until", today=today, optional=True),
            CheckField("every_review", "Print every review of the period, not only the newest"),
            note="Leave both empty for all reviews.",
        )
        form.section(
            "Funder",
            LineField("funder", "Funder", note="Empty: as the plan says.", optional=True),
            TextField(
                "acknowledgement",
                "Acknowledgement line",
                note="Empty: as the plan says.",
                optional=True,
                lines=2,
            ),
        )
        form.section(
            "People and print",
            CheckField("initials", "Initials instead of names"),
            CheckField("large_print", "Large print"),
        )
        form.section(
            "Sections of the full report",
            *(CheckField(f"section_{section.value}", section.label) for section in Section),
        )
        start: dict[str, Any] = {f"section_{section.value}": True for section in Section}
        form.fill(start | {"plan_id": plan_id, "edition": Edition.FULL})
        super().__init__(form, desk.window, verb="Preview")

    def reject(self) -> None:
        """Close; choices are quick to make again, so no draft is kept."""
        self.form.settle()
        super().reject()

    def _make(self, chosen: dict[str, Any], _version: int) -> None:
        from mentordesk.features.plans.reports import smart_plan_pdf

        desk = self._desk
        period = _period(chosen)
        options = ReportOptions(
            edition=chosen["edition"],
            period=period,
            funder=chosen["funder"].strip(),
            acknowledgement=chosen["acknowledgement"].strip(),
            sections=frozenset(each for each in Section if chosen[f"section_{each.value}"]),
            initials=bool(chosen["initials"]),
            large_print=bool(chosen["large_print"]),
            every_review=bool(chosen["every_review"]),
        )
        sheet = desk.read(plan_sheet, chosen["plan_id"], period)
        export = Export("report:smart-plan", "pdf", chosen["plan_id"], filters=options.labels())
        name = f"{desk.read(plan_view, chosen['plan_id']).plan.title} - {options.edition.value}"

        def work(progress: Progress) -> bytes:
            return smart_plan_pdf(sheet, options, lambda done, total: progress.report(done, total or 0))

        def show(content: bytes) -> None:
            PreviewDialog(desk, name, content, export, desk.window).open()

        desk.run("Making the report", work, show)


def _period(chosen: dict[str, Any]) -> Period | None:
    first, last = chosen["period_first"], chosen["period_last"]
    return Period(first, last) if first and last else None


def _problems(chosen: dict[str, Any]) -> dict[str, str]:
    problems = {}
    first, last = chosen["period_first"], chosen["period_last"]
    if chosen["plan_id"] is None:
        problems["plan_id"] = "Choose a plan."
    if chosen["edition"] is None:
        problems["edition"] = "Choose an edition."
    if (first is None) != (last is None):
        problems["period_last" if first else "period_first"] = "Give both dates, or neither."
    elif first and last and last < first:
        problems["period_last"] = "The period ends before it starts."
    if chosen["edition"] is Edition.FULL and not any(chosen[f"section_{each.value}"] for each in Section):
        problems["section_cover"] = "Choose at least one section."
    return problems
