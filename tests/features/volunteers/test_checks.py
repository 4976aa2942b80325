"""What is checked before somebody mentors, in a real casebook."""

from dataclasses import replace
from datetime import date

import pytest

from mentordesk.features.matches.operations.matches import propose_match
from mentordesk.features.matches.queries.one import suggestions
from mentordesk.features.matches.rules.matches import ProposalDraft
from mentordesk.features.volunteers.operations.checks import add_check, change_check, remove_check
from mentordesk.features.volunteers.operations.settings import (
    change_volunteer_settings,
    set_volunteer_lists,
)
from mentordesk.features.volunteers.queries.checks import (
    checks_sheet,
    interview_start,
    paper_choices,
    volunteer_lists,
    volunteer_settings,
)
from mentordesk.features.volunteers.rules.checks import (
    Check,
    DbsDraft,
    InterviewDraft,
    PrisonDraft,
    ReferenceDraft,
    ScoreDraft,
    SignatureDraft,
    check_problems,
    references_taken,
)
from mentordesk.features.volunteers.rules.settings import PaperDraft
from mentordesk.kernel.errors import Invalid
from mentordesk.records.clearances import DbsLevel, TalkDecision
from mentordesk.records.justice import Placement, Setting
from mentordesk.records.volunteers import DbsDecision
from mentordesk.store.casebook import Store
from tests.casebooks import TODAY
from tests.features.matches.facts import a_mentor, put, somebody
from tests.features.volunteers.people import asked, seen

ISSUED, DECIDED = date(2026, 4, 1), date(2026, 4, 9)
CLEARED = DbsDraft(
    DbsLevel.ENHANCED,
    number="0012 3456 7890",
    issue_date=ISSUED,
    seen_by="Tom Ellery",
    decision=DbsDecision.CLEARED,
    decision_date=DECIDED,
    decided_by="Asha Karim",
)


def rows(store: Store, number: int, check: Check):
    return store.read(checks_sheet, number).of(check)


def test_a_dbs_number_typed_with_spaces_is_kept_without_and_its_review_follows(store: Store) -> None:
    ola = asked(store)
    store.write(add_check, ola, CLEARED)
    (row,) = rows(store, ola, Check.DBS)
    assert isinstance(row.draft, DbsDraft)
    assert row.draft.number == "001234567890"
    assert row.draft.review_date == date(2029, 4, 1)  # three years after it was issued
    assert [mark.words for mark in row.words.marks] == ["Cleared", "Review by 1 Apr 2029"]
    missing = seen(store, ola).missing
    assert "No decision on a DBS check yet." not in missing
    assert missing == ("References are not in yet.", "Training is not finished yet.")


def test_nothing_ever_says_that_a_certificate_expired(store: Store) -> None:
    ola = asked(store)
    store.write(add_check, ola, replace(CLEARED, review_date=date(2026, 5, 1)))
    (row,) = rows(store, ola, Check.DBS)
    said = " ".join((row.words.title, row.words.when, row.words.says, *(m.words for m in row.words.marks)))
    assert "Review due since 1 May 2026" in said
    assert "expire" not in said.lower()
    assert "No decision on a DBS check yet." not in seen(store, ola).missing


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (replace(CLEARED, number="12345"), "number"),
        (replace(CLEARED, number="00123456789x"), "number"),
        (replace(CLEARED, decision_date=date(2026, 3, 1)), "decision_date"),
        (replace(CLEARED, decided_by=""), "decided_by"),
        (replace(CLEARED, decision=None), "decision"),
        (replace(CLEARED, disclosure=True), "assessment"),
        (replace(CLEARED, issue_date=date(2027, 1, 1)), "issue_date"),
        (ReferenceDraft(), "referee"),
        (ReferenceDraft("Ed", satisfactory=True), "received_date"),
        (ReferenceDraft("Ed", asked_date=DECIDED, received_date=ISSUED), "received_date"),
        (InterviewDraft(date(2027, 1, 1), decision=TalkDecision.GO_ON), "interview_date"),
        (InterviewDraft(ISSUED, scores=(ScoreDraft("Why?", 6),)), "scores"),
        (PrisonDraft("HMP Aldermoor", granted_date=DECIDED, to_date=ISSUED), "to_date"),
        (PrisonDraft(), "establishment"),
        (SignatureDraft("", TODAY), "title"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(draft, field: str) -> None:
    assert field in check_problems(draft, TODAY)


def test_the_newest_decision_counts_and_a_removed_one_no_more(store: Store) -> None:
    ola = asked(store)
    store.write(add_check, ola, CLEARED)
    later = replace(CLEARED, decision=DbsDecision.NOT_CLEARED, decision_date=TODAY, decided_by="Asha")
    number = store.write(add_check, ola, later)
    assert "Not cleared after the DBS check." in seen(store, ola).missing
    store.write(remove_check, Check.DBS, number, 1)
    assert "Not cleared after the DBS check." not in seen(store, ola).missing


def test_two_references_that_are_satisfactory_and_no_relatives_are_enough(store: Store) -> None:
    ola = asked(store)
    good = ReferenceDraft("Ed Moss", "Manager", received_date=ISSUED, satisfactory=True)
    store.write(add_check, ola, good)
    store.write(add_check, ola, replace(good, referee="Ann Brandt", relative=True, received_date=DECIDED))
    store.write(add_check, ola, replace(good, referee="Ida Roe", received_date=DECIDED, satisfactory=False))
    assert "References are not in yet." in seen(store, ola).missing
    number = store.write(add_check, ola, replace(good, referee="Kit Poe", received_date=DECIDED))
    assert "References are not in yet." not in seen(store, ola).missing
    open_one = replace(good, referee="Kit Poe", received_date=None, satisfactory=None)
    store.write(change_check, number, 1, open_one)
    assert "References are not in yet." in seen(store, ola).missing
    assert references_taken([good, replace(good, received_date=DECIDED)], 2) == DECIDED


def test_references_that_were_known_before_stay_while_one_more_is_asked(store: Store) -> None:
    ray = a_mentor(store, name="Ray")
    store.write(add_check, ray, ReferenceDraft("Ed Moss", asked_date=TODAY))
    assert seen(store, ray).missing == ()


def test_an_interview_begins_with_the_questions_and_keeps_its_scores(store: Store) -> None:
    ola = asked(store)
    start = store.read(interview_start)
    assert start.scores[0].question == "Why would you like to do this?"
    scores = tuple(replace(each, score=place % 6) for place, each in enumerate(start.scores))
    held = replace(start, interview_date=ISSUED, scores=scores, decision=TalkDecision.GO_ON)
    number = store.write(add_check, ola, held)
    (row,) = rows(store, ola, Check.INTERVIEW)
    assert row.draft == held
    assert row.words.title == "Interview, 10 of 25 points"  # 0 + 1 + 2 + 3 + 4
    store.write(change_check, number, row.version, replace(held, scores=scores[:2]))
    assert rows(store, ola, Check.INTERVIEW)[0].words.title == "Interview, 1 of 10 points"


def test_papers_that_are_not_signed_are_named(store: Store) -> None:
    ola = asked(store)
    assert store.read(checks_sheet, ola).unsigned == store.read(paper_choices)
    store.write(add_check, ola, SignatureDraft("Code of conduct", ISSUED))
    lists = store.read(volunteer_lists)
    changed = tuple(
        replace(each, edition="2027" if each.title == "Code of conduct" else "") for each in lists.papers
    )
    store.write(set_volunteer_lists, replace(lists, papers=(*changed, PaperDraft(None, "Safe driving"))))
    sheet = store.read(checks_sheet, ola)
    assert "Code of conduct, 2027" in sheet.unsigned
    assert "Safe driving" in sheet.unsigned
    assert [row.words.title for row in sheet.of(Check.PAPER)] == ["Code of conduct"]
    with pytest.raises(Invalid, match="same title"):
        store.write(set_volunteer_lists, replace(lists, papers=(*lists.papers, *lists.papers)))


def test_settings_decide_when_a_check_is_reviewed(store: Store) -> None:
    version, draft = store.read(volunteer_settings)
    store.write(change_volunteer_settings, version, replace(draft, dbs_months=12, references_needed=1))
    ola = asked(store)
    store.write(add_check, ola, CLEARED)
    (row,) = rows(store, ola, Check.DBS)
    assert isinstance(row.draft, DbsDraft)
    assert row.draft.review_date == date(2027, 4, 1)
    with pytest.raises(Invalid, match="fewer weeks"):
        store.write(change_volunteer_settings, version + 1, replace(draft, support_late_weeks=2))


def in_prison(store: Store, place: str) -> int:
    sam = somebody(store)
    store.write(put, Placement(mentee_id=sam, setting=Setting.CUSTODY, place=place, from_date=ISSUED))
    return sam


def test_a_mentor_is_cleared_for_one_prison_and_not_for_another(store: Store) -> None:
    sam, ray = in_prison(store, "HMP Aldermoor"), a_mentor(store, name="Ray")

    def why() -> str:
        return " ".join(store.read(suggestions, sam).excluded[0].why)

    def change(number: int, draft: PrisonDraft) -> None:
        store.write(change_check, number, rows(store, ray, Check.PRISON)[0].version, draft)

    assert why() == "This person is in custody, and the mentor is not cleared for custody."
    number = store.write(add_check, ray, PrisonDraft("HMP Castle Rise", granted_date=ISSUED))
    assert why() == "This person is in HMP Aldermoor, and the mentor is not cleared for it."
    other = PrisonDraft("hmp  aldermoor", "Enhanced", ISSUED, key_talk_date=DECIDED)
    change(number, other)
    assert [each.name for each in store.read(suggestions, sam).ranked] == ["Ray"]
    change(number, replace(other, to_date=date(2026, 11, 20)))
    assert why() == "The mentor's clearance for HMP Aldermoor ran until 20 November 2026."
    with pytest.raises(Invalid, match="ran until 20 November 2026"):
        store.write(propose_match, sam, ProposalDraft(ray, TODAY))
    change(number, replace(other, to_date=TODAY))
    assert rows(store, ray, Check.PRISON)[0].words.marks[0].words == "Cleared"
    change(number, replace(other, granted_date=None))
    assert why() == "The mentor's clearance for HMP Aldermoor was not granted yet."
