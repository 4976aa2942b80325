"""Taking windows down before Python ends, so that Qt's objects go in Qt's order."""

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget


def take_down(*windows: QWidget) -> None:
    """Close and delete windows, with all that stands in them, while the application still stands."""
    for window in windows:
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
