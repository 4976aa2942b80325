"""Everything about a person is gathered, nothing about others gets out, and what was decided is kept."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import inspect, select

from mentordesk.features.matches.operations.mentors import add_mentor
from mentordesk.features.matches.rules.mentors import MentorDraft
from mentordesk.features.mentees.operations.attachments import attach, remove_attachment
from mentordesk.features.mentees.operations.goals import add_goal
from mentordesk.features.mentees.operations.merging import MergeDraft, merge_mentees
from mentordesk.features.mentees.operations.notes import add_note
from mentordesk.features.mentees.operations.people import add_mentee, change_flag, change_mentee, raise_flag
from mentordesk.features.mentees.queries.attachments import attachments
from mentordesk.features.mentees.queries.one import mentee_view
from mentordesk.features.mentees.rules.attachments import AttachmentDraft
from mentordesk.features.mentees.rules.goals import GoalDraft, StepDraft
from mentordesk.features.mentees.rules.notes import NoteDraft
from mentordesk.features.mentees.rules.people import FlagDraft, MenteeDraft
from mentordesk.features.privacy.operations.access import decide_texts, note_gathered
from mentordesk.features.privacy.operations.requests import record_request
from mentordesk.features.privacy.queries.access import (
    answer_sheet,
    answerable,
    mentee_sheet,
    open_access_request,
    redaction_queue,
    undecided_texts,
)
from mentordesk.features.privacy.queries.access_sheets import AccessSheet
from mentordesk.features.privacy.queries.requests import request_view
from mentordesk.features.privacy.rules.access import TAKEN_OUT, DecisionDraft, Why
from mentordesk.features.privacy.rules.requests import RequestDraft
from mentordesk.kernel.errors import Conflict, Invalid
from mentordesk.kernel.permissions import Permission
from mentordesk.records.matches import Match, MatchChange, MatchStatus
from mentordesk.records.mentees import FlagKind, Mentee
from mentordesk.records.notes import NoteKind
from mentordesk.records.requests import Came, RedactionChoice, RequestKind
from mentordesk.records.trail import TrailEntry
from mentordesk.store.belongings import belongings, kind_of, referring
from mentordesk.store.casebook import Store
from mentordesk.store.work import Reading, Work, operation, query
from tests.casebooks import TODAY, Casebook
from tests.features.privacy.graphs import add_graph, kinds_in_reach, says_nothing

KEEP = DecisionDraft(RedactionChoice.KEEP)


@operation(needs=Permission.MENTEE_EDIT)
def remove_any(work: Work, table: str, number: int) -> None:
    """Remove anything."""
    work.remove(work.find(kind_of(table), number))


@operation(needs=Permission.MATCH_EDIT)
def tie(work: Work, mentee_id: int, volunteer_id: int) -> None:
    """Match two people."""
    boundaries = "No visits at home: he lives with a child."
    match = work.add(Match(mentee_id=mentee_id, volunteer_id=volunteer_id, boundaries=boundaries))
    work.add(MatchChange(match_id=match.id, status=MatchStatus.PROPOSED, change_date=TODAY))


@query(needs=Permission.MENTEE_VIEW)
def told_of(reading: Reading, table: str, number: int) -> dict[tuple[str, int], dict[str, object]]:
    """What the records of a person say, walked here in another way, by table and number."""
    root = reading.find(kind_of(table), number)
    found = [root, *belongings(reading.session, root)]
    found += [each for _, each in referring(reading.session, root, owned=False) if type(each) is not Mentee]
    return {
        (each.__tablename__, each.id): {
            column.key: getattr(each, column.key)
            for column in inspect(type(each)).columns
            if column.info.get("personal") and not column.key.endswith("_key")
        }
        for each in found
        if each.disclosed
    }


def asked(store: Store, **who: int) -> int:
    draft = RequestDraft(RequestKind.ACCESS, received_date=TODAY, came=Came.EMAIL, **who)
    return store.write(record_request, draft)


def keep_all(store: Store, request: int) -> None:
    rows = store.read(redaction_queue, request)
    store.write(decide_texts, request, tuple(row.decision(KEEP) for row in rows))


def every_word(sheet: AccessSheet) -> str:
    said = [each.words for _, entries in sheet.sections for entry in entries for each in entry.fields]
    titles = [entry.title for _, entries in sheet.sections for entry in entries]
    told = [each.says for each in sheet.history]
    return "\n".join([*said, *titles, *told, *(each.content.decode() for each in sheet.files)])


def fields_of(sheet: AccessSheet) -> dict[tuple[str, int], set[str]]:
    return {
        entry.key: {each.name for each in entry.fields} for _, entries in sheet.sections for entry in entries
    }


def tokens(values: dict[str, object]) -> set[str]:
    return {each for each in values.values() if type(each) is str and "q" in each and len(each) > 8}


def test_every_kind_of_record_about_a_person_can_be_made(store: Store):
    made = {table for seed in range(6) for table, _ in store.write(add_graph, seed)}
    assert made >= {kind.__tablename__ for kind in kinds_in_reach()}


@pytest.mark.parametrize("who", ["mentee", "volunteer"])
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6))
def test_no_personal_column_is_missed_and_nobody_else_is_told_of(casebook: Casebook, who, seed):
    with casebook.open() as store:
        made = store.write(add_graph, seed)
        first, second = [number for table, number in made if table == who][:2]
        request = asked(store, **{f"{who}_id": first})
        keep_all(store, request)
        sheet = store.read(answer_sheet, request)
        mine, theirs = store.read(told_of, who, first), store.read(told_of, who, second)
        given_out = fields_of(sheet)
        words = every_word(sheet)
        for key, values in mine.items():
            said = {name for name, value in values.items() if not says_nothing(value)}
            assert said <= given_out.get(key, set()), key
            assert all(each in words for each in tokens(values)), key
        for key, values in theirs.items():
            if key not in mine:
                leaked = {each for each in tokens(values) if each in words}
                assert leaked <= _called(store, who, second), key
        held = every_word(store.read(answer_sheet, asked(store, **{f"{who}_id": first}), hold_back=True))
        for key, values in theirs.items():
            if key not in mine:
                assert not {each for each in tokens(values) if each in held}, key


def _called(store: Store, who: str, number: int) -> set[str]:
    """The names by which somebody else may be called when all is kept."""
    values = store.read(told_of, who, number)[who, number]
    return {str(values.get(name)) for name in ("name", "preferred_name", "first_names", "last_name")}


@pytest.fixture
def ada(store: Store) -> int:
    return store.write(
        add_mentee,
        MenteeDraft(
            preferred_name="Ada",
            last_name="Quill",
            phone="01632 960001",
            emergency_name="Nell Harrow",
            emergency_phone="01632 960002",
        ),
    )


def words_of(sheet: AccessSheet, field: str) -> list[tuple[str, str]]:
    return [
        (each.words, each.mark)
        for _, entries in sheet.sections
        for entry in entries
        for each in entry.fields
        if each.name == field
    ]


def test_third_parties_are_proposed_to_be_taken_out(store: Store, ada: int):
    mentor = store.write(add_mentor, MentorDraft(name="Idris Vane"))
    store.write(tie, ada, mentor)
    store.write(add_mentee, MenteeDraft(first_names="Kofi", last_name="Penn"))
    text = "Met Idris and Ada’s aunt Nell. Kofi Penn came too; Kofi paid. Ada Quill was glad."
    store.write(add_note, ada, NoteDraft(NoteKind.CONTACT, text=text))
    request = asked(store, mentee_id=ada)
    rows = {row.text.field: row for row in store.read(redaction_queue, request)}
    assert rows["emergency_name"].why is Why.OTHERS
    assert rows["emergency_name"].draft == DecisionDraft(RedactionChoice.REDACT, TAKEN_OUT)
    assert rows["volunteer_id"].text.words == "Idris Vane"
    assert rows["boundaries"].why is Why.SHARED
    note = rows["text"]
    assert note.why is Why.MENTIONS
    assert note.draft.words == (
        f"Met {TAKEN_OUT} and Ada’s aunt {TAKEN_OUT}. {TAKEN_OUT} came too; Kofi paid. Ada Quill was glad."
    )
    with pytest.raises(Invalid, match="Nobody has decided yet on"):
        store.read(answer_sheet, request)
    held = store.read(answer_sheet, request, hold_back=True)
    assert held.held_back == len(rows)
    assert "Idris" not in every_word(held)
    assert "Nell" not in every_word(held)


def test_a_decision_is_kept_and_a_changed_text_is_decided_again(store: Store, ada: int):
    request = asked(store, mentee_id=ada)
    rows = store.read(redaction_queue, request)
    name, phone = (
        next(row for row in rows if row.text.field == f"emergency_{part}") for part in ("name", "phone")
    )
    withheld = DecisionDraft(RedactionChoice.WITHHOLD, "", "She did not agree.")
    store.write(decide_texts, request, (name.decision(name.draft), phone.decision(withheld)))
    assert store.read(undecided_texts, request) == 0
    sheet = store.read(answer_sheet, request)
    assert words_of(sheet, "emergency_name") == [(TAKEN_OUT, "Redacted")]
    assert words_of(sheet, "emergency_phone") == [("", "Withheld: She did not agree.")]
    with pytest.raises(Conflict):
        store.write(decide_texts, request, (name.decision(KEEP),))
    view = store.read(mentee_view, ada)
    store.write(change_mentee, ada, view.version, replace(view.mentee, emergency_name="Olwen Harrow"))
    again = store.read(redaction_queue, request)
    assert [row.text.words for row in again if not row.decided] == ["Olwen Harrow"]
    first = again[0]
    with pytest.raises(Invalid):
        store.write(decide_texts, request, (first.decision(DecisionDraft(RedactionChoice.WITHHOLD)),))
    store.write(decide_texts, request, (first.decision(KEEP),))
    assert words_of(store.read(answer_sheet, request), "emergency_name") == [("Olwen Harrow", "")]


def test_a_sensitive_note_is_held_back_until_somebody_decides(store: Store, ada: int):
    store.write(add_note, ada, NoteDraft(NoteKind.CONTACT, text="Advice of the solicitor.", sensitive=True))
    request = asked(store, mentee_id=ada)
    row = next(row for row in store.read(redaction_queue, request) if row.text.field == "text")
    assert (row.why, row.draft.choice) == (Why.SENSITIVE, None)
    held = store.read(answer_sheet, request, hold_back=True)
    assert "solicitor" not in every_word(held)
    assert store.read(mentee_sheet, ada).held_back == held.held_back


def test_merged_records_files_the_bin_drafts_and_the_trail_are_part_of_the_answer(store: Store, ada: int):
    other = store.write(add_mentee, MenteeDraft(preferred_name="Addie", phone="01632 960777"))
    store.write(add_note, other, NoteDraft(NoteKind.CONTACT, text="Seen under another name."))
    store.write(merge_mentees, ada, other, MergeDraft())
    for name in ("plan.txt", "old.txt"):
        store.write(attach, ada, AttachmentDraft(name, f"the words of {name}".encode()))
    gone = next(each for each in store.read(attachments, ada) if each.name == "old.txt")
    store.write(remove_attachment, gone.id, gone.version)
    view = store.read(mentee_view, ada)
    store.write(change_mentee, ada, view.version, replace(view.mentee, phone="01632 960009"))
    store.keep_draft("note", ada, "Note", {"version": 0, "words": {"text": "Half a sentence"}})
    store.keep_draft("plan", 1, "Another", {"version": 0, "words": {"title": "About nobody"}})
    request = asked(store, mentee_id=ada)
    keep_all(store, request)
    sheet = store.read(answer_sheet, request)
    words = every_word(sheet)
    for each in ("01632 960777", "Seen under another name.", "Half a sentence", "the words of plan.txt"):
        assert each in words
    assert "About nobody" not in words
    removed = [entry for _, entries in sheet.sections for entry in entries if entry.removed]
    assert [entry.key for entry in removed] == [("attachment", gone.id)]
    assert {each.content for each in sheet.files} == {b"the words of plan.txt", b"the words of old.txt"}
    assert "Phone from 01632 960001 to 01632 960009" in words
    assert any(each.did == "Mentee added" and each.who == "Asha Karim" for each in sheet.history)


def test_a_match_in_the_bin_of_a_removed_mentor_is_told_without_the_mentor(store: Store, ada: int):
    mentor = store.write(add_mentor, MentorDraft(name="Idris Vane", interests="Chess and boats"))
    store.write(tie, ada, mentor)
    store.write(remove_any, "volunteer", mentor)
    request = asked(store, mentee_id=ada)
    keep_all(store, request)
    sheet = store.read(answer_sheet, request)
    removed = {entry.key[0] for _, entries in sheet.sections for entry in entries if entry.removed}
    assert removed == {"match", "match_change"}
    assert "Chess" not in every_word(sheet)


def test_gathering_is_written_down(store: Store, ada: int):
    request = asked(store, mentee_id=ada)
    assert store.read(open_access_request, ada) == request
    assert store.read(answerable, request)
    store.write(note_gathered, request)
    assert store.read(request_view, request).gathered_at is not None
    entry = TrailEntry.__table__.c
    with store.connection() as connection:
        said = connection.execute(
            select(entry.subject, entry.subject_id).where(entry.act == "exported")
        ).all()
    assert said == [("data_request", request), ("mentee", ada)]


def test_what_a_text_said_before_and_titles_tell_nothing_of_others(store: Store, ada: int):
    mentor = store.write(add_mentor, MentorDraft(name="Idris Vane"))
    store.write(tie, ada, mentor)
    goal = GoalDraft("A walk with Idris", "", None, None, (StepDraft("Ring"),))
    store.write(add_goal, ada, goal)
    flag = store.write(raise_flag, ada, FlagDraft(FlagKind.SAFEGUARDING, TODAY, None, "Afraid of a cousin"))
    store.write(change_flag, flag, 1, FlagDraft(FlagKind.SAFEGUARDING, TODAY, None, "Afraid of an uncle"))
    view = store.read(mentee_view, ada)
    changed = replace(view.mentee, emergency_name="Olwen Harrow", phone="01632 960123")
    store.write(change_mentee, ada, view.version, changed)
    store.keep_draft("note", ada, "Note about Idris", {"version": 0, "words": {"text": "Half"}})
    request = asked(store, mentee_id=ada)
    held = every_word(store.read(answer_sheet, request, hold_back=True))
    for word in ("Idris", "Vane", "cousin", "uncle", "Nell", "Olwen", "walk"):
        assert word not in held, word
    assert "Phone from 01632 960001 to 01632 960123" in held
    assert "Emergency name changed" in held
    assert "Note changed" in held
    store.write(
        decide_texts,
        request,
        tuple(
            row.decision(DecisionDraft(RedactionChoice.WITHHOLD, "", "No."))
            for row in store.read(redaction_queue, request)
        ),
    )
    sheet = store.read(answer_sheet, request)
    assert sheet.held_back == 0
    assert not any(
        word in every_word(sheet) for word in ("Idris", "cousin", "uncle", "Nell", "Olwen", "walk")
    )
