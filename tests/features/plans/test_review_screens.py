from datetime import date

import pytest
from PySide6.QtCore import Qt

from mentordesk.features.plans.operations.reviews import change_review, finish_review
from mentordesk.features.plans.queries.one import review_start, target_view
from mentordesk.features.plans.rules.report_options import Edition
from mentordesk.features.plans.screens.report_dialog import make_report
from mentordesk.features.plans.screens.review_form import correction, new_review
from mentordesk.kernel.links import Link
from mentordesk.kernel.rag import Rag
from mentordesk.records.plans import ReviewStatus
from mentordesk.ui.preview import PreviewDialog
from tests.screens import (
    dialog,
    dialogs,
    named,
    plan_number,
    press,
    says,
    target_number,
    told,
    until,
)


@pytest.fixture
def target(desk) -> int:
    return target_number(desk, 1)


@pytest.fixture
def page(window, desk, target):
    desk.go(Link("target", target))
    return window.page()


@pytest.fixture
def review(desk, page, target):
    return new_review(desk, target)


def text_of(form, name):
    return form.field(name).edit.toPlainText()


def test_a_review_starts_from_the_last_ones_words(review):
    form = review.form
    assert text_of(form, "met_0") == "Twenty-three people are matched, nineteen of them before release."
    assert form.field("prepared_by").value() == "Asha Karim"
    assert form.field("review_date").edit.text() == "21 Nov 2026"
    assert form.field("rag_0").value() is Rag.AMBER
    assert not form.dirty()
    assert says(review, "Amber, as at the last review on 30 September 2026.")


def test_a_reason_is_asked_for_only_when_the_rating_differs(review):
    assert not review.form.blocks["rag_reason_0"].isVisible()
    press(review, "Green")
    assert review.form.blocks["rag_reason_0"].isVisible()
    review.save()
    assert says(review, "Reason for the rating: Say why the rating is not the proposed one.")
    press(review, "Amber")
    assert not review.form.blocks["rag_reason_0"].isVisible()
    review.save()
    assert not review.isVisible()


def test_a_finished_review_is_shown_at_once(qtbot, window, desk, page, review):
    review.form.field("met_0").edit.setPlainText("Thirty are matched.\u2028“Smart” — quotes\x00 and 👍 مرحبا")
    press(review, "Green")
    review.form.field("rag_reason_0").edit.setPlainText("The new wing opened.")
    qtbot.waitUntil(review.isActiveWindow)
    qtbot.keyClick(review, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(review, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told(window) == "Review finished."
    assert says(page, "“Smart” — quotes and 👍 مرحبا")
    assert says(page, "Why this rating: The new wing opened.")
    view = desk.read(target_view, page.number)
    assert [row.status for row in view.reviews] == [ReviewStatus.FINISHED] * 4
    assert view.rag is Rag.GREEN


def test_a_refused_review_keeps_every_word(qtbot, desk, review):
    form = review.form
    form.field("review_date").edit.setText("next blursday")
    form.field("prepared_by").edit.clear()
    form.field("met_0").edit.setPlainText("Words that must not be lost")
    review.save()
    assert review.isVisible()
    assert form.summary.text() == "2 things need mending before this can be saved"
    assert says(review, "Date or quarter: This is not a date. Try 3 Sep 2026, Aug 2014 or Q3 2014.")
    assert form.field("review_date").edit.text() == "next blursday"
    assert text_of(form, "met_0") == "Words that must not be lost"
    qtbot.waitUntil(review.isActiveWindow)
    press(review, "Prepared by: Say who prepared the review.")
    assert form.field("prepared_by").edit.hasFocus()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("22/11/2026", "This date has not come yet."),
        ("1/1/9999", "This date has not come yet."),
        ("1/1/0001", "This date is too long ago. Check the year."),
        ("31/2", "This is not a date."),
        ("29 Feb 2026", "This is not a date."),
        ("", "Give the date or the quarter of the review."),
    ],
)
def test_a_day_that_cannot_be_is_refused_in_words(review, typed, sentence):
    review.form.field("review_date").edit.setText(typed)
    review.save()
    assert review.isVisible()
    assert says(review, f"Date or quarter: {sentence}")


def test_a_review_saved_for_later_is_continued_and_finished(window, desk, page, target, review):
    review.form.field("prepared_by").edit.clear()
    review.form.field("met_0").edit.setPlainText("Half a sentence")
    press(review, "Save for later")
    assert told(window) == "Review saved. It is in progress until you finish it."
    assert desk.read(target_view, target).reviews[0].status is ReviewStatus.OPEN
    press(page, "Continue review")
    again = dialog(window, "Review of target 1")
    assert text_of(again.form, "met_0") == "Half a sentence"
    again.save()
    assert again.isVisible(), "a finished review names who prepared it"
    again.form.field("prepared_by").edit.setText("Tom")
    again.save()
    view = desk.read(target_view, target)
    assert [row.status for row in view.reviews].count(ReviewStatus.FINISHED) == 4
    assert named(page, "Record review")


def test_a_review_in_progress_can_be_thrown_away(window, desk, page, target, review):
    press(review, "Save for later")
    page.tabs.setCurrentIndex(1)
    press(page, "21 November 2026")
    press(dialog(window, "Review of target 1"), "Throw away")
    press(dialog(window, "Throw this review away?"), "act")
    assert told(window) == "Review thrown away."
    assert len(desk.read(target_view, target).reviews) == 3


def test_a_correction_needs_a_reason_and_keeps_the_old_version(window, desk, page, target):
    press(page, "correct_review")
    made = dialog(window, "Correct the review of target 1")
    made.form.field("met_0").edit.setPlainText("Twenty-four people are matched.")
    made.save()
    assert says(made, "Why it is corrected: Say why the finished review is corrected.")
    made.form.field("correction_reason").edit.setPlainText("One match was counted late.")
    made.save()
    assert told(window) == "Review corrected. The earlier version is kept."
    assert says(page, "Twenty-four people are matched.")
    page.tabs.setCurrentIndex(1)
    assert says(page, "Corrected: One match was counted late.")
    assert desk.read(target_view, target).rag is Rag.AMBER
    statuses = [row.status for row in desk.read(target_view, target).reviews]
    assert statuses.count(ReviewStatus.REPLACED) == 1
    old = next(row for row in desk.read(target_view, target).reviews if row.status is ReviewStatus.REPLACED)
    assert old.draft.entries[0].met.startswith("Twenty-three people are matched")
    correction(desk, old.id).save()
    last = dialog(window)
    last.form.field("correction_reason").edit.setPlainText("Again.")
    last.save()
    assert says(last, "Only a finished review that was not replaced can be corrected.")


def test_two_people_on_one_review_see_both_versions(window, desk, target, review):
    press(review, "Save for later")
    mine = new_review(desk, target)
    start = desk.read(review_start, target)
    mine.form.field("met_0").edit.setPlainText("Mine")
    theirs = start.draft.__class__(**{**vars(start.draft), "evidence": "Theirs, from the register"})
    desk.write(change_review, start.review_id, start.version, theirs)
    mine.save()
    assert mine.isVisible()
    assert "Both versions are shown at 2 fields below." in mine.form.summary.text()
    assert mine.form.field("evidence").value() == "Theirs, from the register"
    press(mine.form.blocks["met_0"].comparison, "keep_mine")
    mine.save()
    newest = desk.read(target_view, target).reviews[0]
    assert newest.status is ReviewStatus.FINISHED
    assert (newest.draft.entries[0].met, newest.draft.evidence) == ("Mine", "Theirs, from the register")


def test_a_review_finished_by_somebody_else_is_gone_on_with_in_a_new_one(window, desk, target, review):
    press(review, "Save for later")
    mine = new_review(desk, target)
    mine.form.field("met_0").edit.setPlainText("Mine, and not lost")
    start = desk.read(review_start, target)
    desk.write(finish_review, start.review_id, start.version, start.draft)
    mine.save()
    assert "Somebody else finished this review or threw it away" in mine.form.summary.text()
    mine.reject()
    again = new_review(desk, target)
    press(again, "continue_draft")
    assert text_of(again.form, "met_0") == "Mine, and not lost"
    again.save()
    assert not again.isVisible()
    assert len(desk.read(target_view, target).reviews) == 5


def test_each_part_of_a_target_is_rated_by_itself(window, desk):
    made = new_review(desk, target_number(desk, 3))
    assert says(made, "Route agreed")
    assert says(made, "People housed")
    assert made.form.field("rag_0").value() is Rag.GREEN
    assert made.form.field("rag_1").value() is Rag.RED
    made.form.field("review_date").edit.setText("Q3 2026")
    assert made.form.blocks["rag_reason_0"].isVisible(), "Green lapsed with the review cycle"
    made.form.field("rag_0").set_value(Rag.AMBER)
    made.save()
    assert not made.isVisible()
    newest = desk.read(target_view, target_number(desk, 3)).reviews[0]
    assert newest.review_date == date(2026, 9, 30)
    assert newest.rag is Rag.RED


def test_a_report_is_chosen_and_previewed(qtbot, window, desk):
    made = make_report(desk, plan_number(desk))
    made.form.field("period_first").edit.setText("1/7/2026")
    press(made, "Preview")
    assert says(made, "Reviews until: Give both dates, or neither.")
    made.form.field("period_last").edit.setText("30/9/2026")
    for section in [name for name in made.form.blocks if name.startswith("section_")]:
        made.form.field(section).set_value(False)
    made.save()
    assert says(made, "Choose at least one section.")
    made.form.field("edition").set_value(Edition.PROGRESS)
    made.save()
    until(qtbot, lambda: isinstance(dialogs(window)[-1], PreviewDialog))
    shown = dialogs(window)[-1]
    assert shown.windowTitle() == "Through the gate: Northbridge - progress"
    assert shown.preview.pages() >= 4
    qtbot.waitUntil(shown.isActiveWindow)
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    assert dialogs(window) == []
    assert desk.store.drafts() == []
