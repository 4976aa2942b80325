"""Equality monitoring: keeping what somebody answered."""

from sqlalchemy import select

from mentordesk.features.mentees.rules.equality import CHARACTERISTICS, EqualityDraft, equality_problems
from mentordesk.kernel.errors import Conflict
from mentordesk.kernel.permissions import Permission
from mentordesk.records.equality import EqualityAnswers
from mentordesk.records.mentees import Mentee
from mentordesk.store.work import Work, operation


@operation(needs=Permission.EQUALITY_EDIT)
def record_equality(work: Work, mentee_id: int, version: int, draft: EqualityDraft) -> int:
    """Keep the answers of a mentee; version 0 for the first ones."""
    work.refuse(equality_problems(draft, work.today))
    work.find(Mentee, mentee_id)
    kept = work.session.scalar(select(EqualityAnswers).where(EqualityAnswers.mentee_id == mentee_id))
    given = {name: getattr(draft, name) for name in ("asked_date", *CHARACTERISTICS)}
    if kept is None:
        return work.add(EqualityAnswers(mentee_id=mentee_id, **given)).id
    if version == 0:
        message = "Somebody else filled this form in while you were writing. Your answers are still here."
        raise Conflict(message)
    changed = work.change(EqualityAnswers, kept.id, version)
    for name, answer in given.items():
        setattr(changed, name, answer)
    return changed.id
