"""The pages and forms of dip samples in the real window."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from mentordesk.features.mentees.queries.opening import case_gate
from mentordesk.features.organisation.operations import change_organisation
from mentordesk.features.organisation.queries import organisation_sheet
from mentordesk.features.privacy.operations.dip import change_finding, check_case, draw_sample
from mentordesk.features.privacy.queries.dip import checklist_view, sample_view
from mentordesk.features.privacy.queries.dip_lists import dip_page
from mentordesk.features.privacy.rules.dip import QUESTIONS, CheckDraft, SampleDraft
from mentordesk.features.privacy.screens.dip_forms import answer_case, edit_checklist, edit_finding
from mentordesk.features.privacy.screens.dip_page import SampleList
from mentordesk.features.privacy.screens.dip_report import make_dip_report
from mentordesk.kernel.links import Link
from mentordesk.kernel.paging import ListAsk
from mentordesk.kernel.permissions import Role
from mentordesk.records.dip_samples import CaseKind, DipWord
from mentordesk.ui.preview import PreviewDialog
from tests.casebooks import TODAY
from tests.screens import dialog, press, says, signed_in, told, words


def samples(window):
    window.show_place("privacy")
    window.page().show_tab("Dip samples")
    return window.page().findChild(SampleList)


def go_to_sample(window):
    number = window.desk.read(dip_page, ListAsk()).rows[0].id
    window.desk.go(Link("dip_sample", number))
    return window.desk.read(sample_view, number)


def test_an_empty_list_says_what_a_sample_is_and_offers_one(qtbot, casebook):
    with signed_in(casebook) as window:
        samples(window)
        assert says(window.page(), "No sample yet.")
        press(window.page(), "Draw a sample")
        form = dialog(window, "Draw a dip sample")
        form.save()
        assert says(form, "There is no such case in this period.")
        assert form.isVisible()


def test_no_sample_is_no_report(qtbot, casebook):
    with signed_in(casebook) as window:
        assert make_dip_report(window.desk) is None
        assert "No sample was drawn yet" in told(window)


def test_the_list_shows_counts_and_is_filtered(qtbot, demo_casebook):
    with signed_in(demo_casebook) as window:
        number = window.desk.write(draw_sample, SampleDraft(TODAY, TODAY, CaseKind.ACTIVE, 3))
        samples(window)
        page = samples(window)
        assert page.model.rowCount() == 2
        page.set_filter("kinds", CaseKind.ACTIVE)
        assert [page.model.row(place).id for place in range(page.model.rowCount())] == [number]
        page.clear_filters()
        page.search("nothing has this name")
        assert says(page, "No sample matches.")
        assert page.export().noun == ("sample", "samples")


@pytest.mark.parametrize(("role", "draws"), [(Role.MANAGER, True), (Role.COORDINATOR, False)])
def test_only_a_manager_is_offered_to_draw_and_to_conclude(qtbot, demo_casebook, role, draws):
    with signed_in(demo_casebook, role) as window:
        samples(window)
        assert ("Draw a sample" in words(window.page())) is draws
        assert ("Checklist" in words(window.page())) is draws
        go_to_sample(window)
        assert ("Conclude" in words(window.page())) is draws
        assert says(window.page(), "Answer the checklist")


@pytest.mark.parametrize("role", [Role.MENTOR, Role.READ_ONLY])
def test_nobody_else_sees_the_place(qtbot, demo_casebook, role):
    with signed_in(demo_casebook, role) as window:
        assert "privacy" not in window.sidebar.names()


def test_a_letter_chooses_an_answer_and_a_note_is_typed_as_it_is(qtbot, demo_casebook):
    with signed_in(demo_casebook) as window:
        view = go_to_sample(window)
        form = answer_case(window.desk, view.row.id, view.cases[-1].id)
        field = form.form.field("answer_2")
        for key, word in (
            (Qt.Key.Key_P, DipWord.PARTLY),
            (Qt.Key.Key_D, DipWord.NOT_APPLICABLE),
            (Qt.Key.Key_N, DipWord.NO),
            (Qt.Key.Key_Y, DipWord.YES),
        ):
            qtbot.keyClick(field.focusProxy(), key)
            assert field.value() is word
        qtbot.keyClicks(form.form.field("note_2").edit, "yes, any day")
        assert form.form.field("note_2").value() == "yes, any day"
        assert field.value() is DipWord.YES


def test_two_people_who_answer_one_case_choose_between_their_answers(qtbot, demo_casebook):
    with signed_in(demo_casebook) as window:
        view = go_to_sample(window)
        case = view.cases[0]
        form = answer_case(window.desk, view.row.id, case.id)
        form.form.field("note_1").set_value("Mine.")
        theirs = tuple(
            each if each.position != 1 else type(each)(1, DipWord.NO, "Theirs.")
            for each in case.answers.answers
        )
        window.desk.write(check_case, case.id, case.version, CheckDraft(theirs))
        form.save()
        assert says(form, "Somebody else saved this while you were writing.")
        assert says(form, "Theirs.")
        form.form.blocks["note_1"].comparison.decide(theirs=False)
        form.save()
        assert not form.isVisible()
        now = window.desk.read(sample_view, view.row.id).case(case.id)
        assert (now.answers.answers[0].answer, now.answers.answers[0].note) == (DipWord.NO, "Mine.")


def test_the_checklist_is_changed_and_an_empty_row_is_left_out(qtbot, demo_casebook):
    with signed_in(demo_casebook) as window:
        form = edit_checklist(window.desk)
        field = form.form.field("questions")
        assert field.value() == QUESTIONS
        field.set_value(("Is it kind?", "Is it kind?"))
        form.save()
        assert says(form, "Question 2 stands there twice.")
        field.set_value((*QUESTIONS[:2], "Is it kind?", ""))
        form.save()
        assert not form.isVisible()
        assert window.desk.read(checklist_view).draft.questions == (*QUESTIONS[:2], "Is it kind?")


def test_a_finding_that_somebody_else_changed_is_compared(qtbot, demo_casebook):
    with signed_in(demo_casebook) as window:
        view = go_to_sample(window)
        row = view.findings[0]
        form = edit_finding(window.desk, view.row.id, row)
        form.form.field("what").set_value("Mine.")
        window.desk.write(change_finding, row.id, row.version, type(row.draft)("Theirs.", 1, row.due_date))
        form.save()
        assert says(form, "Theirs.")


def test_a_figure_opens_its_cases(qtbot, demo_casebook):
    with signed_in(demo_casebook) as window:
        view = go_to_sample(window)
        window.page().tabs.setCurrentIndex(1)
        lacking = next(each for each in view.questions if each.lacking)
        case = next(each for each in view.cases if each.reference == lacking.lacking[0])
        assert says(window.page(), "Counts of 5 checked cases.")
        link = next(
            each
            for each in window.page().findChildren(QPushButton)
            if each.text() == case.reference and each.isVisible()
        )
        link.click()
        assert window.page().number == case.mentee_id


def test_a_case_of_somebody_else_is_opened_from_a_sample_as_from_anywhere(qtbot, demo_casebook):
    with signed_in(demo_casebook) as window:
        desk = window.desk
        house = desk.read(organisation_sheet)
        asking = replace(house.draft, ask_reason=True)
        desk.write(change_organisation, house.id, house.version, asking)
        view = go_to_sample(window)
        closed = next(each for each in view.cases if desk.read(case_gate, each.mentee_id).closed)
        press(window.page(), f"open_{closed.id}")
        assert says(window.page(), "This case is not yours")
        window.back()
        press(window.page(), f"answer_{closed.id}")
        assert dialog(window, f"Checklist for {closed.reference}").isVisible()


def test_the_changes_of_a_sample_stand_on_its_page(qtbot, demo_casebook):
    with signed_in(demo_casebook) as window:
        go_to_sample(window)
        tabs = window.page().tabs
        tabs.setCurrentIndex(tabs.count() - 1)
        assert says(window.page(), "Finding of a dip sample added")
        assert says(window.page(), "Dip sample added")


def test_the_report_is_chosen_and_shown(qtbot, demo_casebook):
    with signed_in(demo_casebook) as window:
        form = make_dip_report(window.desk)
        form.form.field("sample_id").set_value(None)
        form.save()
        assert says(form, "Choose a sample.")
        form.form.field("sample_id").set_value(1)
        form.save()
        assert [each.windowTitle() for each in window.findChildren(PreviewDialog)] == ["Dip sample 1"]
