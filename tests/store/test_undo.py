"""Undo: what an act changed comes back whole, or the refusal says why not."""

import contextlib
import random

import pytest
from sqlalchemy import select

from mentordesk.features.matches.operations.mentors import add_mentor, change_mentor
from mentordesk.features.matches.rules.mentors import MentorDraft
from mentordesk.features.mentees.operations.goals import add_goal
from mentordesk.features.mentees.operations.merging import MergeDraft, merge_mentees
from mentordesk.features.mentees.operations.notes import add_note
from mentordesk.features.mentees.operations.people import change_mentee, raise_flag
from mentordesk.features.mentees.operations.referrals import refer
from mentordesk.features.mentees.rules.goals import GoalDraft, StepDraft
from mentordesk.features.mentees.rules.notes import NoteDraft
from mentordesk.features.mentees.rules.people import FlagDraft, MenteeDraft
from mentordesk.features.mentees.rules.referrals import ReferralDraft
from mentordesk.features.organisation.operations import add_person
from mentordesk.features.organisation.rules import PersonDraft
from mentordesk.features.plans.operations.plans import (
    add_target,
    change_plan,
    create_plan,
    move_target,
    remove_plan,
    remove_target,
)
from mentordesk.features.plans.rules.drafts import PlanDraft, TargetDraft
from mentordesk.kernel.errors import Conflict, NotAllowed, UserError
from mentordesk.kernel.permissions import Permission, Role
from mentordesk.records.base import Record
from mentordesk.records.mentees import Flag, FlagKind, Mentee
from mentordesk.records.plans import Plan, Target
from mentordesk.records.referrals import Route
from mentordesk.records.trail import TrailEntry
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.casebook import Store
from mentordesk.store.trail import broken_at
from mentordesk.store.undo import KEPT
from mentordesk.store.work import Work, operation
from tests.casebooks import TODAY, Casebook
from tests.digests import rows


def plan(title: str = "One") -> PlanDraft:
    return PlanDraft(title=title, area="Knowsley")


def target(achieve: str = "Reach twelve people") -> TargetDraft:
    return TargetDraft(achieve=achieve)


def undo_newest(store: Store) -> None:
    done = store.newest_deed()
    assert done is not None
    store.undo(done)


def some(store: Store, kind: type[Record], chance: random.Random) -> tuple[int, int] | None:
    """The number and version of some record of a kind."""
    with store.connection() as connection:
        table = kind.__table__
        found = list(connection.execute(select(table.c.id, table.c.version).order_by(table.c.id)))
    return tuple(chance.choice(found)) if found else None


@operation(needs=Permission.MENTEE_EDIT)
def remove_flag(work: Work, number: int) -> None:
    """Remove a flag altogether."""
    work.remove(work.find(Flag, number))


def act(store: Store, chance: random.Random) -> None:
    """Do something, anything, of what people do."""
    name = f"Text {chance.randrange(10**6)}"
    mentee, mentor = some(store, Mentee, chance), some(store, Volunteer, chance)
    other = some(store, Mentee, chance)
    plan_at, target_at = some(store, Plan, chance), some(store, Target, chance)
    flag = some(store, Flag, chance)
    referral = ReferralDraft(source=name, route=Route.PRISON, referred_date=TODAY, outcomes=("A", "B"))
    choices = [
        lambda: store.write(create_plan, plan(name)),
        lambda: store.write(change_plan, *plan_at, plan(name)),
        lambda: store.write(add_target, plan_at[0], target(name)),
        lambda: store.write(move_target, target_at[0], 1),
        lambda: store.write(remove_target, *target_at),
        lambda: store.write(remove_plan, *plan_at),
        lambda: store.write(refer, MenteeDraft(last_name=name), referral),
        lambda: store.write(change_mentee, *mentee, MenteeDraft(last_name=name, phone="0151 496 0000")),
        lambda: store.write(raise_flag, mentee[0], FlagDraft(FlagKind.MAPPA, TODAY)),
        lambda: flag and store.write(remove_flag, flag[0]),
        lambda: store.write(add_note, mentee[0], NoteDraft(text=name)),
        lambda: store.write(add_goal, mentee[0], GoalDraft(name, steps=(StepDraft("One"), StepDraft("Two")))),
        lambda: store.write(add_mentor, MentorDraft(name)),
        lambda: store.write(change_mentor, *mentor, MentorDraft(name)),
        lambda: store.write(merge_mentees, mentee[0], other[0], MergeDraft(last_name=name)),
    ]
    with contextlib.suppress(UserError):
        chance.choice(choices)()


@pytest.mark.parametrize("seed", range(4))
def test_fifty_random_acts_undone_give_the_same_casebook(demo_casebook: Casebook, seed: int) -> None:
    chance = random.Random(seed)
    with demo_casebook.open() as store:
        pictures = []
        while len(pictures) < KEPT:
            newest, before = store.newest_deed(), rows(store)
            act(store, chance)
            if store.newest_deed() is not newest:
                pictures.append(before)
        for before in reversed(pictures):
            undo_newest(store)
            assert rows(store) == before
        assert store.newest_deed() is None
        with store.connection() as connection:
            assert broken_at(connection) is None


def test_power_the_digests_notice_one_field(store: Store) -> None:
    number = store.write(create_plan, plan("One"))
    before = rows(store)
    store.write(change_plan, number, 1, plan("Two"))
    assert rows(store) != before


def test_the_newest_act_comes_back_first(store: Store) -> None:
    before = rows(store)
    store.write(create_plan, plan("One"))
    between = rows(store)
    store.write(create_plan, plan("Two"))
    undo_newest(store)
    assert rows(store) == between
    undo_newest(store)
    assert rows(store) == before
    assert store.newest_deed() is None


def test_what_was_changed_since_is_not_undone(store: Store) -> None:
    number = store.write(create_plan, plan("One"))
    store.write(change_plan, number, 1, plan("Two"))
    second = store.newest_deed()
    store.write(change_plan, number, 2, plan("Three"))
    before = rows(store)
    with pytest.raises(Conflict, match="because the plan was changed since"):
        store.undo(second)
    assert rows(store) == before


def test_what_something_hangs_on_since_is_not_undone(store: Store) -> None:
    number = store.write(create_plan, plan("One"))
    first = store.newest_deed()
    store.write(add_target, number, target())
    before = rows(store)
    with pytest.raises(Conflict):
        store.undo(first)
    assert rows(store) == before


def test_an_act_needs_its_own_permission_to_be_undone(casebook: Casebook) -> None:
    with casebook.open(Role.COORDINATOR) as store:
        store.write(create_plan, plan())
        done = store.newest_deed()
    with casebook.open(Role.MENTOR) as store, pytest.raises(NotAllowed):
        store.undo(done)


def test_a_new_way_in_is_not_undone(store: Store) -> None:
    store.write(add_person, PersonDraft("Ina Holt", Role.COORDINATOR), "a starter code to begin with")
    assert store.newest_deed() is None


def test_only_the_last_fifty_acts_are_kept(store: Store) -> None:
    for number in range(KEPT + 1):
        store.write(create_plan, plan(str(number)))
    for _ in range(KEPT):
        undo_newest(store)
    assert store.newest_deed() is None
    assert len(rows(store)["plan"]) == 1


def test_an_undo_stands_in_the_trail(store: Store) -> None:
    store.write(create_plan, plan())
    undo_newest(store)
    with store.connection() as connection:
        newest = connection.execute(select(TrailEntry.__table__).order_by(TrailEntry.id.desc())).first()
    assert (newest.operation, newest.act, newest.subject) == ("undo", "removed", "plan")
