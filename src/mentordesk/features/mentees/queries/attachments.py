"""The files of a mentee: listed without their content, and one whole for a copy outside."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from mentordesk.kernel.permissions import Permission
from mentordesk.records.attachments import Attachment
from mentordesk.records.mentees import Mentee
from mentordesk.store.restrictions import refuse_restricted
from mentordesk.store.work import Reading, query


@dataclass(frozen=True)
class AttachmentRow:
    """One file in the list."""

    id: int
    version: int
    name: str
    size: int
    added_at: datetime


@query(needs=Permission.MENTEE_VIEW)
def attachments(reading: Reading, mentee_id: int) -> list[AttachmentRow]:
    """A mentee's files, newest first."""
    reading.find(Mentee, mentee_id)
    columns = (Attachment.id, Attachment.version, Attachment.name, Attachment.size, Attachment.added_at)
    found = select(*columns).where(Attachment.mentee_id == mentee_id)
    ordered = found.order_by(Attachment.added_at.desc(), Attachment.id.desc())
    return [AttachmentRow(*row) for row in reading.session.execute(ordered)]


@query(needs=Permission.MENTEE_EXPORT)
def attachment_copy(reading: Reading, attachment_id: int) -> bytes:
    """The content of a file, for a copy outside."""
    kept = reading.find(Attachment, attachment_id)
    refuse_restricted(reading.session, kept.mentee_id)
    return kept.content
