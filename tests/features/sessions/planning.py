"""Somebody to plan sessions with: mentees, mentors and their matches, and what became of sessions."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

from sqlalchemy import select

from mentordesk.features.matches.operations.matches import propose_match
from mentordesk.features.matches.operations.mentors import add_mentor
from mentordesk.features.matches.rules.matches import ProposalDraft
from mentordesk.features.matches.rules.mentors import MentorDraft
from mentordesk.features.mentees.operations.people import add_mentee
from mentordesk.features.mentees.rules.people import MenteeDraft
from mentordesk.features.sessions.operations.series import plan_series
from mentordesk.features.sessions.rules.planning import PlanDraft
from mentordesk.kernel.permissions import Permission
from mentordesk.records.sessions import MentoringSession
from mentordesk.records.volunteers import DbsDecision, SettingLevel
from mentordesk.store.casebook import Store
from mentordesk.store.work import Reading, query
from tests.casebooks import TODAY


@query(needs=Permission.SESSION_VIEW)
def ask(reading: Reading, question: Callable[[Reading], Any]) -> Any:
    """Whatever a test wants to know."""
    return question(reading)


def mentee(store: Store, first: str, last: str) -> int:
    return store.write(add_mentee, MenteeDraft(first_names=first, last_name=last))


def mentor(store: Store, name: str, *mentees: int) -> int:
    """A mentor who is matched with some mentees."""
    ready = MentorDraft(
        name,
        caseload_limit=9,
        dbs_decision=DbsDecision.CLEARED,
        dbs_date=TODAY,
        references_date=TODAY,
        training_date=TODAY,
        setting_level=SettingLevel.COMMUNITY,
    )
    number = store.write(add_mentor, ready)
    for each in mentees:
        store.write(propose_match, each, ProposalDraft(number, TODAY))
    return number


def planned(store: Store, who: int, day: date, at: time | None = time(10), **more: Any) -> int:
    """A planned session, the first when it repeats."""
    draft = PlanDraft(attendances=(who,), session_date=day, start_time=at, **more)
    return store.write(plan_series, draft).session_id


def look(store: Store, number: int, see: Callable[[MentoringSession], Any]) -> Any:
    return store.read(ask, lambda reading: see(reading.mention(MentoringSession, number)))


def version(store: Store, number: int) -> int:
    return look(store, number, lambda one: one.version)


def everything(store: Store, see: Callable[[MentoringSession], Any]) -> list[Any]:
    """What is seen of every session, in the order of their days."""
    order = (MentoringSession.session_date, MentoringSession.start_time, MentoringSession.id)
    return store.read(
        ask,
        lambda reading: [
            see(each) for each in reading.session.scalars(select(MentoringSession).order_by(*order))
        ],
    )
