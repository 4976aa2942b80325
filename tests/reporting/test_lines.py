"""Breaking text into lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentordesk.reporting.fonts import REPLACEMENT, Face, printable, width_of
from mentordesk.reporting.lines import break_lines, shorten

TEXT = st.text(alphabet="ab cd-–éЖ ", max_size=200)


@given(TEXT, st.integers(min_value=30, max_value=300))
def test_every_character_stays_and_no_line_is_too_wide(text: str, width: int) -> None:
    lines = break_lines(text, Face.REGULAR, 10, width)
    assert "".join(lines) == " ".join(text.split())
    assert all(width_of(line.rstrip(), Face.REGULAR) * 10 <= width + 0.1 for line in lines)


def test_a_line_between_words_keeps_its_space_and_the_last_has_none() -> None:
    lines = break_lines("one two three four five six", Face.REGULAR, 10, 60)
    assert len(lines) > 2
    assert all(line.endswith(" ") for line in lines[:-1])
    assert not lines[-1].endswith(" ")


def test_a_word_that_ends_in_a_hyphen_goes_on_to_the_next_line() -> None:
    text = "the mid- term report and the other - one of them - MALS"
    for width in range(40, 200, 3):
        lines = break_lines(text, Face.REGULAR, 10, width)
        assert [line for line in lines[:-1] if line.rstrip().endswith("-") and " " in line.strip()] == []


def test_a_word_of_a_hundred_thousand_characters_is_broken_inside() -> None:
    lines = break_lines("before " + "x" * 100_000 + " after", Face.REGULAR, 10, 200)
    assert "".join(lines).split() == ["before", "x" * 100_000, "after"]
    assert max(width_of(line, Face.REGULAR) for line in lines[1:-1]) * 10 <= 200.1


def test_empty_text_is_one_empty_line() -> None:
    assert break_lines("", Face.REGULAR, 10, 100) == [""]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Ça où Ελλάδα Жизнь Nguyễn", "Ça où Ελλάδα Жизнь Nguyễn"),
        ("e\u0301", "é"),
        ("a\x00b\u202ec\u200f\u00add\ufeff", "abcd"),
        ("two\nlines\tand tab", "two lines and tab"),
        ("ok 👍 中 ا", f"ok {REPLACEMENT} {REPLACEMENT} {REPLACEMENT}"),
        ("❤️!", f"{REPLACEMENT}!"),
    ],
)
@pytest.mark.parametrize("face", Face)
def test_what_a_face_can_print(face: Face, text: str, printed: str) -> None:
    assert printable(text, face) == printed


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("short", "short"),
        ("two  words\nhere", "two words here"),
        ("alpha beta gamma delta", "alpha beta gamma…"),
    ],
)
def test_shortened_at_a_word(text: str, short: str) -> None:
    assert shorten(text, 18) == short


def test_a_long_word_is_shortened_inside() -> None:
    assert shorten("x" * 500, 18) == "x" * 18 + "…"
