"""The development plan on paper, and the command that writes it."""

from dataclasses import replace
from datetime import date

import pytest

from mentordesk.features.volunteers.operations.development import (
    add_objective,
    finish_objective,
    review_development,
)
from mentordesk.features.volunteers.queries.development import development_sheet, development_view
from mentordesk.features.volunteers.reports.development import development_pdf
from mentordesk.features.volunteers.rules.development import DevelopmentReviewDraft, DoneDraft
from mentordesk.features.volunteers.rules.naming import one_of
from mentordesk.store.casebook import Store
from tests.features.matches.facts import a_mentor
from tests.features.volunteers.plans import LISTEN, a_plan
from tests.reporting.reading import structure, text_of


def test_the_paper_says_what_the_plan_says(store: Store) -> None:
    view = a_plan(store, signed=True)
    row = view.objectives[0]
    store.write(finish_objective, row.id, row.version, DoneDraft(date(2026, 5, 4), "Led one on 4 May."))
    store.write(add_objective, view.plan_id, replace(LISTEN, wording="A <b>bold</b> & “odd” aim"))
    review = DevelopmentReviewDraft(
        date(2026, 8, 10), "It went well.", "More reading.", "Rashid", "Asha", date(2027, 2, 10)
    )
    version = store.read(development_view, view.volunteer_id).version
    store.write(review_development, view.plan_id, version, review)
    pdf = development_pdf(store.read(development_sheet, view.volunteer_id))
    said = text_of(pdf)
    for part in (
        "Rashid Anwar",
        "Signed by both on 16 February 2026",
        "1 of 2 objectives reached.",
        "Reached on 4 May 2026",
        "A <b>bold</b> & “odd” aim",
        "Added since the plan was signed",
        "Led one on 4 May.",
        "Review of 10 August 2026",
        "The next review was set for 10 February 2027.",
        "More reading.",
        "Signed on paper",
        "Confidential: contains names",
    ):
        assert part in said, part
    headings = [each.text for kind in ("H1", "H2", "H3") for each in structure(pdf).all(kind)]
    assert headings[0] == "Personal development plan"
    assert {"Objectives at a glance", "Reviews", "Signatures"} <= set(headings)


def test_the_paper_of_somebody_without_a_plan_says_so(store: Store) -> None:
    number = a_mentor(store)
    pdf = development_pdf(store.read(development_sheet, number), large_print=True)
    assert "Rashid Anwar has no development plan yet." in text_of(pdf)


def test_an_unsigned_plan_leaves_room_for_both(store: Store) -> None:
    view = a_plan(store)
    pdf = development_pdf(store.read(development_sheet, view.volunteer_id))
    said = text_of(pdf)
    assert "Signed on paper" not in said
    assert "In progress" in said
    assert [each.text for each in structure(pdf).all("TH")][-2:] == ["The volunteer", "Whoever supports them"]


@pytest.mark.parametrize(
    ("found", "says"),
    [
        ((), "No volunteer has the number or the whole name “Zoë”. Nothing was written."),
        (
            ((3, "Zoë O’Neill, Ready, NB4 2XY"), (9, "Zoë O’Neill, Left")),
            "Give a number instead: 3: Zoë O’Neill, Ready, NB4 2XY; 9: Zoë O’Neill, Left.",
        ),
        (((3, "Zoë"),), ""),
    ],
)
def test_a_name_is_refused_in_words_unless_it_is_one_volunteers(found, says) -> None:
    assert says in one_of(found, "Zoë ")
    assert bool(one_of(found, "Zoë ")) is bool(says)


def test_no_name_at_all_is_refused_in_words() -> None:
    assert one_of(((1, "Zoë"),), " ") == "Give the volunteer's number or whole name."
