"""The forms of a request: what was asked, and what was decided."""

from typing import Any

from mentordesk.features.privacy.operations.requests import answer_request, change_request, record_request
from mentordesk.features.privacy.queries.requests import (
    RequestView,
    mentees_on_file,
    mentors_on_file,
    request_view,
)
from mentordesk.features.privacy.rules.requests import (
    AnswerDraft,
    RequestDraft,
    answer_problems,
    due_date,
    request_problems,
)
from mentordesk.kernel.formats import long_date
from mentordesk.records.requests import BITING, Came, Identity, RequestKind, RequestOutcome
from mentordesk.ui.desk import Desk
from mentordesk.ui.fields import ChoiceField, DateField, Field, LineField, SearchField, TextField
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog
from mentordesk.ui.words import Words


def who_fields(desk: Desk, verb: str) -> tuple[Field[Any], ...]:
    """Return the fields that say who asks or complains: one of them is filled in."""
    return (
        SearchField("mentee_id", f"Mentee who {verb}", desk.read(mentees_on_file), optional=True),
        SearchField("volunteer_id", f"Or the mentor who {verb}", desk.read(mentors_on_file), optional=True),
        LineField("name", "Or the name of somebody who is not on file", optional=True),
    )


def new_request(desk: Desk) -> FormDialog:
    """Open the form that writes down what somebody asks."""
    form: Form[RequestDraft] = Form(
        desk,
        "request",
        title="New request",
        draft=RequestDraft,
        save=lambda draft, _version: desk.write(record_request, draft),
        problems=lambda draft: request_problems(draft, desk.today()),
    )
    _fill_in(form, desk)
    form.fill({"received_date": desk.today(), "identity": Identity.KNOWN})
    return _shown(form, desk, "Save request", "Request saved.")


def edit_request(desk: Desk, request_id: int) -> FormDialog:
    """Open the form that changes a request: identity, a pause, more time."""
    view = desk.read(request_view, request_id)

    def fresh() -> tuple[object, int]:
        now = desk.read(request_view, request_id)
        return now.draft, now.version

    form: Form[RequestDraft] = Form(
        desk,
        "request",
        request_id,
        title=f"Request: {view.kind.label}",
        draft=RequestDraft,
        save=lambda draft, version: desk.write(change_request, request_id, version, draft),
        problems=lambda draft: request_problems(draft, desk.today()),
        fresh=fresh,
    )
    _fill_in(form, desk)
    form.fill(view.draft, view.version)
    return _shown(form, desk, "Save request", "Request saved.")


def decide_request(desk: Desk, view: RequestView) -> FormDialog:
    """Open the form in which a manager decides a request and says when the answer was sent."""

    def fresh() -> tuple[object, int]:
        now = desk.read(request_view, view.id)
        return now.answer, now.version

    form: Form[AnswerDraft] = Form(
        desk,
        "request_answer",
        view.id,
        title=f"Decide and send: {view.kind.label}",
        draft=AnswerDraft,
        save=lambda draft, version: desk.write(answer_request, view.id, version, draft),
        problems=lambda draft: answer_problems(draft, view.kind, view.received_date, desk.today()),
        fresh=fresh,
    )
    today = desk.today()
    form.section(
        "",
        ChoiceField("outcome", "What was decided", RequestOutcome),
        DateField("decided_date", "Decided on", today=today),
        TextField(
            "refusal_reason", "Reason", note="Needed when it is refused or done in part.", optional=True
        ),
        DateField(
            "sent_date", "Answer sent on", today=today, note="Type it when it was sent.", optional=True
        ),
    )
    lifted = DateField("lifted_date", "Lifted on", today=today, optional=True)
    if view.kind in BITING:
        form.section(
            "While it is in force",
            lifted,
            note="Nothing about this mentee can be changed, reported or passed on until it is lifted.",
        )
    start = view.answer
    if start.decided_date is None:
        start = AnswerDraft(start.outcome, today, start.refusal_reason, start.sent_date, start.lifted_date)
    form.fill(start, view.version)
    return _shown(form, desk, "Save decision", "Decision saved.")


def _fill_in(form: Form[RequestDraft], desk: Desk) -> None:
    today = desk.today()
    form.section("", ChoiceField("kind", "What they ask for", RequestKind), *who_fields(desk, "asks"))
    form.add(
        DateField("received_date", "Came on", today=today),
        ChoiceField("came", "How it came", Came),
    )
    due = Words("", "label")
    form.section(
        "Who they are",
        ChoiceField("identity", "Identity", Identity),
        DateField("identity_date", "Checked on", today=today, optional=True),
        LineField("identity_by", "Checked by", optional=True),
        LineField("identity_how", "How", hint="Passport seen", optional=True),
        note="Ask for proof only when there is doubt. The month begins when we know who asks.",
    )
    form.section(
        "The clock",
        DateField("pause_date", "Stopped on", today=today, optional=True),
        DateField("resume_date", "Went on again on", today=today, optional=True),
        TextField("pause_reason", "What we asked them to make clear", optional=True, lines=2),
        DateField(
            "extended_date",
            "Told that it takes two months more, on",
            today=today,
            note="Only for what is complex, and within the first month.",
            optional=True,
        ),
        TextField("extended_reason", "Why it takes longer", optional=True, lines=2),
        note="The clock may stop while we wait for what we need to find the data.",
    )
    form.add_widget(due)
    form.section("Notes", TextField("notes", "Notes about the request", optional=True))

    def tell() -> None:
        draft = form.draft()
        due.setText(f"Answer by {long_date(due_date(draft))}" if draft.received_date else "")

    form.dirtied.connect(tell)
    form.field("received_date").changed.connect(tell)


def _shown(form: Form[Any], desk: Desk, verb: str, saved: str) -> FormDialog:
    dialog = FormDialog(form, desk.window, verb=verb, saved_words=saved)
    dialog.open()
    return dialog
