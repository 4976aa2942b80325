"""Changing the key of the casebook: why, who does it, what is printed, and the wait."""

from collections.abc import Sequence

from PySide6.QtWidgets import QProgressBar, QWidget

from mentordesk.features.organisation.queries import organisation_name
from mentordesk.features.organisation.reports import NEW_KEY_TITLE, new_key_pdf
from mentordesk.kernel.errors import Invalid, UserError
from mentordesk.kernel.exports import Export
from mentordesk.store import vault
from mentordesk.store.holders import key_holders
from mentordesk.store.key_change import NewKey, lay_under_new_key
from mentordesk.store.keys import Holder, new_recovery_key, new_starter_code
from mentordesk.ui.desk import Desk
from mentordesk.ui.dialogs import HouseDialog
from mentordesk.ui.fields import SecretField
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog
from mentordesk.ui.layouts import column, line
from mentordesk.ui.panels import Banner, Body, Card, FactGrid
from mentordesk.ui.preview import PreviewDialog
from mentordesk.ui.tasks import Progress, Task
from mentordesk.ui.words import Words, button

TITLE = "Change the key of the casebook"
_WHY = (
    "Somebody who left may hold an old copy of the casebook or of a backup. With their old passphrase that "
    "copy still opens, with what was in it then. Nothing that is saved after the change opens with it."
)
_HOW = (
    "Everything is copied under a new key and checked before it takes its place. Everybody but you gets a "
    "new starter code, and the recovery key that you printed stops working: you print new ones first. Then "
    "MentorDesk closes and asks you to sign in again, with the passphrase that you have. Backups made before "
    "stay under the old key; a new one is made."
)
_NOTHING = "The codes and the recovery key that were shown do not work. Destroy them if you printed them."


def ask_to_change_key(desk: Desk) -> FormDialog:
    """Say what a change of the key does, and ask the manager for their passphrase once more."""

    def save(typed: dict[str, str], _version: int) -> str:
        try:
            vault.verify(desk.store.vault, typed["passphrase"])
        except UserError as error:
            raise Invalid({"passphrase": str(error)}) from None
        return typed["passphrase"]

    form: Form[dict[str, str]] = Form(
        desk, "change-key", title=TITLE, draft=dict, save=save, problems=_passphrase_problems
    )
    form.add_widget(Words(_WHY))
    form.add_widget(Words(_HOW))
    form.add(SecretField("passphrase", "Your passphrase", note="The one that you signed in with."))
    form.settle()
    form.saved.connect(lambda passphrase: show_new_key(desk, passphrase))
    dialog = FormDialog(form, desk.window, verb="Go on")
    dialog.open()
    return dialog


def _passphrase_problems(typed: dict[str, str]) -> dict[str, str]:
    return {} if typed["passphrase"] else {"passphrase": "Type your passphrase."}


def show_new_key(desk: Desk, passphrase: str) -> "NewKeyDialog | None":
    """Show the codes and the recovery key that are to be, before anything is changed."""
    holders = desk.attempt(lambda: desk.read(key_holders))
    if holders is None:
        return None
    dialog = NewKeyDialog(desk, holders, passphrase)
    dialog.open()
    return dialog


class NewKeyDialog(HouseDialog):
    """The new codes and the new recovery key, shown once; then the change, with how far it is."""

    def __init__(self, desk: Desk, holders: Sequence[Holder], passphrase: str) -> None:
        """Make a starter code for everybody but the person who is signed in, and a recovery key."""
        super().__init__("Print these first", desk.window)
        self.desk = desk
        me = desk.store.vault.user
        self.secrets = {each.user: passphrase if each.user == me else new_starter_code() for each in holders}
        self.codes = [(each.name, self.secrets[each.user]) for each in holders if each.user != me]
        self.recovery_key = new_recovery_key()
        self._task: Task | None = None
        self.act_button = self.add_button(
            "I have kept them: change the key", self.change, kind="primary", name="change_key"
        )
        self.cancel_button = self.add_button("Cancel", self.reject, name="cancel")
        self.print_button = button(
            "Print or save as PDF", self.print_codes, icon_name="printer", name="print_codes"
        )
        self.set_body(self._papers())

    def open(self) -> None:
        """Show the codes with the way to paper first in line."""
        super().open()
        self.print_button.setFocus()

    def change(self) -> None:
        """Begin; until it is done or stopped, nothing else is saved."""
        if self._task is not None:
            return
        self.act_button.hide()
        self.head_title.setText("Changing the key")
        self._says = Words("Beginning", "label")
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Changing the key")
        kept = Words(
            "Until the last step nothing is changed, and Cancel leaves everything as it is.", "muted"
        )
        waiting = QWidget()
        waiting.setLayout(column(self._says, self._bar, kept, gap=12))
        self.set_body(waiting)
        self._task = Task("Changing the key", self._work)
        self._task.progress.moved.connect(self._moved)
        self._task.done.connect(self._done)
        self._task.failed.connect(self._failed)
        self._task.stopped.connect(self._stopped)
        self.desk.tasks.start(self._task)

    def reject(self) -> None:
        """Close, or stop what is under way; nothing is changed."""
        if self._task is None:
            super().reject()
            return
        self.cancel_button.setEnabled(False)
        self._says.setText("Stopping")
        self._task.cancel()

    def print_codes(self) -> None:
        """Show the pages in a preview that prints and saves them."""
        content = new_key_pdf(self.desk.read(organisation_name), self.recovery_key, self.codes)
        PreviewDialog(self.desk, NEW_KEY_TITLE, content, Export("new-key", "pdf"), self).open()

    def _papers(self) -> QWidget:
        key = Card("The new recovery key")
        shown = Words(self.recovery_key.replace("-", "  "), "heading")
        shown.setAccessibleName(f"Recovery key: {self.recovery_key}")
        key.add(shown, Words("Keep it away from the laptop, and destroy the page of the old one afterwards."))
        paper = QWidget()
        paper.setLayout(line(self.print_button, None))
        body = Body(
            Banner("Shown now and never again. Nothing here works before the key is changed."),
            paper,
            key,
        )
        if self.codes:
            codes = Card("Starter codes")
            codes.add(
                Words(
                    "Give each person their code by hand or by phone. It opens the casebook once; then they "
                    "choose their own passphrase."
                ),
                FactGrid(self.codes),
            )
            body.add(codes)
        return body

    def _work(self, progress: Progress) -> NewKey:
        return lay_under_new_key(self.desk.store, self.secrets, self.recovery_key, progress.report)

    def _moved(self, done: int, total: int, doing: str) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if self.cancel_button.isEnabled():
            self._says.setText(doing.capitalize())

    def _done(self, ready: NewKey) -> None:
        self.accept()
        self.desk.restoring.emit(ready)

    def _failed(self, error: Exception) -> None:
        self.accept()
        self.desk.fail(error)
        if isinstance(error, UserError):
            self.desk.say(f"The key was not changed. {_NOTHING}")

    def _stopped(self) -> None:
        self.accept()
        self.desk.say(f"The key was not changed. {_NOTHING}")
