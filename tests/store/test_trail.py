from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, OperationalError

from mentordesk.features.plans.operations.plans import (
    add_target,
    change_target,
    create_plan,
    remove_plan,
    remove_target,
)
from mentordesk.features.plans.rules.drafts import AgreementDraft, PlanDraft, TargetDraft
from mentordesk.kernel.permissions import Permission, Role
from mentordesk.records import everything
from mentordesk.records.base import Record
from mentordesk.records.bins import NumberUsed
from mentordesk.records.drafts import Draft
from mentordesk.records.equality import EqualityFigure
from mentordesk.records.organisation import Organisation
from mentordesk.records.people import Person
from mentordesk.records.plans import Plan
from mentordesk.records.trail import TrailChange, TrailEntry
from mentordesk.records.views import SavedView
from mentordesk.store.casebook import Store
from mentordesk.store.check import check_casebook
from mentordesk.store.engine import connect
from mentordesk.store.trail import START, broken_at, chain_at, read_head
from mentordesk.store.vault import RECORDS
from mentordesk.store.work import Work, operation
from tests import promises
from tests.casebooks import NOW, Casebook

Change = tuple[str, str | None, str | None]


@operation(needs=Permission.PLAN_EDIT)
def run(work: Work, act: Callable[[Work], Any]) -> Any:
    """Do anything at all."""
    return act(work)


def entries(store: Store, after: int = 0) -> list[tuple[str, str, str, int, set[Change]]]:
    """What the trail says: operation, act, table, number, and the changed fields."""
    with store.connection() as connection:
        details: dict[int, set[Change]] = {}
        for row in connection.execute(select(TrailChange)):
            details.setdefault(row.entry_id, set()).add((row.field, row.before, row.after))
        found = connection.execute(select(TrailEntry).where(TrailEntry.id > after).order_by(TrailEntry.id))
        return [(row.operation, row.act, row.subject, row.subject_id, details[row.id]) for row in found]


def head(store: Store) -> int:
    with store.connection() as connection:
        return read_head(connection).number


def test_the_founding_itself_is_written_down(store: Store) -> None:
    said = entries(store)
    assert [entry[:3] for entry in said if entry[0] == "set_up" and entry[1] == "added"] == [
        ("set_up", "added", "organisation"),
        ("set_up", "added", "person"),
    ]
    assert ("name", None, "Asha Karim") in {change for entry in said for change in entry[4]}


def test_an_added_record_is_written_with_every_field_that_says_something(store: Store) -> None:
    before = head(store)
    number = store.write(create_plan, PlanDraft(title="One", funder="The Fund"))
    ((name, act, subject, subject_id, changes),) = entries(store, before)
    assert (name, act, subject, subject_id) == ("create_plan", "added", "plan", number)
    assert {
        ("title", None, "One"),
        ("title_key", None, "one"),
        ("funder", None, "The Fund"),
        ("status", None, "active"),
        ("review_months", None, "3"),
    } <= changes
    assert "area" not in {field for field, _, _ in changes}


def test_a_changed_record_is_written_with_what_changed_and_nothing_else(store: Store) -> None:
    number = store.write(create_plan, PlanDraft(title="One"))
    before = head(store)
    store.write(run, lambda work: setattr(work.change(Plan, number, 1), "area", "Northbridge"))
    assert entries(store, before) == [("run", "changed", "plan", number, {("area", "", "Northbridge")})]


def test_a_record_saved_without_a_change_is_not_history(store: Store) -> None:
    number = store.write(create_plan, PlanDraft(title="One"))
    before = head(store)
    store.write(run, lambda work: work.change(Plan, number, 1))
    assert entries(store, before) == []


def test_a_removed_record_and_what_hangs_on_it_are_written(store: Store) -> None:
    plan = store.write(create_plan, PlanDraft(title="One"))
    target = store.write(add_target, plan, TargetDraft(achieve="A thing", parts=("Half",)))
    before = head(store)
    with store.connection() as connection:
        version = connection.execute(select(Plan.version)).scalar_one()
    store.write(remove_plan, plan, version)
    said = {(act, subject): changes for _, act, subject, _, changes in entries(store, before)}
    gone = {("removed", "plan"), ("removed", "target"), ("removed", "target_part")}
    assert set(said) == gone | {("added", "bin_entry")}
    assert ("title", "One", None) in said["removed", "plan"]
    assert ("achieve", "A thing", None) in said["removed", "target"]
    assert ("name", "Half", None) in said["removed", "target_part"]
    assert target


def test_what_is_taken_out_of_a_list_is_written_as_removed(store: Store) -> None:
    plan = store.write(create_plan, PlanDraft(title="One"))
    draft = TargetDraft(achieve="A thing", agreements=(AgreementDraft("Council"), AgreementDraft("Prison")))
    target = store.write(add_target, plan, draft)
    before = head(store)
    store.write(change_target, target, 1, TargetDraft(achieve="A thing", agreements=draft.agreements[:1]))
    said = [(*entry[1:3], entry[4]) for entry in entries(store, before)]
    assert ("removed", "agreement") in {(act, subject) for act, subject, _ in said}
    assert ("party", "Prison", None) in {change for *_, changes in said for change in changes}


def test_a_removed_target_is_written_as_removed(store: Store) -> None:
    plan = store.write(create_plan, PlanDraft(title="One"))
    target = store.write(add_target, plan, TargetDraft(achieve="A thing"))
    before = head(store)
    store.write(remove_target, target, 1)
    said = {(act, subject): changes for _, act, subject, _, changes in entries(store, before)}
    assert ("achieve", "A thing", None) in said["removed", "target"]


def test_an_operation_that_fails_is_not_history(store: Store) -> None:
    before = head(store)
    with pytest.raises(ZeroDivisionError):
        store.write(run, lambda work: (create_plan(work, PlanDraft(title="One")), 1 // 0))
    assert head(store) == before


def test_an_entry_says_who_when_and_which_operation(casebook: Casebook) -> None:
    later = NOW + timedelta(hours=3)
    with casebook.open(Role.COORDINATOR, lambda: later) as store:
        store.write(create_plan, PlanDraft(title="One"))
        with store.connection() as connection:
            newest = connection.execute(select(TrailEntry).order_by(TrailEntry.id.desc()).limit(1)).one()
            name = connection.execute(select(Person.name).where(Person.id == newest.person_id)).scalar_one()
    assert (name, newest.at, newest.operation) == ("Tom Ellery", later, "create_plan")


def test_a_picture_is_written_by_its_mark_and_not_its_bytes(store: Store) -> None:
    before = head(store)
    picture = b"\x89PNG\r\n\x1a\n" + b"secret"
    store.write(run, lambda work: setattr(work.find(Organisation, 1), "logo", picture))
    ((*_, changes),) = entries(store, before)
    ((field, old, new),) = changes
    assert (field, old) == ("logo", "")
    assert new
    assert new.startswith("14 bytes ")


def test_typing_is_not_history(store: Store) -> None:
    before = head(store)
    store.keep_draft("review", 1, "A draft", {"met": "words"})
    store.drop_draft("review", 1)
    assert head(store) == before


def test_only_drafts_views_the_trail_and_what_belongs_to_nobody_are_outside_the_trail() -> None:
    everything.load()
    unsaid = {mapper.class_ for mapper in Record.registry.mappers if not mapper.class_.audited}
    assert unsaid == {Draft, EqualityFigure, NumberUsed, SavedView, TrailEntry, TrailChange}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE trail_entry SET operation = 'x'",
        "UPDATE trail_entry SET chain = ''",
        "DELETE FROM trail_entry",
        "DELETE FROM trail_entry WHERE id = 1",
        "INSERT OR REPLACE INTO trail_entry SELECT * FROM trail_entry WHERE id = 1",
        "REPLACE INTO trail_entry SELECT * FROM trail_entry",
        "UPDATE OR REPLACE trail_entry SET id = 1 WHERE id = 2",
        "DELETE FROM trail_change",
        "UPDATE trail_change SET after = 'x'",
        "UPDATE trail_change SET before = 'x'",
        "UPDATE trail_change SET field = 'x'",
        "UPDATE trail_change SET entry_id = 2, before = NULL, after = NULL WHERE entry_id = 1",
        "INSERT OR REPLACE INTO trail_change SELECT * FROM trail_change WHERE id = 1",
    ],
)
@pytest.mark.promise(promises.TRAIL)
def test_the_trail_cannot_be_quietly_altered(store: Store, statement: str) -> None:
    with store._engine.connect() as connection:
        rows = connection.execute(text("SELECT count(*) FROM trail_change")).scalar_one()
        with pytest.raises((IntegrityError, OperationalError), match="append-only"):
            connection.execute(text(statement))
        connection.rollback()
        assert connection.execute(text("SELECT count(*) FROM trail_change")).scalar_one() == rows
        connection.rollback()
        assert broken_at(connection) is None


TAMPERED = (
    "UPDATE trail_entry SET operation = 'x' WHERE id = 3",
    "UPDATE trail_entry SET at = '2020-01-01T00:00:00.000000+00:00' WHERE id = 3",
    "UPDATE trail_entry SET at = 'long ago' WHERE id = 3",
    "UPDATE trail_entry SET person_id = 2 WHERE id = 3",
    "UPDATE trail_entry SET subject_id = 99 WHERE id = 3",
    "UPDATE trail_entry SET chain = (SELECT chain FROM trail_entry WHERE id = 2) WHERE id = 3",
    "UPDATE trail_change SET after = 'x' WHERE entry_id = 3",
    "UPDATE trail_change SET after = NULL WHERE entry_id = 3",
    "DELETE FROM trail_change WHERE entry_id = 3",
    "INSERT INTO trail_change (entry_id, field, after, version) VALUES (3, 'name', 'x', 1)",
    "DELETE FROM trail_change WHERE entry_id = 3; DELETE FROM trail_entry WHERE id = 3",
    "DELETE FROM trail_change WHERE entry_id = 1; DELETE FROM trail_entry WHERE id = 1",
)


@pytest.mark.parametrize("script", TAMPERED)
@pytest.mark.promise(promises.TRAIL)
def test_somebody_with_the_key_who_takes_the_triggers_away_is_noticed(
    casebook: Casebook, script: str
) -> None:
    connection = connect(casebook.folder / RECORDS, casebook.data_key)
    for trigger in ("trail_entry_no_update", "trail_entry_no_delete"):
        connection.execute(f"DROP TRIGGER {trigger}")
    for trigger in ("trail_change_no_update", "trail_change_no_delete"):
        connection.execute(f"DROP TRIGGER {trigger}")
    for statement in script.split(";"):
        connection.execute(statement)
    connection.close()
    with casebook.open() as store:
        findings = {finding.what: finding for finding in check_casebook(store)}
        assert not findings["Audit trail"].good


@pytest.mark.promise(promises.TRAIL)
def test_a_trail_cut_off_at_its_end_is_noticed(casebook: Casebook) -> None:
    with casebook.open() as store:
        store.write(create_plan, PlanDraft(title="One"))
        last = head(store)
    connection = connect(casebook.folder / RECORDS, casebook.data_key)
    connection.execute("DROP TRIGGER trail_entry_no_delete")
    connection.execute("DROP TRIGGER trail_change_no_delete")
    connection.execute("DELETE FROM trail_change WHERE entry_id = ?", (last,))
    connection.execute("DELETE FROM trail_entry WHERE id = ?", (last,))
    connection.close()
    for _ in range(2):
        with casebook.open() as store:
            bad = [finding.what for finding in check_casebook(store) if not finding.good]
        assert bad == ["Newest state"], "and opening and closing does not cover it up"


def test_a_good_casebook_is_found_good(casebook: Casebook) -> None:
    with casebook.open() as store:
        store.write(create_plan, PlanDraft(title="One"))
        with store.connection() as connection:
            assert broken_at(connection) is None
            assert chain_at(connection, 0) == START
            assert chain_at(connection, 99_999) is None
    with casebook.open() as store:
        assert [finding.what for finding in check_casebook(store) if not finding.good] == []


def test_older_records_put_back_are_noticed_until_they_are_put_right(casebook: Casebook) -> None:
    path = casebook.folder / RECORDS
    older = path.read_bytes()
    with casebook.open() as store:
        store.write(create_plan, PlanDraft(title="One"))
    newer = path.read_bytes()
    path.write_bytes(older)
    for title in ("Two", "Three"):
        with casebook.open() as store:
            assert [finding.what for finding in check_casebook(store) if not finding.good] == ["Newest state"]
            store.write(create_plan, PlanDraft(title=title))
    path.write_bytes(newer)
    with casebook.open() as store:
        assert all(finding.good for finding in check_casebook(store))
