import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from mentordesk.kernel.rag import Rag
from mentordesk.records.plans import Plan
from mentordesk.ui.body_page import BodyPage
from mentordesk.ui.chips import RagChip
from mentordesk.ui.panels import Banner, Card, FactGrid, Timeline, TimelineItem
from mentordesk.ui.record_page import RecordPage
from mentordesk.ui.words import button
from tests.ui.world import add_plans, plan_version, rename_plan


class PlanPage(RecordPage):
    def __init__(self, desk, number):
        super().__init__(desk, number, frozenset({Plan}))
        self.facts = FactGrid()
        self.add_tab("Overview", self.facts)

    def read(self):
        title, area, _version = self.desk.read(plan_version, self.number)
        self.show_header(title, over="Plan", chips=[RagChip(Rag.AMBER)], facts=["Asha Okafor", "", area])
        self.show_actions(button("Add target", kind="primary"))
        self.show_banner(Banner("A review is overdue.", "warning") if area else None)
        self.facts.show_facts([("Area", area), ("Owner", "Asha Okafor")])


def words(page):
    return [each.text() for each in page.findChildren(QLabel) if not each.isHidden()]


@pytest.fixture
def page(qtbot, desk):
    desk.write(add_plans, ("Knowsley",))
    made = PlanPage(desk, 1)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_record_page_follows_its_record(desk, page):
    assert page.title() == "Knowsley"
    assert "Not given" in words(page)
    assert "A review is overdue." not in words(page)
    desk.write(rename_plan, 1, 1, "Halewood & Huyton", "North")
    assert page.title() == "Halewood & Huyton"
    assert "Asha Okafor   ·   North" in words(page)
    assert "A review is overdue." in words(page)
    buttons = [each for each in page.findChildren(QPushButton) if not each.isHidden()]
    assert [each.text() for each in buttons] == ["Add target"], "the old button is gone"


def test_names_are_never_read_as_mark_up(desk, page):
    desk.write(rename_plan, 1, 1, "<b>bold</b> <img src=x>")
    title = next(each for each in page.findChildren(QLabel) if each.text() == page.title())
    assert title.text() == "<b>bold</b> <img src=x>"
    assert title.textFormat().name == "PlainText"


def test_a_timeline_opens_what_happened(qtbot):
    went = []
    item = TimelineItem("3 Sep 2026", "Review finished", "Both courses held.", open=lambda: went.append(1))
    made = Timeline([item])
    qtbot.addWidget(made)
    made.findChild(QPushButton).click()
    assert went == [1]
    made.show_items([])
    assert "Nothing has happened yet." in words(made)


def test_a_plain_page_reads_when_it_is_shown(qtbot, desk):
    class Home(BodyPage):
        reads = 0

        def refresh(self):
            self.reads += 1
            self.body.show_parts(Card(f"Read {self.reads}"))

    home = Home(desk, frozenset({Plan}), "Home")
    qtbot.addWidget(home)
    assert home.reads == 0
    home.show()
    desk.write(add_plans, ("Knowsley",))
    assert home.reads == 2
    home.hide()
    desk.write(add_plans, ("Halewood",))
    assert home.reads == 2
    home.show()
    assert "Read 3" in words(home)
