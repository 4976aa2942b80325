"""The calendar: who is shown, who is in two places at once, and moving with a way back."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from mentordesk.features.matches.operations.matches import end_match, introduce_match
from mentordesk.features.matches.rules.matches import EndDraft, StepDraft
from mentordesk.features.sessions.operations.moving import move_session
from mentordesk.features.sessions.operations.recording import remove_session
from mentordesk.features.sessions.operations.series import plan_series
from mentordesk.features.sessions.queries.calendar import calendar_export, calendar_sheet, clash_of
from mentordesk.features.sessions.queries.finding import Kind, found_for_sessions, plan_hints, usual_plan
from mentordesk.features.sessions.rules.calendar import Busy, CalendarAsk, busy, clashes
from mentordesk.features.sessions.rules.planning import PlanDraft
from mentordesk.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from mentordesk.kernel.permissions import Permission, Role
from mentordesk.records.matches import MatchEnd
from mentordesk.records.people import Person
from mentordesk.records.sessions import SessionStatus
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.casebook import Store
from mentordesk.store.work import Work, operation
from tests.casebooks import NAMES, NOW, TODAY, Casebook
from tests.features.sessions.planning import look, mentee, mentor, planned, version

MONDAY = date(2026, 11, 23)
WEEK = CalendarAsk(MONDAY, MONDAY + timedelta(days=6))


@operation(needs=Permission.MATCH_EDIT)
def sign_in_as(work: Work, volunteer_id: int) -> None:
    """Let the person who signs in as a mentor be a certain mentor."""
    person = work.session.scalar(select(Person.id).where(Person.name == NAMES[Role.MENTOR]))
    work.find(Volunteer, volunteer_id).person_id = person


@pytest.fixture
def danny(store: Store) -> int:
    return mentee(store, "Danny", "Reeve")


@pytest.fixture
def farah(store: Store) -> int:
    return mentee(store, "Farah", "Mirza")


def shown(store: Store, ask: CalendarAsk = WEEK) -> list[int]:
    return [row.id for row in store.read(calendar_sheet, ask).rows]


# Whose sessions


def test_days_mentors_mentees_and_places_are_filters(store: Store, danny: int, farah: int) -> None:
    jo = mentor(store, "Jo Marsh", danny)
    first = planned(store, danny, MONDAY, volunteer_id=jo, place="Northbridge Library")
    second = planned(store, farah, MONDAY + timedelta(days=6), time(9), worker_id=1)
    planned(store, farah, MONDAY + timedelta(days=7))
    assert shown(store) == [first, second]
    assert shown(store, CalendarAsk(WEEK.first, WEEK.last, mentors=(jo,))) == [first]
    assert shown(store, CalendarAsk(WEEK.first, WEEK.last, mentees=(farah,))) == [second]
    assert shown(store, CalendarAsk(WEEK.first, WEEK.last, mentees=(farah, danny))) == [first, second]
    assert shown(store, CalendarAsk(WEEK.first, WEEK.last, places=("northbridge library",))) == [first]
    assert shown(store, CalendarAsk(WEEK.first, WEEK.last, workers=(1,))) == [second]
    assert shown(store, CalendarAsk(WEEK.first, WEEK.last, status=SessionStatus.HELD)) == []
    assert shown(store, CalendarAsk(WEEK.first, WEEK.last, mentors=(jo,), mentees=(farah,))) == []


def test_a_row_says_who_by_whom_and_where(store: Store, danny: int, farah: int) -> None:
    jo = mentor(store, "Jo Marsh", danny, farah)
    draft = PlanDraft(
        attendances=(danny, farah), session_date=MONDAY, start_time=time(10), volunteer_id=jo, place="Café"
    )
    store.write(plan_series, draft)
    (row,) = store.read(calendar_sheet, WEEK).rows
    assert (row.title, row.mentor, row.place, row.minutes) == (
        "Danny Reeve and Farah Mirza",
        "Jo Marsh",
        "Café",
        60,
    )


def test_a_mentor_sees_the_sessions_of_their_own_mentees_only(casebook: Casebook) -> None:
    with casebook.open() as store:
        danny, farah = mentee(store, "Danny", "Reeve"), mentee(store, "Farah", "Mirza")
        store.write(sign_in_as, mentor(store, "Jo Marsh", danny))
        store.write(introduce_match, 1, 1, StepDraft(TODAY))
        own = planned(store, danny, MONDAY)
        planned(store, farah, MONDAY)
        assert len(shown(store)) == 2
    with casebook.open(Role.MENTOR) as store:
        assert shown(store) == [own]
        assert [each.title for each in store.read(found_for_sessions, "a", (Kind.MENTEE, Kind.MENTOR))] == [
            "Danny Reeve",
            "Jo Marsh",
        ]
        with pytest.raises(NotAllowed):
            store.read(calendar_export, WEEK)


def test_of_very_many_the_first_of_each_day_are_shown_with_the_true_count(store: Store, danny: int) -> None:
    for hour in (15, 9, 12, 10):
        planned(store, danny, MONDAY, time(hour))
    planned(store, danny, MONDAY + timedelta(days=1))
    sheet = store.read(calendar_sheet, WEEK, 4)
    assert [(row.session_date, row.start_time.hour) for row in sheet.rows if row.start_time] == [
        (MONDAY, 9),
        (MONDAY, 10),
        (MONDAY + timedelta(days=1), 10),
    ]
    assert sheet.total == 5
    assert sheet.totals == {MONDAY: 4, MONDAY + timedelta(days=1): 1}


def test_people_and_places_are_found_by_typing(store: Store, danny: int) -> None:
    mentor(store, "Dana Jones", danny)
    planned(store, danny, MONDAY, place="Danvers Hall")
    found = store.read(found_for_sessions, "dan")
    assert [(each.kind, each.title) for each in found] == [
        (Kind.MENTEE, "Danny Reeve"),
        (Kind.MENTOR, "Dana Jones"),
        (Kind.PLACE, "Danvers Hall"),
    ]
    assert [each.title for each in store.read(found_for_sessions, "asha", (Kind.WORKER,))] == ["Asha Karim"]
    assert store.read(found_for_sessions, " ") == ()


def test_a_plan_begins_with_the_mentor_and_the_last_session(store: Store, danny: int) -> None:
    jo = mentor(store, "Jo Marsh", danny)
    planned(store, danny, MONDAY, minutes=40, place="Library")
    usual = store.read(usual_plan, danny, MONDAY)
    assert (usual.mentee, usual.mentor_id, usual.minutes, usual.place) == ("Danny Reeve", jo, 40, "Library")
    asha = mentor(store, "Asha Okafor", danny)
    assert store.read(usual_plan, danny, MONDAY).mentor_id == asha  # the newest match
    assert store.read(usual_plan, danny, MONDAY, jo).mentor == "Jo Marsh"


# Clashes


def test_the_same_mentee_mentor_or_worker_at_one_time_is_a_clash(
    store: Store, danny: int, farah: int
) -> None:
    jo = mentor(store, "Jo Marsh", danny, farah)
    first = planned(store, danny, MONDAY, time(10), minutes=60, volunteer_id=jo)
    second = planned(store, farah, MONDAY, time(10, 45), minutes=30, volunteer_id=jo)
    third = planned(store, farah, MONDAY, time(11, 15), minutes=30, worker_id=1)
    said = {row.id: row.clash for row in store.read(calendar_sheet, WEEK).rows}
    assert said == {
        first: "Jo Marsh has another session then.",
        second: "Jo Marsh has another session then.",
        third: "",
    }


def test_a_clash_with_a_session_that_the_filter_hides_is_said_as_well(
    store: Store, danny: int, farah: int
) -> None:
    jo = mentor(store, "Jo Marsh", danny, farah)
    planned(store, danny, MONDAY, time(10), volunteer_id=jo)
    planned(store, farah, MONDAY, time(10), volunteer_id=jo)
    (row,) = store.read(calendar_sheet, CalendarAsk(WEEK.first, WEEK.last, mentees=(danny,))).rows
    assert row.clash == "Jo Marsh has another session then."


def test_a_session_past_midnight_meets_the_next_day(store: Store, danny: int) -> None:
    planned(store, danny, MONDAY - timedelta(days=1), time(23, 30), minutes=60)
    late = planned(store, danny, MONDAY, time(0, 15), minutes=30)
    (row,) = store.read(calendar_sheet, WEEK).rows
    assert row.id == late
    assert row.clash == "Danny Reeve has another session then."


def test_the_form_is_warned_before_it_is_saved(store: Store, danny: int, farah: int) -> None:
    jo = mentor(store, "Jo Marsh", danny)
    number = planned(store, danny, MONDAY, time(10), volunteer_id=jo)
    people = (("mentor", jo), ("mentee", farah))
    assert store.read(clash_of, MONDAY, time(10, 30), 30, people) == "Jo Marsh has another session then."
    assert store.read(clash_of, MONDAY, time(11), 30, people) == ""
    assert store.read(clash_of, MONDAY, time(10, 30), 30, people, except_id=number) == ""
    draft = PlanDraft(attendances=(danny, farah), volunteer_id=jo, session_date=MONDAY, start_time=time(10))
    hints = store.read(plan_hints, draft)
    assert hints.unmatched == ("Farah Mirza",)
    assert hints.clash == "Danny Reeve and Jo Marsh have another session then."


def test_the_two_hours_of_the_night_when_clocks_go_back_do_not_clash() -> None:
    night = date(2026, 10, 25)
    one = busy(1, night, time(1, 0), 60, [("mentee", 5)])
    two = busy(2, night, time(1, 0), 60, [("mentee", 5)], later=True)
    three = busy(3, night, time(1, 30), 60, [("mentee", 5)])
    assert one is not None
    assert two is not None
    assert three is not None
    assert clashes([one, two]) == {}
    assert set(clashes([one, two, three])) == {1, 2, 3}


SPANS = st.builds(
    lambda start, length, people: (NOW + timedelta(minutes=start), length, frozenset(people)),
    st.integers(0, 300),
    st.integers(1, 120),
    st.sets(st.tuples(st.sampled_from(["mentor", "mentee"]), st.integers(1, 3)), max_size=3),
)


@given(st.lists(SPANS, max_size=12))
def test_clashes_are_those_of_every_pair_compared(found: list[tuple[datetime, int, frozenset]]) -> None:
    spans = [
        Busy(number, start, start + timedelta(minutes=length), people)
        for number, (start, length, people) in enumerate(found)
    ]
    expected = {
        (one.number, other.number, person)
        for one in spans
        for other in spans
        if one.number != other.number and one.starts < other.ends and other.starts < one.ends
        for person in one.people & other.people
    }
    told = {(number, other, who) for number, each in clashes(spans).items() for other, who in each}
    assert told == expected


# Moving


def test_a_move_can_be_undone(store: Store, danny: int) -> None:
    number = planned(store, danny, MONDAY)
    before = version(store, number)
    store.write(move_session, number, before, MONDAY + timedelta(days=2), time(14, 15))
    assert look(store, number, lambda one: (one.session_date, one.start_time)) == (
        MONDAY + timedelta(days=2),
        time(14, 15),
    )
    assert look(store, number, lambda one: one.attendances[0].session_date) == MONDAY + timedelta(days=2)
    store.undo(store.newest_deed())
    assert look(store, number, lambda one: (one.session_date, one.start_time)) == (MONDAY, time(10))
    assert look(store, number, lambda one: one.attendances[0].session_date) == MONDAY


def test_a_stale_or_gone_session_is_not_moved(store: Store, danny: int) -> None:
    number = planned(store, danny, MONDAY)
    before = version(store, number)
    store.write(move_session, number, before, MONDAY, time(11))
    with pytest.raises(Conflict):
        store.write(move_session, number, before, MONDAY, time(12))
    assert look(store, number, lambda one: one.start_time) == time(11)
    store.write(remove_session, number, version(store, number))
    with pytest.raises(NotFound):
        store.write(move_session, number, before, MONDAY, time(12))


@pytest.mark.parametrize(
    ("day", "at", "says"),
    [
        (date(2026, 11, 20), time(10), "past"),
        (date(2028, 1, 1), time(10), "more than a year"),
        (date(2027, 3, 28), time(1, 30), "1:30am does not exist"),
    ],
)
def test_a_move_to_where_nothing_can_be_planned_is_refused(
    store: Store, danny: int, day: date, at: time, says: str
) -> None:
    number = planned(store, danny, MONDAY)
    with pytest.raises(Invalid) as refused:
        store.write(move_session, number, version(store, number), day, at)
    assert says in refused.value.problems["session_date"]
    assert look(store, number, lambda one: one.session_date) == MONDAY


def test_a_move_to_a_day_without_a_match_is_refused_in_words(store: Store, danny: int) -> None:
    jo = mentor(store, "Jo Marsh", danny)
    number = planned(store, danny, MONDAY, volunteer_id=jo)
    store.write(move_session, number, version(store, number), MONDAY + timedelta(days=1), None)
    assert look(store, number, lambda one: (one.start_time, one.attendances[0].match_id)) == (None, 1)
    store.write(end_match, 1, 1, EndDraft(TODAY, MatchEnd.COMPLETED, "Settled."))
    with pytest.raises(Invalid) as refused:
        store.write(move_session, number, version(store, number), MONDAY + timedelta(days=2), None)
    assert "not matched with Danny Reeve on that day" in refused.value.problems["session_date"]
