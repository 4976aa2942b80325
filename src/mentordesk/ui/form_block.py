"""One field in a form: its label, the field, its note, what is wrong, and two versions to choose from."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from mentordesk.ui.fields import CheckField, Field
from mentordesk.ui.layouts import Flow, column, line, put
from mentordesk.ui.words import Picture, Words, box, button

_LONGEST = 400


class Comparison(QFrame):
    """Two versions of one field, ours and somebody else's; one of them is chosen."""

    chosen = Signal()

    def __init__(self, field: Field[Any], theirs: Any) -> None:
        """Show both versions; ours is what the field holds."""
        super().__init__()
        self.setProperty("box", "compare")
        self._field, self._mine, self._theirs = field, field.kept(), theirs
        self.decided = False
        self._says = Words("Somebody else saved something different here.", "label")
        keep = button("Keep mine", lambda: self.decide(theirs=False), name="keep_mine")
        take = button("Take theirs", lambda: self.decide(theirs=True), name="take_theirs")
        for each in (keep, take):
            each.setAccessibleName(f"{each.text()}: {field.label}")
        buttons = Flow()
        buttons.addWidget(keep)
        buttons.addWidget(take)
        head = line(Picture("triangle-alert", "amber", 16), self._says, gap=8)
        head.setStretch(1, 1)
        body = column(
            head,
            Words("Yours", "label"),
            Words(_short(field.shown(field.value()))),
            Words("Theirs", "label"),
            Words(_short(field.shown(theirs))),
            buttons,
            gap=4,
            margins=12,
        )
        self.setLayout(body)

    def decide(self, *, theirs: bool) -> None:
        """Put one version in the field; it can still be changed, and the other one taken again."""
        if theirs:
            self._field.set_value(self._theirs)
        else:
            self._field.restore(self._mine)
        self.decided = True
        self._says.setText("Theirs is taken." if theirs else "Yours is kept.")
        self.chosen.emit()


def _short(text: str) -> str:
    text = text.strip() or "(nothing)"
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()} …"


class FieldBlock(QWidget):
    """A field as it stands in a form."""

    def __init__(self, field: Field[Any]) -> None:
        """Put the label above the field and its note below."""
        super().__init__()
        self.field = field
        self.touched = False
        self.fits = True
        """Whether the field fits the answers so far; one that does not is hidden and not judged."""
        self.problem = ""
        self.comparison: Comparison | None = None
        self._label = Words(field.label, "label")
        self._label.setBuddy(field)
        if field.optional:
            self._label.setText(f"{field.label} (optional)")
        self._note = Words(field.note, "muted")
        self._note.setVisible(bool(field.note))
        self._sentence: Words | None = None
        self._wrong = QWidget()
        self._wrong.hide()
        if isinstance(field, CheckField):
            self._label.hide()
        self._body = column(self._label, field, self._wrong, self._note, gap=4)
        self.setLayout(self._body)

    def show_problem(self, problem: str) -> None:
        """Say in words what is wrong, or that nothing is."""
        if problem == self.problem:
            return
        self.problem = problem
        self._say(problem)
        self._wrong.setVisible(bool(problem))
        self.field.show_problem(problem)

    def _say(self, problem: str) -> None:
        """Write the sentence; its line is made for the first one, since most fields never have any."""
        if self._sentence is None:
            self._sentence = Words("", "problem")
            said = line(Picture("circle-alert", "red", 16), self._sentence, gap=4)
            said.setStretch(1, 1)
            self._wrong.setLayout(said)
        self._sentence.setText(problem)

    def compare(self, theirs: Any) -> Comparison:
        """Show somebody else's version beside ours."""
        self.drop_comparison()
        self.comparison = Comparison(self.field, theirs)
        put(self._body, self.comparison)
        return self.comparison

    def drop_comparison(self) -> None:
        """Take the comparison away."""
        if self.comparison:
            self.comparison.hide()
            self.comparison.deleteLater()
            self.comparison = None


class ProblemSummary(QFrame):
    """What is wrong in a form, at its top; each sentence leads to its field."""

    def __init__(self) -> None:
        """Start hidden."""
        super().__init__()
        self.setProperty("box", "danger")
        self._head = Words("", "label")
        self._links = column(gap=0)
        inner = column(self._head, self._links, gap=4)
        whole = line(column(Picture("circle-alert", "red"), None), inner, gap=8, margins=12)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.hide()

    def text(self) -> str:
        """Return the heading."""
        return self._head.text()

    def show_problems(self, head: str, problems: list[tuple[str, FieldBlock | None]]) -> None:
        """Show a heading and the problems, those with a field as links."""
        self._empty()
        self._head.setText(head)
        for sentence, block in problems:
            if block is None:
                put(self._links, Words(sentence, "problem"))
            else:
                put(self._links, _leads_to(block, sentence))
        self.setVisible(bool(head))

    def clear(self) -> None:
        """Hide the summary."""
        self.show_problems("", [])

    def _empty(self) -> None:
        while self._links.count():
            item = self._links.takeAt(0)
            widget = item.widget() if item else None
            if widget:
                widget.hide()
                widget.deleteLater()


def _leads_to(block: FieldBlock, sentence: str) -> QWidget:
    made = button(f"{block.field.label}: {sentence}", block.field.setFocus, kind="problem")
    made.setAccessibleDescription("Goes to the field")
    return line_of(made)


def line_of(widget: QWidget) -> QWidget:
    """Return a widget that holds another at its left."""
    made = box("")
    made.setLayout(line(widget, None))
    return made
