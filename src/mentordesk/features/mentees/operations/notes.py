"""Writing notes about mentees, and opening the sensitive ones, which is written down."""

from sqlalchemy import select

from mentordesk.features.mentees.rules.notes import NoteDraft, note_problems
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import clean
from mentordesk.records.mentees import Mentee
from mentordesk.records.notes import Note
from mentordesk.store.work import Work, operation


@operation(needs=Permission.MENTEE_EDIT)
def add_note(work: Work, mentee_id: int, draft: NoteDraft) -> int:
    """Write a note about a mentee; a sensitive one needs its own permission."""
    work.refuse(note_problems(draft))
    if draft.sensitive:
        work.need(Permission.NOTE_SENSITIVE)
    work.find(Mentee, mentee_id)
    note = Note(
        mentee_id=mentee_id,
        kind=draft.kind,
        sensitive=draft.sensitive,
        text=clean(draft.text).strip(),
        noted_at=work.now,
        author_id=work.actor.person_id,
    )
    return work.add(note).id


@operation(needs=Permission.NOTE_SENSITIVE)
def open_sensitive_notes(work: Work, mentee_id: int) -> tuple[tuple[str, str], ...]:
    """Return a mentee's sensitive notes with their moments, newest first; the reading is written down."""
    mentee = work.find(Mentee, mentee_id)
    work.need_reason(mentee)
    work.say_of(mentee, "viewed")
    found = select(Note).where(Note.mentee_id == mentee_id, Note.sensitive.is_(True))
    notes = work.session.scalars(found.order_by(Note.noted_at.desc(), Note.id.desc()))
    return tuple((note.noted_at.isoformat(), note.text) for note in notes)
