"""Types into the form of a session, saves it and begins the next, until it is killed; a tool of a kill test.

    python -m tests.faults.session_typist HOW

HOW is the milliseconds between two keepings of a draft, 0 for never, or "split", which saves a session in
two steps. For every line of input, FOLDER CASEBOOK KEY USER, a fork opens that casebook's window.
"""

import os
import signal
import sys
import time
from dataclasses import replace
from itertools import count
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from mentordesk.features.mentees.operations.people import add_mentee
from mentordesk.features.mentees.rules.people import MenteeDraft
from mentordesk.features.sessions.operations.recording import change_session, record_session
from mentordesk.features.sessions.rules.drafts import SessionDraft
from mentordesk.features.sessions.screens.session_editor import SessionForm
from mentordesk.features.sessions.screens.session_form import record
from mentordesk.kernel.permissions import Role
from mentordesk.ui import form
from tests.casebooks import Casebook
from tests.faults.typist import NEVER, STROKE
from tests.faults.writer import say
from tests.screens import signed_in

WORDS = 15
"""Words that are typed into one session before it is saved."""
MINUTES = 45


def save_in_two_steps(made: SessionForm, draft: SessionDraft, _version: int) -> int:
    """Save the session first and its words later, as a program must not."""
    bare = replace(draft, attendances=tuple(replace(each, summary="") for each in draft.attendances))
    number = made.desk.write(record_session, bare)
    say("between 0")
    signal.pause()
    made.desk.write(change_session, number, 1, draft)
    return number


def type_on(casebook: Casebook) -> None:
    """Type a number every few milliseconds, and say each with the moment."""
    app = QApplication([])
    with signed_in(casebook) as window:
        mentee = window.desk.write(add_mentee, MenteeDraft(first_names="Danny", last_name="Reeve"))
        numbers, dialogs = count(1), [record(window.desk, mentee)]

        def stroke() -> None:
            number = next(numbers)
            made = dialogs[-1].form
            made.field("minutes").set_value(MINUTES)
            made.field("summary").edit.insertPlainText(f"{number} ")
            say(f"{number} {time.monotonic()}")
            if number % WORDS == 0:
                dialogs[-1].save()
                say(f"saved {number}")
                dialogs.append(record(window.desk, mentee))

        timer = QTimer()
        timer.timeout.connect(stroke)
        timer.start(STROKE)
        app.exec()


def main() -> None:
    """Fork a typist for every line of input."""
    split = sys.argv[1] == "split"
    form.KEEP_EVERY = NEVER if split else int(sys.argv[1]) or NEVER
    if split:
        SessionForm._write = save_in_two_steps
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
