"""The desk: what every screen works at. It wraps the store and speaks for the window."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ParamSpec, Protocol, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from mentordesk.kernel.errors import UserError
from mentordesk.ui.tasks import Task

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from mentordesk.kernel.links import Link
    from mentordesk.store.casebook import Store
    from mentordesk.store.drafts import DraftRow
    from mentordesk.store.undo import Deed
    from mentordesk.store.work import Operation, Query
    from mentordesk.ui.export import Format
    from mentordesk.ui.feature import ActionEntry, PanelEntry
    from mentordesk.ui.form_dialog import FormDialog
    from mentordesk.ui.tasks import Progress, Tasks

P = ParamSpec("P")
R = TypeVar("R")


class Memory(Protocol):
    """What this computer remembers about screens: widths and choices, never words of records."""

    def recall(self, key: str) -> Any:
        """Return what was kept under a key, or None."""

    def keep(self, key: str, value: Any) -> None:
        """Keep something plain under a key."""


class Forgetful:
    """A memory that lasts as long as the program."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._kept: dict[str, Any] = {}

    def recall(self, key: str) -> Any:
        """Return what was kept under a key, or None."""
        return self._kept.get(key)

    def keep(self, key: str, value: Any) -> None:
        """Keep something plain under a key."""
        self._kept[key] = value


class Desk(QObject):
    """The store, the tasks and the voice of one window."""

    changed = Signal(frozenset)
    """Which record classes a write has changed."""
    said = Signal(str, object, str)
    """Something to tell: the words, what undoes it or None, and the verb for that."""
    failed = Signal(object)
    """An error to show."""
    working = Signal(object)
    """A task that begins."""
    going = Signal(object)
    """A link to follow."""
    locking = Signal()
    """The person wants to lock, from a dialog that keeps the window from listening."""

    restoring = Signal(object)
    """A casebook, restored or under a new key, that is ready to take the place of this one."""

    def __init__(self, store: Store, tasks: Tasks, memory: Memory | None = None) -> None:
        """Take the store's changes as our own signal."""
        super().__init__()
        self.store = store
        self.tasks = tasks
        self.memory: Memory = memory or Forgetful()
        self.window: QWidget | None = None
        self.panels: Mapping[str, tuple[PanelEntry, ...]] = {}
        """Tabs that features offer on the page of a kind of record; the window gathers them."""
        self.actions: Mapping[str, tuple[ActionEntry, ...]] = {}
        """Buttons that features offer on the page of a kind of record; the window gathers them."""
        self.drafts: Mapping[str, Callable[[Desk, int], FormDialog]] = {}
        """What opens a form again by its key, for a draft's subject; the window gathers them."""
        self._just_done: Deed | None = None
        self.formats: tuple[Format, ...] = ()
        """The kinds of file that lists are exported as; the window gathers them."""
        store.on_change = self.changed.emit

    def write(self, operation: Operation[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run an operation; it is on disk when this returns, and a UserError says why when it is not.

        What is said in the same turn of the event loop offers to undo it.
        """
        newest = self.store.newest_deed()
        answer = self.store.write(operation, *args, **kwargs)
        if self.store.newest_deed() is not newest:
            self._just_done = self.store.newest_deed()
            QTimer.singleShot(0, self._forget_deed)
        return answer

    def undo(self) -> None:
        """Take the newest act of this sitting back."""
        newest = self.store.newest_deed()
        if newest is None:
            self.say("There is nothing to undo in this sitting.")
        else:
            self.attempt(partial(self._take_back, newest))

    def _take_back(self, done: Deed) -> None:
        self.store.undo(done)
        self.say(f"Undone: {done.says}.")

    def _forget_deed(self) -> None:
        self._just_done = None

    def read(self, query: Query[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Ask a question."""
        return self.store.read(query, *args, **kwargs)

    def may(self, act: Operation[..., Any] | Query[..., Any] | None) -> bool:
        """Return whether the person who is signed in may do this; nothing needed means yes."""
        return act is None or self.store.may(act)

    def today(self) -> date:
        """Return the day it is for the store."""
        return self.store.clock().astimezone().date()

    def run(self, doing: str, work: Callable[[Progress], R], then: Callable[[R], object]) -> Task:
        """Do long work away from the window, with progress and Cancel; `then` gets the answer."""
        task = Task(doing, work)
        task.done.connect(then)
        task.failed.connect(self.fail)
        self.working.emit(task)
        self.tasks.start(task)
        return task

    def say(self, text: str, undo: Callable[[], object] | None = None, verb: str = "Undo") -> None:
        """Tell of a success in the message bar, with a way back when there is one."""
        if undo is None and self._just_done is not None:
            undo = partial(self._take_back, self._just_done)
        self._forget_deed()
        self.said.emit(text, undo, verb)

    def fail(self, error: Exception) -> None:
        """Show an error in the message bar; one that is no UserError is a bug and says so."""
        self.failed.emit(error)

    def attempt(self, act: Callable[[], R]) -> R | None:
        """Do something and return its answer; a refusal is shown and gives None."""
        try:
            return act()
        except UserError as error:
            self.fail(error)
            return None

    def open_draft(self, draft: DraftRow) -> None:
        """Open the form of a draft that was left unfinished, with what was typed."""
        dialog = self.attempt(partial(self.drafts[draft.form], self, draft.subject))
        if dialog is not None:
            dialog.form.take_draft()

    def go(self, link: Link) -> None:
        """Go to the page of a record."""
        self.going.emit(link)
