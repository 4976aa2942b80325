"""Long work away from the window: reports, imports, backups, key derivation."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from mentordesk.ui.collecting import collect_here_while

if TYPE_CHECKING:
    from collections.abc import Callable


class Cancelled(Exception):
    """The reader pressed Cancel; raised inside the work by `Progress.report`."""


class Progress(QObject):
    """How far a piece of work has come; the work calls `report`, the reader may cancel."""

    moved = Signal(int, int, str)

    def __init__(self) -> None:
        """Start at nothing."""
        super().__init__()
        self._stop = threading.Event()

    @property
    def cancelled(self) -> bool:
        """Return whether Cancel was pressed."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._stop.set()

    def report(self, done: int, total: int, doing: str = "") -> None:
        """Say how far the work is; a total of 0 is not known. Raises Cancelled after Cancel."""
        if self.cancelled:
            raise Cancelled
        self.moved.emit(done, total, doing)


class Task(QObject):
    """One piece of work; exactly one of `done`, `failed` and `stopped` comes, in the window's thread."""

    done = Signal(object)
    failed = Signal(object)
    stopped = Signal()

    def __init__(self, doing: str, work: Callable[[Progress], Any]) -> None:
        """Describe the work: `doing` is what the reader sees, "Making the report"."""
        super().__init__()
        self.doing = doing
        self.progress = Progress()
        self._work = work

    def cancel(self) -> None:
        """Ask the work to stop."""
        self.progress.cancel()

    def carry_out(self) -> tuple[str, Any]:
        """Do the work where we are; return "done", "failed" or "stopped" with what came of it."""
        try:
            return "done", self._work(self.progress)
        except Cancelled:
            return "stopped", None
        except Exception as error:  # noqa: BLE001 - whatever went wrong is told in the window's thread
            return "failed", error

    def deliver(self, outcome: str, answer: Any) -> None:
        """Tell what came of the work."""
        if outcome == "done":
            self.done.emit(answer)
        elif outcome == "failed":
            self.failed.emit(answer)
        else:
            self.stopped.emit()


class Tasks(Protocol):
    """Where long work is done."""

    def start(self, task: Task) -> Task:
        """Begin a task and return it; its signals must be connected before."""


class InlineTasks:
    """Does the work at once, in the window's thread; for tests and the command line."""

    def start(self, task: Task) -> Task:
        """Do all of the task now."""
        task.deliver(*task.carry_out())
        return task


class _Post(QObject):
    """Carries an outcome from the pool's thread to the window's."""

    arrived = Signal(object, str, object)


class _Run(QRunnable):
    def __init__(self, task: Task, post: _Post, finished: threading.Event) -> None:
        super().__init__()
        self._task, self._post, self._finished = task, post, finished

    def run(self) -> None:
        outcome, answer = self._task.carry_out()
        self._post.arrived.emit(self._task, outcome, answer)
        self._finished.set()


class PoolTasks(QObject):
    """Does the work on one small pool of threads."""

    def __init__(self, threads: int = 2) -> None:
        """Make the pool."""
        super().__init__()
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(threads)
        self._running: set[Task] = set()
        self._post = _Post(self)
        self._post.arrived.connect(self._arrived)

    def start(self, task: Task) -> Task:
        """Begin a task on the pool."""
        self._running.add(task)
        finished = threading.Event()
        collect_here_while(lambda: not finished.is_set())
        self._pool.start(_Run(task, self._post, finished))
        return task

    def busy(self) -> bool:
        """Return whether anything is still running."""
        return bool(self._running)

    def finish(self) -> None:
        """Cancel what runs and wait until it has stopped."""
        for task in self._running:
            task.cancel()
        self._pool.waitForDone()

    def _arrived(self, task: Task, outcome: str, answer: Any) -> None:
        self._running.discard(task)
        task.deliver(outcome, answer)
