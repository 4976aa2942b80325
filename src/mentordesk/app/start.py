"""The program with a window: from its first window to the open casebook, and back when it is locked."""

import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from mentordesk.app.closing import take_down
from mentordesk.app.entrance import Entrance
from mentordesk.app.faults import BUG, catch_bugs
from mentordesk.app.instance import Instance
from mentordesk.app.preferences import PreferencesFile
from mentordesk.app.restart import restart
from mentordesk.app.unlock import UnlockWindow
from mentordesk.kernel.errors import UserError
from mentordesk.store import swap, vault
from mentordesk.store.vault import Unlocked
from mentordesk.ui.collecting import collect_here_while
from mentordesk.ui.tasks import PoolTasks
from mentordesk.ui.theme import wear

if TYPE_CHECKING:
    from mentordesk.app.away import Away
    from mentordesk.app.clipboard import ClipboardKeeper
    from mentordesk.app.founding import Founded
    from mentordesk.app.keeping import Keeping
    from mentordesk.app.window import MainWindow
    from mentordesk.store.casebook import Store
    from mentordesk.store.swap import Prepared

IDLE_MINUTES = 5
NOT_DONE = (
    "A restore or a change of the key was begun here and did not take place. Nothing was changed. "
    "Open the casebook and do it again."
)
_ACTIVITY = {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.MouseMove}


class Idle(QObject):
    """Notices that nobody has touched the keyboard or the mouse for a while."""

    passed = Signal()

    def __init__(self, minutes: int) -> None:
        """Begin to count."""
        super().__init__()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(minutes * 60_000)
        self._timer.timeout.connect(self.passed)
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin again at every touch."""
        if event.type() in _ACTIVITY:
            self._timer.start()
        return super().eventFilter(watched, event)


class Program(QObject):
    """One run of the program: at most one casebook, at most one window."""

    opened = Signal(object)
    """The main window, when it is ready."""

    def __init__(
        self,
        app: QApplication,
        preferences: PreferencesFile,
        anew: Callable[[Path], NoReturn] = restart,
    ) -> None:
        """Prepare the look; `anew` starts the process again when it is locked."""
        super().__init__()
        self.app, self.preferences = app, preferences
        self.tasks = PoolTasks()
        self.store: Store | None = None
        self.main: MainWindow | None = None
        self._anew = anew
        self._window: QWidget | None = None
        self._instance: Instance | None = None
        self._idle: Idle | None = None
        self._away: Away | None = None
        self._clipboard: ClipboardKeeper | None = None
        self._keeping: Keeping | None = None
        self._ahead = threading.Thread(target=_load, daemon=True)
        """Loads what the open casebook needs while the person types."""
        wear(preferences.now.look)
        catch_bugs(self._tell)
        app.aboutToQuit.connect(self._quit)

    def begin(self, folder: Path, person: str = "") -> bool:
        """Show the first window of a casebook; False when another process has it and was called."""
        if not self._claim(folder):
            return False
        if vault.exists(folder):
            left = swap.clear(folder)
            self._show_unlock(folder, person)
            if left and isinstance(self._window, Entrance):
                self._window.show_problem(NOT_DONE)
        else:
            self._show_wizard(folder)
        return True

    def _claim(self, folder: Path) -> bool:
        """Take a casebook for this process and let go of the one before; call whoever has it already."""
        if self._instance and self._instance.folder == folder.resolve():
            return True
        claim = Instance(folder)
        if not claim.claim():
            claim.call_first()
            return False
        if self._instance:
            self._instance.release()
        self._instance = claim
        claim.called.connect(self._come_forward)
        return True

    def window(self) -> QWidget | None:
        """Return the window that is shown."""
        return self._window

    def loaded(self) -> bool:
        """Return whether everything that the open casebook needs is loaded."""
        return self._ahead.ident is not None and not self._ahead.is_alive()

    def _show_unlock(self, folder: Path, person: str) -> None:
        window = UnlockWindow(self.tasks, folder, person)
        window.unlocked.connect(self.enter)
        window.elsewhere.connect(self._elsewhere)
        window.wants_new.connect(lambda: self._show_wizard(_free_folder(folder)))
        window.wants_restore.connect(lambda: self._show_restore(folder))
        self._show(window)
        QTimer.singleShot(0, self._load_ahead)

    def _show_wizard(self, folder: Path) -> None:
        from mentordesk.app.wizard import Wizard

        window = Wizard(self.tasks, folder)
        window.founded.connect(self._founded)
        window.elsewhere.connect(self._elsewhere)
        window.wants_restore.connect(lambda: self._show_restore(folder))
        self._show(window)

    def _show_restore(self, folder: Path) -> None:
        from mentordesk.app.restore_window import RestoreWindow

        new = _free_folder(folder) if vault.exists(folder) else folder
        window = RestoreWindow(self.tasks, folder, new)
        window.restored.connect(self._restored)
        window.back.connect(lambda: self.begin(folder))
        self._show(window)
        self._load_ahead()

    def _restored(self, opened: Unlocked) -> None:
        self._claim(opened.folder)
        self.enter(opened)

    def _load_ahead(self) -> None:
        if self._ahead.ident is None:
            collect_here_while(lambda: not self.loaded())
            self._ahead.start()

    def _founded(self, founded: "Founded") -> None:
        self._claim(founded.store.vault.folder)
        self._open_main(founded.store)

    def _elsewhere(self, folder: Path) -> None:
        """Go on with the casebook of another folder, or stay and say why not."""
        sentence = ""
        if not vault.exists(folder):
            sentence = f"There is no casebook in {folder}. Choose the folder that holds it."
        elif not self.begin(folder):
            sentence = "That casebook is open already. Its window was brought forward."
        if sentence and isinstance(self._window, Entrance):
            self._window.show_problem(sentence)

    def enter(self, opened: Unlocked) -> None:
        """Go on with an open vault: to the main window, or first to a new passphrase."""
        from mentordesk.store.opening import open_store

        try:
            store = open_store(opened)
        except UserError as error:
            if isinstance(self._window, Entrance):
                self._window.show_problem(str(error))
                return
            raise
        if opened.starter or opened.recovered:
            from mentordesk.app.first_sign_in import FirstSignIn

            window = FirstSignIn(self.tasks, store)
            window.ready.connect(self._open_main)
            self.store = store
            self._show(window)
        else:
            self._open_main(store)

    def _open_main(self, store: "Store") -> None:
        from mentordesk.app.away import Away
        from mentordesk.app.clipboard import ClipboardKeeper
        from mentordesk.app.features import FEATURES
        from mentordesk.app.keeping import Keeping
        from mentordesk.app.upkeep import tidy
        from mentordesk.app.window import MainWindow
        from mentordesk.features.organisation.queries import organisation_name
        from mentordesk.ui.desk import Desk

        self.store = store
        desk = Desk(store, self.tasks, self.preferences)
        window = MainWindow(desk, FEATURES, self.preferences, desk.read(organisation_name))
        window.lock_requested.connect(self.lock)
        tidy(desk)
        self.main = window
        self._idle = Idle(IDLE_MINUTES)
        self.app.installEventFilter(self._idle)
        self._idle.passed.connect(window.lock)
        self._away = Away(window)
        self._away.left.connect(window.lock)
        self._clipboard = ClipboardKeeper()
        self._keeping = Keeping(desk)
        desk.restoring.connect(self.put_in_place)
        self._show(window)
        self.opened.emit(window)

    def put_in_place(self, ready: "Prepared") -> None:
        """Close the casebook, put another in its place, restored or under a new key, and start anew."""
        if self._window is not None:
            self._window.hide()
        self._quit(lambda: _put_in_place(ready))
        self._anew(ready.folder)

    def lock(self) -> None:
        """Close the casebook and start anew at the unlock window, so that nothing stays in memory."""
        if self.store is None:
            return
        folder = self.store.vault.folder
        if self._window is not None:
            self._window.hide()
        self._quit()
        self._anew(folder)

    def _show(self, window: QWidget) -> None:
        old, self._window = self._window, window
        window.show()
        if old is not None:
            old.close()
            old.deleteLater()

    def _tell(self, problem: Exception) -> None:
        if self.main is not None:
            self.main.desk.fail(problem)
        elif isinstance(self._window, Entrance):
            self._window.show_problem(str(problem) if isinstance(problem, UserError) else BUG)

    def end(self) -> None:
        """Take the last window down."""
        window, self._window, self.main = self._window, None, None
        if window is not None:
            take_down(window)

    def _come_forward(self) -> None:
        if self._window is not None:
            self._window.showNormal()
            self._window.raise_()
            self._window.activateWindow()

    def _quit(self, then: Callable[[], object] = lambda: None) -> None:
        """Let go of the casebook after its last backup; `then` is done while nobody else can open it."""
        if self._clipboard is not None:
            self._clipboard.clear()
        self.tasks.finish()
        store, self.store = self.store, None
        if store is not None:
            try:
                _close(store, self.preferences)
                then()
            except UserError as error:
                sys.stderr.write(f"{error}\n")
        if self._instance is not None:
            self._instance.release()


def _close(store: "Store", preferences: PreferencesFile) -> None:
    from mentordesk.app.keeping import keep_at_closing

    try:
        keep_at_closing(store, preferences)
    finally:
        store.close()


def _put_in_place(ready: "Prepared") -> None:
    from mentordesk.store.health import write_failure

    try:
        ready.take_its_place()
    except UserError as error:
        write_failure(ready.folder, error)
        raise


def _free_folder(folder: Path) -> Path:
    number = 2
    while (beside := folder.with_name(f"{folder.name}-{number}")).exists():
        number += 1
    return beside


def _load() -> None:

    import mentordesk.app.features
    import mentordesk.app.keeping
    import mentordesk.app.window
    import mentordesk.store.opening  # noqa: F401


def has_screen() -> bool:
    """Return whether a window can be shown here."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def open_window(folder: Path | None, person: str, passphrase_file: Path | None) -> int:
    """Run the program with its window until it is closed."""
    from mentordesk.app.places import default_folder

    if not has_screen():
        message = (
            "There is no screen here, so no window can open. Use a command: mentordesk --help lists them."
        )
        raise UserError(message)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        return 1
    app.setApplicationName("MentorDesk")
    app.setDesktopFileName("mentordesk")
    program = Program(app, PreferencesFile())
    where = folder or default_folder()
    if passphrase_file is not None:
        from mentordesk.app.asking import read_passphrase

        passphrase = read_passphrase(passphrase_file)
        opened = vault.unlock(where, person, passphrase)
        if not program.begin(where, person):
            return 0
        program.enter(opened)
    elif not program.begin(where, person):
        sys.stderr.write("This casebook is open already. Its window was brought forward.\n")
        return 0
    code = app.exec()
    program.end()
    return code
