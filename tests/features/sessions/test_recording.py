"""A session is written down whole: who, when, what became of it, and what was said of whom."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from mentordesk.features.matches.operations.matches import propose_match
from mentordesk.features.matches.operations.mentors import add_mentor
from mentordesk.features.matches.rules.matches import ProposalDraft
from mentordesk.features.matches.rules.mentors import MentorDraft
from mentordesk.features.mentees.operations.goals import add_goal
from mentordesk.features.mentees.operations.people import add_mentee
from mentordesk.features.mentees.rules.goals import GoalDraft
from mentordesk.features.mentees.rules.goals import StepDraft as GoalStepDraft
from mentordesk.features.mentees.rules.people import MenteeDraft
from mentordesk.features.sessions.operations.recording import change_session, record_session
from mentordesk.features.sessions.rules.drafts import AttendanceDraft, SessionDraft
from mentordesk.kernel.errors import Conflict, Invalid
from mentordesk.kernel.permissions import Permission
from mentordesk.records.goals import GoalStep, StepStatus
from mentordesk.records.sessions import (
    Caller,
    How,
    MentoringSession,
    Presence,
    SessionReason,
    SessionStatus,
)
from mentordesk.records.volunteers import DbsDecision, SettingLevel
from mentordesk.store.casebook import Store
from mentordesk.store.work import Reading, query
from tests.casebooks import TODAY

HELD = SessionDraft(status=SessionStatus.HELD, session_date=TODAY, minutes=45, how=How.IN_PERSON)


@query(needs=Permission.SESSION_VIEW)
def ask(reading: Reading, question: Callable[[Reading], Any]) -> Any:
    """Whatever a test wants to know."""
    return question(reading)


def look(store: Store, number: int, see: Callable[[MentoringSession], Any]) -> Any:
    return store.read(ask, lambda reading: see(reading.mention(MentoringSession, number)))


@pytest.fixture
def danny(store: Store) -> int:
    return store.write(add_mentee, MenteeDraft(first_names="Danny", last_name="Reeve"))


@pytest.fixture
def jo(store: Store) -> int:
    return store.write(
        add_mentor,
        MentorDraft(
            "Jo Marsh",
            dbs_decision=DbsDecision.CLEARED,
            dbs_date=TODAY,
            references_date=TODAY,
            training_date=TODAY,
            setting_level=SettingLevel.COMMUNITY,
        ),
    )


def with_(mentee_id: int, **said: Any) -> tuple[AttendanceDraft, ...]:
    return (AttendanceDraft(mentee_id=mentee_id, **said),)


def test_a_held_session_is_kept_with_what_was_said(store: Store, danny: int) -> None:
    draft = SessionDraft(**{**HELD.__dict__, "attendances": with_(danny, summary="Wrote a CV.")})
    number = store.write(record_session, draft)
    (attendance,) = look(
        store,
        number,
        lambda one: [(each.presence, each.summary, each.session_date) for each in one.attendances],
    )
    assert attendance == (Presence.ATTENDED, "Wrote a CV.", TODAY)
    assert look(store, number, lambda one: (one.status, one.minutes, one.recorded_at is not None)) == (
        SessionStatus.HELD,
        45,
        True,
    )


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"attendances": ()}, "attendances"),
        ({"session_date": None}, "session_date"),
        ({"session_date": TODAY + timedelta(days=1)}, "status"),
        ({"minutes": 25 * 60}, "minutes"),
        ({"minutes": None}, "minutes"),
        ({"how": None}, "how"),
        ({"status": None}, "status"),
        ({"status": SessionStatus.MISSED}, "reason_id"),
        ({"status": SessionStatus.CANCELLED}, "caller"),
    ],
)
def test_what_is_missing_or_cannot_be_is_said(store: Store, danny: int, changes: dict, field: str) -> None:
    draft = SessionDraft(**{**HELD.__dict__, "attendances": with_(danny), **changes})
    with pytest.raises(Invalid) as refused:
        store.write(record_session, draft)
    assert field in refused.value.problems
    assert store.read(ask, lambda reading: list(reading.session.scalars(select(MentoringSession)))) == []


def test_somebody_who_is_not_matched_is_met_with_a_reason_only(store: Store, danny: int, jo: int) -> None:
    draft = SessionDraft(**{**HELD.__dict__, "attendances": with_(danny), "volunteer_id": jo})
    with pytest.raises(Invalid) as refused:
        store.write(record_session, draft)
    assert "Danny" in refused.value.problems["unmatched_reason"]
    with_reason = SessionDraft(**{**draft.__dict__, "unmatched_reason": "Stood in for a colleague"})
    number = store.write(record_session, with_reason)
    assert look(store, number, lambda one: one.attendances[0].match_id) is None


def test_the_match_of_the_day_is_found(store: Store, danny: int, jo: int) -> None:
    match = store.write(propose_match, danny, ProposalDraft(jo, TODAY))
    draft = SessionDraft(**{**HELD.__dict__, "attendances": with_(danny), "volunteer_id": jo})
    number = store.write(record_session, draft)
    assert look(store, number, lambda one: one.attendances[0].match_id) == match


def test_what_was_called_off_plans_another_one(store: Store, danny: int) -> None:
    reason = store.read(ask, lambda reading: reading.session.scalar(select(SessionReason.id)))
    later = TODAY + timedelta(days=7)
    draft = SessionDraft(
        **{
            **HELD.__dict__,
            "attendances": with_(danny),
            "status": SessionStatus.CANCELLED,
            "caller": Caller.PRISON,
            "reason_id": reason,
            "moved_to": later,
        }
    )
    number = store.write(record_session, draft)
    (planned,) = store.read(
        ask,
        lambda reading: [
            (each.status, each.session_date, each.attendances[0].mentee_id)
            for each in reading.session.scalars(
                select(MentoringSession).where(MentoringSession.replaces_id == number)
            )
        ],
    )
    assert planned == (SessionStatus.PLANNED, later, danny)


def test_a_step_moves_with_the_session(store: Store, danny: int) -> None:
    store.write(add_goal, danny, GoalDraft("A home", steps=(GoalStepDraft("Call the council"),)))
    step = store.read(ask, lambda reading: reading.session.scalar(select(GoalStep.id)))
    said = with_(danny, steps=((step, StepStatus.COMPLETE),))
    store.write(record_session, SessionDraft(**{**HELD.__dict__, "attendances": said}))
    assert store.read(ask, lambda reading: reading.mention(GoalStep, step).status) is StepStatus.COMPLETE


def test_a_change_is_kept_with_who_and_why_and_a_stale_one_is_refused(store: Store, danny: int) -> None:
    draft = SessionDraft(**{**HELD.__dict__, "attendances": with_(danny)})
    number = store.write(record_session, draft)
    longer = SessionDraft(**{**draft.__dict__, "minutes": 60, "change_reason": "Typed wrongly"})
    version = look(store, number, lambda one: one.version)
    store.write(change_session, number, version, longer)
    assert look(store, number, lambda one: [each.reason for each in one.amendments]) == ["Typed wrongly"]
    with pytest.raises(Conflict):
        store.write(change_session, number, version, draft)


def test_an_old_session_changes_with_a_reason_only(store: Store, danny: int) -> None:
    old = {**HELD.__dict__, "attendances": with_(danny), "session_date": TODAY - timedelta(days=31)}
    number = store.write(record_session, SessionDraft(**old))
    version = look(store, number, lambda one: one.version)
    with pytest.raises(Invalid) as refused:
        store.write(change_session, number, version, SessionDraft(**{**old, "minutes": 50}))
    assert list(refused.value.problems) == ["change_reason"]
