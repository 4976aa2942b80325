"""Undo in the window: by the message bar, by Ctrl+Z, and told when it cannot be."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mentordesk.features.plans.operations.plans import change_plan, create_plan
from mentordesk.features.plans.queries.lists import plan_page
from mentordesk.features.plans.queries.one import plan_view
from mentordesk.features.plans.rules.drafts import PlanDraft
from mentordesk.features.plans.screens.plan_forms import new_plan
from mentordesk.features.privacy.screens.pages import BinPage
from mentordesk.kernel.links import Link
from mentordesk.kernel.paging import ListAsk
from tests.features.conftest import desk, window
from tests.screens import choose, dialog, named, press, says, told

__all__ = ["desk", "window"]


def titles(desk) -> set[str]:
    return {row.title for row in desk.read(plan_page, ListAsk()).rows}


def ctrl_z(window, qtbot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.sidebar.focus_place()
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def test_a_saved_form_is_undone_from_the_message_bar(window, desk) -> None:
    before = titles(desk)
    new_plan(desk)
    form = dialog(window, "New plan").form
    form.field("title").edit.setText("Herons")
    form.field("area").edit.setText("North")
    dialog(window).save()
    assert titles(desk) == before | {"Herons"}
    press(window, "undo")
    assert titles(desk) == before
    assert told(window) == "Undone: adding the plan."


def test_ctrl_z_takes_the_newest_act_back_and_then_the_one_before(window, desk, qtbot) -> None:
    before = titles(desk)
    number = desk.write(create_plan, PlanDraft(title="Herons", area="North"))
    desk.write(change_plan, number, 1, PlanDraft(title="Storks", area="North"))
    ctrl_z(window, qtbot)
    assert titles(desk) == before | {"Herons"}
    ctrl_z(window, qtbot)
    assert titles(desk) == before
    ctrl_z(window, qtbot)
    assert told(window) == "There is nothing to undo in this sitting."


def test_what_was_changed_since_is_said_and_stays(window, desk) -> None:
    number = desk.write(create_plan, PlanDraft(title="Herons", area="North"))
    desk.say("Plan added.")
    desk.write(change_plan, number, 1, PlanDraft(title="Storks", area="North"))
    press(window, "undo")
    assert "because the plan was changed since" in told(window)
    assert "Storks" in titles(desk)


def test_something_that_was_not_the_last_act_offers_no_undo_of_it(window, desk, qtbot) -> None:
    desk.write(create_plan, PlanDraft(title="Herons", area="North"))
    qtbot.wait(1)
    desk.say("Saved list.csv")
    with pytest.raises(AssertionError, match="nothing is called"):
        press(window, "undo")


def test_what_is_removed_in_the_window_comes_back_from_the_bin(window, desk) -> None:
    number = desk.write(create_plan, PlanDraft(title="Herons", area="North"))
    desk.go(Link("plan", number))
    page = window.page()
    choose(named(page, "More").menu(), "Remove this plan…")
    press(dialog(window), "Remove plan")
    assert "Herons" not in titles(desk)
    window.show_place("settings")
    window.page().show_tab("bin")
    bin_page = window.page().findChild(BinPage)
    assert bin_page.count.text() == "1 thing"
    bin_page.table.selectRow(0)
    press(bin_page, "bring_back")
    assert "Herons" in titles(desk)
    assert "Herons is back." in told(window)
    assert says(bin_page, "The bin is empty.")
    assert desk.read(plan_view, number).plan.title == "Herons"
