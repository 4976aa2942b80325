import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from mentordesk.features.mentees.queries.lists import mentee_page
from mentordesk.kernel.links import Link
from mentordesk.kernel.paging import ListAsk
from mentordesk.ui.layouts import column
from mentordesk.ui.look import Look
from mentordesk.ui.panels import Banner
from mentordesk.ui.rolling import Rolling
from mentordesk.ui.tabbed_place import TabbedPlace
from mentordesk.ui.theme import wear
from tests.screens import plan_number, signed_in


@pytest.fixture
def page(qtbot, demo_casebook):
    """The page of somebody with a flag, in letters of twice the size."""
    with signed_in(demo_casebook) as window:
        wear(Look(text_size=200))
        ask = ListAsk(filters=(("view", "flagged"), ("status", "active")))
        window.desk.go(Link("mentee", window.desk.read(mentee_page, ask).rows[0].id))
        QApplication.processEvents()
        yield window.page()


def rolling(page):
    return page.findChild(Rolling)


def wheel(area, down):
    """Turn the wheel by one notch over the middle of an area."""
    place = QPointF(area.viewport().rect().center())
    turn = QPoint(0, -120 if down else 120)
    event = QWheelEvent(
        place,
        area.viewport().mapToGlobal(place),
        QPoint(),
        turn,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(area.viewport(), event)


def test_with_large_letters_the_head_rolls_away_and_the_tab_has_the_room(page):
    area = rolling(page)
    bar = area.verticalScrollBar()
    assert page.tabs.visibleRegion().boundingRect().height() < page.height() / 2
    bar.setValue(bar.maximum())
    QApplication.processEvents()
    assert page.tabs.visibleRegion().boundingRect().height() > page.height() * 0.7
    banner = page.findChild(Banner)
    assert banner.visibleRegion().boundingRect().height() == banner.height()


def test_the_wheel_rolls_the_head_away_before_the_tab_scrolls_and_back_after_it(page):
    outer, inner = rolling(page).verticalScrollBar(), page.tabs.currentWidget()
    turns = 0
    while outer.value() < outer.maximum():
        wheel(inner, down=True)
        turns += 1
        assert turns < 100
        assert inner.verticalScrollBar().value() == 0
    wheel(inner, down=True)
    assert inner.verticalScrollBar().value() > 0
    assert outer.value() == outer.maximum()
    while inner.verticalScrollBar().value():
        wheel(inner, down=False)
    wheel(inner, down=False)
    assert outer.value() < outer.maximum()


def test_tab_brings_what_gets_the_focus_into_sight(page, qtbot):
    page.window().activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.tabs.tabBar().setFocus()
    focus = page.tabs.tabBar()
    for _ in range(5):
        if not page.tabs.currentWidget().isAncestorOf(focus):
            QTest.keyClick(focus, Qt.Key.Key_Tab)
            focus = page.window().focusWidget()
    assert page.tabs.currentWidget().isAncestorOf(focus)
    assert focus.visibleRegion().boundingRect().height() == focus.height()


def test_with_usual_letters_the_head_stands_still(page):
    wear(Look())
    QApplication.processEvents()
    assert rolling(page).verticalScrollBar().maximum() == 0


class Greedy(QWidget):
    """A body that would like much more height than there is."""

    def hasHeightForWidth(self):
        return True

    def heightForWidth(self, _width):
        return 5_000

    def sizeHint(self):
        return QSize(300, 5_000)

    def minimumSizeHint(self):
        return QSize(50, 50)


def test_the_page_rolls_by_its_head_and_no_further(page):
    window, rolled = page.window(), []
    window.desk.go(Link("plan", plan_number(window.desk, "knowsley")))
    for size in (200, 100, 200):
        wear(Look(text_size=size))
        for place in range(window.page().tabs.count()):
            window.page().tabs.setCurrentIndex(place)
            QApplication.processEvents()
            area = rolling(window.page())
            above = window.page().tabs.mapTo(area.widget(), QPoint()).y()
            rolled.append(area.verticalScrollBar().maximum())
            assert rolled[-1] in {0, above}
            assert rolled[-1] or above < area.viewport().height() / 2
    assert rolled[0]
    assert 0 in rolled


def test_a_head_that_grows_rolls_and_one_that_shrinks_stands_still(qtbot):
    words, button = QLabel("Short"), QPushButton("Act")
    head, body = QWidget(), Greedy()
    head.setLayout(column(words, button))
    area = Rolling(head, body)
    qtbot.addWidget(area)
    area.resize(600, 400)
    area.show()
    assert area.verticalScrollBar().maximum() == 0
    words.setText("line\n" * 20)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    assert body.height() == area.viewport().height()
    body.hide()
    qtbot.waitUntil(lambda: words.height() > 200 and area.widget().minimumHeight() == 1)
    body.show()
    qtbot.waitUntil(lambda: area.widget().minimumHeight() > 1)
    words.setText("Short")
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() == 0)


def test_a_place_names_its_tabs(qtbot):
    place = TabbedPlace("GiftList", "Gifts or givers", ("Gifts & thanks", QWidget()), ("Givers", QWidget()))
    qtbot.addWidget(place)
    assert [place.tabs.tabText(n) for n in range(2)] == ["Gifts && thanks", "Givers"]
    assert place.tabs.tabBar().accessibleName() == "Gifts or givers"
    assert place.objectName() == "GiftList"
