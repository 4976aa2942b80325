import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentordesk.store.keys import new_recovery_key, new_starter_code
from mentordesk.store.passphrase import refusal, strength


@pytest.mark.parametrize(
    "good",
    [
        "seven lanterns along the quay",
        "fifteen-charact",
        "gate heron cloud mint",
        "Ελληνικά και μια λάμπα",
        "zw9!Kq#r7Lp$x2V",
    ],
)
def test_long_enough_passphrases_are_accepted_without_composition_rules(good: str) -> None:
    assert refusal(good) is None
    assert strength(good) in {"Good enough", "Strong", "Very strong"}


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        ("", "Choose a passphrase"),
        (" " * 20, "Choose a passphrase"),
        ("fourteen chars", "at least 15"),
        ("correct horse battery staple", "Many people"),
        ("Correct-Horse-Battery-Staple!", "Many people"),
        ("passwordpassword1234", "Many people"),
        ("You'll never walk alone", "Many people"),
        ("aaaaaaaaaaaaaaaaaaaa", "repeats"),
        ("abababababababababab", "repeats"),
        ("lamp lamp lamp lamp", "repeats"),
        ("a bb cde fg h", "too short"),
    ],
)
def test_weak_passphrases_are_refused_with_the_reason(bad: str, why: str) -> None:
    assert why in str(refusal(bad))
    assert strength(bad) == "Not enough yet"


def test_codes_that_the_program_makes_are_strong_enough_themselves() -> None:
    assert refusal(new_starter_code()) is None
    assert refusal(new_recovery_key()) is None


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_is_judged(text: str) -> None:
    assert strength(text) == "Not enough yet" or refusal(text) is None
