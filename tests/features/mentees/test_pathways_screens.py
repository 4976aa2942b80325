from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from mentordesk.features.mentees.queries.pathways import pathway_lists, pathways_view
from mentordesk.features.mentees.screens.pathways_tab import PathwaysTab
from mentordesk.features.mentees.screens.score_field import ScoreField
from mentordesk.kernel.permissions import Role
from mentordesk.records.pathways import PathwayState, Rated
from mentordesk.store.casebook import Store
from mentordesk.ui.charts import ThenNowBars
from mentordesk.ui.desk import Desk
from mentordesk.ui.short_table import ShortTable
from mentordesk.ui.tasks import InlineTasks
from tests.casebooks import TODAY, Casebook
from tests.features.mentees.worlds import begin, rate, somebody
from tests.screens import dialog, dialogs, named, press, says

FIRST = date(2026, 6, 10)


@pytest.fixture
def top(qtbot) -> Iterator[QWidget]:
    made = QWidget()
    made.resize(1000, 700)
    yield made
    for each in reversed(dialogs(made)):
        each.done(0)
    made.close()


def shown(top: QWidget, store: Store, mentee: int) -> PathwaysTab:
    desk = Desk(store, InlineTasks())
    desk.window = top
    tab = PathwaysTab(desk, mentee)
    tab.setParent(top)
    tab.resize(top.size())
    top.show()
    top.activateWindow()
    return tab


def test_the_first_showing_sets_the_lists_up(top, store):
    mentee = store.write(begin, "Sam", FIRST)
    tab = shown(top, store, mentee)
    assert says(tab, "Seven pathways (2009) · with us since 10 June 2026")
    assert says(tab, "Nothing has been rated yet.")


def test_all_pathways_are_rated_by_keyboard(qtbot, top, store):
    mentee = somebody(store, FIRST)
    tab = shown(top, store, mentee)
    press(tab, "rate")
    form = dialog(top, "Rate pathways")
    qtbot.waitUntil(form.isActiveWindow)
    fields = form.findChildren(ScoreField)
    assert len(fields) == 7
    for field, keys in zip(fields, ("3", "10", "0", "n", "u", "7", "12"), strict=True):
        field.setFocus()
        for key in keys:
            QTest.keyClick(QApplication.focusWidget(), key)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left)
    assert [field.value() for field in fields] == [
        3, 10, 0, Rated.NOT_APPLICABLE, Rated.NOT_ASKED, 7, 1
    ]  # fmt: skip
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert isinstance(QApplication.focusWidget(), QLineEdit), "Tab leaves the numbers for the note"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialogs(top) == []
    day = store.read(pathways_view, mentee).history[0]
    assert day.rating_date == TODAY
    assert [line.answer for _, line in day.lines][:3] == [3, 10, 0]
    assert says(tab, "Accommodation: 3")


def test_what_was_not_answered_is_named_and_a_draft_keeps_the_rest(top, store):
    mentee = somebody(store, FIRST)
    tab = shown(top, store, mentee)
    press(tab, "rate")
    form = dialog(top)
    form.findChildren(ScoreField)[0].set_value(4)
    form.save()
    assert says(form, "Choose a number, not applicable or not asked for Education")
    form.reject()
    press(tab, "rate")
    form = dialog(top)
    press(form, "continue_draft")
    kept = form.form.field("ratings").value()
    assert [line.answer for line in kept] == [4, *[None] * 6]


def test_a_rating_is_corrected(top, store):
    mentee = somebody(store, FIRST)
    rate(store, mentee, FIRST, 1, 2, 3, 4, 5, 6, 7)
    tab = shown(top, store, mentee)
    press(tab, "correct")
    form = dialog(top, "Correct the ratings of 10 June 2026")
    form.findChildren(ScoreField)[0].set_value(Rated.NOT_APPLICABLE)
    form.save()
    assert says(tab, "Accommodation: Not applicable")


def test_the_chart_says_in_words_what_it_draws(top, store):
    mentee = somebody(store, FIRST)
    rate(store, mentee, FIRST, 3, 5, 8, 6, Rated.NOT_APPLICABLE, 0, 10)
    rate(store, mentee, date(2026, 9, 3), 6, 6, 9, 4, 5, Rated.NOT_APPLICABLE, 10)
    tab = shown(top, store, mentee)
    bars = tab.findChild(ThenNowBars)
    assert "Accommodation: then 3, now 6 (+3, improved)." in bars.accessibleDescription()
    assert bars.heightForWidth(300) > bars.heightForWidth(900)
    assert not bars.grab().isNull()
    bars.resize(260, bars.heightForWidth(260))
    assert not bars.grab().isNull()
    assert says(tab, "not a validated clinical measure")


def test_a_row_opens_its_status(qtbot, top, store):
    mentee = somebody(store, FIRST)
    tab = shown(top, store, mentee)
    table = named(tab, "pathways", ShortTable)
    table.selectRow(1)
    QTest.keyClick(table, Qt.Key.Key_Return)
    form = dialog(top, "Education, training and employment: status")
    form.form.field("state").set_value(PathwayState.SUPPORT_DECLINED)
    form.form.field("note").set_value("Has a job")
    form.save()
    assert says(tab, "Education, training and employment: Has a job")
    row = store.read(pathways_view, mentee).rows[1]
    assert row.status.state is PathwayState.SUPPORT_DECLINED


def test_the_lists_are_chosen_and_named(top, store):
    mentee = somebody(store, FIRST)
    tab = shown(top, store, mentee)
    press(tab, "lists")
    lists = dialog(top, "Lists of pathways")
    press(lists, "Add pathway")
    form = dialog(top, "Add a pathway to Seven pathways (2009)")
    form.form.field("name").set_value("Sex work")
    form.save()
    assert says(lists, "8. Sex work")
    press(lists, "choose")
    form = dialog(top, "Choose the list")
    form.form.field("list_id").set_value(store.read(pathway_lists)[1].id)
    form.save()
    assert says(lists, "Seven pathways (today) – in use")
    assert says(tab, "Seven pathways (today)")


def test_who_may_not_see_mentees_is_refused_and_the_page_says_so(top, casebook: Casebook):
    with casebook.open() as store:
        mentee = somebody(store, FIRST)
    with casebook.open(Role.READ_ONLY) as store:
        desk = Desk(store, InlineTasks())
        refused = []
        desk.failed.connect(refused.append)
        desk.window = top
        tab = PathwaysTab(desk, mentee)
        tab.setParent(top)
        top.show()
        assert "does not let you see mentees" in str(refused[0])
