"""How somebody stands with a development plan, the share who have one, and what is refused."""

from dataclasses import replace
from datetime import date

import pytest

from mentordesk.features.volunteers.rules.development import (
    DevelopmentDraft,
    DevelopmentReviewDraft,
    DoneDraft,
    ObjectiveDraft,
    SigningDraft,
    SourceDraft,
    SourcesDraft,
    development_problems,
    development_share,
    done_problems,
    objective_problems,
    review_problems,
    signing_problems,
    sources_problems,
    state_of,
)
from mentordesk.records.development import DevelopmentState as State

BEGUN, REVIEW, TODAY = date(2026, 2, 2), date(2026, 8, 3), date(2026, 11, 21)
FIRST, SECOND = date(2026, 2, 9), date(2026, 2, 16)


@pytest.mark.parametrize(
    ("day", "signed", "state"),
    [
        (date(2026, 2, 1), (FIRST, SECOND), State.NONE),
        (BEGUN, (FIRST, SECOND), State.IN_PROGRESS),
        (FIRST, (FIRST, SECOND), State.IN_PROGRESS),
        (date(2026, 2, 15), (FIRST, SECOND), State.IN_PROGRESS),
        (SECOND, (FIRST, SECOND), State.IN_PLACE),
        (date(2026, 8, 2), (FIRST, SECOND), State.IN_PLACE),
        (REVIEW, (FIRST, SECOND), State.REVIEW_DUE),
        (REVIEW, (FIRST, None), State.IN_PROGRESS),
        (REVIEW, (None, None), State.IN_PROGRESS),
    ],
)
def test_the_state_of_a_plan_on_each_day_of_its_life(day, signed, state) -> None:
    assert state_of(BEGUN, signed, REVIEW, day) is state


def test_without_a_plan_there_is_none_on_any_day() -> None:
    assert state_of(None, (None, None), None, TODAY) is State.NONE


def test_the_share_keeps_in_place_and_working_towards_apart() -> None:
    """Six active volunteers, as in Knowsley: three in place, one due for review, one begun, one without."""
    states = {
        1: State.IN_PLACE,
        2: State.IN_PLACE,
        3: State.IN_PLACE,
        4: State.REVIEW_DUE,
        5: State.IN_PROGRESS,
        6: State.NONE,
        7: State.IN_PLACE,
    }
    share = development_share(states, {1, 2, 3, 4, 5, 6}, TODAY)
    assert share.words(share.in_place) == "4 of 6, 66.7%"
    assert share.words(share.in_progress) == "1 of 6, 16.7%"
    assert share.words(share.either) == "5 of 6, 83.3%"
    assert share.review_due == {4}
    assert share.none == {6}
    assert 7 not in share.either  # no longer active


def test_the_share_of_nobody_is_not_available() -> None:
    share = development_share({}, (), TODAY)
    assert share.words(share.either) == "not available"


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        ({"begun_date": None}, "begun_date", "Give the day"),
        ({"begun_date": date(2026, 11, 22)}, "begun_date", "has not come yet"),
        ({"review_months": None}, "review_months", "from 1 to 36"),
        ({"review_months": 0}, "review_months", "from 1 to 36"),
        ({"review_months": 37}, "review_months", "from 1 to 36"),
        ({"review_date": None}, "review_date", "Give the day"),
        ({"review_date": BEGUN}, "review_date", "comes after"),
        ({"review_date": date(2029, 2, 3)}, "review_date", "more than three years"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_in_words(change, field, says) -> None:
    draft = DevelopmentDraft(BEGUN, 6, REVIEW)
    assert development_problems(draft, TODAY) == {}
    assert says in development_problems(replace(draft, **change), TODAY)[field]


@pytest.mark.parametrize(
    ("draft", "field", "says"),
    [
        (ObjectiveDraft("  \n"), "wording", "Say what they want"),
        (ObjectiveDraft("x" * 301), "wording", "at most 300"),
        (ObjectiveDraft("Learn", due_date=date(2026, 2, 1)), "due_date", "before the plan was begun"),
        (ObjectiveDraft("Learn", done_date=date(2026, 2, 1)), "done_date", "before the plan was begun"),
        (ObjectiveDraft("Learn", done_date=date(2026, 11, 22)), "done_date", "has not come yet"),
    ],
)
def test_an_objective_that_cannot_be_is_refused_in_words(draft, field, says) -> None:
    assert says in objective_problems(draft, BEGUN, TODAY)[field]


def test_an_objective_may_be_done_before_it_was_due() -> None:
    draft = ObjectiveDraft("Learn", due_date=date(2026, 6, 1), done_date=date(2026, 5, 1))
    assert objective_problems(draft, BEGUN, TODAY) == {}


def test_reaching_needs_a_day() -> None:
    assert "Give the day" in done_problems(DoneDraft(), BEGUN, TODAY)["done_date"]


@pytest.mark.parametrize(
    ("draft", "field", "says"),
    [
        (SigningDraft("Rashid"), "volunteer_signed_date", "Give the day"),
        (SigningDraft(volunteer_signed_date=FIRST), "volunteer_signed_name", "Say who signed"),
        (SigningDraft("Rashid", date(2026, 2, 1)), "volunteer_signed_date", "before the plan was begun"),
        (SigningDraft("Rashid", date(2026, 11, 22)), "volunteer_signed_date", "has not come yet"),
        (SigningDraft("", None, "Asha"), "supervisor_signed_date", "Give the day"),
        (SigningDraft("x" * 201, FIRST), "volunteer_signed_name", "at most 200"),
    ],
)
def test_a_signature_that_cannot_be_is_refused_in_words(draft, field, says) -> None:
    assert says in signing_problems(draft, BEGUN, 1, TODAY)[field]


def test_an_empty_plan_is_not_signed_but_one_may_sign_alone() -> None:
    alone = SigningDraft("Rashid", FIRST)
    assert signing_problems(alone, BEGUN, 1, TODAY) == {}
    assert "no objective yet" in signing_problems(alone, BEGUN, 0, TODAY)["volunteer_signed_date"]
    assert signing_problems(SigningDraft(), BEGUN, 0, TODAY) == {}


GOOD = DevelopmentReviewDraft(REVIEW, "Well.", "", "Rashid", "Asha", date(2027, 2, 1))


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        ({"review_date": None}, "review_date", "Give the day"),
        ({"review_date": date(2026, 11, 22)}, "review_date", "has not come yet"),
        ({"review_date": date(2026, 2, 15)}, "review_date", "The plan was signed on 16 February 2026"),
        ({"review_date": date(2026, 5, 31)}, "review_date", "The review before was on 1 June 2026"),
        ({"summary": " "}, "summary", "Say how it went"),
        ({"volunteer_name": ""}, "volunteer_name", "Say who was there"),
        ({"supervisor_name": "x" * 201}, "supervisor_name", "at most 200"),
        ({"next_date": None}, "next_date", "Give the day"),
        ({"next_date": REVIEW}, "next_date", "comes after this one"),
        ({"next_date": date(2029, 8, 4)}, "next_date", "more than three years"),
    ],
)
def test_a_review_that_cannot_be_is_refused_in_words(change, field, says) -> None:
    assert review_problems(GOOD, SECOND, date(2026, 6, 1), TODAY) == {}
    assert says in review_problems(replace(GOOD, **change), SECOND, date(2026, 6, 1), TODAY)[field]


def test_a_plan_is_not_reviewed_before_it_is_signed() -> None:
    assert "Sign it first" in review_problems(GOOD, None, None, TODAY)["review_date"]


@pytest.mark.parametrize(
    ("names", "says"),
    [
        (("Own study", "own  STUDY"), "same name"),
        (("Own study", ""), "Give each a name"),
        (("x" * 101,), "at most 100"),
    ],
)
def test_ways_of_learning_have_names_of_their_own(names, says) -> None:
    draft = SourcesDraft(tuple(SourceDraft(None, name) for name in names))
    assert says in sources_problems(draft, {})["sources"]


def test_a_way_of_learning_that_is_used_stays() -> None:
    draft = SourcesDraft((SourceDraft(1, "Own study"),))
    assert sources_problems(draft, {1: 4}) == {}
    assert "2 objectives use it" in sources_problems(draft, {1: 4, 2: 2})["sources"]
