import csv
import io

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from mentordesk.kernel.columns import Column
from mentordesk.kernel.links import Link
from mentordesk.kernel.rag import Rag
from mentordesk.records.organisation import Organisation
from mentordesk.records.plans import Plan, PlanStatus
from mentordesk.ui.desk import Desk
from mentordesk.ui.export import csv_text
from mentordesk.ui.feature import New
from mentordesk.ui.list_page import ListPage
from mentordesk.ui.listing import Filter, Listing
from mentordesk.ui.look import Look
from mentordesk.ui.theme import wear
from tests.ui.world import COLUMNS, PlanRow, add_plans, plans, rename_plan

STATUSES = [(each.value, each.label) for each in PlanStatus]


def make_page(desk: Desk) -> ListPage[PlanRow]:
    listing = Listing(
        "plans",
        "Plans",
        ("plan", "plans"),
        plans,
        COLUMNS,
        frozenset({Plan}),
        "No plans yet.",
        sort="title",
        open=lambda row: Link("plan", row.id),
        new=New("New plan", "target", lambda desk: desk.say("started"), add_plans),
        filters=(
            Filter("status", "Status", lambda _desk: [(each.value, each.label) for each in PlanStatus]),
        ),
    )
    return ListPage(desk, listing)


@pytest.fixture
def page(qtbot, desk):
    desk.write(add_plans, tuple(f"Plan {number:03}" for number in range(250)))
    made = make_page(desk)
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    return made


def titles(page):
    return [row.title for row in page.model.rows()]


def test_rows_come_page_by_page_as_they_are_needed(page):
    assert page.model.rowCount() == 100
    assert page.count.text() == "250 plans"
    page.table.scrollToBottom()
    page.model.fetchMore(page.table.rootIndex())
    page.model.fetchMore(page.table.rootIndex())
    assert titles(page) == [f"Plan {number:03}" for number in range(250)]
    assert not page.model.canFetchMore(page.table.rootIndex())


def test_a_heading_sorts_by_the_query_and_then_the_other_way_round(page):
    page.sort_by(0)
    assert titles(page)[0] == "Plan 249"
    assert page.model.headerData(0, Qt.Orientation.Horizontal) == "Plan ↓"
    page.sort_by(0)
    assert titles(page)[0] == "Plan 000"
    page.sort_by(1)
    assert page.model.ask.sort == "title", "a column that SQL does not sort stays as it is"


def test_filters_are_seen_as_chips_and_lifted_by_them(page):
    page.search("Plan 01")
    page.set_filter("status", "active")
    assert page.count.text() == "10 plans"
    chips = [each for each in page.findChildren(QPushButton) if each.property("act") == "chip"]
    shown = [each for each in chips if not each.isHidden()]
    assert [each.text() for each in shown] == ["“Plan 01”", "Status: Active"]
    shown[1].click()
    assert page.model.ask.filters == ()
    page.clear_filters()
    assert page.count.text() == "250 plans"


def test_a_filter_that_hides_everything_offers_to_lift_it(page):
    page.search("no such plan")
    clear = next(each for each in page.findChildren(QPushButton) if each.text() == "Clear filters")
    clear.click()
    assert page.model.rowCount() == 100


def test_an_empty_list_says_so_with_one_button(qtbot, desk):
    page = make_page(desk)
    qtbot.addWidget(page)
    page.show()
    texts = [each.text() for each in page.findChildren(QPushButton) if each.isVisible()]
    assert texts.count("New plan") == 2, "in the head and in the empty state"
    with qtbot.waitSignal(desk.said):
        page.findChild(QPushButton, "new").click()


def test_enter_opens_the_row(qtbot, desk, page):
    page.table.selectRow(2)
    with qtbot.waitSignal(desk.going) as went:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert went.args == [Link("plan", page.model.row(2).id)]


def test_a_change_is_read_at_once_when_seen_and_later_when_hidden(desk, page):
    chosen = page.model.row(5)
    page.table.selectRow(5)
    desk.write(rename_plan, chosen.id, 1, "Plan 999")
    assert page.selected() == page.model.row(0), "the renamed row moved out of the first page"
    page.hide()
    desk.write(rename_plan, page.model.row(0).id, 1, "A first plan")
    assert "A first plan" not in titles(page)
    page.show()
    assert titles(page)[0] == "A first plan"


def test_the_chosen_row_stays_chosen(desk, page):
    page.table.selectRow(7)
    before = page.selected()
    desk.write(add_plans, ("A plan before all",))
    assert page.selected() == before


def test_a_change_of_other_records_reads_nothing(desk, page):
    before = page.model.rows()
    desk.changed.emit(frozenset({Organisation}))
    assert page.model.rows() == before


def test_ratings_are_chips_and_are_said_in_words(page):
    first = page.model.index(0, 1)
    second = page.model.index(1, 1)
    assert page.model.ratings(first) == (Rag.AMBER,)
    assert page.model.ratings(second) == (None,)
    assert page.model.data(second, Qt.ItemDataRole.AccessibleTextRole) == "Rating: Not rated"
    assert page.model.ratings(page.model.index(0, 0)) is None


def test_columns_are_remembered(qtbot, desk, page):
    page.show_column(1, shown=False)
    again = make_page(desk)
    qtbot.addWidget(again)
    assert again.table.isColumnHidden(1)


def test_every_row_is_exported_and_no_cell_is_a_formula(page):
    columns = (Column("=Plan", lambda row: f"@{row.title}"),)
    lines = list(csv.reader(io.StringIO(csv_text(columns, page.model.every_row()).decode("utf-8-sig"))))
    assert lines[0] == ["'=Plan"]
    assert lines[1] == ["'@Plan 000"]
    assert len(lines) == 251


def test_columns_follow_the_window_and_the_text_until_the_reader_chooses(qtbot, page):
    page.resize(1200, 500)
    before = page.table.columnWidth(0)
    assert page.desk.memory.recall("columns.plans") is None, "a wider window is no choice"
    wear(Look(text_size=200))
    assert page.table.columnWidth(0) > before
    wear(Look())
    page.table.horizontalHeader().resizeSection(0, 222)
    qtbot.waitUntil(lambda: page.desk.memory.recall("columns.plans") is not None)
    page.resize(700, 500)
    assert page.table.columnWidth(0) == 222
