from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentordesk.features.mentees.rules.pathway_lists import (
    LISTS,
    LONGEST_NAME,
    PathwayDraft,
    Place,
    carried,
    pathway_problems,
)
from mentordesk.features.mentees.rules.ratings import (
    Answer,
    Direction,
    Given,
    RatingDraft,
    RatingLine,
    Standing,
    anchor_words,
    group_change,
    median,
    rating_problems,
    review_due,
    review_words,
    signed,
    standing,
    taken_problems,
)
from mentordesk.records.pathways import Rated

NA, NO = Rated.NOT_APPLICABLE, Rated.NOT_ASKED
START = date(2026, 6, 1)
BASELINE, LATER = START, date(2026, 9, 1)


def both(then: Answer, now: Answer) -> Standing:
    return standing([Given(BASELINE, then), Given(LATER, now)], START)


@pytest.mark.parametrize(
    ("then", "now", "words"),
    [
        (3, 6, "+3, improved"),
        (5, 6, "+1, about the same"),
        (8, 9, "+1, maintained"),
        (6, 4, "-2, worse"),
        (NA, 5, "None: not applicable"),
        (5, NA, "None: not applicable"),
        (5, 5, "0, about the same"),
        (6, 8, "+2, improved"),
        (8, 10, "+2, maintained"),
        (10, 8, "-2, maintained"),
        (9, 7, "-2, worse"),
        (0, 10, "+10, improved"),
        (NO, 5, "None: no baseline"),
        (5, NO, "Rated once"),
        (NO, NO, "Not asked"),
    ],
)
def test_the_distance_between_two_ratings(then: Answer, now: Answer, words: str) -> None:
    assert both(then, now).words == words


@pytest.mark.parametrize(
    ("days", "has_baseline"), [(-1, False), (0, True), (28, True), (29, False), (400, False)]
)
def test_the_baseline_is_the_first_rating_within_28_days(days: int, has_baseline: bool) -> None:
    found = standing([Given(START + timedelta(days=days), 4)], START)
    assert (found.baseline is not None) is has_baseline


def test_the_order_in_which_ratings_come_does_not_matter() -> None:
    given_ = [Given(LATER, 7), Given(START, 2), Given(date(2026, 7, 30), 5), Given(date(2026, 6, 20), 9)]
    assert standing(given_, START) == Standing(Given(START, 2), Given(LATER, 7))


def test_ratings_of_another_time_with_us_do_not_count() -> None:
    given_ = [Given(date(2025, 1, 1), 1), Given(START, 4), Given(LATER, 9)]
    assert standing(given_, START, date(2026, 8, 1)) == Standing(Given(START, 4), Given(START, 4))
    assert standing(given_, None) == Standing(None, Given(LATER, 9))
    assert standing([], START).words == "Not rated yet"


@given(st.lists(st.tuples(st.integers(0, 200), st.one_of(st.integers(0, 10), st.sampled_from([NA, NO])))))
def test_a_distance_is_always_between_two_numbers_that_were_given(rated: list[tuple[int, Answer]]) -> None:
    given_ = [Given(START + timedelta(days=days), answer) for days, answer in rated]
    found = standing(given_, START)
    if found.change is not None:
        assert found.baseline in given_
        assert found.latest in given_
        assert found.direction is not None
        assert found.words.startswith(signed(found.change))


def test_reviews_are_due_every_three_months() -> None:
    assert review_due(START, None) == date(2026, 6, 29)
    assert review_due(START, date(2026, 11, 30)) == date(2027, 2, 28)
    assert review_due(START, date.max) == date.max
    assert review_words(date(2026, 9, 1), date(2026, 9, 2)) == "Overdue since 1 September 2026"
    assert review_words(date(2026, 9, 1), date(2026, 9, 1)) == "Due today"
    assert review_words(date(2026, 9, 1), date(2026, 8, 1)) == "Due 1 September 2026"


@pytest.mark.parametrize(
    ("changes", "middle"),
    [([], None), ([3], Fraction(3)), ([1, 2], Fraction(3, 2)), ([-2, 5, 1], Fraction(1))],
)
def test_the_median_is_exact(changes: list[int], middle: Fraction | None) -> None:
    assert median(changes) == middle


def test_a_group_is_counted_with_those_who_have_no_distance_apart() -> None:
    group = [
        both(3, 6),
        both(5, 6),
        both(8, 9),
        both(6, 4),
        both(NA, NA),
        both(NO, NO),
        both(NO, 5),
        Standing(),
    ]
    found = group_change(group)
    assert found.count == 4
    assert found.median == 1
    assert dict(found.directions) == dict.fromkeys(Direction, 1)
    assert (found.not_applicable, found.not_asked, found.no_distance) == (1, 1, 2)
    assert found.words == (
        "1 improved, 1 about the same, 1 worse and 1 maintained; median change +1 (n = 4)."
    )
    assert group_change([]).words == "Nobody was rated at both points (n = 0)."


def test_the_anchors_say_what_every_number_stands_for() -> None:
    assert anchor_words(0) == "0: crisis, unsafe now"
    assert anchor_words(9) == "9: between “stable, occasional support” and “settled, no support needed”"
    assert anchor_words(NA) == "Not applicable"
    assert all(anchor_words(number) for number in range(11))


TODAY = date(2026, 11, 21)
NAMES = {1: "Accommodation", 2: "Health"}


@pytest.mark.parametrize(
    ("draft", "problems"),
    [
        (RatingDraft(TODAY, (RatingLine(1, 0), RatingLine(2, NA))), {}),
        (
            RatingDraft(None, (RatingLine(1, 0),)),
            {"rating_date": "Give the day on which this was rated."},
        ),
        (
            RatingDraft(date(2026, 11, 22), (RatingLine(1, 0),)),
            {"rating_date": "This day has not come yet. Give the day on which it was rated."},
        ),
        (
            RatingDraft(date(1026, 9, 3), (RatingLine(1, 0),)),
            {"rating_date": "This day is too long ago. Check the year."},
        ),
        (
            RatingDraft(TODAY, (RatingLine(1), RatingLine(2))),
            {"ratings": "Choose a number, not applicable or not asked for Accommodation and Health."},
        ),
        (
            RatingDraft(TODAY, (RatingLine(1, 11),)),
            {"ratings": "A rating is a whole number from 0 to 10. Choose one again."},
        ),
        (
            RatingDraft(TODAY, (RatingLine(1, Rated.SCORE),)),
            {"ratings": "A rating is a whole number from 0 to 10. Choose one again."},
        ),
        (
            RatingDraft(TODAY, (RatingLine(1, NO), RatingLine(2, NO))),
            {"ratings": "Nothing was asked. Rate at least one pathway before saving."},
        ),
        (RatingDraft(TODAY), {"ratings": "There is no pathway to rate. Add one to the list first."}),
    ],
)
def test_what_is_wrong_with_a_rating(draft: RatingDraft, problems: dict[str, str]) -> None:
    assert rating_problems(draft, NAMES, TODAY) == problems


def test_a_day_that_was_rated_already_is_named() -> None:
    assert taken_problems([], TODAY) == {}
    said = taken_problems(["Health"], TODAY)["rating_date"]
    assert said == "Health already has a rating of 21 November 2026. Correct that one, or give another day."


def test_the_lists_go_on_from_the_first_one() -> None:
    first, today, needs = LISTS
    assert [len(each.pathways) for each in LISTS] == [7, 7, 8]
    assert first.pathways[4].name == "Finance, benefit and debt"
    assert first.pathways[5].name == "Children and families of offenders"
    assert {each.goes_on_from for each in first.pathways} == {None}
    assert {each.goes_on_from for each in today.pathways} == set(range(1, 8))
    assert [each.goes_on_from for each in needs.pathways] == [1, 2, 5, 6, 4, 4, 3, 7]


def test_ratings_are_carried_over_only_one_to_one() -> None:
    places = [Place(1, 1, None), Place(4, 1, None), Place(11, 2, 1), Place(14, 2, 4)]
    places += [Place(21, 3, 1), Place(24, 3, 4), Place(25, 3, 4), Place(29, 3, None)]
    assert carried(11, places) == {1, 11, 21}
    assert carried(14, places) == {4, 14}
    assert carried(24, places) == {24}
    assert carried(29, places) == {29}


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("Sex work", ""),
        ("  ", "Give the pathway a name."),
        ("health ", "This list has a pathway of that name already. Choose another name."),
        ("x" * (LONGEST_NAME + 1), "Use at most 200 characters."),
    ],
)
def test_what_a_pathway_may_be_called(name: str, problem: str) -> None:
    assert pathway_problems(PathwayDraft(name), ["Health"]).get("name", "") == problem
