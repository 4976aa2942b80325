"""Setting how long files are kept, and deciding that one stays."""

from datetime import date

from sqlalchemy import select

from mentordesk.features.privacy.rules.retention import (
    PeriodDraft,
    keep_problems,
    period_problems,
    shipped_policy,
)
from mentordesk.kernel.errors import Invalid
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import clean
from mentordesk.records.mentees import Mentee
from mentordesk.records.retention import Keeping, KeepKind, RetentionPeriod, Subject
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.work import Work, operation


@operation(needs=Permission.RETENTION_DECIDE)
def set_period(work: Work, code: str, version: int, draft: PeriodDraft) -> None:
    """Set how long one rule keeps records, in place of what is suggested; `version` is 0 at first."""
    rule = shipped_policy().rules[code]
    if not rule.can_be_set:
        raise Invalid({"span": "This rule has no period of its own."})
    work.refuse(period_problems(rule, draft))
    kept = work.session.scalar(select(RetentionPeriod).where(RetentionPeriod.rule == code))
    if kept is not None:
        kept = work.change(RetentionPeriod, kept.id, version)
    else:
        kept = RetentionPeriod(rule=code)
        work.session.add(kept)
    if draft.span is not None and draft.act is not None:
        kept.span, kept.act, kept.reason = draft.span, draft.act, clean(draft.reason).strip()


@operation(needs=Permission.RETENTION_DECIDE)
def keep_file(
    work: Work, subject: Subject, number: int, kind: KeepKind, until_date: date | None, reason: str
) -> int:
    """Decide that somebody's file stays: on hold until it is lifted, or kept until a date."""
    work.refuse(keep_problems(until_date, reason, work.today))
    person = work.find(Mentee if subject is Subject.MENTEE else Volunteer, number)
    if until_date is None:
        raise Invalid({"until_date": "Give the day."})
    return work.add(
        Keeping(
            mentee_id=person.id if isinstance(person, Mentee) else None,
            volunteer_id=person.id if isinstance(person, Volunteer) else None,
            kind=kind,
            reason=clean(reason).strip(),
            until_date=until_date,
            decided_at=work.now,
            decided_by=work.actor.person_id,
        )
    ).id


@operation(needs=Permission.RETENTION_DECIDE)
def lift_keeping(work: Work, keeping_id: int, version: int) -> None:
    """Lift a hold, or end a decision to keep a file."""
    work.change(Keeping, keeping_id, version).lifted_at = work.now
