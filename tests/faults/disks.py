"""Disks that fill up and disks that fail, made by the system itself."""

import errno
import os
import resource
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mentordesk.kernel.errors import DiskFailed, DiskFull, UserError

SIZE = 16 * 1024 * 1024


@dataclass
class SmallDisk:
    """A file system of a few megabytes that can be filled to the last byte and freed again."""

    folder: Path
    error: type[UserError] = DiskFull

    @contextmanager
    def out_of_room(self) -> Iterator[None]:
        """While this lasts, nothing more fits."""
        ballast = self.folder / "ballast"
        with ballast.open("wb", buffering=0) as file:
            for size in (65536, 4096, 1):
                try:
                    while file.write(bytes(size)):
                        pass
                except OSError as problem:
                    if problem.errno != errno.ENOSPC:
                        raise
        yield
        ballast.unlink()


@dataclass
class LimitedDisk:
    """A folder in which this process may not write past a file size: the system answers with an error."""

    folder: Path
    error: type[UserError] = DiskFailed

    @contextmanager
    def out_of_room(self) -> Iterator[None]:
        """While this lasts, writing fails."""
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
            signal.signal(signal.SIGXFSZ, before)


Disk = SmallDisk | LimitedDisk


def mount(folder: Path) -> bool:
    """Mount a small file system; False where this is not allowed."""
    if os.geteuid() != 0:
        return False
    words = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "none", str(folder)]
    return subprocess.run(words, capture_output=True, check=False).returncode == 0


def unmount(folder: Path) -> None:
    """Take a small file system away."""
    subprocess.run(["umount", "-l", str(folder)], check=True)
