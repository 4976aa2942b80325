"""The answer to a request: the texts that somebody looks at first, then the document and the data."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from mentordesk.features.privacy.operations.access import decide_texts, note_gathered
from mentordesk.features.privacy.queries.access import DECIDING, answer_sheet, redaction_queue
from mentordesk.features.privacy.queries.access_sheets import AccessSheet, QueueRow
from mentordesk.features.privacy.rules.access import DecisionDraft, Why, decision_problems
from mentordesk.kernel.errors import UserError
from mentordesk.kernel.exports import Export
from mentordesk.kernel.formats import count_of
from mentordesk.kernel.text import beginning, displayed
from mentordesk.records.base import Record
from mentordesk.records.requests import RedactionChoice
from mentordesk.ui.chips import Chip
from mentordesk.ui.desk import Desk
from mentordesk.ui.export import ask_where
from mentordesk.ui.fields import ChoiceField, TextField
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog
from mentordesk.ui.layouts import Flow, column, line
from mentordesk.ui.panels import Body, Card
from mentordesk.ui.preview import PreviewDialog
from mentordesk.ui.tasks import Progress
from mentordesk.ui.watching import Watching
from mentordesk.ui.words import Words, button

SHOWN = 60
_TONES = {
    RedactionChoice.KEEP: "green",
    RedactionChoice.REDACT: "amber",
    RedactionChoice.WITHHOLD: "red",
}


class AnswerTab(Watching):
    """The texts of an answer, to be decided one by one, and the answer itself."""

    def __init__(self, desk: Desk, request_id: int) -> None:
        """Make the tab; it reads when it is shown, since what it shows may have changed anywhere."""
        kinds = frozenset(mapper.class_ for mapper in Record.registry.mappers)
        super().__init__(desk, kinds)
        self._request = request_id
        self._body = Body()
        self.setLayout(column(self._body, gap=0))

    def refresh(self) -> None:
        """Read again."""
        rows = self.desk.attempt(lambda: self.desk.read(redaction_queue, self._request))
        if rows is None:
            return
        waiting = [row for row in rows if not row.decided]
        done = [row for row in rows if row.decided]
        self._body.show_parts(
            self._gather_card(len(waiting)),
            *([self._queue_card("To decide", waiting, self._proposals(waiting))] if waiting else []),
            *([self._queue_card("Decided", done, [])] if done else []),
        )

    def _gather_card(self, waiting: int) -> QWidget:
        card = Card("The answer")
        if waiting:
            card.add(Words(f"{count_of(waiting, 'text waits', 'texts wait')} for a decision.", "label"))
        card.add(
            Words(
                "Everything about this person is gathered from every part of the records. "
                "What speaks of other people, sensitive notes and files are looked at by somebody first. "
                "Making the answer is written to the history. Type the day on which it was sent afterwards.",
                "muted",
            )
        )
        flow = Flow(gap=8)
        flow.addWidget(
            button("Make the document", partial(self._make, self._preview), kind="primary", name="make_pdf")
        )
        flow.addWidget(
            button("Save the data and files", partial(self._make, self._save_data), name="make_zip")
        )
        holder = QWidget()
        holder.setLayout(flow)
        card.add(holder)
        return card

    def _proposals(self, waiting: list[QueueRow]) -> list[QWidget]:
        plain = [row for row in waiting if row.why is Why.OTHERS]
        if not plain:
            return []
        take = partial(self._take, plain)
        made = button(f"Redact the {len(plain)} that only say who others are", take, name="take_proposals")
        return [made]

    def _queue_card(self, heading: str, rows: list[QueueRow], actions: list[QWidget]) -> QWidget:
        card = Card(f"{heading}: {count_of(len(rows), 'text')}", *actions)
        for row in rows[:SHOWN]:
            card.add(self._text(row))
        if len(rows) > SHOWN:
            card.add(Words(f"The first {SHOWN} are shown. Others follow when these are decided.", "muted"))
        return card

    def _text(self, row: QueueRow) -> QWidget:
        made = QWidget()
        head = Flow(gap=8)
        head.addWidget(Words(f"{row.where}: {row.text.label.lower()}", "label", wrap=False))
        choice = row.draft.choice
        if row.decided and choice is not None:
            head.addWidget(Chip(choice.label, _TONES[choice]))
        else:
            head.addWidget(Chip(row.why.label, "unrated"))
        decide = button("Change" if row.decided else "Decide", partial(self._decide, row), kind="link")
        decide.setObjectName(f"decide_{row.key[0]}_{row.key[1]}_{row.text.field}")
        decide.setAccessibleName(f"{decide.text()}: {row.where}, {row.text.label}")
        words = column(head, Words(beginning(displayed(row.text.words), 600)), gap=2)
        whole = line(words, decide, gap=12)
        whole.setStretch(0, 1)
        made.setLayout(whole)
        return made

    def _decide(self, row: QueueRow) -> None:
        decide_text(self.desk, self._request, row)

    def _take(self, rows: list[QueueRow]) -> None:
        decisions = tuple(row.decision(row.draft) for row in rows)
        try:
            self.desk.write(decide_texts, self._request, decisions)
        except UserError as error:
            self.desk.fail(error)
        else:
            self.desk.say(f"{count_of(len(rows), 'text')} redacted.")

    def _make(self, then: Callable[[AccessSheet], None]) -> None:
        sheet = self.desk.attempt(self._gather)
        if sheet is not None:
            then(sheet)

    def _gather(self) -> AccessSheet:
        sheet = self.desk.read(answer_sheet, self._request)
        self.desk.write(note_gathered, self._request)
        return sheet

    def _preview(self, sheet: AccessSheet) -> None:
        from mentordesk.features.privacy.reports import access_pdf

        def work(progress: Progress) -> bytes:
            return access_pdf(sheet, progress=lambda done, total: progress.report(done, total or 0))

        def show(content: bytes) -> None:
            name = f"Answer {sheet.reference}".strip()
            export = Export("report:subject-access", "pdf", self._request)
            PreviewDialog(self.desk, name, content, export, self.desk.window).open()

        self.desk.run("Making the answer", work, show)

    def _save_data(self, sheet: AccessSheet) -> None:
        from mentordesk.features.privacy.reports import access_zip

        def work(progress: Progress) -> bytes:
            progress.report(0, 0)
            return access_zip(sheet)

        def save(content: bytes) -> None:
            name = f"answer-{sheet.reference or self._request}.zip".lower()
            export = Export("report:subject-access", "zip", self._request)
            ask_where(self, self.desk, name, "ZIP (*.zip)", export, lambda: content)

        self.desk.run("Gathering the data", work, save)


def decide_text(desk: Desk, request_id: int, row: QueueRow) -> FormDialog:
    """Open the form that decides on one text."""
    form: Form[DecisionDraft] = Form(
        desk,
        f"{DECIDING}_{row.key[0]}_{row.text.field}",
        row.key[1],
        title=f"{row.where}: {row.text.label.lower()}",
        draft=DecisionDraft,
        save=lambda draft, _version: desk.write(decide_texts, request_id, (row.decision(draft),)),
        problems=lambda draft: decision_problems(draft, row.why),
    )
    form.add_widget(Words(row.why.label, "heading"))
    form.add_widget(Words(displayed(row.text.words)))
    form.section(
        "",
        ChoiceField("choice", "What is given out", RedactionChoice),
        TextField(
            "words",
            "The words that are given out when it is redacted",
            note="Take out what speaks of somebody else. Names that we know are taken out already.",
            optional=True,
        ),
        TextField("reason", "Reason", note="Needed when it is withheld.", optional=True, lines=2),
    )
    form.fill(row.draft, row.version)
    dialog = FormDialog(form, desk.window, verb="Save decision", saved_words="Decided.")
    dialog.open()
    return dialog
