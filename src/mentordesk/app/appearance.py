"""Settings, Appearance: theme, text size, row height, font, sidebar; everything changes at once."""

from typing import Any

from PySide6.QtWidgets import QWidget

from mentordesk.app.preferences import PreferencesFile
from mentordesk.kernel.rag import Rag
from mentordesk.ui.chips import RagChip
from mentordesk.ui.fields import CheckField, ChoiceField, Field
from mentordesk.ui.form_block import FieldBlock
from mentordesk.ui.layouts import Flow
from mentordesk.ui.letters import READING_FONTS, bring
from mentordesk.ui.look import scaled
from mentordesk.ui.panels import Body, Card, Scrolled
from mentordesk.ui.theme import wear
from mentordesk.ui.tokens import RowHeight, Theme
from mentordesk.ui.words import Words, button

TEXT_SIZES = (100, 115, 130, 150, 175, 200)


def appearance_fields(preferences: PreferencesFile) -> list[Field[Any]]:
    """Return the fields of the page, showing what is chosen."""
    fonts = [(name, name) for name in READING_FONTS if bring(name)]
    chosen = preferences.now.font
    if chosen and chosen not in dict(fonts):
        fonts.append((chosen, chosen))
    made: list[Field[Any]] = [
        ChoiceField("theme", "Colours", Theme, note="Cream is easier for many dyslexic readers."),
        ChoiceField("text_size", "Text size", [(size, f"{size}%") for size in TEXT_SIZES]),
        ChoiceField("row_height", "Rows of lists", RowHeight),
        ChoiceField("font", "Reading font", [("", "The system’s own"), *fonts]),
        CheckField("sidebar_narrow", "Show only icons in the sidebar"),
    ]
    for each in made:
        each.set_value(getattr(preferences.now, each.name))
    return made


class AppearancePage(Scrolled):
    """How the program looks on this computer."""

    def __init__(self, preferences: PreferencesFile) -> None:
        """Show the choices; each is worn as soon as it is made."""
        body = Body()
        super().__init__(body)
        self.setAccessibleName("Appearance")
        self._preferences = preferences
        card = Card("Appearance")
        card.add(Words("These choices are for this computer only. They change at once.", "muted"))
        card.body.setSpacing(scaled(16))
        self.fields = {each.name: each for each in appearance_fields(preferences)}
        for each in self.fields.values():
            card.add(FieldBlock(each))
            each.changed.connect(self._changed)
        body.add(card)
        body.add(_sample())

    def _changed(self) -> None:
        field = self.sender()
        if not isinstance(field, Field):
            return
        value = field.value()
        if value is None or value == getattr(self._preferences.now, field.name):
            return
        look = self._preferences.now.look
        self._preferences.change(**{field.name: value})
        if self._preferences.now.look != look:
            wear(self._preferences.now.look)


def _sample() -> QWidget:
    card = Card("How it looks")
    card.add(Words("A session was held on 3 September 2026 and lasted 1 hour 15 minutes."))
    chips = QWidget()
    flow = Flow(chips)
    for rag in (Rag.GREEN, Rag.AMBER, Rag.RED, None):
        flow.addWidget(RagChip(rag))
    buttons = QWidget()
    flow = Flow(buttons)
    flow.addWidget(button("Record session", kind="primary"))
    flow.addWidget(button("Cancel"))
    card.add(chips, buttons)
    return card
