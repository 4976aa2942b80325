"""Need to know: a mentor sees the mentees they are matched with and nothing of anybody else."""

import inspect
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from sqlalchemy import select

from mentordesk.features.matches.operations.matches import (
    end_match,
    introduce_match,
    propose_match,
)
from mentordesk.features.matches.operations.mentors import add_mentor
from mentordesk.features.matches.queries.one import matches_view
from mentordesk.features.matches.rules.matches import EndDraft, ProposalDraft, StepDraft
from mentordesk.features.matches.rules.mentors import MentorDraft
from mentordesk.features.mentees.operations.attachments import attach
from mentordesk.features.mentees.operations.goals import add_goal
from mentordesk.features.mentees.operations.notes import add_note
from mentordesk.features.mentees.operations.people import raise_flag
from mentordesk.features.mentees.operations.referrals import refer
from mentordesk.features.mentees.queries.lists import found_mentees, mentee_page
from mentordesk.features.mentees.queries.one import mentee_view
from mentordesk.features.mentees.rules.attachments import AttachmentDraft
from mentordesk.features.mentees.rules.goals import GoalDraft
from mentordesk.features.mentees.rules.goals import StepDraft as GoalStepDraft
from mentordesk.features.mentees.rules.notes import NoteDraft
from mentordesk.features.mentees.rules.people import FlagDraft, MenteeDraft
from mentordesk.features.mentees.rules.referrals import ReferralDraft
from mentordesk.features.sessions.operations.concerns import raise_concern
from mentordesk.features.sessions.operations.liaisons import record_liaison
from mentordesk.features.sessions.operations.recording import record_session
from mentordesk.features.sessions.rules.calendar import CalendarAsk
from mentordesk.features.sessions.rules.concerns import ConcernDraft
from mentordesk.features.sessions.rules.drafts import AttendanceDraft, SessionDraft
from mentordesk.features.sessions.rules.liaisons import LiaisonDraft
from mentordesk.kernel.errors import NotFound, UserError
from mentordesk.kernel.paging import ListAsk
from mentordesk.kernel.permissions import Permission, Role
from mentordesk.records.base import Record
from mentordesk.records.concerns import ConcernKind
from mentordesk.records.everything import load
from mentordesk.records.liaisons import LiaisonHow
from mentordesk.records.matches import MatchEnd
from mentordesk.records.mentees import FlagKind, Mentee
from mentordesk.records.people import RoleGrant
from mentordesk.records.referrals import Route
from mentordesk.records.sessions import How, SessionStatus
from mentordesk.records.volunteers import DbsDecision, SettingLevel, Volunteer
from mentordesk.store.casebook import Store
from mentordesk.store.scope import narrowed
from mentordesk.store.work import Query, Work, operation
from tests.casebooks import TODAY, Casebook
from tests.conventions.test_roles import acts

CANARY = "Quillfeather"
"""Stands in every text about the mentee and the mentor whom this mentor does not know."""


@operation(needs=Permission.PEOPLE_MANAGE)
def let_mentors_do_everything(work: Work) -> None:
    """Give the role of a mentor all it can be given."""
    for permission in Permission:
        work.session.add(RoleGrant(role=Role.MENTOR, permission=permission.value, granted=True))


@operation(needs=Permission.MATCH_EDIT)
def sign_in_as(work: Work, mentor_id: int, person_id: int) -> None:
    """Say who signs in as a mentor."""
    work.find(Volunteer, mentor_id).person_id = person_id


def somebody(store: Store, name: str) -> int:
    number = store.write(
        refer,
        MenteeDraft(first_names=name, last_name=name, phone=f"{name} 1", address=name),
        ReferralDraft(source=name, source_person=name, route=Route.PRISON, referred_date=TODAY, reason=name),
    )
    store.write(raise_flag, number, FlagDraft(FlagKind.MAPPA, TODAY, note=name))
    store.write(add_note, number, NoteDraft(text=name))
    store.write(add_goal, number, GoalDraft(name, name, steps=(GoalStepDraft(name),)))
    store.write(attach, number, AttachmentDraft(f"{name}.txt", name.encode()))
    store.write(
        record_session,
        SessionDraft(
            (AttendanceDraft(number, summary=name, strengths=name, next_plans=name),),
            SessionStatus.HELD,
            TODAY,
            minutes=45,
            how=How.IN_PERSON,
            place=name,
            topic=name,
            journey=name,
        ),
    )
    store.write(record_liaison, LiaisonDraft(number, TODAY, LiaisonHow.PHONE, partner=name, summary=name))
    store.write(raise_concern, number, ConcernDraft(ConcernKind.OTHER, name, told=name))
    return number


def cleared(name: str) -> MentorDraft:
    return MentorDraft(
        name,
        dbs_decision=DbsDecision.CLEARED,
        dbs_date=TODAY,
        references_date=TODAY,
        training_date=TODAY,
        setting_level=SettingLevel.CUSTODY,
        lone_working=True,
    )


def matched(store: Store, mentee: int, mentor: int) -> int:
    number = store.write(propose_match, mentee, ProposalDraft(mentor, TODAY))
    store.write(introduce_match, number, 1, StepDraft(change_date=TODAY))
    return number


@pytest.fixture
def known(casebook: Casebook) -> tuple[Casebook, int, int]:
    """A casebook with a mentee that the mentor who signs in knows, and one that they do not."""
    with casebook.open(Role.MENTOR) as store:
        me = store.actor.person_id
    with casebook.open() as store:
        store.write(let_mentors_do_everything)
        mine, other = somebody(store, "Danny"), somebody(store, CANARY)
        mentor, stranger = (
            store.write(add_mentor, cleared("Jo")),
            store.write(add_mentor, cleared(CANARY)),
        )
        store.write(sign_in_as, mentor, me)
        matched(store, mine, mentor)
        matched(store, other, stranger)
    return casebook, mine, other


def test_a_mentor_sees_their_own_mentee_and_no_other(known) -> None:
    casebook, mine, other = known
    with casebook.open(Role.MENTOR) as store:
        assert [row.id for row in store.read(mentee_page, ListAsk()).rows] == [mine]
        assert store.read(mentee_view, mine).name == "Danny Danny"
        with pytest.raises(NotFound):
            store.read(mentee_view, other)
        assert store.read(found_mentees, CANARY) == []
        with pytest.raises(NotFound):
            store.write(add_note, other, NoteDraft(text="From outside"))
        store.write(add_note, mine, NoteDraft(text="From their mentor"))


def test_when_a_match_ends_so_does_the_need_to_know(known) -> None:
    casebook, mine, _ = known
    with casebook.open() as store:
        (some_match,) = ((each.id, each.version) for each in store.read(matches_view, mine).matches)
        store.write(end_match, *some_match, EndDraft(TODAY, MatchEnd.COMPLETED))
    with casebook.open(Role.MENTOR) as store, pytest.raises(NotFound):
        store.read(mentee_view, mine)


def test_everybody_else_sees_everybody(known) -> None:
    casebook, _, other = known
    for role in (Role.MANAGER, Role.COORDINATOR):
        with casebook.open(role) as store:
            assert CANARY in store.read(mentee_view, other).name


def plausible(query: Query) -> Iterator[tuple[Any, ...]]:
    """Arguments that a query may be asked with: every small number, every word that could find somebody."""
    choices = []
    for parameter in list(inspect.signature(query.function).parameters.values())[1:]:
        kind = str(parameter.annotation)
        if "ListAsk" in kind:
            choices.append([ListAsk(), ListAsk(search=CANARY)])
        elif "CalendarAsk" in kind:
            choices.append([CalendarAsk(TODAY, TODAY)])
        elif "tuple[int" in kind:
            choices.append([(1, 2, 3, 4)])
        elif kind == "date" or "datetime.date" in kind:
            choices.append([TODAY])
        elif "int" in kind:
            choices.append([1, 2, 3, 4])
        elif "str" in kind:
            choices.append([CANARY, "mentee", "volunteer", "M-00002"])
        elif parameter.default is not parameter.empty:
            choices.append([parameter.default])
        else:
            choices.append([None])
    yield from product(*choices)


def leaks(store: Store) -> set[str]:
    """The queries whose answers hold the canary."""
    found = set()
    for name, act in acts().items():
        if not isinstance(act, Query) or not store.may(act):
            continue
        for arguments in plausible(act):
            try:
                answer = repr(store.read(act, *arguments))
            except (UserError, AttributeError, TypeError, KeyError, ValueError):
                continue
            if CANARY in answer:
                found.add(name)
    return found


def test_no_query_tells_a_mentor_anything_of_somebody_else(known) -> None:
    casebook, *_ = known
    with casebook.open(Role.MENTOR) as store:
        assert leaks(store) == set()


def test_power_the_same_queries_tell_a_manager(known) -> None:
    casebook, *_ = known
    with casebook.open() as store:
        assert {
            *("mentee_page", "mentee_view", "timeline", "goals_view", "attachments"),
            *("session_page", "calendar_sheet", "liaison_page", "concern_page"),
        } <= leaks(store)


def test_whatever_belongs_to_a_mentee_is_narrowed() -> None:
    load()
    named = {
        mapper.class_
        for mapper in Record.registry.mappers
        if any(
            key.column.table is Mentee.__table__ and not column.nullable
            for column in mapper.columns
            for key in column.foreign_keys
        )
    }
    assert named <= set(narrowed())


def test_the_statement_itself_is_narrowed_also_for_columns(known) -> None:
    casebook, mine, _ = known
    with casebook.open(Role.MENTOR) as store:

        @operation(needs=Permission.MENTEE_VIEW)
        def numbers(work: Work) -> list[int]:
            return list(work.session.scalars(select(Mentee.id)))

        assert store.write(numbers) == [mine]
