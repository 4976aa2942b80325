"""What a person sees of sessions: the list, what needs seeing to, the figures, the report."""

from mentordesk.app.window import MainWindow
from mentordesk.features.sessions.screens.activity_dialog import make_activity
from mentordesk.features.sessions.screens.figures import FiguresTab
from mentordesk.features.sessions.screens.place import SessionsPlace
from mentordesk.kernel.links import Link
from mentordesk.kernel.paging import ListAsk
from mentordesk.records.cadence import ToDoKind
from mentordesk.ui.desk import Desk
from mentordesk.ui.list_page import ListPage
from mentordesk.ui.preview import PreviewDialog
from tests.screens import dialog, dialogs, press, says


def place(window: MainWindow, label: str):
    window.show_place("sessions")
    shown = window.page()
    assert isinstance(shown, SessionsPlace)
    shown.show_tab(label)
    return shown.tabs.currentWidget()


def test_the_list_is_filtered_by_anything_and_says_by_what(window: MainWindow) -> None:
    page = place(window, "Sessions")
    assert isinstance(page, ListPage)
    whole = page.model.total
    counts = set()
    for name, value in (
        ("view", "not_recorded"),
        ("view", "officer"),
        ("view", "groups"),
        ("period", "quarter"),
        ("status", "cancelled"),
        ("how", "phone"),
        ("worker", 2),
        ("mentor", 1),
        ("place", "northbridge library"),
        ("reason_class", "logistics"),
        ("pathway", 1),
        ("mentee", 18),
    ):
        page.clear_filters()
        page.set_filter(name, value)
        assert page.model.total is not None
        assert 0 < page.model.total < whole, name
        counts.add(page.model.total)
    assert len(counts) > 8, "different filters show different sessions"
    assert says(page, "Mentee: Farah Mirza"), "a filter without a box is a chip as well"
    page.clear_filters()
    page.search("kowalczyk")
    assert 0 < page.model.total < whole
    page.search("librar")
    assert page.model.total == 0, "a place is found by how it begins"
    page.search("northbridge li")
    assert page.model.total


def test_filters_that_are_seldom_used_are_put_away_until_they_are_wanted(window: MainWindow) -> None:
    page = place(window, "Sessions")
    pathway = page._combos["pathway"]
    assert not pathway.isVisible()
    assert page._combos["period"].isVisible()
    press(page, "more_filters")
    assert pathway.isVisible()
    press(page, "more_filters")
    assert not pathway.isVisible()
    page.set_filter("pathway", 1)
    assert pathway.isVisible(), "what is in force is seen"
    assert not page._combos["mentee"].isVisible(), "there is nothing to choose from"


def test_a_figure_opens_the_sessions_that_it_counts(window: MainWindow) -> None:
    tab = place(window, "Figures")
    assert isinstance(tab, FiguresTab)
    tab._typed.setText("Q3 2026")
    tab._read_typed()
    found = tab.sheet
    assert says(tab, "July to September 2026")
    press(tab, f"{found.four.sessions:,}")
    page = window.page()
    assert isinstance(page, ListPage)
    assert page.model.total == found.four.sessions
    assert says(page, "Period: July to September 2026")


def test_what_is_no_period_is_said_and_nothing_is_lost(window: MainWindow) -> None:
    tab = place(window, "Figures")
    before = tab.sheet
    tab._typed.setText("whenever")
    tab._read_typed()
    assert says(tab, "“whenever” is not a period.")
    assert tab.sheet == before


def test_each_thing_to_do_is_done_with_its_next_act(window: MainWindow, desk: Desk) -> None:
    page = place(window, "To do")
    opened = {
        ToDoKind.UNRECORDED: "Record what happened",
        ToDoKind.NOT_TOLD: "Change the session",
        ToDoKind.FIRST: "Plan a session",
        ToDoKind.LAPSING: "Plan a session",
    }
    for kind, title in opened.items():
        page.show_ask(ListAsk(filters=(("kind", kind.value),), sort="rank"))
        row = page.selected()
        assert row.kind is kind
        press(page, "do_next")
        made = dialog(window, title)
        made.form.settle()
        made.reject()
    for kind, start in ((ToDoKind.LAPSED, "mentor"), (ToDoKind.MISSES, "mentee")):
        page = place(window, "To do")
        page.show_ask(ListAsk(filters=(("kind", kind.value),), sort="rank"))
        row = page.selected()
        wanted = row.mentor if start == "mentor" else row.mentee
        press(page, "do_next")
        assert wanted.split()[-1] in window.page().title()
        window.back()


def test_home_says_what_needs_seeing_to_and_opens_it(window: MainWindow) -> None:
    window.show_place("home")
    page = window.page()
    assert says(page, "Sessions to see to:")
    press(page, "sessions_due")
    listed = window.page()
    assert isinstance(listed, ListPage)
    assert listed.listing.title == "Things to do"
    window.go(Link("sessions_to_do", filters=(("kind", "not_told"),)))
    assert says(window.page(), "Why: Officer not told")


def test_the_report_is_shown_before_it_is_saved(window: MainWindow, desk: Desk, qtbot) -> None:
    made = make_activity(desk)
    assert made.form.draft().edition is not None
    press(made, "save")
    qtbot.waitUntil(lambda: any(isinstance(each, PreviewDialog) for each in dialogs(window)))
