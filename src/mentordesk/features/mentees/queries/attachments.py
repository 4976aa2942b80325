"""The files of a mentee, without their content."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from mentordesk.kernel.permissions import Permission
from mentordesk.records.attachments import Attachment
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
    columns = (Attachment.id, Attachment.version, Attachment.name, Attachment.size, Attachment.added_at)
    found = select(*columns).where(Attachment.mentee_id == mentee_id)
    ordered = found.order_by(Attachment.added_at.desc(), Attachment.id.desc())
    return [AttachmentRow(*row) for row in reading.session.execute(ordered)]
