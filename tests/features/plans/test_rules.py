from datetime import date
from fractions import Fraction

import pytest

from mentordesk.features.plans.rules.drafts import (
    AgreementDraft,
    EntryDraft,
    FigureDraft,
    PlanDraft,
    ReviewDraft,
    TargetDraft,
    plan_problems,
    review_problems,
    target_problems,
)
from mentordesk.features.plans.rules.figures import figure_lines, mean_per_course, rag_counts
from mentordesk.features.plans.rules.rating import (
    RatingFacts,
    missing_fields,
    propose,
    review_due,
    travel_of,
    travel_sentence,
)
from mentordesk.features.plans.rules.report_words import COLUMNS, PROGRESS_COLUMNS
from mentordesk.kernel.dates import Precision
from mentordesk.kernel.rag import Rag, Travel

TODAY = date(2026, 11, 21)
G, A, R = Rag.GREEN, Rag.AMBER, Rag.RED


def test_the_words_of_the_form_are_the_printed_ones() -> None:
    """Knowsley slides 2 to 8: five headings over six questions, the fifth without a question mark."""
    assert [heading for _, heading, _ in COLUMNS] == [
        "Specific",
        "Specific",
        "Measurable",
        "Agreed",
        "Realistic",
        "Timely",
    ]
    assert COLUMNS[4][2] == "How realistic is it that this action can be fully achieved"
    assert all(question.endswith("?") for _, heading, question in COLUMNS if heading != "Realistic")
    assert [words for _, words in PROGRESS_COLUMNS] == [
        "Target met (including how you achieved this)",
        "Target not met (including reasons/barriers to achieving success)",
        "Lessons for partners to draw from the experience",
    ]


@pytest.mark.parametrize(
    ("draft", "fields"),
    [
        (PlanDraft("A plan"), set()),
        (PlanDraft("  "), {"title"}),
        (PlanDraft("x" * 300), set()),
        (PlanDraft("x" * 301, area="x" * 301), {"title", "area"}),
        (PlanDraft("A", period_start=date(2026, 4, 1), period_end=date(2026, 4, 1)), set()),
        (PlanDraft("A", period_start=date(2026, 4, 2), period_end=date(2026, 4, 1)), {"period_end"}),
        (PlanDraft("A", period_end=date(2026, 4, 1)), set()),
        (PlanDraft("A", status=None, review_months=None), {"status", "review_months"}),
        (PlanDraft("A", review_months=0), {"review_months"}),
        (PlanDraft("A", review_months=24), set()),
        (PlanDraft("A", review_months=25), {"review_months"}),
    ],
)
def test_what_is_wrong_with_a_plan(draft: PlanDraft, fields: set[str]) -> None:
    assert set(plan_problems(draft)) == fields


@pytest.mark.parametrize(
    ("draft", "fields"),
    [
        (TargetDraft("A thing"), set()),
        (TargetDraft(" "), {"achieve"}),
        (TargetDraft("A", agreements=(AgreementDraft("KMBC"), AgreementDraft("MALS"))), set()),
        (TargetDraft("A", agreements=(AgreementDraft("KMBC"), AgreementDraft("kmbc "))), {"agreements"}),
        (TargetDraft("A", agreements=(AgreementDraft(" "),)), {"agreements"}),
        (TargetDraft("A", agreements=(AgreementDraft("x" * 301),)), {"agreements"}),
        (TargetDraft("A", agreements=(AgreementDraft("x", None, "y" * 301),)), {"agreements"}),
        (TargetDraft("A", parts=("One", "Two")), set()),
        (TargetDraft("A", parts=("One", "one ")), {"parts"}),
        (TargetDraft("A", parts=("",)), {"parts"}),
        (TargetDraft("A", parts=("x" * 301,)), {"parts"}),
        (TargetDraft("A", figures=(FigureDraft("", 1),)), {"figures"}),
        (TargetDraft("A", figures=(FigureDraft("x" * 121, 1),)), {"figures"}),
        (TargetDraft("A", figures=(FigureDraft("retained", None),)), set()),
    ],
)
def test_what_is_wrong_with_a_target(draft: TargetDraft, fields: set[str]) -> None:
    assert set(target_problems(draft)) == fields


WRITTEN = (EntryDraft(rag=G, met="Done."),)


@pytest.mark.parametrize(
    ("draft", "proposals", "fields"),
    [
        (ReviewDraft(TODAY, prepared_by="Jo", entries=WRITTEN), (G,), set()),
        (ReviewDraft(None, prepared_by="Jo", entries=WRITTEN), (G,), {"review_date"}),
        (ReviewDraft(date(2026, 11, 22), prepared_by="Jo", entries=WRITTEN), (G,), {"review_date"}),
        (
            ReviewDraft(date(2026, 12, 31), Precision.QUARTER, prepared_by="Jo", entries=WRITTEN),
            (G,),
            set(),
        ),
        (ReviewDraft(date(1989, 12, 31), prepared_by="Jo", entries=WRITTEN), (G,), {"review_date"}),
        (ReviewDraft(TODAY, prepared_by=" ", entries=WRITTEN), (G,), {"prepared_by"}),
        (ReviewDraft(TODAY, prepared_by="J" * 301, entries=WRITTEN), (G,), {"prepared_by"}),
        # another rating than the proposed one needs a reason; none proposed needs none
        (ReviewDraft(TODAY, prepared_by="Jo", entries=WRITTEN), (A,), {"rag_reason_0"}),
        (ReviewDraft(TODAY, prepared_by="Jo", entries=WRITTEN), (None,), set()),
        (ReviewDraft(TODAY, prepared_by="Jo", entries=(EntryDraft(met="x"),)), (A,), {"rag_reason_0"}),
        (
            ReviewDraft(TODAY, prepared_by="Jo", entries=(EntryDraft(rag=G, rag_reason="New bid."),)),
            (A,),
            set(),
        ),
        (
            ReviewDraft(TODAY, prepared_by="Jo", entries=(EntryDraft(rag=G), EntryDraft(rag=G))),
            (G, R),
            {"rag_reason_1"},
        ),
        # a continuation sheet carries no rating of its own
        (
            ReviewDraft(TODAY, prepared_by="Jo", entries=(EntryDraft(rag=A), EntryDraft(met="x", page=2))),
            (A, A),
            set(),
        ),
        # a review says something
        (ReviewDraft(TODAY, prepared_by="Jo", entries=(EntryDraft(met=" "),)), (None,), {"met_0"}),
        (ReviewDraft(TODAY, prepared_by="Jo"), (), {"met_0"}),
        (ReviewDraft(TODAY, prepared_by="Jo", entries=(EntryDraft(not_met="x"),)), (None,), set()),
    ],
)
def test_what_is_wrong_with_a_finished_review(
    draft: ReviewDraft, proposals: tuple[Rag | None, ...], fields: set[str]
) -> None:
    assert set(review_problems(draft, proposals, TODAY)) == fields


def test_a_correction_needs_its_reason() -> None:
    draft = ReviewDraft(TODAY, prepared_by="Jo", entries=WRITTEN)
    assert set(review_problems(draft, (G,), TODAY, correcting=True)) == {"correction_reason"}


def facts(**changed: object) -> RatingFacts:
    usual: dict[str, object] = {
        "missing": (),
        "due_date": None,
        "last": G,
        "last_date": date(2026, 9, 30),
        "review_months": 3,
    }
    return RatingFacts(**{**usual, **changed})


@pytest.mark.parametrize(
    ("given", "rag", "words"),
    [
        (facts(), G, "Green, as at the last review on 30 September 2026."),
        (facts(last=R), R, "Red, as at the last review on 30 September 2026."),
        (facts(last=None, last_date=None), None, "No rating yet."),
        # overdue comes first, unless it was achieved
        (facts(due_date=date(2026, 11, 20), last=A), R, "it was due on 20 November 2026"),
        (facts(due_date=date(2026, 11, 20), last=A, missing=("why now",)), R, "due on"),
        (facts(due_date=date(2026, 11, 20), last=None, last_date=None), R, "due on"),
        (facts(due_date=date(2026, 11, 20)), G, "as at"),
        (facts(due_date=TODAY, last=A), A, "as at"),
        # then what the plan does not say
        (facts(missing=("why now",)), A, "the plan does not say why now"),
        (facts(missing=("who needs to agree", "why now"), last=None), A, "who needs to agree and why now"),
        # then a lapsed review: a cycle and a day
        (facts(last_date=date(2026, 8, 21)), G, "as at"),
        (facts(last_date=date(2026, 8, 20)), A, "20 August 2026, more than 3 months ago"),
        (facts(last_date=date(2026, 8, 20), last=R), R, "as at"),
        (facts(last_date=date(2026, 10, 20), review_months=1), A, "more than 1 month ago"),
    ],
)
def test_a_rating_is_proposed_with_its_reason(given: RatingFacts, rag: Rag | None, words: str) -> None:
    proposal = propose(given, TODAY)
    assert proposal.rag is rag
    assert words in proposal.sentence
    if rag is not None:
        assert proposal.sentence.startswith(rag.label)


def test_unanswered_questions_are_named() -> None:
    assert missing_fields("do", "count", ["KMBC"], "now") == ()
    assert missing_fields(" ", "", [], "\n") == (
        "which actions are needed",
        "how success is measured",
        "who needs to agree",
        "why now",
    )


@pytest.mark.parametrize(
    ("started", "last", "months", "expected"),
    [
        (date(2026, 4, 1), None, 3, date(2026, 7, 1)),
        (date(2026, 4, 1), date(2026, 8, 31), 3, date(2026, 11, 30)),
        (date(2026, 4, 1), date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(9999, 12, 31), None, 1, date(9999, 12, 31)),
    ],
)
def test_the_next_review_is_a_cycle_after_the_last(
    started: date, last: date | None, months: int, expected: date
) -> None:
    assert review_due(started, last, months) == expected


@pytest.mark.parametrize(
    ("now", "before", "direction", "words"),
    [
        # Knowsley, 1.3 and the plan's own summary
        ((G,), (G,), Travel.UNCHANGED, "Unchanged (Green) since the plan"),
        ((A, None), (A,), Travel.UNCHANGED, "Unchanged (Amber) since the plan"),
        ((G, A), (A, R), Travel.IMPROVED, "Improved (Red to Amber; one part is now Green) since the plan"),
        ((R,), (G,), Travel.WORSE, "Worse (Green to Red) since the plan"),
        ((G,), (R,), Travel.IMPROVED, "Improved (Red to Green) since the plan"),
        ((G, G, A), (R,), Travel.IMPROVED, "Improved (Red to Amber; 2 parts are now Green) since the plan"),
        ((G,), (), Travel.FIRST, "First report (Green)"),
        ((None,), (G,), Travel.FIRST, "Not rated"),
        ((), (), Travel.FIRST, "Not rated"),
    ],
)
def test_direction_of_travel_is_between_the_worst_parts(
    now: tuple[Rag | None, ...], before: tuple[Rag | None, ...], direction: Travel, words: str
) -> None:
    assert travel_of(now, before) is direction
    assert travel_sentence(now, before, "the plan") == words


def test_figures_read_as_the_knowsley_numbers() -> None:
    """DOMAIN 1.4: 2 of 4, 25 of 48, 12.5 per course against 12, 3 of 25; unknown is said, never 0."""
    figures = {
        "courses_delivered": 2,
        "courses_target": 4,
        "participants_to_date": 25,
        "places_target": 48,
        "places_per_course": 12,
        "not_appropriate": 3,
        "retained_12_months": None,
    }
    assert dict(figure_lines(figures)) == {
        "Courses delivered": "2 of 4 (50.0%)",
        "Places filled": "25 of 48 (52.1%)",
        "Not appropriate for the course": "3 of 25 (12.0%)",
        "Mean per course": "12.5 against 12 planned",
        "Retained 12 months": "not reported",
    }
    assert mean_per_course(figures) == Fraction(25, 2)


def test_nothing_is_divided_by_nothing() -> None:
    assert mean_per_course({"participants_to_date": 5, "courses_delivered": 0}) is None
    assert mean_per_course({}) is None
    lines = dict(figure_lines({"courses_delivered": 0, "courses_target": 0}))
    assert lines == {"Courses delivered": "0 of 0 (not available)"}


def test_ratings_are_counted_by_word() -> None:
    assert rag_counts([G, A, None, A]) == {"green": 1, "amber": 2, "red": 0, "none": 1}
    assert rag_counts([R], with_none=False) == {"green": 0, "amber": 0, "red": 1}
