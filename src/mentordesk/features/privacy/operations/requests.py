"""Recording what people ask about their own data, and deciding it."""

from mentordesk.features.privacy.rules.requests import (
    AnswerDraft,
    RequestDraft,
    answer_problems,
    due_date,
    request_problems,
)
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import clean
from mentordesk.records.mentees import Mentee
from mentordesk.records.requests import DataRequest, Identity
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.work import Work, operation


@operation(needs=Permission.REQUEST_EDIT)
def record_request(work: Work, draft: RequestDraft) -> int:
    """Write down what somebody asks, with the day on which it is due."""
    work.refuse(request_problems(draft, work.today))
    _find_who(work, draft)
    request = DataRequest()
    _take(request, draft)
    return work.add(request).id


@operation(needs=Permission.REQUEST_EDIT)
def change_request(work: Work, request_id: int, version: int, draft: RequestDraft) -> None:
    """Change a request: identity, a pause, more time; the due date is worked out again."""
    request = work.change(DataRequest, request_id, version)
    work.refuse(request_problems(draft, work.today))
    _find_who(work, draft)
    _take(request, draft)


@operation(needs=Permission.REQUEST_ANSWER)
def answer_request(work: Work, request_id: int, version: int, draft: AnswerDraft) -> None:
    """Decide a request, say when the answer was sent, or lift what it stopped."""
    request = work.change(DataRequest, request_id, version)
    work.refuse(answer_problems(draft, request.kind, request.received_date, work.today))
    for name, value in vars(draft).items():
        setattr(request, name, clean(value).strip() if type(value) is str else value)


def _find_who(work: Work, draft: RequestDraft) -> None:
    if draft.mentee_id is not None:
        work.find(Mentee, draft.mentee_id)
    if draft.volunteer_id is not None:
        work.find(Volunteer, draft.volunteer_id)


def _take(request: DataRequest, draft: RequestDraft) -> None:
    for name, value in vars(draft).items():
        setattr(request, name, clean(value).strip() if type(value) is str else value)
    if draft.identity is not Identity.CHECKED:
        request.identity_date, request.identity_by, request.identity_how = None, "", ""
    if draft.pause_date is None:
        request.pause_reason = ""
    if draft.extended_date is None:
        request.extended_reason = ""
    request.due_date = due_date(draft)
