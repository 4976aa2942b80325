"""The forms of plans and targets: new, changed, copied, brought in from a file, removed."""

from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from typing import Any

from mentordesk.features.plans.operations.exchange import bring_in
from mentordesk.features.plans.operations.plans import (
    CopyDraft,
    add_target,
    change_plan,
    change_target,
    copy_plan,
    create_plan,
)
from mentordesk.features.plans.queries.lists import owner_choices
from mentordesk.features.plans.queries.one import PlanView, TargetView, plan_view, target_view
from mentordesk.features.plans.rules.drafts import (
    AgreementDraft,
    FigureDraft,
    PlanDraft,
    TargetDraft,
    plan_problems,
    target_problems,
)
from mentordesk.features.plans.rules.report_words import COLUMNS
from mentordesk.kernel.dates import add_months
from mentordesk.kernel.links import Link
from mentordesk.records.plans import PlanStatus
from mentordesk.store.files import read_text
from mentordesk.ui.desk import Desk
from mentordesk.ui.fields import (
    ChoiceField,
    DateField,
    Field,
    FileField,
    LineField,
    ListField,
    RagsField,
    SearchField,
    TextField,
    WholeField,
)
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog

Fresh = Callable[[], tuple[object, int]] | None
"""Reads the record again for a form that collided with somebody else's save."""


def new_plan(desk: Desk) -> FormDialog:
    """Open the form of a new plan; when it is saved, its page opens."""
    form = _plan_form(desk, 0, "New plan", lambda draft, _version: desk.write(create_plan, draft))
    form.fill(PlanDraft())
    form.saved.connect(lambda number: desk.go(Link("plan", number)))
    return _open(desk, form, "Create plan", "Plan created.")


def edit_plan(desk: Desk, plan_id: int) -> FormDialog:
    """Open the form of a plan that is there."""

    def fresh() -> tuple[PlanDraft, int]:
        view: PlanView = desk.read(plan_view, plan_id)
        return view.plan, view.version

    def save(draft: PlanDraft, version: int) -> None:
        desk.write(change_plan, plan_id, version, draft)

    form = _plan_form(desk, plan_id, "Change plan", save, fresh)
    form.fill(*fresh())
    return _open(desk, form, "Save plan", "Plan saved.")


def _plan_form(
    desk: Desk, plan_id: int, title: str, save: Callable[[PlanDraft, int], Any], fresh: Fresh = None
) -> Form[PlanDraft]:
    form = Form(
        desk,
        "plan",
        plan_id,
        title=title,
        draft=PlanDraft,
        save=save,
        problems=plan_problems,
        fresh=fresh,
    )
    today = desk.today()
    form.section(
        "The plan",
        LineField("title", "Title", hint="Knowsley SMART plan"),
        LineField("area", "Area or project", note="Printed at the head of the progress form.", optional=True),
        TextField("partners", "Partners", optional=True, lines=2),
        ChoiceField("status", "Status", PlanStatus),
        SearchField("owner_id", "Owner", desk.read(owner_choices), optional=True),
    )
    form.section(
        "Period and reviews",
        DateField("period_start", "Starts", today=today, optional=True),
        DateField("period_end", "Ends", today=today, optional=True),
        WholeField("review_months", "Months between reviews", note="Longer than this is shown as due."),
    )
    form.section(
        "Funder",
        LineField("funder", "Funder", optional=True),
        TextField(
            "acknowledgement",
            "Acknowledgement line",
            note="Printed on every page, in the words that the funder asks for.",
            optional=True,
            lines=2,
        ),
        LineField("footer", "Footer", note="Printed at the foot of every page.", optional=True),
    )
    form.section(
        "Enduring issues",
        TextField("issues_lead_in", "Lead-in", optional=True, lines=2),
        TextField("issues", "Issues", note="One in each paragraph.", optional=True),
    )
    return form


def copy_of_plan(desk: Desk, plan_id: int) -> FormDialog:
    """Open the form that copies a plan to a new period."""
    view = desk.read(plan_view, plan_id)
    form = Form(
        desk,
        "copy_plan",
        plan_id,
        title="Copy plan to a new period",
        draft=CopyDraft,
        save=lambda draft, _version: desk.write(copy_plan, plan_id, draft),
        problems=lambda draft: plan_problems(PlanDraft(**asdict(draft))),
    )
    today = desk.today()
    form.section(
        "",
        LineField("title", "Title of the copy"),
        DateField("period_start", "Starts", today=today, optional=True),
        DateField("period_end", "Ends", today=today, optional=True),
        note="Targets are copied with their parts and organisations. "
        "Reviews, dates of agreement and counts are not.",
    )
    start, end = view.plan.period_start, view.plan.period_end
    form.fill(
        CopyDraft(
            f"{view.plan.title} (copy)",
            add_months(start, 12) if start else None,
            add_months(end, 12) if end else None,
        )
    )
    form.saved.connect(lambda number: desk.go(Link("plan", number)))
    return _open(desk, form, "Copy plan", "Plan copied.")


def bring_in_plan(desk: Desk) -> FormDialog:
    """Open the form that brings a plan in from a file."""

    def save(path: Any, _version: int) -> int:
        return bring_in(desk.store, read_text(path))

    form: Form[Any] = Form(
        desk,
        "import_plan",
        title="Bring in a plan",
        draft=lambda path: path,
        save=save,
        problems=lambda path: {} if path else {"path": "Choose a plan file."},
    )
    form.section(
        "",
        FileField("path", "Plan file", kinds="Plan files (*.json);;All files (*)"),
        note="A plan that was exported from MentorDesk, or a file in the same shape. "
        "It comes in whole or not at all.",
    )
    form.saved.connect(lambda number: desk.go(Link("plan", number)))
    return _open(desk, form, "Bring in plan", "Plan brought in.")


def new_target(desk: Desk, plan_id: int) -> FormDialog:
    """Open the form of a new target at the end of a plan."""

    def save(draft: TargetDraft, _version: int) -> int:
        return desk.write(add_target, plan_id, draft)

    form = _target_form(desk, "new_target", plan_id, "New target", save)
    form.fill(TargetDraft())
    return _open(desk, form, "Add target", "Target added.")


def edit_target(desk: Desk, target_id: int) -> FormDialog:
    """Open the form of a target that is there."""

    def fresh() -> tuple[TargetDraft, int]:
        view: TargetView = desk.read(target_view, target_id)
        return view.target, view.version

    def save(draft: TargetDraft, version: int) -> None:
        desk.write(change_target, target_id, version, draft)

    number = desk.read(target_view, target_id).number
    form = _target_form(desk, "target", target_id, f"Change target {number}", save, fresh)
    form.fill(*fresh())
    return _open(desk, form, "Save target", "Target saved.")


def _target_form(
    desk: Desk,
    key: str,
    subject: int,
    title: str,
    save: Callable[[TargetDraft, int], Any],
    fresh: Fresh = None,
) -> Form[TargetDraft]:
    form = Form(
        desk,
        key,
        subject,
        title=title,
        draft=TargetDraft,
        save=save,
        problems=target_problems,
        fresh=fresh,
    )
    today = desk.today()
    asked = {column: (heading, question) for column, heading, question in COLUMNS}
    form.section(
        "Specific",
        _question("achieve", asked["achieve"][1], optional=False),
        _question("actions", asked["actions"][1]),
        ListField(
            "parts",
            "Parts that are rated by themselves",
            lambda: [LineField("name", "Part")],
            make=_just_name,
            read=lambda part, _name: part,
            item="part",
            optional=True,
        ),
    )
    form.section("Measurable", _question("measures", asked["measures"][1]), _figures_field())
    form.section("Agreed", *_agreed_fields(asked["agreed_by"][1], partial(DateField, today=today)))
    form.section(
        "Realistic",
        RagsField(
            "realistic",
            asked["realistic"][1],
            note="The rating of the plan, before work begins. Choose one or more.",
            optional=True,
        ),
    )
    form.section(
        "Timely",
        _question("timely", asked["timely"][1]),
        DateField("due_date", "Due date", today=today, optional=True),
        SearchField("owner_id", "Owner", desk.read(owner_choices), optional=True),
    )
    return form


def _question(name: str, question: str, *, optional: bool = True) -> TextField:
    return TextField(name, question, optional=optional, lines=2)


def _agreed_fields(question: str, dated: Any) -> list[Field[Any]]:
    return [
        ListField(
            "agreements",
            question,
            lambda: [
                LineField("party", "Organisation"),
                dated("agreed_date", "Agreed on", optional=True),
                LineField("agreed_by", "Agreed by", optional=True),
            ],
            make=_agreement,
            item="organisation",
            optional=True,
        ),
        LineField(
            "agreed_wording",
            "Wording for the printed plan",
            note="Leave empty to print the organisations as listed.",
            optional=True,
        ),
    ]


def _figures_field() -> Field[Any]:
    return ListField(
        "figures",
        "Figures",
        lambda: [LineField("name", "What is counted"), WholeField("value", "How many", optional=True)],
        make=_figure,
        item="figure",
        note="For example courses_delivered and courses_target, which print as 2 of 4 (50.0%).",
        optional=True,
    )


def _just_name(name: str | None) -> str:
    return name or ""


def _agreement(party: str | None, agreed_date: Any, agreed_by: str | None) -> AgreementDraft:
    return AgreementDraft(party or "", agreed_date, agreed_by or "")


def _figure(name: str | None, value: int | None) -> FigureDraft:
    return FigureDraft(name or "", value)


def _open(desk: Desk, form: Form[Any], verb: str, saved_words: str) -> FormDialog:
    dialog = FormDialog(form, desk.window, verb=verb, saved_words=saved_words)
    dialog.open()
    return dialog
