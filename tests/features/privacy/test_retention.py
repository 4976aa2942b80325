"""Whose time is over, the policy in force, holds, and the record of processing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mentordesk.features.matches.operations.mentors import add_mentor
from mentordesk.features.privacy.operations.processing import (
    add_processing,
    bring_in_suggestions,
    change_processing,
    remove_processing,
)
from mentordesk.features.privacy.operations.retention import keep_file, lift_keeping, set_period
from mentordesk.features.privacy.queries.processing import processing_row, processing_rows
from mentordesk.features.privacy.queries.retention import (
    DUE_COLUMNS,
    Show,
    due_page,
    file_sheet,
    pieces_said,
    retention_due,
)
from mentordesk.features.privacy.queries.retention_policy import retention_policy
from mentordesk.features.privacy.rules.processing import (
    PARAGRAPH_31,
    ProcessingDraft,
    processing_problems,
    suggested_purposes,
    warnings,
)
from mentordesk.features.privacy.rules.retention import PeriodDraft
from mentordesk.features.volunteers.operations.pipeline import add_volunteer, leave, move_volunteers
from mentordesk.features.volunteers.queries.lists import stage_choices
from mentordesk.features.volunteers.queries.one import volunteer_view
from mentordesk.features.volunteers.rules.pipeline import EnquiryDraft, LeaveDraft, MoveDraft
from mentordesk.kernel.errors import Conflict, Invalid
from mentordesk.kernel.paging import ListAsk
from mentordesk.kernel.permissions import Role
from mentordesk.records.processing import LawfulBasis, OffenceCondition, SpecialCondition
from mentordesk.records.retention import KeepKind, RetentionAct, Subject
from mentordesk.records.spells import LeaveReason
from mentordesk.store.casebook import Store
from tests.casebooks import NOW, TODAY, Casebook
from tests.features.matches.facts import READY


def names(store: Store, show: Show | None = None, **asked) -> list[str]:
    filters = () if show is None else (("show", show),)
    return [row.name for row in store.read(due_page, ListAsk(filters=filters, **asked)).rows]


def test_the_demonstration_has_files_whose_time_is_over_and_one_on_hold(demo_casebook: Casebook) -> None:
    with demo_casebook.open(Role.COORDINATOR) as store:
        assert names(store, Show.DUE) == ["Gwilym Prosser", "Delroy Ansah", "Moses Ekwueme"]
        assert names(store, Show.HELD) == ["Delroy Ansah"]
        assert store.read(retention_due) == 2
        everybody = names(store)
        assert len(everybody) > 8
        assert names(store, sort="name", descending=True) == sorted(everybody, reverse=True)
        assert names(store, search="ansah") == ["Delroy Ansah"]
        row = store.read(due_page, ListAsk(search="moses")).rows[0]
        texts = [column.text(row) for column in DUE_COLUMNS]
        assert texts[:3] == ["Moses Ekwueme", "M-00008", "Mentee"]
        assert texts[4] == "1 year"
        assert texts[6:] == ["Erase", "To be decided"]


@pytest.mark.parametrize("sort", ["due", "name", "reference", "whose", "ended"])
@pytest.mark.parametrize("descending", [False, True])
def test_pages_hold_every_file_once(demo_casebook: Casebook, sort: str, *, descending: bool) -> None:
    with demo_casebook.open() as store:
        whole = [row.id for row in store.read(due_page, ListAsk(sort=sort, descending=descending)).rows]
        seen, after = [], None
        while True:
            ask = ListAsk(sort=sort, descending=descending, limit=3, after=after)
            page = store.read(due_page, ask)
            seen += [row.id for row in page.rows]
            if not page.more:
                break
            after = page.after
        assert seen == whole


def test_a_period_that_the_charity_sets_changes_whose_time_is_over(demo_casebook: Casebook) -> None:
    with demo_casebook.open() as store:
        rows = {row.code: row for row in store.read(retention_policy)}
        assert rows["mentee"].source == "Suggested, confirm with your trustees"
        draft = PeriodDraft(1200, RetentionAct.KEEP, "Trustees, 3 September 2026")
        store.write(set_period, "mentee", 0, draft)
        assert names(store, Show.DUE) == ["Moses Ekwueme"]
        with pytest.raises(Conflict):
            store.write(set_period, "mentee", 99, draft)
        store.write(set_period, "mentee", 1, replace(draft, span=0, act=RetentionAct.ERASE))
        assert len(names(store, Show.DUE)) > 5
        assert store.read(retention_due) == len(names(store, Show.DUE)) - 1
        kept = {row.code: row for row in store.read(retention_policy)}["mentee"]
        assert (kept.rule.period, kept.rule.confirmed) == ("At once", True)
        with pytest.raises(Invalid):
            store.write(set_period, "trail", 0, draft)


def test_a_mentor_counts_from_the_day_they_stopped(casebook: Casebook) -> None:
    with casebook.open() as store:
        number = store.write(add_mentor, replace(READY, name="Rowan Tidewell"))
        assert names(store) == []
        version = store.read(volunteer_view, number).version
        store.write(leave, number, version, LeaveDraft(TODAY, LeaveReason.MOVED))
        (row,) = store.read(due_page, ListAsk()).rows
        assert (row.subject, row.reference, row.end_date) == (Subject.MENTOR, f"MENTOR-{number}", TODAY)
        assert row.due_date == date(2032, 11, 21)
    later = NOW + timedelta(days=6 * 366)
    with casebook.open(clock=lambda: later) as store:
        assert names(store, Show.DUE) == ["Rowan Tidewell"]


def test_somebody_who_was_not_taken_on_counts_from_the_day_of_the_decision(casebook: Casebook) -> None:
    asked = date(2026, 5, 1)
    with casebook.open() as store:
        number = store.write(add_volunteer, EnquiryDraft(name="Rowan Tidewell", asked_date=asked))
        stages = {name: each for each, name in store.read(stage_choices)}
        refused = MoveDraft(stages["Not taken on"], date(2026, 5, 21), "Wanted to counsel people.")
        version = store.read(volunteer_view, number).version
        store.write(move_volunteers, ((number, version),), refused)
        (row,) = store.read(due_page, ListAsk()).rows
        assert (row.end_date, row.due_date, row.rule.code) == (date(2026, 5, 21), TODAY, "applicant")
        assert row.rule.act is RetentionAct.ERASE
        assert names(store, Show.DUE) == ["Rowan Tidewell"]


def test_a_file_that_is_kept_until_a_date_comes_back_the_day_after(demo_casebook: Casebook) -> None:
    until = TODAY + timedelta(days=10)
    with demo_casebook.open() as store:
        row = store.read(due_page, ListAsk(filters=(("show", Show.DUE),))).rows[0]
        number = store.write(keep_file, row.subject, row.number, KeepKind.UNTIL, until, "A grant is audited")
        assert row.name not in names(store, Show.DUE)
        assert names(store, Show.KEPT) == [row.name]
        sheet = store.read(file_sheet, row.subject, row.number)
        assert sheet.kept is not None
        assert sheet.kept.reason == "A grant is audited"
        assert "1 note" in pieces_said(sheet.pieces)
    with demo_casebook.open(clock=lambda: NOW + timedelta(days=11)) as store:
        assert row.name in names(store, Show.DUE)
    with demo_casebook.open() as store:
        store.write(lift_keeping, number, 1)
        assert row.name in names(store, Show.DUE)


def test_a_hold_is_looked_at_again_and_never_ends_by_itself(demo_casebook: Casebook) -> None:
    with demo_casebook.open(clock=lambda: NOW + timedelta(days=900)) as store:
        assert names(store, Show.HELD) == ["Delroy Ansah"]


def test_suggested_purposes_come_once_and_wait_to_be_confirmed(casebook: Casebook) -> None:
    with casebook.open() as store:
        assert store.write(bring_in_suggestions) == len(suggested_purposes())
        assert store.write(bring_in_suggestions) == 0
        rows = store.read(processing_rows)
        assert {row.draft.confirmed_date for row in rows} == {None}
        row = rows[0]
        store.write(change_processing, row.id, row.version, replace(row.draft, confirmed_date=TODAY))
        assert store.read(processing_row, row.id).draft.confirmed_date == TODAY
        store.write(remove_processing, row.id, row.version + 1)
        assert len(store.read(processing_rows)) == len(rows) - 1
        with pytest.raises(Invalid):
            store.write(add_processing, ProcessingDraft())


def test_what_is_wrong_with_a_purpose_and_what_to_think_about() -> None:
    plain = ProcessingDraft("Casework", basis=LawfulBasis.CONSENT)
    assert processing_problems(plain, TODAY) == {}
    assert warnings(plain) == []
    offence = replace(plain, offence_data=True)
    assert len(warnings(offence)) == 1
    assert set(processing_problems(replace(offence, confirmed_date=TODAY), TODAY)) == {"offence"}
    assert set(processing_problems(replace(plain, offence=OffenceCondition.CONSENT), TODAY)) == {"offence"}
    unsure = replace(plain, basis=None, confirmed_date=TODAY + timedelta(days=1))
    assert set(processing_problems(unsure, TODAY)) == {"confirmed_date", "basis"}
    assert PARAGRAPH_31 in warnings(replace(offence, offence=OffenceCondition.NOT_FOR_PROFIT))
    assert any(
        "9(2)(d)" in each for each in warnings(replace(plain, special=SpecialCondition.NOT_FOR_PROFIT))
    )
    equality = replace(plain, special=SpecialCondition.EQUALITY)
    assert warnings(equality) == ["This condition needs an appropriate policy document."]
    assert warnings(replace(equality, policy_document=True)) == []


def test_no_suggestion_relies_on_paragraph_31() -> None:
    suggested = suggested_purposes()
    assert len({each.purpose for each in suggested}) == len(suggested) == 7
    assert all(each.offence is not OffenceCondition.NOT_FOR_PROFIT for each in suggested)
    assert all(not each.offence_data or each.offence for each in suggested)
