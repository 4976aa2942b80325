"""What the windows before the casebook share: a quiet card in the middle, and work that takes a second."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from mentordesk.kernel.errors import UserError
from mentordesk.ui.layouts import column, line
from mentordesk.ui.look import scaled
from mentordesk.ui.panels import Banner, Scrolled
from mentordesk.ui.tasks import Progress, Task, Tasks
from mentordesk.ui.words import Words, announce, box

R = TypeVar("R")
BUG = "Something went wrong inside MentorDesk. Nothing was changed. Please try again."


class Entrance(QWidget):
    """A window with one card: a title, a place for a problem, a body."""

    def __init__(self, tasks: Tasks, title: str, *, width: int = 460) -> None:
        """Make an empty card under the program's name."""
        super().__init__()
        self.tasks = tasks
        self.setObjectName("canvas")
        self.setWindowTitle("MentorDesk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._card = box("card")
        self._card.setMaximumWidth(scaled(width))
        self._card.setMinimumWidth(min(scaled(width), 640))
        self.title = Words(title, "title")
        self._problem = QVBoxLayout()
        self.body = QVBoxLayout()
        self.body.setSpacing(scaled(16))
        self._card.setLayout(column(self.title, self._problem, self.body, gap=16, margins=24))
        name = Words("MentorDesk", "display")
        name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inner = QWidget()
        inner.setLayout(column(None, name, line(None, self._card, None), None, gap=16, margins=24))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scrolled(inner))
        self.resize(scaled(620), scaled(640))

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong above the fields, or nothing."""
        while (item := self._problem.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        if sentence:
            self._problem.addWidget(Banner(sentence, "danger"))
            announce(self, sentence)

    def work(self, doing: str, work: Callable[[], R], then: Callable[[R], object]) -> None:
        """Do something that takes a moment with the card switched off; say what went wrong."""
        self.show_problem("")
        self._card.setEnabled(False)
        QApplication.setOverrideCursor(Qt.CursorShape.BusyCursor)
        self._task = Task(doing, _without_progress(work))
        self._task.done.connect(lambda answer: self._ended(lambda: then(answer)))
        self._task.failed.connect(lambda error: self._ended(lambda: self._failed(error)))
        self.tasks.start(self._task)

    def _ended(self, then: Callable[[], object]) -> None:
        QApplication.restoreOverrideCursor()
        self._card.setEnabled(True)
        try:
            then()
        except UserError as error:
            self._failed(error)

    def _failed(self, error: Exception) -> None:
        self.show_problem(str(error) if isinstance(error, UserError) else BUG)
        self.refused()

    def refused(self) -> None:
        """Put the cursor where the person goes on after a refusal."""


def _without_progress(work: Callable[[], R]) -> Callable[[Progress], R]:
    return lambda _progress: work()
