"""Notices that nobody may be here any more: the computer slept, was locked, or was given to somebody else.

Sleep is told everywhere by the clock: it jumps while the timers stood still. Linux also says so itself over
D-Bus, Windows to the window; on macOS the clock and the idle time are all that is watched.
"""

import ctypes
import sys
from collections.abc import Callable
from contextlib import suppress
from time import time
from typing import Any

from PySide6.QtCore import SLOT, QAbstractNativeEventFilter, QByteArray, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

_LOOKS = 5_000
"""Milliseconds between two looks at the clock."""
_JUMP = 30
"""Seconds by which the clock runs ahead of the timers after a sleep."""

_WM_POWERBROADCAST, _PBT_APMSUSPEND = 0x0218, 0x0004
_WM_WTSSESSION_CHANGE = 0x02B1
_WTS_LEFT = {0x2, 0x4, 0x6, 0x7}  # console or remote disconnect, log-off, lock


class Away(QObject):
    """Says `left` once whenever the computer slept, was locked or given to somebody else."""

    left = Signal()

    def __init__(self, window: QWidget, clock: Callable[[], float] = time) -> None:
        """Begin to watch for a window; `clock` tells the seconds of the wall clock."""
        super().__init__()
        self._clock = clock
        self._seen = clock()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOKS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self._told = _by_system(self, window)

    def look(self) -> None:
        """Compare the clock with the time that should have passed."""
        now, before = self._clock(), self._seen
        self._seen = now
        if now - before > _LOOKS / 1_000 + _JUMP:
            self.left.emit()

    @Slot(bool)
    def going_to_sleep(self, begins: bool) -> None:  # noqa: FBT001 - as the system says it
        """Take the system's word that it falls asleep, or that its screen saver begins."""
        if begins:
            self.left.emit()

    @Slot()
    def locked(self) -> None:
        """Take the system's word that the session was locked."""
        self.left.emit()


def _by_system(away: Away, window: QWidget) -> Any:
    """Ask this system to say it too; return what must be kept for it, None when it cannot."""
    ways: dict[str, Callable[[Away, QWidget], Any]] = {"linux": _over_dbus, "win32": _WindowsSays}
    way = ways.get(sys.platform)
    with suppress(AttributeError, OSError, TypeError, ValueError):
        return way(away, window) if way else None
    return None


def _over_dbus(away: Away, _window: QWidget) -> list[bool]:
    try:
        from PySide6.QtDBus import QDBusConnection
    except ImportError:
        return []
    login, saver = "org.freedesktop.login1", "org.freedesktop.ScreenSaver"
    manager, session = f"{login}.Manager", f"{login}.Session"
    system, own = QDBusConnection.systemBus(), QDBusConnection.sessionBus()
    sleeping: Any = SLOT("going_to_sleep(bool)")  # typed as bytes, but only the text is taken
    locking: Any = SLOT("locked()")
    return [
        bus.connect("", "", interface, name, away, slot)
        for bus, interface, name, slot in (
            (system, manager, "PrepareForSleep", sleeping),
            (system, session, "Lock", locking),
            (own, saver, "ActiveChanged", sleeping),
            (own, "org.gnome.ScreenSaver", "ActiveChanged", sleeping),
        )
        if bus.isConnected()
    ]


class _WindowsSays(QAbstractNativeEventFilter):
    """Listens to what Windows sends to the window."""

    def __init__(self, away: Away, window: QWidget) -> None:
        super().__init__()
        self._away = away
        ctypes.CDLL("wtsapi32").WTSRegisterSessionNotification(int(window.winId()), 0)
        app = QApplication.instance()
        if app is not None:
            app.installNativeEventFilter(self)

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> Any:
        """Look for sleep and for a session that is left."""
        if kind == b"windows_generic_MSG":
            from ctypes import wintypes

            said = wintypes.MSG.from_address(int(message))
            asleep = said.message == _WM_POWERBROADCAST and said.wParam == _PBT_APMSUSPEND
            if asleep or (said.message == _WM_WTSSESSION_CHANGE and said.wParam in _WTS_LEFT):
                self._away.locked()
        return False, 0
