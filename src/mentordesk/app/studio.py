"""The demonstration casebook in a real window, without a person before it."""

import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from mentordesk.app.closing import take_down
from mentordesk.app.features import FEATURES
from mentordesk.app.preferences import PreferencesFile
from mentordesk.app.window import MainWindow
from mentordesk.features.organisation.queries import organisation_name
from mentordesk.features.plans.queries.lists import plan_page
from mentordesk.kernel.paging import ListAsk
from mentordesk.store import vault
from mentordesk.store.opening import open_store
from mentordesk.ui.desk import Desk
from mentordesk.ui.tasks import InlineTasks
from mentordesk.ui.theme import wear

SIZE = QSize(1280, 720)


@dataclass(frozen=True)
class Studio:
    """The demonstration casebook in a real window of the size that pictures have."""

    app: QApplication
    desk: Desk
    window: MainWindow
    preferences: PreferencesFile

    def settle(self) -> None:
        """Let the window draw itself."""
        for _ in range(4):
            self.app.processEvents()

    def number(self, words: str) -> int:
        """Return the number of the plan whose title holds some words."""
        return self.desk.read(plan_page, ListAsk(search=words)).rows[0].id


def open_studio(folder: Path, passphrase: str, preferences: Path) -> Studio:
    """Open a casebook in a window without asking."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        message = "another kind of application runs already"
        raise TypeError(message)
    kept = PreferencesFile(preferences)
    wear(kept.now.look)
    store = open_store(vault.unlock(folder, "", passphrase))
    desk = Desk(store, InlineTasks(), kept)
    window = MainWindow(desk, FEATURES, kept, desk.read(organisation_name))
    window.resize(SIZE)
    window.show()
    return Studio(app, desk, window, kept)


def close(studio: Studio) -> None:
    """Take the window down and let go of the casebook."""
    take_down(studio.window)
    studio.desk.store.close()
