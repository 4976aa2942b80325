from collections.abc import Callable

import pytest
import sqlalchemy
from sqlalchemy import select

from mentordesk.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from mentordesk.kernel.permissions import GRANTS, Permission, Role
from mentordesk.records.people import Person
from mentordesk.records.plans import Plan, Target
from mentordesk.records.trail import TrailEntry
from mentordesk.store.casebook import Store
from mentordesk.store.work import Reading, Work, operation, query
from tests.casebooks import NOW, TODAY, Casebook


@operation(needs=Permission.PLAN_EDIT)
def write_plan(work: Work, title: str, then: Callable[[], None] = lambda: None) -> int:
    """Write a plan and then do something."""
    number = work.add(Plan(title=title, title_key=title)).id
    then()
    return number


@operation(needs=Permission.PLAN_EDIT)
def rename_plan(work: Work, number: int, version: int, title: str) -> None:
    """Give a plan another title."""
    work.change(Plan, number, version).title = title


@operation(needs=Permission.PLAN_EDIT)
def run(work: Work, act: Callable[[Work], object]) -> object:
    """Do anything at all."""
    return act(work)


@query(needs=Permission.PLAN_VIEW)
def titles(reading: Reading) -> list[str]:
    """The titles of all plans."""
    return list(reading.session.scalars(select(Plan.title).order_by(Plan.id)))


@query(needs=Permission.HISTORY_VIEW)
def secret(reading: Reading) -> str:
    """Something that not everybody may ask."""
    return "secret"


def stop() -> None:
    raise ZeroDivisionError


def test_what_was_written_is_read(store: Store) -> None:
    store.write(write_plan, "One")
    assert store.read(titles) == ["One"]


def test_what_was_written_is_there_after_opening_again(casebook: Casebook) -> None:
    with casebook.open() as store:
        store.write(write_plan, "One")
    with casebook.open() as store:
        assert store.read(titles) == ["One"]


def test_a_role_without_the_permission_is_refused_in_words(casebook: Casebook) -> None:
    with casebook.open(Role.MENTOR) as store:
        with pytest.raises(NotAllowed, match="Your role, Mentor, does not let you change plans"):
            store.write(write_plan, "One")
        with pytest.raises(NotAllowed):
            store.read(secret)
        assert store.read(titles) == []
        assert not store.may(write_plan)
        assert not store.may(secret)
        assert store.may(titles)


def test_a_step_of_another_operation_is_checked_too(casebook: Casebook) -> None:
    @operation(needs=Permission.SIGN_IN)
    def outer(work: Work) -> None:
        """Reach for more than one's own."""
        write_plan(work, "One")

    with casebook.open(Role.MENTOR) as store:
        with pytest.raises(NotAllowed):
            store.write(outer)
        assert store.read(titles) == []


def test_nobody_holds_what_only_the_program_does() -> None:
    assert all(Permission.SYSTEM not in granted for granted in GRANTS.values())


@pytest.mark.parametrize("problem", [ZeroDivisionError(), Invalid({"title": "No."}), KeyboardInterrupt()])
def test_an_operation_that_fails_leaves_nothing(store: Store, problem: BaseException) -> None:
    def fail() -> None:
        raise problem

    announced: list[object] = []
    store.on_change = announced.append
    with pytest.raises(type(problem)):
        store.write(write_plan, "One", fail)
    assert store.read(titles) == []
    assert announced == []
    store.write(write_plan, "Two")
    assert store.read(titles) == ["Two"]


def test_what_changed_is_announced_once_after_it_is_on_disk(store: Store) -> None:
    announced = []
    store.on_change = lambda changed: announced.append((changed, store.read(titles)))
    store.write(write_plan, "One")
    assert announced == [(frozenset({Plan, TrailEntry}), ["One"])]


def test_a_stale_version_is_a_conflict_and_changes_nothing(store: Store) -> None:
    number = store.write(write_plan, "One")
    store.write(rename_plan, number, 1, "Two")
    with pytest.raises(Conflict, match="Somebody else saved this plan"):
        store.write(rename_plan, number, 1, "Three")
    assert store.read(titles) == ["Two"]
    store.write(rename_plan, number, 2, "Three")


def test_a_change_of_what_hangs_on_a_record_makes_its_version_stale(store: Store) -> None:
    """Two forms show a target; one saves other targets of the plan, the other must not undo it unseen."""

    def add_target(work: Work) -> None:
        plan = work.change(Plan, number, 1)
        plan.targets.append(Target(number=1, achieve="x", review_due_date=TODAY))

    number = store.write(write_plan, "One")
    store.write(run, add_target)
    with pytest.raises(Conflict):
        store.write(rename_plan, number, 1, "Two")


def test_a_record_that_is_gone_is_said_to_be(store: Store) -> None:
    with pytest.raises(NotFound, match="This plan is no longer there"):
        store.write(rename_plan, 99, 1, "Two")


@pytest.mark.parametrize(
    "bulk",
    [
        lambda work: work.session.execute(sqlalchemy.update(Plan).values(title="x")),  # noqa: TID251
        lambda work: work.session.execute(sqlalchemy.delete(Plan)),  # noqa: TID251
        lambda work: work.session.execute(sqlalchemy.insert(Plan).values(title="x", title_key="x")),
        lambda work: work.session.query(Plan).update({"title": "x"}),
        lambda work: work.session.query(Plan).delete(),
    ],
)
def test_bulk_writes_pass_by_the_trail_and_are_refused(store: Store, bulk: Callable[[Work], object]) -> None:
    store.write(write_plan, "One")
    with pytest.raises(RuntimeError, match="audit trail"):
        store.write(run, bulk)
    assert store.read(titles) == ["One"]


def test_a_query_writes_nothing(store: Store) -> None:
    @query(needs=Permission.PLAN_VIEW)
    def sly(reading: Reading) -> None:
        """Write where only reading is meant."""
        reading.session.add(Plan(title="Sly", title_key="sly"))
        reading.session.flush()

    store.read(sly)
    assert store.read(titles) == []


def test_the_clock_is_the_one_that_was_given(store: Store) -> None:
    assert store.write(run, lambda work: work.now) == NOW
    assert store.write(run, lambda work: work.today) == TODAY


def test_a_person_without_a_slot_is_nobody(casebook: Casebook) -> None:
    def leave(work: Work) -> None:
        work.session.get_one(Person, 2).active = False

    with casebook.open() as store:
        store.write(run, leave)
    with pytest.raises(NotAllowed, match="no longer sign in"):
        casebook.open(Role.COORDINATOR)
