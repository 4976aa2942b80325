"""The SMART grid: a plan's targets under the six questions, as funders print them."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from mentordesk.features.plans.queries.one import TargetView
from mentordesk.features.plans.rules.report_words import COLUMNS
from mentordesk.kernel.formats import short_date
from mentordesk.kernel.text import displayed
from mentordesk.ui.chips import RagChips
from mentordesk.ui.layouts import column
from mentordesk.ui.look import scaled

_SHARES = (24, 22, 20, 16, 12, 20)
_REALISTIC = 5


class SmartGrid(QTableWidget):
    """One row for each target; Enter or a double click opens its form, Alt+Up and Alt+Down move it."""

    opened = Signal(int)
    moved = Signal(int, int)

    def __init__(self) -> None:
        """Make an empty grid."""
        super().__init__(0, len(COLUMNS) + 1)
        self.setObjectName("smart_grid")
        self.setAccessibleName("SMART plan")
        self.setAlternatingRowColors(False)
        self.setWordWrap(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        heads = self.horizontalHeader()
        wraps = Qt.AlignmentFlag.AlignLeft.value | Qt.AlignmentFlag.AlignTop.value
        heads.setDefaultAlignment(Qt.AlignmentFlag(wraps | Qt.TextFlag.TextWordWrap.value))
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads.setHighlightSections(False)
        self.setHorizontalHeaderLabels(["No.", *(f"{heading}\n{asked}" for _, heading, asked in COLUMNS)])
        self._targets: tuple[TargetView, ...] = ()
        self._fit = QTimer(self)
        self._fit.setSingleShot(True)
        self._fit.timeout.connect(self.resizeRowsToContents)
        self.cellDoubleClicked.connect(lambda row, _column: self.opened.emit(self._targets[row].id))

    def show_targets(self, targets: tuple[TargetView, ...]) -> None:
        """Show targets; the chosen one stays chosen."""
        chosen = self.chosen()
        self._targets = targets
        self.setRowCount(len(targets))
        for row, view in enumerate(targets):
            self._fill(row, view)
        self._share_width()
        numbers = [view.id for view in targets]
        if targets:
            self.selectRow(numbers.index(chosen.id) if chosen and chosen.id in numbers else 0)

    def chosen(self) -> TargetView | None:
        """Return the target that is chosen."""
        row = self.currentRow()
        return self._targets[row] if 0 <= row < len(self._targets) else None

    def _fill(self, row: int, view: TargetView) -> None:
        target = view.target
        agreed = target.agreed_wording or " / ".join(each.party for each in target.agreements)
        timely = target.timely
        if target.due_date:
            timely = f"{timely}\n\nDue {short_date(target.due_date)}".strip()
        texts = (f"{view.number}", target.achieve, target.actions, target.measures, agreed, "", timely)
        for place, text in enumerate(texts):
            item = QTableWidgetItem(displayed(text))
            item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            self.setItem(row, place, item)
        holder = QWidget()
        holder.setLayout(column(RagChips(target.realistic), None, margins=(8, 8, 4, 4)))
        holder.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setCellWidget(row, _REALISTIC, holder)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns again."""
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        number = scaled(40)
        room = max(self.viewport().width() - number, 300)
        self.setColumnWidth(0, number)
        for place, share in enumerate(_SHARES, start=1):
            self.setColumnWidth(place, room * share // sum(_SHARES))
        self._fit.start(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, move with Alt and an arrow."""
        view = self.chosen()
        if view and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.opened.emit(view.id)
            return
        if view and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
            if step:
                self.moved.emit(view.id, step)
                return
        super().keyPressEvent(event)
