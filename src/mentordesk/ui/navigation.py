"""The sidebar of places, and the button that makes something new."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QMenu, QScrollArea, QVBoxLayout, QWidget

from mentordesk.ui.chips import chip_size, paint_chip
from mentordesk.ui.icons import icon
from mentordesk.ui.look import scaled
from mentordesk.ui.words import Press, button, one_stop, size_icon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mentordesk.ui.desk import Desk
    from mentordesk.ui.feature import New, Place


class PlaceButton(Press):
    """One place of the sidebar: icon, word, and a count when something needs attention."""

    def __init__(self, place: Place) -> None:
        """Show a place."""
        super().__init__(f"  {place.label}")
        self.place = place
        self._badge = 0
        self._narrow = False
        self.setObjectName(f"place_{place.name}")
        self.setProperty("act", "place")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        size_icon(self, 20)
        self.toggled.connect(self._colour)
        self._colour(on=False)
        self._say()

    def set_badge(self, count: int) -> None:
        """Show a count, or none for 0."""
        self._badge = count
        self._say()
        self.update()

    def set_narrow(self, *, narrow: bool) -> None:
        """Show only the icon, or the word as well."""
        self._narrow = narrow
        self.setText("" if narrow else f"  {self.place.label}")
        self.updateGeometry()

    def _colour(self, on: bool) -> None:  # noqa: FBT001 - a slot of toggled
        self.setIcon(icon(self.place.icon, "accent" if on else "muted"))

    def _say(self) -> None:
        label = self.place.label
        verb = "needs" if self._badge == 1 else "need"
        says = f"{label}, {self._badge:,} {verb} attention" if self._badge else label
        self.setAccessibleName(says)
        self.setToolTip(says)

    def _badge_text(self) -> str:
        return f"{self._badge}" if self._badge < 100 else "99+"

    def sizeHint(self) -> QSize:
        """Return the size with room for the count."""
        size = super().sizeHint()
        if self._narrow:
            return QSize(scaled(48), size.height())
        if self._badge:
            size.setWidth(size.width() + chip_size(self._badge_text(), self.font(), shape=False).width() + 8)
        return size

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button, then the count at its right."""
        super().paintEvent(event)
        if not self._badge:
            return
        painter = QPainter(self)
        font = self.font()
        if self._narrow:
            font.setPointSizeF(font.pointSizeF() * 0.75)
        painter.setFont(font)
        size = chip_size(self._badge_text(), font, shape=False)
        top = 0.0 if self._narrow else (self.height() - size.height()) / 2
        left = self.width() - size.width() - (0 if self._narrow else scaled(8))
        paint_chip(painter, QRectF(left, top, size.width(), size.height()), self._badge_text(), "amber")


class Sidebar(QFrame):
    """The places of the program."""

    chosen = Signal(str)
    """The name of a place."""
    collapsed = Signal(bool)
    """Whether the sidebar is narrow now."""

    def __init__(self, desk: Desk, places: Sequence[Place], last: Sequence[Place] = ()) -> None:
        """List places; `last` stand at the foot."""
        super().__init__()
        self._desk = desk
        self._narrow = False
        self.setProperty("box", "side")
        self.setAccessibleName("Places")
        self._buttons: dict[str, PlaceButton] = {}
        inner = QWidget()
        inner.setProperty("fill", "none")
        self._list = QVBoxLayout(inner)
        self._list.setContentsMargins(8, 12, 8, 12)
        self._list.setSpacing(4)
        for place in places:
            self._add(place)
        self._list.addStretch(1)
        for place in last:
            self._add(place)
        self._fold = button("", self.turn, kind="place", icon_name="panel-left-close", name="fold")
        self._fold.setIcon(icon("panel-left-close", "muted"))
        size_icon(self._fold, 20)
        self._list.addWidget(self._fold)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inner)
        self._area.verticalScrollBar().rangeChanged.connect(self.fit)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._area)
        self.set_narrow(narrow=False)

    def _add(self, place: Place) -> None:
        made = PlaceButton(place)
        made.clicked.connect(lambda _on, name=place.name: self.chosen.emit(name))
        self._buttons[place.name] = made
        self._list.addWidget(made)

    def names(self) -> list[str]:
        """Return the names of the places in order."""
        return list(self._buttons)

    def show_place(self, name: str) -> None:
        """Mark the place where we are."""
        if name in self._buttons:
            self._buttons[name].setChecked(True)
            one_stop([*self._buttons.values()])

    def focus_place(self) -> None:
        """Put the focus on the place where we are."""
        chosen = next((each for each in self._buttons.values() if each.isChecked()), None)
        (chosen or next(iter(self._buttons.values()))).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def count_again(self) -> None:
        """Ask every place what needs attention."""
        for made in self._buttons.values():
            if made.place.badge:
                made.set_badge(self._desk.attempt(partial(made.place.badge, self._desk)) or 0)

    def narrow(self) -> bool:
        """Return whether only icons are shown."""
        return self._narrow

    def set_narrow(self, *, narrow: bool) -> None:
        """Show only icons, or words as well."""
        self._narrow = narrow
        for made in self._buttons.values():
            made.set_narrow(narrow=narrow)
        says = "Make the sidebar wide" if narrow else "Make the sidebar narrow"
        self._fold.setText("" if narrow else "  Narrow")
        self._fold.setIcon(icon("panel-left-open" if narrow else "panel-left-close", "muted"))
        self._fold.setAccessibleName(says)
        self._fold.setToolTip(f"{says} (Ctrl+B)")
        self.fit()

    def turn(self) -> None:
        """Make a wide sidebar narrow and a narrow one wide."""
        self.set_narrow(narrow=not self._narrow)
        self.collapsed.emit(self._narrow)

    def fit(self) -> None:
        """Take the width that the words need."""
        wide = max((made.sizeHint().width() for made in self._buttons.values()), default=0) + 16
        bar = 12 if self._area.verticalScrollBar().maximum() > 0 else 0
        self.setFixedWidth((scaled(48) + 18 if self._narrow else max(wide + scaled(8), scaled(176))) + bar)

    def changeEvent(self, event: QEvent) -> None:
        """Take the width that letters of another size need, once the places have put them on."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            QTimer.singleShot(0, self, self.fit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move among the places with the arrows."""
        stops = [*self._buttons.values(), self._fold]
        place = next((n for n, each in enumerate(stops) if each.hasFocus()), -1)
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if place >= 0 and step:
            stops[(place + step) % len(stops)].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        super().keyPressEvent(event)


class NewButton(Press):
    """The menu of everything that can be made."""

    def __init__(self, desk: Desk, entries: Sequence[New]) -> None:
        """List what the person may make; hidden when that is nothing."""
        super().__init__("New")
        self.setProperty("act", "primary")
        self.setIcon(icon("plus", "on_accent"))
        size_icon(self, 16)
        self.setObjectName("new_menu")
        self.setAccessibleName("New")
        self.setToolTip("Make something new (Ctrl+N)")
        self.setAutoDefault(False)
        menu = QMenu(self)
        menu.setAccessibleName("New")
        for each in entries:
            act = menu.addAction(icon(each.icon), each.label)
            act.triggered.connect(lambda _on, entry=each: entry.start(desk))
            if each.keys:
                act.setShortcut(each.keys)
        self.setMenu(menu)
        self.setVisible(bool(entries))

    def open_menu(self) -> None:
        """Open the menu under the button."""
        menu = self.menu()
        if menu and self.isVisible():
            menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
            first = menu.actions()[:1]
            if first:
                menu.setActiveAction(first[0])
