"""What a person sees and does on the calendar: filters, moves, plans, repeats, exports."""

from collections.abc import Callable
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from mentordesk.app.window import MainWindow
from mentordesk.features.sessions.rules.recurrence import Repeat
from mentordesk.features.sessions.screens.calendar import CalendarTab
from mentordesk.features.sessions.screens.plan_form import FOLLOWING, change_plan, plan
from mentordesk.features.sessions.screens.series_form import call_off_rest, repeat_planned
from mentordesk.kernel.permissions import Role
from mentordesk.records.sessions import Caller, SessionStatus
from mentordesk.store.casebook import Store
from mentordesk.ui.agenda import Scale
from mentordesk.ui.fields import Picked
from tests.casebooks import TODAY, Casebook
from tests.features.sessions.planning import look, mentee, mentor, planned
from tests.screens import choose, dialog, dialogs, press, signed_in, told, until
from tests.trails import exports

DAY = TODAY + timedelta(days=30)


@pytest.fixture
def window(qtbot, casebook: Casebook):
    """The window of a casebook in which nothing is planned yet."""
    with signed_in(casebook) as made:
        qtbot.waitUntil(made.isActiveWindow)
        yield made


@pytest.fixture
def store(window: MainWindow) -> Store:
    return window.desk.store


@pytest.fixture
def danny(store: Store) -> int:
    return mentee(store, "Danny", "Reeve")


def calendar(window: MainWindow, scale: Scale = Scale.WEEK, day: date = DAY) -> CalendarTab:
    window.show_place("sessions")
    tab = window.page().findChild(CalendarTab)
    window.page().show_tab("Calendar")
    tab.diary.show_day(day, scale)
    tab.diary.view().setFocus()
    return tab


def titles(tab: CalendarTab) -> list[str]:
    return [row.title for row in tab.diary.view().rows.rows]


def test_sessions_stand_on_their_days_and_open_with_enter(window: MainWindow, store, danny) -> None:
    number = planned(store, danny, DAY)
    tab = calendar(window)
    assert titles(tab) == ["Danny Reeve"]
    went: list[Any] = []
    window.desk.going.connect(went.append)
    QTest.keyClick(tab.diary.view(), Qt.Key.Key_Return)
    assert [(link.kind, link.number) for link in went] == [("session", number)]


def test_what_another_form_plans_is_seen_at_once(window: MainWindow, store, danny) -> None:
    tab = calendar(window)
    assert titles(tab) == []
    assert tab.diary.note.text().startswith("No session from")
    planned(store, danny, DAY)
    assert titles(tab) == ["Danny Reeve"]


def test_a_filter_shows_only_some_and_a_click_lifts_it(window: MainWindow, store, danny) -> None:
    farah = mentee(store, "Farah", "Mirza")
    jo = mentor(store, "Jo Marsh", danny)
    planned(store, danny, DAY, volunteer_id=jo, place="Library")
    planned(store, farah, DAY)
    tab = calendar(window)
    assert titles(tab) == ["Danny Reeve", "Farah Mirza"]
    for words, expected in (("jo", "Danny Reeve"), ("farah", "Farah Mirza"), ("libr", "Danny Reeve")):
        tab.only.edit.setFocus()
        QTest.keyClicks(tab.only.edit, words)
        QTest.keyClick(tab.only.edit, Qt.Key.Key_Return)
        assert titles(tab) == [expected], words
        tab.only.set_value(())
        assert len(titles(tab)) == 2
    assert tab.filter_labels() == ()


def test_ctrl_arrows_move_a_session_and_undo_brings_it_back(window: MainWindow, store, danny) -> None:
    number = planned(store, danny, DAY)
    tab = calendar(window)
    view = tab.diary.view()
    view.choose(0)
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(view, Qt.Key.Key_Left)
    QTest.keyClick(view, Qt.Key.Key_Return)
    before = DAY - timedelta(days=1)
    assert look(store, number, lambda one: (one.session_date, one.start_time)) == (before, time(10, 15))
    assert "Session moved to 20 December 2026, 10:15am." in told(window)
    assert tab.diary.period().last == before  # the week before came, as 21 December is a Monday
    assert view.current().key == number
    press(window, "Undo")
    assert look(store, number, lambda one: (one.session_date, one.start_time)) == (DAY, time(10))


def test_dragging_moves_a_session(window: MainWindow, store, danny) -> None:
    number = planned(store, danny, DAY)
    tab = calendar(window, Scale.MONTH)
    view = tab.diary.view()
    start = view.visualRect(view.rows.index(0)).center()
    end = view.day_rect(DAY + timedelta(days=2)).center().toPoint()
    port = view.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(port, start + QPoint(20, 20))
    QTest.mouseMove(port, end)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)
    assert look(store, number, lambda one: (one.session_date, one.start_time)) == (
        DAY + timedelta(days=2),
        time(10),
    )


def test_a_move_into_the_past_is_refused_and_nothing_changes(window: MainWindow, store, danny) -> None:
    number = planned(store, danny, DAY)
    tab = calendar(window)
    tab.move_to(number, TODAY - timedelta(days=3), time(9))
    assert "That day is past." in told(window)
    assert look(store, number, lambda one: one.session_date) == DAY
    assert titles(tab) == ["Danny Reeve"]


def test_a_move_onto_another_session_tells_of_the_clash(window: MainWindow, store, danny) -> None:
    number = planned(store, danny, DAY)
    planned(store, danny, DAY, time(14))
    tab = calendar(window)
    assert [row.warning for row in tab.diary.view().rows.rows] == ["", ""]
    tab.move_to(number, DAY, time(14, 30))
    assert "Danny Reeve has another session then." in told(window)
    assert [bool(row.warning) for row in tab.diary.view().rows.rows] == [True, True]
    assert "another session" in tab.diary.view().rows.rows[0].says()


def test_an_empty_place_plans_a_session_there(window: MainWindow, store, danny) -> None:
    tab = calendar(window)
    tab.diary.wanted.emit(DAY, time(13, 15))
    form = dialog(window, "Plan a session").form
    assert form.field("session_date").value() == DAY
    assert form.field("start_time").value() == time(13, 15)
    field = form.field("attendances")
    field.edit.setFocus()
    QTest.keyClicks(field.edit, "reeve")
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    dialog(window).save()
    assert titles(tab) == ["Danny Reeve"]
    assert "Session planned." in told(window)
    assert dialogs(window) == []


def test_the_form_warns_of_a_clash_and_asks_why_this_mentor(window: MainWindow, store, danny) -> None:
    jo = mentor(store, "Jo Marsh")
    planned(store, danny, DAY)
    form = plan(window.desk, DAY, time(10, 30), mentee_id=danny).form
    assert "Danny Reeve has another session then." in form._warning.text()
    assert not form.blocks["unmatched_reason"].isVisible()
    form.field("volunteer_id").set_value((Picked(jo, "Jo Marsh"),))
    form.look_again()
    assert form.blocks["unmatched_reason"].isVisible()
    assert "not matched with Danny Reeve" in form._warning.text()
    dialog(window).save()
    assert len(dialogs(window)) == 1
    form.field("unmatched_reason").set_value("Stands in")
    dialog(window).save()
    assert dialogs(window) == []


def test_the_form_asks_which_hour_on_the_night_when_clocks_go_back(window: MainWindow, danny) -> None:
    form = plan(window.desk, date(2027, 10, 31), time(1, 30), mentee_id=danny).form
    assert form.blocks["later_hour"].isVisible()
    form.field("start_time").set_value(time(2, 30))
    form.look_again()
    assert not form.blocks["later_hour"].isVisible()
    form.field("session_date").set_value(date(2027, 3, 28))
    form.field("start_time").set_value(time(1, 30))
    assert "does not exist that night" in form.found_problems()["start_time"]


def test_a_repeat_says_its_days_and_plans_them(window: MainWindow, store, danny) -> None:
    form = plan(window.desk, DAY, time(10), mentee_id=danny).form
    assert not form.blocks["until"].isVisible()
    form.field("repeat").set_value(Repeat.WEEKLY)
    form.look_again()
    assert form.blocks["until"].isVisible()
    assert not form.blocks["short_month"].isVisible()
    form.field("count").set_value(4)
    form.look_again()
    assert "4 sessions, the last on 11 January 2027." in form.repeats._words.text()
    dialog(window).save()
    assert "4 sessions planned." in told(window)
    press(window, "Undo")
    assert titles(calendar(window, Scale.AGENDA)) == []


def test_a_series_changes_from_one_on(window: MainWindow, store, danny) -> None:
    number = planned(store, danny, DAY, repeat=Repeat.WEEKLY, count=3)
    made = change_plan(window.desk, number)
    made.form.field("start_time").set_value(time(15))
    made.form.field("scope").set_value(FOLLOWING)
    made.save()
    assert "3 sessions changed." in told(window)
    tab = calendar(window, Scale.AGENDA)
    assert [row.start for row in tab.diary.view().rows.rows] == [time(15)] * 3


def test_a_session_is_repeated_and_the_rest_called_off_from_the_menu(
    window: MainWindow, store, danny
) -> None:
    number = planned(store, danny, DAY)
    tab = calendar(window, Scale.AGENDA)
    menu = tab.offer_acts(number, QPoint(100, 100))
    assert [each.text() for each in menu.actions()] == ["Open", "Change the plan", "Repeat"]
    choose(menu, "Repeat")
    form = dialog(window, "Repeat").form
    form.field("count").set_value(3)
    dialog(window).save()
    assert "The series has 3 sessions now." in told(window)
    assert len(titles(tab)) == 3
    menu = tab.offer_acts(number, QPoint(100, 100))
    choose(menu, "Call off this and all that follow")
    made = dialog(window, "Call off")
    made.save()
    assert len(dialogs(window)) == 1  # who and why are asked for
    made.form.field("caller").set_value(Caller.PRISON)
    made.form.field("reason_id").set_value(1)
    made.save()
    assert "3 sessions called off." in told(window)
    assert {row.mark.word for row in tab.diary.view().rows.rows} == {"Cancelled"}
    assert look(store, number, lambda one: one.status) is SessionStatus.CANCELLED


@pytest.mark.parametrize("opener", [change_plan, repeat_planned, call_off_rest])
def test_a_form_of_a_session_that_is_gone_says_so(window: MainWindow, opener: Callable[..., object]) -> None:
    assert opener(window.desk, 999) is None
    assert "no longer there" in told(window)


def test_the_calendar_is_saved_without_names_where_the_reader_says(
    qtbot, window: MainWindow, store, danny, tmp_path: Path
) -> None:
    jo = mentor(store, "Jo Marsh", danny)
    planned(store, danny, DAY, volunteer_id=jo)
    tab = calendar(window)
    tab.only.take(tab._find("jo mar")[0])
    made = tab.export()
    assert (made.form.field("first").value(), made.form.field("last").value()) == (
        date(2026, 12, 21),
        date(2026, 12, 27),
    )
    made.save()
    until(qtbot, lambda: bool(window.findChildren(QFileDialog)))
    asked = window.findChildren(QFileDialog)[-1]
    out = tmp_path / "out.ics"
    asked.fileSelected.emit(str(out))
    asked.done(0)
    (entry,) = Calendar.from_ical(out.read_bytes()).walk("VEVENT")
    assert str(entry["summary"]) == "Session: in person"
    assert "Reeve" not in out.read_text("utf-8")
    assert exports(store)[-1][3] == {"format": "ics", "rows": "1", "filters": "Mentor"}


def test_the_scale_is_remembered_on_this_computer(window: MainWindow) -> None:
    calendar(window, Scale.MONTH)
    assert CalendarTab(window.desk).diary.scale is Scale.MONTH


def test_a_reader_has_no_calendar_and_a_mentor_cannot_export(qtbot, casebook: Casebook) -> None:
    with signed_in(casebook, Role.READ_ONLY) as made:
        assert "sessions" not in made.sidebar.names()
    with signed_in(casebook, Role.MENTOR) as made:
        tab = calendar(made)
        assert not tab._export.isVisible()
