"""An erased person is erased: in the file, the trail, drafts, the bin and undo; and again after a backup."""

import json
import shutil
import zipfile
from contextlib import nullcontext
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from mentordesk.features.matches.queries.lists import mentor_page
from mentordesk.features.mentees.operations.equality import record_equality
from mentordesk.features.mentees.operations.people import add_mentee
from mentordesk.features.mentees.queries.equality import equality_sheet
from mentordesk.features.mentees.queries.lists import mentee_page, referral_page
from mentordesk.features.mentees.queries.one import mentee_view, timeline
from mentordesk.features.mentees.queries.register import register_sheet
from mentordesk.features.mentees.rules.people import MenteeDraft
from mentordesk.features.privacy.operations.erasure import anonymise, anonymise_equality, erase
from mentordesk.features.privacy.operations.retention import keep_file, lift_keeping
from mentordesk.features.privacy.operations.retention_ledger import apply_ledger
from mentordesk.features.privacy.queries.destruction import destruction_page
from mentordesk.features.privacy.queries.history import history
from mentordesk.features.privacy.queries.retention import equality_due, file_sheet
from mentordesk.features.sessions.queries.concerns import concern_page
from mentordesk.kernel.dates import Period
from mentordesk.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from mentordesk.kernel.paging import ListAsk
from mentordesk.kernel.permissions import Role
from mentordesk.records.bins import BinEntry
from mentordesk.records.drafts import Draft
from mentordesk.records.equality import EqualityFigure
from mentordesk.records.retention import Cause, KeepKind, Method, Subject
from mentordesk.records.trail import TrailEntry
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.casebook import Store
from mentordesk.store.check import check_casebook
from mentordesk.store.state import ledger
from mentordesk.store.trail import broken_at
from mentordesk.store.vault import RECORDS
from tests import promises
from tests.casebooks import TODAY, Casebook
from tests.features.privacy.erasing import CANARY, LONG_AGO, add_canary, hits
from tests.features.privacy.test_queries import ANSWERS

MENTEE = Subject.MENTEE
MENTORS = Volunteer.__table__


def reference(store: Store, number: int) -> str:
    return store.read(file_sheet, MENTEE, number).reference


def destroy(store: Store, act, number: int, cause: Cause = Cause.TIME_OVER) -> None:
    store.write(act, MENTEE, number, cause, "mentee", reference(store, number))


def broken(store: Store) -> int | None:
    with store.connection() as connection:
        return broken_at(connection)


@pytest.mark.promise(promises.ERASED)
@pytest.mark.parametrize("act", [erase, anonymise])
def test_an_erased_person_is_erased(casebook: Casebook, act) -> None:
    with casebook.open() as store:
        number = add_canary(store)
    assert hits(casebook) > 30, "the power check: the same look finds the person before"
    with casebook.open() as store:
        destroy(store, act, number)
        assert broken(store) is None
        assert store.newest_deed() is None
        assert [each.says for each in check_casebook(store) if not each.good] == []
        with store.connection() as connection:
            for kind in (Draft, BinEntry):
                assert connection.execute(select(func.count()).select_from(kind)).scalar_one() == 0
    assert hits(casebook) == 0


def test_erasing_leaves_only_a_line_without_a_name(store: Store) -> None:
    number = add_canary(store)
    called = reference(store, number)
    destroy(store, erase, number)
    with pytest.raises(NotFound):
        store.read(mentee_view, number)
    (row,) = store.read(destruction_page, ListAsk()).rows
    assert (row.reference, row.method, row.cause) == (called, Method.ERASED, Cause.TIME_OVER)
    assert row.pieces > 15
    assert CANARY not in repr(row)
    assert len(ledger(store.vault.folder, "erased")) == 2, "the record that was merged into it, too"
    again = store.write(add_mentee, MenteeDraft(last_name="Somebody else"))
    assert store.read(mentee_view, again).reference != called


def test_anonymising_keeps_the_figures(store: Store) -> None:
    number = add_canary(store)
    before = store.read(register_sheet)
    destroy(store, anonymise, number)
    view = store.read(mentee_view, number)
    assert view.name == "Anonymised"
    assert [(each.draft.route, each.draft.referred_date) for each in view.referrals] == [("prison", LONG_AGO)]
    assert store.read(timeline, number)
    after = store.read(register_sheet)
    assert (after.by_route, after.by_decision, after.people) == (
        before.by_route,
        before.by_decision,
        before.people,
    )
    assert store.read(mentee_page, ListAsk()).rows[0].reference.startswith("A-")
    with pytest.raises(Invalid, match="anonymised already"):
        destroy(store, erase, number)


def test_others_keep_what_is_theirs(demo_casebook: Casebook) -> None:
    with demo_casebook.open() as store:
        others = {row.id: row for row in store.read(mentee_page, ListAsk(limit=500)).rows}
        number = add_canary(store)
        referrals = store.read(referral_page, ListAsk()).total
        store.keep_draft("note", 5, "Write a note", {"words": {"text": "About somebody else"}})
        destroy(store, erase, number)
        assert {row.id: row for row in store.read(mentee_page, ListAsk(limit=500)).rows} == others
        assert store.read(referral_page, ListAsk()).total == referrals - 1
        assert [each.title for each in store.drafts()] == ["Write a note"]
        assert [each.says for each in check_casebook(store) if not each.good] == []


def test_everybody_of_the_demonstration_can_be_erased_or_anonymised(demo_casebook: Casebook) -> None:
    with demo_casebook.open() as store:
        rows = store.read(mentee_page, ListAsk(limit=500)).rows
        concerns = store.read(concern_page, ListAsk()).rows
        open_concerns = {row.mentee_id for row in concerns if row.closed_at is None}
        assert open_concerns
        for place, row in enumerate(rows):
            if store.read(file_sheet, MENTEE, row.id).kept is None:
                open_one = pytest.raises(Invalid, match="A concern about this person is open")
                with open_one if row.id in open_concerns else nullcontext():
                    destroy(store, anonymise if place % 2 else erase, row.id, Cause.ASKED)
        with store.connection() as connection:
            signing_in = set(
                connection.execute(select(MENTORS.c.id).where(MENTORS.c.person_id > 0)).scalars()
            )
        for number in [row.id for row in store.read(mentor_page, ListAsk(limit=500)).rows]:
            sheet = store.read(file_sheet, Subject.MENTOR, number)
            act = anonymise if number % 2 else erase
            signs_in = (
                pytest.raises(Invalid, match="still sign in") if number in signing_in else nullcontext()
            )
            with signs_in:
                store.write(act, Subject.MENTOR, number, Cause.ASKED, "mentor", sheet.reference)
        assert [each.says for each in check_casebook(store) if not each.good] == []
        for row in store.read(mentee_page, ListAsk(limit=500)).rows:
            store.read(mentee_view, row.id)
            store.read(history, "mentee", row.id)
        store.read(referral_page, ListAsk())


def test_an_older_backup_that_is_put_back_is_erased_again(casebook: Casebook, tmp_path) -> None:
    with casebook.open() as store:
        first, second = add_canary(store), store.write(add_mentee, MenteeDraft(last_name="Kestrelmoth Two"))
        backup = store.backup()
        destroy(store, erase, first)
        destroy(store, anonymise, second, Cause.ASKED)
        assert apply_ledger(store) == 0
    assert hits(casebook) == 0
    with zipfile.ZipFile(backup.path) as bundle:
        bundle.extract(RECORDS, casebook.folder)
    assert hits(casebook) > 30, "the backup has brought them back"
    with casebook.open(Role.MENTOR) as store:
        assert apply_ledger(store) == 3, "the person, the record merged into theirs, and the second person"
        assert apply_ledger(store) == 0
    assert hits(casebook) == 0
    with casebook.open() as store:
        rows = store.read(destruction_page, ListAsk()).rows
        assert {row.cause for row in rows} == {Cause.RESTORED}
        assert {row.by for row in rows} == {"MentorDesk"}
        assert broken(store) is None


def test_the_ledger_holds_nothing_but_random_tokens(casebook: Casebook) -> None:
    with casebook.open() as store:
        destroy(store, erase, add_canary(store))
    state = json.loads((casebook.folder / "state.json").read_text())
    assert all(len(each) == 32 and int(each, 16) for each in state["erased"])
    assert CANARY not in json.dumps(state).lower()


def test_a_failed_write_of_the_ledger_erases_nobody(casebook: Casebook) -> None:
    with casebook.open() as store:
        number = add_canary(store)
        (casebook.folder / "state.json").unlink(missing_ok=True)
        (casebook.folder / "state.json").mkdir()
        with pytest.raises(Exception):  # noqa: B017, PT011 - whatever it is, nobody is gone
            destroy(store, erase, number)
        shutil.rmtree(casebook.folder / "state.json")
        assert CANARY in store.read(mentee_view, number).name.lower()


def test_what_is_on_hold_stays_until_it_is_lifted(store: Store) -> None:
    number = add_canary(store)
    until = TODAY + timedelta(days=30)
    for kind in KeepKind:
        kept = store.write(keep_file, MENTEE, number, kind, until, "A complaint is open")
        with pytest.raises(Invalid, match="on hold or kept"):
            destroy(store, erase, number)
        store.write(lift_keeping, kept, 1)
    destroy(store, erase, number)


def test_refusals(store: Store) -> None:
    number = add_canary(store, closed=False)
    with pytest.raises(Invalid, match="is not over"):
        destroy(store, erase, number)
    with pytest.raises(Invalid, match="Type “M-"):
        store.write(erase, MENTEE, number, Cause.ASKED, "", "something else")
    destroy(store, erase, number, Cause.ASKED)


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.MENTOR, Role.READ_ONLY])
def test_only_a_manager_erases(casebook: Casebook, role: Role) -> None:
    with casebook.open() as store:
        number = add_canary(store)
    with casebook.open(role) as store, pytest.raises(NotAllowed):
        store.write(erase, MENTEE, number, Cause.TIME_OVER, "mentee", "M-00001")


def test_an_act_from_before_cannot_be_taken_back_afterwards(store: Store) -> None:
    number = add_canary(store)
    deed = store.newest_deed()
    destroy(store, erase, number)
    assert store.newest_deed() is None
    with pytest.raises(Conflict):
        store.undo(deed)


def test_equality_answers_become_figures_that_belong_to_nobody(casebook: Casebook) -> None:
    year = Period(TODAY.replace(month=1, day=1), TODAY)
    with casebook.open() as store:
        number = add_canary(store)
        open_one = store.write(add_mentee, MenteeDraft(last_name="Still here"))
        store.write(record_equality, open_one, 0, ANSWERS)
        period = Period(LONG_AGO, LONG_AGO + timedelta(days=30))
        before = store.read(equality_sheet, period)
        assert store.read(equality_due) == (number,)
        assert store.write(anonymise_equality, store.read(equality_due)) == 1
        assert store.read(equality_due) == ()
        after = store.read(equality_sheet, period)
        assert (after.people, after.rows) == (before.people, before.rows)
        assert store.read(equality_sheet, year).people is None
        assert broken(store) is None
        with store.connection() as connection:
            table = EqualityFigure.__table__
            figures = connection.execute(select(table).order_by(table.c.id)).all()
            told = connection.execute(
                select(func.count()).select_from(TrailEntry).where(TrailEntry.subject == "equality_figure")
            ).scalar_one()
        assert len(figures) == 9
        assert told == 0
        numbers = [row.id for row in figures]
        assert max(numbers) - min(numbers) > 1_000_000, "no two of them stand together"
