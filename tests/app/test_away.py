"""The casebook is locked when nobody may be here; what was copied does not stay in the clipboard."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from mentordesk.app.away import Away
from mentordesk.app.clipboard import ClipboardKeeper
from tests.app.starting import begin, unlock
from tests.casebooks import Casebook
from tests.screens import until

__all__ = ["begin"]


class Clock:
    """A wall clock that a test moves."""

    def __init__(self) -> None:
        self.seconds = 1_000_000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def away(qtbot, clock: Clock) -> Away:
    window = QWidget()
    qtbot.addWidget(window)
    return Away(window, clock)


@pytest.mark.parametrize(("passed", "times"), [(5, 0), (20, 0), (60, 1), (8 * 3600, 1), (-3600, 0)])
def test_a_clock_that_jumps_ahead_means_sleep(qtbot, away: Away, clock: Clock, passed, times) -> None:
    told = []
    away.left.connect(lambda: told.append(1))
    clock.seconds += passed
    away.look()
    clock.seconds += 5
    away.look()
    assert len(told) == times


def test_the_system_says_that_it_sleeps_or_that_it_is_locked(qtbot, away: Away) -> None:
    told = []
    away.left.connect(lambda: told.append(1))
    away.going_to_sleep(False)
    assert told == []
    away.going_to_sleep(True)
    away.locked()
    assert len(told) == 2


def test_a_sleep_locks_the_casebook(qtbot, begin, casebook: Casebook) -> None:
    program = begin(casebook.folder)
    unlock(qtbot, program)
    program._away.locked()
    assert program.anew == [casebook.folder]
    assert program.store is None


def copied(qtbot, text: str) -> QLineEdit:
    edit = QLineEdit(text)
    qtbot.addWidget(edit)
    edit.show()
    qtbot.waitUntil(edit.isActiveWindow)
    edit.selectAll()
    edit.copy()
    return edit


def test_what_was_copied_is_forgotten_after_a_while(qtbot) -> None:
    keeper = ClipboardKeeper(seconds=0.05)
    copied(qtbot, "Danny Whitlock")
    assert QGuiApplication.clipboard().text() == "Danny Whitlock"
    until(qtbot, lambda: QGuiApplication.clipboard().text() == "")
    assert keeper._copied == ""


def test_a_newer_copy_has_its_own_time_and_locking_clears_at_once(qtbot) -> None:
    keeper = ClipboardKeeper(seconds=60)
    copied(qtbot, "First")
    copied(qtbot, "Second")
    keeper.clear()
    assert QGuiApplication.clipboard().text() == ""
    copied(qtbot, "Third")
    keeper._copied = "something else was copied since"
    keeper.clear()
    assert QGuiApplication.clipboard().text() == "Third"
