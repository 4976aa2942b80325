"""The tab of pathways and ratings on a mentee's page, and the dialog of the lists of pathways."""

from functools import partial

from PySide6.QtWidgets import QWidget

from mentordesk.features.mentees.operations.pathway_lists import (
    add_pathway,
    choose_pathway_list,
    ensure_pathways,
    rename_pathway,
)
from mentordesk.features.mentees.operations.pathways import (
    correct_ratings,
    rate_pathways,
    set_pathway_status,
)
from mentordesk.features.mentees.queries.pathways import (
    COLUMNS,
    ListView,
    PathwayName,
    PathwayRow,
    PathwaysView,
    RatedDay,
    pathway_lists,
    pathways_view,
)
from mentordesk.features.mentees.rules.ratings import NOT_VALIDATED, answer_words
from mentordesk.features.mentees.screens.pathway_forms import (
    choose_list,
    correct_rating,
    edit_pathway,
    edit_status,
    new_pathway,
    new_rating,
)
from mentordesk.kernel.formats import long_date
from mentordesk.records.mentees import Episode, Mentee
from mentordesk.records.pathways import Pathway, PathwayList, PathwayProgress, Rating
from mentordesk.ui.charts import ThenNowBars
from mentordesk.ui.chips import Chip
from mentordesk.ui.desk import Desk
from mentordesk.ui.dialogs import HouseDialog
from mentordesk.ui.layouts import Flow, column, line
from mentordesk.ui.panels import Banner, Body, Card, EmptyState
from mentordesk.ui.short_table import ShortTable
from mentordesk.ui.watching import Watching
from mentordesk.ui.words import Words, button


class PathwaysTab(Watching):
    """Where a mentee stands on each pathway: status, ratings then and now, and their history."""

    def __init__(self, desk: Desk, mentee_id: int) -> None:
        """Make the tab; it reads when it is shown."""
        super().__init__(desk, frozenset({Mentee, Episode, Pathway, PathwayList, PathwayProgress, Rating}))
        self.mentee_id = mentee_id
        self.setAccessibleName("Pathways")
        self._body = Body()
        self._table: ShortTable[PathwayRow] | None = None
        self.setLayout(column(self._body, gap=0))

    def refresh(self) -> None:
        """Read the pathways and show them; a casebook without a list of pathways gets one."""
        view = self.desk.attempt(self._read)
        if view is None:
            return
        if not view.list_name and self.desk.may(ensure_pathways):
            self.desk.attempt(partial(self.desk.write, ensure_pathways))
            view = self._read()
        parts: list[QWidget] = []
        if view.review_is_overdue:
            parts.append(Banner(f"The rating of pathways is due. {view.review}.", "warning"))
        parts += [self._pathways_card(view), self._chart_card(view), self._history_card(view)]
        self._body.show_parts(*parts)

    def _read(self) -> PathwaysView:
        return self.desk.read(pathways_view, self.mentee_id)

    def _pathways_card(self, view: PathwaysView) -> Card:
        actions: list[QWidget] = []
        if self.desk.may(choose_pathway_list):
            actions.append(button("Lists", self._show_lists, name="lists"))
        if view.rows and self.desk.may(set_pathway_status):
            actions.append(button("Change status", self._change_status, name="change_status"))
        if view.rows and self.desk.may(rate_pathways):
            rate = partial(new_rating, self.desk, self.mentee_id)
            actions.append(button("Rate pathways", rate, kind="primary", name="rate"))
        card = Card("Pathways")
        card.add(_buttons(actions))
        if not view.rows:
            card.add(Words("No list of pathways has been set up yet. Ask a coordinator to open this page."))
            return card
        head = view.list_name
        if view.start_date:
            head += f" · with us since {long_date(view.start_date)}"
        card.add(Words(head, "muted"))
        self._table = ShortTable("Pathways", COLUMNS, view.rows)
        self._table.setObjectName("pathways")
        self._table.opened.connect(self._open_row)
        card.add(self._table)
        for row in view.rows:
            if row.status.note:
                card.add(Words(f"{row.name}: {row.status.note}"))
        if view.start_date is None:
            card.add(Words("There is no baseline, because no time with us has begun.", "muted"))
        return card

    def _chart_card(self, view: PathwaysView) -> Card:
        card = Card("Then and now" if view.chart is None else view.chart.title)
        if view.chart is None:
            sentence = "Nothing has been rated yet. The first rating, within 28 days, is the baseline."
            if view.rows and self.desk.may(rate_pathways):
                rate = partial(new_rating, self.desk, self.mentee_id)
                card.add(EmptyState("chart-column", sentence, "Rate pathways", rate))
            else:
                card.add(EmptyState("chart-column", sentence))
            return card
        card.add(ThenNowBars(view.chart), Words(NOT_VALIDATED, "muted"))
        return card

    def _history_card(self, view: PathwaysView) -> Card:
        card = Card("Ratings, newest first")
        for day in view.history:
            card.add(self._day(day))
        if not view.history:
            card.add(Words("No rating yet.", "muted"))
        return card

    def _day(self, day: RatedDay) -> QWidget:
        made = QWidget()
        head = Flow(gap=8)
        head.addWidget(Words(long_date(day.rating_date), "label", wrap=False))
        head.addWidget(
            Chip("Agreed with the mentee", "green") if day.agreed else Chip("Not agreed with the mentee")
        )
        if self.desk.may(correct_ratings):
            correct = button("Correct", partial(self._correct, day), kind="link", name="correct")
            correct.setAccessibleName(f"Correct the ratings of {long_date(day.rating_date)}")
            head.addWidget(correct)
        lines = [
            Words(f"{name}: {answer_words(each.answer)}" + (f". {each.note}" if each.note else ""))
            for name, each in day.lines
        ]
        made.setLayout(column(head, *lines, gap=4))
        return made

    def _correct(self, day: RatedDay) -> None:
        self.desk.attempt(partial(correct_rating, self.desk, self.mentee_id, day.rating_date))

    def _open_row(self, place: int) -> None:
        if self._table and self.desk.may(set_pathway_status):
            edit_status(self.desk, self.mentee_id, self._table.row_at(place))

    def _change_status(self) -> None:
        row = self._table.chosen() if self._table else None
        if row:
            edit_status(self.desk, self.mentee_id, row)
        else:
            self.desk.say("Choose a pathway in the table first.")

    def _show_lists(self) -> None:
        PathwayListsDialog(self.desk).open()


class PathwayListsDialog(HouseDialog):
    """The lists of pathways: which one is in use, their names, and the crosswalk to the first list."""

    def __init__(self, desk: Desk) -> None:
        """Show every list."""
        super().__init__("Lists of pathways", desk.window)
        self._inside = _Lists(desk)
        self.set_body(self._inside)
        if desk.may(choose_pathway_list):
            self.add_button(
                "Choose the list in use", partial(choose_list, desk, self), kind="primary", name="choose"
            )
        self.add_button("Close", self.accept, name="close")


class _Lists(Watching):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, frozenset({Pathway, PathwayList}))
        self._body = Body()
        self.setLayout(column(self._body, gap=0))
        self.refresh()

    def refresh(self) -> None:
        cards = []
        for kept in self.desk.read(pathway_lists):
            actions: list[QWidget] = []
            if self.desk.may(add_pathway):
                add = button("Add pathway", partial(self._add, kept))
                add.setAccessibleName(f"Add a pathway to {kept.name}")
                actions.append(add)
            card = Card(f"{kept.name} – in use" if kept.in_use else kept.name, *actions)
            for each in kept.pathways:
                words = f"{each.number}. {each.name}"
                if each.goes_on_from and each.goes_on_from != each.name:
                    words += f" (goes on from {each.goes_on_from})"
                row = line(Words(words), gap=8)
                row.setStretch(0, 1)
                if self.desk.may(rename_pathway):
                    rename = button("Rename", partial(self._rename, kept, each), kind="link")
                    rename.setAccessibleName(f"Rename {each.name} in {kept.name}")
                    row.addWidget(rename)
                card.body.addLayout(row)
            cards.append(card)
        self._body.show_parts(*cards)

    def _add(self, kept: ListView) -> None:
        new_pathway(self.desk, self.window(), kept)

    def _rename(self, kept: ListView, pathway: PathwayName) -> None:
        edit_pathway(self.desk, self.window(), kept, pathway)


def _buttons(actions: list[QWidget]) -> QWidget:
    made = QWidget()
    flow = Flow(gap=8)
    for each in actions:
        flow.addWidget(each)
    made.setLayout(flow)
    made.setVisible(bool(actions))
    return made
