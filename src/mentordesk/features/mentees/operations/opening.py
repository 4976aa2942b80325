"""Opening a case that is not one's own, with a reason that is written down."""

from mentordesk.features.mentees.rules.opening import OpeningDraft, opening_problems, reason_words
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import clean
from mentordesk.records.mentees import Mentee
from mentordesk.store.work import Work, operation


@operation(needs=Permission.MENTEE_VIEW)
def open_case(work: Work, mentee_id: int, draft: OpeningDraft) -> None:
    """Open a case for this sitting; the trail says who opened it and why."""
    work.refuse(opening_problems(draft))
    mentee = work.find(Mentee, mentee_id)
    work.say_that(Mentee.__tablename__, mentee.id, "opened", reason=clean(reason_words(draft)))
    work.opening.add(mentee.id)
