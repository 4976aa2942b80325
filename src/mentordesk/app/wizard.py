"""The first start: the organisation, the first person, the recovery key."""

import secrets
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from mentordesk.app.entrance import Entrance
from mentordesk.app.secrets_form import NewPassphrase
from mentordesk.features.organisation.rules import (
    MONTHS,
    OrganisationDraft,
    PersonDraft,
    organisation_problems,
    person_problems,
)
from mentordesk.kernel.permissions import Role
from mentordesk.ui.fields import ChoiceField, LineField, LogoField
from mentordesk.ui.fields.base import Field
from mentordesk.ui.form_block import FieldBlock
from mentordesk.ui.layouts import Flow, column
from mentordesk.ui.look import scaled
from mentordesk.ui.tasks import Tasks
from mentordesk.ui.words import Words, button

_KEY_HELP = (
    "If everybody forgets their passphrase, this key is the only way in. It is shown now and never again. "
    "Print it, and keep it where you keep the charity's seal: not with the laptop."
)


class Wizard(Entrance):
    """Makes a new casebook, step by step; nothing is written before the last question is answered."""

    founded = Signal(object)
    """The new casebook, when its recovery key was confirmed."""
    elsewhere = Signal(object)
    """The folder of a casebook that is there already."""
    wants_restore = Signal()
    """The person wants to restore a backup."""

    def __init__(self, tasks: Tasks, folder: Path) -> None:
        """Begin with the choice between a new casebook and one that is there."""
        super().__init__(tasks, "Welcome", width=560)
        self.folder = folder
        self._founded: Any = None
        self.steps = QStackedWidget()
        self.body.addWidget(self.steps)
        self._blocks: dict[str, FieldBlock] = {}
        self.steps.addWidget(self._welcome())
        self.steps.addWidget(self._organisation())
        self.steps.addWidget(self._person())
        self.go(0)
        self.resize(scaled(720), scaled(720))

    def _welcome(self) -> QWidget:
        self._where = Words(f"It will live in {self.folder}", "muted")
        ways = Flow()
        ways.addWidget(button("Choose another folder", self._choose_new, kind="link", name="folder"))
        ways.addWidget(
            button("Open a casebook that is there", self._choose_old, kind="link", name="existing")
        )
        ways.addWidget(
            button("Restore from a backup", self.wants_restore.emit, kind="link", name="restore_backup")
        )
        return _step(
            Words(
                "A casebook is one encrypted folder with everything that your charity records. "
                "Making one takes about three minutes."
            ),
            self._where,
            button("Make a casebook", partial(self.go, 1), kind="primary", name="begin"),
            ways,
        )

    def _organisation(self) -> QWidget:
        self.name = self._keep(LineField("name", "Name of the organisation"))
        self.charity_number = self._keep(LineField("charity_number", "Charity number", optional=True))
        self.logo = self._keep(
            LogoField("logo", "Logo", note="PNG or JPEG. Printed on reports.", optional=True)
        )
        self.year_starts = self._keep(
            ChoiceField("year_starts", "The financial year starts in", MONTHS, note="Usually April.")
        )
        self.year_starts.set_value(4)
        fields = (self.name, self.charity_number, self.logo, self.year_starts)
        return _step(
            *(self._blocks[field.name] for field in fields),
            self._buttons(partial(self.go, 0), self._organisation_done),
        )

    def _person(self) -> QWidget:
        self.person_name = self._keep(
            LineField("person_name", "Your name", note="You are the first manager. You add others later.")
        )
        self.passphrase = NewPassphrase()
        return _step(
            self._blocks["person_name"],
            self.passphrase,
            self._buttons(partial(self.go, 1), self._person_done, "Make the casebook"),
        )

    def _recovery(self, key: str) -> QWidget:
        shown = Words(key.replace("-", "  "), "title")
        shown.setAccessibleName("Recovery key")
        self._group = secrets.randbelow(8)
        self.group = self._keep(
            LineField(
                "group",
                f"To confirm, type group {self._group + 1} of the key",
                note="Four letters or digits.",
            )
        )
        self.group.edit.returnPressed.connect(self._confirm)
        return _step(
            Words(_KEY_HELP),
            shown,
            button("Print or save as PDF", partial(self._print, key), icon_name="printer", name="print_key"),
            self._blocks["group"],
            button("I have kept the key", self._confirm, kind="primary", name="confirm"),
        )

    def _keep(self, field: Any) -> Any:
        self._blocks[field.name] = FieldBlock(field)
        return field

    def _buttons(self, back: Callable[[], None], on: Callable[[], None], verb: str = "Continue") -> Flow:
        row = Flow()
        row.addWidget(button(verb, on, kind="primary", name="continue"))
        row.addWidget(button("Back", back, name="back"))
        return row

    def go(self, step: int) -> None:
        """Show a step and put the cursor in its first field."""
        titles = ("Welcome", "Your organisation", "You", "The recovery key")
        self.show_problem("")
        self.title.setText(titles[step])
        for number in range(self.steps.count()):
            page = self.steps.widget(number)
            here = QSizePolicy.Policy.Preferred if number == step else QSizePolicy.Policy.Ignored
            if page is not None:
                page.setSizePolicy(QSizePolicy.Policy.Preferred, here)
        self.steps.setCurrentIndex(step)
        first = {1: self.name, 2: self.person_name}.get(step)
        if isinstance(first, Field):
            first.setFocus()

    def _draft(self) -> OrganisationDraft:
        return OrganisationDraft(
            self.name.value(), self.charity_number.value(), self.logo.value(), self.year_starts.value()
        )

    def _organisation_done(self) -> None:
        if self._show_problems(organisation_problems(self._draft())):
            self.go(2)

    def _person_done(self) -> None:
        from mentordesk.app.founding import found_casebook

        person = PersonDraft(self.person_name.value(), Role.MANAGER)
        problems = {f"person_{key}": text for key, text in person_problems(person, frozenset()).items()}
        passphrase = self.passphrase.accepted()
        if not self._show_problems(problems) or passphrase is None:
            return
        work = partial(found_casebook, self.folder, self._draft(), person, passphrase)
        self.work("Making the casebook", work, self._made)

    def _made(self, founded: Any) -> None:
        self._founded = founded
        self.show_recovery(founded.recovery_key)

    def show_recovery(self, key: str) -> None:
        """Show the recovery key, once."""
        self.steps.addWidget(self._recovery(key))
        self.go(3)
        self.group.setFocus()

    def _print(self, key: str) -> None:
        from mentordesk.app.recovery_sheet import show_recovery_sheet

        show_recovery_sheet(self, self._founded.store, self._draft().name, key)

    def _confirm(self) -> None:
        from mentordesk.store.health import note_recovery_kept

        wanted = self._founded.recovery_key.split("-")[self._group]
        if self.group.value().strip().upper() != wanted:
            self._blocks["group"].show_problem(f"This is not group {self._group + 1}. Look at the key again.")
            self.group.setFocus()
            return
        note_recovery_kept(self._founded.store)
        self.founded.emit(self._founded)

    def _show_problems(self, problems: dict[str, str]) -> bool:
        for name, block in self._blocks.items():
            block.show_problem(problems.get(name, "") or block.field.problem())
        wrong = [block for block in self._blocks.values() if block.problem]
        if wrong:
            wrong[0].field.setFocus()
        return not wrong

    def _choose_new(self) -> None:
        self._ask_folder("Choose an empty folder", self._take_new)

    def _choose_old(self) -> None:
        self._ask_folder("Open a casebook that is there", lambda chosen: self.elsewhere.emit(Path(chosen)))

    def _take_new(self, chosen: str) -> None:
        self.folder = Path(chosen)
        self._where.setText(f"It will live in {self.folder}")

    def _ask_folder(self, title: str, then: Callable[[str], object]) -> None:
        dialog = QFileDialog(self, title, str(self.folder.parent))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(then)
        dialog.open()


def _step(*parts: Any) -> QWidget:
    made = QWidget()
    inner = column(*parts, None, gap=16)
    layout = QVBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addLayout(inner)
    return made
