"""What clumsy and hostile hands type, paste and press."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel

from mentordesk.features.plans.operations.plans import remove_target
from mentordesk.features.plans.queries.one import plan_view, target_view
from mentordesk.features.plans.screens.plan_forms import new_plan, new_target
from mentordesk.features.plans.screens.review_form import new_review
from mentordesk.kernel.links import Link
from tests.screens import dialogs, named, plan_number, says, target_number, until

HOSTILE = (
    "<b>bold</b> &amp; <img src=x onerror=1>",
    "👩‍🚒 مرحبا بالعالم שלום",
    "“Smart” – quotes… and\u00a0spaces",
    "=1+1; DROP TABLE plan; --",
    "{title} %s None \\n",
)


@pytest.mark.parametrize("typed", HOSTILE)
def test_what_is_typed_is_shown_as_it_is(window, desk, typed):
    made = new_plan(desk)
    made.form.field("title").edit.setText(typed)
    made.save()
    assert window.page().title() == " ".join(typed.split())
    target = new_target(desk, window.page().number)
    target.form.field("achieve").edit.setPlainText(typed)
    target.save()
    page = window.page()
    assert says(page, f"1. {' '.join(typed.split())}")
    texts = [each for each in page.findChildren(QLabel) if each.text()]
    assert all(each.textFormat() is Qt.TextFormat.PlainText for each in texts)
    page.tabs.setCurrentIndex(1)
    assert " ".join(typed.split()) in " ".join(page.grid.rows()[0].accessibleName().split())


def test_breaks_and_control_characters_pasted_into_a_line_stay_one_line(window, desk):
    made = new_plan(desk)
    made.form.field("title").edit.setText("One\u2028two\x00\u2029three\ttabs ")
    made.save()
    assert window.page().title() == "One two three tabs"


def test_a_line_that_is_too_long_is_refused_and_kept(desk, window):
    made = new_plan(desk)
    made.form.field("title").edit.setText("x" * 5000)
    made.save()
    assert says(made, "Title: Use at most 300 characters.")
    assert len(made.form.field("title").value()) == 5000
    made.form.settle()


def test_a_huge_paste_is_kept_whole_and_its_beginning_is_shown(window, desk):
    pasted = "A long letter from the prison. " * 70_000
    target = target_number(desk)
    made = new_review(desk, target)
    made.form.field("met_0").edit.setPlainText(pasted)
    made.save()
    assert not made.isVisible()
    assert desk.read(target_view, target).reviews[0].draft.entries[0].met == pasted.strip()
    desk.go(Link("target", target))
    assert says(window.page(), "(This is the beginning. The whole text is in the form and on paper.)")
    assert max(len(each.text()) for each in window.page().findChildren(QLabel)) < 25_000


def test_a_record_that_is_removed_is_said_to_be_gone_where_it_was_shown(qtbot, window, desk):
    target = target_number(desk, 4)
    desk.go(Link("target", target))
    page = window.page()
    desk.go(Link("plan", plan_number(desk)))
    desk.write(remove_target, target, desk.read(target_view, target).version)
    window.back()
    assert window.page() is page
    until(qtbot, lambda: says(page, "no longer there"))
    assert "Record review" not in [each.text() for each in page.findChildren(QLabel)]


def test_a_form_of_a_record_that_is_gone_keeps_its_words(window, desk):
    target = target_number(desk, 4)
    made = new_review(desk, target)
    made.form.field("met_0").edit.setPlainText("Words about something that is gone")
    desk.write(remove_target, target, desk.read(target_view, target).version)
    made.form.field("rag_reason_0").edit.setPlainText("Because")
    made.save()
    assert made.isVisible()
    assert "no longer there" in made.form.summary.text()
    assert made.form.field("met_0").value() == "Words about something that is gone"


def test_a_double_click_on_a_button_opens_one_form(qtbot, window, desk):
    desk.go(Link("plan", plan_number(desk)))
    review = named(window.page(), "review_1")
    qtbot.mouseClick(review, Qt.MouseButton.LeftButton)
    qtbot.mouseDClick(window, Qt.MouseButton.LeftButton, pos=review.mapTo(window, QPoint(5, 5)))
    assert len(dialogs(window)) == 1


def test_pressing_save_again_and_again_saves_once(window, desk):
    made = new_target(desk, plan_number(desk))
    made.form.field("achieve").edit.setPlainText("Once")
    for _ in range(5):
        made.save()
    targets = desk.read(plan_view, plan_number(desk)).targets
    assert [target.target.achieve for target in targets].count("Once") == 1
