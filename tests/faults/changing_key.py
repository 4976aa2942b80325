"""Changes the key of a casebook and kills itself before one act on the disk; a tool of the kill test.

    python -m tests.faults.changing_key HOW

HOW is "ours" or "unordered" (nothing is written down before files are moved). Every line of input, FOLDER
CASEBOOK KEY USER LAST, is one trial in a fork: it dies before act LAST, which counts from 1. With 0 it says
how many acts there were; with "-" it says "begun" and goes on until it is killed or done.
"""

import os
import signal
import sys
from pathlib import Path

from mentordesk.records import everything
from mentordesk.records.base import Record
from mentordesk.store import keys
from mentordesk.store.holders import key_holders
from mentordesk.store.key_change import lay_under_new_key
from mentordesk.store.opening import open_store
from mentordesk.store.vault import Unlocked
from tests.casebooks import CHEAP, PASSPHRASE, at_now
from tests.faults.backing_up import Fuse, unordered

RECOVERY_KEY = "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG-HHHH-TEST"
"""A recovery key as it could be printed, but for its check group, which the test does not type."""


def code_of(user: str) -> str:
    """The starter code of a trial for somebody else's slot."""
    return f"a starter code for {user[:8]}"


def run(vault: Unlocked, how: str, last: int) -> int:
    """Change the key and return how often that touched the disk."""
    fuse = Fuse(vault.folder, last)
    sys.addaudithook(fuse.burn)
    store = open_store(vault, at_now)
    fuse.lit = True
    secrets = {holder.user: code_of(holder.user) for holder in store.read(key_holders)}
    ready = lay_under_new_key(store, {**secrets, vault.user: PASSPHRASE}, RECOVERY_KEY)
    store.close()
    if how == "unordered":
        ready.lock.close()
        unordered(vault.folder)
    else:
        ready.take_its_place()
    return fuse.count


def main() -> None:
    """Fork a trial for every line of input, with all that a trial needs made ready before."""
    everything.load()
    Record.registry.configure()
    keys.make_slot("", keys.Holder("", "", ""), "", b"", CHEAP)
    for line in sys.stdin:
        folder, casebook, key, user, last = line.rstrip("\n").rsplit(" ", 4)
        reads, writes = os.pipe()
        child = os.fork()
        if not child:
            vault = Unlocked(Path(folder), casebook, user, starter=False, data_key=bytes.fromhex(key))
            if last == "-":
                print(f"begun {os.getpid()}", flush=True)
            count = run(vault, sys.argv[1], int(last.replace("-", "0")))
            os.write(writes, f"{count}".encode())
            os._exit(0)
        os.close(writes)
        _, status = os.waitpid(child, 0)
        said = os.read(reads, 20).decode()
        os.close(reads)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        print("killed" if killed else said or f"failed {status}", flush=True)


if __name__ == "__main__":
    main()
