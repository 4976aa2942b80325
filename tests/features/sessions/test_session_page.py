"""The page of a session and the tabs of sessions: what they show, to whom, and what can be done there."""

from collections.abc import Callable
from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from mentordesk.features.matches.operations.mentors import add_mentor
from mentordesk.features.matches.rules.mentors import MentorDraft
from mentordesk.features.mentees.operations.people import add_mentee
from mentordesk.features.mentees.queries.lists import mentee_page
from mentordesk.features.mentees.queries.one import Happening, timeline
from mentordesk.features.mentees.rules.people import MenteeDraft
from mentordesk.features.organisation.operations import change_organisation
from mentordesk.features.organisation.queries import organisation_sheet
from mentordesk.features.privacy.queries.history import history
from mentordesk.features.sessions.operations.recording import change_session, record_session, remove_session
from mentordesk.features.sessions.queries.of_somebody import mentee_sessions
from mentordesk.features.sessions.queries.one import kept_session, session_sheet
from mentordesk.features.sessions.queries.recording import goal_choices, mentees_found, session_start
from mentordesk.features.sessions.rules.concerns import ConcernDraft
from mentordesk.features.sessions.rules.drafts import AttendanceDraft, SessionDraft
from mentordesk.features.sessions.screens.session_form import record
from mentordesk.kernel.errors import NotAllowed, NotFound, ReasonNeeded
from mentordesk.kernel.links import Link
from mentordesk.kernel.paging import ListAsk
from mentordesk.kernel.permissions import Permission, Role
from mentordesk.records.concerns import ConcernKind
from mentordesk.records.matches import Match, MatchStatus
from mentordesk.records.sessions import Attendance, How, SessionStatus
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.casebook import Store
from mentordesk.store.work import Reading, Work, operation, query
from mentordesk.ui.chips import Chip
from mentordesk.ui.desk import Desk
from tests.casebooks import NAMES, TODAY, Casebook
from tests.screens import choose, dialog, dialogs, named, press, says, signed_in, told, until

CANARY = "zqcanaryzq"
HELD = SessionDraft(status=SessionStatus.HELD, session_date=TODAY, minutes=45, how=How.IN_PERSON)


@query(needs=Permission.SIGN_IN)
def ask(reading: Reading, question: Callable[[Reading], Any]) -> Any:
    """Whatever a test wants to know."""
    return question(reading)


@operation(needs=Permission.MATCH_EDIT)
def mentor_of(work: Work, mentor_id: int, person_id: int, mentee_id: int) -> None:
    """Tie a mentor to the person who signs in, and to a mentee."""
    work.find(Volunteer, mentor_id).person_id = person_id
    match = Match(mentee_id=mentee_id, volunteer_id=mentor_id, status=MatchStatus.PROPOSED)
    match.step(MatchStatus.ACTIVE, TODAY - timedelta(days=8), "", None)
    work.add(match)


def held(*mentees: int, **said: Any) -> SessionDraft:
    return replace(HELD, attendances=tuple(AttendanceDraft(each, **said) for each in mentees))


@pytest.fixture
def danny(store: Store) -> int:
    return store.write(add_mentee, MenteeDraft(first_names="Danny", last_name="Reeve"))


@pytest.fixture
def marek(desk: Desk) -> int:
    return desk.read(mentee_page, ListAsk(search="kowalczyk")).rows[0].id


def ask_why(store: Store) -> None:
    sheet = store.read(organisation_sheet)
    store.write(change_organisation, sheet.id, sheet.version, replace(sheet.draft, ask_reason=True))


def test_a_supervision_note_is_read_by_those_who_may_and_kept_by_the_others(
    casebook: Casebook, store: Store, danny: int
) -> None:
    number = store.write(record_session, held(danny, summary="Plain words", supervision_note=CANARY))
    assert CANARY in repr(store.read(session_sheet, number))
    store.close()
    with casebook.open(Role.COORDINATOR) as other:
        seen = [
            other.read(session_sheet, number),
            other.read(kept_session, number),
            other.read(mentee_sessions, danny),
            other.read(timeline, danny),
            other.read(history, "session", number),
            other.read(history, "mentee", danny),
        ]
        assert "Plain words" in repr(seen)
        assert CANARY not in repr(seen)
        kept = other.read(kept_session, number)
        other.write(change_session, number, kept.version, replace(kept.draft, minutes=50))
        kept = other.read(kept_session, number)
        theirs = replace(kept.draft.attendances[0], supervision_note="Mine now")
        again = replace(kept.draft, attendances=(theirs,))
        with pytest.raises(NotAllowed):
            other.write(change_session, number, kept.version, again)
    with casebook.open() as manager:
        sheet = manager.read(session_sheet, number)
        assert (sheet.minutes, sheet.attendances[0].supervision_note) == (50, CANARY)


def test_only_those_who_supervise_are_offered_the_note(
    qtbot, casebook: Casebook, store: Store, danny: int
) -> None:
    store.close()
    for role, offered in ((Role.MANAGER, True), (Role.COORDINATOR, False)):
        with signed_in(casebook, role) as window:
            form = record(window.desk, danny).form
            assert form._supervision.isVisible() is offered


def test_a_mentor_records_their_own_and_leaves_what_is_said_of_others(
    casebook: Casebook, store: Store, danny: int
) -> None:
    jo = store.read(ask, lambda reading: reading.actor.person_id) + 2
    other = store.write(add_mentee, MenteeDraft(first_names="Nobody", last_name="Known"))
    mentor = store.write(add_mentor, MentorDraft(NAMES[Role.MENTOR]))
    store.write(mentor_of, mentor, jo, danny)
    number = store.write(
        record_session, replace(held(danny, other, summary="Of both"), unmatched_reason="A group")
    )
    store.close()
    with casebook.open(Role.MENTOR) as theirs:
        assert [each.number for each in theirs.read(mentees_found, "")] == [danny]
        kept = theirs.read(kept_session, number)
        assert [each.mentee_id for each in kept.draft.attendances] == [danny]
        theirs.write(change_session, number, kept.version, replace(kept.draft, minutes=60))
        with pytest.raises(NotFound):
            theirs.read(session_start, other)
    with casebook.open() as manager:
        of_both = manager.read(
            ask,
            lambda reading: sorted(
                reading.session.scalars(select(Attendance.mentee_id).where(Attendance.session_id == number))
            ),
        )
        assert of_both == [danny, other]


def test_a_case_of_somebody_else_is_recorded_without_being_shown(
    qtbot, casebook: Casebook, store: Store
) -> None:
    asha = store.read(ask, lambda reading: reading.actor.person_id)
    danny = store.write(add_mentee, MenteeDraft(first_names="Danny", last_name="Reeve", worker_id=asha))
    number = store.write(record_session, held(danny, summary=CANARY, next_plans=CANARY))
    ask_why(store)
    store.close()
    with casebook.open(Role.COORDINATOR) as other:
        assert other.read(session_start, danny).hidden
        assert other.read(goal_choices, danny) == []
        sheet = other.read(session_sheet, number)
        assert sheet.closed_case == danny
        assert CANARY not in repr(sheet)
        with pytest.raises(ReasonNeeded):
            other.read(kept_session, number)
        assert other.write(record_session, held(danny, summary="Covered for Asha")) > number
    with signed_in(casebook, Role.COORDINATOR) as window:
        window.go(Link("session", number))
        assert says(window, "This case is not yours")
        assert not says(window, CANARY)
        press(window, "Open the case")
        assert says(window, "Why do you open it?")
        assert says(record(window.desk, danny), "nothing of it is shown here")


def test_a_removed_session_comes_back_with_undo(qtbot, desk: Desk, marek: int) -> None:
    concern = ConcernDraft(ConcernKind.HEALTH, "Coughing a lot")
    number = desk.write(record_session, replace(held(marek, summary="Kept"), concern=concern))
    desk.go(Link("session", number))
    window = desk.window
    choose(named(window, "more").menu(), "Remove")
    assert "Session removed" in told(window)
    assert says(window, "no longer there")
    desk.undo()
    assert desk.read(session_sheet, number).attendances[0].summary == "Kept"


def test_a_version_that_is_stale_is_not_removed(store: Store, danny: int) -> None:
    number = store.write(record_session, held(danny))
    store.write(remove_session, number, store.read(session_sheet, number).version)
    with pytest.raises(NotFound):
        store.read(session_sheet, number)


def test_the_page_tells_what_was_said_and_leads_to_whom(desk: Desk, marek: int) -> None:
    number = desk.write(record_session, held(marek, summary="Wrote a CV.", late_minutes=10))
    desk.go(Link("session", number))
    for words in ("Wrote a CV.", "45 minutes", "Go to Marek Kowalczyk"):
        assert says(desk.window, words), words
    chips = {each.text() for each in desk.window.page().findChildren(Chip) if each.isVisible()}
    assert chips == {"Held", "Attended", "10 minutes late"}
    press(desk.window, "change")
    made = dialog(desk.window, "Change the session")
    made.form.field("minutes").set_value(50)
    made.form.field("change_reason").set_value("It was longer")
    made.save()
    assert says(desk.window, "It was longer")
    assert says(desk.window, "50 minutes")


def test_a_planned_session_is_recorded_or_cancelled_from_its_page(desk: Desk, marek: int) -> None:
    planned = replace(held(marek), status=SessionStatus.PLANNED, start_time=time(9))
    number = desk.write(record_session, planned)
    desk.go(Link("session", number))
    press(desk.window, "happened")
    dialog(desk.window, "Record what happened").save()
    assert not dialogs(desk.window)
    assert desk.read(session_sheet, number).status is SessionStatus.HELD
    later = desk.write(record_session, replace(planned, session_date=TODAY + timedelta(days=5)))
    desk.go(Link("session", later))
    assert not [each for each in ("happened",) if says(desk.window, "Record what happened")]
    press(desk.window, "cancel_session")
    made = dialog(desk.window, "Cancel the session")
    assert made.form.field("status").value() is SessionStatus.CANCELLED
    assert made.form.blocks["reason_id"].isVisible()


def test_the_tab_of_a_mentee_counts_and_lists(qtbot, desk: Desk) -> None:
    danny = desk.write(add_mentee, MenteeDraft(first_names="Danny", last_name="Reeve"))
    desk.write(record_session, held(danny, summary="First"))
    desk.write(record_session, replace(held(danny), session_date=TODAY - timedelta(days=7)))
    view = desk.read(mentee_sessions, danny)
    assert (view.held, view.missed, view.last_date, len(view.past)) == (2, 0, TODAY, 2)
    desk.go(Link("mentee", danny))
    page = desk.window.page()
    labels = [page.tabs.tabText(place) for place in range(page.tabs.count())]
    page.tabs.setCurrentIndex(labels.index("Sessions"))
    until(qtbot, lambda: says(page, "What was, newest first"))
    press(page, "record_here")
    assert dialog(desk.window, "Record a session").form.people.numbers() == (danny,)


def test_the_timeline_of_a_mentee_tells_of_sessions(store: Store, danny: int) -> None:
    store.write(record_session, held(danny, summary="Wrote a CV."))
    (row,) = store.read(timeline, danny, Happening.SESSION)
    assert (row.day, row.title, row.says) == (TODAY, "Session held: in person, 45 minutes", "Wrote a CV.")
    assert row.link is not None
