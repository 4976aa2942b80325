"""Sessions and concerns of somebody who asks, is merged, or goes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from mentordesk.features.matches.operations.mentors import add_mentor
from mentordesk.features.matches.rules.mentors import MentorDraft
from mentordesk.features.mentees.operations.merging import MergeDraft, merge_mentees
from mentordesk.features.mentees.operations.people import add_mentee
from mentordesk.features.mentees.rules.people import MenteeDraft
from mentordesk.features.privacy.operations.erasure import anonymise, erase
from mentordesk.features.privacy.queries.access import answer_sheet, mentee_sheet, redaction_queue
from mentordesk.features.privacy.queries.retention import file_sheet
from mentordesk.features.privacy.rules.access import Why
from mentordesk.features.sessions.operations.concerns import add_concern_step, close_concern, raise_concern
from mentordesk.features.sessions.operations.recording import change_session, record_session, remove_session
from mentordesk.features.sessions.rules.concerns import CloseDraft, ConcernDraft, ConcernStepDraft
from mentordesk.features.sessions.rules.drafts import AttendanceDraft, SessionDraft
from mentordesk.kernel.errors import Invalid
from mentordesk.kernel.permissions import Permission
from mentordesk.records.concerns import Concern, ConcernKind
from mentordesk.records.retention import Cause, Subject
from mentordesk.records.sessions import (
    Attendance,
    Caller,
    How,
    MentoringSession,
    SessionReason,
    SessionStatus,
)
from mentordesk.store.casebook import Store
from mentordesk.store.check import check_casebook
from mentordesk.store.trail import broken_at
from mentordesk.store.work import Reading, query
from tests import promises
from tests.casebooks import TODAY, Casebook
from tests.features.privacy.erasing import add_canary, hits, word
from tests.features.privacy.test_access import asked, every_word

HELD = SessionDraft(status=SessionStatus.HELD, session_date=TODAY, minutes=45, how=How.IN_PERSON)


@query(needs=Permission.SESSION_VIEW)
def ask(reading: Reading, question: Callable[[Reading], Any]) -> Any:
    """Whatever a test wants to know."""
    return question(reading)


def session_of(store: Store, number: int, see: Callable[[MentoringSession], Any]) -> Any:
    return store.read(ask, lambda reading: see(reading.mention(MentoringSession, number)))


def reason(store: Store) -> int:
    return store.read(ask, lambda reading: reading.session.scalar(select(SessionReason.id)))


def said(mentee: int, first: int) -> AttendanceDraft:
    return AttendanceDraft(
        mentee,
        summary=word(first),
        response=word(first + 1),
        strengths=word(first + 2),
        next_plans=word(first + 3),
        notify_officer=True,
        notify_words=word(first + 4),
        supervision_note=word(first + 5),
    )


def add_sessions(store: Store, mentee: int, other: int) -> tuple[int, int]:
    """Sessions alone and in a group, one changed, one called off, one in the bin; return the first two."""
    alone = replace(
        HELD,
        attendances=(said(mentee, 40),),
        place=word(46),
        topic=word(47),
        journey=word(48),
        miles_tenths=62,
    )
    number = store.write(record_session, alone)
    changed = replace(alone, place=word(49), change_reason=word(50))
    store.write(change_session, number, session_of(store, number, lambda one: one.version), changed)
    off = replace(
        HELD,
        status=SessionStatus.CANCELLED,
        attendances=(AttendanceDraft(mentee),),
        caller=Caller.MENTEE,
        reason_id=reason(store),
        reason_words=word(51),
    )
    store.write(record_session, off)
    gone = store.write(record_session, replace(alone, topic=word(52)))
    store.write(remove_session, gone, session_of(store, gone, lambda one: one.version))
    group = replace(
        HELD,
        how=How.GROUP,
        attendances=(said(mentee, 53), AttendanceDraft(other, summary="Cooked a stew")),
        topic=f"Cooked with {word(10)}",
        place="The kitchen",
    )
    together = store.write(record_session, group)
    once = replace(HELD, attendances=(AttendanceDraft(mentee),), topic=f"Only {word(10)}")
    swapped = store.write(record_session, once)
    later = replace(
        once, attendances=(AttendanceDraft(other),), topic="Somebody else", change_reason="Wrong name"
    )
    store.write(change_session, swapped, session_of(store, swapped, lambda one: one.version), later)
    return number, together


def add_concern(store: Store, mentee: int) -> int:
    number = store.write(raise_concern, mentee, ConcernDraft(ConcernKind.HARM, word(60), told=word(61)))
    store.write(add_concern_step, number, 1, ConcernStepDraft(word(62), word(63)))
    return number


def concern_version(store: Store, number: int) -> int:
    return store.read(ask, lambda reading: reading.mention(Concern, number).version)


def destroy(store: Store, act: Any, mentee: int) -> None:
    reference = store.read(file_sheet, Subject.MENTEE, mentee).reference
    store.write(act, Subject.MENTEE, mentee, Cause.TIME_OVER, "mentee", reference)


@pytest.fixture
def other(store: Store) -> int:
    return store.write(add_mentee, MenteeDraft(first_names="Danny", last_name="Reeve"))


@pytest.mark.promise(promises.ERASED)
@pytest.mark.parametrize("act", [erase, anonymise])
def test_sessions_and_concerns_go_with_an_erased_person(casebook: Casebook, act: Any) -> None:
    with casebook.open() as store:
        mentee = add_canary(store)
        other = store.write(add_mentee, MenteeDraft(first_names="Danny", last_name="Reeve"))
        alone, together = add_sessions(store, mentee, other)
        concern = add_concern(store, mentee)
        with pytest.raises(Invalid, match="concern about this person is open"):
            destroy(store, act, mentee)
        done = CloseDraft(word(64), word(65))
        store.write(close_concern, concern, concern_version(store, concern), done)
        store.keep_draft("concern_step", concern, "What was done", {"words": {"wording": word(66)}})
    assert hits(casebook) > 60, "the power check: the same look finds the person before"
    with casebook.open() as store:
        destroy(store, act, mentee)
        with store.connection() as connection:
            assert broken_at(connection) is None
        assert [each.says for each in check_casebook(store) if not each.good] == []
        kept = session_of(store, together, lambda one: (one.topic, one.place, len(one.attendances)))
        assert kept == ("", "The kitchen", 1 if act is erase else 2)
        stew = store.read(
            ask,
            lambda reading: [
                each.summary
                for each in reading.session.scalars(select(Attendance).where(Attendance.mentee_id == other))
            ],
        )
        assert "Cooked a stew" in stew
        numbers = store.read(ask, lambda reading: list(reading.session.scalars(select(MentoringSession.id))))
        assert (alone in numbers) is (act is anonymise)
        if act is anonymise:
            figures = session_of(
                store, alone, lambda one: (one.minutes, one.miles_tenths, one.place, one.journey)
            )
            assert figures == (45, 62, "", "")
    assert hits(casebook) == 0


def test_words_go_when_everybody_else_was_anonymised_before(store: Store, other: int) -> None:
    mentee = add_canary(store)
    _, together = add_sessions(store, mentee, other)
    destroy(store, anonymise, mentee)
    store.write(
        anonymise,
        Subject.MENTEE,
        other,
        Cause.ASKED,
        "",
        store.read(file_sheet, Subject.MENTEE, other).reference,
    )
    assert session_of(store, together, lambda one: (one.topic, one.place, one.minutes)) == ("", "", 45)


def test_a_mentors_own_words_go_with_the_mentor(casebook: Casebook) -> None:
    with casebook.open() as store:
        danny = store.write(add_mentee, MenteeDraft(first_names="Danny", last_name="Reeve"))
        mentor = store.write(add_mentor, MentorDraft("Idris Vane"))
        held = replace(
            HELD,
            attendances=(AttendanceDraft(danny, summary="Wrote a letter"),),
            volunteer_id=mentor,
            unmatched_reason=word(70),
            journey=word(71),
            miles_tenths=31,
        )
        number = store.write(record_session, held)
    assert hits(casebook) >= 2
    with casebook.open() as store:
        store.write(erase, Subject.MENTOR, mentor, Cause.ASKED, "", f"MENTOR-{mentor}")
        left = session_of(store, number, lambda one: (one.volunteer_id, one.journey, one.miles_tenths))
        assert left == (None, "", 31)
        assert session_of(store, number, lambda one: one.attendances[0].summary) == "Wrote a letter"
    assert hits(casebook) == 0


def test_a_concern_keeps_a_file_as_long_as_the_safeguarding_rule_says(store: Store) -> None:
    mentee = add_canary(store)
    assert store.read(file_sheet, Subject.MENTEE, mentee).row.rule.code == "mentee"
    add_concern(store, mentee)
    assert store.read(file_sheet, Subject.MENTEE, mentee).row.rule.code == "safeguarding"


def test_an_answer_holds_sessions_and_what_could_do_harm_is_looked_at_first(store: Store, other: int) -> None:
    ada = store.write(add_mentee, MenteeDraft(first_names="Ada", last_name="Quill"))
    add_sessions(store, ada, other)
    add_concern(store, ada)
    request = asked(store, mentee_id=ada)
    why = {(row.where.split(",")[0], row.text.field): row.why for row in store.read(redaction_queue, request)}
    for field in ("kind", "seen"):
        assert why["Concern", field] is Why.GUARDED
    assert why["Concern", "told"] is Why.OTHERS
    assert why["Supervision note", "wording"] is Why.GUARDED
    assert why["Attendance", "notify_words"] is Why.GUARDED
    assert why["Session", "topic"] is Why.SHARED, "others cooked too"
    held = store.read(answer_sheet, request, hold_back=True)
    words = every_word(held)
    assert {word(40), word(46), word(49)} & set(words.split()) or word(40) in words
    assert "Cooked a stew" not in words
    assert word(60) not in words
    assert word(58) not in words
    assert any(heading == "Session" for heading, _ in held.sections)


def test_two_records_of_one_person_at_one_session_are_merged_without_a_loss(store: Store) -> None:
    kept = store.write(add_mentee, MenteeDraft(first_names="Ada", last_name="Quill"))
    gone = store.write(add_mentee, MenteeDraft(first_names="Adah", last_name="Quill"))
    both = (AttendanceDraft(kept, summary="Came early"), AttendanceDraft(gone, summary="Stayed late"))
    store.write(record_session, replace(HELD, how=How.GROUP, attendances=both))
    alone = replace(
        HELD, attendances=(AttendanceDraft(gone, summary="Rang"),), session_date=TODAY - timedelta(days=1)
    )
    store.write(record_session, alone)
    store.write(merge_mentees, kept, gone, MergeDraft())
    theirs = store.read(
        ask,
        lambda reading: set(
            reading.session.scalars(select(Attendance.summary).where(Attendance.mentee_id == kept))
        ),
    )
    assert theirs == {"Came early", "Rang"}
    words = every_word(store.read(mentee_sheet, kept))
    assert all(each in words for each in ("Came early", "Rang", "Stayed late"))
    reference = store.read(file_sheet, Subject.MENTEE, kept).reference
    store.write(erase, Subject.MENTEE, kept, Cause.ASKED, "", reference)
    assert (
        store.read(ask, lambda reading: reading.session.scalar(select(func.count(MentoringSession.id)))) == 0
    )
