"""Raising a concern and acting on it, until somebody closes it; nothing here removes one."""

from mentordesk.features.sessions.rules.concerns import (
    ActByDraft,
    CloseDraft,
    ConcernDraft,
    ConcernStepDraft,
    ReopenDraft,
    act_by_problems,
    act_by_words,
    close_problems,
    concern_problems,
    first_look,
    next_look,
    reopen_problems,
    step_problems,
)
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import clean
from mentordesk.records.concerns import Concern, ConcernKind, ConcernStep
from mentordesk.records.mentees import Mentee
from mentordesk.records.sessions import MentoringSession
from mentordesk.store.work import Work, operation


@operation(needs=Permission.SESSION_RECORD)
def raise_concern(work: Work, mentee_id: int, draft: ConcernDraft, session_id: int | None = None) -> int:
    """Raise a concern about a mentee, on its own or at a session; Undo does not take it back."""
    work.refuse(concern_problems(draft, work.now))
    work.find(Mentee, mentee_id)
    if session_id is not None:
        work.find(MentoringSession, session_id)
    work.final = True
    concern = Concern(
        mentee_id=mentee_id,
        session_id=session_id,
        kind=draft.kind or ConcernKind.OTHER,
        seen=clean(draft.seen).strip(),
        immediate_risk=draft.immediate_risk,
        told=clean(draft.told).strip(),
        told_at=draft.told_at,
        raised_at=work.now,
        raised_by_id=work.actor.person_id,
        act_by_date=first_look(work.today, immediate_risk=draft.immediate_risk),
    )
    return work.add(concern).id


@operation(needs=Permission.CONCERN_VIEW)
def add_concern_step(work: Work, concern_id: int, version: int, draft: ConcernStepDraft) -> None:
    """Write down what was done about a concern, and when to look at it next."""
    concern = _open(work, concern_id, version)
    work.refuse(step_problems(draft, work.today))
    _step(work, concern, draft.wording, draft.told)
    concern.act_by_date = draft.act_by_date or next_look(work.today, len(concern.steps))


@operation(needs=Permission.CONCERN_VIEW)
def change_act_by(work: Work, concern_id: int, version: int, draft: ActByDraft) -> None:
    """Look at a concern by another day, with a reason that is kept among its steps."""
    concern = _open(work, concern_id, version)
    work.refuse(act_by_problems(draft, work.today))
    concern.act_by_date = draft.act_by_date or concern.act_by_date
    _step(work, concern, act_by_words(draft))


@operation(needs=Permission.CONCERN_CLOSE)
def close_concern(work: Work, concern_id: int, version: int, draft: CloseDraft) -> None:
    """Close a concern, with a reason and what came of it."""
    concern = _open(work, concern_id, version)
    work.refuse(close_problems(draft))
    concern.closed_at, concern.closed_by_id = work.now, work.actor.person_id
    concern.close_reason = clean(draft.close_reason).strip()
    concern.outcome = clean(draft.outcome).strip()
    _step(work, concern, f"Closed. {concern.close_reason}")


@operation(needs=Permission.CONCERN_VIEW)
def reopen_concern(work: Work, concern_id: int, version: int, draft: ReopenDraft) -> None:
    """Open a concern again, with a reason, to be looked at today; why it was closed stays in its steps."""
    concern = work.change(Concern, concern_id, version)
    if concern.closed_at is None:
        work.refuse({"reason": "This concern is open already."})
    work.refuse(reopen_problems(draft))
    concern.closed_at, concern.closed_by_id, concern.close_reason = None, None, ""
    concern.act_by_date = work.today
    _step(work, concern, f"Opened again. {draft.reason.strip()}")


def _open(work: Work, concern_id: int, version: int) -> Concern:
    concern = work.change(Concern, concern_id, version)
    if concern.closed_at is not None:
        work.refuse({"closed_at": "This concern is closed. Open it again first."})
    return concern


def _step(work: Work, concern: Concern, wording: str, told: str = "") -> None:
    """Add a step; like the concern itself it is not taken back with Undo."""
    work.final = True
    step = ConcernStep(taken_at=work.now, person_id=work.actor.person_id)
    step.wording, step.told = clean(wording).strip(), clean(told).strip()
    concern.steps.append(step)
