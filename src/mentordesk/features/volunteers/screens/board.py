"""The board: a list for every stage, from which volunteers are dragged, or moved with keys, to another."""

from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from mentordesk.features.volunteers.operations.pipeline import move_volunteers
from mentordesk.features.volunteers.queries.board import SHOWN, BoardCard, BoardColumn, board
from mentordesk.features.volunteers.rules.pipeline import MoveDraft
from mentordesk.features.volunteers.screens.forms import move
from mentordesk.kernel.formats import count_of
from mentordesk.kernel.links import Link
from mentordesk.records.pipeline import GONE, Stage, StageKind
from mentordesk.records.volunteers import Volunteer
from mentordesk.ui.desk import Desk
from mentordesk.ui.keys import Key
from mentordesk.ui.layouts import Flow, column
from mentordesk.ui.look import scaled
from mentordesk.ui.panels import Body, EmptyState, Scrolled
from mentordesk.ui.watching import Watching
from mentordesk.ui.words import Words, announce, box, button

_WIDTH, _LEAST, _MOST = 216, 3, 6
_ASKS = {StageKind.PAUSED, *GONE}
"""Meanings of stages that ask for more than a day."""


class StageList(QListWidget):
    """Those who stand at one stage."""

    moved = Signal(list, int)
    """Which cards go, and how many stages to the right; 0 when they were dropped here."""
    asked = Signal(list)
    """Which cards are to be moved by the form."""

    def __init__(self, shown: BoardColumn, *, may_move: bool) -> None:
        """Show the cards of a stage."""
        super().__init__()
        self.shown = shown
        self.setObjectName(f"stage_{shown.id}")
        self.setAccessibleName(f"{shown.name}, {count_of(shown.count, 'volunteer')}")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._may_move = may_move
        if may_move:
            self.setDragEnabled(True)
            self.setAcceptDrops(True)
            self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        for each in shown.cards:
            item = QListWidgetItem(_says(each, shown))
            item.setData(Qt.ItemDataRole.UserRole, each)
            self.addItem(item)

    def sizeHint(self) -> QSize:
        """Return the room of a few cards."""
        line = self.fontMetrics().height() * 2 + scaled(12)
        rows = min(max(len(self.shown.cards), _LEAST), _MOST)
        return QSize(scaled(_WIDTH), line * rows)

    def chosen(self) -> list[BoardCard]:
        """Return the cards that are chosen."""
        return [item.data(Qt.ItemDataRole.UserRole) for item in self.selectedItems()]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; Ctrl with an arrow moves to the stage beside; Ctrl+M asks where to."""
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if self._may_move and held and event.key() in steps:
            self.moved.emit(self.chosen(), steps[Qt.Key(event.key())])
        elif self._may_move and held and event.key() == Qt.Key.Key_M:
            self.asked.emit(self.chosen())
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentItem():
            self.itemActivated.emit(self.currentItem())
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take cards of another stage only."""
        self._judge(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take cards of another stage only."""
        self._judge(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Have the cards moved by the records; the board shows them anew."""
        source = event.source()
        if isinstance(source, StageList) and source is not self:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            cards = source.chosen()
            QTimer.singleShot(0, self, lambda: self.moved.emit(cards, 0))

    def _judge(self, event: QDragMoveEvent) -> None:
        source = event.source()
        if isinstance(source, StageList) and source is not self:
            event.acceptProposedAction()
        else:
            event.ignore()


class BoardPanel(Watching):
    """Every stage side by side; what is moved can be undone."""

    keys = (
        Key("Up, Down", "Choose a volunteer; with Shift, several"),
        Key("Ctrl+Left, Ctrl+Right", "Move who is chosen to the stage beside"),
        Key("Ctrl+M", "Move who is chosen to any stage"),
        Key("Enter", "Open the volunteer"),
        Key("Tab", "Go to the next stage"),
    )

    def __init__(self, desk: Desk) -> None:
        """Make the board; it reads when it is shown."""
        super().__init__(desk, frozenset({Volunteer, Stage}))
        self._body = Body()
        self._columns: tuple[BoardColumn, ...] = ()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(Scrolled(self._body))

    def refresh(self) -> None:
        """Read every stage again."""
        read = self.desk.attempt(lambda: self.desk.read(board))
        if read is None:
            return
        self._columns = read
        if not any(each.count for each in read):
            says = "No volunteer yet. Somebody who asks stands at the first stage."
            self._body.show_parts(EmptyState("hand-heart", says))
            return
        says = (
            "Drag a name to another stage, or choose it and press Ctrl with an arrow. Longest there first; "
            "Undo takes a step back."
        )
        holder = QWidget()
        flow = Flow(gap=12)
        for each in read:
            flow.addWidget(self._column(each))
        holder.setLayout(flow)
        self._body.show_parts(Words(says, "muted"), holder)

    def _column(self, shown: BoardColumn) -> QWidget:
        made = box("card")
        cards = StageList(shown, may_move=self.desk.may(move_volunteers))
        cards.itemActivated.connect(self._open)
        cards.moved.connect(partial(self._move, shown.id))
        cards.asked.connect(self._ask)
        head = Words(f"{shown.name} ({shown.count:,})", "label")
        parts: list[QWidget] = [head, cards]
        if shown.count > SHOWN:
            everybody = Link("some_volunteers", filters=(("stage", shown.id),))
            more = button(f"All {shown.count:,}", partial(self.desk.go, everybody), kind="link")
            more.setAccessibleName(f"All {shown.count:,} at {shown.name}")
            parts.append(more)
        made.setLayout(column(*parts, gap=8, margins=8))
        made.setFixedWidth(scaled(_WIDTH) + scaled(20))
        return made

    def _open(self, item: QListWidgetItem) -> None:
        card: BoardCard = item.data(Qt.ItemDataRole.UserRole)
        self.desk.go(Link("mentor", card.id))

    def _ask(self, cards: list[BoardCard]) -> None:
        if cards:
            move(self.desk, [(each.id, each.version) for each in cards], [each.name for each in cards])

    def _move(self, from_or_to: int, cards: list[BoardCard], steps: int) -> None:
        places = [each.id for each in self._columns]
        place = places.index(from_or_to) + steps
        if not cards or not 0 <= place < len(places):
            return
        to = self._columns[place]
        chosen = [(each.id, each.version) for each in cards]
        if to.kind in _ASKS:
            move(self.desk, chosen, [each.name for each in cards], to.id)
            return
        self.desk.attempt(lambda: self._moved(chosen, to, len(cards)))

    def _moved(self, chosen: list[tuple[int, int]], to: BoardColumn, count: int) -> None:
        self.desk.write(move_volunteers, tuple(chosen), MoveDraft(to.id, self.desk.today()))
        says = f"Moved {count_of(count, 'volunteer')} to {to.name}."
        self.desk.say(says)
        announce(self, says)


def _says(card: BoardCard, shown: BoardColumn) -> str:
    if shown.kind in GONE:
        return card.name
    late = ": too long" if card.too_long else ""
    return f"{card.name}\n{count_of(card.days, 'day')}{late}"
