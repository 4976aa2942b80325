"""What can be told about this computer: its disk, and programs that copy folders to the internet.

Nothing here may run in the window's thread: a system command can take seconds.
"""

import contextlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

Ask = Callable[[str], str]
"""Asks the system about a drive; empty when it does not answer."""

_PATIENCE = 5
_SYNCED = (
    ("OneDrive", re.compile(r"onedrive.*")),
    ("Dropbox", re.compile(r"dropbox( .*)?")),
    ("iCloud", re.compile(r"icloud ?drive|com~apple~clouddocs|mobile documents")),
    ("Google Drive", re.compile(r"google ?drive.*|my drive|drivefs")),
    ("Nextcloud", re.compile(r"nextcloud.*|owncloud.*")),
    ("Box", re.compile(r"box( sync)?|box-box")),
    ("a cloud drive", re.compile(r"cloudstorage")),
)


def synced_by(folder: Path) -> str:
    """Return the name of the service that copies a folder to the internet, as far as its path tells."""
    found = ""
    for path in (folder, folder.resolve()):
        for part in path.parts:
            for name, pattern in _SYNCED:
                if pattern.fullmatch(part.casefold()) and found in {"", "a cloud drive"}:
                    found = name
    return found


def free_room(folder: Path) -> int | None:
    """Return how many bytes are free where a folder lies."""
    with contextlib.suppress(OSError):
        return shutil.disk_usage(folder).free
    return None


def folder_size(folder: Path) -> int:
    """Return how many bytes the files of a folder take."""
    total = 0
    for path in folder.rglob("*"):
        with contextlib.suppress(OSError):
            total += path.stat().st_size if path.is_file() else 0
    return total


def on_same_drive(one: Path, other: Path) -> bool:
    """Return whether two folders lie on the same drive, as far as the system tells."""
    with contextlib.suppress(OSError):
        return one.stat().st_dev == other.stat().st_dev
    return False


def ask_filevault(_drive: str) -> str:
    """Return what macOS says about FileVault; empty when it does not answer."""
    try:
        done = subprocess.run(
            ["/usr/bin/fdesetup", "status"], capture_output=True, text=True, timeout=_PATIENCE, check=False
        )
    except (OSError, subprocess.SubprocessError, ValueError):
        return ""
    return done.stdout.partition("\n")[0].strip()


def ask_bitlocker(drive: str) -> str:
    """Return the number by which Windows says how a drive, "C:", is protected; it needs no administrator."""
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        done = subprocess.run(
            [
                "C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe",
                "-NoProfile",
                "-NonInteractive",
                "-Command",
                "$shell = New-Object -ComObject Shell.Application;",
                "$shell.NameSpace($env:PLACE).Self.ExtendedProperty($env:FACT)",
            ],
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
            check=False,
            creationflags=hidden,
            env={**os.environ, "PLACE": drive, "FACT": "System.Volume.BitLockerProtection"},
        )
    except (OSError, subprocess.SubprocessError, ValueError):
        return ""
    return done.stdout.strip()


def is_disk_encrypted(folder: Path, system: str = sys.platform, ask: Ask | None = None) -> bool | None:
    """Return whether the disk under a folder is encrypted as a whole; None when it cannot be told."""
    if system == "win32":
        return _BITLOCKER.get((ask or ask_bitlocker)(folder.absolute().drive))
    if system == "darwin":
        return _FILEVAULT.get((ask or ask_filevault)(""))
    return by_device_mapper(folder) if system == "linux" else None


_BITLOCKER = {"1": True, "3": True, "6": True, "0": False, "2": False, "4": False, "5": False}
_FILEVAULT = {"FileVault is On.": True, "FileVault is Off.": False}


def by_device_mapper(folder: Path, system: Path = Path("/sys")) -> bool | None:
    """Return whether a folder lies on an encrypted device of Linux, by the chain of devices under it."""
    try:
        number = folder.stat().st_dev
    except OSError:
        return None
    device = system / "dev" / "block" / f"{os.major(number)}:{os.minor(number)}"
    return chain_is_encrypted(device) if device.exists() else None


def chain_is_encrypted(device: Path) -> bool | None:
    """Return whether a device of /sys, or every one under it, is an encrypting one."""
    try:
        uuid = device / "dm" / "uuid"
        if uuid.exists() and uuid.read_text("ascii", "replace").startswith("CRYPT-"):
            return True
        slaves = device / "slaves"
        under = sorted(slaves.iterdir()) if slaves.is_dir() else []
    except OSError:
        return None
    answers = [chain_is_encrypted(each.resolve()) for each in under]
    return None if None in answers else bool(answers) and all(answers)
