"""Windows: how soon they stand, and how much memory they take, beside a bare one."""

from pathlib import Path
from statistics import median

from tests.bench.timing import figure, said

_CLOCK = """
import time
started = time.perf_counter()
import os, sys
def resident():
    try:
        pages = int(open('/proc/self/statm').read().split()[1])
        return pages * os.sysconf('SC_PAGE_SIZE') / 1e6
    except OSError:
        return float('nan')
def tell(*numbers):
    print(*numbers, flush=True)
    os._exit(0)
"""

BARE = (
    _CLOCK
    + """
from PySide6.QtWidgets import QApplication, QLabel, QWidget, QVBoxLayout
app = QApplication([])
window = QWidget()
QVBoxLayout(window).addWidget(QLabel('bare'))
window.resize(620, 640)
window.show()
app.processEvents()
tell(time.perf_counter() - started, resident())
"""
)

UNLOCK = (
    _CLOCK
    + """
from pathlib import Path
from PySide6.QtWidgets import QApplication
from mentordesk.app.preferences import PreferencesFile
from mentordesk.app.start import Program
app = QApplication([])
program = Program(app, PreferencesFile(Path(sys.argv[2])))
program.begin(Path(sys.argv[1]))
app.sendPostedEvents()
program.window().repaint()
tell(time.perf_counter() - started, resident())
"""
)

MAIN = (
    _CLOCK
    + """
import threading
from pathlib import Path
from PySide6.QtWidgets import QApplication
from mentordesk.app import start
from mentordesk.app.preferences import PreferencesFile
from mentordesk.store import vault
app = QApplication([])
program = start.Program(app, PreferencesFile(Path(sys.argv[2])))
program.begin(Path(sys.argv[1]))
while not program.loaded():
    app.processEvents()
opened = vault.unlock(Path(sys.argv[1]), '', sys.argv[3])
derived = time.perf_counter()
program.enter(opened)
app.processEvents()
usable = time.perf_counter() - derived
for _ in range(20):
    app.processEvents()
tell(usable, resident())
"""
)


def measure(casebook: Path, preferences: Path, passphrase: str, times: int) -> list[str]:
    """Return the lines about windows."""
    for warm in ((BARE,), (MAIN, str(casebook), str(preferences), passphrase)):
        said(*warm)
    bare, unlock, main = [], [], []
    for _ in range(times):
        bare.append(said(BARE))
        unlock.append(said(UNLOCK, str(casebook), str(preferences)))
        main.append(said(MAIN, str(casebook), str(preferences), passphrase))
    bare_time, bare_memory = (median(each) for each in zip(*bare, strict=True))
    unlock_time, _ = (median(each) for each in zip(*unlock, strict=True))
    usable, memory = (median(each) for each in zip(*main, strict=True))
    return [
        figure("Unlock window against a bare PySide6 window", unlock_time, bare_time, "1.3x"),
        figure("Key derived to main window, against a bare window", usable, bare_time, "under 0.4 s"),
        figure("Memory of the idle window, against a bare one", memory, bare_memory, "under 130 MB", "MB"),
    ]
