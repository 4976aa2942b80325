"""Writing complaints down, acknowledging and closing them."""

from mentordesk.features.privacy.rules.complaints import ComplaintDraft, acknowledge_by, complaint_problems
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import clean
from mentordesk.records.complaints import Complaint
from mentordesk.records.mentees import Mentee
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.work import Work, operation


@operation(needs=Permission.REQUEST_EDIT)
def record_complaint(work: Work, draft: ComplaintDraft) -> int:
    """Write a complaint down."""
    _check(work, draft, closing=bool(draft.closed_date or draft.outcome))
    complaint = Complaint()
    _take(complaint, draft)
    return work.add(complaint).id


@operation(needs=Permission.REQUEST_EDIT)
def change_complaint(work: Work, complaint_id: int, version: int, draft: ComplaintDraft) -> None:
    """Change a complaint: acknowledged, decided, closed; what came of it is decided by managers."""
    complaint = work.change(Complaint, complaint_id, version)
    decided = (complaint.outcome, complaint.closed_date) != (draft.outcome, draft.closed_date)
    _check(work, draft, closing=decided)
    _take(complaint, draft)


def _check(work: Work, draft: ComplaintDraft, *, closing: bool) -> None:
    work.refuse(complaint_problems(draft, work.today))
    if closing:
        work.need(Permission.REQUEST_ANSWER)
    if draft.mentee_id is not None:
        work.find(Mentee, draft.mentee_id)
    if draft.volunteer_id is not None:
        work.find(Volunteer, draft.volunteer_id)


def _take(complaint: Complaint, draft: ComplaintDraft) -> None:
    for name, value in vars(draft).items():
        setattr(complaint, name, clean(value).strip() if type(value) is str else value)
    if draft.received_date:
        complaint.due_date = acknowledge_by(draft.received_date)
