"""Processes that claim one casebook at the same moment; a tool of the test of many starts.

    python -m tests.faults.claimers FOLDER PLACE COUNT

Each says its number and "won" or "lost". The winner holds on until it is killed or the input ends.
"""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from mentordesk.app.instance import Instance


def claim(folder: Path, place: Path, gate: int) -> None:
    """Wait until the gate opens, claim, say what came of it, and hold on to what was won."""
    application = QCoreApplication([])
    instance = Instance(folder, place)
    os.read(gate, 1)
    won = instance.claim()
    os.write(1, f"{os.getpid()} {'won' if won else 'lost'}\n".encode())
    if won:
        sys.stdin.read()
    del instance, application
    os._exit(0)


def main() -> None:
    """Fork the processes behind a gate, open it, and wait for them."""
    gate, opener = os.pipe()
    children = []
    for _ in range(int(sys.argv[3])):
        child = os.fork()
        if not child:
            os.close(opener)
            claim(Path(sys.argv[1]), Path(sys.argv[2]), gate)
        children.append(child)
    os.close(gate)
    os.close(opener)
    for child in children:
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
