"""What a person sees and does with development plans."""

from PySide6.QtWidgets import QTabWidget

from mentordesk.app.window import MainWindow
from mentordesk.features.volunteers.queries.development import (
    development_page,
    development_share_at,
    development_view,
)
from mentordesk.kernel.links import Link
from mentordesk.kernel.paging import ListAsk
from mentordesk.kernel.permissions import Role
from mentordesk.records.development import DevelopmentState as State
from mentordesk.ui.chips import Chip
from mentordesk.ui.desk import Desk
from mentordesk.ui.list_page import ListPage
from mentordesk.ui.preview import PreviewDialog
from tests.casebooks import TODAY, Casebook
from tests.screens import dialog, press, says, signed_in, told


def volunteer(desk: Desk, name: str) -> int:
    return desk.read(development_page, ListAsk(search=name)).rows[0].id


def tab(window: MainWindow, name: str, label: str = "Development") -> QTabWidget:
    window.desk.go(Link("mentor", volunteer(window.desk, name)))
    tabs = window.page().findChild(QTabWidget)
    labels = [tabs.tabText(place) for place in range(tabs.count())]
    tabs.setCurrentIndex(labels.index(label))
    return tabs.currentWidget()


def chips(widget) -> set[str]:
    return {each.text() for each in widget.findChildren(Chip) if each.isVisible()}


def test_a_plan_is_begun_filled_signed_reviewed_and_printed(window: MainWindow, desk: Desk) -> None:
    page = tab(window, "rashid anwar")
    assert says(page, "No development plan yet.")
    press(page, "Begin a plan")
    made = dialog(window)
    made.form.field("begun_date").set_value(TODAY.replace(month=5, day=1))
    made.form.field("review_date").set_value(TODAY)
    made.form.field("hopes").set_value("A job in housing.")
    press(made, "save")
    assert "In progress" in chips(page)
    press(page, "sign_plan")
    made = dialog(window)
    made.form.field("volunteer_signed_name").set_value("Rashid Anwar")
    made.form.field("volunteer_signed_date").set_value(TODAY.replace(month=6))
    press(made, "save")
    assert says(made, "The plan has no objective yet. Add one before it is signed.")
    made.reject()
    press(page, "add_objective")
    made = dialog(window)
    made.form.field("wording").set_value("Learn how housing benefit works")
    press(made, "save")
    assert says(page, "1. Learn how housing benefit works")
    press(page, "sign_plan")
    made = dialog(window)
    if says(made, "You were writing this"):
        press(made, "throw_draft")
    for who, name in (("volunteer", "Rashid Anwar"), ("supervisor", "Asha Karim")):
        made.form.field(f"{who}_signed_name").set_value(name)
        made.form.field(f"{who}_signed_date").set_value(TODAY.replace(month=6))
    press(made, "save")
    assert "Review due" in chips(page)
    press(page, "review_plan")
    made = dialog(window)
    made.form.field("summary").set_value("Going well.")
    press(made, "save")
    assert "In place" in chips(page)
    assert says(page, "Going well.")
    press(page, "print_plan")
    shown = dialog(window)
    assert isinstance(shown, PreviewDialog)
    shown.done(0)
    assert desk.read(development_view, volunteer(desk, "rashid anwar")).state is State.IN_PLACE


def test_objectives_are_reached_moved_and_removed_with_a_question(window: MainWindow, desk: Desk) -> None:
    page = tab(window, "grace omondi")
    view = desk.read(development_view, volunteer(desk, "grace omondi"))
    last = view.objectives[-1]
    press(page, f"reach_{last.id}")
    press(dialog(window), "save")
    assert says(page, "Objectives, 2 of 3 reached")
    press(page, f"up_{last.id}")
    assert says(page, f"2. {last.draft.wording}")
    press(page, f"remove_{last.id}")
    press(dialog(window, "Remove this objective?"), "act")
    assert says(page, "Objectives, 1 of 2 reached")
    assert "Objective removed." in told(window)


def test_the_list_shows_the_states_and_opens_the_page(window: MainWindow) -> None:
    window.show_place("volunteers")
    tabs = window.page().findChild(QTabWidget)
    labels = [tabs.tabText(place) for place in range(tabs.count())]
    tabs.setCurrentIndex(labels.index("Development"))
    listing = tabs.currentWidget()
    assert isinstance(listing, ListPage)
    listing.set_filter("state", State.REVIEW_DUE)
    assert listing.count.text() == "1 volunteer"
    listing.open_row(0)
    assert window.page().title() == "Martin Heald"


def test_the_share_opens_the_people_it_counts(window: MainWindow, desk: Desk) -> None:
    share = desk.read(development_share_at, TODAY)
    assert len(share.in_place) == 2
    window.show_place("volunteers")
    tabs = window.page().findChild(QTabWidget)
    tabs.setCurrentIndex([tabs.tabText(place) for place in range(tabs.count())].index("Figures"))
    words = share.words(share.in_place)
    press(tabs.currentWidget(), words)
    listing = window.page()
    assert isinstance(listing, ListPage)
    assert listing.count.text() == "2 volunteers"
    assert says(listing, "As it stood on: 21 November 2026")
    assert says(listing, "People: the 2 who were counted")


def test_home_says_that_a_review_is_due_and_goes_there(window: MainWindow) -> None:
    window.show_place("home")
    press(window.page(), "1 development plan waits for a review")
    assert isinstance(window.page(), ListPage)
    assert window.page().count.text() == "1 volunteer"


def test_nobody_without_the_right_sees_a_plan(demo_casebook: Casebook) -> None:
    with signed_in(demo_casebook, Role.READ_ONLY) as window:
        assert not says(window.page(), "development plan")
