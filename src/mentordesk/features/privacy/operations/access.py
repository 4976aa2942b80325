"""Deciding on the texts of an answer, and writing down that an answer was taken out."""

from sqlalchemy import select

from mentordesk.features.privacy.rules.access import TextDecision, decision_problems
from mentordesk.kernel.errors import Conflict
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import clean
from mentordesk.records.mentees import Mentee
from mentordesk.records.requests import DataRequest, Redaction
from mentordesk.store.work import Work, operation


@operation(needs=Permission.REQUEST_ANSWER)
def decide_texts(work: Work, request_id: int, decisions: tuple[TextDecision, ...]) -> None:
    """Decide whether texts of an answer are kept, redacted or withheld."""
    work.find(DataRequest, request_id)
    for each in decisions:
        work.refuse(decision_problems(each.draft, each.why))
        _keep(work, request_id, each)


@operation(needs=Permission.REQUEST_ANSWER)
def note_gathered(work: Work, request_id: int) -> None:
    """Write down that everything about the person who asks was gathered and taken out."""
    request = work.find(DataRequest, request_id)
    request.gathered_at = work.now
    work.say_of(request, "exported")
    for kind, number in (("mentee", request.mentee_id), ("volunteer", request.volunteer_id)):
        if number is not None:
            work.say_that(kind, number, "exported")


@operation(needs=Permission.REQUEST_ANSWER)
def note_taken_out(work: Work, mentee_id: int) -> None:
    """Write down that everything about a mentee was taken out without a request."""
    work.say_of(work.find(Mentee, mentee_id), "exported")


def _keep(work: Work, request_id: int, decision: TextDecision) -> None:
    subject, number = decision.key
    found = select(Redaction).where(
        Redaction.request_id == request_id,
        Redaction.subject == subject,
        Redaction.subject_id == number,
        Redaction.field == decision.field,
    )
    kept = work.session.scalar(found)
    if (kept.version if kept else 0) != decision.version:
        message = "Somebody else decided on this text while you were reading it. Look again."
        raise Conflict(message)
    if kept is None:
        kept = Redaction(request_id=request_id, subject=subject, subject_id=number, field=decision.field)
        work.session.add(kept)
    draft = decision.draft
    if draft.choice is not None:
        kept.choice = draft.choice
    kept.words, kept.reason = clean(draft.words).strip(), clean(draft.reason).strip()
    kept.digest, kept.decided_at, kept.decided_by = decision.digest, work.now, work.actor.person_id
    work.session.flush()
