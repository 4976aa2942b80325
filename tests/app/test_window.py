import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTabBar,
    QWidget,
)

from mentordesk.app.preferences import PreferencesFile
from mentordesk.app.window import MainWindow
from mentordesk.kernel.links import Link
from mentordesk.kernel.rag import Rag
from mentordesk.records.plans import Plan
from mentordesk.ui.desk import Desk
from mentordesk.ui.feature import Feature, Found, New, Place, ReportEntry
from mentordesk.ui.fields import DateField, LineField, ListField, RagField, SearchField, TextField
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog
from mentordesk.ui.keys import KeysDialog
from mentordesk.ui.list_page import ListPage
from mentordesk.ui.listing import Listing
from mentordesk.ui.look import look
from mentordesk.ui.panels import Body, Card
from mentordesk.ui.record_page import RecordPage
from mentordesk.ui.tokens import Theme
from mentordesk.ui.words import button
from tests.ui.world import COLUMNS, add_plans, plan_version, plans


class PlanPage(RecordPage):
    def __init__(self, desk: Desk, number: int) -> None:
        super().__init__(desk, number, frozenset({Plan}))
        self.add_tab("Overview", Body(Card("About", button("Edit"))))
        self.add_tab("Targets", Body())

    def read(self) -> None:
        self.show_header(self.desk.read(plan_version, self.number)[0])


def plan_list(desk: Desk) -> ListPage:
    listing = Listing("plans", "Plans", ("plan", "plans"), plans, COLUMNS, frozenset({Plan}), "No plans.")
    return ListPage(desk, listing)


def plan_form(desk: Desk) -> Form:
    form = Form(desk, "plan", 0, title="New plan", draft=dict, save=lambda draft, version: 1)
    form.section(
        "About",
        LineField("title", "Title"),
        TextField("partners", "Partners"),
        DateField("due_date", "Due date", today=desk.today()),
        RagField("rag", "Rating"),
        SearchField("owner_id", "Owner", [(1, "Asha")]),
        ListField("parts", "Parts", lambda: [LineField("part", "Part")], dict, item="part"),
    )
    form.field("parts").add()
    return form


def start_plan(desk: Desk) -> None:
    FormDialog(plan_form(desk), None, verb="Save plan").open()


PLANS = Feature(
    "plans",
    "Plans",
    "target",
    places=(Place("plans", "Plans", "target", plan_list, badge=lambda _desk: 4),),
    new=(New("New plan", "target", lambda desk: desk.say("started"), add_plans),),
    links={"plan": PlanPage},
    search=lambda desk, words: [Found("Knowsley", "Plan", "target", Link("plan", 1))] * ("know" in words),
    reports=(ReportEntry("smart", "SMART plan", "The plan as funders draw it.", lambda desk: None),),
)
HOME = Feature("home", "Home", "house", places=(Place("home", "Home", "house", lambda _desk: QWidget()),))


@pytest.fixture
def preferences(tmp_path):
    return PreferencesFile(tmp_path / "preferences.toml")


@pytest.fixture
def window(qtbot, desk, preferences):
    desk.write(add_plans, ("Knowsley", "Halewood"))
    desk.memory = preferences
    made = MainWindow(desk, [HOME, PLANS], preferences, "Knowsley Mentoring")
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_the_title_names_the_organisation(window):
    assert window.windowTitle() == "MentorDesk — Knowsley Mentoring"


def test_places_are_made_when_they_are_first_shown(window):
    assert window.place() == "home"
    assert window.findChildren(ListPage) == []
    window.findChild(QPushButton, "place_plans").click()
    assert window.place() == "plans"
    assert isinstance(window.page(), ListPage)
    assert window.findChild(QPushButton, "place_plans").accessibleName() == "Plans, 4 need attention"


def test_back_and_forward(qtbot, desk, window):
    window.show_place("plans")
    desk.go(Link("plan", 1))
    assert window.page().title() == "Knowsley"
    assert window.place() == "plans"
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert isinstance(window.page(), ListPage)
    qtbot.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert window.page().title() == "Knowsley"
    assert not window.forward_button.isEnabled()


def test_a_record_that_is_gone_is_said_on_its_page(desk, window):
    desk.go(Link("plan", 99))
    texts = [each.text() for each in window.page().findChildren(QWidget) if hasattr(each, "text")]
    assert any("no longer there" in text for text in texts)


def test_search_finds_records_and_commands(qtbot, window):
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.search.hasFocus()
    qtbot.keyClicks(window.search, "know")
    qtbot.waitUntil(window.search.answers.isVisible)
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    assert window.page().title() == "Knowsley"
    qtbot.keyClicks(window.search, "settings")
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    assert window.place() == "settings"
    qtbot.keyClicks(window.search, "zzz")
    window.search.search_now()
    assert window.search.nothing.isVisible()
    assert "Nothing found" in window.search.nothing.text()
    qtbot.keyClick(window.search, Qt.Key.Key_Escape)
    assert not window.search.answers.isVisible()


def test_the_last_place_and_the_geometry_are_remembered(qtbot, desk, preferences, window):
    window.show_place("plans")
    desk.go(Link("plan", 1))
    window.resize(760, 500)
    window.close()
    assert "Knowsley" not in preferences.path.read_text("utf-8")
    again = MainWindow(desk, [HOME, PLANS], PreferencesFile(preferences.path), "Knowsley Mentoring")
    qtbot.addWidget(again)
    assert again.place() == "plans"
    assert again.size() == QSize(760, 500)


def test_locking_keeps_what_is_being_typed(qtbot, desk, window):
    dialog = FormDialog(plan_form(desk), window, verb="Save plan")
    dialog.open()
    dialog.form.field("title").edit.setText("Half a title")
    with qtbot.waitSignal(window.lock_requested):
        window.lock()
    assert desk.store.draft("plan", 0).fields["words"]["title"] == "Half a title"
    dialog.form.throw_draft()


def test_messages_and_refusals_reach_the_bar(desk, window):
    desk.say("Plan saved")
    desk.fail(ValueError("x"))
    assert window.messages.texts()[0] == "Plan saved"


def test_settings_change_at_once_and_are_kept(window, preferences):
    window.show_place("settings")
    dark = next(each for each in window.findChildren(QPushButton) if each.text() == "Dark")
    dark.click()
    assert look().theme is Theme.DARK
    assert PreferencesFile(preferences.path).now.theme is Theme.DARK
    narrow = next(each for each in window.findChildren(QAbstractButton) if "only icons" in each.text())
    narrow.click()
    assert window.sidebar.narrow()


def test_a_casebook_that_cannot_be_written_says_so(qtbot, desk, preferences):
    desk.store.read_only = True
    made = MainWindow(desk, [HOME, PLANS], preferences, "Knowsley Mentoring")
    qtbot.addWidget(made)
    made.show()
    texts = [each.text() for each in made.findChildren(QWidget) if hasattr(each, "text")]
    assert any("reading only" in text for text in texts)
    assert made.new.isHidden()


def test_f1_shows_the_keys_of_the_page(qtbot, window):
    window.show_place("plans")
    qtbot.keyClick(window, Qt.Key.Key_F1)
    texts = [
        each.text() for each in window.findChild(KeysDialog).findChildren(QWidget) if hasattr(each, "text")
    ]
    assert "Search within the list" in texts
    assert "Lock MentorDesk" in texts


CONTROLS = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractItemView, QTabBar)


def _nameless(page):
    found = []
    for each in page.findChildren(QWidget):
        inner = each.objectName().startswith("qt_") or each.parent().__class__.__name__ == "QTabBar"
        if not isinstance(each, CONTROLS) or inner or each.isHidden():
            continue
        words = each.text() if isinstance(each, QAbstractButton) else ""
        if isinstance(each.parent(), QComboBox | QLineEdit) or each.metaObject().className() == "QHeaderView":
            continue
        if not (each.accessibleName() or words.strip()):
            found.append(each)
    return found


def _reached(window):
    stop, found = window.nextInFocusChain(), set()
    while stop is not window:
        found.add(stop)
        stop = stop.nextInFocusChain()
    return found


@pytest.mark.parametrize("place", ["plans", "reports", "settings"])
def test_every_control_has_a_name_and_can_be_reached(window, place):
    window.show_place(place)
    assert _nameless(window) == []
    reached = _reached(window)
    for each in window.page().findChildren(QAbstractButton):
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert each in reached, each.accessibleName() or each.text()


def test_every_control_of_a_form_has_a_name(window, desk):
    dialog = FormDialog(plan_form(desk), window, verb="Save plan")
    dialog.open()
    assert _nameless(dialog) == []
    names = [each.accessibleName() for each in dialog.findChildren(QPushButton)]
    assert f"Rating: {Rag.AMBER.label}" in names
    dialog.form.settle()
    dialog.reject()
