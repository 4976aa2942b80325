"""Settings pages: the trail, and the bin."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QMenu, QWidget

from mentordesk.features.privacy.queries.trail import (
    TRAIL_COLUMNS,
    Done,
    Since,
    record_words,
    trail_page,
    trail_people,
)
from mentordesk.kernel.errors import UserError
from mentordesk.records.bins import BinEntry
from mentordesk.records.trail import TrailEntry
from mentordesk.store.bin import BIN_COLUMNS, DAYS, BinRow, bin_page, bring_back, remove_for_good
from mentordesk.ui.desk import Desk
from mentordesk.ui.fields.choice import pairs_of
from mentordesk.ui.list_page import ListPage
from mentordesk.ui.listing import Filter, Listing
from mentordesk.ui.messages import ask
from mentordesk.ui.words import button

TRAIL: Listing[Any] = Listing(
    name="trail",
    title="Trail",
    noun=("entry", "entries"),
    query=trail_page,
    columns=TRAIL_COLUMNS,
    watches=frozenset({TrailEntry}),
    empty="Nothing was done in this time.",
    icon="history",
    sort="number",
    descending=True,
    in_tab=True,
    filters=(
        Filter("since", "When", lambda _desk: pairs_of(Since)),
        Filter("done", "What", lambda _desk: pairs_of(Done)),
        Filter("person", "Who", lambda desk: desk.read(trail_people)),
        Filter("subject", "Kind of record", lambda _desk: record_words()),
    ),
)

BIN: Listing[Any] = Listing(
    name="bin",
    title="Bin",
    noun=("thing", "things"),
    query=bin_page,
    columns=BIN_COLUMNS,
    watches=frozenset({BinEntry}),
    empty=f"The bin is empty. What is removed stays here for {DAYS} days and can come back whole.",
    icon="trash-2",
    sort="removed",
    descending=True,
    in_tab=True,
)


class BinPage(ListPage[BinRow]):
    """What was removed, and the ways back."""

    def __init__(self, desk: Desk) -> None:
        """Make the list with what can be done to a thing in the bin."""
        extra: list[QWidget] = []
        if desk.may(bring_back):
            extra.append(
                button("Bring back", partial(self._with_chosen, self._bring_back), name="bring_back")
            )
        if desk.may(remove_for_good):
            more = button("More", name="more")
            menu = QMenu(more)
            menu.addAction("Remove for good…", partial(self._with_chosen, self._ask_to_forget))
            more.setMenu(menu)
            extra.append(more)
        super().__init__(desk, BIN, *extra)
        self.table.opened.connect(lambda _row: self._with_chosen(self._bring_back))

    def _with_chosen(self, act: Callable[[BinRow], object]) -> None:
        row = self.selected()
        if row is None:
            self.desk.say("Choose something in the bin first.")
        elif self.desk.may(bring_back):
            act(row)

    def _bring_back(self, row: BinRow) -> None:
        self._done(lambda: self.desk.write(bring_back, row.id, row.version), f"{row.title} is back.")

    def _ask_to_forget(self, row: BinRow) -> None:
        also = f" and the {row.pieces} records that belong to it" if row.pieces else ""
        ask(
            self,
            f"Remove {row.title} for good?",
            f"This {row.word}{also} cannot come back afterwards, and what the trail says about it "
            "is blanked. Older backups still hold it until they are thinned out.",
            "Remove for good",
            lambda: self._done(
                lambda: self.desk.write(remove_for_good, row.id, row.version, row.title), "Removed for good."
            ),
            typed=row.title,
        )

    def _done(self, act: Callable[[], object], said: str) -> None:
        try:
            act()
        except UserError as error:
            self.desk.fail(error)
        else:
            self.desk.say(said)
