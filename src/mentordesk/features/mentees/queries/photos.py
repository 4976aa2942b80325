"""The photo of a mentee, given out only while there is a basis for it."""

from dataclasses import dataclass

from sqlalchemy import select

from mentordesk.features.mentees.rules.photos import why_hidden
from mentordesk.kernel.permissions import Permission
from mentordesk.records.consents import Consent, Purpose
from mentordesk.records.mentees import Mentee
from mentordesk.records.photos import MenteePhoto
from mentordesk.store.work import Reading, query


@dataclass(frozen=True)
class PhotoView:
    """A photo as the page shows it: its content, or why it is not shown; number and version 0 for none."""

    id: int = 0
    version: int = 0
    content: bytes = b""
    hidden: str = ""
    allowed: bool = False
    """Whether there is a basis for a photo today."""


@query(needs=Permission.MENTEE_VIEW)
def photo_view(reading: Reading, mentee_id: int) -> PhotoView:
    """A mentee's photo; without a basis that is in force its content does not leave the casebook."""
    reading.find(Mentee, mentee_id)
    held = reading.session.scalars(
        select(Consent).where(Consent.mentee_id == mentee_id, Consent.purpose == Purpose.PHOTO)
    ).all()
    hidden = why_hidden(held, reading.today)
    columns = (MenteePhoto.id, MenteePhoto.version)
    known = reading.session.execute(select(*columns).where(MenteePhoto.mentee_id == mentee_id)).first()
    if known is None:
        return PhotoView(allowed=not hidden)
    if hidden:
        return PhotoView(known.id, known.version, hidden=hidden)
    content = reading.session.scalars(select(MenteePhoto.content).where(MenteePhoto.id == known.id)).one()
    return PhotoView(known.id, known.version, content, allowed=True)
