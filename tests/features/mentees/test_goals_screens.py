from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QWidget

from mentordesk.features.mentees.operations.goals import add_goal, complete_goal, tick_step
from mentordesk.features.mentees.queries.goals import goals_view
from mentordesk.features.mentees.queries.outcomes import outcomes_view
from mentordesk.features.mentees.rules.goals import GoalDraft, StepDraft
from mentordesk.features.mentees.screens.goals_tab import GoalsTab
from mentordesk.records.goals import Accommodation, GoalStatus, StepStatus, Work, YesNo
from mentordesk.store.casebook import Store
from mentordesk.ui.desk import Desk
from mentordesk.ui.short_table import ShortTable
from mentordesk.ui.tasks import InlineTasks
from tests.features.mentees.worlds import begin, somebody
from tests.screens import dialog, dialogs, named, press, says

GOAL = GoalDraft(
    "A place of my own",
    "A door that I can lock",
    1,
    date(2026, 11, 9),
    (StepDraft("Register"), StepDraft("View two flats", date(2026, 10, 1))),
)


@pytest.fixture
def top(qtbot) -> Iterator[QWidget]:
    made = QWidget()
    made.resize(1000, 700)
    yield made
    for each in reversed(dialogs(made)):
        each.done(0)
    made.close()


def shown(top: QWidget, store: Store, mentee: int) -> GoalsTab:
    desk = Desk(store, InlineTasks())
    desk.window = top
    tab = GoalsTab(desk, mentee)
    tab.setParent(top)
    tab.resize(top.size())
    top.show()
    top.activateWindow()
    return tab


def test_a_goal_is_added_with_its_steps(top, store):
    mentee = somebody(store)
    tab = shown(top, store, mentee)
    assert says(tab, "No goal yet.")
    press(tab, "New goal")
    form = dialog(top, "New goal")
    form.save()
    assert says(form, "Say what the goal is.")
    form.form.field("title").set_value("A place of my own")
    form.form.field("own_words").set_value("A door that I can lock")
    form.form.field("pathway_id").set_value(1)
    form.form.field("steps").set_value(GOAL.steps)
    form.save()
    assert dialogs(top) == []
    row = store.read(goals_view, mentee).goals[0]
    assert [step.wording for step in row.steps] == ["Register", "View two flats"]
    assert says(tab, "“A door that I can lock”")
    assert says(tab, "Accommodation · 0 of 2 steps done")
    assert says(tab, "Not started · Overdue by 51 days, since 1 October 2026")


def test_a_step_is_ticked_by_keyboard_and_keeps_the_focus(qtbot, top, store):
    mentee = somebody(store)
    store.write(add_goal, mentee, GOAL)
    tab = shown(top, store, mentee)
    qtbot.waitUntil(top.isActiveWindow)
    step = store.read(goals_view, mentee).goals[0].steps[0]
    box = named(tab, f"step_{step.id}", QCheckBox)
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert says(tab, "1 of 2 steps done")
    assert QApplication.focusWidget().objectName() == f"step_{step.id}"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert store.read(goals_view, mentee).goals[0].steps[0].status is StepStatus.ACTIVE


def test_a_stale_tick_is_told_and_taken_back(top, store):
    mentee = somebody(store)
    goal = store.write(add_goal, mentee, GOAL)
    tab = shown(top, store, mentee)
    failed = []
    tab.desk.failed.connect(failed.append)
    step = store.read(goals_view, mentee).goals[0].steps[0]
    store.on_change = lambda _changed: None
    store.write(tick_step, step.id, 1, StepStatus.ACTIVE)
    named(tab, f"step_{step.id}", QCheckBox).click()
    assert "Somebody else saved this goal" in str(failed[0])
    assert not named(tab, f"step_{step.id}", QCheckBox).isChecked()
    store.write(complete_goal, goal, 2)


def test_a_goal_is_completed_undone_and_archived(top, store):
    mentee = somebody(store)
    goal = store.write(add_goal, mentee, GOAL)
    tab = shown(top, store, mentee)
    said = []
    tab.desk.said.connect(lambda words, undo, _verb: said.append((words, undo)))
    press(tab, f"complete_{goal}")
    assert says(tab, "Reached on 21 November 2026.")
    assert said[0][0] == "Goal completed."
    said[0][1]()
    press(tab, f"archive_{goal}")
    form = dialog(top, "Archive goal")
    form.form.field("archive_reason").set_value("Moved away")
    form.save()
    assert says(tab, "Archived on 21 November 2026: Moved away")
    press(tab, f"reopen_{goal}")
    assert store.read(goals_view, mentee).goals[0].status is GoalStatus.ACTIVE
    press(tab, f"change_{goal}")
    form = dialog(top, "Change goal")
    form.form.field("target_date").set_value(date(2027, 1, 1))
    form.save()
    assert says(tab, "Review") or says(tab, "review")
    assert store.read(goals_view, mentee).goals[0].due == "Due 1 January 2027"


def test_outcomes_are_asked_at_the_start(top, store):
    mentee = somebody(store)
    tab = shown(top, store, mentee)
    table = named(tab, "outcomes", ShortTable)
    table.selectRow(0)
    QTest.keyClick(table, Qt.Key.Key_Return)
    form = dialog(top, "Outcomes: at the start")
    form.save()
    assert says(form, "Choose an answer. Not known is one of them.")
    form.form.field("accommodation").set_value(Accommodation.TEMPORARY)
    form.form.field("work").set_value(Work.NOT_KNOWN)
    for name in ("benefits", "bank_account", "treatment"):
        form.form.field(name).set_value(YesNo.YES)
    form.save()
    assert dialogs(top) == []
    row = store.read(outcomes_view, mentee).rows[0]
    assert row.draft.accommodation is Accommodation.TEMPORARY
    press(tab, "Change: at the start")
    assert dialog(top).form.field("work").value() is Work.NOT_KNOWN


def test_without_a_time_with_us_outcomes_say_why_there_are_none(top, store):
    tab = shown(top, store, somebody(store, None))
    assert says(tab, "none has begun yet")


def test_the_first_goal_of_a_casebook_finds_pathways_to_choose_from(top, store):
    tab = shown(top, store, store.write(begin, "Sam", None))
    press(tab, "New goal")
    form = dialog(top, "New goal")
    form.form.field("pathway_id").set_value(1)
    assert form.form.field("pathway_id").value() == 1
