from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mentordesk.features.mentees.queries.lists import mentee_page
from mentordesk.features.mentees.queries.one import mentee_view
from mentordesk.features.mentees.rules.people import IdentifierDraft
from mentordesk.features.mentees.screens import forms
from mentordesk.features.mentees.screens.exit_form import end_with_us
from mentordesk.kernel.identifiers import IdentifierKind
from mentordesk.kernel.links import Link
from mentordesk.kernel.permissions import Role
from mentordesk.records.mentees import ExitReason, FlagKind, MenteeStatus
from mentordesk.records.referrals import Decision, Route
from mentordesk.ui.chips import Chip
from mentordesk.ui.list_page import ListPage
from mentordesk.ui.panels import Banner
from tests.screens import dialog, named, says, signed_in


def referred(window, name="Robin", last="Ashdown"):
    """Somebody referred through the real form; return their number."""
    made = forms.new_referral(window.desk)
    made.form.field("first_names").set_value(name)
    made.form.field("last_name").set_value(last)
    made.form.field("route").set_value(Route.PRISON)
    made.form.field("outcomes").set_value(("A home", "Work"))
    made.save()
    return window.page().number


def test_a_referral_is_written_and_its_page_opens(window, desk):
    made = forms.new_referral(desk)
    QTest.keyClicks(made.form.field("preferred_name").edit, "Gaz")
    made.form.field("route").set_value(Route.SELF)
    made.save()
    assert window.page().title() == "Gaz"
    assert says(window.page(), "M-00033")


def test_a_refused_referral_keeps_every_word(window, desk):
    made = forms.new_referral(desk)
    made.form.field("reason").set_value("Leaves on Friday without an address.")
    made.save()
    assert made.isVisible()
    assert made.form.blocks["preferred_name"].problem == "Give at least one name."
    assert made.form.blocks["route"].problem == "Choose how the referral came."
    assert made.form.field("reason").value() == "Leaves on Friday without an address."


def test_a_referral_is_decided_from_the_page(window, desk):
    number = referred(window)
    named(window.page(), "decide").click()
    decision = dialog(window, "Decide the referral")
    decision.form.field("decision").set_value(Decision.DECLINED)
    decision.save()
    assert decision.form.blocks["decision_reason"].problem == "Say why."
    decision.form.field("decision").set_value(Decision.ACCEPTED)
    decision.save()
    assert desk.read(mentee_view, number).status is MenteeStatus.ACTIVE
    assert "Active" in [chip.text() for chip in window.page().findChildren(Chip)]


def test_a_flag_stands_across_the_page_while_it_is_in_force(window, desk):
    number = referred(window)
    assert window.page().findChild(Banner) is None
    raised = forms.new_flag(desk, number)
    raised.form.field("kind").set_value(FlagKind.DO_NOT_CONTACT)
    raised.form.field("note").set_value("Speak to Asha first.")
    raised.save()
    assert "Do not contact. Speak to Asha first." in window.page().findChild(Banner).accessibleName()
    flag = desk.read(mentee_view, number).flags[0]
    ended = forms.edit_flag(desk, flag)
    ended.form.field("from_date").set_value(desk.today() - timedelta(days=2))
    ended.form.field("to_date").set_value(desk.today() - timedelta(days=1))
    ended.save()
    assert not desk.read(mentee_view, number).flags[0].in_force


def test_a_number_that_does_not_fit_is_kept_and_said(window, desk):
    number = referred(window)
    changed = forms.edit_mentee(desk, number)
    given = (IdentifierDraft(IdentifierKind.PNC, "20030011985Z"),)
    changed.form.field("identifiers").set_value(given)
    changed.save()
    assert desk.read(mentee_view, number).identifiers[0].value == "2003/0011985Z"
    assert says(window.page(), "The check letter does not match.")


def test_a_time_with_us_ends_with_its_outcomes(window, desk):
    number = referred(window)
    decides = forms.decide_referral(desk, desk.read(mentee_view, number).referrals[0])
    decides.form.field("decision").set_value(Decision.ACCEPTED)
    decides.save()
    ends = end_with_us(desk, desk.read(mentee_view, number))
    assert {"achieved_0", "achieved_1"} <= set(ends.form.blocks)
    ends.form.field("exit_reason").set_value(ExitReason.COMPLETED)
    ends.form.field("summary").set_value("Went well.")
    ends.save()
    assert desk.read(mentee_view, number).status is MenteeStatus.CLOSED
    assert says(window.page(), "Exit: Completed as planned")


def test_the_list_filters_and_opens(window, desk):
    referred(window)
    window.show_place("mentees")
    listing = window.page().findChild(ListPage, "mentees")
    listing.search("ashdown")
    assert [row.name for row in listing.model.every_row()] == ["Ashdown, Robin"]
    listing.open_row(0)
    assert window.page().title() == "Robin Ashdown"
    window.show_place("mentees")
    listing.set_filter("view", "closed")
    assert says(listing, "No mentee matches.")


def test_search_finds_people_and_goes_to_them(window, desk, qtbot):
    number = referred(window)
    window.show_place("home")
    assert [answer.title for answer in window._find("ashd")][:1] == ["Ashdown, Robin"]
    desk.go(Link("mentee", number))
    assert window.page().title() == "Robin Ashdown"


def test_a_name_never_stands_in_the_title_of_the_window(window):
    referred(window)
    assert "Robin" not in window.windowTitle()


def test_a_mentor_is_offered_mentees_and_finds_only_their_own(demo_casebook, qapp):
    with signed_in(demo_casebook, Role.MENTOR) as window:
        assert "mentees" in window.sidebar.names()
        assert window.desk.may(mentee_page)
        assert all("M-0" not in each.subtitle for each in window._find("a"))


def test_who_may_not_see_mentees_is_not_offered_them(casebook, qapp):
    with signed_in(casebook, Role.READ_ONLY) as window:
        assert "mentees" not in window.sidebar.names()
        assert all("M-0" not in each.subtitle for each in window._find("a"))
        assert not window.desk.may(mentee_page)


def test_ctrl_shift_r_begins_a_referral(window, qtbot):
    window.activateWindow()
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window, Qt.Key.Key_R, both)
    qtbot.waitUntil(lambda: dialog(window, "New referral") is not None)


def test_an_empty_casebook_invites_the_first_referral(casebook, qapp):
    with signed_in(casebook) as window:
        window.show_place("mentees")
        assert says(window.page(), "Nobody yet. A referral brings the first person.")
