"""The SMART grid: a plan's targets under the six questions, as funders print them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QVBoxLayout, QWidget

from mentordesk.features.plans.queries.one import TargetView
from mentordesk.features.plans.rules.report_words import COLUMNS
from mentordesk.kernel.formats import short_date
from mentordesk.kernel.rag import rag_words
from mentordesk.kernel.text import beginning, displayed
from mentordesk.ui.chips import RagChips
from mentordesk.ui.layouts import clear, column, put
from mentordesk.ui.look import scaled
from mentordesk.ui.words import Words, box, set_kind

_NUMBER = 3
_ROOM_FOR_COLUMNS = 760
_SHARES = {"achieve": 22, "actions": 21, "measures": 20, "agreed_by": 17, "realistic": 13, "timely": 19}


class SmartRow(QFrame):
    """One target of the grid; Enter or a double click opens it, Alt and an arrow move it."""

    opened = Signal(int)
    moved = Signal(int, int)
    chosen = Signal(object)

    def __init__(self, view: TargetView) -> None:
        """Show the six answers beside each other."""
        super().__init__()
        self.view = view
        self.setProperty("box", "row")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        target = view.target
        agreed = target.agreed_wording or " / ".join(each.party for each in target.agreements)
        due = f"Due {short_date(target.due_date)}" if target.due_date else ""
        answers = {
            "achieve": target.achieve,
            "actions": target.actions,
            "measures": target.measures,
            "agreed_by": agreed,
            "timely": "\n\n".join(part for part in (target.timely, due) if part),
        }
        shown: dict[str, QWidget] = {
            name: Words(beginning(displayed(each))) for name, each in answers.items()
        }
        self.cells = _Cells(f"{view.number}", {"realistic": RagChips(target.realistic), **shown})
        self.setLayout(self.cells)
        spoken = {"realistic": rag_words(target.realistic), **answers}
        said = [f"{heading}: {spoken[name]}" for name, heading, _ in COLUMNS]
        self.setAccessibleName(f"Target {view.number}. {'. '.join(said)}")

    def show_chosen(self, *, chosen: bool) -> None:
        """Draw the row as the chosen one, or not."""
        set_kind(self, "chosen", chosen)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the row when the focus comes to it."""
        super().focusInEvent(event)
        self.chosen.emit(self)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the target."""
        super().mouseDoubleClickEvent(event)
        self.opened.emit(self.view.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, go on with the arrows, move with Alt and an arrow."""
        step = {Qt.Key.Key_Up.value: -1, Qt.Key.Key_Down.value: 1}.get(event.key())
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.opened.emit(self.view.id)
        elif step and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self.moved.emit(self.view.id, step)
        elif step and not event.modifiers():
            self.focusNextPrevChild(step > 0)
        else:
            super().keyPressEvent(event)


class SmartGrid(QFrame):
    """The headings with their questions, and a row for each target."""

    opened = Signal(int)
    moved = Signal(int, int)

    def __init__(self) -> None:
        """Make an empty grid."""
        super().__init__()
        self.setObjectName("smart_grid")
        self.setProperty("box", "card")
        self.setAccessibleName("SMART plan")
        self._head = box("head")
        questions: dict[str, QWidget] = {}
        for name, heading, asked in COLUMNS:
            holder = QWidget()
            holder.setLayout(column(Words(heading, "label"), Words(asked, "muted"), None, gap=4))
            questions[name] = holder
        self._head.setLayout(_Cells("No.", questions))
        self._rows: list[SmartRow] = []
        self._chosen: SmartRow | None = None
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.setSpacing(0)
        whole.addWidget(self._head)
        whole.addLayout(self._list)

    def show_targets(self, targets: tuple[TargetView, ...]) -> None:
        """Show targets; the chosen one stays chosen, and keeps the focus if it had it."""
        before = self.chosen()
        had_focus = self._chosen is not None and self._chosen.hasFocus()
        clear(self._list)
        self._rows = [SmartRow(view) for view in targets]
        for row in self._rows:
            row.opened.connect(self.opened)
            row.moved.connect(self.moved)
            row.chosen.connect(self._choose)
            row.cells.stack(stacked=self._narrow())
            put(self._list, row)
        same = [row for row in self._rows if before and row.view.id == before.id]
        again = next(iter(same or self._rows), None)
        self._choose(again)
        if had_focus and again is not None:
            again.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the answers below each other where six columns have no room."""
        super().resizeEvent(event)
        self._head.setVisible(not self._narrow())
        for row in self._rows:
            row.cells.stack(stacked=self._narrow())

    def _narrow(self) -> bool:
        return 0 < self.width() < scaled(_ROOM_FOR_COLUMNS)

    def chosen(self) -> TargetView | None:
        """Return the target that is chosen."""
        return self._chosen.view if self._chosen else None

    def rows(self) -> list[SmartRow]:
        """Return the rows in order."""
        return list(self._rows)

    def _choose(self, row: SmartRow | None) -> None:
        self._chosen = row
        for each in self._rows:
            each.show_chosen(chosen=each is row)


class _Cells(QBoxLayout):
    """The cells of one row, in columns that are as wide in every row, or below each other."""

    def __init__(self, number: str, cells: dict[str, QWidget]) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight)
        self.setContentsMargins(scaled(12), scaled(12), scaled(12), scaled(12))
        self.setSpacing(scaled(16))
        self._headings: list[Words] = []
        self.addWidget(_cell(Words(number, "label")), _NUMBER)
        for name, _heading, question in COLUMNS:
            heading = Words(question, "muted")
            heading.hide()
            self._headings.append(heading)
            self.addWidget(_cell(heading, cells[name]), _SHARES[name])

    def stack(self, *, stacked: bool) -> None:
        """Put the cells below each other, each under its question, or beside each other."""
        direction = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        if direction is not self.direction():
            self.setDirection(direction)
            for heading in self._headings:
                heading.setVisible(stacked)


def _cell(*parts: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(column(*parts, None, gap=4))
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)
    return made
