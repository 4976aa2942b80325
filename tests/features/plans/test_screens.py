import json
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from mentordesk.features.plans.operations.plans import change_plan, move_target
from mentordesk.features.plans.queries.lists import Due, plan_page
from mentordesk.features.plans.queries.one import plan_view, target_view
from mentordesk.features.plans.rules.drafts import AgreementDraft, PlanDraft
from mentordesk.features.plans.screens.lists import PlanList
from mentordesk.features.plans.screens.plan_forms import (
    bring_in_plan,
    copy_of_plan,
    edit_plan,
    edit_target,
    new_plan,
    new_target,
)
from mentordesk.features.plans.screens.smart_grid import SmartRow
from mentordesk.kernel.links import Link
from mentordesk.kernel.paging import ListAsk
from mentordesk.kernel.permissions import Role
from mentordesk.kernel.rag import Rag
from mentordesk.records.plans import PlanStatus
from mentordesk.ui.form_block import Comparison
from tests.screens import (
    KNOWSLEY,
    PRESENT,
    choose,
    dialog,
    dialogs,
    named,
    plan_number,
    press,
    says,
    signed_in,
    target_number,
    told,
    until,
    words,
)


@pytest.fixture
def lists(window) -> PlanList:
    window.show_place("plans")
    return window.page()


@pytest.fixture
def page(window, desk):
    desk.go(Link("plan", plan_number(desk)))
    return window.page()


@pytest.fixture
def grid(page):
    page.tabs.setCurrentIndex(1)
    return page.grid


def show(listing) -> list[str]:
    return [row.title for row in listing.model.rows()]


def test_plans_are_filtered_sorted_and_found(lists):
    plans = lists.plans
    assert plans.count.text() == "2 plans"
    plans.set_filter("status", PlanStatus.CLOSED)
    assert plans.count.text() == "1 plan"
    assert named(plans, "Status: Closed").accessibleName() == "Remove the filter Status: Closed"
    plans.clear_filters()
    plans.sort_by(0)
    assert show(plans) == ["Through the gate: Northbridge", "Knowsley SMART plan"]
    plans.search("harbour trust")
    assert show(plans) == ["Through the gate: Northbridge"], "a funder is found as well"
    plans.search("no such plan")
    assert says(plans, "No plan matches.")
    press(plans, "Clear filters")
    assert plans.count.text() == "2 plans"


def test_a_row_opens_its_plan_with_enter(qtbot, window, lists):
    lists.plans.table.selectRow(0)
    qtbot.keyClick(lists.plans.table, Qt.Key.Key_Return)
    assert window.page().title() == "Knowsley SMART plan"
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.page() is lists


def test_targets_are_filtered_by_what_is_due_and_by_rating(window, lists):
    lists.tabs.setCurrentWidget(lists.targets)
    targets = lists.targets
    assert targets.count.text() == "8 targets"
    targets.set_filter("due", Due.REVIEW)
    assert targets.count.text() == "2 targets"
    targets.set_filter("rag", "none")
    assert [row.number for row in targets.model.rows()] == [4]
    targets.open_row(0)
    assert window.page().title().startswith("Target 4")


def test_no_plan_yet_is_said_with_a_way_to_begin(qtbot, casebook):
    with signed_in(casebook) as window:
        window.show_place("plans")
        assert says(window.page(), "No plan yet. A SMART plan says what is to be achieved")
        assert len([each for each in words(window.page()) if each == "New plan"]) == 2
        window.page().tabs.setCurrentIndex(1)
        assert says(window.page(), "No target yet. Open a plan and add its first target.")


def test_a_reader_is_offered_nothing_that_they_may_not_do(qtbot, demo_casebook):
    with signed_in(demo_casebook, Role.READ_ONLY) as window:
        window.show_place("plans")
        assert not {"New plan", "Bring in a plan"} & set(words(window.page()))
        window.desk.go(Link("plan", plan_number(window.desk)))
        page = window.page()
        assert "Make report" in words(page)
        assert "Record review" not in words(page)
        entries = [each.text() for each in named(page, "more").menu().actions()]
        assert entries == ["Export as a plan file…"]
        page.tabs.setCurrentIndex(1)
        assert not {"Add target", "Change", "Move up", "Remove"} & set(words(page))
        page.grid.rows()[0].setFocus()
        qtbot.keyClick(page.grid.rows()[0], Qt.Key.Key_Return)
        assert window.page().title().startswith("Target 1"), "Enter opens the page instead of the form"


def test_a_plan_shows_progress_grid_history_and_details(page):
    assert [page.tabs.tabText(n) for n in range(page.tabs.count())] == [
        "Progress",
        "SMART plan",
        "History",
        "Details",
        "Changes",
    ]
    assert says(page, "1. 40 people matched with a mentor before release")
    assert says(page, "No review yet.")
    page.tabs.setCurrentIndex(2)
    assert says(page, "Target 1, Quarter 3 (July to September) 2026")
    page.tabs.setCurrentIndex(3)
    assert says(page, "Funded by the Harbour Trust (invented)")
    page.tabs.setCurrentIndex(2)
    press(page, "Target 1, Quarter 3 (July to September) 2026")
    reader = dialog(page.window(), "Review of target 1")
    assert says(reader, "Twenty-three people are matched, nineteen of them before release.")


def test_the_grid_is_walked_opened_and_moved_by_keyboard(qtbot, window, desk, grid):
    first = grid.rows()[0]
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Down)
    second = window.focusWidget()
    assert isinstance(second, SmartRow)
    assert second.view.number == 2
    assert grid.chosen() is second.view
    qtbot.keyClick(second, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    moved = window.focusWidget()
    assert isinstance(moved, SmartRow)
    assert (moved.view.id, moved.view.number) == (second.view.id, 3), "the row keeps the focus"
    qtbot.keyClick(moved, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Up)
    assert window.focusWidget().view.number == 1
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert window.focusWidget().view.number == 1, "the first stays the first"
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    form = dialog(window, "Change target 1").form
    assert form.field("achieve").value() == "40 people matched with a mentor before release"
    assert grid.rows()[0].accessibleName().startswith("Target 1. Specific")


def test_the_buttons_of_the_grid_work_on_the_chosen_target(window, desk, page, grid):
    grid.rows()[3].setFocus()
    press(page, "up")
    assert [row.view.number for row in grid.rows()] == [1, 2, 3, 4]
    assert grid.chosen().target.achieve.startswith("People who were mentored help")
    assert grid.chosen().number == 3
    press(page, "remove_target")
    question = dialog(window, "Remove target 3?")
    assert says(question, "is removed from the plan, and later targets move up.")
    press(question, "act")
    assert told(window) == "Target removed."
    assert [row.view.number for row in grid.rows()] == [1, 2, 3]
    grid.rows()[0].setFocus()
    press(page, "remove_target")
    press(dialog(window), "act")
    assert "This target has finished reviews, so it is kept." in told(window)
    assert len(grid.rows()) == 3


def test_a_new_plan_is_made_and_opened(qtbot, window, desk):
    made = new_plan(desk)
    made.form.field("title").edit.setText("  Café & “hearth” <b>2027</b>  ")
    made.form.field("period_start").edit.setText("1 jan 2027")
    qtbot.waitUntil(made.isActiveWindow)
    qtbot.keyClick(made, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(made, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told(window) == "Plan created."
    assert desk.read(plan_page, ListAsk()).total == 3, "Ctrl+Enter twice makes one plan"
    page = window.page()
    assert page.title() == "Café & “hearth” <b>2027</b>"
    assert says(page, "This plan has no target yet.")
    press(page, "Add target")
    form = dialog(window, "New target").form
    form.field("achieve").edit.setPlainText("Forty people housed")
    dialog(window).save()
    assert says(page, "1. Forty people housed")


def test_a_refused_plan_keeps_every_word(window, desk):
    made = new_plan(desk)
    made.form.field("area").edit.setText("Halewood")
    made.form.field("period_start").edit.setText("31/2")
    made.form.field("period_end").edit.setText("next blursday")
    made.form.field("review_months").edit.setText("0")
    made.save()
    assert made.isVisible()
    assert made.form.summary.text() == "4 things need mending before this can be saved"
    assert says(made, "Title: Give the plan a title.")
    assert made.form.field("period_end").edit.text() == "next blursday"
    assert made.form.field("area").value() == "Halewood"
    made.form.settle()


def test_a_plan_is_changed_copied_and_kept_when_it_has_history(qtbot, window, desk, page):
    more = named(page, "more").menu()
    choose(more, "Change plan details…")
    form = dialog(window, "Change plan").form
    form.field("title").edit.setText("Through the gate: Eastbridge")
    dialog(window).save()
    assert page.title() == "Through the gate: Eastbridge"
    choose(named(page, "more").menu(), "Copy to a new period…")
    copy = dialog(window, "Copy plan").form
    assert copy.field("title").value() == "Through the gate: Eastbridge (copy)"
    dialog(window).save()
    view = desk.read(plan_view, window.page().number)
    assert view.plan.period_start == date(2027, 1, 1)
    assert [len(target.reviews) for target in view.targets] == [0, 0, 0, 0]
    choose(named(window.page(), "more").menu(), "Remove this plan…")
    press(dialog(window, "Remove this plan?"), "act")
    assert "Plan removed." in told(window)
    until(qtbot, lambda: window.place() == "plans" and says(window.page(), "All plans"))
    desk.go(Link("plan", plan_number(desk)))
    choose(named(window.page(), "more").menu(), "Remove this plan…")
    press(dialog(window, "Remove this plan?"), "act")
    assert "This plan has finished reviews, so it is kept. Set its status to Closed." in told(window)


def test_two_people_who_change_a_plan_see_both_versions(window, desk):
    number = plan_number(desk)
    made = edit_plan(desk, number)
    view = desk.read(plan_view, number)
    made.form.field("area").edit.setText("North")
    theirs = PlanDraft(**{**vars(view.plan), "area": "South", "funder": "The Bell Trust"})
    desk.write(change_plan, number, view.version, theirs)
    made.save()
    assert made.isVisible()
    assert "Both versions are shown at 2 fields below." in made.form.summary.text()
    area = made.form.blocks["area"].comparison
    assert isinstance(area, Comparison)
    assert {"North", "South"} <= set(words(area))
    press(area, "keep_mine")
    made.save()
    saved = desk.read(plan_view, number).plan
    assert (saved.area, saved.funder) == ("North", "The Bell Trust")


def test_a_target_keeps_lists_ratings_and_dates(window, desk):
    made = new_target(desk, plan_number(desk))
    form = made.form
    form.field("achieve").edit.setPlainText("A café run by people who were mentored")
    parts, agreed = form.field("parts"), form.field("agreements")
    for name in ("Kitchen", "Counter"):
        parts.add()
        parts._rows[-1].fields[0].edit.setText(name)
    agreed.add()
    agreed._rows[0].fields[0].edit.setText("HMP Aldermoor")
    agreed._rows[0].fields[1].edit.setText("yesterday")
    named(form, "Green").click()
    form.field("due_date").edit.setText("29 Feb 2028")
    QTest.keyClick(parts._rows[1].fields[0].edit, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    made.save()
    view = desk.read(plan_view, plan_number(desk)).targets[-1]
    assert view.target.parts == ("Counter", "Kitchen")
    assert view.target.agreements == (AgreementDraft("HMP Aldermoor", date(2026, 11, 20), ""),)
    assert view.target.realistic == (Rag.GREEN,)
    assert view.target.due_date == date(2028, 2, 29)


def test_a_target_that_was_moved_meanwhile_keeps_both(window, desk):
    number = target_number(desk)
    made = edit_target(desk, number)
    made.form.field("timely").edit.setPlainText("Mine")
    desk.write(move_target, number, 1)
    made.save()
    assert "Both versions are shown at 1 field below." in made.form.summary.text()
    press(made.form.blocks["timely"].comparison, "keep_mine")
    made.save()
    view = desk.read(target_view, number)
    assert (view.number, view.target.timely) == (2, "Mine")


def test_a_plan_goes_out_to_a_file_and_comes_in_again(qtbot, window, desk, page, tmp_path: Path):
    choose(named(page, "more").menu(), "Export as a plan file…")
    chooser = dialog(window, "Save as")
    assert isinstance(chooser, QFileDialog)
    out = tmp_path / "plan.json"
    chooser.fileSelected.emit(str(out))
    chooser.reject()
    assert told(window) == "Saved plan.json"
    made = bring_in_plan(desk)
    made.save()
    assert says(made, "Plan file: Choose a plan file.")
    made.form.field("path").set_value(out)
    made.save()
    until(qtbot, lambda: window.page() is not page)
    assert window.page().title() == "Through the gate: Northbridge"
    assert desk.read(plan_page, ListAsk()).total == 3


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is not"),
        (b"not JSON at all", "is not"),
        (b"\xff\xfe\x00", "is not"),
        (json.dumps({"title": "x"}).encode(), "plan is missing. Nothing was imported."),
    ],
)
def test_a_file_that_is_no_plan_is_refused_with_its_reason(window, desk, tmp_path, content, sentence):
    bad = tmp_path / "bad.json"
    bad.write_bytes(content)
    made = bring_in_plan(desk)
    made.form.field("path").set_value(bad)
    made.save()
    assert made.isVisible()
    assert sentence in made.form.summary.text()
    assert made.form.field("path").value() == bad, "the choice is still there"
    assert desk.read(plan_page, ListAsk()).total == 2
    made.form.settle()


def test_escape_closes_every_form_and_keeps_what_was_typed(qtbot, window, desk):
    number, target = plan_number(desk), target_number(desk)
    for start, field in (
        (lambda: new_plan(desk), "title"),
        (lambda: edit_plan(desk, number), "area"),
        (lambda: copy_of_plan(desk, number), "title"),
    ):
        made = start()
        edit = made.form.field(field).edit
        assert isinstance(edit, QLineEdit)
        qtbot.keyClicks(edit, "zz")
        qtbot.keyClick(made, Qt.Key.Key_Escape)
        assert "not saved. What you typed is kept as a draft." in told(window)
        again = start()
        press(again, "continue_draft")
        assert "zz" in again.form.field(field).value()
        again.form.settle()
        again.form._drop()
        again.reject()
    edit_target(desk, target)
    qtbot.keyClick(dialog(window), Qt.Key.Key_Escape)
    assert dialogs(window) == []
    assert desk.store.drafts() == [], "an untouched form leaves no draft"


def test_the_page_of_knowsley_names_its_partners(window, desk):
    desk.go(Link("plan", plan_number(desk, KNOWSLEY)))
    assert window.page().title() == "Knowsley SMART plan"
    assert PRESENT not in window.windowTitle().lower()
    window.page().tabs.setCurrentIndex(3)
    assert says(window.page(), "MALS, KMBC, KCVS, HMP Liverpool, Merseyside Police")
