import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentordesk.kernel.text import (
    Block,
    beginning,
    blocks,
    clean,
    displayed,
    fold,
    joined,
    one_line,
    paragraphs,
    shortened,
)

HOSTILE = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\x00b\x07c\x1b[31m", "abc[31m"),
        ("one\u2028two\u2029three", "one\ntwo\n\nthree"),
        ("e\u0301", "é"),
        ("tab\tkept", "tab\tkept"),
        ("lone \ud800 surrogate", "lone  surrogate"),
        ("👩\u200d💻 بيت", "👩\u200d💻 بيت"),
    ],
)
def test_control_characters_are_dropped_and_line_breaks_are_one_kind(text: str, expected: str) -> None:
    assert clean(text) == expected


def test_every_line_break_ends_a_block_and_list_marks_make_items() -> None:
    assert blocks("First.\n\n- one\n* two\n• three\nLast - not a list") == [
        Block("First."),
        Block("one", bullet=True),
        Block("two", bullet=True),
        Block("three", bullet=True),
        Block("Last - not a list"),
    ]
    assert blocks(" \n\n\t\n") == []
    assert blocks("-5 degrees") == [Block("-5 degrees")]


def test_text_is_displayed_with_room_between_paragraphs_but_not_between_items() -> None:
    assert displayed("One\nTwo\n- a\n- b\nThree") == "One\n\nTwo\n\n• a\n• b\n\nThree"


def test_paragraphs_join_and_part_again() -> None:
    assert paragraphs("One\n\n- two\n  \nThree") == ["One", "- two", "Three"]
    assert joined(["One", " ", "Two\n"]) == "One\n\nTwo"


@pytest.mark.parametrize(
    ("one", "other"),
    [("Zoë", "zoe"), ("  Ann   Lee ", "ann lee"), ("STRASSE", "Straße"), ("ﬁne", "fine"), ("É", "e\u0301")],
)
def test_folded_texts_compare_without_case_accents_and_spaces(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(HOSTILE)
def test_cleaning_any_text_is_safe_and_done_once(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    cleaned.encode()
    assert not [c for c in cleaned if unicodedata.category(c) == "Cc" and c not in "\n\t"]


@given(HOSTILE)
def test_no_words_are_lost_between_a_text_and_its_paragraphs(text: str) -> None:
    assert joined(paragraphs(text)).split() == clean(text).split()
    blocks(text)
    displayed(text)
    fold(text)


def test_a_line_stays_one_line_and_a_long_one_is_shortened():
    assert one_line(" A plan\u2028of two\r\n lines\x00 ") == "A plan of two lines"
    assert shortened("short", 10) == "short"
    assert shortened("a b c d e f g h", 6) == "a b c…"
    assert len(shortened("x" * 1000, 200)) == 200


def test_only_the_beginning_of_a_huge_text_is_shown():
    assert beginning("word") == "word"
    shown = beginning("word " * 100_000)
    assert len(shown) < 21_000
    assert shown.endswith("The whole text is in the form and on paper.)")
