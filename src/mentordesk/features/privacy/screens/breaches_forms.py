"""The form of a breach."""

from mentordesk.features.privacy.operations.breaches import change_breach, record_breach
from mentordesk.features.privacy.queries.breaches import breach_row
from mentordesk.features.privacy.rules.breaches import (
    BreachDraft,
    breach_problems,
    moment_of,
    report_by,
)
from mentordesk.kernel.formats import date_and_time
from mentordesk.records.breaches import BreachRisk, Reporting
from mentordesk.ui.desk import Desk
from mentordesk.ui.fields import ChoiceField, DateField, TextField, TimeField, WholeField
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog
from mentordesk.ui.words import Words


def new_breach(desk: Desk) -> FormDialog:
    """Open the form that writes a breach down."""
    return _open(desk, 0)


def edit_breach(desk: Desk, breach_id: int) -> FormDialog:
    """Open the form that decides and closes a breach."""
    return _open(desk, breach_id)


def _open(desk: Desk, number: int) -> FormDialog:
    def save(draft: BreachDraft, version: int) -> object:
        if number:
            return desk.write(change_breach, number, version, draft)
        return desk.write(record_breach, draft)

    def fresh() -> tuple[object, int]:
        now = desk.read(breach_row, number)
        return now.draft, now.version

    form: Form[BreachDraft] = Form(
        desk,
        "breach",
        number,
        title="Breach" if number else "New breach",
        draft=BreachDraft,
        save=save,
        problems=lambda draft: breach_problems(draft, desk.store.clock()),
        fresh=fresh if number else None,
    )
    by = _fill_in(form, desk)

    def tell() -> None:
        aware = moment_of(form.field("aware_date").value(), form.field("aware_time").value())
        by.setText(f"To be reported by {date_and_time(report_by(aware))}" if aware else "")

    for name in ("aware_date", "aware_time"):
        form.field(name).changed.connect(tell)
    row = desk.read(breach_row, number) if number else None
    now = desk.store.clock().astimezone()
    start = {"aware_date": now.date(), "aware_time": now.time().replace(second=0, microsecond=0)}
    form.fill(row.draft if row else start, row.version if row else 0)
    tell()
    dialog = FormDialog(form, desk.window, verb="Save breach", saved_words="Breach saved.")
    dialog.open()
    return dialog


def _fill_in(form: Form[BreachDraft], desk: Desk) -> Words:
    """Add the fields; return the words that say until when the breach is reported."""
    today = desk.today()
    by = Words("", "label")
    form.section(
        "What happened",
        DateField("aware_date", "We knew on", today=today),
        TimeField("aware_time", "At"),
        note="From the moment when anybody here knew there are 72 hours, nights and weekends counted.",
    )
    form.add_widget(by)
    form.add(
        TextField("happened", "What happened"),
        TextField("whose", "Whose data", optional=True, lines=2),
        WholeField("how_many", "How many people", optional=True),
        TextField("data_kinds", "What kinds of data", optional=True, lines=2),
    )
    form.section(
        "The risk",
        ChoiceField("risk", "Could people come to harm", BreachRisk, optional=True),
        TextField("risk_reasons", "Why", optional=True),
    )
    form.section(
        "Reporting it",
        ChoiceField("reporting", "To the Information Commissioner’s Office", Reporting, optional=True),
        DateField("reported_date", "Reported on", today=today, optional=True),
        TimeField("reported_time", "At", optional=True),
        TextField("reporting_reasons", "Why not, or why late", optional=True),
        note="A breach is reported unless a risk to people is unlikely. Think of the Charity Commission too.",
    )
    form.section(
        "After it",
        DateField(
            "told_date",
            "The people were told on",
            today=today,
            note="Without delay when the risk is high.",
            optional=True,
        ),
        TextField("measures", "What was done, so that it does not happen again", optional=True),
        DateField("closed_date", "Closed on", today=today, optional=True),
    )
    return by
