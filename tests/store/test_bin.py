"""The bin: what was removed comes back whole, and what was removed for good is gone everywhere."""

import random
from datetime import timedelta

import pytest
from sqlalchemy import select

from mentordesk.features.mentees.operations.attachments import attach
from mentordesk.features.mentees.rules.attachments import AttachmentDraft
from mentordesk.features.plans.operations.plans import add_target, create_plan, remove_plan, remove_target
from mentordesk.features.plans.rules.drafts import PlanDraft, TargetDraft
from mentordesk.kernel.errors import Conflict, Invalid, NotAllowed
from mentordesk.kernel.paging import ListAsk
from mentordesk.kernel.permissions import Permission, Role
from mentordesk.records.attachments import Attachment
from mentordesk.records.base import Record
from mentordesk.records.bins import BinEntry
from mentordesk.records.concerns import Concern
from mentordesk.records.mentees import Flag, FlagKind, Mentee
from mentordesk.records.plans import Plan, Target
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.belongings import kind_of
from mentordesk.store.bin import DAYS, bin_page, bring_back, empty_bin, remove_for_good
from mentordesk.store.casebook import Store
from mentordesk.store.trail import broken_at
from mentordesk.store.work import Work, operation
from tests.casebooks import NOW, TODAY, Casebook
from tests.digests import rows


@operation(needs=Permission.MENTEE_EDIT)
def remove_any(work: Work, table: str, number: int) -> None:
    """Remove anything at all."""
    work.remove(work.find(kind_of(table), number))


@operation(needs=Permission.MENTEE_EDIT)
def add_flag(work: Work, mentee_id: int) -> int:
    """Add a flag."""
    return work.add(Flag(mentee_id=mentee_id, kind=FlagKind.MAPPA, from_date=TODAY)).id


def in_bin(store: Store):
    return list(store.read(bin_page, ListAsk(sort="removed", descending=True)).rows)


def without_bin(store: Store) -> dict[str, dict[int, str]]:
    return {table: found for table, found in rows(store).items() if table != "bin_entry"}


def numbers(store: Store, kind: type[Record]) -> list[int]:
    """Those of a kind that may be removed; somebody about whom there is a concern stays."""
    table, concern = kind.__table__, Concern.__table__
    found = select(table.c.id).order_by(table.c.id)
    if kind is Mentee:
        found = found.where(table.c.id.not_in(select(concern.c.mentee_id)))
    with store.connection() as connection:
        return list(connection.execute(found).scalars())


@pytest.mark.parametrize("kind", [Mentee, Volunteer, Plan, Target])
def test_what_is_removed_comes_back_whole_with_all_that_belongs_to_it(demo_casebook: Casebook, kind) -> None:
    with demo_casebook.open() as store:
        before = without_bin(store)
        for number in numbers(store, kind)[:4]:
            store.write(remove_any, kind.__tablename__, number)
            assert number not in without_bin(store)[kind.__tablename__]
            entry = in_bin(store)[0]
            store.write(bring_back, entry.id, entry.version)
            if kind is not Target:
                assert without_bin(store) == before
            assert in_bin(store) == []
        with store.connection() as connection:
            assert broken_at(connection) is None


@pytest.mark.parametrize("seed", range(3))
def test_many_removals_brought_back_in_turn_give_the_same_casebook(demo_casebook: Casebook, seed) -> None:
    chance = random.Random(seed)
    with demo_casebook.open() as store:
        before = without_bin(store)
        for kind in (Flag, Mentee, Volunteer, Mentee, Plan, Mentee):
            found = numbers(store, kind)
            if found:
                store.write(remove_any, kind.__tablename__, chance.choice(found))
        for entry in in_bin(store):
            store.write(bring_back, entry.id, entry.version)
        assert without_bin(store) == before


def test_somebody_about_whom_there_is_a_concern_is_not_removed(demo_casebook: Casebook) -> None:
    with demo_casebook.open() as store:
        before = without_bin(store)
        with store.connection() as connection:
            number = connection.execute(select(Concern.__table__.c.mentee_id)).scalars().first()
        with pytest.raises(NotAllowed, match="Concerns are kept"):
            store.write(remove_any, "mentee", number)
        assert without_bin(store) == before


def test_a_file_comes_back_byte_for_byte(demo_casebook: Casebook) -> None:
    content = bytes(range(256)) * 40
    with demo_casebook.open() as store:
        number = store.write(attach, 1, AttachmentDraft("letter.txt", content))
        store.write(remove_any, "attachment", number)
        entry = in_bin(store)[0]
        assert entry.title == "letter.txt"
        store.write(bring_back, entry.id, entry.version)
        with store.connection() as connection:
            table = Attachment.__table__
            kept = connection.execute(select(table.c.content).where(table.c.id == number)).scalar_one()
    assert kept == content


def test_a_part_does_not_come_back_without_what_it_belonged_to(store: Store) -> None:
    plan = store.write(create_plan, PlanDraft(title="One", area="Here"))
    target = store.write(add_target, plan, TargetDraft(achieve="Twelve people"))
    store.write(remove_target, target, 1)
    store.write(remove_plan, plan, 1)
    entries = {each.word: each for each in in_bin(store)}
    assert entries["target"].whose == "One"
    with pytest.raises(Conflict, match="The plan that this target belongs to is gone"):
        store.write(bring_back, entries["target"].id, entries["target"].version)
    store.write(bring_back, entries["plan"].id, entries["plan"].version)
    store.write(bring_back, entries["target"].id, entries["target"].version)
    assert in_bin(store) == []


def test_a_target_comes_back_at_the_end_of_its_plan(store: Store) -> None:
    plan = store.write(create_plan, PlanDraft(title="One", area="Here"))
    first, second = (store.write(add_target, plan, TargetDraft(achieve=name)) for name in ("A", "B"))
    store.write(remove_target, first, 1)
    entry = in_bin(store)[0]
    store.write(bring_back, entry.id, entry.version)
    with store.connection() as connection:
        table = Target.__table__
        places = {row.id: row.number for row in connection.execute(select(table.c.id, table.c.number))}
    assert places == {second: 1, first: 2}


def test_a_number_is_never_given_twice(store: Store) -> None:
    numbers_given = []
    for _ in range(3):
        plan = store.write(create_plan, PlanDraft(title="One", area="Here"))
        numbers_given.append(plan)
        store.write(remove_plan, plan, 1)
    assert len(set(numbers_given)) == 3


def test_removing_for_good_asks_for_the_name_and_blanks_the_trail(store: Store) -> None:
    plan = store.write(create_plan, PlanDraft(title="Quayside Herons", area="Here"))
    store.write(remove_plan, plan, 1)
    entry = in_bin(store)[0]
    with pytest.raises(Invalid, match="Type “Quayside Herons”"):
        store.write(remove_for_good, entry.id, entry.version, "something else")
    store.write(remove_for_good, entry.id, entry.version, " quayside  herons ")
    assert in_bin(store) == []
    assert store.newest_deed() is None, "neither this nor what came before it in this sitting can be undone"
    with store.connection() as connection:
        assert broken_at(connection) is None
        words = connection.exec_driver_sql("SELECT before, after FROM trail_change").fetchall()
    assert not any("Quayside" in (text or "") for row in words for text in row)


def test_power_a_blanked_entry_without_an_erasure_is_noticed(store: Store) -> None:
    store.write(create_plan, PlanDraft(title="Quayside Herons", area="Here"))
    with store._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE trail_change SET before = NULL, after = NULL")
        assert broken_at(connection) is not None


def test_only_a_manager_removes_for_good(casebook: Casebook) -> None:
    with casebook.open(Role.COORDINATOR) as store:
        plan = store.write(create_plan, PlanDraft(title="One", area="Here"))
        store.write(remove_plan, plan, 1)
        entry = in_bin(store)[0]
        with pytest.raises(NotAllowed):
            store.write(remove_for_good, entry.id, entry.version, "One")


def test_the_bin_is_emptied_after_thirty_days_and_not_before(casebook: Casebook) -> None:
    with casebook.open() as store:
        plan = store.write(create_plan, PlanDraft(title="One", area="Here"))
        store.write(remove_plan, plan, 1)
    for days, left in ((DAYS, 1), (DAYS + 1, 0)):
        with casebook.open(clock=lambda days=days: NOW + timedelta(days=days)) as store:
            store.write_as_program(empty_bin)
            assert len(in_bin(store)) == left
            assert len(numbers(store, BinEntry)) == left
