"""What the program tells: the bar at the bottom of the window, and the question before an act."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QProgressBar, QVBoxLayout, QWidget

from mentordesk.kernel.errors import UserError
from mentordesk.kernel.text import fold
from mentordesk.ui.dialogs import HouseDialog
from mentordesk.ui.layouts import column, line
from mentordesk.ui.words import Picture, Words, announce, button, icon_button

if TYPE_CHECKING:
    from collections.abc import Callable

    from mentordesk.ui.tasks import Task

BUG = (
    "Something went wrong inside MentorDesk. What was saved before is safe. "
    "If it happens again, close MentorDesk and open it again."
)

_SHOWN_FOR = 8_000
_UNDO_FOR = 30_000


class _Message(QFrame):
    """One line of the bar."""

    gone = Signal()

    def __init__(self, kind: str, icon_name: str, ink: str, text: str, *actions: QWidget) -> None:
        super().__init__()
        self.setProperty("box", kind)
        self.text = text
        words = Words(text)
        whole = line(Picture(icon_name, ink), words, *actions, gap=8, margins=(12, 4, 4, 4))
        whole.setStretch(1, 1)
        away = icon_button("x", "Close this message", self.close_it)
        whole.addWidget(away)
        self.setLayout(whole)
        self.setAccessibleName(text)

    def close_it(self) -> None:
        """Go away."""
        self.hide()
        self.gone.emit()
        self.deleteLater()


class MessageBar(QWidget):
    """Messages at the bottom of the window. They never take the focus; errors stay until they are closed."""

    def __init__(self) -> None:
        """Make an empty bar."""
        super().__init__()
        self._list = QVBoxLayout(self)
        self._list.setContentsMargins(24, 8, 24, 8)
        self._list.setSpacing(4)
        self._good: _Message | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clear_good)
        self.hide()

    def texts(self) -> list[str]:
        """Return the messages that are shown."""
        return [each.text for each in self.findChildren(_Message) if not each.isHidden()]

    def say(self, text: str, undo: Callable[[], object] | None = None, verb: str = "Undo") -> None:
        """Tell of a success; the one before goes away."""
        self.clear_good()
        actions = []
        if undo:
            actions.append(button(verb, lambda: self._take_back(undo), kind="link", name="undo"))
        self._good = _Message("notice", "circle-check", "accent", text, *actions)
        self._good.setObjectName("said")
        self._add(self._good)
        self._timer.start(_UNDO_FOR if undo else _SHOWN_FOR)
        announce(self, text)

    def fail(self, error: Exception) -> None:
        """Tell of a refusal in its own words, of a bug in ours."""
        text = str(error) if isinstance(error, UserError) else BUG
        if text in self.texts():
            return
        self._add(_Message("danger", "circle-alert", "red", text))
        announce(self, text)

    def show_task(self, task: Task) -> None:
        """Show how far a task is, with Cancel, until it ends."""
        self._add(_Running(task))

    def _add(self, message: _Message | _Running) -> None:
        self._list.addWidget(message)
        message.gone.connect(self._hide_when_empty)
        message.show()
        self.show()

    def _hide_when_empty(self) -> None:
        lines = [*self.findChildren(_Message), *self.findChildren(_Running)]
        self.setVisible(any(not each.isHidden() for each in lines))

    def clear_good(self) -> None:
        """Take the last success away."""
        self._timer.stop()
        if self._good:
            self._good.close_it()
            self._good = None

    def _take_back(self, undo: Callable[[], object]) -> None:
        self.clear_good()
        try:
            undo()
        except UserError as error:
            self.fail(error)


class _Running(QFrame):
    """A task under way."""

    gone = Signal()

    def __init__(self, task: Task) -> None:
        super().__init__()
        self.setProperty("box", "card")
        self._task = task
        self._words = Words(task.doing, wrap=False)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(task.doing)
        self._cancel = button("Cancel", self._stop)
        self._cancel.setAccessibleName(f"Cancel: {task.doing}")
        whole = line(self._words, self._bar, self._cancel, gap=12, margins=(12, 4, 8, 4))
        whole.setStretch(1, 1)
        self.setLayout(whole)
        task.progress.moved.connect(self._moved)
        task.done.connect(self._end)
        task.failed.connect(self._end)
        task.stopped.connect(self._end)

    def _moved(self, done: int, total: int, doing: str) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if doing:
            self._words.setText(f"{self._task.doing}: {doing}")

    def _stop(self) -> None:
        self._cancel.setEnabled(False)
        self._words.setText(f"{self._task.doing}: stopping")
        self._task.cancel()

    def _end(self) -> None:
        self.hide()
        self.gone.emit()
        self.deleteLater()


class QuestionDialog(HouseDialog):
    """A question before an act: what will happen to what; the buttons are verbs."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        says: str,
        verb: str,
        act: Callable[[], object],
        *,
        keep: str = "Cancel",
        danger: bool = True,
        typed: str = "",
        besides: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        """Ask; `act` is done when `verb` is pressed. A word to be `typed` guards what cannot be undone.

        `besides` is another verb with its act, which goes further than the first.
        """
        super().__init__(title, parent, width=520)
        self._typed = typed
        body = QWidget()
        inner = column(Words(says), gap=12)
        body.setLayout(inner)
        self.word = QLineEdit()
        if typed:
            ask = Words(f"Type {typed} to go on.", "label")
            ask.setBuddy(self.word)
            self.word.setAccessibleName(ask.text())
            inner.addWidget(ask)
            inner.addWidget(self.word)
            self.word.textChanged.connect(self._weigh)
        self.set_body(body)
        kind = "danger" if danger else "primary"
        self.verb_button = self.add_button(verb, partial(self._go, act), kind=kind, name="act")
        if besides:
            self.add_button(besides[0], partial(self._go, besides[1]), kind=kind, name="act_besides")
        self.keep_button = self.add_button(keep, self.reject, name="keep")
        self._weigh()

    def open(self) -> None:
        """Show the question with the harmless button first in line."""
        super().open()
        (self.word if self._typed else self.keep_button).setFocus()
        announce(self, self.windowTitle())

    def _weigh(self) -> None:
        self.verb_button.setEnabled(fold(self.word.text()) == fold(self._typed))

    def _go(self, act: Callable[[], object]) -> None:
        self.accept()
        act()


def ask(
    parent: QWidget | None,
    title: str,
    says: str,
    verb: str,
    act: Callable[[], object],
    *,
    keep: str = "Cancel",
    danger: bool = True,
    typed: str = "",
    besides: tuple[str, Callable[[], object]] | None = None,
) -> QuestionDialog:
    """Open a question and return it."""
    dialog = QuestionDialog(
        parent, title, says, verb, act, keep=keep, danger=danger, typed=typed, besides=besides
    )
    dialog.open()
    return dialog
