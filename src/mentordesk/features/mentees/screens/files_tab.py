"""The files of a mentee: attached, copied out, removed; never opened by themselves."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentordesk.features.mentees.operations.attachments import attach, remove_attachment
from mentordesk.features.mentees.queries.attachments import AttachmentRow, attachment_copy, attachments
from mentordesk.features.mentees.rules.attachments import (
    LARGEST,
    AttachmentDraft,
    attachment_problems,
    size_words,
)
from mentordesk.kernel.errors import BadFile, UserError
from mentordesk.kernel.exports import Export
from mentordesk.kernel.formats import date_and_time
from mentordesk.records.attachments import Attachment
from mentordesk.ui.desk import Desk
from mentordesk.ui.export import ask_where
from mentordesk.ui.fields import FileField
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog
from mentordesk.ui.layouts import Flow
from mentordesk.ui.messages import ask
from mentordesk.ui.panels import Body, Card
from mentordesk.ui.watching import Watching
from mentordesk.ui.words import Words, button


class FilesTab(Watching):
    """A mentee's files."""

    def __init__(self, desk: Desk, mentee_id: int) -> None:
        """Make the tab; it reads when it is shown."""
        super().__init__(desk, frozenset({Attachment}))
        self._mentee_id = mentee_id
        self._body = Body()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._body)

    def refresh(self) -> None:
        """Read again."""
        rows = self.desk.attempt(lambda: self.desk.read(attachments, self._mentee_id)) or []
        actions = []
        if self.desk.may(attach):
            start = partial(attach_file, self.desk, self._mentee_id)
            actions.append(button("Attach a file", start, name="attach"))
        card = Card("Files, newest first", *actions)
        for row in rows:
            card.add(self._row(row))
        if not rows:
            card.add(Words("No file yet. Letters and plans that others sent can be kept here.", "muted"))
        self._body.show_parts(card)

    def _row(self, row: AttachmentRow) -> QWidget:
        made = QWidget()
        flow = Flow(gap=12)
        flow.addWidget(Words(row.name, "label", wrap=False))
        flow.addWidget(Words(f"{size_words(row.size)}, {date_and_time(row.added_at)}", "muted", wrap=False))
        if self.desk.may(attachment_copy):
            flow.addWidget(self._act("Save a copy", row, self._copy))
        if self.desk.may(remove_attachment):
            flow.addWidget(self._act("Remove", row, self._remove))
        made.setLayout(flow)
        return made

    def _act(self, verb: str, row: AttachmentRow, act: Callable[[AttachmentRow], None]) -> QWidget:
        made = button(
            verb, partial(act, row), kind="link", name=f"{verb.split(maxsplit=1)[0].lower()}_{row.id}"
        )
        made.setAccessibleName(f"{verb}: {row.name}")
        return made

    def _copy(self, row: AttachmentRow) -> None:
        export = Export("attachment", "file", row.id)
        content = partial(self.desk.read, attachment_copy, row.id)
        ask_where(self, self.desk, row.name, "All files (*)", export, content)

    def _remove(self, row: AttachmentRow) -> None:
        ask(
            self,
            f"Remove {row.name}?",
            "The file goes to the bin, from where it can come back for 30 days.",
            "Remove file",
            lambda: self._do_remove(row),
        )

    def _do_remove(self, row: AttachmentRow) -> None:
        try:
            self.desk.write(remove_attachment, row.id, row.version)
        except UserError as error:
            self.desk.fail(error)
        else:
            self.desk.say("File removed.")


def attach_file(desk: Desk, mentee_id: int) -> FormDialog:
    """Open the form that attaches a file."""
    form: Form[AttachmentDraft | None] = Form(
        desk,
        "attachment",
        mentee_id,
        title="Attach a file",
        draft=_read,
        save=lambda draft, _version: desk.write(attach, mentee_id, draft) if draft else None,
        problems=lambda draft: attachment_problems(draft) if draft else {"path": "Choose a file."},
    )
    note = "Up to 25 MB. It is kept encrypted in the casebook; the one on your disk stays as it is."
    form.section("", FileField("path", "File", note=note))
    dialog = FormDialog(form, desk.window, verb="Attach file", saved_words="File attached.")
    dialog.open()
    return dialog


def _read(path: Path | None) -> AttachmentDraft | None:
    if path is None:
        return None
    try:
        if not path.is_file():
            return AttachmentDraft(path.name)
        with path.open("rb") as file:
            return AttachmentDraft(path.name, file.read(LARGEST + 1))
    except OSError as problem:
        message = f"{path.name} cannot be read ({problem.strerror}). Nothing was attached."
        raise BadFile(message) from problem
