"""Writing down what volunteers do without a mentee."""

from mentordesk.features.sessions.rules.duties import DutyDraft, duty_problems
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import clean
from mentordesk.records.duties import Duty, DutyKind
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.work import Work, operation


@operation(needs=Permission.SESSION_RECORD)
def record_duty(work: Work, draft: DutyDraft) -> int:
    """Write down what a volunteer did."""
    work.refuse(duty_problems(draft, work.today))
    duty = Duty(person_id=work.actor.person_id)
    _write(work, duty, draft)
    return work.add(duty).id


@operation(needs=Permission.SESSION_RECORD)
def change_duty(work: Work, duty_id: int, version: int, draft: DutyDraft) -> None:
    """Put right what a volunteer did."""
    duty = work.change(Duty, duty_id, version)
    work.refuse(duty_problems(draft, work.today))
    _write(work, duty, draft)


@operation(needs=Permission.SESSION_RECORD)
def remove_duty(work: Work, duty_id: int, version: int) -> None:
    """Put what a volunteer did in the bin."""
    work.remove(work.change(Duty, duty_id, version))


def _write(work: Work, duty: Duty, draft: DutyDraft) -> None:
    duty.volunteer_id = work.find(Volunteer, draft.volunteer_id or 0).id
    duty.duty_date, duty.minutes = draft.duty_date or work.today, draft.minutes or 0
    duty.kind, duty.note = draft.kind or DutyKind.OTHER, clean(draft.note).strip()
