import pytest
from PySide6.QtWidgets import QLineEdit, QMainWindow, QPushButton

from mentordesk.kernel.errors import Conflict
from mentordesk.ui.messages import BUG, MessageBar, ask


@pytest.fixture
def bar(qtbot):
    made = MessageBar()
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_success_can_be_taken_back_and_never_takes_the_focus(qtbot, bar):
    edit = QLineEdit()
    qtbot.addWidget(edit)
    edit.show()
    edit.setFocus()
    undone = []
    bar.say("Session saved", lambda: undone.append(1))
    assert bar.texts() == ["Session saved"]
    assert edit.focusWidget() is edit
    bar.findChild(QPushButton, "undo").click()
    assert undone == [1]
    assert bar.texts() == []


def test_errors_stay_and_a_success_does_not_hide_them(bar):
    bar.fail(Conflict("Somebody else saved this."))
    bar.say("Plan saved")
    bar.say("Review saved")
    assert bar.texts() == ["Somebody else saved this.", "Review saved"]


def test_a_bug_is_told_plainly_and_once(bar):
    bar.fail(KeyError("secret words of a record"))
    bar.fail(KeyError("secret words of a record"))
    assert bar.texts() == [BUG]


def test_a_permanent_act_asks_for_a_typed_word(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    window.show()
    done = []
    dialog = ask(window, "Erase Sam?", "It cannot be undone.", "Erase", lambda: done.append(1), typed="erase")
    assert not dialog.verb_button.isEnabled()
    dialog.word.setText("Erase")
    dialog.verb_button.click()
    assert done == [1]


def test_the_harmless_button_does_nothing(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    window.show()
    done = []
    dialog = ask(window, "Remove plan?", "Its targets go too.", "Remove plan", lambda: done.append(1))
    dialog.keep_button.click()
    assert done == []
