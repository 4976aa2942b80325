"""A form in a dialog over its page."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from mentordesk.ui.dialogs import HouseDialog
from mentordesk.ui.form import Form
from mentordesk.ui.keys import KeysDialog
from mentordesk.ui.words import button


class FormDialog(HouseDialog):
    """A form over its page: Ctrl+Enter saves, Esc closes and keeps a draft."""

    def __init__(
        self,
        form: Form[Any],
        parent: QWidget | None,
        *,
        verb: str,
        title: str = "",
        saved_words: str | Callable[[], str] = "",
    ) -> None:
        """Show a form with its verb ("Save plan"); `saved_words` are told when it is saved."""
        super().__init__(title or form.title, parent)
        self.form = form
        self._saved_words = saved_words
        self.set_body(form)
        self.save_button = self.add_button(verb, self.save, kind="primary", name="save")
        self.save_button.setToolTip("Ctrl+Enter")
        self.cancel_button = self.add_button("Cancel", self.reject, name="cancel")
        self.cancel_button.setToolTip("Esc; what you typed is kept as a draft")
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.save)
        QShortcut(QKeySequence("F1"), self, self._show_keys)
        QShortcut(QKeySequence("Ctrl+L"), self, form.desk.locking.emit)
        form.saved.connect(self._done)

    def add_second(self, text: str, press: Callable[[], object]) -> QPushButton:
        """Add another way to finish, such as "Save and add another", before Cancel."""
        made = button(text, press)
        self._buttons.removeWidget(self.cancel_button)
        self._buttons.addWidget(made)
        self._buttons.addWidget(self.cancel_button)
        QWidget.setTabOrder(self.save_button, made)
        QWidget.setTabOrder(made, self.cancel_button)
        return made

    def open(self) -> None:
        """Show the form with the cursor in its first field, or with the draft that was left."""
        super().open()
        self.form.focus_first()
        self.form.offer_draft()

    def save(self) -> None:
        """Save; a refusal is said in the form. A form that was saved and closed is not saved twice."""
        if self.isHidden():
            return
        self.save_button.setEnabled(False)
        try:
            self.form.try_save()
        finally:
            self.save_button.setEnabled(True)

    def reject(self) -> None:
        """Close, and keep a draft of what was typed."""
        form = self.form
        if form.leave():
            form.desk.say(
                f"{form.title}: not saved. What you typed is kept as a draft.",
                partial(form.desk.store.drop_draft, form.key, form.subject),
                "Throw away",
            )
        super().reject()

    def _show_keys(self) -> None:
        KeysDialog(self, ()).open()

    def _done(self) -> None:
        said = self._saved_words() if callable(self._saved_words) else self._saved_words
        if said:
            self.form.desk.say(said)
        self.accept()
