"""Drafts of notes, and what is wrong with them."""

from dataclasses import dataclass

from mentordesk.records.notes import NoteKind

LONGEST = 1_000_000


@dataclass(frozen=True)
class NoteDraft:
    """A note as somebody writes it."""

    kind: NoteKind | None = NoteKind.CONTACT
    text: str = ""
    sensitive: bool = False


def note_problems(draft: NoteDraft) -> dict[str, str]:
    """Return what is wrong with a note, by field."""
    problems = {}
    if draft.kind is None:
        problems["kind"] = "Choose what the note is about."
    if not draft.text.strip():
        problems["text"] = "Write the note."
    elif len(draft.text) > LONGEST:
        problems["text"] = "This note is longer than a million characters. Write it in parts."
    return problems
