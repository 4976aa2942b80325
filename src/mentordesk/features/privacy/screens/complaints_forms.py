"""The form of a complaint."""

from typing import Any

from mentordesk.features.privacy.operations.complaints import change_complaint, record_complaint
from mentordesk.features.privacy.operations.requests import answer_request
from mentordesk.features.privacy.queries.complaints import complaint_row
from mentordesk.features.privacy.rules.complaints import ComplaintDraft, acknowledge_by, complaint_problems
from mentordesk.features.privacy.screens.requests_forms import who_fields
from mentordesk.kernel.formats import long_date
from mentordesk.records.complaints import ComplaintOutcome
from mentordesk.records.requests import Came
from mentordesk.ui.desk import Desk
from mentordesk.ui.fields import ChoiceField, DateField, TextField
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog
from mentordesk.ui.words import Words


def new_complaint(desk: Desk) -> FormDialog:
    """Open the form that writes a complaint down."""
    return _open(desk, 0)


def edit_complaint(desk: Desk, complaint_id: int) -> FormDialog:
    """Open the form that acknowledges, decides and closes a complaint."""
    return _open(desk, complaint_id)


def _open(desk: Desk, number: int) -> FormDialog:
    def save(draft: ComplaintDraft, version: int) -> object:
        if number:
            return desk.write(change_complaint, number, version, draft)
        return desk.write(record_complaint, draft)

    def fresh() -> tuple[object, int]:
        now = desk.read(complaint_row, number)
        return now.draft, now.version

    form: Form[ComplaintDraft] = Form(
        desk,
        "complaint",
        number,
        title="Complaint" if number else "New complaint",
        draft=lambda **typed: ComplaintDraft(**{**hidden, **typed}),
        save=save,
        problems=lambda draft: complaint_problems(draft, desk.today()),
        fresh=fresh if number else None,
    )
    row = desk.read(complaint_row, number) if number else None
    today = desk.today()
    form.section("", *who_fields(desk, "complains"))
    form.add(
        DateField("received_date", "Came on", today=today),
        ChoiceField("came", "How it came", Came),
        TextField("about", "What it is about"),
        DateField("acknowledged_date", "Acknowledged on", today=today, optional=True),
    )
    by = Words("", "label")
    form.add_widget(by)
    hidden: dict[str, Any] = {}
    if desk.may(answer_request):
        form.section(
            "What came of it",
            ChoiceField("outcome", "Outcome", ComplaintOutcome, optional=True),
            TextField("reasons", "Reasons", optional=True),
            DateField("closed_date", "Closed on", today=today, optional=True),
        )
    elif row:
        hidden = {name: getattr(row.draft, name) for name in ("outcome", "reasons", "closed_date")}

    def tell() -> None:
        received = form.field("received_date").value()
        by.setText(f"To be acknowledged by {long_date(acknowledge_by(received))}" if received else "")

    form.field("received_date").changed.connect(tell)
    form.fill(row.draft if row else {"received_date": today}, row.version if row else 0)
    tell()
    dialog = FormDialog(form, desk.window, verb="Save complaint", saved_words="Complaint saved.")
    dialog.open()
    return dialog
