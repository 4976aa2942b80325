import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mentordesk.features.mentees.queries.people import worker_choices
from mentordesk.kernel.permissions import Role
from mentordesk.records.mentees import MenteeStatus
from mentordesk.store.views import my_views
from mentordesk.ui.list_page import ListPage
from tests.screens import choose, dialog, press, signed_in, told


@pytest.fixture
def window(qtbot, demo_casebook):
    with signed_in(demo_casebook) as made:
        yield made


@pytest.fixture
def listing(window):
    window.show_place("mentees")
    return window.page().findChild(ListPage, "mentees")


def entries(listing):
    """What the menu offers; ✓ stands before the view in force."""
    QTest.mouseClick(listing.views, Qt.MouseButton.LeftButton)
    assert listing.views.entries.isVisible()
    listing.views.entries.close()
    acts = [each for each in listing.views.entries.actions() if not each.isSeparator()]
    return [f"✓ {each.text()}" if each.isChecked() else each.text() for each in acts]


def press_entry(listing, label):
    entries(listing)
    choose(listing.views.entries, label)


def save_as(window, listing, name):
    press_entry(listing, "Save this view…")
    made = dialog(window, "Save this view")
    made.form.field("name").set_value(name)
    made.save()
    return made


def names(listing):
    return [row.name for row in listing.model.every_row()]


def test_what_is_in_force_is_saved_and_chosen_again(window, listing):
    worker = window.desk.read(worker_choices)[0][0]
    listing.search("a")
    listing.set_filter("status", MenteeStatus.ACTIVE)
    listing.set_filter("worker", worker)
    listing.sort_by(0)
    listing.sort_by(1)
    shown, asked = names(listing), listing.ask()
    assert shown
    save_as(window, listing, "Mine, active & near")
    assert listing.views.accessibleName() == "Saved views: Mine, active & near"
    listing.clear_filters()
    listing.sort_by(0)
    assert listing.views.accessibleName() == "Saved views"
    assert names(listing) != shown
    press_entry(listing, "Mine, active && near")
    assert names(listing) == shown
    assert listing.ask() == asked
    assert isinstance(listing.ask().filter("status"), MenteeStatus)
    assert listing.within.text() == "a"
    assert "✓ Mine, active && near" in entries(listing)


def test_words_typed_a_moment_ago_are_saved(window, listing):
    QTest.keyClicks(listing.within, "adeyemi")
    save_as(window, listing, "Kofi")
    assert window.desk.read(my_views, "mentees")[0].what["search"] == "adeyemi"


def test_a_view_stands_in_the_casebook_and_nowhere_else(window, listing, demo_casebook):
    listing.search("quigley")
    save_as(window, listing, "Quigley only")
    kept = [demo_casebook.folder.with_suffix(".toml"), *demo_casebook.folder.rglob("*")]
    files = [path for path in kept if path.is_file()]
    assert files
    assert not any(b"quigley" in path.read_bytes().lower() for path in files)


def test_each_list_has_its_own_views(window, listing):
    save_as(window, listing, "All of them")
    window.show_place("plans")
    other = window.page().findChild(ListPage, "plans")
    assert entries(other) == ["No view saved yet", "Save this view…"]


def test_a_view_is_renamed_saved_again_and_deleted(window, listing):
    listing.set_filter("status", MenteeStatus.ACTIVE)
    save_as(window, listing, "Mine")
    press_entry(listing, "Rename “Mine”…")
    made = dialog(window, "Rename the view")
    assert made.form.field("name").value() == "Mine"
    made.form.field("name").set_value("Ours")
    made.save()
    assert listing.views.accessibleName() == "Saved views: Ours"
    listing.set_filter("status", MenteeStatus.CLOSED)
    assert entries(listing)[:3] == ["Ours", "Save this view…", "Save the changes to “Ours”"]
    press_entry(listing, "Save the changes to “Ours”")
    assert entries(listing)[0] == "✓ Ours"
    press_entry(listing, "Delete “Ours”…")
    press(dialog(window, "Delete the view “Ours”?"), "act")
    assert entries(listing) == ["No view saved yet", "Save this view…"]
    assert "View deleted." in told(window)


def test_a_name_that_is_taken_is_refused_in_the_form(window, listing):
    save_as(window, listing, "Mine")
    made = save_as(window, listing, "mine")
    assert made.isVisible()
    assert made.form.blocks["name"].problem == ("You have a view of this name already. Choose another name.")


def test_a_name_that_is_not_saved_leaves_no_draft(window, listing):
    press_entry(listing, "Save this view…")
    made = dialog(window, "Save this view")
    made.form.field("name").set_value("Perhaps")
    made.form.keep()
    made.reject()
    assert window.desk.store.drafts() == []
    assert entries(listing)[0] == "No view saved yet"


def test_a_filter_whose_choice_is_gone_is_left_out_and_said(window, listing):
    worker = window.desk.read(worker_choices)[0][0]
    listing.set_filter("worker", worker)
    save_as(window, listing, "Theirs")
    (view,) = window.desk.read(my_views, "mentees")
    view.what["filters"] = {"worker": 999, "status": "active"}
    listing.views.choose(view)
    assert listing.ask().filters == (("status", MenteeStatus.ACTIVE),)
    assert "Worker: the choice of this view is no longer there" in told(window)


def test_where_nothing_can_be_written_a_view_is_chosen_and_not_saved(window, listing):
    listing.set_filter("status", MenteeStatus.CLOSED)
    save_as(window, listing, "Closed")
    listing.clear_filters()
    window.desk.store.read_only = True
    assert entries(listing) == ["Closed"]
    press_entry(listing, "Closed")
    assert listing.ask().filter("status") is MenteeStatus.CLOSED
    window.desk.store.read_only = False


def test_somebody_else_does_not_see_the_view(window, listing, demo_casebook, qapp):
    save_as(window, listing, "Mine")
    with signed_in(demo_casebook, Role.COORDINATOR) as other:
        other.show_place("mentees")
        theirs = other.page().findChild(ListPage, "mentees")
        assert entries(theirs) == ["No view saved yet", "Save this view…"]
