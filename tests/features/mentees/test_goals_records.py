from dataclasses import replace
from datetime import date

import pytest

from mentordesk.features.mentees.operations.goals import (
    add_goal,
    archive_goal,
    change_goal,
    complete_goal,
    reopen_goal,
    tick_step,
)
from mentordesk.features.mentees.operations.pathway_lists import choose_pathway_list
from mentordesk.features.mentees.queries.goals import GoalRow, goal_row, goals_view, pathway_choices
from mentordesk.features.mentees.queries.pathways import pathway_lists, pathways_view
from mentordesk.features.mentees.rules.goals import ArchiveDraft, GoalDraft, StepDraft
from mentordesk.features.mentees.rules.pathway_lists import ListChoice
from mentordesk.kernel.errors import Conflict, Invalid, NotFound
from mentordesk.kernel.permissions import Permission
from mentordesk.records.goals import GoalStatus, StepStatus
from mentordesk.records.justice import Sentence, SentenceKind
from mentordesk.store.casebook import Store
from mentordesk.store.work import Work, operation
from tests.casebooks import TODAY
from tests.features.mentees.worlds import end, rate, somebody

FULL = GoalDraft(
    "A place of my own",
    "A door that I can lock.\n\nMine.",
    1,
    date(2026, 11, 9),
    (StepDraft("Register", date(2026, 7, 1), StepStatus.COMPLETE), StepDraft("View two flats")),
)


@pytest.fixture
def mentee(store: Store) -> int:
    return somebody(store)


@pytest.fixture
def goal(store: Store, mentee: int) -> int:
    return store.write(add_goal, mentee, FULL)


def seen(store: Store, goal: int) -> GoalRow:
    return store.read(goal_row, goal)


def without_numbers(draft: GoalDraft) -> GoalDraft:
    return replace(draft, steps=tuple(replace(step, step_id=0) for step in draft.steps))


def test_a_goal_says_what_its_draft_said(store: Store, goal: int) -> None:
    row = seen(store, goal)
    assert without_numbers(row.draft) == FULL
    assert (row.pathway, row.done) == ("Accommodation", "1 of 2 steps done")
    assert (row.due, row.is_overdue) == ("Overdue by 12 days, since 9 November 2026", True)
    assert [step.due for step in row.steps] == ["", ""], "a step that is done is not overdue"


def test_steps_are_moved_changed_and_removed_and_keep_their_numbers(store: Store, goal: int) -> None:
    row = seen(store, goal)
    one, two = row.draft.steps
    moved = replace(row.draft, steps=(replace(two, wording="View three flats"), StepDraft("Save"), one))
    store.write(change_goal, goal, row.version, moved)
    after = seen(store, goal).draft.steps
    assert [step.wording for step in after] == ["View three flats", "Save", "Register"]
    assert (after[0].step_id, after[2].step_id) == (two.step_id, one.step_id)
    store.write(change_goal, goal, seen(store, goal).version, replace(moved, steps=after[1:2]))
    assert [step.wording for step in seen(store, goal).draft.steps] == ["Save"]
    with pytest.raises(Conflict):
        store.write(change_goal, goal, row.version, moved)


def test_a_step_is_ticked(store: Store, goal: int) -> None:
    row = seen(store, goal)
    store.write(tick_step, row.steps[1].id, row.version, StepStatus.COMPLETE)
    assert seen(store, goal).done == "2 of 2 steps done"
    with pytest.raises(Conflict):
        store.write(tick_step, row.steps[1].id, row.version, StepStatus.ACTIVE)


def test_a_goal_is_completed_and_reopened(store: Store, goal: int) -> None:
    store.write(complete_goal, goal, 1)
    row = seen(store, goal)
    assert (row.status, row.closed_date, row.due) == (GoalStatus.COMPLETED, TODAY, "")
    with pytest.raises(Invalid, match="closed already"):
        store.write(archive_goal, goal, row.version, ArchiveDraft("No"))
    store.write(reopen_goal, goal, row.version)
    row = seen(store, goal)
    assert (row.status, row.closed_date) == (GoalStatus.ACTIVE, None)


def test_a_goal_is_archived_with_a_reason(store: Store, goal: int) -> None:
    with pytest.raises(Invalid, match="Say why"):
        store.write(archive_goal, goal, 1, ArchiveDraft())
    store.write(archive_goal, goal, 1, ArchiveDraft(" Moved away "))
    row = seen(store, goal)
    assert (row.status, row.archive_reason) == (GoalStatus.ARCHIVED, "Moved away")
    store.write(reopen_goal, goal, row.version)
    assert seen(store, goal).archive_reason == ""


def test_active_goals_come_first_by_their_date(store: Store, mentee: int, goal: int) -> None:
    for title, day in (("No date", None), ("Sooner", date(2026, 1, 1)), ("Done", date(2025, 1, 1))):
        number = store.write(add_goal, mentee, GoalDraft(title, target_date=day))
    store.write(complete_goal, number, 1)
    titles = [row.draft.title for row in store.read(goals_view, mentee).goals]
    assert titles == ["Sooner", FULL.title, "No date", "Done"]


@operation(needs=Permission.MENTEE_EDIT)
def sentence(work: Work, mentee_id: int, release: date) -> None:
    """Add a sentence with its release."""
    work.add(Sentence(mentee_id=mentee_id, kind=SentenceKind.DETERMINATE, release_date=release))


def test_goals_are_reviewed_by_the_time_that_is_left(store: Store, mentee: int) -> None:
    assert store.read(goals_view, mentee).review == "", "without a goal there is nothing to review"
    store.write(add_goal, mentee, GoalDraft("A flat"))
    view = store.read(goals_view, mentee)
    assert (view.review, view.review_is_overdue) == (
        "The review of these goals is overdue since 1 September 2026.",
        True,
    )
    rate(store, mentee, date(2026, 11, 1), 1, 2, 3, 4, 5, 6, 7)
    assert "between 18 January 2027 and 1 February 2027" in store.read(goals_view, mentee).review
    store.write(sentence, mentee, date(2027, 1, 15))
    assert store.read(goals_view, mentee).review == "Review these goals by 1 December 2026."
    store.write(end, mentee, TODAY)
    assert store.read(goals_view, mentee).review == ""


def test_a_goal_keeps_its_pathway_when_another_list_is_chosen(store: Store, goal: int) -> None:
    store.write(choose_pathway_list, ListChoice(store.read(pathway_lists)[2].id))
    assert len(store.read(pathway_choices)) == 8
    assert len(store.read(pathway_choices, 1)) == 9
    assert seen(store, goal).pathway == "Accommodation"


def test_what_is_not_there_is_said(store: Store, mentee: int) -> None:
    with pytest.raises(NotFound, match="pathway"):
        store.write(add_goal, mentee, GoalDraft("A flat", pathway_id=99))
    with pytest.raises(NotFound, match="mentee"):
        store.write(add_goal, 99, GoalDraft("A flat"))
    with pytest.raises(NotFound, match="goal"):
        store.write(complete_goal, 99, 1)
    assert store.read(goals_view, mentee).goals == ()
    assert store.read(pathways_view, mentee).history == ()
