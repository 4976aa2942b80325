"""What the trail says, in words."""

from dataclasses import dataclass

LONGEST = 160
"""How much of a long text a line of history shows."""

_ACTS = {
    "added": "added",
    "changed": "changed",
    "removed": "removed",
    "viewed": "looked at",
    "exported": "exported",
    "printed": "printed",
    "erased": "erased",
    "passphrase": "given a new passphrase",
    "signed in": "signed in",
    "refused": "refused",
}


@dataclass(frozen=True)
class FieldChange:
    """One field before and after, as people read it; empty where there was nothing."""

    name: str
    before: str
    after: str


def act_words(word: str, act: str) -> str:
    """Return what was done in words: "Goal added"."""
    return f"{word.capitalize()} {_ACTS.get(act, act)}"


def field_words(name: str) -> str:
    """Return what people call a field: "review date" for review_date."""
    words = name.removesuffix("_id").split("_")
    return " ".join("RAG" if word == "rag" else word for word in words)


def change_sentence(change: FieldChange) -> str:
    """Return one change as a sentence without a full stop: "Status from Active to Paused"."""
    name = f"{change.name[:1].upper()}{change.name[1:]}"
    before, after = _short(change.before), _short(change.after)
    if before and after:
        return f"{name} from {before} to {after}"
    if after:
        return f"{name}: {after}"
    if before:
        return f"{name} taken away: {before}"
    return f"{name} changed"


def _short(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= LONGEST else f"{one_line[: LONGEST - 1]}…"
