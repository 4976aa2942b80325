"""The unlock window: who, passphrase, and ways out for those who have neither."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QFileDialog, QWidget

from mentordesk.app.asking import noting_refusals
from mentordesk.app.entrance import Entrance
from mentordesk.kernel.errors import UserError
from mentordesk.store import keys, vault
from mentordesk.ui.fields import LineField, SecretField
from mentordesk.ui.fields.base import Field
from mentordesk.ui.form_block import FieldBlock
from mentordesk.ui.layouts import Flow, be_seen, column, line
from mentordesk.ui.tasks import Tasks
from mentordesk.ui.words import Words, button


class PersonField(Field[str]):
    """Who signs in: chosen by initials, or typed by name; the folder holds no names to offer."""

    def __init__(self, initials: list[str]) -> None:
        """Offer the initials of the people who sign in."""
        super().__init__("person", "Person", note="Choose your initials, or type your name.")
        self.box = QComboBox()
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.addItems(initials)
        completer = self.box.completer()
        if completer is not None:
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self._body.addWidget(self.box)
        self.watch(self.box)
        self.box.editTextChanged.connect(self.changed)

    def value(self) -> str:
        """Return what was chosen or typed."""
        return self.box.currentText().strip()

    def set_value(self, value: str | None) -> None:
        """Show a person."""
        self.box.setEditText(value or "")


class UnlockWindow(Entrance):
    """Opens the vault of one casebook."""

    unlocked = Signal(object)
    """The open vault."""
    elsewhere = Signal(object)
    """The folder of another casebook to open."""
    wants_new = Signal()
    """The person wants to make a new casebook."""
    wants_restore = Signal()
    """The person wants to restore a backup."""

    def __init__(self, tasks: Tasks, folder: Path, person: str = "") -> None:
        """Ask for a person and a passphrase, or say why the casebook cannot be opened."""
        super().__init__(tasks, "Open the casebook")
        self.folder = folder
        self._problem_at_start = ""
        self.recovery: LineField | None = None
        self.person = PersonField(self._initials())
        if person:
            self.person.set_value(person)
        self.passphrase = SecretField("passphrase", "Passphrase")
        self.open_button = button("Open", self.open_casebook, kind="primary", name="open")
        self.open_button.setDefault(True)
        self.key_button = button("Use the recovery key", self.ask_recovery_key, kind="link", name="recovery")
        ways = Flow()
        for each in (
            self.key_button,
            button("Open another casebook", self.choose_folder, kind="link", name="another"),
            button("Make a new casebook", self.wants_new.emit, kind="link", name="new_casebook"),
            button("Restore from a backup", self.wants_restore.emit, kind="link", name="restore_backup"),
        ):
            ways.addWidget(each)
        self._ask = QWidget()
        blocks = (FieldBlock(self.person), FieldBlock(self.passphrase))
        self._ask.setLayout(column(*blocks, self.open_button, gap=16))
        where = Words(f"Folder: {folder}", "muted")
        self.body.addWidget(self._ask)
        self.body.addLayout(ways)
        self.body.addWidget(where)
        self.passphrase.edit.returnPressed.connect(self.open_casebook)
        if self._problem_at_start:
            self.show_problem(self._problem_at_start)
            self._ask.setEnabled(False)
        self.passphrase.setFocus()

    def _initials(self) -> list[str]:
        try:
            ring = vault.read_keyring(self.folder)
            vault.check_records(self.folder)
        except UserError as error:
            self._problem_at_start = str(error)
            return []
        people = [slot for slot in ring.slots if slot.user != keys.RECOVERY]
        return [slot.initials for slot in people]

    def open_casebook(self) -> None:
        """Try the passphrase."""
        person, typed = self.person.value(), self.passphrase.value()
        if not typed:
            self.show_problem("Type your passphrase.")
            self.refused()
            return
        opening = partial(vault.unlock, self.folder, person, typed)
        self.work("Opening", partial(noting_refusals, self.folder, opening), self.unlocked.emit)

    def refused(self) -> None:
        """Choose the whole passphrase or key, so that typing replaces it."""
        field = self.recovery or self.passphrase
        field.edit.selectAll()
        field.setFocus()

    def ask_recovery_key(self) -> None:
        """Ask for the recovery key instead."""
        self.title.setText("Use the recovery key")
        self.show_problem("")
        self._ask.hide()
        self.key_button.hide()
        note = "The nine groups of four from the printed page."
        self.recovery = LineField("recovery_key", "Recovery key", note=note)
        verb = "Open with the recovery key"
        act = button(verb, self._try_recovery_key, kind="primary", name="try_recovery")
        back = button("Use a passphrase instead", self.ask_passphrase, kind="link", name="use_passphrase")
        self._key_form = QWidget()
        self._key_form.setLayout(column(FieldBlock(self.recovery), act, line(back, None), gap=16))
        self.body.insertWidget(0, self._key_form)
        be_seen(self._key_form)
        self.recovery.edit.returnPressed.connect(self._try_recovery_key)
        self.recovery.setFocus()

    def ask_passphrase(self) -> None:
        """Ask for the passphrase after all."""
        self.title.setText("Open the casebook")
        self.show_problem("")
        self.recovery = None
        self._key_form.hide()
        self._key_form.deleteLater()
        self._ask.show()
        self.key_button.show()
        self.passphrase.setFocus()

    def _try_recovery_key(self) -> None:
        if self.recovery is not None:
            typed = self.recovery.value()
            opening = partial(vault.recover, self.folder, typed)
            self.work("Opening", partial(noting_refusals, self.folder, opening), self.unlocked.emit)

    def choose_folder(self) -> None:
        """Ask for the folder of another casebook."""
        dialog = QFileDialog(self, "Open another casebook", str(self.folder.parent))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda chosen: self.elsewhere.emit(Path(chosen)))
        dialog.open()
