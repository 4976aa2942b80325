"""Starting the program in a test: the whole of it, but for the process that locking starts anew."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication

from mentordesk.app.preferences import PreferencesFile
from mentordesk.app.start import Program
from mentordesk.app.unlock import UnlockWindow
from mentordesk.app.window import MainWindow
from mentordesk.ui.look import Look
from mentordesk.ui.theme import wear
from tests.casebooks import PASSPHRASE
from tests.screens import until

NEW = "four quiet herons wading"


class Started(Program):
    """The program as it runs, but for the process that would be started anew: its folder is noted."""

    def __init__(self, app: QApplication, preferences: PreferencesFile) -> None:
        self.anew: list[Path] = []
        super().__init__(app, preferences, self.anew.append)


@pytest.fixture
def begin(qapp, qtbot, tmp_path) -> Iterator:
    """Starts the program on a folder; whatever was started is ended afterwards."""
    started: list[Started] = []
    hook = sys.excepthook

    def start(folder: Path, person: str = "") -> Started:
        program = Started(qapp, PreferencesFile(tmp_path / "preferences.toml"))
        started.append(program)
        assert program.begin(folder, person)
        return program

    yield start
    sys.excepthook = hook
    for program in started:
        program._quit()
        program.end()
        qapp.aboutToQuit.disconnect(program._quit)
        if program._idle:
            qapp.removeEventFilter(program._idle)
        until(qtbot, program.loaded) if program._ahead.ident else None
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    wear(Look())


def unlock(qtbot, program, person="AK", passphrase=PASSPHRASE) -> MainWindow:
    window = program.window()
    assert isinstance(window, UnlockWindow)
    window.person.set_value(person)
    window.passphrase.edit.setText(passphrase)
    with qtbot.waitSignal(program.opened, timeout=10_000):
        qtbot.keyClick(window.passphrase.edit, Qt.Key.Key_Return)
    return program.main


def problem(qtbot, window) -> str:
    """The sentence in the window's banner."""
    until(qtbot, lambda: window._card.isEnabled() and window._problem.count() > 0)
    return window._problem.itemAt(0).widget().accessibleName()
