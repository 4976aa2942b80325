"""The state file: how far the trail had come when the casebook was last closed, without names."""

import json
from pathlib import Path

from mentordesk.store.files import replace_file
from mentordesk.store.trail import Head
from mentordesk.store.vault import STATE


def write_state(folder: Path, head: Head) -> None:
    """Write down the head of the trail, unless it stands there already."""
    known = _read(folder)
    state = {**known, "audit_number": head.number, "chain_head": head.chain}
    state.setdefault("erased", [])
    if state != known:
        replace_file(folder / STATE, json.dumps(state).encode())


def read_state(folder: Path) -> Head | None:
    """Return the head of the trail that was written down, or None when the file cannot be read."""
    state = _read(folder)
    try:
        return Head(int(str(state["audit_number"])), str(state["chain_head"]))
    except (KeyError, TypeError, ValueError):
        return None


def _read(folder: Path) -> dict[str, object]:
    try:
        state = json.loads((folder / STATE).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return state if isinstance(state, dict) else {}
