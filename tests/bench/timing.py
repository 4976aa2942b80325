"""Medians of seven, of calls and of whole processes."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

TIMES = 7
BYTECODE = str(Path(tempfile.gettempdir()) / "mentordesk-bench-bytecode")
"""Compiled modules, as an installed program keeps them; the first run fills it and is not counted."""


def timed(act: Callable[[], object]) -> float:
    """Return how many seconds one call takes."""
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def median_of(act: Callable[[], object], times: int = TIMES) -> float:
    """Return the median seconds of a call."""
    return median(timed(act) for _ in range(times))


def pair(ours: Callable[[], object], theirs: Callable[[], object], times: int = TIMES) -> tuple[float, float]:
    """Return the medians of two calls, taken in turns so that both meet the same noise."""
    first, second = [], []
    for _ in range(times):
        first.append(timed(ours))
        second.append(timed(theirs))
    return median(first), median(second)


def said(code: str, *words: str) -> list[float]:
    """Run a script in a fresh process and return the numbers that it prints."""
    settings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    settings["PYTHONPYCACHEPREFIX"] = BYTECODE
    command = [sys.executable, "-c", code, *words]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=settings)
    return [float(word) for word in done.stdout.split()]


def figure(what: str, ours: float, theirs: float, aim: str, unit: str = "s") -> str:
    """Return one line: what, the ratio, both measurements, the aim."""
    scale, digits = (1000, 2) if unit == "ms" else (1, 0 if unit == "MB" else 3)
    measured = f"{ours * scale:.{digits}f} {unit}, {theirs * scale:.{digits}f} {unit}"
    return f"{what}: {ours / theirs:.2f}x ({measured}); aim {aim}"
