"""Which names are found in what was written, and what a decision may say."""

import pytest

from mentordesk.features.privacy.rules.access import (
    TAKEN_OUT,
    DecisionDraft,
    Why,
    decision_problems,
    digest_of,
    given_out,
    names_of,
    proposal,
)
from mentordesk.records.requests import RedactionChoice

NAMES = names_of(
    whole=["Kofi Adeyemi", "Noor Begum", "Siân Ó’Quaye", "Ash"],
    tied=["Will Heald", "R. Whitlow", "Probation officer Zofia Zielińska", "Ann Quill"],
    own=["Ada Quill"],
)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Kofi Adeyemi rang.", f"{TAKEN_OUT} rang."),
        ("KOFI  ADEYEMI’s brother", f"{TAKEN_OUT}’s brother"),
        ("kofi\nadeyemi", TAKEN_OUT),
        ("Kofi rang.", "Kofi rang."),
        ("Met Sian O’Quaye", f"Met {TAKEN_OUT}"),
        ("Met whitlow, then Heald.", f"Met {TAKEN_OUT}, then {TAKEN_OUT}."),
        ("Will will come.", f"{TAKEN_OUT} will come."),
        (
            "Rang zielinska at probation; the officer was out.",
            f"Rang {TAKEN_OUT} at probation; the officer was out.",
        ),
        ("Ada Quill and Ann", f"Ada Quill and {TAKEN_OUT}"),
        ("Ash", "Ash"),
        ("", ""),
    ],
)
def test_names_of_others_are_taken_out_and_the_rest_stays(text, left):
    assert NAMES.taken_out(text) == left


def test_third_parties_are_proposed_and_the_rest_waits_for_a_person():
    assert proposal(Why.OTHERS, "Noor Begum", NAMES) == DecisionDraft(RedactionChoice.REDACT, TAKEN_OUT)
    mentioned = proposal(Why.MENTIONS, "Noor Begum came", NAMES)
    assert mentioned == DecisionDraft(RedactionChoice.REDACT, f"{TAKEN_OUT} came")
    assert proposal(Why.SHARED, "They live near each other", NAMES).choice is None
    for why in (Why.SENSITIVE, Why.GUARDED, Why.UNSAVED, Why.FILE):
        assert proposal(why, "Noor Begum came", NAMES).choice is None


@pytest.mark.parametrize(
    ("draft", "why", "field"),
    [
        (DecisionDraft(), Why.OTHERS, "choice"),
        (DecisionDraft(RedactionChoice.WITHHOLD, reason=" "), Why.OTHERS, "reason"),
        (DecisionDraft(RedactionChoice.REDACT, " "), Why.OTHERS, "words"),
        (DecisionDraft(RedactionChoice.REDACT, "A page"), Why.FILE, "choice"),
    ],
)
def test_a_decision_that_says_too_little_is_refused(draft, why, field):
    assert list(decision_problems(draft, why)) == [field]


def test_what_is_given_out_is_marked():
    assert given_out(RedactionChoice.KEEP, "All", "Some", "") == ("All", "")
    assert given_out(RedactionChoice.REDACT, "All", "Some", "") == ("Some", "Redacted")
    assert given_out(RedactionChoice.WITHHOLD, "All", "Some", "Legal\nadvice") == (
        "",
        "Withheld: Legal advice",
    )
    assert digest_of("All") != digest_of("Some")
