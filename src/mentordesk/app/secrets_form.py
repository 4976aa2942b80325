"""Choosing a passphrase: twice, with its strength in words, before any casebook is open."""

from PySide6.QtWidgets import QWidget

from mentordesk.store import passphrase as passphrases
from mentordesk.ui.fields import SecretField
from mentordesk.ui.form_block import FieldBlock
from mentordesk.ui.layouts import column
from mentordesk.ui.words import Words

ADVICE = "At least 15 characters, or four words that do not belong together. Spaces and pasting are fine."


class NewPassphrase(QWidget):
    """Two fields for a new passphrase; `accepted` says what is wrong, or returns it."""

    def __init__(self) -> None:
        """Make both fields empty."""
        super().__init__()
        self.first = SecretField("passphrase", "New passphrase", note=ADVICE)
        self.again = SecretField("passphrase_again", "The same passphrase again")
        self._blocks = (FieldBlock(self.first), FieldBlock(self.again))
        self.strength = Words("", "label")
        self.first.changed.connect(self._show_strength)
        self.setLayout(column(self._blocks[0], self.strength, self._blocks[1], gap=12))
        self.strength.hide()

    def accepted(self) -> str | None:
        """Return the passphrase, or None after saying beside the field what is wrong."""
        refusal = passphrases.refusal(self.first.value())
        differs = "" if self.first.value() == self.again.value() else "The two are not the same."
        self._blocks[0].show_problem(refusal or "")
        self._blocks[1].show_problem("" if refusal else differs)
        if refusal or differs:
            (self.first if refusal else self.again).setFocus()
            return None
        return self.first.value()

    def _show_strength(self) -> None:
        typed = self.first.value()
        self.strength.setText(f"Strength: {passphrases.strength(typed)}")
        self.strength.setVisible(bool(typed))
