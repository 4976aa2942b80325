"""What a person sees and does with training."""

from pathlib import Path

from PySide6.QtWidgets import QTabWidget, QWidget

from mentordesk.app.window import MainWindow
from mentordesk.features.volunteers.queries.development import development_page
from mentordesk.features.volunteers.queries.training import training_event_page
from mentordesk.features.volunteers.queries.training_one import training_event_view, training_view
from mentordesk.features.volunteers.rules.training import PlaceDraft
from mentordesk.features.volunteers.screens.training_panel import CourseList, OfferList, TrainingPanel
from mentordesk.kernel.links import Link
from mentordesk.kernel.paging import ListAsk
from mentordesk.records.training import TrainingMark
from mentordesk.ui.desk import Desk
from mentordesk.ui.list_page import ListPage
from mentordesk.ui.preview import PreviewDialog
from tests.screens import dialog, press, says, told


def volunteer(desk: Desk, name: str) -> int:
    return desk.read(development_page, ListAsk(search=name)).rows[0].id


def open_tab(window: MainWindow, name: str) -> QWidget:
    window.desk.go(Link("mentor", volunteer(window.desk, name)))
    tabs = window.page().findChild(QTabWidget)
    tabs.setCurrentIndex([tabs.tabText(place) for place in range(tabs.count())].index("Training"))
    return tabs.currentWidget()


def panel(window: MainWindow, label: str) -> ListPage:
    window.show_place("volunteers")
    window.page().show_tab("Training")
    contents = window.page().findChild(TrainingPanel).contents
    contents.show_page([contents.label(place) for place in range(contents.count())].index(label))
    page = contents.page()
    assert isinstance(page, ListPage)
    return page


def test_what_is_missing_is_done_from_the_page(window: MainWindow, desk: Desk) -> None:
    page = open_tab(window, "dilys pryce")
    assert says(page, "Required training not done yet: Safeguarding.")
    missing = desk.read(training_view, volunteer(desk, "dilys pryce")).lacking[0]
    press(page, f"did_{missing.course_id}")
    press(dialog(window), "save")
    assert not says(page, "Required training not done yet")
    press(page, "print_training")
    assert isinstance(dialog(window), PreviewDialog)


def test_a_certificate_is_kept_and_a_program_is_refused(
    window: MainWindow, desk: Desk, tmp_path: Path
) -> None:
    page = open_tab(window, "martin heald")
    row = desk.read(training_view, volunteer(desk, "martin heald")).done[-1]
    press(page, f"keep_{row.id}")
    made = dialog(window)
    program, paper = tmp_path / "a.exe", tmp_path / "safe.pdf"
    program.write_bytes(b"MZ")
    paper.write_bytes(b"%PDF-1.7")
    made.form.field("path").set_value(program)
    press(made, "save")
    assert says(made, "This file is neither.")
    made.form.field("path").set_value(paper)
    press(made, "save")
    assert says(page, "safe.pdf")
    assert "Certificate kept." in told(window)


def test_a_need_and_a_role_are_written_down(window: MainWindow) -> None:
    page = open_tab(window, "ewa nowak")
    press(page, "add_need")
    made = dialog(window)
    made.form.field("wording").set_value("Ending a match kindly")
    press(made, "save")
    assert says(page, "Ending a match kindly")
    press(page, "holdings")
    made = dialog(window)
    made.form.field("role_2").set_value(True)
    press(made, "save")
    assert says(page, "Required training not done yet: Going into a prison.")


def test_the_lists_say_who_lacks_what_and_what_runs_out(window: MainWindow) -> None:
    gaps = panel(window, "Who lacks what")
    gaps.search("martin heald")
    assert gaps.count.text() == "2 gaps"
    gaps.open_row(0)
    assert window.page().title() == "Martin Heald"
    window.show_place("home")
    press(window.page(), "4 trainings to be renewed within 60 days or overdue")
    assert window.page().count.text() == "4 trainings"


def test_a_day_is_planned_and_its_register_kept(window: MainWindow, desk: Desk) -> None:
    days = panel(window, "Training days")
    press(days, "new")
    made = dialog(window)
    row = desk.read(training_event_page, ListAsk(sort="day")).rows[0]
    draft = desk.read(training_event_view, row.id).draft
    made.form.field("course_id").set_value(draft.course_id)
    press(made, "save")
    page = window.page()
    assert says(page, "Nobody is booked yet.")
    press(page, "register")
    made = dialog(window)
    number = volunteer(desk, "dilys pryce")
    made.form.field("register").set_value((PlaceDraft(number, TrainingMark.ATTENDED),))
    press(made, "save")
    assert says(page, "Dilys Pryce")
    assert draft.course_id in {each.draft.course_id for each in desk.read(training_view, number).done}


def test_a_training_and_an_offer_are_changed_by_opening_them(window: MainWindow) -> None:
    for label, kind, title in (
        ("Catalogue", CourseList, "Training"),
        ("Free offers", OfferList, "Free training"),
    ):
        page = panel(window, label)
        assert isinstance(page, kind)
        page.table.opened.emit(0)
        made = dialog(window, title)
        press(made, "save")
        assert not made.isVisible()
