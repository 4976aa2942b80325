"""Keeps Python's collection of unreachable objects in the window's thread while other threads work.

Python collects in whichever thread happens to allocate. A window that nobody holds any more would then be
taken down in a thread of the pool, which Qt forbids: its timers cannot be stopped there.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

_EVERY = 100
"""Milliseconds between two looks."""


class Collector(QObject):
    """Collects in its own thread until every thread that was named to it has ended."""

    def __init__(self, parent: QObject) -> None:
        """Begin with nothing to wait for."""
        super().__init__(parent)
        self._working: list[Callable[[], bool]] = []
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(self._look)

    def hold(self, working: Callable[[], bool]) -> None:
        """Collect only here while `working` says that another thread may run Python."""
        gc.disable()
        self._working.append(working)
        self._timer.start()

    def _look(self) -> None:
        self._working = [each for each in self._working if each()]
        if not self._working:
            self._timer.stop()
            gc.enable()
            return
        for generation in reversed(range(3)):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                break


def collect_here_while(working: Callable[[], bool]) -> None:
    """Keep collection in the window's thread while `working` says that another thread may run Python."""
    app = QCoreApplication.instance()
    if app is not None:
        (app.findChild(Collector) or Collector(app)).hold(working)
