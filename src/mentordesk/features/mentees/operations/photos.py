"""Keeping the photo of a mentee while there is a basis for it, and removing it."""

from sqlalchemy import select

from mentordesk.features.mentees.rules.consent import no_basis
from mentordesk.features.mentees.rules.photos import PhotoDraft, may_show, photo_problems
from mentordesk.kernel.errors import Conflict
from mentordesk.kernel.permissions import Permission
from mentordesk.records.consents import Consent, Purpose
from mentordesk.records.mentees import Mentee
from mentordesk.records.photos import MenteePhoto
from mentordesk.store.work import Work, operation


@operation(needs=Permission.MENTEE_EDIT)
def set_photo(work: Work, mentee_id: int, version: int, draft: PhotoDraft) -> int:
    """Keep a photo in place of the one before; the version is 0 while there was none. No basis, no photo."""
    work.find(Mentee, mentee_id)
    held = work.session.scalars(
        select(Consent).where(Consent.mentee_id == mentee_id, Consent.purpose == Purpose.PHOTO)
    ).all()
    if not may_show(held, work.today):
        work.refuse({"content": no_basis(Purpose.PHOTO)})
    work.refuse(photo_problems(draft))
    known = work.session.scalar(select(MenteePhoto).where(MenteePhoto.mentee_id == mentee_id))
    if known is None and version:
        message = "Somebody removed this photo while you were choosing. Choose it again to keep it."
        raise Conflict(message)
    photo = work.change(MenteePhoto, known.id, version) if known else MenteePhoto(mentee_id=mentee_id)
    photo.content, photo.added_at, photo.author_id = draft.content, work.now, work.actor.person_id
    return photo.id if known else work.add(photo).id


@operation(needs=Permission.MENTEE_EDIT)
def remove_photo(work: Work, photo_id: int, version: int) -> None:
    """Remove the photo for good."""
    work.remove(work.change(MenteePhoto, photo_id, version))
