"""Paper sheets: codes that notice a slip, printing, keying back in, and what did not come back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from sqlalchemy import select

from mentordesk.features.mentees.operations.people import add_mentee
from mentordesk.features.mentees.rules.people import MenteeDraft
from mentordesk.features.sessions.operations.recording import record_session
from mentordesk.features.sessions.operations.sheets import (
    key_in,
    make_blank_sheets,
    make_week_sheets,
    settle_sheet,
)
from mentordesk.features.sessions.queries.one import kept_session
from mentordesk.features.sessions.queries.sheets import (
    SheetsShown,
    sheet_of_code,
    sheet_page,
    sheet_row,
    sheets_to_print,
)
from mentordesk.features.sessions.reports.sheets import sheets_pdf
from mentordesk.features.sessions.rules.drafts import AttendanceDraft, SessionDraft
from mentordesk.features.sessions.rules.sheets import (
    ALPHABET,
    CODES,
    LINES,
    BlankDraft,
    SettleDraft,
    WeekDraft,
    bare,
    code_of,
    code_problem,
    written,
)
from mentordesk.kernel.errors import Invalid
from mentordesk.kernel.paging import ListAsk
from mentordesk.kernel.permissions import Permission
from mentordesk.records.sessions import How, MentoringSession, SessionStatus
from mentordesk.records.sheets import SheetState
from mentordesk.store.casebook import Store
from mentordesk.store.work import Reading, query
from tests.casebooks import TODAY

PLACE = "HMP Fernhill"
PLANNED = SessionDraft(
    status=SessionStatus.PLANNED,
    session_date=TODAY + timedelta(days=1),
    minutes=60,
    how=How.PRISON_VISIT,
    place=PLACE,
)
numbers = st.integers(0, CODES - 1)


@query(needs=Permission.SESSION_VIEW)
def ask(reading: Reading, question: Callable[[Reading], Any]) -> Any:
    """Whatever a test wants to know."""
    return question(reading)


@pytest.fixture
def danny(store: Store) -> int:
    return store.write(add_mentee, MenteeDraft(first_names="Danny", last_name="Reeve"))


@pytest.fixture
def planned(store: Store, danny: int) -> int:
    return store.write(record_session, replace(PLANNED, attendances=(AttendanceDraft(danny),)))


@given(number=numbers, place=st.integers(0, 5), sign=st.sampled_from(ALPHABET))
def test_any_one_wrong_sign_is_noticed(number: int, place: int, sign: str) -> None:
    code = code_of(number)
    assert code_problem(code) == ""
    wrong = code[:place] + sign + code[place + 1 :]
    assert (code_problem(wrong) == "") is (wrong == code)


@given(number=numbers, first=st.integers(0, 5), second=st.integers(0, 5))
def test_any_swap_is_noticed(number: int, first: int, second: int) -> None:
    signs = list(code_of(number))
    signs[first], signs[second] = signs[second], signs[first]
    swapped = "".join(signs)
    assert (code_problem(swapped) == "") is (swapped == code_of(number))


@given(first=numbers, second=numbers)
def test_no_two_numbers_have_one_code(first: int, second: int) -> None:
    assert (code_of(first) == code_of(second)) is (first == second)
    assert bare(written(code_of(first)).lower()) == code_of(first)
    assert not set("01ILO") & set(code_of(first))


@pytest.mark.parametrize(
    ("typed", "says"),
    [("", "Type the code"), ("K7M", "This has 3"), ("K7M2P0", "No code has 0"), ("OIL234", "I or L or O")],
)
def test_what_is_wrong_with_a_code_is_said(typed: str, says: str) -> None:
    assert says in code_problem(typed)


def test_a_week_is_printed_with_its_list_and_again_with_the_same_code(store: Store, planned: int) -> None:
    with pytest.raises(Invalid, match="Nothing is planned"):
        store.write(make_week_sheets, WeekDraft("Elsewhere", TODAY))
    before = store.newest_deed()
    made = store.write(make_week_sheets, WeekDraft(" hmp fernhill ", TODAY))
    assert store.newest_deed() is before, "paper is not undone"
    assert store.write(make_week_sheets, WeekDraft(PLACE, TODAY, initials_only=True)) == made
    sheet = replace(store.read(sheets_to_print, made), place=PLACE, week="16 to 22 November 2026")
    pages = [page.extract_text() for page in PdfReader(BytesIO(sheets_pdf(sheet))).pages]
    assert len(pages) == 2
    assert all("DR" in page and "Danny" not in page for page in pages)
    assert all(written(sheet.sheets[0].code) in page for page in pages)


def test_what_is_printed_stands_in_the_order_of_keying_in(store: Store, planned: int) -> None:
    made = store.write(make_week_sheets, WeekDraft(PLACE, TODAY))
    text = (
        PdfReader(BytesIO(sheets_pdf(replace(store.read(sheets_to_print, made), place=PLACE))))
        .pages[1]
        .extract_text()
    )
    places = [text.index(f"{number}. {label}") for number, (_, label) in enumerate(LINES, start=1)]
    assert places == sorted(places)
    assert "Danny Reeve" in text


def test_keying_in_records_the_session_and_returns_the_sheet(store: Store, danny: int, planned: int) -> None:
    (number,) = store.write(make_week_sheets, WeekDraft(PLACE, TODAY))
    row = store.read(sheet_row, number)
    kept = store.read(kept_session, planned)
    said = (AttendanceDraft(danny, summary="Wrote to his sister"),)
    held = replace(kept.draft, status=SessionStatus.HELD, attendances=said)
    with pytest.raises(Invalid, match="not come yet"):
        store.write(key_in, number, row.version, kept.version, held)
    assert store.read(sheet_row, number).state is SheetState.OUT, "neither is half done"
    held = replace(held, session_date=TODAY)
    assert store.write(key_in, number, row.version, kept.version, held) == planned
    assert store.read(sheet_row, number).state is SheetState.RETURNED
    with pytest.raises(Invalid, match="keyed in on 21 Nov 2026"):
        store.read(sheet_of_code, row.code)
    summary = store.read(ask, lambda one: one.mention(MentoringSession, planned).attendances[0].summary)
    assert summary == "Wrote to his sister"


def test_a_blank_sheet_becomes_a_new_session(store: Store, danny: int) -> None:
    first, second = store.write(make_blank_sheets, BlankDraft(2))
    row = store.read(sheet_row, first)
    assert (row.who, row.session_id) == ("Blank", None)
    draft = SessionDraft((AttendanceDraft(danny),), SessionStatus.HELD, TODAY, minutes=30, how=How.PHONE)
    session = store.write(key_in, first, row.version, 0, draft)
    assert store.read(sheet_row, first).session_id == session
    found = store.read(ask, lambda one: list(one.session.scalars(select(MentoringSession.id))))
    assert found == [session]
    out = store.read(sheet_page, ListAsk(filters=(("view", SheetsShown.OUT),))).rows
    assert [each.id for each in out] == [second]


def test_a_sheet_is_lost_or_not_used_from_a_day_on(store: Store) -> None:
    (number,) = store.write(make_blank_sheets, BlankDraft(1))
    for wrong in (
        SettleDraft(),
        SettleDraft(SheetState.RETURNED, TODAY),
        SettleDraft(SheetState.LOST, TODAY - timedelta(days=1)),
        SettleDraft(SheetState.LOST, TODAY + timedelta(days=1)),
    ):
        with pytest.raises(Invalid):
            store.write(settle_sheet, number, 1, wrong)
    store.write(settle_sheet, number, 1, SettleDraft(SheetState.LOST, TODAY))
    assert store.read(sheet_row, number).state is SheetState.LOST


def test_from_one_to_a_hundred_blank_sheets(store: Store) -> None:
    for count in (0, 101, None):
        with pytest.raises(Invalid):
            store.write(make_blank_sheets, BlankDraft(count))
