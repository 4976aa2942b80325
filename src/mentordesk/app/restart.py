"""Starting the program anew in the same place, so that nothing of the open casebook stays in memory."""

import os
import sys
from pathlib import Path
from typing import NoReturn


def restart(folder: Path) -> NoReturn:
    """Replace this process by a fresh one that shows the unlock window of a casebook."""
    words = [sys.executable, "-m", "mentordesk", "--casebook", str(folder)]
    if getattr(sys, "frozen", False):
        words = [sys.executable, "--casebook", str(folder)]
    if os.name == "nt":
        import subprocess

        subprocess.Popen(words, close_fds=True)  # noqa: S603
        os._exit(0)
    os.execv(sys.executable, words)  # noqa: S606
