"""The page of the record of processing: a card for each purpose, its form, and the papers."""

from functools import partial

from PySide6.QtWidgets import QWidget

from mentordesk.features.privacy.operations.processing import (
    add_processing,
    bring_in_suggestions,
    change_processing,
    remove_processing,
)
from mentordesk.features.privacy.queries.processing import (
    ProcessingRow,
    processing_row,
    processing_rows,
    processing_sheet,
)
from mentordesk.features.privacy.rules.processing import ProcessingDraft, processing_problems, warnings
from mentordesk.kernel.errors import UserError
from mentordesk.kernel.exports import Export
from mentordesk.kernel.formats import count_of, long_date
from mentordesk.records.processing import LawfulBasis, OffenceCondition, Processing, SpecialCondition
from mentordesk.ui.chips import Chip
from mentordesk.ui.desk import Desk
from mentordesk.ui.fields import CheckField, ChoiceField, DateField, LineField, TextField
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog
from mentordesk.ui.layouts import Flow, column
from mentordesk.ui.messages import ask
from mentordesk.ui.panels import Banner, Body, Card, EmptyState, FactGrid, Scrolled, section
from mentordesk.ui.preview import PreviewDialog
from mentordesk.ui.watching import Watching
from mentordesk.ui.words import button


class ProcessingPage(Watching):
    """Every purpose for which personal data is used."""

    def __init__(self, desk: Desk) -> None:
        """Make the page; it reads when it is shown."""
        super().__init__(desk, frozenset({Processing}))
        self._body = Body()
        self.setLayout(column(Scrolled(self._body)))

    def refresh(self) -> None:
        """Read again."""
        rows = self.desk.attempt(lambda: self.desk.read(processing_rows)) or ()
        edits = self.desk.may(add_processing)
        if not rows:
            says = "Nothing is written down yet. Article 30 asks every charity with offence data for this."
            verb = ("Bring in suggestions", self._suggest) if edits else ("", None)
            self._body.show_parts(EmptyState("clipboard-list", says, *verb))
            return
        head = section(
            "Record of processing",
            "Why personal data is used, and by which right. Each suggestion waits until you confirm it.",
        )
        actions = Flow(gap=8)
        for label, name in (("Record as PDF", "record"), ("Register of lawful bases", "register")):
            actions.addWidget(
                button(label, partial(show_paper, self.desk, name), icon_name="file-text", name=name)
            )
        if edits:
            actions.addWidget(button("Bring in suggestions", self._suggest, name="suggest"))
            actions.addWidget(
                button("New purpose", partial(edit_purpose, self.desk), kind="primary", name="new_purpose")
            )
        holder = QWidget()
        holder.setLayout(actions)
        self._body.show_parts(head, holder, *(self._card(row) for row in rows))

    def _card(self, row: ProcessingRow) -> Card:
        draft = row.draft
        actions: list[QWidget] = []
        if self.desk.may(change_processing):
            change = button("Change…", partial(edit_purpose, self.desk, row), name=f"change_{row.id}")
            change.setAccessibleName(f"Change: {draft.purpose}")
            away = button("Remove…", partial(self._ask_to_remove, row), kind="link", name=f"remove_{row.id}")
            away.setAccessibleName(f"Remove: {draft.purpose}")
            actions += [away, change]
        card = Card(draft.purpose, *actions)
        chips = Flow(gap=8)
        done = draft.confirmed_date
        chips.addWidget(
            Chip(f"Confirmed {long_date(done)}", "green")
            if done
            else Chip("To be confirmed", "amber", "triangle")
        )
        holder = QWidget()
        holder.setLayout(chips)
        card.add(holder)
        for words in warnings(draft):
            card.add(Banner(words, "warning"))
        facts: list[tuple[str, str | QWidget]] = [
            ("People", draft.people),
            ("Data", draft.data),
            ("Recipients", draft.recipients),
            ("How long", draft.retention),
            ("Article 6", draft.basis.label if draft.basis else ""),
            ("Article 9", draft.special.label if draft.special else "Not used"),
            ("Article 10", _offence_words(draft)),
            ("Policy document", "Kept" if draft.policy_document else "Not kept"),
        ]
        card.add(FactGrid(facts))
        return card

    def _suggest(self) -> None:
        done = self.desk.attempt(lambda: self.desk.write(bring_in_suggestions))
        if done is not None:
            found = count_of(done, "suggested purpose")
            self.desk.say(
                f"Added {found}, to be confirmed." if done else "Every suggestion is there already."
            )

    def _ask_to_remove(self, row: ProcessingRow) -> None:
        ask(
            self,
            f"Remove {row.draft.purpose}?",
            "The purpose goes to the bin and can come back for thirty days.",
            "Remove",
            lambda: self._remove(row),
        )

    def _remove(self, row: ProcessingRow) -> None:
        try:
            self.desk.write(remove_processing, row.id, row.version)
        except UserError as error:
            self.desk.fail(error)
        else:
            self.desk.say("Purpose removed.")


def edit_purpose(desk: Desk, row: ProcessingRow | None = None) -> FormDialog:
    """Open the form of a purpose, new or known."""
    number = row.id if row else 0

    def save(draft: ProcessingDraft, version: int) -> None:
        if number:
            desk.write(change_processing, number, version, draft)
        else:
            desk.write(add_processing, draft)

    def fresh() -> tuple[ProcessingDraft, int]:
        found = desk.read(processing_row, number)
        return found.draft, found.version

    form: Form[ProcessingDraft] = Form(
        desk,
        "processing",
        number,
        title="Change the purpose" if row else "New purpose",
        draft=ProcessingDraft,
        save=save,
        problems=lambda draft: processing_problems(draft, desk.today()),
        fresh=fresh if row else None,
    )
    form.section(
        "What is done",
        LineField("purpose", "Purpose", hint="Mentoring and casework"),
        TextField("people", "Whose data", optional=True, lines=2),
        TextField("data", "What data", optional=True, lines=2),
        TextField("recipients", "Who gets it", optional=True, lines=2),
        TextField("transfers", "Transfers abroad", optional=True, lines=2),
        TextField("retention", "How long it is kept", optional=True, lines=2),
        TextField("security", "How it is kept safe", optional=True, lines=2),
    )
    form.section(
        "By which right",
        ChoiceField("basis", "Lawful basis, Article 6", LawfulBasis, optional=True, empty="Not decided"),
        TextField("basis_reason", "Why this basis", optional=True, lines=2),
        ChoiceField(
            "special",
            "Condition for health, ethnicity, religion or orientation, Article 9",
            SpecialCondition,
            optional=True,
            empty="Not used",
        ),
        CheckField("offence_data", "Criminal offence data is used"),
        ChoiceField(
            "offence",
            "Condition for criminal offence data, Article 10",
            OffenceCondition,
            optional=True,
            empty="Not decided, or not used",
            note="Paragraph 31 is only for political, philosophical, religious and trade union bodies.",
        ),
        CheckField(
            "policy_document",
            "An appropriate policy document is kept",
            note="Paragraphs 1, 8, 10, 17 and 18 need one.",
        ),
        DateField(
            "confirmed_date",
            "Confirmed on",
            today=desk.today(),
            optional=True,
            note="Empty: to be confirmed.",
        ),
    )
    form.fill(row.draft if row else ProcessingDraft(), row.version if row else 0)
    dialog = FormDialog(form, desk.window, verb="Save purpose", saved_words="Purpose saved.")
    dialog.open()
    return dialog


def show_paper(desk: Desk, name: str) -> None:
    """Show the record of processing or the register of lawful bases as PDF."""
    from mentordesk.features.privacy.reports import lawful_basis_pdf, processing_pdf

    sheet = desk.attempt(lambda: desk.read(processing_sheet))
    if sheet is None:
        return
    titles = {"record": "Record of processing", "register": "Register of lawful bases"}
    make, subject = {
        "record": (processing_pdf, "report:processing"),
        "register": (lawful_basis_pdf, "report:lawful-basis"),
    }[name]
    export = Export(subject, "pdf", rows=len(sheet.rows))
    desk.run(
        f"Making the {titles[name].lower()}",
        lambda _progress: make(sheet),
        lambda content: PreviewDialog(desk, titles[name], content, export, desk.window).open(),
    )


def _offence_words(draft: ProcessingDraft) -> str:
    if not draft.offence_data:
        return "Not used"
    return draft.offence.label if draft.offence else "Not decided"
