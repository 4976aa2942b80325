"""Sessions survive a crash: what was saved is whole, and of the rest at most five seconds are lost."""

import os
import random
import shutil
import signal
import time
from pathlib import Path

import pytest
from sqlalchemy import select

from mentordesk.kernel.permissions import Permission
from mentordesk.records.sessions import Attendance, MentoringSession, Presence, SessionStatus
from mentordesk.store.work import Reading, query
from mentordesk.ui.form import KEEP_EVERY
from tests import promises
from tests.casebooks import Casebook
from tests.faults.session_typist import MINUTES, WORDS
from tests.faults.test_kill import Process
from tests.faults.test_typing import INTERVAL, LATE

TRIALS = 60 if promises.LONG else 3


@query(needs=Permission.SESSION_VIEW)
def saved_words(reading: Reading) -> list[list[int]]:
    """The numbers that were typed into each saved session, once each is found to be whole."""
    sessions = list(reading.session.scalars(select(MentoringSession).order_by(MentoringSession.id)))
    count = len(list(reading.session.scalars(select(Attendance.id))))
    assert count == len(sessions), "an attendance without its session, or the other way round"
    found = []
    for each in sessions:
        (attendance,) = each.attendances
        assert (each.status, each.minutes) == (SessionStatus.HELD, MINUTES)
        assert each.recorded_at is not None
        assert attendance.presence is Presence.ATTENDED
        found.append([int(word) for word in attendance.summary.split()])
    return found


def killed(typist: Process, casebook: Casebook, seconds: float, *, at: str = "") -> list[str]:
    """Kill a typist some seconds after its first word, or when it says a word; return what it said."""
    pid = typist.begin(casebook, "typist")
    said = [next(typist.lines())]
    until = time.monotonic() + seconds
    for line in typist.lines(None if at else until):
        said.append(line)
        if at and line.startswith(at):
            break
    os.kill(pid, signal.SIGKILL)
    died = time.monotonic()
    for line in typist.lines():
        if line == "dead":
            break
        said.append(line)
    return [*said, f"died {died}"]


def seconds_lost(casebook: Casebook, said: list[str]) -> float:
    """See that every saved session is whole; return how long before the end the first lost word was typed."""
    words = [line.split() for line in said]
    died = float(words[-1][1])
    promised = max((int(word) for what, word in words if what == "saved"), default=0)
    typed = {int(what): float(moment) for what, moment in words if what.isdigit()}
    with casebook.open() as store:
        sessions = store.read(saved_words)
        drafts = [each for each in store.drafts() if each.form == "session"]
    assert {len(each) for each in sessions} <= {WORDS}, "a session was saved in part"
    saved = [number for each in sessions for number in each]
    assert saved == list(range(1, len(saved) + 1)), "a word is missing in the middle"
    assert len(saved) >= promised, "a session that was said to be saved is not there"
    kept = [int(word) for each in drafts for word in each.fields["words"].get("summary", "").split()]
    kept = [number for number in kept if number > len(saved)]
    assert kept == list(range(len(saved) + 1, len(saved) + len(kept) + 1))
    safe = len(saved) + len(kept)
    return max((died - moment for number, moment in typed.items() if number > safe), default=0.0)


@pytest.mark.promise(promises.TYPING)
def test_sessions_survive_a_crash(master_casebook: Casebook, tmp_path: Path, proof: promises.Proof) -> None:
    assert KEEP_EVERY == 5000
    typist, chance, lost = Process("tests.faults.session_typist", f"{INTERVAL}"), random.Random(), []
    try:
        for trial in range(TRIALS):
            casebook = master_casebook.copied(tmp_path / f"{trial}")
            said = killed(typist, casebook, chance.uniform(0.1, 2.5 * INTERVAL / 1000))
            lost.append(seconds_lost(casebook, said))
            shutil.rmtree(casebook.folder)
    finally:
        typist.close()
    most = INTERVAL / 1000 + LATE
    proof.tried(TRIALS, lost=sum(each > most for each in lost))
    assert max(lost) <= most


def test_the_same_kills_find_a_session_that_is_saved_in_two_steps(
    master_casebook: Casebook, tmp_path: Path
) -> None:
    """The power check of whole saves."""
    typist = Process("tests.faults.session_typist", "split")
    try:
        casebook = master_casebook.copied(tmp_path / "split")
        said = killed(typist, casebook, 0, at="between")
        with pytest.raises(AssertionError, match="saved in part"):
            seconds_lost(casebook, said)
    finally:
        typist.close()


def test_the_same_kills_find_sessions_that_keep_no_drafts(master_casebook: Casebook, tmp_path: Path) -> None:
    """The power check of drafts: with nothing saved and nothing kept, the first word is lost."""
    typist = Process("tests.faults.session_typist", "0")
    try:
        casebook = master_casebook.copied(tmp_path / "none")
        said = killed(typist, casebook, 0, at=f"{WORDS - 1} ")
        assert seconds_lost(casebook, said) > 0
    finally:
        typist.close()
