"""Backups that nobody has to think of: every half hour of change, and at closing."""

import contextlib
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from mentordesk.app.preferences import PreferencesFile
from mentordesk.kernel.errors import UserError
from mentordesk.store.backup import Heed, newest, on_and_on
from mentordesk.store.casebook import Store
from mentordesk.store.elsewhere import copy_elsewhere, to_be_copied
from mentordesk.store.health import COPIES, note_failure, second_place
from mentordesk.store.manifest import Why
from mentordesk.ui.desk import Desk
from mentordesk.ui.tasks import Progress, Task

EVERY_MINUTES = 30
FIRST_SECONDS = 60
"""A casebook without any backup does not wait for half an hour."""


class Keeping(QObject):
    """Makes a backup every half hour in which something was saved, away from the window."""

    def __init__(self, desk: Desk) -> None:
        """Begin to count."""
        super().__init__()
        self.desk = desk
        self._told = False
        self._running = False
        self.timer = QTimer(self)
        self.timer.setInterval(EVERY_MINUTES * 60_000)
        self.timer.timeout.connect(self.look)
        self.timer.start()
        self.first = QTimer(self)
        self.first.setSingleShot(True)
        self.first.timeout.connect(self.look)
        if not desk.store.read_only and newest(desk.store.vault) is None:
            self.first.start(FIRST_SECONDS * 1000)

    def look(self) -> None:
        """Make a backup when something was saved since the last one, and copy what is not copied yet."""
        store = self.desk.store
        place = self._place()
        if self._running or store.read_only:
            return
        if store.is_backed_up() and not (place and to_be_copied(store.vault)):
            return
        self._running = True
        task = Task("Making a backup", lambda progress: self._make(place, progress))
        task.done.connect(self._done)
        task.failed.connect(self._failed)
        task.stopped.connect(self._done)
        self.desk.tasks.start(task)

    def _place(self) -> Path | None:
        return second_place(self.desk.memory.recall(COPIES), self.desk.store.vault)

    def _make(self, place: Path | None, progress: Progress) -> None:
        keep_safe(self.desk.store, Why.REGULAR, place, lambda: progress.report(0, 0))

    def _done(self) -> None:
        self._running = False

    def _failed(self, problem: Exception) -> None:
        self._running = False
        if isinstance(problem, UserError):
            note_failure(self.desk.store, problem, self._place())
        if not self._told:
            self._told = True
            self.desk.fail(problem)


def keep_safe(store: Store, why: Why, place: Path | None, heed: Heed = on_and_on) -> None:
    """Make a backup when something changed, and copy it to the second place when that is there."""
    store.backup_if_changed(why, heed)
    if place is None or store.read_only or not place.is_dir():
        return
    left = to_be_copied(store.vault)
    if left is not None:
        copy_elsewhere(store.vault, left, place, store.clock(), heed)


def keep_at_closing(store: Store, preferences: PreferencesFile) -> None:
    """Make the last backup of the day; what goes wrong is remembered and never keeps the program open."""
    place = second_place(preferences.recall(COPIES), store.vault)
    with contextlib.suppress(OSError):
        try:
            keep_safe(store, Why.CLOSE, place)
        except UserError as problem:
            note_failure(store, problem, place)
            sys.stderr.write(f"{problem}\n")
