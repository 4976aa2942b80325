import pytest

from mentordesk.kernel.rag import MEANINGS, SHAPES, Rag, Travel, rag_words, travel, worst

G, A, R = Rag.GREEN, Rag.AMBER, Rag.RED


@pytest.mark.parametrize(
    ("rags", "expected"),
    [
        ((), None),
        ((None, None), None),
        ((G,), G),
        ((G, A), A),
        ((A, G, R, A), R),
        ((None, G), G),
    ],
)
def test_the_overall_colour_is_the_worst_part(rags: tuple[Rag | None, ...], expected: Rag | None) -> None:
    assert worst(rags) is expected


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        (G, R, Travel.IMPROVED),
        (A, R, Travel.IMPROVED),
        (G, A, Travel.IMPROVED),
        (A, A, Travel.UNCHANGED),
        (R, A, Travel.WORSE),
        (R, G, Travel.WORSE),
        (A, G, Travel.WORSE),
        (G, None, Travel.FIRST),
        (None, G, Travel.FIRST),
        (None, None, Travel.FIRST),
    ],
)
def test_direction_of_travel(now: Rag | None, before: Rag | None, expected: Travel) -> None:
    assert travel(now, before) is expected


def test_a_rating_is_always_said_in_words_and_by_shape() -> None:
    assert rag_words((A, R)) == "Amber and Red"
    assert rag_words((None,)) == "Not rated"
    assert set(SHAPES) == set(MEANINGS) == {*Rag, None}
    assert len(set(SHAPES.values())) == len(SHAPES)
