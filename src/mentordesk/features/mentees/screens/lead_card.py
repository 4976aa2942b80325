"""Which system leads a mentee's case: what is proposed and why, what a person confirmed, and before."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from mentordesk.features.mentees.operations.lead_plan import confirm_lead
from mentordesk.features.mentees.queries.lead_plan import LeadRow, LeadSheet, lead_sheet
from mentordesk.features.mentees.rules.lead_plan import LeadDraft, lead_problems
from mentordesk.kernel.errors import UserError
from mentordesk.kernel.formats import long_date
from mentordesk.kernel.lead import LeadSystem
from mentordesk.records.justice import LeadPlan, Placement, Scheme, Sentence, Supervision
from mentordesk.records.mentees import Flag
from mentordesk.records.people import Person
from mentordesk.ui.desk import Desk
from mentordesk.ui.fields import ChoiceField, TextField
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog
from mentordesk.ui.layouts import Flow, clear, column, put
from mentordesk.ui.panels import Banner, Card, FactGrid, Timeline, TimelineItem
from mentordesk.ui.watching import Watching
from mentordesk.ui.words import Words, button

_WATCHES = frozenset({LeadPlan, Placement, Scheme, Sentence, Supervision, Flag, Person})


class LeadCard(Watching):
    """The lead plan of one mentee."""

    def __init__(self, desk: Desk, mentee_id: int) -> None:
        """Make the card; it reads when it is shown."""
        super().__init__(desk, _WATCHES)
        self.mentee_id = mentee_id
        self._holder = QVBoxLayout()
        self.setLayout(column(self._holder, gap=0))

    def refresh(self) -> None:
        """Read again."""
        sheet = self.desk.attempt(lambda: self.desk.read(lead_sheet, self.mentee_id))
        clear(self._holder)
        if sheet is not None:
            put(self._holder, self._card(sheet))

    def _card(self, sheet: LeadSheet) -> Card:
        card = Card("Lead plan")
        if sheet.outdated and sheet.confirmed:
            says = (
                f"What is in force has changed since {sheet.confirmed.system.label} was confirmed. "
                f"{sheet.proposal.system.label} is proposed now: confirm it or choose another."
            )
            card.add(Banner(says, "warning"))
        elif sheet.confirmed is None:
            card.add(Banner("Nobody has confirmed which system leads.", "notice"))
        if sheet.confirmed:
            leads, when = sheet.confirmed.system.label, _when(sheet.confirmed)
            facts = [("Leads", leads), ("Confirmed", when)]
            if sheet.confirmed.reason:
                facts.append(("Reason given", sheet.confirmed.reason))
            card.add(FactGrid(facts))
        now = "Proposed now" if sheet.confirmed else "Proposed"
        card.add(Words(f"{now}: {sheet.proposal.system.label}", "label"), Words(sheet.proposal.sentence))
        card.add(*(Words(note, "muted") for note in sheet.notes))
        if self.desk.may(confirm_lead):
            card.body.addLayout(self._verbs(sheet))
        if sheet.earlier:
            card.add(Words("Earlier decisions", "label"), Timeline([_item(row) for row in sheet.earlier]))
        return card

    def _verbs(self, sheet: LeadSheet) -> Flow:
        verbs = Flow(gap=8)
        holds = sheet.confirmed is not None and not sheet.outdated
        if not holds:
            confirm = partial(self._confirm, sheet)
            proposed = sheet.proposal.system
            other = "that no other system leads"
            label = f"Confirm {other if proposed is LeadSystem.VOLUNTARY else proposed.label}"
            verbs.addWidget(button(label, confirm, kind="primary", name="confirm_lead"))
        choose = partial(choose_lead, self.desk, sheet)
        verbs.addWidget(button("Decide again" if holds else "Choose another", choose, name="choose_lead"))
        return verbs

    def _confirm(self, sheet: LeadSheet) -> None:
        proposed = sheet.proposal.system
        if sheet.proposal.judgement:
            choose_lead(self.desk, sheet, proposed)
            return
        try:
            self.desk.write(confirm_lead, sheet.mentee_id, LeadDraft(proposed, "", proposed))
        except UserError as error:
            self.desk.fail(error)
        else:
            self.desk.say("Lead plan confirmed.")


def choose_lead(desk: Desk, sheet: LeadSheet, system: LeadSystem | None = None) -> FormDialog:
    """Open the form in which a person decides which system leads."""
    proposal = sheet.proposal

    def draft(system: LeadSystem | None, reason: str | None) -> LeadDraft:
        return LeadDraft(system, reason or "", proposal.system)

    form = Form(
        desk,
        "lead_plan",
        sheet.mentee_id,
        title="Decide which system leads",
        draft=draft,
        save=lambda decided, _version: desk.write(confirm_lead, sheet.mentee_id, decided),
        problems=lambda decided: lead_problems(decided, proposal),
    )
    note = "Needed for a judgement, and when you choose another system than the one proposed."
    form.section(
        "",
        ChoiceField("system", "System that leads", LeadSystem),
        TextField("reason", "Reason", note=note, optional=not proposal.judgement),
        note=f"Proposed: {proposal.system.label}. {proposal.sentence}",
    )
    form.fill(LeadDraft(system))
    dialog = FormDialog(form, desk.window, verb="Confirm lead", saved_words="Lead plan confirmed.")
    dialog.open()
    return dialog


def _when(row: LeadRow) -> str:
    return f"{long_date(row.confirmed_date)}, by {row.confirmed_by}"


def _item(row: LeadRow) -> TimelineItem:
    says = [] if row.system is row.proposed else [f"{row.proposed.label} was proposed."]
    if row.reason:
        says.append(f"Reason given: {row.reason}")
    return TimelineItem(_when(row), row.system.label, " ".join(says), "history")
