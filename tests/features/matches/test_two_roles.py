"""One person, two roles over time: a mentee whose time is over comes back as a mentor."""

from dataclasses import replace

import pytest

from mentordesk.features.matches.operations.mentors import become_mentor, change_mentor
from mentordesk.features.matches.queries.lists import mentor_page
from mentordesk.features.matches.queries.one import matches_view, mentor_start, mentor_view, suggestions
from mentordesk.features.mentees.queries.lists import mentee_page
from mentordesk.kernel.errors import Invalid
from mentordesk.kernel.links import Link
from mentordesk.kernel.paging import ListAsk
from mentordesk.kernel.permissions import Permission, Role
from mentordesk.records.mentees import Mentee, MenteeStatus
from mentordesk.records.safety import safety
from mentordesk.store.casebook import Store
from tests.casebooks import TODAY, Casebook
from tests.features.matches.facts import MENTEE, MENTOR, READY, put
from tests.screens import dialog, press, says, told


def somebody(store: Store, status: MenteeStatus) -> int:
    draft = {"last_name": "Whitlock", "name_key": "whitlock", "postcode": "NB3 1AA", "language": "Polish"}
    return store.write(put, Mentee(reference=f"M-{status.value}", status=status, **draft))


def former(store: Store) -> int:
    return somebody(store, MenteeStatus.CLOSED)


def test_a_former_mentee_becomes_a_mentor_and_both_pages_know(store: Store) -> None:
    mentee = former(store)
    start = store.read(mentor_start, mentee)
    assert (start.name, start.postcode, start.languages) == ("Whitlock", "NB3 1AA", "Polish")
    mentor = store.write(become_mentor, mentee, replace(READY, name="Dan Whitlock"))
    assert store.read(mentor_view, mentor).mentee_id == mentee
    assert store.read(matches_view, mentee).mentor_id == mentor
    store.write(change_mentor, mentor, store.read(mentor_view, mentor).version, replace(READY, name="Dan W"))
    assert store.read(mentor_view, mentor).mentee_id == mentee


def test_only_once_and_only_when_their_own_time_is_over(store: Store) -> None:
    active = somebody(store, MenteeStatus.ACTIVE)
    with pytest.raises(Invalid, match="End their time with us first"):
        store.write(become_mentor, active, READY)
    mentee = former(store)
    store.write(become_mentor, mentee, READY)
    with pytest.raises(Invalid, match="a mentor already"):
        store.write(become_mentor, mentee, READY)
    assert len(store.read(mentor_page, ListAsk()).rows) == 1


def test_nobody_is_suggested_to_themselves_or_to_whom_they_must_not_meet(store: Store) -> None:
    same = safety(MENTEE, replace(MENTOR, mentee_id=MENTEE.id), TODAY)
    assert same.why == ("This is the same person.",)
    apart = safety(replace(MENTEE, non_associations=frozenset({9})), replace(MENTOR, mentee_id=9), TODAY)
    assert apart.why == ("The mentor was mentored here, and the two must not meet.",)
    assert safety(MENTEE, replace(MENTOR, mentee_id=9), TODAY).why == ()
    mentee = former(store)
    mentor = store.write(become_mentor, mentee, READY)
    found = store.read(suggestions, mentee)
    assert [each.mentor_id for each in found.ranked] == []
    assert [each.mentor_id for each in found.excluded] == [mentor]


def test_who_may_not_see_mentees_is_not_told_that_a_mentor_was_one(casebook: Casebook) -> None:
    with casebook.open() as store:
        mentor = store.write(become_mentor, former(store), READY)
        assert store.read(mentor_view, mentor).mentee_id is not None
        store.actor = replace(
            store.actor, role=Role.READ_ONLY, permissions=frozenset({Permission.MATCH_VIEW})
        )
        assert store.read(mentor_view, mentor).mentee_id is None


def test_the_tab_makes_a_mentor_of_somebody_whose_time_is_over(window, desk) -> None:
    closed = desk.read(mentee_page, ListAsk(filters=(("status", "closed"),))).rows[0]
    desk.go(Link("mentee", closed.id))
    tabs = window.page().tabs
    tabs.setCurrentIndex([tabs.tabText(place) for place in range(tabs.count())].index("Matches"))
    press(tabs.currentWidget(), "become_mentor")
    form = dialog(window, "New mentor, mentored here before").form
    assert form.field("name").edit.text()
    dialog(window).save()
    assert "Mentor added." in told(window)
    assert window.page().title()
    press(window.page(), "as_mentee")
    tabs = window.page().tabs
    tabs.setCurrentIndex([tabs.tabText(place) for place in range(tabs.count())].index("Matches"))
    assert says(tabs.currentWidget(), "Open their page as a mentor")
