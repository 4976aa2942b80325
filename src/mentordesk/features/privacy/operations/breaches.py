"""Keeping the register of breaches."""

from mentordesk.features.privacy.rules.breaches import (
    BreachDraft,
    breach_problems,
    moment_of,
    report_by,
)
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import clean
from mentordesk.records.breaches import Breach, Reporting
from mentordesk.store.work import Work, operation

_MOMENTS = {"aware_date", "aware_time", "reported_date", "reported_time"}


@operation(needs=Permission.BREACH_EDIT)
def record_breach(work: Work, draft: BreachDraft) -> int:
    """Write a breach down, with the moment until which it is reported."""
    work.refuse(breach_problems(draft, work.now))
    breach = Breach()
    _take(breach, draft)
    return work.add(breach).id


@operation(needs=Permission.BREACH_EDIT)
def change_breach(work: Work, breach_id: int, version: int, draft: BreachDraft) -> None:
    """Change a breach: its risk, the decision, what was done about it."""
    breach = work.change(Breach, breach_id, version)
    work.refuse(breach_problems(draft, work.now))
    _take(breach, draft)


def _take(breach: Breach, draft: BreachDraft) -> None:
    for name, value in vars(draft).items():
        if name not in _MOMENTS:
            setattr(breach, name, clean(value).strip() if type(value) is str else value)
    aware = moment_of(draft.aware_date, draft.aware_time)
    if aware:
        breach.aware_at, breach.due_at = aware, report_by(aware)
    told = moment_of(draft.reported_date, draft.reported_time)
    breach.reported_at = told if draft.reporting is Reporting.REPORTED else None
