from datetime import date

import pytest

from mentordesk.features.mentees.operations.pathway_lists import (
    add_pathway,
    choose_pathway_list,
    ensure_pathways,
    rename_pathway,
)
from mentordesk.features.mentees.operations.pathways import (
    correct_ratings,
    rate_pathways,
    set_pathway_status,
)
from mentordesk.features.mentees.queries.pathways import (
    COLUMNS,
    PathwayRow,
    draft_of,
    pathway_lists,
    pathways_view,
    rated_day,
    rating_start,
)
from mentordesk.features.mentees.rules.pathway_lists import ListChoice, PathwayDraft
from mentordesk.features.mentees.rules.ratings import RatingDraft, RatingLine, StatusDraft
from mentordesk.kernel.errors import Conflict, Invalid, NotFound
from mentordesk.records.pathways import PathwayState, Rated
from mentordesk.store.casebook import Store
from tests.casebooks import TODAY
from tests.features.mentees.worlds import begin, end, rate, somebody

NA, NO = Rated.NOT_APPLICABLE, Rated.NOT_ASKED
FIRST, SECOND = date(2026, 6, 10), date(2026, 9, 3)


@pytest.fixture
def mentee(store: Store) -> int:
    return somebody(store)


def rows(store: Store, mentee: int) -> list[PathwayRow]:
    return list(store.read(pathways_view, mentee).rows)


def list_id(store: Store, name: str) -> int:
    return next(each.id for each in store.read(pathway_lists) if name in each.name)


def test_the_lists_are_set_up_once(store: Store) -> None:
    lists = store.read(pathway_lists)
    store.write(ensure_pathways)
    assert store.read(pathway_lists) == lists
    assert [(each.in_use, len(each.pathways)) for each in lists] == [(True, 7), (False, 7), (False, 8)]
    assert lists[2].pathways[5].goes_on_from == "Drugs and alcohol"


def test_a_pathway_is_renamed_and_one_is_added(store: Store) -> None:
    store.write(ensure_pathways)
    kept = store.read(pathway_lists)[0]
    store.write(rename_pathway, kept.pathways[0].id, 1, PathwayDraft("  A   home "))
    number = store.write(add_pathway, kept.id, PathwayDraft("Sex work"))
    after = store.read(pathway_lists)[0].pathways
    assert after[0].name == "A home"
    assert (after[-1].id, after[-1].number, after[-1].name) == (number, 8, "Sex work")
    with pytest.raises(Conflict):
        store.write(rename_pathway, kept.pathways[0].id, 1, PathwayDraft("Housing"))
    with pytest.raises(Invalid, match="already"):
        store.write(add_pathway, kept.id, PathwayDraft("sex work"))
    store.write(rename_pathway, number, 1, PathwayDraft("Sex Work"))


def test_ratings_show_their_distance(store: Store, mentee: int) -> None:
    rate(store, mentee, FIRST, 3, 5, 8, 6, NA, NO, 4)
    rate(store, mentee, SECOND, 6, 6, 9, 4, 5, 5, NO, agreed=False)
    words = [row.standing.words for row in rows(store, mentee)]
    assert words == [
        "+3, improved",
        "+1, about the same",
        "+1, maintained",
        "-2, worse",
        "None: not applicable",
        "None: no baseline",
        "Rated once",
    ]
    said = [[column.text(row) for column in COLUMNS] for row in rows(store, mentee)]
    assert said[0] == [
        "Accommodation", "Not started", "3, 10 Jun 2026", "6, 3 Sep 2026", "+3, improved", "3 Dec 2026"
    ]  # fmt: skip
    assert said[6][5] == "10 Sep 2026, overdue"
    view = store.read(pathways_view, mentee)
    assert view.review == "Due 3 December 2026"
    assert [(day.rating_date, day.agreed) for day in view.history] == [(SECOND, False), (FIRST, True)]
    assert view.chart is not None
    assert (
        view.chart.title == "Ratings from 0 to 10 at the baseline and now, 10 June 2026 to 3 September 2026"
    )
    assert "Accommodation: then 3, now 6 (+3, improved)." in view.chart.alt
    assert "behaviour: then 4, now Not rated again yet (Rated once)." in view.chart.alt


def test_without_a_time_with_us_there_is_no_baseline_and_nothing_is_due(store: Store) -> None:
    mentee = somebody(store, None)
    assert store.read(pathways_view, mentee).chart is None
    rate(store, mentee, FIRST, 1, 2, 3, 4, 5, 6, 7)
    view = store.read(pathways_view, mentee)
    assert {row.standing.words for row in view.rows} == {"None: no baseline"}
    assert (view.review, view.review_is_overdue) == ("", False)


def test_a_review_is_overdue_until_the_time_with_us_ends(store: Store, mentee: int) -> None:
    view = store.read(pathways_view, mentee)
    assert (view.review, view.review_is_overdue) == ("Overdue since 29 June 2026", True)
    store.write(end, mentee, date(2026, 7, 1))
    assert store.read(pathways_view, mentee).review == ""


def test_a_day_is_not_rated_twice(store: Store, mentee: int) -> None:
    rate(store, mentee, FIRST, 1, 2, 3, 4, 5, 6, 7)
    with pytest.raises(Invalid, match="already have a rating of 10 June 2026"):
        rate(store, mentee, FIRST, 1, 2, 3, 4, 5, 6, 7)
    with pytest.raises(Invalid, match="not come yet"):
        rate(store, mentee, date(2026, 11, 22), 1, 2, 3, 4, 5, 6, 7)
    with pytest.raises(NotFound):
        store.write(rate_pathways, 99, RatingDraft(TODAY, (RatingLine(1, 1),)))


def test_a_rating_is_corrected_in_its_place(store: Store, mentee: int) -> None:
    rate(store, mentee, FIRST, 1, 2, 3, 4, 5, 6, 7)
    rate(store, mentee, SECOND, 1, 2, 3, 4, 5, 6, 7)
    day = store.read(rated_day, mentee, FIRST)
    assert day is not None
    lines = (RatingLine(day.lines[0][1].pathway_id, NA, "Not then"), *draft_of(day).ratings[1:])
    moved = RatingDraft(date(2026, 6, 11), lines, agreed=False)
    store.write(correct_ratings, mentee, FIRST, day.version, moved)
    assert store.read(rated_day, mentee, FIRST) is None
    after = store.read(rated_day, mentee, date(2026, 6, 11))
    assert after is not None
    assert draft_of(after) == moved
    with pytest.raises(NotFound):
        store.write(correct_ratings, mentee, FIRST, day.version, moved)
    with pytest.raises(Conflict):
        store.write(correct_ratings, mentee, date(2026, 6, 11), day.version, moved)
    with pytest.raises(Invalid, match="already have"):
        store.write(correct_ratings, mentee, date(2026, 6, 11), after.version, RatingDraft(SECOND, lines))


def test_a_status_is_kept_with_its_note(store: Store, mentee: int) -> None:
    first = rows(store, mentee)[0]
    assert first.status == StatusDraft(PathwayState.NOT_STARTED)
    store.write(set_pathway_status, mentee, first.id, 0, StatusDraft(PathwayState.DONE, " A flat "))
    first = rows(store, mentee)[0]
    assert (first.status, first.status_version) == (StatusDraft(PathwayState.DONE, "A flat"), 1)
    with pytest.raises(Conflict):
        store.write(set_pathway_status, mentee, first.id, 0, StatusDraft(PathwayState.DONE))
    with pytest.raises(Invalid, match="Choose a status"):
        store.write(set_pathway_status, mentee, first.id, 1, StatusDraft())


def test_another_list_carries_ratings_on_and_keeps_what_it_cannot(store: Store, mentee: int) -> None:
    rate(store, mentee, FIRST, 3, 5, 8, 6, 2, 4, 7)
    store.write(choose_pathway_list, ListChoice(list_id(store, "Eight needs")))
    rate(store, mentee, SECOND, 6, 6, 3, 4, 9, 8, 8, 7)
    found = {(row.name, row.from_list): row.standing.words for row in rows(store, mentee)}
    assert found["Accommodation", ""] == "+3, improved"
    assert found["Finance", ""] == "+1, about the same"
    assert found["Drug use", ""] == found["Alcohol use", ""] == "None: no baseline"
    assert found["Drugs and alcohol", "Seven pathways (2009)"] == "Rated once"
    assert len(found) == 9
    with pytest.raises(Invalid, match="Choose a list"):
        store.write(choose_pathway_list, ListChoice())


def test_a_new_rating_starts_unanswered_and_says_what_was_said_last(store: Store, mentee: int) -> None:
    rate(store, mentee, FIRST, 3, NA, 8, 6, 2, 4, 7)
    start = store.read(rating_start, mentee)
    assert start.rating_date == TODAY
    assert [name for name, _ in start.lines][:2] == [
        "Accommodation – last time 3 on 10 June 2026",
        "Education, training and employment – last time Not applicable on 10 June 2026",
    ]
    assert {line.answer for _, line in start.lines} == {None}


def test_another_mentee_has_nothing_of_it(store: Store, mentee: int) -> None:
    rate(store, mentee, FIRST, 3, NA, 8, 6, 2, 4, 7)
    other = store.write(begin, "Kim", FIRST)
    assert store.read(pathways_view, other).history == ()
