"""Makes a backup or restores one, and kills itself before one act on the disk; a tool of the kill test.

    python -m tests.faults.backing_up ACT HOW

ACT is "backup", "restore" or "slots" (a restore that brings its own key slots). HOW is "ours", "copied"
(files are copied into place, not renamed) or "unordered" (nothing is written down before files are moved).
Every line of input, FOLDER CASEBOOK KEY USER LAST, is one trial in a fork: it dies before act LAST, which
counts from 1; with 0 it says how many there were.
"""

import os
import signal
import sys
from pathlib import Path

from mentordesk.store import swap
from mentordesk.store.backup import backups
from mentordesk.store.opening import open_store
from mentordesk.store.restore import lay_out, restore_over, settle
from mentordesk.store.vault import Unlocked
from tests.casebooks import at_now

ACTS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod"}


class Fuse:
    """Counts what is done to the disk in one folder and kills the process before a certain act."""

    def __init__(self, folder: Path, last: int) -> None:
        self.folder, self.last, self.count, self.lit = str(folder), last, 0, False

    def burn(self, event: str, details: tuple) -> None:
        if not self.lit or event not in ACTS or self.folder not in str(details[0]):
            return
        self.count += 1
        if self.count == self.last:
            os.kill(os.getpid(), signal.SIGKILL)


def copied(source: Path, target: Path) -> Path:
    """Put a file in its place piece by piece, as careless programs do."""
    content = source.read_bytes()
    target.unlink(missing_ok=True)
    for start in range(0, len(content), len(content) // 3 + 1):
        with Path(target).open("ab") as file:
            file.write(content[start : start + len(content) // 3 + 1])
    source.unlink()
    return target


def unordered(folder: Path) -> None:
    """Move files without an order to finish the moves."""
    (folder / swap.REPLACED).mkdir(exist_ok=True)
    for path in sorted((folder / swap.ROOM).iterdir()):
        if path.is_file():
            if (folder / path.name).exists():
                (folder / path.name).replace(folder / swap.REPLACED / f"000001-{path.name}")
            path.replace(folder / path.name)


def run(vault: Unlocked, act: str, how: str, last: int) -> int:
    """Do the act and return how often it touched the disk."""
    fuse = Fuse(vault.folder, last)
    sys.addaudithook(fuse.burn)
    if how == "copied":
        Path.replace = copied  # type: ignore[method-assign]
    source = backups(vault.folder)[0].path
    store = open_store(vault, at_now)
    fuse.lit = True
    if act == "backup":
        store.backup()
        store.close()
        return fuse.count
    if act == "restore":
        laid = restore_over(store, source)
        store.close()
    else:
        store.close()
        laid = lay_out(source, vault.folder)
        settle(laid, vault.data_key, "a manager", clock=at_now)
    if how == "unordered":
        unordered(vault.folder)
    else:
        laid.take_its_place()
    return fuse.count


def main() -> None:
    """Fork a trial for every line of input."""
    for line in sys.stdin:
        folder, casebook, key, user, last = line.rstrip("\n").rsplit(" ", 4)
        reads, writes = os.pipe()
        child = os.fork()
        if not child:
            vault = Unlocked(Path(folder), casebook, user, starter=False, data_key=bytes.fromhex(key))
            count = run(vault, sys.argv[1], sys.argv[2], int(last))
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
