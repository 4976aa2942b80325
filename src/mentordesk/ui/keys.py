"""The keys of a page, shown with F1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

from mentordesk.ui.dialogs import HouseDialog
from mentordesk.ui.panels import Card
from mentordesk.ui.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Key:
    """A key and what it does."""

    keys: str
    does: str


EVERYWHERE = (
    Key("Ctrl+K", "Search for people, plans and commands"),
    Key("Ctrl+N", "Make something new"),
    Key("Ctrl+Shift+S", "Record a session"),
    Key("Ctrl+Z", "Undo what was last done"),
    Key("Ctrl+L", "Lock MentorDesk"),
    Key("Alt+Left", "Go back"),
    Key("Alt+Right", "Go forward"),
    Key("Ctrl+1 to Ctrl+9", "Go to a place in the sidebar"),
    Key("Ctrl+B", "Make the sidebar narrow or wide"),
    Key("F6", "Move between the sidebar, the top and the page"),
    Key("Tab, Shift+Tab", "Move to the next or the last control"),
    Key("F1", "Show these keys"),
)

IN_FORMS = (
    Key("Ctrl+Enter", "Save"),
    Key("Esc", "Close and keep a draft"),
    Key("Alt and an underlined letter", "Show a part that is folded"),
    Key("F4", "Open the calendar of a date"),
    Key("Alt+Up, Alt+Down", "Move a row of a list"),
    Key("Ctrl+Delete", "Remove a row of a list"),
)

IN_LISTS = (
    Key("Up, Down", "Choose a row"),
    Key("Enter", "Open the row"),
    Key("Letters", "Go to a row that begins with them"),
    Key("Ctrl+F", "Search within the list"),
)

IN_CONTENTS = (Key("Up, Down", "Go to another page while the list of pages has the focus"),)

IN_TABS = (
    Key("Ctrl+Tab", "Go to the next tab"),
    Key("Left, Right", "Go to another tab while one has the focus"),
)


def keys_of(page: QWidget | None) -> tuple[Key, ...]:
    """Return the keys that a page names by its `keys` attribute."""
    return getattr(page, "keys", ())


class KeysDialog(HouseDialog):
    """The keys that work here, then those that work everywhere."""

    def __init__(self, parent: QWidget | None, page_keys: Sequence[Key]) -> None:
        """List the keys."""
        super().__init__("Keys", parent, width=640)
        body = QWidget()
        groups = [("On this page", page_keys), ("In forms", IN_FORMS), ("Everywhere", EVERYWHERE)]
        cards = [_group(heading, keys) for heading, keys in groups if keys]
        layout = QGridLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        for number, card in enumerate(cards):
            layout.addWidget(card, number, 0)
        self.set_body(body)
        self.add_button("Close", self.accept, kind="primary").setFocus()


def _group(heading: str, keys: Sequence[Key]) -> Card:
    card = Card(heading)
    inner = QWidget()
    grid = QGridLayout(inner)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(24)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 2)
    for number, key in enumerate(keys):
        grid.addWidget(Words(key.keys, "label"), number, 0)
        grid.addWidget(Words(key.does), number, 1)
    card.add(inner)
    return card
