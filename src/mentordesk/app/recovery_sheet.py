"""The recovery key on paper, before there is a main window."""

from PySide6.QtWidgets import QWidget

from mentordesk.features.organisation.screens.recovery_key import show_on_paper
from mentordesk.store.casebook import Store
from mentordesk.ui.desk import Desk
from mentordesk.ui.tasks import InlineTasks


def show_recovery_sheet(over: QWidget, store: Store, organisation: str, key: str) -> None:
    """Show the page in a preview that prints and saves it."""
    show_on_paper(Desk(store, InlineTasks()), organisation, key, over)
