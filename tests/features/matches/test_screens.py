"""What a person sees and does with mentors and matches."""

import pytest
from PySide6.QtWidgets import QTabWidget, QWidget

from mentordesk.app.window import MainWindow
from mentordesk.features.matches.operations.mentors import add_mentor
from mentordesk.features.matches.queries.lists import match_page, mentor_page
from mentordesk.features.matches.queries.one import districts, match_view, matches_view, mentor_view
from mentordesk.features.matches.rules.mentors import MentorDraft
from mentordesk.features.matches.screens.matches_tab import MatchesTab
from mentordesk.features.mentees.queries.lists import mentee_page
from mentordesk.kernel.links import Link
from mentordesk.kernel.paging import ListAsk
from mentordesk.kernel.permissions import Role
from mentordesk.kernel.week import PartOfWeek
from mentordesk.records.matches import Frequency, MatchEnd, MatchStatus
from mentordesk.records.volunteers import DbsDecision, Gender
from mentordesk.ui.chips import Chip
from mentordesk.ui.desk import Desk
from mentordesk.ui.fields import WeekField
from mentordesk.ui.form import Form
from mentordesk.ui.list_page import ListPage
from tests.casebooks import TODAY, Casebook
from tests.features.matches.facts import a_mentor
from tests.screens import dialog, dialogs, named, press, says, signed_in, told


def mentee_number(desk: Desk, name: str) -> int:
    return desk.read(mentee_page, ListAsk(search=name)).rows[0].id


def mentor_number(desk: Desk, name: str) -> int:
    return desk.read(mentor_page, ListAsk(search=name)).rows[0].id


def matches_tab(window: MainWindow, name: str) -> MatchesTab:
    window.desk.go(Link("mentee", mentee_number(window.desk, name)))
    tabs = window.page().findChild(QTabWidget)
    labels = [tabs.tabText(place) for place in range(tabs.count())]
    tabs.setCurrentIndex(labels.index("Matches"))
    return tabs.currentWidget().findChild(MatchesTab)


def test_the_place_lists_mentors_and_matches(window: MainWindow) -> None:
    window.show_place("mentors")
    tabs = window.page().findChild(QTabWidget)
    mentors, matches = (tabs.widget(place) for place in (0, 1))
    assert isinstance(mentors, ListPage)
    assert mentors.count.text() == "9 mentors"
    mentors.search("omondi")
    mentors.open_row(0)
    assert window.page().title() == "Grace Omondi"
    window.back()
    tabs.setCurrentIndex(1)
    assert matches.count.text() == "14 matches"
    matches.clear_filters()
    assert matches.count.text() == "20 matches"


def test_the_tab_ranks_mentors_and_lists_the_excluded_apart(window: MainWindow) -> None:
    tab = matches_tab(window, "kavanagh")
    for part in (
        "1. Rashid Anwar",
        "They live about 5.3 km from NB1.",
        "This person asks for a mentor who is a man, and that is so.",
        "They share an interest in cooking.",
        "Not to be matched now, 7 mentors",
        "They mentor somebody whom this person must not meet.",
        "They have 1 mentee already; the limit is 1.",
        "The mentor may not work alone, and the meetings ask for it: MAPPA applies.",
    ):
        assert says(tab, part), part


def test_a_suggestion_is_proposed_and_taken_on_to_the_end(window: MainWindow, desk: Desk) -> None:
    tab = matches_tab(window, "kavanagh")
    mentee, mentor = tab.mentee_id, mentor_number(desk, "anwar")
    press(tab, f"propose_{mentor}")
    made = dialog(window)
    assert made.windowTitle() == "Propose Rashid Anwar"
    made.form.field("reason").set_value("Both cook.")
    press(made, "save")
    assert "Match proposed." in told(window)

    def match():
        return next(each for each in desk.read(matches_view, mentee).matches if each.mentor_id == mentor)

    number = match().id
    assert match().changes[0].reason == "Both cook."
    for name, said in (
        ("introduced", "Introduction saved."),
        ("active", "Match started."),
        ("paused", "Match paused."),
        ("active", "Match resumed."),
    ):
        press(tab, f"{name}_{number}")
        made = dialog(window)
        if name == "paused":
            press(made, "save")
            assert says(made, "Say why the match is paused.")
            made.form.field("reason").set_value("A course in another town.")
        press(made, "save")
        assert said in told(window)
    press(tab, f"change_{number}")
    made = dialog(window)
    made.form.field("frequency").set_value(Frequency.WEEKLY)
    made.form.field("agreement_date").set_value(TODAY)
    press(made, "save")
    press(tab, f"ended_{number}")
    made = dialog(window)
    press(made, "save")
    assert says(made, "Choose why it ended.")
    made.form.field("end_reason").set_value(MatchEnd.COMPLETED)
    press(made, "save")
    view = desk.read(match_view, number)
    assert view.status is MatchStatus.ENDED
    assert view.details.agreement_date == TODAY
    assert says(tab, "Ended: completed as planned")


def test_a_full_mentor_is_proposed_with_a_warning_and_others_who_are_excluded_are_not(
    window: MainWindow, desk: Desk
) -> None:
    tab = matches_tab(window, "kavanagh")
    offered = {
        each.objectName() for each in tab.findChildren(QWidget) if each.objectName().startswith("propose_")
    }
    wanted = {f"propose_{mentor_number(desk, name)}" for name in ("anwar", "pryce", "nowak")}
    assert offered == wanted
    press(tab, f"propose_{mentor_number(desk, 'nowak')}")
    assert says(dialog(window), "They have 1 mentee already; the limit is 1.")
    press(dialog(window), "save")
    assert desk.read(mentor_view, mentor_number(desk, "nowak")).mentees == 2


def test_long_lists_are_shown_in_part_until_all_is_asked_for(window: MainWindow, desk: Desk) -> None:
    for number in range(21):
        a_mentor(desk.store, name=f"Ready {number:02}", lone_working=True, gender=Gender.MAN)
        desk.store.write(add_mentor, MentorDraft(name=f"Unready {number:02}"))
    tab = matches_tab(window, "kavanagh")
    assert says(tab, "Suggested, 23 mentors")
    assert not says(tab, "Ready 20")
    press(tab, "show_all")
    assert says(tab, "Ready 20")
    assert not says(tab, "Unready 20")
    press(tab, "show_excluded")
    assert says(tab, "Unready 20")


def test_wishes_change_the_ranking_at_once(window: MainWindow, desk: Desk) -> None:
    tab = matches_tab(window, "kavanagh")
    press(tab, "wishes")
    made = dialog(window)
    made.form.field("mentor_gender").set_value(Gender.WOMAN)
    made.form.field("times").set_value((PartOfWeek.TUE_AM,))
    made.form.field("interests").set_value("gardening")
    press(made, "save")
    assert "Wishes saved." in told(window)
    assert says(tab, "1. Dilys Pryce")
    assert says(tab, "Both can meet on Tuesday morning.")
    assert says(tab, "A woman")


def test_a_match_that_is_no_longer_safe_says_so(window: MainWindow, desk: Desk) -> None:
    number = mentor_number(desk, "omondi")
    desk.go(Link("mentor", number))
    page = window.page()
    assert "Review overdue since 19 November 2026" in [each.text() for each in page.findChildren(Chip)]
    assert not says(page, "Look at this match now.")
    press(page, "change")
    made = dialog(window)
    made.form.field("dbs_decision").set_value(DbsDecision.NOT_CLEARED)
    press(made, "save")
    assert says(page, "Look at this match now. Not cleared after the DBS check.")


def test_a_mentor_is_added_by_the_form(window: MainWindow, desk: Desk) -> None:
    window.show_place("mentors")
    press(window.page(), "new")
    made = dialog(window)
    press(made, "save")
    assert says(made, "Give the mentor's name.")
    made.form.field("name").set_value("Nasrin Öz")
    made.form.field("postcode").edit.setText("nb42xy")
    week = made.form.field("times")
    assert isinstance(week, WeekField)
    week.checks[PartOfWeek.SUN_EVE].click()
    conflicts = made.form.field("conflicts")
    conflicts.add()
    press(made, "save")
    assert says(made, "Nasrin") or not dialogs(window)
    assert window.page().title() == "Nasrin Öz"
    view = desk.read(mentor_view, mentor_number(desk, "nasrin"))
    assert (view.mentor.times, view.mentor.postcode) == ((PartOfWeek.SUN_EVE,), "NB4 2XY")
    assert says(window.page(), "No decision on a DBS check yet.")
    assert says(window.page(), "No match yet.")


def test_what_was_typed_into_a_week_is_kept_as_a_draft(window: MainWindow, desk: Desk) -> None:
    number = mentor_number(desk, "pryce")
    desk.go(Link("mentor", number))
    press(window.page(), "change")
    made = dialog(window)
    made.form.field("times").checks[PartOfWeek.SUN_AM].click()
    made.reject()
    press(window.page(), "change")
    made = dialog(window)
    press(made, "continue_draft")
    assert PartOfWeek.SUN_AM in made.form.field("times").value()
    made.form.throw_draft()


def test_districts_are_typed_in_settings(window: MainWindow, desk: Desk) -> None:
    window.show_place("settings")
    window.page().show_tab("districts")
    assert says(window.page(), "NB1: northing 565000, easting 425000")
    press(window.page(), "edit_districts")
    made = dialog(window)
    field = made.form.field("districts")
    field.set_value(field.value()[:1])
    press(made, "save")
    assert [each.code for each in desk.read(districts).districts] == ["NB1"]


def test_the_search_box_finds_a_mentor(window: MainWindow) -> None:
    found = [answer.title for answer in window._find("rashid")]
    assert found == ["Rashid Anwar"]


def test_nobody_is_suggested_for_somebody_who_has_left(window: MainWindow, desk: Desk) -> None:
    closed = desk.read(mentee_page, ListAsk(filters=(("view", "closed"),))).rows[0]
    tab = matches_tab(window, closed.reference)
    assert not says(tab, "Suggested")


@pytest.mark.parametrize("role", [Role.MENTOR, Role.READ_ONLY])
def test_who_may_not_see_mentors_is_not_shown_them(qtbot, demo_casebook: Casebook, role: Role) -> None:
    with signed_in(demo_casebook, role) as window:
        assert "mentors" not in window.sidebar.names()
        assert "Rashid Anwar" not in [answer.title for answer in window._find("rashid")]


def test_a_coordinator_may_match(qtbot, demo_casebook: Casebook) -> None:
    with signed_in(demo_casebook, Role.COORDINATOR) as window:
        tab = matches_tab(window, "kavanagh")
        assert named(tab, "wishes").isEnabled()
        assert len(window.desk.read(match_page, ListAsk()).rows) == 20
        assert window.findChildren(Form) == []
