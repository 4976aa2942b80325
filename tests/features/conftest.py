"""The real window over the demonstration casebook, for tests of screens."""

from collections.abc import Iterator

import pytest

from mentordesk.app.window import MainWindow
from mentordesk.ui.desk import Desk
from tests.casebooks import Casebook
from tests.screens import signed_in


@pytest.fixture
def window(qtbot, demo_casebook: Casebook) -> Iterator[MainWindow]:
    """The window as the manager sees it."""
    with signed_in(demo_casebook) as made:
        qtbot.waitUntil(made.isActiveWindow)
        yield made


@pytest.fixture
def desk(window: MainWindow) -> Desk:
    """What the window's screens work at."""
    return window.desk
