"""The place of volunteers: the list with its bulk actions, the board, the figures."""

from typing import Any

from PySide6.QtWidgets import QAbstractItemView

from mentordesk.features.volunteers.operations.pipeline import add_volunteer, move_volunteers
from mentordesk.features.volunteers.queries.lists import (
    COLUMNS,
    VolunteerRow,
    VolunteersShown,
    stage_choices,
    volunteer_page,
)
from mentordesk.features.volunteers.screens.board import BoardPanel
from mentordesk.features.volunteers.screens.development_list import DevelopmentList
from mentordesk.features.volunteers.screens.figures import FiguresPanel
from mentordesk.features.volunteers.screens.forms import move, new_volunteer
from mentordesk.features.volunteers.screens.hours import hours_listing
from mentordesk.features.volunteers.screens.standards import REQUIREMENTS
from mentordesk.features.volunteers.screens.support_lists import SupportList
from mentordesk.features.volunteers.screens.training_panel import TrainingPanel
from mentordesk.kernel.links import Link
from mentordesk.records.matches import Match
from mentordesk.records.pipeline import Stage
from mentordesk.records.volunteers import Volunteer
from mentordesk.ui.desk import Desk
from mentordesk.ui.feature import Filters, New
from mentordesk.ui.fields.choice import pairs_of
from mentordesk.ui.list_page import ListPage
from mentordesk.ui.listing import Filter, Listing
from mentordesk.ui.tabbed_place import TabbedPlace
from mentordesk.ui.words import button

NEW = New("New volunteer", "user-plus", new_volunteer, add_volunteer)


def listing(filters: Filters = (), *, in_tab: bool = True) -> Listing[VolunteerRow]:
    """Return what the list of volunteers shows, with filters in force."""
    return Listing(
        name="volunteers",
        title="All volunteers",
        noun=("volunteer", "volunteers"),
        query=volunteer_page,
        columns=COLUMNS,
        watches=frozenset({Volunteer, Match, Stage}),
        empty="No volunteer yet.",
        icon="hand-heart",
        sort="name",
        in_tab=in_tab,
        open=lambda row: Link("mentor", row.id),
        new=NEW,
        filters=(
            Filter("view", "View", lambda _desk: pairs_of(VolunteersShown)),
            Filter("stage", "Stage", lambda desk: desk.read(stage_choices)),
        ),
        start_filters=filters,
    )


class VolunteerList(ListPage[Any]):
    """Volunteers in rows, of which several can be chosen and moved together."""

    def __init__(self, desk: Desk, filters: Filters = (), *, in_tab: bool = True) -> None:
        """Make the list; Move says how many are chosen."""
        self.move_button = button("Move…", self.move_chosen, name="move_chosen")
        super().__init__(desk, listing(filters, in_tab=in_tab), self.move_button)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.selectionModel().selectionChanged.connect(lambda *_changed: self._count_chosen())
        self.move_button.setVisible(desk.may(move_volunteers))
        self._count_chosen()

    def chosen(self) -> list[VolunteerRow]:
        """Return the rows that are chosen."""
        return [self.model.row(index.row()) for index in self.table.selectionModel().selectedRows()]

    def move_chosen(self) -> None:
        """Open the form that moves every chosen volunteer."""
        rows = self.chosen()
        if rows:
            move(self.desk, [(row.id, row.version) for row in rows], [row.name for row in rows])

    def _count_chosen(self) -> None:
        count = len(self.table.selectionModel().selectedRows())
        self.move_button.setEnabled(count > 0)
        self.move_button.setText(f"Move {count:,} chosen…" if count > 1 else "Move…")


class VolunteerPlace(TabbedPlace):
    """The place of volunteers: everybody, the board, the figures, development plans, training, standards."""

    def __init__(self, desk: Desk) -> None:
        """Make the tabs."""
        present = (("view", VolunteersShown.PRESENT),)
        super().__init__(
            "VolunteerPlace",
            "Parts of volunteers",
            ("Volunteers", VolunteerList(desk, present)),
            ("Board", BoardPanel(desk)),
            ("Figures", FiguresPanel(desk)),
            ("Development", DevelopmentList(desk)),
            ("Training", TrainingPanel(desk)),
            ("Standards", ListPage(desk, REQUIREMENTS)),
            ("Supervision", SupportList(desk)),
            ("Hours", ListPage(desk, hours_listing())),
        )
