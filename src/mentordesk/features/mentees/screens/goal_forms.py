"""The forms of goals and of hard outcomes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from mentordesk.features.mentees.operations.goals import add_goal, archive_goal, change_goal
from mentordesk.features.mentees.operations.outcomes import record_outcome
from mentordesk.features.mentees.operations.pathway_lists import ensure_pathways
from mentordesk.features.mentees.queries.goals import goal_row, pathway_choices
from mentordesk.features.mentees.queries.outcomes import OutcomeRow, OutcomesView, outcomes_view
from mentordesk.features.mentees.rules.goals import (
    ArchiveDraft,
    GoalDraft,
    StepDraft,
    archive_problems,
    goal_problems,
)
from mentordesk.features.mentees.rules.outcomes import QUESTIONS, OutcomeDraft, outcome_problems
from mentordesk.records.goals import Accommodation, StepStatus, Work, YesNo
from mentordesk.ui.desk import Desk
from mentordesk.ui.fields import ChoiceField, DateField, LineField, ListField, TextField
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog


def new_goal(desk: Desk, mentee_id: int) -> FormDialog:
    """Open the form of a new goal."""
    form = _goal_form(
        desk,
        ("new_goal", mentee_id),
        "New goal",
        lambda draft, _version: desk.write(add_goal, mentee_id, draft),
    )
    form.fill(GoalDraft())
    return _open(desk, form, "Add goal", "Goal added.")


def edit_goal(desk: Desk, goal_id: int) -> FormDialog:
    """Open the form of a goal that is there."""

    def fresh() -> tuple[GoalDraft, int]:
        row = desk.read(goal_row, goal_id)
        return row.draft, row.version

    draft, version = fresh()
    form = _goal_form(
        desk,
        ("goal", goal_id),
        "Change goal",
        lambda draft, version: desk.write(change_goal, goal_id, version, draft),
        fresh,
        keep=draft.pathway_id,
    )
    form.fill(draft, version)
    return _open(desk, form, "Save goal", "Goal saved.")


def _goal_form(
    desk: Desk,
    subject: tuple[str, int],
    title: str,
    save: Callable[[GoalDraft, int], Any],
    fresh: Callable[[], tuple[object, int]] | None = None,
    keep: int | None = None,
) -> Form[GoalDraft]:
    today = desk.today()
    form = Form(desk, *subject, title=title, draft=GoalDraft, save=save, problems=goal_problems, fresh=fresh)
    form.section(
        "",
        LineField("title", "Goal", hint="A place of my own"),
        TextField("own_words", "In their own words", optional=True, lines=2),
        ChoiceField(
            "pathway_id",
            "Pathway",
            _pathways(desk, keep),
            optional=True,
            empty="No pathway",
        ),
        DateField("target_date", "Target date", today=today, optional=True),
        ListField(
            "steps",
            "Steps, in order",
            lambda: [
                LineField("wording", "What is to be done"),
                DateField("due_date", "Due", today=today, optional=True),
                ChoiceField("status", "How far", StepStatus),
            ],
            make=_step,
            item="step",
            carry=("step_id",),
            optional=True,
            stacked=True,
        ),
    )
    return form


def _pathways(desk: Desk, keep: int | None) -> tuple[tuple[int, str], ...]:
    """Return the pathways to choose from; a casebook without a list of them gets one."""
    found = desk.read(pathway_choices, keep)
    if not found and desk.may(ensure_pathways):
        desk.attempt(partial(desk.write, ensure_pathways))
        found = desk.read(pathway_choices, keep)
    return found


def _step(
    wording: str | None, due_date: date | None, status: StepStatus | None, step_id: int = 0
) -> StepDraft:
    return StepDraft(wording or "", due_date, status or StepStatus.NOT_STARTED, step_id)


def put_away(desk: Desk, goal_id: int) -> FormDialog:
    """Open the form that archives a goal with a reason."""
    row = desk.read(goal_row, goal_id)
    form = Form(
        desk,
        "archive_goal",
        goal_id,
        title="Archive goal",
        draft=ArchiveDraft,
        save=lambda draft, version: desk.write(archive_goal, goal_id, version, draft),
        problems=archive_problems,
        fresh=lambda: (ArchiveDraft(), desk.read(goal_row, goal_id).version),
    )
    form.section(
        "",
        TextField("archive_reason", "Why it is put away", lines=2),
        note=f"“{row.draft.title}” is kept with its steps, and can be reopened.",
    )
    form.fill(ArchiveDraft(), row.version)
    return _open(desk, form, "Archive goal", "Goal archived.")


def record_point(desk: Desk, mentee_id: int, view: OutcomesView, row: OutcomeRow) -> FormDialog:
    """Open the form of the outcomes at one point."""
    today = desk.today()

    def fresh() -> tuple[OutcomeDraft, int]:
        now = desk.read(outcomes_view, mentee_id)
        found = next((each for each in now.rows if each.stage is row.stage), row) if now else row
        return found.draft, found.version

    form = Form(
        desk,
        f"outcome {row.stage.value}",
        view.episode_id,
        title=f"Outcomes: {row.stage.label[:1].lower()}{row.stage.label[1:]}",
        draft=OutcomeDraft,
        save=lambda draft, version: desk.write(record_outcome, view.episode_id, row.stage, version, draft),
        problems=lambda draft: outcome_problems(draft, row.stage, view.start_date, view.exit_date, today),
        fresh=fresh,
    )
    form.section(
        "",
        DateField("asked_date", "Asked on", today=today),
        ChoiceField("accommodation", QUESTIONS["accommodation"], Accommodation),
        ChoiceField("work", QUESTIONS["work"], Work),
        ChoiceField("benefits", QUESTIONS["benefits"], YesNo),
        ChoiceField("bank_account", QUESTIONS["bank_account"], YesNo),
        ChoiceField("treatment", QUESTIONS["treatment"], YesNo),
        note="Not known is an answer of its own: it never counts as a no.",
    )
    form.fill(row.draft if row.recorded else replace(row.draft, asked_date=today), row.version)
    return _open(desk, form, "Save outcomes", "Outcomes saved.")


def _open(desk: Desk, form: Form[Any], verb: str, saved_words: str) -> FormDialog:
    dialog = FormDialog(form, desk.window, verb=verb, saved_words=saved_words)
    dialog.open()
    return dialog
