"""The record page: a header with what matters, a banner while a flag is in force, tabs below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QTabWidget, QToolButton, QVBoxLayout, QWidget

from mentordesk.kernel.errors import NotFound, UserError
from mentordesk.ui.keys import IN_TABS
from mentordesk.ui.layouts import Flow, be_seen, clear, column, line, put
from mentordesk.ui.look import scaled
from mentordesk.ui.panels import EmptyState, Scrolled
from mentordesk.ui.rolling import Rolling
from mentordesk.ui.watching import Watching
from mentordesk.ui.words import Words, set_kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QResizeEvent

    from mentordesk.ui.desk import Desk


_ROOM_FOR_ACTIONS = 640
_ROOM_FOR_DISPLAY = 520


class RecordPage(Watching):
    """A page about one record. A subclass adds tabs once and implements `read`, which fills the header."""

    keys = IN_TABS

    def __init__(self, desk: Desk, number: int, watches: frozenset[type]) -> None:
        """Make an empty page about the record of a number."""
        super().__init__(desk, watches)
        self.number = number
        self.setObjectName(type(self).__name__)
        self._over = Words("", "muted", wrap=False)
        self._title = Words("", "display")
        self._chips = Flow(gap=8)
        self._facts = Words("", "muted")
        self._picture, self._note = QVBoxLayout(), QVBoxLayout()
        self._actions = QHBoxLayout()
        self._actions.setSpacing(8)
        self._banner = QVBoxLayout()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setAccessibleName("Parts of this page")
        self.tabs.tabBar().setExpanding(False)
        for arrow in self.tabs.tabBar().findChildren(QToolButton):
            arrow.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Left and Right go through the tabs
        self.tabs.setMinimumHeight(scaled(48))  # in a low window the head stays whole and the tab scrolls
        self._instead: QWidget | None = None
        words = column(self._over, self._title, self._chips, self._facts, self._note, gap=4)
        named = line(column(self._picture, None), words, gap=0)
        named.setStretch(1, 1)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.addLayout(named, 1)
        self._head.addLayout(column(line(self._actions, None), None))
        self._head.setContentsMargins(0, 0, 0, 0)
        self._head.setSpacing(8)
        head, self._over_all = QWidget(), QWidget()
        head.setLayout(self._head)
        self._over_all.setLayout(column(self._banner, margins=(24, 24, 24, 0)))
        self._over_all.hide()
        self._rolling = Rolling(head, self.tabs)
        whole = column(self._over_all, self._rolling, gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the actions below the name where there is no room beside it; a low page has a smaller name."""
        super().resizeEvent(event)
        set_kind(self._title, "words", "title" if self.height() < scaled(_ROOM_FOR_DISPLAY) else "display")
        narrow = self.width() < scaled(_ROOM_FOR_ACTIONS)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if direction is not self._head.direction():
            self._head.setDirection(direction)

    def read(self) -> None:
        """Read the record and show it; NotFound is told on the page."""
        raise NotImplementedError

    def title(self) -> str:
        """Return the title that is shown."""
        return self._title.text()

    def show_header(
        self,
        title: str,
        *,
        over: str = "",
        chips: Iterable[QWidget] = (),
        facts: Iterable[str] = (),
    ) -> None:
        """Show the record's name, its status and the facts that matter; `over` is a word above the name."""
        self._title.setText(title)
        self.setAccessibleName(title)
        self._over.setText(over)
        self._over.setVisible(bool(over))
        clear(self._chips)
        put(self._chips, *chips)
        words = "   ·   ".join(each for each in facts if each)
        self._facts.setText(words)
        self._facts.setVisible(bool(words))

    def show_picture(self, picture: QWidget | None, note: QWidget | None = None) -> None:
        """Show a small picture before the name, or none, and something to know about it below the facts."""
        for layout, widget in ((self._picture, picture), (self._note, note)):
            clear(layout)
            if widget:
                put(layout, widget)
        self._picture.setContentsMargins(0, 0, scaled(16) if picture else 0, 0)

    def show_actions(self, *actions: QWidget) -> None:
        """Show the buttons at the right, the primary one last; Tab reaches them before the tabs."""
        clear(self._actions)
        put(self._actions, *actions)
        before: QWidget | None = self.tabs.tabBar().previousInFocusChain()
        for each in actions:
            if before:
                QWidget.setTabOrder(before, each)
            before = each

    def show_banner(self, banner: QWidget | None) -> None:
        """Show a banner across the top, or none."""
        clear(self._banner)
        if banner:
            put(self._banner, banner)
        self._over_all.setVisible(banner is not None)
        self._rolling.column.setContentsMargins(24, 12 if banner else 24, 24, 0)

    def add_tab(self, label: str, inner: QWidget, *, scrolls: bool = True) -> None:
        """Add a tab; its inside, usually a `Body`, scrolls unless it does so itself."""
        holder: QWidget = inner
        if scrolls:
            holder = Scrolled(inner)
            self._rolling.roll_before(holder)
        holder.setAccessibleName(label)
        self.tabs.addTab(holder, label.replace("&", "&&"))

    def add_panels(self, kind: str) -> None:
        """Add the tabs that other features offer on the page of a kind of record."""
        for entry in self.desk.panels.get(kind, ()):
            if self.desk.may(entry.needs):
                self.add_tab(entry.label, entry.make(self.desk, self.number))

    def refresh(self) -> None:
        """Read again; a record that is gone is said so."""
        try:
            self.read()
        except NotFound as error:
            self._show_gone(str(error))
        except UserError as error:
            self.desk.fail(error)

    def show_instead(self, instead: QWidget | None) -> None:
        """Show something in place of the tabs, with no action; None brings the tabs back."""
        if instead is self._instead:
            return
        if self._instead is not None:
            self._instead.hide()
            self._instead.deleteLater()
        self._instead = instead
        self.tabs.setVisible(instead is None)
        if instead is not None:
            clear(self._actions)
            self._rolling.rest.addWidget(instead, 1)
            be_seen(instead)

    def _show_gone(self, sentence: str) -> None:
        if not isinstance(self._instead, EmptyState):
            self.show_instead(EmptyState("circle-help", sentence))
