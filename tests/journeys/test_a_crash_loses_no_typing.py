"""A crash loses at most five seconds of typing: the draft is offered again."""

import os
import signal
import subprocess
import sys

import pytest

from mentordesk.features.plans.screens.plan_forms import new_plan
from mentordesk.ui.form import KEEP_EVERY
from tests.casebooks import Casebook
from tests.screens import press, says, signed_in

WRITER = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from tests.casebooks import Casebook
from tests.screens import signed_in
from mentordesk.features.plans.screens.plan_forms import new_plan
from mentordesk.kernel.permissions import Role

folder, name, key, user = sys.argv[1:]
app = QApplication([])
book = Casebook(Path(folder), name, bytes.fromhex(key), {Role.MANAGER: user}, "")
with signed_in(book) as window:
    form = new_plan(window.desk).form
    typed = form.field("title").edit
    spoken = []

    def type_on():
        typed.insert("letter ")
        kept = window.desk.store.draft("plan", 0)
        words = kept.fields["words"]["title"] if kept else ""
        if len(words) > len(spoken[-1] if spoken else ""):
            spoken.append(words)
            print(len(words), len(typed.text()), flush=True)

    timer = QTimer()
    timer.timeout.connect(type_on)
    timer.start(200)
    app.exec()
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL to send")
def test_a_killed_program_offers_what_was_typed(qtbot, casebook: Casebook):
    assert KEEP_EVERY == 5000
    words = [
        str(casebook.folder),
        casebook.name,
        casebook.data_key.hex(),
        next(iter(casebook.users.values())),
    ]
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, *words], stdout=subprocess.PIPE, text=True, env={**os.environ}
    ) as writer:
        assert writer.stdout is not None
        kept, typed = (int(number) for number in writer.stdout.readline().split())
        writer.send_signal(signal.SIGKILL)
    assert 0 < kept <= typed
    with signed_in(casebook) as window:
        assert says(window, "You were writing")
        made = new_plan(window.desk)
        assert says(made, "It was not saved.")
        press(made, "continue_draft")
        title = made.form.field("title").value()
        assert len(title) >= kept
        assert set(title.split()) == {"letter"}
        made.save()
        assert window.page().title() == title.strip()
        assert window.desk.store.drafts() == []
