"""The clipboard forgets what was copied from MentorDesk, unless something else was copied since."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

SECONDS = 30


class ClipboardKeeper(QObject):
    """Clears the clipboard some seconds after a copy, and at once when the casebook is locked."""

    def __init__(self, seconds: float = SECONDS) -> None:
        """Begin to watch."""
        super().__init__()
        self._copied = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(round(seconds * 1_000))
        self._timer.timeout.connect(self.clear)
        self._clipboard = QGuiApplication.clipboard()
        self._clipboard.dataChanged.connect(self._changed)

    def clear(self) -> None:
        """Clear the clipboard when it still holds what was copied here."""
        self._timer.stop()
        if self._copied and self._clipboard.text() == self._copied:
            self._clipboard.clear()
        self._copied = ""

    def _changed(self) -> None:
        ours = self._clipboard.ownsClipboard() or QGuiApplication.focusWindow() is not None
        self._copied = self._clipboard.text() if ours else ""
        if self._copied:
            self._timer.start()
        else:
            self._timer.stop()
