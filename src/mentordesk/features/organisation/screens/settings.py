"""Settings of the organisation: its details, the people who sign in, the person's own passphrase."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QMenu, QWidget

from mentordesk.features.organisation.operations import (
    add_person,
    change_organisation,
    change_person,
    give_starter_code,
    remove_person,
    renew_recovery_key,
    set_my_passphrase,
)
from mentordesk.features.organisation.queries import (
    PERSON_COLUMNS,
    PersonRow,
    mentors_to_sign_in,
    organisation_sheet,
    person_page,
    person_row,
)
from mentordesk.features.organisation.rules import (
    MONTHS,
    OrganisationDraft,
    PersonDraft,
    organisation_problems,
    person_problems,
)
from mentordesk.features.organisation.screens.change_key import ask_to_change_key
from mentordesk.features.organisation.screens.recovery_key import ask_for_new_key
from mentordesk.kernel.errors import Invalid, UserError
from mentordesk.kernel.permissions import Role
from mentordesk.records.organisation import Organisation
from mentordesk.records.people import Person
from mentordesk.store import passphrase as passphrases
from mentordesk.store import vault
from mentordesk.store.key_change import note_key_change
from mentordesk.store.keys import new_starter_code
from mentordesk.ui.desk import Desk
from mentordesk.ui.dialogs import HouseDialog
from mentordesk.ui.feature import New
from mentordesk.ui.fields import CheckField, ChoiceField, LineField, LogoField, SearchField, SecretField
from mentordesk.ui.fields.choice import pairs_of
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog
from mentordesk.ui.layouts import column
from mentordesk.ui.list_page import ListPage
from mentordesk.ui.listing import Filter, Listing
from mentordesk.ui.messages import ask
from mentordesk.ui.panels import Body, Card, FactGrid, Scrolled
from mentordesk.ui.watching import Watching
from mentordesk.ui.words import Words, button

Fresh = Callable[[], tuple[object, int]] | None
"""Reads the record again for a form that collided with somebody else's save."""


class OrganisationPage(Watching):
    """The organisation's details."""

    def __init__(self, desk: Desk) -> None:
        """Make the page; it reads when it is shown."""
        super().__init__(desk, frozenset({Organisation}))
        self._body = Body()
        self.setLayout(column(Scrolled(self._body)))

    def refresh(self) -> None:
        """Read again."""
        sheet = self.desk.attempt(lambda: self.desk.read(organisation_sheet))
        if sheet is None:
            return
        actions = []
        if self.desk.may(change_organisation):
            actions.append(button("Change", partial(edit_organisation, self.desk), name="edit_organisation"))
        card = Card("Organisation", *actions)
        card.add(
            FactGrid(
                [
                    ("Name", sheet.draft.name),
                    ("Charity number", sheet.draft.charity_number),
                    ("The financial year starts in", dict(MONTHS)[sheet.draft.year_starts or 4]),
                    ("Logo", "Kept in the casebook" if sheet.draft.logo else ""),
                    ("Asks for a reason when a case is not one’s own", _yes(sheet.draft.ask_reason)),
                ]
            )
        )
        self._body.show_parts(card)


def _yes(holds: object) -> str:
    return "Yes" if holds else "No"


def edit_organisation(desk: Desk) -> FormDialog:
    """Open the form of the organisation."""

    def fresh() -> tuple[OrganisationDraft, int]:
        sheet = desk.read(organisation_sheet)
        return sheet.draft, sheet.version

    number = desk.read(organisation_sheet).id
    form = Form(
        desk,
        "organisation",
        number,
        title="Change the organisation",
        draft=OrganisationDraft,
        save=lambda draft, version: desk.write(change_organisation, number, version, draft),
        problems=organisation_problems,
        fresh=fresh,
    )
    form.section(
        "",
        LineField("name", "Name"),
        LineField("charity_number", "Charity number", optional=True),
        LogoField("logo", "Logo", note="PNG or JPEG. Printed on reports.", optional=True),
        ChoiceField("year_starts", "The financial year starts in", MONTHS),
        CheckField(
            "ask_reason",
            "Ask for a reason when somebody opens a case that is not theirs",
            note="Whoever is neither the worker nor a mentor of somebody says why; it is written to the "
            "trail. Nobody is asked for a case without a worker.",
        ),
    )
    form.fill(*fresh())
    dialog = FormDialog(form, desk.window, verb="Save organisation", saved_words="Organisation saved.")
    dialog.open()
    return dialog


def new_person(desk: Desk) -> FormDialog:
    """Open the form that adds somebody; the starter code is shown once it is saved."""
    starter = new_starter_code()

    def save(draft: PersonDraft, _version: int) -> str:
        desk.write(add_person, draft, starter)
        return draft.name

    form = _person_form(desk, 0, "Add a person", save)
    form.fill(PersonDraft())
    form.saved.connect(lambda name: show_starter_code(desk, name, starter))
    dialog = FormDialog(form, desk.window, verb="Add person", saved_words="Person added.")
    dialog.open()
    return dialog


def edit_person(desk: Desk, row: PersonRow) -> FormDialog:
    """Open the form of somebody's name and role."""

    def save(draft: PersonDraft, version: int) -> None:
        desk.write(change_person, row.id, version, draft)

    def fresh() -> tuple[PersonDraft, int]:
        now = desk.read(person_row, row.id)
        return now.draft, now.version

    form = _person_form(desk, row.id, "Change a person", save, fresh)
    form.fill(row.draft, row.version)
    dialog = FormDialog(form, desk.window, verb="Save person", saved_words="Person saved.")
    dialog.open()
    return dialog


def _person_form(desk: Desk, number: int, title: str, save: Any, fresh: Fresh = None) -> Form[PersonDraft]:
    form = Form(
        desk,
        "person",
        number,
        title=title,
        draft=PersonDraft,
        save=save,
        problems=lambda draft: person_problems(draft, frozenset()),
        fresh=fresh,
    )
    form.section(
        "",
        LineField("name", "Name", note="As the person signs in and as reports print it."),
        ChoiceField("role", "Role", pairs_of(Role), note=_ROLES_SAY),
        SearchField(
            "mentor_id",
            "Signs in as the mentor",
            desk.read(mentors_to_sign_in),
            optional=True,
            note="For the role Mentor: they see the mentees this mentor is matched with, and nobody else.",
        ),
    )
    return form


_ROLES_SAY = (
    "A manager changes everything. A coordinator keeps plans and reviews. "
    "A mentor sees plans and their own mentees. Read-only sees plans and makes reports of them."
)


def show_starter_code(desk: Desk, name: str, starter: str) -> HouseDialog:
    """Show a starter code once, to be handed over."""
    dialog = HouseDialog("Starter code", desk.window)
    card = Card(name)
    code = Words(starter, "title")
    code.setAccessibleName(f"Starter code: {starter}")
    card.add(code)
    says = (
        "Give this code to the person by hand or by phone. It opens the casebook once; "
        "then they choose their own passphrase. It is not shown again."
    )
    dialog.set_body(Body(card, Words(says)))
    dialog.add_button("I have noted it", dialog.reject, kind="primary", name="close")
    dialog.open()
    return dialog


class PeoplePage(ListPage[PersonRow]):
    """The people who sign in."""

    def __init__(self, desk: Desk) -> None:
        """Make the list with what a manager can do to a person."""
        extra: list[QWidget] = []
        if desk.may(change_person):
            opener = button("Chosen person", name="chosen_person")
            opener.setMenu(self._menu(desk, opener))
            extra.append(opener)
        super().__init__(desk, PEOPLE, *extra)
        self.table.opened.connect(lambda _row: self._with_chosen(lambda row: edit_person(desk, row)))

    def _menu(self, desk: Desk, parent: QWidget) -> QMenu:
        menu = QMenu(parent)
        for label, act in (
            ("Change name or role…", lambda row: edit_person(self.desk, row)),
            ("Give a new starter code…", self._new_code),
            ("Remove…", self.remove),
        ):
            menu.addAction(label, partial(self._with_chosen, act))
        if desk.may(note_key_change):
            menu.addSeparator()
            menu.addAction("Change the key of the casebook…", partial(ask_to_change_key, desk))
        return menu

    def _with_chosen(self, act: Any) -> None:
        row = self.selected()
        if row is not None and self.desk.may(change_person):
            act(row)

    def _new_code(self, row: PersonRow) -> None:
        starter = new_starter_code()
        ask(
            self,
            f"Give {row.name} a new starter code?",
            "Their passphrase stops working at once. They choose a new one at their next sign-in.",
            "Give a code",
            lambda: self._give_code(row, starter),
        )

    def _give_code(self, row: PersonRow, starter: str) -> None:
        if self._done(partial(self.desk.write, give_starter_code, row.id, starter), "New code given."):
            show_starter_code(self.desk, row.name, starter)

    def remove(self, row: PersonRow) -> None:
        """Ask, and then take a person's way in; on wish the key is changed too."""
        remove = partial(self._done, partial(self.desk.write, remove_person, row.id, row.version))

        def remove_and_change() -> None:
            if remove("Person removed. Now change the key."):
                ask_to_change_key(self.desk)

        ask(
            self,
            f"Remove {row.name}?",
            "Their passphrase stops working at once. What they wrote stays under their name.\n\n"
            "If they may hold a copy of the casebook or of a backup, change the key as well. Their old copy "
            "still opens, with what was in it then; nothing that is saved after the change does. Everybody "
            "else gets a new starter code, and you print a new recovery key.",
            "Remove person",
            lambda: remove("Person removed."),
            besides=("Remove and change the key", remove_and_change),
        )

    def _done(self, act: Any, said: str) -> bool:
        try:
            act()
        except UserError as error:
            self.desk.fail(error)
            return False
        self.desk.say(said)
        return True


PEOPLE: Listing[Any] = Listing(
    name="people",
    title="People who sign in",
    noun=("person", "people"),
    query=person_page,
    columns=PERSON_COLUMNS,
    watches=frozenset({Person}),
    empty="Nobody signs in yet.",
    icon="users",
    sort="name",
    in_tab=True,
    new=New("Add a person", "user-plus", new_person, add_person),
    filters=(Filter("role", "Role", lambda _desk: pairs_of(Role)),),
)


class MyPassphrasePage(QWidget):
    """The person's own passphrase."""

    def __init__(self, desk: Desk) -> None:
        """Offer to change it."""
        super().__init__()
        card = Card("Your passphrase")
        card.add(Words("Only you know it. If you forget it, a manager gives you a new starter code."))
        verb = button("Change my passphrase", partial(change_my_passphrase, desk), name="change_passphrase")
        verb.setEnabled(desk.may(set_my_passphrase))
        card.body.addLayout(column(verb))
        body = Body(card)
        if desk.may(renew_recovery_key):
            key = Card("The recovery key")
            key.add(Words("One printed key opens the casebook if everybody forgets their passphrase."))
            renew = button("Make a new recovery key", partial(ask_for_new_key, desk), name="renew_key")
            key.body.addLayout(column(renew))
            body.add(key)
        self.setLayout(column(Scrolled(body)))


def change_my_passphrase(desk: Desk) -> FormDialog:
    """Open the form of a new passphrase."""

    def save(typed: dict[str, str], _version: int) -> None:
        try:
            vault.verify(desk.store.vault, typed["old"])
        except UserError as error:
            raise Invalid({"old": str(error)}) from None
        desk.write(set_my_passphrase, typed["new"])

    form: Form[dict[str, str]] = Form(
        desk, "passphrase", title="Change my passphrase", draft=dict, save=save, problems=_passphrase_problems
    )
    form.section(
        "",
        SecretField("old", "Present passphrase"),
        SecretField(
            "new",
            "New passphrase",
            note="At least 15 characters, or four words that do not belong together.",
        ),
        SecretField("again", "The new passphrase again"),
    )
    form.settle()
    dialog = FormDialog(form, desk.window, verb="Change passphrase", saved_words="Passphrase changed.")
    dialog.open()
    return dialog


def _passphrase_problems(typed: dict[str, str]) -> dict[str, str]:
    problems = {}
    if not typed["old"]:
        problems["old"] = "Type your present passphrase."
    refusal = passphrases.refusal(typed["new"])
    if refusal:
        problems["new"] = refusal
    elif typed["new"] != typed["again"]:
        problems["again"] = "The two are not the same."
    return problems
