"""Pages that follow the records they show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractButton, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from mentordesk.ui.desk import Desk


class Watching(QWidget):
    """A page that reads again when a record it watches has changed; at once, or when it is next shown."""

    def __init__(self, desk: Desk, watches: frozenset[type]) -> None:
        """Begin stale, so that the first showing reads."""
        super().__init__()
        self.desk = desk
        self.watches = watches
        self._stale = True
        desk.changed.connect(self._changed)

    def refresh(self) -> None:
        """Read again and show what was read."""
        raise NotImplementedError

    def _changed(self, kinds: frozenset[type]) -> None:
        if self.watches & kinds:
            self._stale = True
            if self.isVisible():
                self._refresh_now()

    def showEvent(self, event: QShowEvent) -> None:
        """Read when something has changed since the last time."""
        super().showEvent(event)
        if self._stale:
            self._refresh_now()

    def _refresh_now(self) -> None:
        """Read again; a control that is made anew by it keeps the focus."""
        self._stale = False
        focus = self.window().focusWidget()
        called = _called(focus) if focus and self.isAncestorOf(focus) else ""
        self.refresh()
        if focus and called and not focus.isVisibleTo(self):
            again = (each for each in self.findChildren(QWidget) if _called(each) == called)
            taken = next((each for each in again if each.isVisibleTo(self)), None)
            if taken:
                taken.setFocus()


def _called(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or text or widget.objectName()
