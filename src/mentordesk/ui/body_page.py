"""A plain page: a title, a sentence, and parts below each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from mentordesk.ui.layouts import clear, column, put
from mentordesk.ui.panels import Body, Scrolled
from mentordesk.ui.watching import Watching
from mentordesk.ui.words import Words

if TYPE_CHECKING:
    from mentordesk.ui.desk import Desk


class BodyPage(Watching):
    """A page that scrolls, such as Home. A subclass implements `refresh`, which fills `body`."""

    def __init__(self, desk: Desk, watches: frozenset[type], title: str, note: str = "") -> None:
        """Make a page with a title and a sentence under it."""
        super().__init__(desk, watches)
        self.setAccessibleName(title)
        self.body = Body()
        self._title = Words(title, "display")
        self._note = Words(note, "muted")
        self._note.setVisible(bool(note))
        self._actions = QHBoxLayout()
        self._actions.setSpacing(8)
        head = QHBoxLayout()
        head.addLayout(column(self._title, self._note, gap=4), 1)
        head.addLayout(column(self._actions, None))
        whole = column(head, Scrolled(self.body), gap=0, margins=(24, 24, 24, 0))
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def show_title(self, title: str, note: str = "") -> None:
        """Show another title."""
        self._title.setText(title)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.setAccessibleName(title)

    def show_actions(self, *actions: QWidget) -> None:
        """Show the buttons at the right, the primary one last."""
        clear(self._actions)
        put(self._actions, *actions)
