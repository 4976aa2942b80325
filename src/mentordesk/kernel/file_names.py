"""Names of files that are safe to save under."""

import unicodedata
from pathlib import PurePosixPath, PureWindowsPath

_LONGEST_NAME = 120
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
_FORBIDDEN = '<>:"/\\|?*'


def safe_name(name: str) -> str:
    """Return a file name that stays inside the folder it is saved in, on every system."""
    last = PureWindowsPath(PurePosixPath(name).name).name
    kept = "".join("_" if c in _FORBIDDEN else c for c in last if unicodedata.category(c)[0] != "C")
    kept = kept.strip(" .") or "file"
    stem, dot, ending = kept.rpartition(".")
    stem, ending = (stem, f"{dot}{ending}") if dot and stem else (kept, "")
    if stem.lower() in _RESERVED:
        stem = f"_{stem}"
    return f"{stem[: _LONGEST_NAME - len(ending[:20])]}{ending[:20]}"
