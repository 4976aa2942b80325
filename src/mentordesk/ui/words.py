"""Words on the screen: titles, headings, labels and paragraphs, and the buttons beside them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from mentordesk.ui.icons import icon
from mentordesk.ui.look import scaled


class Words(QLabel):
    """Text that wraps and never reads mark-up; `kind` is "title", "heading", "label", "muted", "problem"."""

    def __init__(self, text: str = "", kind: str = "", *, wrap: bool = True) -> None:
        """Show a text."""
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("words", kind)
        self.setWordWrap(wrap)
        self.setText(text)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)

    def setText(self, text: str) -> None:
        """Show another text, and keep room for all of its lines."""
        super().setText(text)
        self._keep_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep room for every line that the new width makes."""
        super().resizeEvent(event)
        self._keep_room()

    def showEvent(self, event: QShowEvent) -> None:
        """Keep the room for the width that the text has got while it was hidden."""
        super().showEvent(event)
        self._keep_room()

    def changeEvent(self, event: QEvent) -> None:
        """Keep the room that letters of another size need."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._keep_room()

    def _keep_room(self) -> None:
        if self.wordWrap() and self.width() > 0 and self.isVisible():
            self.setMinimumHeight(0)  # or the height could only ever grow
            self.setMinimumHeight(max(self.heightForWidth(self.width()), 0))


class Press(QPushButton):
    """A button that Enter presses as well as Space."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter as a press."""
        if _is_enter(event):
            self.click()
        else:
            super().keyPressEvent(event)


class IconPress(QToolButton):
    """A button with only an icon that Enter presses as well as Space."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter as a press."""
        if _is_enter(event):
            self.click()
        else:
            super().keyPressEvent(event)


def _is_enter(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not held


class LinkButton(Press):
    """A button that reads as a link, shortened with "…" where there is no room for all of it."""

    def __init__(self, text: str, press: Callable[[], object]) -> None:
        """Show a text."""
        super().__init__(text)
        self._text = text
        self.setProperty("act", "link")
        self.setAutoDefault(False)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _on: press())

    def sizeHint(self) -> QSize:
        """Return the size of the whole text."""
        width = self.fontMetrics().horizontalAdvance(self._text) + scaled(8)
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the size of a few letters."""
        return QSize(scaled(80), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the text to the room."""
        super().resizeEvent(event)
        room = self.width() - scaled(6)
        shown = self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, room)
        if shown != self.text():
            self.setText(shown)
            self.setToolTip("" if shown == self._text else self._text)


class Picture(QLabel):
    """A small icon that stands beside words and follows the theme."""

    def __init__(self, name: str, ink: str = "ink", size: int = 20) -> None:
        """Show an icon; it says nothing to a screen reader, the words beside it do."""
        super().__init__()
        self._name, self._ink, self._size = name, ink, size
        self.refresh()

    def show_icon(self, name: str, ink: str) -> None:
        """Show another icon."""
        self._name, self._ink = name, ink
        self.refresh()

    def refresh(self) -> None:
        """Draw the icon again in the colours and size of now."""
        side = scaled(self._size)
        self.setFixedSize(side, side)
        self.setPixmap(icon(self._name, self._ink).pixmap(QSize(side, side), self.devicePixelRatioF()))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.refresh()


def button(
    text: str,
    press: Callable[[], object] | None = None,
    *,
    kind: str = "",
    icon_name: str = "",
    name: str = "",
) -> QPushButton:
    """Return a button; `kind` is "primary", "danger", "link", "quiet" or nothing."""
    made = Press(text)
    made.setProperty("act", kind)
    made.setAutoDefault(False)
    made.setObjectName(name)
    if icon_name:
        ink = {"primary": "on_accent", "danger": "red", "link": "accent"}.get(kind, "ink")
        made.setIcon(icon(icon_name, ink))
        size_icon(made, 16)
    if press:
        made.clicked.connect(lambda _on: press())
    return made


def one_stop(buttons: Sequence[QAbstractButton]) -> None:
    """Have Tab stop once in a group: at the button that is chosen, or at the first; the arrows move in it."""
    stop = next((each for each in buttons if each.isChecked()), buttons[0])
    for each in buttons:
        each.setFocusPolicy(Qt.FocusPolicy.StrongFocus if each is stop else Qt.FocusPolicy.ClickFocus)


def icon_button(icon_name: str, says: str, press: Callable[[], object] | None = None) -> QToolButton:
    """Return a button that shows only an icon; `says` is its name and its tip."""
    made = IconPress()
    made.setIcon(icon(icon_name))
    size_icon(made, 20)
    made.setAccessibleName(says)
    made.setToolTip(says)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if press:
        made.clicked.connect(lambda _on: press())
    return made


def size_icon(widget: QAbstractButton, pixels: int) -> None:
    """Give a button's icon a size that grows with the text."""
    widget.setProperty("icon_size", pixels)
    widget.setIconSize(QSize(scaled(pixels), scaled(pixels)))


def box(kind: str) -> QFrame:
    """Return a frame: "card", "bar", "foot", "side", "notice", "warning", "danger", "line"."""
    made = QFrame()
    made.setProperty("box", kind)
    return made


def set_kind(widget: QWidget, name: str, value: object) -> None:
    """Change a property that the stylesheet looks at, and draw the widget again."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader say something now."""
    if text:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
