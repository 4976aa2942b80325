"""The history of a record, as a tab on its page."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentordesk.features.privacy.queries.history import KEPT_FROM_YOU, SHOWN, HistoryRow, history
from mentordesk.features.privacy.rules.history import change_sentence
from mentordesk.kernel.formats import date_and_time
from mentordesk.records.trail import TrailEntry
from mentordesk.ui.desk import Desk
from mentordesk.ui.panels import Body, Card, Timeline, TimelineItem
from mentordesk.ui.watching import Watching
from mentordesk.ui.words import button

_ICONS = {
    "added": "plus",
    "removed": "trash-2",
    "at": "eye",
    "exported": "download",
    "printed": "printer",
}


class HistoryPanel(Watching):
    """Who did what to a record and to what belongs to it, newest first."""

    def __init__(self, desk: Desk, table: str, number: int) -> None:
        """Make the panel; it reads when it is shown."""
        super().__init__(desk, frozenset({TrailEntry}))
        self._table, self._number = table, number
        self._shown = SHOWN
        self._body = Body()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._body)

    def refresh(self) -> None:
        """Read again."""
        rows = self.desk.attempt(self._read) or ()
        card = Card("Changes, newest first")
        items = [_item(each) for each in rows[: self._shown]]
        card.add(Timeline(items, "Nothing has been written down yet."))
        parts: list[QWidget] = [card]
        if len(rows) > self._shown:
            parts.append(button("Show older entries", self._show_more, name="older"))
        self._body.show_parts(*parts)

    def _read(self) -> tuple[HistoryRow, ...]:
        return self.desk.read(history, self._table, self._number, self._shown)

    def _show_more(self) -> None:
        self._shown += SHOWN
        self.refresh()


def _item(row: HistoryRow) -> TimelineItem:
    says = "\n".join(change_sentence(each) for each in row.changes)
    act = row.did.rpartition(" ")[2]
    words = "\n".join(each for each in (row.title, KEPT_FROM_YOU if row.hidden else says) if each)
    return TimelineItem(f"{date_and_time(row.at)}, by {row.who}", row.did, words, _ICONS.get(act, "pencil"))
