"""A manager adds a coordinator who signs in with a starter code."""

import pytest
from PySide6.QtCore import Qt

from mentordesk.app.first_sign_in import FirstSignIn
from mentordesk.features.organisation.screens.settings import PeoplePage
from mentordesk.kernel.errors import WrongPassphrase
from mentordesk.kernel.permissions import Role
from mentordesk.store import vault
from tests.app.starting import begin, unlock
from tests.screens import dialog, press, says, until, words

__all__ = ["begin"]
NEW = "four quiet herons wading"


def test_a_coordinator_signs_in_with_a_starter_code(qtbot, begin, demo_casebook):
    program = begin(demo_casebook.folder)
    manager = unlock(qtbot, program)
    manager.show_place("settings")
    settings = manager.page()
    settings.show_tab("people")
    press(settings.findChild(PeoplePage), "new")
    form = dialog(manager, "Add a person").form
    qtbot.keyClicks(form.field("name").edit, "Robin Ashdown")
    form.field("role").set_value(Role.COORDINATOR)
    press(dialog(manager, "Add a person"), "save")
    code = next(each for each in words(dialog(manager, "Starter code")) if each.count("-") == 4)
    press(dialog(manager, "Starter code"), "close")
    manager.lock()
    assert program.anew == [demo_casebook.folder]

    program = begin(demo_casebook.folder)
    window = program.window()
    window.person.set_value("RA")
    qtbot.keyClicks(window.passphrase.edit, code)
    qtbot.keyClick(window.passphrase.edit, Qt.Key.Key_Return)
    until(qtbot, lambda: isinstance(program.window(), FirstSignIn))
    first = program.window()
    assert says(first, "You signed in with a starter code, which works only once.")
    qtbot.keyClicks(first.passphrase.first.edit, NEW)
    qtbot.keyClicks(first.passphrase.again.edit, NEW)
    with qtbot.waitSignal(program.opened, timeout=10_000):
        qtbot.keyClick(first.passphrase.again.edit, Qt.Key.Key_Return)
    until(qtbot, lambda: says(program.main, "Robin Ashdown"))
    program.main.show_place("plans")
    assert "New plan" in words(program.main.page())
    with pytest.raises(WrongPassphrase):
        vault.unlock(demo_casebook.folder, "RA", code)
