"""The pieces that pages are made of: cards, facts, timelines, empty states, banners."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from mentordesk.kernel.text import beginning
from mentordesk.ui.layouts import Flow, be_seen, clear, column, line, put
from mentordesk.ui.look import scaled
from mentordesk.ui.words import Picture, Words, button

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from PySide6.QtGui import QResizeEvent


class Card(QFrame):
    """A framed part of a page with a heading; `body` is the layout to fill."""

    def __init__(self, heading: str = "", *actions: QWidget) -> None:
        """Make an empty card, its actions at the right of the heading."""
        super().__init__()
        self.setProperty("box", "card")
        self.heading = Words(heading, "heading")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(scaled(16), scaled(16), scaled(16), scaled(16))
        whole.setSpacing(scaled(12))
        if heading or actions:
            head = line(self.heading, gap=8)
            head.setStretch(0, 1)
            for each in actions:
                head.addWidget(each)
            whole.addLayout(head)
        self.body = QVBoxLayout()
        self.body.setSpacing(scaled(8))
        whole.addLayout(self.body)

    def add(self, *parts: QWidget) -> None:
        """Add widgets below each other."""
        put(self.body, *parts)


def section(heading: str, note: str = "") -> QWidget:
    """Return the heading of a part of a page, with a sentence under it."""
    made = QWidget()
    parts: list[QWidget] = [Words(heading, "heading")]
    if note:
        parts.append(Words(note, "muted"))
    made.setLayout(column(*parts, gap=4))
    return made


class FactGrid(QWidget):
    """Facts as pairs of a label and words or a widget; two columns when there is room."""

    def __init__(self, facts: Iterable[tuple[str, str | QWidget]] = ()) -> None:
        """Show facts; empty words are shown as "Not given"."""
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(scaled(24))
        self._grid.setVerticalSpacing(scaled(12))
        self._cells: list[QWidget] = []
        self._columns = 0
        self.show_facts(facts)

    def show_facts(self, facts: Iterable[tuple[str, str | QWidget]]) -> None:
        """Show other facts."""
        for each in self._cells:
            each.hide()
            each.deleteLater()
        self._cells = [_fact(label, value) for label, value in facts]
        self._columns = 0
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use as many columns as there is room for."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        columns = max(1, min(3, self.width() // scaled(260)))
        if columns == self._columns:
            return
        self._columns = columns
        while self._grid.count():
            self._grid.takeAt(0)
        for number, each in enumerate(self._cells):
            self._grid.addWidget(each, number // columns, number % columns, Qt.AlignmentFlag.AlignTop)
            each.show()
        for place in range(3):
            self._grid.setColumnStretch(place, 1 if place < columns else 0)


def _fact(label: str, value: str | QWidget) -> QWidget:
    made = QWidget()
    if isinstance(value, str):
        words = Words(beginning(value) or "Not given", "" if value else "muted")
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.setAccessibleName(f"{label}: {words.text()}")
        value = words
    row = line(value, gap=0)
    row.setStretch(0, 1) if isinstance(value, QLabel) else row.addStretch(1)
    made.setLayout(column(Words(label, "muted"), row, gap=2))
    return made


@dataclass(frozen=True)
class TimelineItem:
    """One thing that happened: when in words, what, and more about it; `open` goes to it."""

    when: str
    title: str
    says: str = ""
    icon: str = "circle"
    chips: tuple[QWidget, ...] = ()
    open: Callable[[], None] | None = None


class Timeline(QWidget):
    """What happened, in order."""

    def __init__(
        self, items: Sequence[TimelineItem] = (), nothing: str = "Nothing has happened yet."
    ) -> None:
        """Show items; `nothing` is said when there are none."""
        super().__init__()
        self._nothing = nothing
        self._list = QVBoxLayout(self)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(scaled(16))
        self.show_items(items)

    def show_items(self, items: Sequence[TimelineItem]) -> None:
        """Show other items."""
        clear(self._list)
        put(self._list, *(_happening(each) for each in items))
        if not items:
            put(self._list, Words(self._nothing, "muted"))


def _happening(item: TimelineItem) -> QWidget:
    made = QWidget()
    head = Flow(gap=8)
    if item.open:
        head.addWidget(button(item.title, item.open, kind="link"))
    else:
        head.addWidget(Words(item.title, "label", wrap=False))
    for chip in item.chips:
        head.addWidget(chip)
    words = column(head, Words(item.when, "muted"), gap=2)
    if item.says:
        words.addWidget(Words(item.says))
    whole = line(column(Picture(item.icon, "muted", 16), None), words, gap=12)
    whole.setStretch(1, 1)
    made.setLayout(whole)
    return made


class EmptyState(QWidget):
    """One sentence that says why there is nothing here, and one button that does something about it."""

    def __init__(
        self, icon_name: str, sentence: str, verb: str = "", press: Callable[[], object] | None = None
    ) -> None:
        """Show the sentence in the middle, with a button when there is a verb."""
        super().__init__()
        picture = Picture(icon_name, "muted", 32)
        self.words = Words(sentence, "")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        parts = column(line(None, picture, None), self.words, gap=scaled(12))
        if verb:
            self.button = button(verb, press, kind="primary")
            parts.addLayout(line(None, self.button, None))
        holder = QWidget()
        holder.setMaximumWidth(scaled(480))
        holder.setLayout(parts)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        holder.setSizePolicy(policy)
        self.setLayout(column(None, line(holder), None, margins=24))


_BANNER_ICONS = {
    "notice": ("info", "accent"),
    "warning": ("triangle-alert", "amber"),
    "danger": ("circle-alert", "red"),
}


class Banner(QFrame):
    """A sentence across a page while something is in force; `kind` is "notice", "warning" or "danger"."""

    def __init__(self, text: str, kind: str = "notice", *actions: QWidget) -> None:
        """Show a sentence with its icon, actions at the right."""
        super().__init__()
        self.setProperty("box", kind)
        name, ink = _BANNER_ICONS[kind]
        words = Words(text, "label")
        whole = line(Picture(name, ink), words, *actions, gap=8, margins=12)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.setAccessibleName(text)


class Body(QWidget):
    """The inside of a tab or page: parts below each other with room between them."""

    def __init__(self, *parts: QWidget) -> None:
        """Start with some parts; what is left stays empty below them."""
        super().__init__()
        self._list = QVBoxLayout(self)
        self._list.setContentsMargins(0, scaled(16), scaled(12), scaled(24))
        self._list.setSpacing(scaled(16))
        self._list.addStretch(1)
        for each in parts:
            self.add(each)

    def add(self, part: QWidget) -> None:
        """Add a part below the others."""
        self._list.insertWidget(self._list.count() - 1, part)
        be_seen(part)

    def show_parts(self, *parts: QWidget) -> None:
        """Show other parts."""
        clear(self._list)
        self._list.addStretch(1)
        for each in parts:
            self.add(each)


class Scrolled(QScrollArea):
    """A page that scrolls up and down, never sideways."""

    def __init__(self, inner: QWidget) -> None:
        """Let a widget scroll."""
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner.setProperty("fill", "none")
        self.setWidget(inner)
