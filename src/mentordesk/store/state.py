"""The state file: how far the trail had come when the casebook was last closed, without names.

Other facts that are about the casebook and not in it stand there too: `remember` and `recall`.
"""

import contextlib
import json
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from mentordesk.kernel.errors import UserError
from mentordesk.store.files import replace_file
from mentordesk.store.trail import Head
from mentordesk.store.vault import STATE

_ONE_WRITER = threading.RLock()


def write_state(folder: Path, head: Head) -> None:
    """Write down the head of the trail, unless it stands there already."""
    with _ONE_WRITER:
        known = read_all(folder)
        state = {**known, "audit_number": head.number, "chain_head": head.chain}
        state.setdefault("erased", [])
        if state != known:
            replace_file(folder / STATE, json.dumps(state).encode())


def read_state(folder: Path) -> Head | None:
    """Return the head of the trail that was written down, or None when the file cannot be read."""
    state = read_all(folder)
    try:
        return Head(int(str(state["audit_number"])), str(state["chain_head"]))
    except (KeyError, TypeError, ValueError):
        return None


def remember(folder: Path, **facts: Any) -> None:
    """Write down facts without names, such as when the last copy was made; None takes one away."""
    with _ONE_WRITER:
        known = read_all(folder)
        state = {key: value for key, value in (known | facts).items() if value is not None}
        if state != known:
            replace_file(folder / STATE, json.dumps(state).encode())


def try_to_remember(folder: Path, **facts: Any) -> None:
    """Write facts down where the disk lets us; they are no reason to stop."""
    with contextlib.suppress(UserError):
        remember(folder, **facts)


def without_paths(text: str, *paths: Path | None) -> str:
    """Return a sentence as it may be written down: a path can hold the name of whoever uses the computer."""
    for path in paths:
        if path is not None:
            text = text.replace(str(path), "the folder")
    return text.replace(str(Path.home()), "the home folder")


def ledger(folder: Path, fact: str) -> list[str]:
    """Return the tokens of the erasure ledger: "erased" or "anonymised"."""
    kept = recall(folder, fact)
    return [str(each) for each in kept] if isinstance(kept, list) else []


def add_to_ledger(folder: Path, fact: str, tokens: Iterable[str]) -> None:
    """Write tokens into the erasure ledger; what stands in it stays."""
    with _ONE_WRITER:
        known = ledger(folder, fact)
        new = [each for each in dict.fromkeys(tokens) if each not in known]
        if new:
            remember(folder, **{fact: [*known, *new]})


def recall(folder: Path, fact: str) -> Any:
    """Return a fact that was written down, or None."""
    return read_all(folder).get(fact)


def read_all(folder: Path) -> dict[str, Any]:
    """Return everything that was written down; nothing when the file cannot be read."""
    try:
        state = json.loads((folder / STATE).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return state if isinstance(state, dict) else {}
