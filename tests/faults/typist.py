"""Types into a form and says what and when, until it is killed; a tool of the test of drafts.

    python -m tests.faults.typist MILLISECONDS

A form keeps its draft every MILLISECONDS; 0 means that it never does. For every line of input, FOLDER
CASEBOOK KEY USER, a fork opens that casebook's window and types numbers into a new plan.
"""

import os
import sys
import time
from itertools import count
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from mentordesk.features.plans.screens.plan_forms import new_plan
from mentordesk.kernel.permissions import Role
from mentordesk.ui import form
from tests.casebooks import Casebook
from tests.faults.writer import say
from tests.screens import signed_in

STROKE = 20
"""Milliseconds between two words."""
NEVER = 1_000_000


def type_on(casebook: Casebook) -> None:
    """Type a number every few milliseconds, and say each with the moment."""
    app = QApplication([])
    with signed_in(casebook) as window:
        typed = new_plan(window.desk).form.field("issues").edit
        numbers = count(1)

        def stroke() -> None:
            number = next(numbers)
            typed.insertPlainText(f"{number} ")
            say(f"{number} {time.monotonic()}")

        timer = QTimer()
        timer.timeout.connect(stroke)
        timer.start(STROKE)
        app.exec()


def main() -> None:
    """Fork a typist for every line of input."""
    form.KEEP_EVERY = int(sys.argv[1]) or NEVER
    for line in sys.stdin:
        folder, casebook, key, user = line.rstrip("\n").rsplit(" ", 3)
        child = os.fork()
        if not child:
            say(f"typist {os.getpid()}")
            type_on(Casebook(Path(folder), casebook, bytes.fromhex(key), {Role.MANAGER: user}, ""))
        os.waitpid(child, 0)
        say("dead")


if __name__ == "__main__":
    main()
