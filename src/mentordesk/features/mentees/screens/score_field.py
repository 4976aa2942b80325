"""A rating on one pathway: a number from 0 to 10, not applicable, or not asked."""

from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton

from mentordesk.features.mentees.rules.ratings import LEAST, MOST, Answer, anchor_words, answer_words
from mentordesk.records.pathways import Rated
from mentordesk.ui.fields import Field
from mentordesk.ui.layouts import Flow
from mentordesk.ui.look import scaled
from mentordesk.ui.words import Words, one_stop

_ANSWERS: tuple[Answer, ...] = (*range(LEAST, MOST + 1), Rated.NOT_APPLICABLE, Rated.NOT_ASKED)
_NOTHING = "Type a number, or move with the arrows."


class ScoreField(Field[Answer]):
    """One stop of Tab for one pathway: type 0 to 9 (1 then 0 for 10), N or U, or move with the arrows."""

    def __init__(self, name: str, label: str) -> None:
        """Offer the numbers and the two answers without one; nothing is chosen yet."""
        super().__init__(name, label)
        self._group = QButtonGroup(self)
        self._typed = ""
        flow = Flow(gap=4)
        self._body.addLayout(flow)
        for place, answer in enumerate(_ANSWERS):
            made = QPushButton(answer_words(answer))
            made.setProperty("act", "segment")
            made.setCheckable(True)
            made.setAutoDefault(False)
            made.setToolTip(anchor_words(answer))
            self._group.addButton(made, place)
            flow.addWidget(made)
        self._says = Words(_NOTHING, "muted")
        self._body.addWidget(self._says)
        self.watch(*self._group.buttons())
        self.rename(label)
        self._fit()
        one_stop(self._group.buttons())
        self._group.idToggled.connect(lambda _place, _on: self._chosen())

    def rename(self, accessible: str) -> None:
        """Name each button by the pathway and what the number stands for."""
        for place, made in enumerate(self._group.buttons()):
            made.setAccessibleName(f"{accessible}: {anchor_words(_ANSWERS[place])}")

    def value(self) -> Answer | None:
        """Return the answer, None while there is none."""
        place = self._group.checkedId()
        return _ANSWERS[place] if place >= 0 else None

    def set_value(self, value: Answer | None) -> None:
        """Choose an answer, or none."""
        if value in _ANSWERS and value is not None:
            self._group.button(_ANSWERS.index(value)).setChecked(True)
            return
        self._group.setExclusive(False)
        for made in self._group.buttons():
            made.setChecked(False)
        self._group.setExclusive(True)
        self._chosen()

    def kept(self) -> Any:
        """Keep the number, or the code of the answer without one."""
        value = self.value()
        return value.value if isinstance(value, Rated) else value

    def restore(self, kept: Any) -> None:
        """Choose what was kept."""
        self.set_value(Rated(kept) if isinstance(kept, str) else kept)

    def shown(self, value: Answer | None) -> str:
        """Return an answer as words."""
        return answer_words(value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Choose by typing."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and self._take(event.text()):
            return True
        if event.type() is QEvent.Type.FocusOut:
            self._typed = ""
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "_group"):
            self._fit()

    def _take(self, text: str) -> bool:
        letters: dict[str, Answer] = {"n": Rated.NOT_APPLICABLE, "u": Rated.NOT_ASKED}
        answer = letters.get(text.lower())
        if text.isascii() and text.isdigit():
            answer = MOST if self._typed + text == str(MOST) else int(text)
        if answer is None:
            return False
        self._typed = text
        made = self._group.button(_ANSWERS.index(answer))
        made.setChecked(True)
        made.setFocus()
        self._typed = text
        return True

    def _chosen(self) -> None:
        value = self.value()
        self._says.setText(_NOTHING if value is None else anchor_words(value))
        one_stop(self._group.buttons())
        chosen = self._group.checkedButton() or self._group.buttons()[0]
        self.setFocusProxy(chosen)
        self.changed.emit()

    def _fit(self) -> None:
        for place in range(LEAST, MOST + 1):
            self._group.button(place).setFixedWidth(scaled(44))
