"""Series are planned, changed and called off whole: each in one act that can be taken back."""

from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from mentordesk.features.sessions.operations.recording import change_session
from mentordesk.features.sessions.operations.series import (
    call_off_following,
    change_following,
    change_planned,
    plan_series,
    repeat_session,
)
from mentordesk.features.sessions.queries.finding import planned_sheet
from mentordesk.features.sessions.rules.drafts import AttendanceDraft, SessionDraft
from mentordesk.features.sessions.rules.planning import CallOffDraft, PlanDraft
from mentordesk.features.sessions.rules.recurrence import Repeat, RepeatDraft
from mentordesk.kernel.errors import Conflict, Invalid
from mentordesk.records.sessions import (
    Caller,
    How,
    Presence,
    SessionReason,
    SessionSeries,
    SessionStatus,
)
from mentordesk.store.casebook import Store
from tests.features.sessions.planning import ask, everything, look, mentee, mentor, planned, version

MONDAY = date(2026, 11, 23)


def days(store: Store) -> list[date]:
    return everything(store, lambda one: one.session_date)


@pytest.fixture
def danny(store: Store) -> int:
    return mentee(store, "Danny", "Reeve")


@pytest.fixture
def weekly(store: Store, danny: int) -> int:
    """The first of five Mondays at 10."""
    return planned(store, danny, MONDAY, minutes=45, place="Library", repeat=Repeat.WEEKLY, count=5)


def nth(store: Store, place: int) -> int:
    return everything(store, lambda one: one.id)[place]


def test_a_series_is_planned_with_everybody_and_undone_whole(store: Store, danny: int, weekly: int) -> None:
    mondays = [MONDAY + timedelta(days=7 * number) for number in range(5)]
    assert days(store) == mondays
    assert (
        everything(store, lambda one: (one.status, one.start_time, one.minutes, one.place))
        == [(SessionStatus.PLANNED, time(10), 45, "Library")] * 5
    )
    told = everything(store, lambda one: [(each.mentee_id, each.session_date) for each in one.attendances])
    assert told == [[(danny, day)] for day in mondays]
    (rule,) = store.read(
        ask, lambda reading: [each.rule for each in reading.session.scalars(select(SessionSeries))]
    )
    assert rule.startswith("FREQ=WEEKLY")
    store.undo(store.newest_deed())
    assert days(store) == []


def test_one_day_that_is_wrong_refuses_all(store: Store, danny: int) -> None:
    """28 March 2027 is the night when the clocks go forward: 1:30am is left out."""
    draft = PlanDraft(
        attendances=(danny,),
        session_date=date(2027, 3, 21),
        start_time=time(1, 30),
        repeat=Repeat.WEEKLY,
        count=3,
    )
    with pytest.raises(Invalid) as refused:
        store.write(plan_series, draft)
    assert refused.value.problems["start_time"].endswith("(28 March 2027)")
    assert days(store) == []
    assert store.read(ask, lambda reading: reading.session.scalars(select(SessionSeries)).all()) == []


def test_bank_holidays_are_left_out_of_a_series(store: Store, danny: int) -> None:
    friday = date(2026, 12, 18)
    planned(store, danny, friday, repeat=Repeat.WEEKLY, count=3, skip_holidays=True)
    assert days(store) == [friday, date(2027, 1, 8), date(2027, 1, 15)]


def test_only_one_changes(store: Store, danny: int, weekly: int) -> None:
    second = nth(store, 1)
    draft = PlanDraft(attendances=(danny,), session_date=MONDAY + timedelta(days=8), start_time=time(14))
    store.write(change_planned, second, version(store, second), draft)
    assert everything(store, lambda one: (one.session_date.weekday(), one.start_time.hour)) == [
        (0, 10),
        (1, 14),
        (0, 10),
        (0, 10),
        (0, 10),
    ]


def test_this_and_those_that_follow_change_and_move_by_as_many_days(
    store: Store, danny: int, weekly: int
) -> None:
    third = nth(store, 2)
    day = MONDAY + timedelta(days=14)
    draft = PlanDraft(
        attendances=(danny,),
        session_date=day + timedelta(days=2),
        start_time=time(15, 30),
        minutes=90,
        place="The Hub",
    )
    assert store.write(change_following, third, version(store, third), draft) == 3
    assert everything(store, lambda one: (one.session_date.weekday(), one.start_time, one.place)) == [
        *[(0, time(10), "Library")] * 2,
        *[(2, time(15, 30), "The Hub")] * 3,
    ]
    store.undo(store.newest_deed())
    assert everything(store, lambda one: (one.session_date.weekday(), one.place)) == [(0, "Library")] * 5


def test_what_took_place_already_does_not_follow(store: Store, danny: int) -> None:
    first = planned(store, danny, date(2026, 11, 20), minutes=30, repeat=Repeat.WEEKLY, count=3)
    held = SessionDraft(
        (AttendanceDraft(mentee_id=danny),), SessionStatus.HELD, date(2026, 11, 20), time(10), minutes=30
    )
    held = SessionDraft(**{**held.__dict__, "how": How.IN_PERSON})
    store.write(change_session, first, version(store, first), held)
    second = nth(store, 1)
    draft = PlanDraft(attendances=(danny,), session_date=date(2026, 11, 27), start_time=time(9))
    assert store.write(change_following, second, version(store, second), draft) == 2
    assert everything(store, lambda one: (one.status, one.start_time.hour)) == [
        (SessionStatus.HELD, 10),
        (SessionStatus.PLANNED, 9),
        (SessionStatus.PLANNED, 9),
    ]
    with pytest.raises(Invalid):
        store.write(change_planned, first, version(store, first), draft)


def test_what_was_written_before_a_planned_session_stays(store: Store, danny: int, weekly: int) -> None:
    said = SessionDraft(
        (AttendanceDraft(mentee_id=danny, next_plans="Bring the form."),),
        SessionStatus.PLANNED,
        MONDAY,
        time(10),
        minutes=45,
        how=How.IN_PERSON,
    )
    store.write(change_session, weekly, version(store, weekly), said)
    draft = PlanDraft(attendances=(danny,), session_date=MONDAY, start_time=time(11))
    store.write(change_following, weekly, version(store, weekly), draft)
    assert look(store, weekly, lambda one: one.attendances[0].next_plans) == "Bring the form."


def test_the_rest_is_called_off_with_a_reason_and_can_be_undone(
    store: Store, danny: int, weekly: int
) -> None:
    third = nth(store, 2)
    with pytest.raises(Invalid) as refused:
        store.write(call_off_following, third, version(store, third), CallOffDraft())
    assert set(refused.value.problems) == {"caller", "reason_id"}
    reason = store.read(ask, lambda reading: reading.session.scalar(select(SessionReason.id)))
    draft = CallOffDraft(Caller.PRISON, reason, "Transfer")
    assert store.write(call_off_following, third, version(store, third), draft) == 3
    assert everything(store, lambda one: (one.status, one.attendances[0].presence)) == [
        *[(SessionStatus.PLANNED, Presence.EXPECTED)] * 2,
        *[(SessionStatus.CANCELLED, Presence.CALLED_OFF)] * 3,
    ]
    store.undo(store.newest_deed())
    assert everything(store, lambda one: one.status) == [SessionStatus.PLANNED] * 5


def test_a_planned_session_becomes_the_first_of_a_series(store: Store, danny: int) -> None:
    number = planned(store, danny, MONDAY, place="Library")
    made = store.write(
        repeat_session, number, version(store, number), RepeatDraft(Repeat.FORTNIGHTLY, count=3)
    )
    assert made.count == 3
    assert days(store) == [MONDAY, MONDAY + timedelta(days=14), MONDAY + timedelta(days=28)]
    assert len(set(everything(store, lambda one: one.series_id))) == 1
    assert store.read(planned_sheet, number).following == 2
    with pytest.raises(Invalid):
        store.write(repeat_session, number, version(store, number), RepeatDraft(Repeat.WEEKLY, count=3))


def test_a_stale_form_changes_nothing(store: Store, danny: int, weekly: int) -> None:
    before = version(store, weekly)
    draft = PlanDraft(attendances=(danny,), session_date=MONDAY, start_time=time(12))
    store.write(change_planned, weekly, before, draft)
    with pytest.raises(Conflict):
        store.write(change_following, weekly, before, draft)
    assert everything(store, lambda one: one.start_time.hour) == [12, 10, 10, 10, 10]


def test_a_mentor_who_is_not_matched_needs_a_reason_on_every_day(store: Store, danny: int) -> None:
    jo = mentor(store, "Jo Marsh")
    plan = {"attendances": (danny,), "volunteer_id": jo, "session_date": MONDAY, "start_time": time(10)}
    repeats = {"repeat": Repeat.WEEKLY, "count": 2}
    with pytest.raises(Invalid) as refused:
        store.write(plan_series, PlanDraft(**plan, **repeats))
    assert "unmatched_reason" in refused.value.problems
    store.write(plan_series, PlanDraft(**plan, **repeats, unmatched_reason="Stands in for Asha"))
    assert len(days(store)) == 2
