"""A session is recorded in under thirty seconds: keyboard only, in at most twelve keys beyond the name."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mentordesk.app.window import MainWindow
from mentordesk.features.mentees.queries.lists import mentee_page
from mentordesk.features.sessions.queries.of_somebody import mentee_sessions
from mentordesk.kernel.paging import ListAsk
from mentordesk.records.sessions import SessionStatus
from tests.casebooks import TODAY, Casebook
from tests.screens import dialog, dialogs, signed_in, told, until


@pytest.fixture
def window(qtbot, demo_casebook: Casebook) -> Iterator[MainWindow]:
    with signed_in(demo_casebook) as made:
        qtbot.waitUntil(made.isActiveWindow)
        yield made


class Keys:
    """Presses real keys, and counts them."""

    def __init__(self) -> None:
        self.pressed = 0

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget(), key, held)
        self.pressed += 1

    def type(self, words: str) -> None:
        for letter in words:
            QTest.keyClick(QApplication.focusWidget(), letter)
            self.pressed += 1


def somebody(window: MainWindow, words: str) -> int:
    (row,) = window.desk.read(mentee_page, ListAsk(search=words)).rows
    return row.id


def test_a_plain_held_session_is_the_name_enter_minutes_and_ctrl_enter(qtbot, window: MainWindow) -> None:
    keys = Keys()
    mentee = somebody(window, "kowalczyk")
    before = window.desk.read(mentee_sessions, mentee).held
    keys.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    until(qtbot, lambda: bool(dialogs(window)))
    form = dialog(window, "Record a session").form
    until(qtbot, form.people.edit.hasFocus)
    beyond = keys.pressed
    keys.type("kowal")
    name = keys.pressed - beyond
    keys.press(Qt.Key.Key_Return)
    assert form.field("minutes").edit.hasFocus()
    keys.type("45")
    keys.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    until(qtbot, lambda: not dialogs(window))
    assert keys.pressed - name <= 12
    view = window.desk.read(mentee_sessions, mentee)
    assert view.held == before + 1
    newest = view.past[0]
    assert (newest.session_date, newest.minutes, newest.status) == (TODAY, 45, SessionStatus.HELD)
    assert newest.who == "Ewa Nowak"
    assert "Session saved" in told(window)


def test_what_was_recorded_last_is_offered_and_taken_over(qtbot, window: MainWindow) -> None:
    mentee = somebody(window, "kowalczyk")
    for minutes in ("50", ""):
        keys = Keys()
        keys.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        until(qtbot, lambda: bool(dialogs(window)))
        form = dialog(window, "Record a session").form
        until(qtbot, form.people.edit.hasFocus)
        if minutes:
            keys.type("kowal")
        else:
            until(qtbot, form.people.list.isVisible)
            keys.press(Qt.Key.Key_Down)
        keys.press(Qt.Key.Key_Return)
        assert form.people.numbers() == (mentee,)
        keys.type(minutes)
        keys.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        until(qtbot, lambda: not dialogs(window))
        window.activateWindow()
        until(qtbot, window.isActiveWindow)
    rows = window.desk.read(mentee_sessions, mentee).past
    assert [each.minutes for each in rows[:2]] == [50, 50]
