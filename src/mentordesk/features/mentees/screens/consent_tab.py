"""Consent and basis: for each purpose what is in force, given and withdrawn with one button each."""

from functools import partial

from PySide6.QtWidgets import QWidget

from mentordesk.features.mentees.operations.consents import give_consent, withdraw_consent
from mentordesk.features.mentees.queries.consents import (
    ConsentRow,
    ConsentSheet,
    consent_row,
    consent_sheet,
)
from mentordesk.features.mentees.rules.consent import (
    ConsentDraft,
    WithdrawalDraft,
    consent_notes,
    consent_problems,
    no_basis,
    withdrawal_problems,
)
from mentordesk.kernel.formats import long_date
from mentordesk.records.consents import Basis, Consent, Purpose
from mentordesk.records.mentees import Mentee
from mentordesk.records.referrals import Referral
from mentordesk.ui.chips import Chip
from mentordesk.ui.desk import Desk
from mentordesk.ui.fields import ChoiceField, DateField, Field, LineField, TextField
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog
from mentordesk.ui.layouts import clear, column, line, put
from mentordesk.ui.panels import Banner, Body, Card, FactGrid, Timeline, TimelineItem
from mentordesk.ui.watching import Watching
from mentordesk.ui.words import Words, announce, box, button


class ConsentTab(Watching):
    """The consents and bases of one mentee."""

    def __init__(self, desk: Desk, mentee_id: int) -> None:
        """Make the tab; it reads when it is shown."""
        super().__init__(desk, frozenset({Consent, Referral, Mentee}))
        self.mentee_id = mentee_id
        self._body = Body()
        self.setLayout(column(self._body, gap=0))

    def refresh(self) -> None:
        """Read again."""
        sheet = self.desk.attempt(lambda: self.desk.read(consent_sheet, self.mentee_id))
        if sheet is None:
            return
        history = Card("What was before")
        nothing = "Nothing has been withdrawn, replaced or run out."
        history.add(Timeline([_item(row) for row in sheet.before], nothing))
        self._body.show_parts(*(self._card(purpose, sheet) for purpose in Purpose), history)

    def _card(self, purpose: Purpose, sheet: ConsentSheet) -> Card:
        rows = sheet.of(purpose)
        actions = []
        if self.desk.may(give_consent):
            give = partial(give_basis, self.desk, self.mentee_id, purpose)
            verb = button("Replace" if rows and purpose is not Purpose.SHARING else "Give a basis", give)
            verb.setObjectName(f"give_{purpose}")
            verb.setAccessibleName(f"{verb.text()}: {purpose.label}")
            actions.append(verb)
        card = Card(purpose.label, *actions)
        if not rows:
            card.body.addLayout(line(Chip("No basis", "amber", "shape-triangle"), None))
            card.add(Words(no_basis(purpose), "muted"))
        for place, row in enumerate(rows):
            if place:
                card.add(box("line"))
            card.add(self._entry(row, statutory=sheet.statutory))
        return card

    def _entry(self, row: ConsentRow, *, statutory: bool) -> QWidget:
        made = QWidget()
        facts = [
            ("Since", long_date(row.given_date)),
            (f"{_who(row)} by", row.taken_by),
            ("Expires", long_date(row.expiry_date) if row.expiry_date else "No expiry date"),
            ("Condition", row.condition),
        ]
        if row.wording:
            facts.append(("Wording", row.wording))
        if row.partner:
            facts.insert(0, ("Partner", row.partner))
        whole = column(line(Chip(row.basis.label, "green", "shape-circle"), None), FactGrid(facts), gap=8)
        draft = ConsentDraft(row.purpose, "", row.basis, row.condition, expiry_date=row.expiry_date)
        for note in consent_notes(draft, statutory=statutory):
            whole.addWidget(Words(note, "muted"))
        if self.desk.may(withdraw_consent):
            withdraw = button("Withdraw", partial(withdraw_basis, self.desk, row), name=f"withdraw_{row.id}")
            withdraw.setAccessibleName(f"Withdraw {row.basis.label}: {row.partner or row.purpose.label}")
            whole.addLayout(line(withdraw, None))
        made.setLayout(whole)
        return made


class _Notes(QWidget):
    """Sentences that make somebody think; they come and go with what is typed."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[str, ...] = ()
        self._list = column(gap=8)
        self.setLayout(self._list)
        self.hide()

    def show_notes(self, notes: tuple[str, ...]) -> None:
        """Show other sentences, and have a screen reader say those that are new."""
        if notes == self._shown:
            return
        announce(self, " ".join(note for note in notes if note not in self._shown))
        self._shown = notes
        clear(self._list)
        put(self._list, *(Banner(note) for note in notes))
        self.setVisible(bool(notes))


def give_basis(desk: Desk, mentee_id: int, purpose: Purpose) -> FormDialog:
    """Open the form in which a basis for a purpose is given."""
    today = desk.today()
    statutory = desk.read(consent_sheet, mentee_id).statutory
    sharing = purpose is Purpose.SHARING

    form: Form[ConsentDraft] = Form(
        desk,
        f"consent_{purpose}",
        mentee_id,
        title=f"Give a basis: {purpose.label}",
        draft=partial(ConsentDraft, purpose),
        save=lambda given, _version: desk.write(give_consent, mentee_id, given),
        problems=lambda given: consent_problems(given, today),
    )
    partner: list[Field[str]] = [LineField("partner", "Partner", hint="Northbridge probation")]
    form.section("", *(partner if sharing else []), ChoiceField("basis", "Lawful basis", Basis))
    notes = _Notes()
    form.add_widget(notes)
    form.add(
        LineField(
            "condition",
            "Condition for criminal offence or health details",
            note="For example consent (paragraph 29), counselling (17) or safeguarding (18) of Schedule 1.",
            optional=True,
        ),
        LineField(
            "wording",
            "Version of the wording",
            hint="Version 3, March 2026",
            note="Needed for consent: which form or words they agreed to.",
            optional=True,
        ),
        DateField("given_date", "Given on", today=today),
        LineField("taken_by", "Taken or decided by"),
        DateField("expiry_date", "Expires on", today=today, note="From this day it no longer holds.",
                  optional=True),
    )  # fmt: skip
    form.dirtied.connect(lambda: notes.show_notes(consent_notes(form.draft(), statutory=statutory)))
    form.fill({"given_date": today, "taken_by": desk.store.actor.name})
    dialog = FormDialog(form, desk.window, verb="Give basis", saved_words="Basis written down.")
    dialog.open()
    return dialog


def withdraw_basis(desk: Desk, row: ConsentRow) -> FormDialog:
    """Open the form in which a basis is withdrawn."""
    today = desk.today()

    def fresh() -> tuple[object, int]:
        now = desk.read(consent_row, row.id)
        return now, now.version

    form: Form[WithdrawalDraft] = Form(
        desk,
        "withdrawal",
        row.id,
        title=f"Withdraw: {row.purpose.label}",
        draft=WithdrawalDraft,
        save=lambda draft, version: desk.write(withdraw_consent, row.id, version, draft),
        problems=lambda draft: withdrawal_problems(draft, row.given_date, today),
        fresh=fresh,
    )
    what = f"sharing with {row.partner}" if row.partner else row.purpose.label.lower()
    form.section(
        "",
        DateField("withdrawn_date", "Withdrawn on", today=today),
        TextField("withdrawn_reason", "Reason", note="Nobody has to give one.", optional=True, lines=2),
        note=f"{row.basis.label} for {what} ends. What depends on it stops at once.",
    )
    form.fill(WithdrawalDraft(today), row.version)
    dialog = FormDialog(form, desk.window, verb="Withdraw", saved_words="Basis withdrawn.")
    dialog.open()
    return dialog


def _who(row: ConsentRow) -> str:
    return "Taken" if row.basis is Basis.CONSENT else "Decided"


def _item(row: ConsentRow) -> TimelineItem:
    if row.withdrawn_date:
        ended = f"{'Replaced' if row.replaced else 'Withdrawn'} on {long_date(row.withdrawn_date)}"
    else:
        ended = f"Ran out on {long_date(row.expiry_date)}" if row.expiry_date else "Not in force"
    when = f"From {long_date(row.given_date)}, {_who(row).lower()} by {row.taken_by}. {ended}."
    says = [f"With {row.partner}"] if row.partner else []
    if row.wording:
        says.append(f"Wording: {row.wording}")
    if row.withdrawn_reason and not row.replaced:
        says.append(f"Reason: {row.withdrawn_reason}")
    return TimelineItem(when, f"{row.purpose.label}: {row.basis.label}", "\n".join(says), "history")
