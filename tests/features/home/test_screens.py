from PySide6.QtWidgets import QPushButton

from mentordesk.features.plans.operations.reviews import record_review
from mentordesk.features.plans.queries.one import review_start
from mentordesk.features.plans.screens.plan_forms import new_plan
from mentordesk.kernel.permissions import Role
from tests.screens import dialog, press, says, signed_in, target_number, words


def test_home_says_what_is_due_and_goes_there(window):
    assert window.place() == "home"
    page = window.page()
    assert {"Hello Asha", "21 November 2026", "2 reviews due"} <= set(words(page))
    assert says(page, "No target is past its due date.")
    press(page, "4. People who were mentored help to train the next mentors")
    assert window.page().title().startswith("Target 4")


def test_one_review_is_not_two(window, desk):
    target = target_number(desk, 4)
    desk.write(record_review, target, _with_words(desk.read(review_start, target).draft))
    assert "1 review due" in words(window.page())
    badge = window.findChild(QPushButton, "place_plans")
    assert badge.accessibleName() == "Plans, 1 needs attention"


def _with_words(draft):
    entry = draft.entries[0].__class__(met="Two people trained.", rag_reason="Began late.")
    return draft.__class__(**{**vars(draft), "entries": (entry,)})


def test_a_draft_is_listed_until_it_is_thrown_away(window, desk):
    made = new_plan(desk)
    made.form.field("title").edit.setText("Half a title")
    made.reject()
    page = window.page()
    assert {"You were writing", "New plan"} <= set(words(page))
    assert says(page, "Not saved, 10am")
    assert "Half a title" not in " ".join(words(page)), "what was typed is for its form alone"
    press(page, "Throw away")
    press(dialog(window, "Throw this draft away?"), "act")
    assert "You were writing" not in words(page)
    assert desk.store.drafts() == []


def test_an_empty_casebook_says_that_nothing_needs_doing(qtbot, casebook):
    with signed_in(casebook) as window:
        assert says(window.page(), "Nothing needs doing yet.")


def test_a_mentor_sees_what_is_due_as_well(qtbot, demo_casebook):
    with signed_in(demo_casebook, Role.MENTOR) as window:
        assert {"Hello Jo", "2 reviews due"} <= set(words(window.page()))
        offered = [each.text() for each in window.new.menu().actions()]
        assert {"Record a session", "Plan a session", "Raise concern"} <= set(offered)
        assert not {"New plan", "New mentor"} & set(offered)
