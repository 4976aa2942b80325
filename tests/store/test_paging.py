from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from mentordesk.kernel.paging import ListAsk
from mentordesk.kernel.permissions import Permission
from mentordesk.records.plans import Plan
from mentordesk.store.casebook import Store
from mentordesk.store.paging import contains, fetch_page
from mentordesk.store.work import Reading, Work, operation, query
from tests.casebooks import Casebook

TITLES = ["ann", "bea", "bea", "bea", "cyd", "", "ann", "zoë", "eve", "bea", "x%y", "x_y", "x\\y", "dan"]


@operation(needs=Permission.PLAN_EDIT)
def add_plans(work: Work, titles: list[str]) -> None:
    """Add plans."""
    for title in titles:
        work.add(Plan(title=title, title_key=title, area=title[:1]))


@query(needs=Permission.PLAN_VIEW)
def page(reading: Reading, ask: ListAsk):
    """One page of plans."""
    orders = {"title": Plan.title_key, "area": Plan.area}
    found = select(Plan).where(contains(Plan.title, ask.search))
    return fetch_page(reading, found, ask, orders, Plan.id, lambda row: (row[0].title, row[0].id))


@pytest.fixture(scope="module")
def shelf(master_casebook: Casebook, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A casebook of its own with plans whose titles tie."""
    with master_casebook.copied(tmp_path_factory.mktemp("shelf") / "casebook").open() as store:
        store.write(add_plans, TITLES)
        yield store


def walk(store: Store, ask: ListAsk) -> tuple[list[tuple[str, int]], list[int | None]]:
    rows, totals = [], []
    while True:
        found = store.read(page, ask)
        rows += found.rows
        totals.append(found.total)
        assert len(found.rows) <= ask.limit
        if not found.more:
            return rows, totals
        assert len(found.rows) == ask.limit
        ask = replace(ask, after=found.after)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sort=st.sampled_from(["title", "area"]), descending=st.booleans(), limit=st.integers(1, 20))
def test_pages_put_together_are_the_plain_sort(shelf: Store, sort: str, descending: bool, limit: int) -> None:
    numbered = [(title, number) for number, title in enumerate(TITLES, start=1)]
    expected = sorted(
        numbered,
        key=lambda row: ((row[0] if sort == "title" else row[0][:1]).encode(), row[1]),
        reverse=descending,
    )
    rows, totals = walk(shelf, ListAsk(sort=sort, descending=descending, limit=limit))
    assert rows == expected
    assert totals[0] == len(TITLES)
    assert set(totals[1:]) <= {None}


@pytest.mark.parametrize(("words", "count"), [("%", 1), ("_", 1), ("\\", 1), ("BEA", 4), ("", 14), ("'", 0)])
def test_a_search_means_its_signs_and_not_a_pattern(shelf: Store, words: str, count: int) -> None:
    rows, totals = walk(shelf, ListAsk(search=words, limit=3))
    assert len(rows) == totals[0] == count


def test_an_unknown_order_is_the_first_one(shelf: Store) -> None:
    assert walk(shelf, ListAsk(sort="no such")) == walk(shelf, ListAsk(sort="title"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_words_can_be_searched_for(shelf: Store, words: str) -> None:
    walk(shelf, ListAsk(search=words))
