"""Somebody asks to volunteer, is checked, trained and matched, signs a plan, and leaves."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QTabWidget, QWidget

from mentordesk.app.window import MainWindow
from mentordesk.features.matches.operations.matches import introduce_match
from mentordesk.features.matches.queries.one import match_view, matches_view
from mentordesk.features.matches.rules.matches import StepDraft
from mentordesk.features.mentees.queries.lists import mentee_page
from mentordesk.features.volunteers.queries.lists import volunteer_page
from mentordesk.features.volunteers.queries.one import volunteer_view
from mentordesk.features.volunteers.queries.training import course_choices
from mentordesk.kernel.links import Link
from mentordesk.kernel.paging import ListAsk
from mentordesk.records.spells import LeaveReason
from mentordesk.records.volunteers import DbsDecision
from mentordesk.ui.chips import Chip
from mentordesk.ui.preview import PreviewDialog
from tests.casebooks import TODAY, Casebook
from tests.reporting.reading import page_texts
from tests.screens import dialog, press, says, signed_in, told, until


def tab(window: MainWindow, label: str) -> QWidget:
    tabs = window.page().findChild(QTabWidget)
    labels = [tabs.tabText(place) for place in range(tabs.count())]
    tabs.setCurrentIndex(labels.index(label))
    return tabs.currentWidget()


def fill(window: MainWindow, verb: str, **values: Any) -> None:
    """Fill the open form and save it."""
    made = dialog(window)
    for name, value in values.items():
        made.form.field(name).set_value(value)
    press(made, "save")
    assert not made.isVisible(), f"{verb}: {made.form.found_problems()}"


def move(window: MainWindow, stage: str) -> None:
    press(window.page(), "move")
    made = dialog(window)
    stages = {name: number for number, name in made.form.field("stage_id")._pairs}
    fill(window, stage, stage_id=stages[stage])


def test_a_volunteer_from_the_enquiry_to_the_last_day(qtbot, demo_casebook: Casebook, tmp_path: Path) -> None:
    with signed_in(demo_casebook) as window:
        desk = window.desk
        window.show_place("volunteers")
        press(window.page(), "new")
        fill(window, "enquiry", name="Nia Frost", phone="01632 960123")
        assert window.page().title() == "Nia Frost"
        number = desk.read(volunteer_page, ListAsk(search="nia frost")).rows[0].id

        move(window, "References")
        for referee in ("Ed Moss", "Ann Poe"):
            press(tab(window, "Checks"), "add_reference")
            fill(window, referee, referee=referee, received_date=TODAY, satisfactory=True)
        press(tab(window, "Checks"), "add_dbs")
        decided = {"decision": DbsDecision.CLEARED, "decision_date": TODAY, "decided_by": "Asha Karim"}
        fill(window, "dbs", number="0012 3456 7890", **decided)
        for course, title in desk.read(course_choices):
            press(tab(window, "Training"), "add_training")
            fill(window, title, course_id=course, done_date=TODAY)
        tab(window, "Overview")
        assert says(window.page(), "Nothing is missing."), desk.read(volunteer_view, number).missing
        move(window, "Ready")

        mentee = desk.read(mentee_page, ListAsk(search="zielinska")).rows[0].id
        desk.go(Link("mentee", mentee))
        matches = tab(window, "Matches")
        press(matches, f"propose_{number}")
        fill(window, "propose")
        match = next(each for each in desk.read(matches_view, mentee).matches if each.mentor_id == number)
        desk.write(introduce_match, match.id, desk.read(match_view, match.id).version, StepDraft(TODAY))
        desk.go(Link("mentor", number))
        assert says(window.page(), "Matched")

        development = tab(window, "Development")
        press(development, "Begin a plan")
        fill(window, "plan")
        press(tab(window, "Development"), "add_objective")
        fill(window, "objective", wording="Know whom to ring about housing")
        assert "In progress" in [each.text() for each in tab(window, "Development").findChildren(Chip)]
        press(tab(window, "Development"), "sign_plan")
        fill(
            window,
            "signatures",
            volunteer_signed_name="Nia Frost",
            volunteer_signed_date=TODAY,
            supervisor_signed_name="Tom Ellery",
            supervisor_signed_date=TODAY,
        )
        assert "In place" in [each.text() for each in tab(window, "Development").findChildren(Chip)]
        press(tab(window, "Development"), "print_plan")
        preview = dialog(window)
        assert isinstance(preview, PreviewDialog)
        until(qtbot, lambda: preview.preview.document.pageCount() > 0)
        paper = " ".join(page_texts(preview.preview._content))
        assert "Know whom to ring about housing" in paper
        preview.done(0)

        press(window.page(), "leave")
        made = dialog(window)
        view = desk.read(volunteer_view, number)
        fill(window, "leave", end_reason=LeaveReason.MOVED)
        assert "Nia Frost has left." in told(window)
        assert view.matches[0].field in made.form.blocks
        ended = next(each for each in desk.read(matches_view, mentee).matches if each.id == match.id)
        assert ended.status.value == "ended"
