"""The recovery key: shown once, printed or saved, and put in place of the old one."""

from PySide6.QtWidgets import QWidget

from mentordesk.features.organisation.operations import renew_recovery_key
from mentordesk.features.organisation.queries import organisation_name
from mentordesk.features.organisation.reports import TITLE, recovery_pdf
from mentordesk.kernel.errors import UserError
from mentordesk.kernel.exports import Export
from mentordesk.store.health import note_recovery_kept
from mentordesk.store.keys import new_recovery_key
from mentordesk.ui.desk import Desk
from mentordesk.ui.dialogs import HouseDialog
from mentordesk.ui.messages import ask
from mentordesk.ui.panels import Body, Card
from mentordesk.ui.preview import PreviewDialog
from mentordesk.ui.words import Words, button


def show_on_paper(desk: Desk, organisation: str, key: str, over: QWidget | None) -> None:
    """Show the key's page in a preview that prints and saves it."""
    PreviewDialog(desk, TITLE, recovery_pdf(organisation, key), Export("recovery-key", "pdf"), over).open()


def ask_for_new_key(desk: Desk) -> None:
    """Ask, and then make a new recovery key and show it once."""
    ask(
        desk.window,
        "Make a new recovery key?",
        "The key that you printed before stops working at once. Print the new one and destroy the old page.",
        "Make a new key",
        lambda: _renew(desk),
    )


def _renew(desk: Desk) -> None:
    key = new_recovery_key()
    try:
        desk.write(renew_recovery_key, key)
    except UserError as error:
        desk.fail(error)
        return
    note_recovery_kept(desk.store, kept=False)
    show_key(desk, key)


def show_key(desk: Desk, key: str) -> HouseDialog:
    """Show a recovery key once, with the way to paper."""
    dialog = HouseDialog("Recovery key", desk.window)
    shown = Words(key.replace("-", "  "), "title")
    shown.setAccessibleName(f"Recovery key: {key}")
    card = Card("Shown now and never again")
    card.add(shown)
    says = "If everybody forgets their passphrase, this key is the only way in. Keep it away from the laptop."
    organisation = desk.read(organisation_name)
    paper = button(
        "Print or save as PDF",
        lambda: show_on_paper(desk, organisation, key, dialog),
        icon_name="printer",
        name="print_key",
    )
    dialog.set_body(Body(card, Words(says), paper))

    def kept() -> None:
        note_recovery_kept(desk.store)
        dialog.reject()

    dialog.add_button("I have kept the key", kept, kind="primary", name="close")
    dialog.open()
    return dialog
