"""A concern reaches somebody, stays until it is closed with a reason, and cannot be made to vanish."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from mentordesk.features.mentees.operations.people import add_mentee
from mentordesk.features.mentees.rules.people import MenteeDraft
from mentordesk.features.sessions.operations.concerns import (
    add_concern_step,
    change_act_by,
    close_concern,
    raise_concern,
    reopen_concern,
)
from mentordesk.features.sessions.operations.recording import record_session, remove_session
from mentordesk.features.sessions.rules.concerns import (
    ActByDraft,
    CloseDraft,
    ConcernDraft,
    ConcernStepDraft,
    ReopenDraft,
    first_look,
    next_look,
)
from mentordesk.features.sessions.rules.drafts import AttendanceDraft, SessionDraft
from mentordesk.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from mentordesk.kernel.permissions import Permission, Role
from mentordesk.kernel.urgency import urgency_words
from mentordesk.records.concerns import Concern, ConcernKind
from mentordesk.records.mentees import Mentee
from mentordesk.records.sessions import How, MentoringSession, SessionStatus
from mentordesk.store.casebook import Store
from mentordesk.store.work import Reading, Work, operation, query
from tests.casebooks import NOW, TODAY, Casebook

SEEN = "Said that somebody waits for him at the gate"
DRAFT = ConcernDraft(ConcernKind.SAFEGUARDING, SEEN)


@query(needs=Permission.CONCERN_VIEW)
def ask(reading: Reading, question: Callable[[Concern], Any], number: int) -> Any:
    """Whatever a test wants to know of a concern."""
    return question(reading.mention(Concern, number))


@query(needs=Permission.SESSION_VIEW)
def session_version(reading: Reading, number: int) -> int:
    """The version of a session."""
    return reading.mention(MentoringSession, number).version


@operation(needs=Permission.MENTEE_EDIT)
def remove_anybody(work: Work, mentee_id: int) -> None:
    """Put a mentee in the bin, as any operation could."""
    work.remove(work.find(Mentee, mentee_id))


@pytest.fixture
def danny(store: Store) -> int:
    return store.write(add_mentee, MenteeDraft(first_names="Danny", last_name="Reeve"))


def version(store: Store, number: int) -> int:
    return store.read(ask, lambda one: one.version, number)


@pytest.mark.parametrize(
    ("raised", "immediate", "by"),
    [
        (date(2026, 11, 19), False, date(2026, 11, 20)),
        (date(2026, 11, 20), False, date(2026, 11, 23)),
        (date(2026, 12, 24), False, date(2026, 12, 29)),
        (date(2026, 11, 21), True, date(2026, 11, 21)),
        (date(2026, 12, 25), True, date(2026, 12, 25)),
    ],
)
def test_it_is_looked_at_the_same_day_or_on_the_next_working_day(
    raised: date, immediate: bool, by: date
) -> None:
    """26 December 2026 is a Saturday, so Monday 28 December is a bank holiday."""
    assert first_look(raised, immediate_risk=immediate) == by


@pytest.mark.parametrize(
    ("stepped", "steps", "by"),
    [
        (date(2026, 11, 16), 1, date(2026, 11, 19)),
        (date(2026, 11, 18), 1, date(2026, 11, 23)),
        (date(2026, 11, 16), 2, date(2026, 11, 23)),
        (date(2026, 12, 21), 5, date(2026, 12, 29)),
    ],
)
def test_it_is_looked_at_again_after_three_days_and_then_every_week(
    stepped: date, steps: int, by: date
) -> None:
    assert next_look(stepped, steps) == by


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 9, 2), "Look at it by 3 Sep 2026"),
        (date(2026, 9, 3), "Due today"),
        (date(2026, 9, 4), "Overdue by 1 day"),
        (date(2026, 9, 9), "Overdue by 6 days"),
        (date(2026, 9, 10), "Overdue by 7 days: told to every manager"),
    ],
)
def test_its_reminder_rises(today: date, words: str) -> None:
    assert urgency_words(date(2026, 9, 3), today) == words


def test_what_is_missing_is_said(store: Store, danny: int) -> None:
    with pytest.raises(Invalid) as refused:
        store.write(raise_concern, danny, ConcernDraft(told_at=NOW + timedelta(minutes=1)))
    assert set(refused.value.problems) == {"kind", "seen", "told", "told_at"}


def test_a_mentor_raises_one_about_their_own_mentees_only(casebook: Casebook, danny: int) -> None:
    with casebook.open(Role.MENTOR) as mentor, pytest.raises(NotFound):
        mentor.write(raise_concern, danny, DRAFT)


def test_it_goes_through_its_steps_until_it_is_closed_with_a_reason(store: Store, danny: int) -> None:
    number = store.write(raise_concern, danny, DRAFT)
    assert store.read(ask, lambda one: one.act_by_date, number) == date(2026, 11, 23)
    store.write(
        add_concern_step,
        number,
        version(store, number),
        ConcernStepDraft("Rang the prison", told="Officer Bell"),
    )
    assert store.read(ask, lambda one: one.act_by_date, number) == date(2026, 11, 24)
    by = ActByDraft(date(2026, 11, 27), "The prison answers on Friday")
    store.write(change_act_by, number, version(store, number), by)
    with pytest.raises(Conflict):
        store.write(close_concern, number, 1, CloseDraft("Safe", "Moved"))
    with pytest.raises(Invalid) as refused:
        store.write(close_concern, number, version(store, number), CloseDraft())
    assert set(refused.value.problems) == {"close_reason", "outcome"}
    store.write(
        close_concern, number, version(store, number), CloseDraft("He is safe", "Moved to another wing")
    )
    with pytest.raises(Invalid, match="closed"):
        store.write(add_concern_step, number, version(store, number), ConcernStepDraft("Rang again"))
    store.write(reopen_concern, number, version(store, number), ReopenDraft("He called again"))
    assert store.read(ask, lambda one: (one.closed_at, one.act_by_date), number) == (None, TODAY)
    assert store.read(ask, lambda one: [each.wording for each in one.steps], number) == [
        "Rang the prison",
        "To be looked at by 27 November 2026. The prison answers on Friday",
        "Closed. He is safe",
        "Opened again. He called again",
    ]


def test_it_cannot_be_put_off_for_long(store: Store, danny: int) -> None:
    number = store.write(raise_concern, danny, DRAFT)
    for day in (TODAY - timedelta(days=1), TODAY + timedelta(days=32)):
        with pytest.raises(Invalid):
            store.write(change_act_by, number, version(store, number), ActByDraft(day, "Later"))


def test_undo_does_not_take_it_back(store: Store, danny: int) -> None:
    added = store.newest_deed()
    number = store.write(raise_concern, danny, DRAFT)
    store.write(add_concern_step, number, version(store, number), ConcernStepDraft("Rang the prison"))
    assert store.newest_deed() is added
    with pytest.raises(Conflict):
        store.undo(added)
    assert store.read(ask, lambda one: len(one.steps), number) == 1


def test_who_it_is_about_does_not_go_to_the_bin_with_it(store: Store, danny: int) -> None:
    number = store.write(raise_concern, danny, DRAFT)
    with pytest.raises(NotAllowed, match="Concerns are kept"):
        store.write(remove_anybody, danny)
    store.write(close_concern, number, version(store, number), CloseDraft("Safe", "Moved"))
    with pytest.raises(NotAllowed):
        store.write(remove_anybody, danny)


def test_it_stays_when_its_session_goes(store: Store, danny: int) -> None:
    draft = SessionDraft((AttendanceDraft(danny),), SessionStatus.HELD, TODAY, minutes=30, how=How.PHONE)
    session = store.write(record_session, draft)
    number = store.write(raise_concern, danny, DRAFT, session)
    assert store.read(ask, lambda one: one.session_id, number) == session
    store.write(remove_session, session, store.read(session_version, session))
    assert store.read(ask, lambda one: (one.session_id, one.seen), number) == (None, SEEN)
