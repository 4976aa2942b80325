"""One running program for each casebook: a second start brings the first window forward."""

import hashlib
from pathlib import Path

from platformdirs import user_cache_path
from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT = 1000


class Instance(QObject):
    """The claim of this process on one casebook; it ends with the process, even a killed one."""

    called = Signal()
    """Another start asked for our window."""

    def __init__(self, folder: Path, beside: Path | None = None) -> None:
        """Name the claim after the folder, without any of its words."""
        super().__init__()
        self.folder = folder.resolve()
        mark = hashlib.sha256(str(self.folder).encode()).hexdigest()[:24]
        place = beside or user_cache_path("MentorDesk", appauthor=False)
        place.mkdir(parents=True, exist_ok=True)
        self._name = f"mentordesk-{mark}"
        self._lock = QLockFile(str(place / f"{mark}.lock"))
        self._lock.setStaleLockTime(0)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def take(self) -> bool:
        """Take the casebook for this process without a window to bring forward; False when another has it."""
        return self._lock.tryLock(0)

    def claim(self) -> bool:
        """Take the casebook for this process; False when another one has it."""
        if not self.take():
            return False
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)
        return True

    def call_first(self) -> bool:
        """Ask the process that has the casebook to show its window."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        reached = socket.waitForConnected(_WAIT)
        socket.disconnectFromServer()
        return reached

    def release(self) -> None:
        """Let the casebook go, before this process is started anew."""
        self._server.close()
        self._lock.unlock()

    def _answer(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.deleteLater()
            self.called.emit()
