"""Which backups are kept: the promise, tried on every history that hypothesis thinks of."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mentordesk.store.thinning import BEFORE, DAYS, NEWEST, WEEKS, Made, superfluous

TODAY = date(2026, 11, 21)


@st.composite
def histories(draw: st.DrawFn) -> list[Made]:
    """Backups in the order they were made, by a clock that may jump either way."""
    day, found = TODAY, []
    for sequence in sorted(draw(st.sets(st.integers(1, 500), max_size=60))):
        day += timedelta(days=draw(st.sampled_from([0, 0, 0, 1, 1, 2, 7, 40, -1, -400, 900])))
        found.append(Made(sequence, day, before=draw(st.booleans())))
    return found


@given(histories())
def test_the_newest_always_stays_and_what_goes_was_there(made: list[Made]) -> None:
    gone = superfluous(made)
    sequences = sorted(each.sequence for each in made)
    assert gone <= set(sequences)
    assert not gone & set(sequences[-NEWEST:])
    assert len(made) - len(gone) <= NEWEST + BEFORE + DAYS + WEEKS


@given(histories())
def test_thinning_again_changes_nothing(made: list[Made]) -> None:
    gone = superfluous(made)
    assert superfluous([each for each in made if each.sequence not in gone]) == set()


@given(histories(), st.randoms())
def test_the_order_of_the_list_does_not_matter(made: list[Made], chance) -> None:
    mixed = list(made)
    chance.shuffle(mixed)
    assert superfluous(mixed) == superfluous(made)


@given(st.integers(1, 400), st.integers(1, 4))
def test_with_a_good_clock_fourteen_days_and_eight_weeks_are_there(days: int, each_day: int) -> None:
    """Thinned after every backup, as it is done."""
    kept: list[Made] = []
    for number in range(days * each_day):
        kept.append(Made(number + 1, TODAY + timedelta(days=number // each_day)))
        gone = superfluous(kept)
        kept = [each for each in kept if each.sequence not in gone]
    last = TODAY + timedelta(days=days - 1)
    for back in range(min(days, DAYS)):
        assert any(each.day == last - timedelta(days=back) for each in kept)
    weeks = {(TODAY + timedelta(days=day)).isocalendar()[:2] for day in range(days)}
    assert {each.day.isocalendar()[:2] for each in kept} == set(sorted(weeks)[-WEEKS:])


@given(histories(), st.integers(1, 9000))
def test_a_clock_set_back_loses_nothing_new(made: list[Made], back: int) -> None:
    """A backup made after the clock was set back is the newest, and the one before it stays too."""
    last = max((each.sequence for each in made), default=0) + 1
    wrong = Made(last, TODAY - timedelta(days=back))
    gone = superfluous([*made, wrong])
    assert last not in gone
    if made:
        assert max(each.sequence for each in made) not in gone
