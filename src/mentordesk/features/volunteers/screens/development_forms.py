"""The forms of a development plan: the plan, its objectives, signatures and reviews, the ways of learning."""

from collections.abc import Callable
from typing import Any

from mentordesk.features.volunteers.operations.development import (
    add_objective,
    begin_development,
    change_development,
    change_development_review,
    change_objective,
    finish_objective,
    review_development,
    set_sources,
    sign_development,
)
from mentordesk.features.volunteers.queries.development import (
    DevelopmentReviewRow,
    DevelopmentView,
    ObjectiveRow,
    development_view,
    learning_sources,
)
from mentordesk.features.volunteers.queries.training import course_choices
from mentordesk.features.volunteers.rules.development import (
    MOST_MONTHS,
    DevelopmentDraft,
    DevelopmentReviewDraft,
    DoneDraft,
    ObjectiveDraft,
    SigningDraft,
    SourceDraft,
    SourcesDraft,
    development_problems,
    done_problems,
    objective_problems,
    review_problems,
    signing_problems,
)
from mentordesk.kernel.dates import add_months
from mentordesk.ui.desk import Desk
from mentordesk.ui.fields import (
    ChoiceField,
    DateField,
    LineField,
    ListField,
    SearchField,
    TextField,
    WholeField,
)
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog
from mentordesk.ui.words import Words

Fresh = Callable[[], tuple[object, int]] | None


def begin_plan(desk: Desk, view: DevelopmentView) -> FormDialog:
    """Open the form that begins somebody's development plan."""
    form = _plan_form(
        desk,
        "new_development",
        view.volunteer_id,
        "Begin a development plan",
        lambda draft, _version: desk.write(begin_development, view.volunteer_id, draft),
    )
    today = desk.today()
    form.fill(DevelopmentDraft(today, 6, add_months(today, 6)))
    return _open(desk, form, "Begin plan", "Development plan begun. Add what they want to learn.")


def edit_plan(desk: Desk, view: DevelopmentView) -> FormDialog:
    """Open the form of the plan without its objectives."""

    def fresh() -> tuple[DevelopmentDraft, int]:
        found = desk.read(development_view, view.volunteer_id)
        return found.draft, found.version

    form = _plan_form(
        desk,
        "development",
        view.plan_id,
        "Development plan",
        lambda draft, version: desk.write(change_development, view.plan_id, version, draft),
        fresh,
    )
    form.fill(view.draft, view.version)
    return _open(desk, form, "Save plan", "Development plan saved.")


def new_objective(desk: Desk, view: DevelopmentView) -> FormDialog:
    """Open the form of a new objective."""
    form = _objective_form(
        desk,
        "new_objective",
        view.plan_id,
        "New objective",
        view,
        lambda draft, _version: desk.write(add_objective, view.plan_id, draft),
    )
    form.fill(ObjectiveDraft())
    return _open(desk, form, "Add objective", "Objective added.")


def edit_objective(desk: Desk, view: DevelopmentView, row: ObjectiveRow) -> FormDialog:
    """Open the form of an objective."""

    def fresh() -> tuple[ObjectiveDraft, int]:
        rows = desk.read(development_view, view.volunteer_id).objectives
        found = next((each for each in rows if each.id == row.id), row)
        return found.draft, found.version

    form = _objective_form(
        desk,
        "objective",
        row.id,
        "Objective",
        view,
        lambda draft, version: desk.write(change_objective, row.id, version, draft),
        fresh,
    )
    form.fill(row.draft, row.version)
    return _open(desk, form, "Save objective", "Objective saved.")


def reach(desk: Desk, view: DevelopmentView, row: ObjectiveRow) -> FormDialog:
    """Open the form that says that an objective was reached."""
    begun = view.draft.begun_date or desk.today()
    form = Form(
        desk,
        "reach_objective",
        row.id,
        title="Objective reached",
        draft=DoneDraft,
        save=lambda draft, version: desk.write(finish_objective, row.id, version, draft),
        problems=lambda draft: done_problems(draft, begun, desk.today()),
    )
    form.add_widget(Words(row.draft.wording, "label"))
    form.section(
        "",
        DateField("done_date", "Reached on", today=desk.today()),
        TextField("evidence", "What shows it", optional=True, lines=3),
    )
    form.fill(DoneDraft(desk.today(), row.draft.evidence), row.version)
    return _open(desk, form, "Mark as reached", "Objective reached.")


def sign(desk: Desk, view: DevelopmentView) -> FormDialog:
    """Open the form of who signed the plan, and when."""

    def fresh() -> tuple[SigningDraft, int]:
        found = desk.read(development_view, view.volunteer_id)
        return found.signing, found.version

    begun = view.draft.begun_date or desk.today()
    today = desk.today()
    form = Form(
        desk,
        "sign_development",
        view.plan_id,
        title="Signatures",
        draft=SigningDraft,
        save=lambda draft, version: desk.write(sign_development, view.plan_id, version, draft),
        problems=lambda draft: signing_problems(draft, begun, len(view.objectives), desk.today()),
        fresh=fresh,
    )
    says = "Print the plan, have both sign it on paper, then write down here who signed and when."
    form.add_widget(Words(says, "muted"))
    form.section(
        "The volunteer",
        LineField("volunteer_signed_name", "Volunteer's name", optional=True, hint=view.name),
        DateField("volunteer_signed_date", "Volunteer signed on", today=today, optional=True),
    )
    form.section(
        "Whoever supports them",
        LineField("supervisor_signed_name", "Supporter's name", optional=True),
        DateField("supervisor_signed_date", "Supporter signed on", today=today, optional=True),
    )
    form.fill(view.signing, view.version)
    return _open(desk, form, "Save signatures", "Signatures saved.")


def review(desk: Desk, view: DevelopmentView) -> FormDialog:
    """Open the form of a new review."""
    last = view.reviews[0].draft.review_date if view.reviews else None
    form = _review_form(
        desk,
        "review_development",
        view.plan_id,
        "Review the development plan",
        lambda draft, version: desk.write(review_development, view.plan_id, version, draft),
        lambda draft: review_problems(draft, view.agreed_date, last, desk.today()),
    )
    today = desk.today()
    form.fill(
        DevelopmentReviewDraft(
            review_date=today,
            volunteer_name=view.name,
            supervisor_name=view.signing.supervisor_signed_name,
            next_date=add_months(today, view.draft.review_months or 6),
        ),
        view.version,
    )
    return _open(desk, form, "Save review", "Review saved.")


def edit_review(desk: Desk, view: DevelopmentView, row: DevelopmentReviewRow) -> FormDialog:
    """Open the form that puts a review right."""
    form = _review_form(
        desk,
        "development_review",
        row.id,
        "Review of the development plan",
        lambda draft, version: desk.write(change_development_review, row.id, version, draft),
        lambda draft: review_problems(draft, view.agreed_date, None, desk.today()),
    )
    form.fill(row.draft, row.version)
    return _open(desk, form, "Save review", "Review saved.")


def edit_sources(desk: Desk) -> FormDialog:
    """Open the form of the ways in which volunteers learn."""
    form = Form(
        desk,
        "learning_sources",
        title="Ways of learning",
        draft=SourcesDraft,
        save=lambda draft, _version: desk.write(set_sources, draft),
    )
    form.section(
        "",
        ListField(
            "sources",
            "Ways of learning",
            lambda: [LineField("name", "Name")],
            make=SourceDraft,
            item="way",
            carry=("id",),
            note="An objective of a development plan says by which of these it is reached.",
        ),
    )
    form.fill(desk.read(learning_sources))
    return _open(desk, form, "Save ways", "Ways of learning saved.")


def _plan_form(
    desk: Desk,
    key: str,
    subject: int,
    title: str,
    save: Callable[[DevelopmentDraft, int], Any],
    fresh: Fresh = None,
) -> Form[DevelopmentDraft]:
    form = Form(
        desk,
        key,
        subject,
        title=title,
        draft=DevelopmentDraft,
        save=save,
        problems=lambda draft: development_problems(draft, desk.today()),
        fresh=fresh,
    )
    today = desk.today()
    form.section(
        "",
        DateField("begun_date", "Begun on", today=today),
        DateField("review_date", "First review on", today=today),
        WholeField("review_months", "Months from one review to the next", least=1, most=MOST_MONTHS),
    )
    form.section(
        "About them",
        TextField("strengths", "What they bring already", optional=True, lines=3),
        TextField("hopes", "What they hope for", optional=True, lines=3),
    )
    return form


def _objective_form(
    desk: Desk,
    key: str,
    subject: int,
    title: str,
    view: DevelopmentView,
    save: Callable[[ObjectiveDraft, int], Any],
    fresh: Fresh = None,
) -> Form[ObjectiveDraft]:
    begun = view.draft.begun_date or desk.today()
    form = Form(
        desk,
        key,
        subject,
        title=title,
        draft=ObjectiveDraft,
        save=save,
        problems=lambda draft: objective_problems(draft, begun, desk.today()),
        fresh=fresh,
    )
    sources = [(each.id, each.name) for each in desk.read(learning_sources).sources]
    today = desk.today()
    form.section(
        "",
        LineField("wording", "What they want to learn or do"),
        TextField("why", "Why", optional=True, lines=2),
        TextField("action", "What they will do", optional=True, lines=2),
        TextField("support", "Support they need, and from whom", optional=True, lines=2),
        ChoiceField("source_id", "How they learn it", sources, optional=True, empty="Not said"),
        SearchField(
            "course_id",
            "Training in the catalogue",
            desk.read(course_choices),
            optional=True,
            empty="None",
        ),
        DateField("due_date", "Wanted by", today=today, optional=True),
    )
    form.section(
        "What came of it",
        TextField("evidence", "What shows it", optional=True, lines=2),
        DateField("done_date", "Reached on", today=today, optional=True),
    )
    return form


def _review_form(
    desk: Desk,
    key: str,
    subject: int,
    title: str,
    save: Callable[[DevelopmentReviewDraft, int], Any],
    problems: Callable[[DevelopmentReviewDraft], dict[str, str]],
) -> Form[DevelopmentReviewDraft]:
    form = Form(desk, key, subject, title=title, draft=DevelopmentReviewDraft, save=save, problems=problems)
    today = desk.today()
    form.section(
        "",
        DateField("review_date", "Reviewed on", today=today),
        TextField("summary", "How it went", lines=4),
        TextField("changes", "What changes in the plan", optional=True, lines=3),
    )
    form.section(
        "Who was there and signed",
        LineField("volunteer_name", "The volunteer"),
        LineField("supervisor_name", "Whoever supports them"),
        DateField("next_date", "Next review on", today=today),
    )
    return form


def _open(desk: Desk, form: Form[Any], verb: str, saved_words: str) -> FormDialog:
    dialog = FormDialog(form, desk.window, verb=verb, saved_words=saved_words)
    dialog.open()
    return dialog
