import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentordesk.kernel.suppression import THRESHOLD, published_list, published_table

COUNTS = st.lists(st.integers(0, 12), min_size=1, max_size=5)
SIZES = st.tuples(st.integers(1, 4), st.integers(1, 4))
TABLES = SIZES.flatmap(
    lambda size: st.lists(
        st.lists(st.one_of(st.integers(0, 6), st.integers(0, 40)), min_size=size[1], max_size=size[1]),
        min_size=size[0],
        max_size=size[0],
    )
)


def possible(shown, total, place):
    """Every value that a hidden count of a list could have, tried one by one."""
    hidden = [at for at, count in enumerate(shown) if count is None]
    seen = sum(count for count in shown if count is not None)
    if total is None:
        return set(range(THRESHOLD + 1))
    rest = total - seen
    others = [at for at in hidden if at != place]
    return {
        value
        for value in range(rest + 1)
        if any(sum(each) == rest - value for each in itertools.product(range(rest + 1), repeat=len(others)))
    }


@given(st.lists(st.integers(0, 9), min_size=1, max_size=4))
def test_no_small_count_of_a_list_can_be_worked_out(counts):
    shown, total = published_list(counts)
    for place, count in enumerate(counts):
        assert shown[place] in {None, count}
        if count < THRESHOLD:
            assert shown[place] is None
            assert max(possible(shown, total, place)) >= THRESHOLD


def ring(counts, published):
    """Every count of a table with its totals: where it starts and ends, its value, whether it is hidden."""
    cells = {
        (i, j): (("r", i), ("c", j), count, published.cells[i][j])
        for i, line in enumerate(counts)
        for j, count in enumerate(line)
    }
    rows = {("R", i): ("C", ("r", i), sum(line), published.row_totals[i]) for i, line in enumerate(counts)}
    columns = {
        ("K", j): (("c", j), "R", sum(line), published.column_totals[j])
        for j, line in enumerate(zip(*counts, strict=True))
    }
    return cells | rows | columns | {"all": ("R", "C", sum(map(sum, counts)), published.total)}


def way_round(ends, now, free, begin, goal):
    """The first way found from one node to another over hidden counts that can give way by one."""
    ways, seen = [(begin, ())], {begin}
    for node, way in ways:
        if node == goal:
            return way
        for key in free:
            for (here, there), move in ((ends[key], 1), (ends[key][::-1], -1)):
                if here == node and there not in seen and now[key] + move >= 0:
                    seen.add(there)
                    ways.append((there, (*way, (key, move))))
    return None


def highest(counts, published, place):
    """The highest value, up to the threshold, that a cell could have beside what is published."""
    made = ring(counts, published)
    ends = {key: (start, end) for key, (start, end, _, _) in made.items()}
    now = {key: value for key, (_, _, value, _) in made.items()}
    free = [key for key, (_, _, _, shown) in made.items() if shown is None and key != place]
    while now[place] < THRESHOLD:
        way = way_round(ends, now, free, ends[place][1], ends[place][0])
        if way is None:
            break
        for key, move in way:
            now[key] += move
        now[place] += 1
    return now[place]


@given(TABLES)
def test_no_small_cell_of_a_table_can_be_worked_out(counts):
    published = published_table(counts)
    for row, line in enumerate(counts):
        for column, count in enumerate(line):
            assert published.cells[row][column] in {None, count}
            if count < THRESHOLD:
                assert published.cells[row][column] is None
                assert highest(counts, published, (row, column)) >= THRESHOLD


@given(COUNTS)
def test_the_total_is_published_unless_it_is_small_itself(counts):
    _, total = published_list(counts)
    assert (total is None) is (sum(counts) < THRESHOLD)


@given(st.lists(st.integers(THRESHOLD, 50), min_size=1, max_size=6))
def test_nothing_is_held_back_where_nothing_is_small(counts):
    assert published_list(counts) == (tuple(counts), sum(counts))


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ((20, 3, 9, 30), (20, None, None, 30)),
        ((20, 3, 4, 30), (20, None, None, 30)),
        ((20, 1, 2, 30), (None, None, None, 30)),
        ((0, 0, 7, 9), (None, None, None, 9)),
        ((0, 7), (None, None)),
    ],
)
def test_one_more_count_is_held_back_where_it_must_be(counts, shown):
    assert published_list(counts)[0] == shown


def test_the_rows_and_columns_of_a_table_keep_their_totals():
    published = published_table(((3, 20, 30), (25, 40, 12), (18, 16, 22)))
    assert published.cells == ((None, None, 30), (25, 40, 12), (None, None, 22))
    assert None not in (*published.row_totals, *published.column_totals, published.total)


def test_a_higher_threshold_holds_more_back():
    assert published_list((6, 30, 40), threshold=10)[0] == (None, None, 40)
