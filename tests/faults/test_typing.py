"""Typing survives a crash: a typist is killed at random, and the last five seconds at most are lost."""

import os
import random
import shutil
import signal
import time
from pathlib import Path

import pytest

from mentordesk.ui.form import KEEP_EVERY
from tests import promises
from tests.casebooks import Casebook
from tests.faults.test_kill import Process

TRIALS = 60 if promises.LONG else 5
INTERVAL = KEEP_EVERY if promises.LONG else 400
"""Milliseconds between drafts; the short run has them more often, so that it need not wait for seconds."""
LATE = 1.0
"""Seconds by which a busy computer may be late with a draft."""


def seconds_lost(typist: Process, casebook: Casebook, seconds: float) -> float:
    """Kill a typist after some seconds; return how long before its death the first lost word was typed."""
    pid = typist.begin(casebook, "typist")
    first = next(typist.lines())
    typed = [first, *typist.lines(time.monotonic() + seconds)]
    os.kill(pid, signal.SIGKILL)
    died = time.monotonic()
    for line in typist.lines():
        if line == "dead":
            break
        typed.append(line)
    at = {int(number): float(moment) for number, moment in (line.split() for line in typed)}
    with casebook.open() as store:
        draft = store.draft("plan", 0)
    words = draft.fields["words"]["issues"].split() if draft else []
    assert [int(each) for each in words] == list(range(1, len(words) + 1)), "a word is missing in the middle"
    return max((died - moment for number, moment in at.items() if number > len(words)), default=0.0)


@pytest.mark.promise(promises.TYPING)
def test_typing_survives_a_crash(master_casebook: Casebook, tmp_path: Path, proof: promises.Proof) -> None:
    assert KEEP_EVERY == 5000
    typist, chance, lost = Process("tests.faults.typist", f"{INTERVAL}"), random.Random(), []
    try:
        for trial in range(TRIALS):
            casebook = master_casebook.copied(tmp_path / f"{trial}")
            lost.append(seconds_lost(typist, casebook, chance.uniform(0.1, 2.5 * INTERVAL / 1000)))
            shutil.rmtree(casebook.folder)
    finally:
        typist.close()
    most = INTERVAL / 1000 + LATE
    proof.tried(TRIALS, lost=sum(each > most for each in lost))
    assert max(lost) <= most


def test_the_same_kills_find_a_form_that_keeps_no_drafts(master_casebook: Casebook, tmp_path: Path) -> None:
    """The power check."""
    typist = Process("tests.faults.typist", "0")
    try:
        seconds = (INTERVAL / 1000 + LATE) * 1.1
        assert (
            seconds_lost(typist, master_casebook.copied(tmp_path / "one"), seconds) > INTERVAL / 1000 + LATE
        )
    finally:
        typist.close()
