"""Attaching files to mentees, and taking a copy out, which is written down."""

from mentordesk.features.mentees.rules.attachments import AttachmentDraft, attachment_problems
from mentordesk.kernel.file_names import safe_name
from mentordesk.kernel.permissions import Permission
from mentordesk.records.attachments import Attachment
from mentordesk.records.mentees import Mentee
from mentordesk.store.restrictions import refuse_restricted
from mentordesk.store.work import Work, operation


@operation(needs=Permission.MENTEE_EDIT)
def attach(work: Work, mentee_id: int, draft: AttachmentDraft) -> int:
    """Keep a file with a mentee, inside the casebook."""
    work.refuse(attachment_problems(draft))
    work.find(Mentee, mentee_id)
    kept = Attachment(
        mentee_id=mentee_id,
        name=safe_name(draft.name),
        size=len(draft.content),
        content=draft.content,
        added_at=work.now,
        author_id=work.actor.person_id,
    )
    return work.add(kept).id


@operation(needs=Permission.MENTEE_EXPORT)
def take_copy(work: Work, attachment_id: int) -> tuple[str, bytes]:
    """Return a file's name and content for a copy outside; that it was taken is written down."""
    kept = work.find(Attachment, attachment_id)
    refuse_restricted(work.session, kept.mentee_id)
    work.say_of(kept, "exported")
    return safe_name(kept.name), kept.content


@operation(needs=Permission.MENTEE_EDIT)
def remove_attachment(work: Work, attachment_id: int, version: int) -> None:
    """Remove a file; it stays in the bin for a while."""
    work.remove(work.change(Attachment, attachment_id, version))
