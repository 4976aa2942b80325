#!/usr/bin/env python3
"""Set up, run, test, draw and time MentorDesk, on every system, with nothing but Python.

python3 dev.py run              open the demonstration casebook (unseen where there is no screen)
python3 dev.py test             formatting, lint, types, import contracts and all tests
python3 dev.py test --long      the same, and the proofs of every promise tried hundreds of times
python3 dev.py screenshots DIR  draw every page and dialog as pictures
python3 dev.py bench            print the speed figures, as ratios
"""

import argparse
import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
DEMO = ROOT / "demo"
OLDEST, NEWEST = (3, 11), (3, 14)

PROMISES = "Promises"
"""The step of the long run."""

LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
"""What Qt's plugins need on Linux, and the Debian package that brings it."""


def main() -> int:
    """Run one command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("run")
    test = commands.add_parser("test")
    test.add_argument("only", nargs="*", help="tests to run, instead of everything")
    test.add_argument("--long", action="store_true", help="try the promises hundreds of times, and say how")
    screenshots = commands.add_parser("screenshots")
    screenshots.add_argument("folder", type=Path)
    commands.add_parser("bench")
    arguments = parser.parse_args()
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        version = ".".join(map(str, sys.version_info[:2]))
        return fail(f"MentorDesk needs Python 3.11 to 3.14; this is {version}.")
    if not (prepare_libraries() and prepare_venv(develops=arguments.command != "run")):
        return 1
    if arguments.command == "run":
        return run()
    if arguments.command == "test":
        return test_all(arguments.only, long=arguments.long)
    if arguments.command == "screenshots":
        return call("-m", "mentordesk.app.showcase", "screenshots", str(arguments.folder.resolve()))
    return call("-m", "tests.bench", QT_QPA_PLATFORM=os.environ.get("QT_QPA_PLATFORM", "offscreen"))


def fail(text: str) -> int:
    """Say what is wrong and return the exit code for it."""
    print(text, file=sys.stderr)
    return 1


def prepare_libraries() -> bool:
    """Make sure that Qt's plugins find their libraries; install them with apt where that is allowed."""
    if sys.platform != "linux":
        return True
    packages = [package for library, package in LIBRARIES.items() if not has_library(library)]
    if not packages:
        return True
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing system libraries:", " ".join(packages))
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=False, env=quiet)
        if subprocess.run([*command, "-qq"], check=False, env=quiet).returncode == 0:
            return True
    fail(f"Qt needs some system libraries. Install them with:\n\n    sudo {' '.join(command)}\n")
    return False


def has_library(name: str) -> bool:
    """Return whether a shared library can be loaded."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def prepare_venv(*, develops: bool) -> bool:
    """Make .venv with the pinned dependencies, unless it already has them."""
    wanted = ".[dev]" if develops else "."
    files = (ROOT / "pyproject.toml", ROOT / "constraints.txt")
    stamp = hashlib.sha256(b"".join(file.read_bytes() for file in files) + sys.version.encode()).hexdigest()
    done = [VENV / f".installed-{kind}" for kind in (("dev",) if develops else ("run", "dev"))]
    if PYTHON.exists() and any(mark.exists() and mark.read_text() == stamp for mark in done):
        return True
    print("Preparing .venv (the first time takes a minute or two) …")
    if not PYTHON.exists() or not pip_works():
        made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=False)
        if made.returncode:
            fail("Python could not make a virtual environment. On Debian: sudo apt install python3-venv")
            return False
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--quiet"]
    install = ["install", "--constraint", "constraints.txt", "--editable", wanted]
    if subprocess.run([*pip, *install], cwd=ROOT, check=False).returncode:
        fail("The dependencies could not be installed. Is this computer online? Run the command again.")
        return False
    done[-1 if develops else 0].write_text(stamp)
    return True


def pip_works() -> bool:
    """Return whether the environment that is there can install."""
    return (
        subprocess.run([str(PYTHON), "-m", "pip", "--version"], check=False, capture_output=True).returncode
        == 0
    )


def call(*words: str, **settings: str) -> int:
    """Run the project's Python and return its exit code."""
    return subprocess.run(
        [str(PYTHON), *words], cwd=ROOT, check=False, env={**os.environ, **settings}
    ).returncode


def run() -> int:
    """Open the demonstration casebook in the window, or do its work unseen."""
    screen = sys.platform != "linux" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if not screen:
        return call("-m", "mentordesk.app.showcase", "unseen", str(DEMO))
    return call("-m", "mentordesk.app.showcase", "open", str(DEMO))


def test_all(only: list[str], *, long: bool) -> int:
    """Run every check, or only some tests, and say how each went; the long run ends with a table."""
    sources = ("src", "tests", "dev.py")
    pytest = ("-m", "pytest", "-q", "-n", "2", "--dist", "worksteal", "-p", "no:cacheprovider")
    steps = (
        ("Formatting", ("-m", "ruff", "format", "--check", *sources)),
        ("Lint", ("-m", "ruff", "check", *sources)),
        ("Types", ("-m", "mypy")),
        ("Import contracts", ("-c", "from importlinter.cli import lint_imports_command as run; run()")),
        ("Tests", pytest),
    )
    if only:
        steps = (("Tests", ("-m", "pytest", "-q", *only)),)
    elif long:
        steps = (*steps, (PROMISES, (*pytest, "-m", "promise")))
    failed = []
    for name, words in steps:
        print(f"── {name}", flush=True)
        started = time.monotonic()
        settings = {"MENTORDESK_LONG": "1"} if name == PROMISES or (only and long) else {}
        if call(*words, QT_QPA_PLATFORM=os.environ.get("QT_QPA_PLATFORM", "offscreen"), **settings):
            failed.append(name)
        print(f"   {time.monotonic() - started:.1f} s", flush=True)
    print(f"Failed: {', '.join(failed)}." if failed else "Everything passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
