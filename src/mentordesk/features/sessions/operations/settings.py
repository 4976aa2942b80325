"""Changing what a charity sets about sessions: days, reasons, templates."""

from sqlalchemy import func, select

from mentordesk.features.sessions.rules.settings import (
    DaysDraft,
    ReasonDraft,
    TemplateDraft,
    days_problems,
    reason_problems,
    template_problems,
)
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import clean
from mentordesk.records.sessions import NoteTemplate, ReasonClass, SessionReason, SessionSettings
from mentordesk.store.work import Work, operation


@operation(needs=Permission.ORGANISATION_EDIT)
def set_session_days(work: Work, version: int, draft: DaysDraft) -> None:
    """Set after how many days what is asked or noticed; the version is 0 while nothing was set."""
    work.refuse(days_problems(draft))
    known = work.session.scalar(select(SessionSettings).order_by(SessionSettings.id).limit(1))
    settings = work.change(SessionSettings, known.id, version) if known else SessionSettings()
    for name in DaysDraft.__dataclass_fields__:
        setattr(settings, name, getattr(draft, name))
    if known is None:
        work.add(settings)


@operation(needs=Permission.ORGANISATION_EDIT)
def save_reason(work: Work, reason_id: int, version: int, draft: ReasonDraft) -> int:
    """Add a reason, for number 0, or change one; sessions that name it keep it."""
    work.refuse(reason_problems(draft, _taken(work, SessionReason, reason_id)))
    if reason_id:
        reason = work.change(SessionReason, reason_id, version)
    else:
        last = work.session.scalar(select(func.max(SessionReason.position))) or 0
        reason = SessionReason(position=last + 1)
    reason.name, reason.in_use = clean(draft.name).strip(), draft.in_use
    reason.reason_class = draft.reason_class or ReasonClass.LOGISTICS
    return reason.id if reason_id else work.add(reason).id


@operation(needs=Permission.ORGANISATION_EDIT)
def move_reason(work: Work, reason_id: int, *, up: bool) -> None:
    """Let a reason change places with the one before it, or after it."""
    reasons = list(
        work.session.scalars(select(SessionReason).order_by(SessionReason.position, SessionReason.id))
    )
    place = next(at for at, each in enumerate(reasons) if each.id == work.find(SessionReason, reason_id).id)
    other = place - 1 if up else place + 1
    if 0 <= other < len(reasons):
        reasons[place], reasons[other] = reasons[other], reasons[place]
    for at, each in enumerate(reasons, start=1):
        if each.position != at:
            each.position = at


@operation(needs=Permission.ORGANISATION_EDIT)
def save_template(work: Work, template_id: int, version: int, draft: TemplateDraft) -> int:
    """Add a template, for number 0, or change one."""
    work.refuse(template_problems(draft, _taken(work, NoteTemplate, template_id)))
    template = work.change(NoteTemplate, template_id, version) if template_id else NoteTemplate()
    template.name, template.wording = clean(draft.name).strip(), clean(draft.wording).strip()
    return template.id if template_id else work.add(template).id


@operation(needs=Permission.ORGANISATION_EDIT)
def remove_template(work: Work, template_id: int, version: int) -> None:
    """Put a template in the bin; notes that began with it stay."""
    work.remove(work.change(NoteTemplate, template_id, version))


def _taken(work: Work, kind: type[SessionReason | NoteTemplate], number: int) -> frozenset[str]:
    """Return the names of the others, in small letters."""
    return frozenset(
        name.lower() for name in work.session.scalars(select(kind.name).where(kind.id != number))
    )
