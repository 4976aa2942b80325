"""What a person sees and does with volunteers."""

import pytest
from PySide6.QtCore import QItemSelectionModel, QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QTabWidget, QWidget

from mentordesk.app.window import MainWindow
from mentordesk.features.volunteers.queries.lists import volunteer_page
from mentordesk.features.volunteers.queries.retention import retention_sheet
from mentordesk.features.volunteers.rules.figures import retention_figures
from mentordesk.features.volunteers.screens.board import BoardPanel, StageList
from mentordesk.features.volunteers.screens.lists import VolunteerList
from mentordesk.kernel.links import Link
from mentordesk.kernel.paging import ListAsk
from mentordesk.kernel.permissions import Role
from mentordesk.records.spells import BreakReason, LeaveReason
from mentordesk.ui.desk import Desk
from tests.casebooks import TODAY, Casebook
from tests.features.matches.facts import a_mentor
from tests.features.volunteers.people import seen
from tests.screens import dialog, dialogs, press, says, signed_in, told


def number_of(desk: Desk, name: str) -> int:
    return desk.read(volunteer_page, ListAsk(search=name)).rows[0].id


def tab(window: MainWindow, label: str) -> QWidget:
    tabs = window.page().findChild(QTabWidget)
    labels = [tabs.tabText(place) for place in range(tabs.count())]
    tabs.setCurrentIndex(labels.index(label))
    return tabs.currentWidget()


def stages(window: MainWindow) -> dict[str, StageList]:
    window.show_place("volunteers")
    board = tab(window, "Board")
    return {each.shown.name: each for each in board.findChildren(StageList) if each.isVisible()}


def pick(cards: StageList, name: str) -> None:
    item = next(cards.item(row) for row in range(cards.count()) if cards.item(row).text().startswith(name))
    cards.setCurrentItem(item, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def test_an_enquiry_is_added_and_its_page_opens(window: MainWindow, desk: Desk) -> None:
    window.show_place("volunteers")
    press(window.page(), "new")
    made = dialog(window)
    press(made, "save")
    assert says(made, "Give the volunteer's name.")
    made.form.field("name").set_value("Nasrin Öz")
    press(made, "save")
    assert window.page().title() == "Nasrin Öz"
    assert says(window.page(), "Enquiry")
    assert says(window.page(), "No decision on a DBS check yet.")
    assert "Volunteer added." in told(window)


def test_the_board_moves_by_keys_and_undo_takes_it_back(window: MainWindow, desk: Desk, qtbot) -> None:
    ola = number_of(desk, "marchbank")
    first = stages(window)["Enquiry"]
    pick(first, "Sheila Marchbank")
    qtbot.keyClick(first, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert seen(desk.store, ola).stage == "Application"
    assert "Moved 1 volunteer to Application." in told(window)
    desk.undo()
    assert seen(desk.store, ola).stage == "Enquiry"
    first = stages(window)["Enquiry"]
    pick(first, "Sheila Marchbank")
    qtbot.keyClick(first, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert seen(desk.store, ola).stage == "Enquiry"
    qtbot.keyClick(first, Qt.Key.Key_Return)
    assert window.page().title() == "Sheila Marchbank"


def test_the_board_moves_by_the_mouse(window: MainWindow, desk: Desk, qtbot, monkeypatch) -> None:
    gwen = number_of(desk, "pritchett")
    lists = stages(window)
    pick(lists["Interview"], "Gwen Pritchett")
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.MoveAction,
        QMimeData(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    monkeypatch.setattr(event, "source", lambda: lists["Interview"], raising=False)
    with qtbot.waitSignal(lists["References"].moved):
        lists["References"].dropEvent(event)
    assert seen(desk.store, gwen).stage == "References"


def test_a_stage_that_asks_for_more_opens_the_form(window: MainWindow, desk: Desk) -> None:
    lists = stages(window)
    pick(lists["Matched"], "Rashid Anwar")
    board = window.page().findChild(BoardPanel)
    board._move(lists["Paused"].shown.id, lists["Matched"].chosen(), 0)
    made = dialog(window)
    assert made.windowTitle() == "Move Rashid Anwar"
    press(made, "save")
    assert says(made, "Choose why they pause.")
    made.form.field("break_reason").set_value(BreakReason.TRAVEL_MONEY)
    press(made, "save")
    assert seen(desk.store, number_of(desk, "anwar")).stage == "Paused"
    desk.go(Link("some_volunteers", filters=(("view", "no_money"),)))
    page = window.page()
    assert isinstance(page, VolunteerList)
    assert [row.name for row in page.model.rows()] == ["Femi Oduya", "Rashid Anwar"]


def test_several_are_chosen_in_the_list_and_moved(window: MainWindow, desk: Desk) -> None:
    window.show_place("volunteers")
    page = tab(window, "Volunteers")
    assert isinstance(page, VolunteerList)
    page.set_filter("view", "applying")
    page.table.selectAll()
    assert page.move_button.text() == "Move 4 chosen…"
    press(page, "move_chosen")
    made = dialog(window)
    assert made.windowTitle() == "Move 4 volunteers"
    press(made, "save")
    assert says(made, "Choose a stage.")
    made.form.field("stage_id").set_value(
        dict(made.form.field("stage_id")._pairs and [(n, i) for i, n in made.form.field("stage_id")._pairs])[
            "Training"
        ]
    )
    press(made, "save")
    assert not dialogs(window)
    assert {row.stage for row in page.model.rows()} == {"Training"}


def test_every_figure_opens_its_people(window: MainWindow) -> None:
    window.show_place("volunteers")
    figures = tab(window, "Figures")
    assert says(figures, "Retention over twelve months, on ")
    found = window.desk.read(retention_sheet).figures
    shown = {each.label: each for each in retention_figures(found)}["Retained over 12 months"]
    assert len(found.retained) > 1
    press(figures, shown.value)
    page = window.page()
    assert isinstance(page, VolunteerList)
    assert {row.id for row in page.model.rows()} == found.retained
    window.back()
    figures = tab(window, "Figures")
    figures.day.edit.setText("1/1/2020")
    assert says(figures, "Retention over twelve months, on 1 January 2020")
    assert says(figures, "not available")


def test_a_leaver_hands_over_on_the_page(window: MainWindow, desk: Desk) -> None:
    ewa = number_of(desk, "nowak")
    desk.go(Link("mentor", ewa))
    press(window.page(), "leave")
    made = dialog(window)
    press(made, "save")
    assert says(made, "Choose why they leave.")
    made.form.field("end_reason").set_value(LeaveReason.MOVED)
    match = seen(desk.store, ewa).matches[0]
    heir = a_mentor(desk.store, name="Nia Frost", lone_working=True, caseload_limit=2)
    before = seen(desk.store, heir).mentees
    made.reject()
    press(window.page(), "leave")
    made = dialog(window)
    press(made, "continue_draft")
    made.form.field(match.field).set_value(heir)
    press(made, "save")
    assert "Ewa Nowak has left." in told(window)
    assert says(window.page(), "Left")
    assert says(window.page(), "moved away")
    matches = tab(window, "Matches")
    assert says(matches, "Ended: the mentor stopped")
    assert seen(desk.store, heir).mentees == before + 1
    assert seen(desk.store, ewa).spells[0].draft.end_date == TODAY


def test_stages_are_changed_in_settings(window: MainWindow) -> None:
    window.show_place("settings")
    window.page().show_tab("stages")
    assert says(window.page(), "Being taken on, 21 days")
    press(window.page(), "edit_stages")
    made = dialog(window)
    field = made.form.field("stages")
    field.set_value(field.value()[1:])
    press(made, "save")
    assert says(made, "No stage means “has asked”.")


@pytest.mark.parametrize("role", [Role.MENTOR, Role.READ_ONLY])
def test_who_may_not_see_volunteers_is_not_shown_them(qtbot, demo_casebook: Casebook, role: Role) -> None:
    with signed_in(demo_casebook, role) as window:
        assert "volunteers" not in window.sidebar.names()
        assert [answer.title for answer in window._find("marchbank")] == []
