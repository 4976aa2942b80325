"""Attaching files to mentees, and removing them."""

from mentordesk.features.mentees.rules.attachments import AttachmentDraft, attachment_problems
from mentordesk.kernel.file_names import safe_name
from mentordesk.kernel.permissions import Permission
from mentordesk.records.attachments import Attachment
from mentordesk.records.mentees import Mentee
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


@operation(needs=Permission.MENTEE_EDIT)
def remove_attachment(work: Work, attachment_id: int, version: int) -> None:
    """Remove a file; it stays in the bin for a while."""
    work.remove(work.change(Attachment, attachment_id, version))
