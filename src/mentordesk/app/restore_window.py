"""The window that restores a backup before any casebook is open: on a new laptop, or over a damaged one."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from mentordesk.app.entrance import Entrance
from mentordesk.kernel.errors import UserError
from mentordesk.store import vault
from mentordesk.store.vault import Unlocked
from mentordesk.ui.fields import ChoiceField, FileField, LineField, SecretField
from mentordesk.ui.form_block import FieldBlock
from mentordesk.ui.layouts import Flow, put
from mentordesk.ui.look import scaled
from mentordesk.ui.tasks import Tasks
from mentordesk.ui.words import Words, button

NEW, HERE = "new", "here"


class RestoreWindow(Entrance):
    """Asks for a backup file, where it goes, and a passphrase or the recovery key."""

    restored = Signal(object)
    """The open vault of the restored casebook."""
    back = Signal()
    """The person wants to go back."""

    def __init__(self, tasks: Tasks, here: Path, new: Path) -> None:
        """Offer a new folder, and the place of the casebook that stands `here`, if one does."""
        super().__init__(tasks, "Restore from a backup", width=560)
        self.here, self.new = here, new
        self.file = FileField(
            "backup",
            "Backup file",
            kinds="Backups (*.mdbackup);;All files (*)",
            note="On the USB stick or drive, or in the folder “backups” inside the casebook.",
        )
        ways = [(NEW, "Into a new folder")]
        if vault.exists(here):
            ways.append((HERE, "In the place of the casebook on this computer"))
        self.where = ChoiceField("where", "Where to", ways)
        self.where.set_value(HERE if _is_damaged(here) else NEW)
        self.person = LineField(
            "person", "Person", note="Your initials or your name. Empty for the first manager.", optional=True
        )
        self.secret = SecretField("secret", "Passphrase or recovery key")
        self._folder = Words("", "muted")
        self.where.changed.connect(self._show_folder)
        self._choose = button("Choose another folder", self._ask_folder, kind="link", name="folder")
        buttons = Flow()
        self.restore_button = button("Restore", self.restore, kind="primary", name="restore")
        buttons.addWidget(self.restore_button)
        buttons.addWidget(button("Back", self.back.emit, name="back"))
        says = Words(
            "A backup opens with a passphrase or the recovery key of when it was made. "
            "Records that stand in its place are kept in the folder “replaced”."
        )
        where = FieldBlock(self.where)
        where.setVisible(len(ways) > 1)
        put(self.body, says, FieldBlock(self.file), where, self._folder, self._choose)
        put(self.body, FieldBlock(self.person), FieldBlock(self.secret))
        self.body.addLayout(buttons)
        self.secret.edit.returnPressed.connect(self.restore)
        self._show_folder()
        self.resize(scaled(720), scaled(760))

    def restore(self) -> None:
        """Try to restore what was chosen."""
        source, typed = self.file.value(), self.secret.value()
        if source is None:
            self.show_problem("Choose the backup file.")
            return
        if not typed:
            self.show_problem("Type a passphrase or the recovery key.")
            self.secret.setFocus()
            return
        work = partial(_restore, source, self._target(), self.person.value(), typed, here=self._over())
        self.work("Restoring", work, self.restored.emit)

    def refused(self) -> None:
        """Choose the whole passphrase, so that typing replaces it."""
        self.secret.edit.selectAll()
        self.secret.setFocus()

    def take_folder(self, chosen: Path) -> None:
        """Restore into another folder."""
        self.new = chosen
        self._show_folder()

    def _over(self) -> bool:
        return self.where.value() == HERE

    def _target(self) -> Path:
        return self.here if self._over() else self.new

    def _show_folder(self) -> None:
        self._folder.setText(f"Folder: {self._target()}")
        self._choose.setVisible(not self._over())

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, "Choose an empty folder", str(self.new.parent))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda chosen: self.take_folder(Path(chosen)))
        dialog.open()


def _is_damaged(here: Path) -> bool:
    """Whether a casebook stands here that cannot be opened, as far as can be told without its key."""
    try:
        vault.read_keyring(here)
        vault.check_records(here)
    except UserError:
        return vault.exists(here)
    return False


def _restore(source: Path, folder: Path, person: str, secret: str, *, here: bool) -> Unlocked:
    from mentordesk.store.restore import restore_here, restore_into

    if here:
        return restore_here(source, folder, person, secret)
    return restore_into(source, folder, person, secret)
