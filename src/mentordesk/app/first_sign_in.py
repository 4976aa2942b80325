"""The first sign-in after a starter code or the recovery key: a new passphrase, and then the casebook."""

from functools import partial

from PySide6.QtCore import Signal

from mentordesk.app.entrance import Entrance
from mentordesk.app.secrets_form import NewPassphrase
from mentordesk.features.organisation.operations import recover_passphrase, set_my_passphrase
from mentordesk.features.organisation.queries import managers
from mentordesk.store.casebook import Store
from mentordesk.ui.fields import ChoiceField
from mentordesk.ui.form_block import FieldBlock
from mentordesk.ui.tasks import Tasks
from mentordesk.ui.words import Words, button


class FirstSignIn(Entrance):
    """Asks for a new passphrase, and after a recovery also whose it is."""

    ready = Signal(object)
    """The store, when the person may go on."""

    def __init__(self, tasks: Tasks, store: Store) -> None:
        """Say why a passphrase is asked for."""
        recovered = store.vault.recovered
        super().__init__(tasks, "Set a new passphrase" if recovered else "Choose your own passphrase")
        self.store = store
        says = (
            "The recovery key opened the casebook. Choose which manager you are and set a new passphrase."
            if recovered
            else "You signed in with a starter code, which works only once. Choose your own passphrase now."
        )
        self.body.addWidget(Words(says))
        self.person: ChoiceField[int] | None = None
        if recovered:
            people = [(row.id, row.name) for row in store.read(managers)]
            self.person = ChoiceField("person", "Manager", people)
            self.person.set_value(people[0][0])
            self.body.addWidget(FieldBlock(self.person))
        self.passphrase = NewPassphrase()
        self.body.addWidget(self.passphrase)
        self.body.addWidget(
            button("Set passphrase", self.set_passphrase, kind="primary", name="set_passphrase")
        )
        self.passphrase.again.edit.returnPressed.connect(self.set_passphrase)
        self.passphrase.first.setFocus()

    def set_passphrase(self) -> None:
        """Set it; with the recovery key, the casebook is then opened with the new passphrase."""
        typed = self.passphrase.accepted()
        if typed is None:
            return
        if self.person is None:
            self.work("Setting", partial(self.store.write, set_my_passphrase, typed), self._go_on)
            return
        person = self.person.value()
        if person is None:
            self.show_problem("Choose which manager you are.")
            return
        self.work("Setting", partial(self._recover, person, typed), self._go_on)

    def _recover(self, person: int, typed: str) -> None:
        self.store.write_as_program(recover_passphrase, person, typed)
        self.store.become(person)

    def _go_on(self, _answer: object) -> None:
        self.ready.emit(self.store)
