"""How a sample is drawn, and what is wrong with its drafts."""

import hashlib
from collections import Counter
from datetime import date, timedelta

import pytest

from mentordesk.features.privacy.rules.dip import (
    QUESTIONS,
    AnswerDraft,
    CheckDraft,
    ChecklistDraft,
    ConclusionDraft,
    FindingDraft,
    RecheckDraft,
    SampleDraft,
    check_problems,
    checklist_problems,
    conclusion_problems,
    draw_sentences,
    drawn,
    finding_problems,
    recheck_problems,
    sample_problems,
)
from mentordesk.records.dip_samples import DipWord
from tests.casebooks import TODAY

WHOLE = [f"M-{number:05}" for number in range(1, 21)]


def test_a_draw_is_the_same_again_whatever_the_order_of_the_list() -> None:
    first = drawn(WHOLE, 6, 42)
    assert drawn(reversed(WHOLE), 6, 42) == first
    assert len(set(first)) == 6
    assert drawn(WHOLE, 6, 43) != first
    by_hand = sorted(WHOLE, key=lambda each: hashlib.sha256(f"42:{each}".encode()).hexdigest())
    assert by_hand[:6] == first


def test_a_smaller_whole_is_drawn_whole_and_nobody_twice() -> None:
    assert sorted(drawn(WHOLE[:4], 10, 7)) == WHOLE[:4]
    assert drawn([], 10, 7) == []


def test_a_case_that_joins_the_list_moves_nobody_else() -> None:
    before, after = drawn(WHOLE, 20, 5), drawn([*WHOLE, "M-00021"], 21, 5)
    assert [each for each in after if each != "M-00021"] == before


def test_every_case_is_drawn_about_as_often_as_any_other() -> None:
    """Chi-squared with 19 degrees of freedom: 43.8 is passed once in a thousand by chance."""
    seeds, wanted = 4_000, 5
    seen = Counter(each for seed in range(seeds) for each in drawn(WHOLE, wanted, seed))
    expected = seeds * wanted / len(WHOLE)
    spread = sum((seen[each] - expected) ** 2 / expected for each in WHOLE)
    assert set(seen) == set(WHOLE)
    assert spread < 43.8


def test_every_pair_is_drawn_about_as_often_as_any_other() -> None:
    few, seeds = WHOLE[:5], 3_000
    pairs = Counter(tuple(sorted(drawn(few, 2, seed))) for seed in range(seeds))
    assert len(pairs) == 10
    assert all(abs(count - seeds / 10) < 75 for count in pairs.values())


def test_a_draw_is_told_in_sentences() -> None:
    assert "nobody was left out" in draw_sentences((), (), same=True)
    told = draw_sentences(("M-00031",), ("M-00002",), same=False)
    assert "not the same cases" in told
    assert "M-00031" in told
    assert "nobody was left out" not in told


@pytest.mark.parametrize(
    ("draft", "wrong"),
    [
        (SampleDraft(TODAY, TODAY), set()),
        (SampleDraft(), {"first_date", "last_date"}),
        (SampleDraft(TODAY, TODAY - timedelta(days=1)), {"last_date"}),
        (SampleDraft(TODAY + timedelta(days=1), TODAY + timedelta(days=9)), {"first_date"}),
        (SampleDraft(TODAY, TODAY, None, 0), {"kinds", "wanted"}),
        (SampleDraft(TODAY, TODAY, wanted=101), {"wanted"}),
    ],
)
def test_what_is_wrong_with_a_sample(draft: SampleDraft, wrong: set[str]) -> None:
    assert set(sample_problems(draft, TODAY)) == wrong


@pytest.mark.parametrize(
    ("questions", "good"),
    [
        (QUESTIONS, True),
        ((), False),
        (("Why?", " "), False),
        (("Why?", "Why?"), False),
        (("W" * 301,), False),
        (tuple(str(number) for number in range(41)), False),
    ],
)
def test_what_is_wrong_with_a_checklist(questions: tuple[str, ...], *, good: bool) -> None:
    assert (not checklist_problems(ChecklistDraft(questions))) is good


def test_every_question_is_answered_and_partly_and_no_say_what_is_missing() -> None:
    answers = (
        AnswerDraft(1, DipWord.YES),
        AnswerDraft(2, DipWord.PARTLY),
        AnswerDraft(3, DipWord.NO, "No date."),
        AnswerDraft(4, DipWord.NOT_APPLICABLE),
    )
    assert set(check_problems(CheckDraft(answers), range(1, 6))) == {"note_2", "answer_5"}


def test_what_is_wrong_with_a_finding_and_its_recheck() -> None:
    assert set(finding_problems(FindingDraft())) == {"what", "owner_id", "due_date"}
    assert finding_problems(FindingDraft("Date it.", 1, TODAY)) == {}
    drawn_date, tomorrow = TODAY - timedelta(days=3), TODAY + timedelta(days=1)
    assert recheck_problems(RecheckDraft(TODAY, put_right=True), drawn_date, TODAY) == {}
    for draft, wrong in (
        (RecheckDraft(), {"rechecked_date", "put_right"}),
        (RecheckDraft(tomorrow, put_right=True), {"rechecked_date"}),
        (RecheckDraft(date(2020, 1, 1), put_right=True), {"rechecked_date"}),
        (RecheckDraft(TODAY, put_right=False), {"recheck_note", "due_date"}),
        (RecheckDraft(TODAY, put_right=False, recheck_note="Not yet.", due_date=TODAY), {"due_date"}),
        (RecheckDraft(TODAY, put_right=False, recheck_note="Not yet.", due_date=tomorrow), set()),
    ):
        assert set(recheck_problems(draft, drawn_date, TODAY)) == wrong


@pytest.mark.parametrize(("unchecked", "waiting", "says"), [(1, 2, "not checked"), (0, 2, "put right")])
def test_a_sample_is_concluded_when_all_is_done(unchecked: int, waiting: int, says: str) -> None:
    assert says in conclusion_problems(ConclusionDraft("Good."), unchecked, waiting)["conclusion"]
    assert conclusion_problems(ConclusionDraft("Good."), 0, 0) == {}
    assert conclusion_problems(ConclusionDraft(" "), 0, 0)
