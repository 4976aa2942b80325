import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mentordesk.features.home.queries import today
from mentordesk.features.plans.operations.exchange import import_plan
from mentordesk.features.plans.operations.plans import add_target, change_plan, create_plan
from mentordesk.features.plans.operations.reviews import correct_review, record_review
from mentordesk.features.plans.queries.lists import (
    Due,
    found_plans,
    owner_choices,
    period_words,
    plan_page,
    plans_named,
    plans_to_report,
    target_page,
)
from mentordesk.features.plans.queries.one import plan_view, target_view
from mentordesk.features.plans.queries.sheet import plan_sheet
from mentordesk.features.plans.rules.drafts import EntryDraft, PlanDraft, ReviewDraft, TargetDraft
from mentordesk.kernel.dates import Period, Precision
from mentordesk.kernel.links import Link
from mentordesk.kernel.paging import ListAsk
from mentordesk.kernel.rag import Rag, Travel, worst
from mentordesk.records.plans import PlanStatus
from mentordesk.store.casebook import Store
from tests.casebooks import ORGANISATION, TODAY

KNOWSLEY = Path(__file__).parents[2] / "data" / "knowsley_plan.json"
SAID = json.loads(KNOWSLEY.read_text("utf-8"))
EXPECTED = SAID["expected_summary"]
G, A, R = Rag.GREEN, Rag.AMBER, Rag.RED


@pytest.fixture
def knowsley(store: Store) -> int:
    return store.write(import_plan, KNOWSLEY.read_text("utf-8"))


def test_the_counts_of_the_knowsley_plan_are_the_expected_ones(store: Store, knowsley: int) -> None:
    summary = store.read(plan_sheet, knowsley).summary
    assert summary.targets == EXPECTED["targets"]
    assert summary.reviewed == summary.reviews == EXPECTED["targets"]
    assert summary.entries == EXPECTED["progress_entries"]
    assert summary.plan_rag == EXPECTED["plan_rag_words"]
    assert summary.progress_rag == EXPECTED["progress_rag_words"]


def test_the_sheets_of_the_progress_form_are_the_six_slides(store: Store, knowsley: int) -> None:
    targets = store.read(plan_sheet, knowsley).targets
    sheets = [len({entry.page for entry in target.reviews[0].entries}) for target in targets]
    assert sheets == [1, 3, 1, 1]
    assert sum(sheets) == EXPECTED["progress_slides"]


def test_the_worst_colours_and_directions_are_the_expected_ones(store: Store, knowsley: int) -> None:
    sheet = store.read(plan_sheet, knowsley)
    by_number = {str(target.number): target for target in sheet.targets}
    for number, rag in EXPECTED["plan_rag_by_target_worst"].items():
        assert worst(by_number[number].realistic) == rag
    for number, rag in EXPECTED["progress_rag_by_target_worst"].items():
        assert by_number[number].progress == rag
    for number, words in EXPECTED["direction_of_travel_by_target_worst"].items():
        said = by_number[number].travel_text.casefold().replace(" since the plan", "")
        colour = EXPECTED["progress_rag_by_target_worst"][number]
        assert said == (f"unchanged ({colour})" if words == "unchanged" else words)
    assert by_number["4"].travel is Travel.IMPROVED


def test_the_figures_of_target_1_are_the_expected_ones(store: Store, knowsley: int) -> None:
    expected = EXPECTED["target_1"]
    figures = {each.label: each.text for each in store.read(plan_sheet, knowsley).targets[0].figures}
    assert f"({expected['courses_percent']}%)" in figures["Courses delivered"]
    assert f"({expected['places_filled_percent']}%)" in figures["Places filled"]
    assert figures["Mean per course"] == f"{expected['mean_per_course']} against 12 planned"


def test_every_word_of_the_plan_is_in_its_sheet(store: Store, knowsley: int) -> None:
    sheet = store.read(plan_sheet, knowsley)
    assert sheet.title == SAID["plan"]["title"]
    assert sheet.area == "Knowsley"
    assert sheet.acknowledgement == SAID["about"]["funder_acknowledgement"]
    for target, said in zip(sheet.targets, SAID["targets"], strict=True):
        smart = said["smart"]
        for field in ("achieve", "actions", "measures", "timely"):
            assert getattr(target, field).split() == smart[field].split()
        assert target.agreed_text == smart["agreed_by"]["verbatim"]
        assert [each.party for each in target.agreements] == smart["agreed_by"]["parties"]
        assert [rag.value for rag in target.realistic] == smart["realistic"]["rag"]
        (review,) = target.reviews
        assert review.action_required == said["progress_header"]["action_required"]
        assert (review.review_date, review.precision) == (date(2014, 8, 31), Precision.MONTH)
        entries = [entry for sheet in said["progress"] for entry in sheet["entries"]]
        for entry, told in zip(review.entries, entries, strict=True):
            assert entry.rag == told["rag"]
            assert entry.part == (told["part"] or "")
            for column in ("met", "not_met", "lessons"):
                assert getattr(entry, column).split() == " ".join(told[column]).split()
    assert sheet.issues_lead_in.split() == SAID["enduring_issues"]["lead_in"].split()
    assert sheet.issues.split() == " ".join(SAID["enduring_issues"]["items"]).split()


def test_the_page_of_the_plan_agrees_with_its_sheet(store: Store, knowsley: int) -> None:
    view, sheet = store.read(plan_view, knowsley), store.read(plan_sheet, knowsley)
    assert [(each.rag, each.direction) for each in view.targets] == [
        (each.progress, each.travel_text) for each in sheet.targets
    ]
    assert view.rag is A
    assert view.reviews_due == 4
    assert store.read(target_view, view.targets[3].id) == view.targets[3]


def test_a_sheet_says_who_read_it_when_and_how_far_the_trail_had_come(store: Store, knowsley: int) -> None:
    sheet = store.read(plan_sheet, knowsley)
    assert (sheet.organisation, sheet.prepared_by, sheet.as_at) == (ORGANISATION, "Asha Karim", TODAY)
    assert len(sheet.trail_head) == 64
    store.write(create_plan, PlanDraft("Another"))
    assert store.read(plan_sheet, knowsley).trail_head != sheet.trail_head


def reviewed(store: Store) -> tuple[int, int]:
    plan = store.write(create_plan, PlanDraft("History", period_start=date(2026, 1, 1)))
    target = store.write(
        add_target, plan, TargetDraft("A", "b", "c", timely="d", realistic=(A,), parts=("x",))
    )
    for day, rag in ((date(2026, 3, 31), R), (date(2026, 6, 30), A), (date(2026, 9, 30), G)):
        entry = EntryDraft("x", rag, rag_reason="Seen.", met=f"Until {day}")
        store.write(record_review, target, ReviewDraft(day, Precision.QUARTER, "Jo", entries=(entry,)))
    return plan, target


@pytest.mark.parametrize(
    ("period", "rags", "direction"),
    [
        (None, [R, A, G], "Improved (Amber to Green) since the review of Quarter 2 (April to June) 2026"),
        (
            Period(date(2026, 4, 1), date(2026, 6, 30)),
            [A],
            "Improved (Red to Amber) since the review of Quarter 1 (January to March) 2026",
        ),
        (Period(date(2026, 1, 1), date(2026, 3, 31)), [R], "Worse (Amber to Red) since the plan"),
        (Period(date(2026, 6, 30), date(2026, 6, 30)), [A], None),
        (Period(date(2026, 7, 1), date(2026, 9, 29)), [], "Not rated"),
    ],
)
def test_a_period_takes_the_reviews_dated_in_it(
    store: Store, period: Period | None, rags: list[Rag], direction: str | None
) -> None:
    plan, _ = reviewed(store)
    sheet = store.read(plan_sheet, plan, period)
    (target,) = sheet.targets
    assert [review.overall for review in target.reviews] == rags
    assert target.progress == (rags[-1] if rags else None)
    assert direction is None or target.travel_text == direction
    assert (sheet.summary.reviewed, sheet.summary.reviews) == (min(len(rags), 1), len(rags))


def test_a_replaced_review_is_not_printed(store: Store) -> None:
    plan, target = reviewed(store)
    newest = store.read(target_view, target).reviews[0]
    corrected = replace(
        newest.draft, correction_reason="Wrong", entries=(EntryDraft("x", R, "Seen.", "Now"),)
    )
    store.write(correct_review, newest.id, newest.version, corrected)
    (sheet,) = store.read(plan_sheet, plan).targets
    assert [review.overall for review in sheet.reviews] == [R, A, R]
    assert sheet.reviews[-1].correction_reason == "Wrong"


@pytest.fixture
def shelf(store: Store) -> dict[str, int]:
    """Plans and targets that differ in what lists filter by; today is 21 November 2026."""
    made = {
        "late": store.write(
            create_plan,
            PlanDraft("Älv", "North", funder="50% Fund", period_start=date(2026, 1, 1), owner_id=2),
        ),
        "fresh": store.write(create_plan, PlanDraft("Bay", "South", period_start=date(2026, 10, 1))),
        "closed": store.write(
            create_plan, PlanDraft("cove", period_start=date(2020, 1, 1), status=PlanStatus.CLOSED)
        ),
    }
    for name, plan in list(made.items()):
        draft = TargetDraft(
            f"Target of {name}", due_date=date(2026, 11, 20), owner_id=2 if name == "late" else None
        )
        made[f"{name} target"] = store.write(add_target, plan, draft)
    made["soon target"] = store.write(add_target, made["fresh"], TargetDraft("Due later", due_date=TODAY))
    entry = EntryDraft(rag=R, rag_reason="Seen.")
    store.write(
        record_review, made["soon target"], ReviewDraft(date(2026, 9, 20), prepared_by="Jo", entries=(entry,))
    )
    return made


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ((), {"late target", "fresh target", "closed target", "soon target"}),
        # due after the start or the last review, three months on: 1 April, 1 January, 20 December
        ((("due", Due.REVIEW),), {"late target"}),
        ((("due", Due.REVIEW_SOON),), {"late target", "soon target"}),
        ((("due", Due.OVERDUE),), {"late target", "fresh target"}),
        ((("rag", "red"),), {"soon target"}),
        ((("rag", "none"),), {"late target", "fresh target", "closed target"}),
        ((("rag", "green"),), set()),
        ((("owner", 2),), {"late target"}),
        ((("owner", 2), ("due", Due.OVERDUE), ("rag", "none")), {"late target"}),
    ],
)
def test_targets_are_filtered_by_rating_owner_and_what_is_due(
    store: Store, shelf: dict[str, int], filters: tuple[tuple[str, object], ...], expected: set[str]
) -> None:
    page = store.read(target_page, ListAsk(filters=filters))
    assert {row.id for row in page.rows} == {shelf[name] for name in expected}
    assert page.total == len(expected)


def test_targets_are_sorted_worst_first(store: Store, shelf: dict[str, int]) -> None:
    rows = store.read(target_page, ListAsk(sort="rag")).rows
    assert [row.rag for row in rows] == [R, None, None, None]
    assert rows[0].review_is_due is False


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("", ["Älv", "Bay", "cove"]),
        ("alv", ["Älv"]),
        ("ÄLV", ["Älv"]),
        ("south", ["Bay"]),
        ("50%", ["Älv"]),
        ("%", ["Älv"]),
        ("_", []),
        ("' OR 1=1 --", []),
    ],
)
def test_plans_are_searched_without_case_or_accents(
    store: Store, shelf: dict[str, int], words: str, titles: list[str]
) -> None:
    assert [row.title for row in store.read(plan_page, ListAsk(search=words)).rows] == titles


def test_plans_say_how_many_targets_and_what_is_due(store: Store, shelf: dict[str, int]) -> None:
    rows = {row.title: row for row in store.read(plan_page, ListAsk()).rows}
    assert {title: (row.targets, row.reviews_due, row.rag) for title, row in rows.items()} == {
        "Älv": (1, 1, None),
        "Bay": (2, 0, R),
        "cove": (1, 0, None),
    }
    assert rows["Älv"].owner == "Tom Ellery"
    (closed,) = store.read(plan_page, ListAsk(filters=(("status", PlanStatus.CLOSED),))).rows
    assert closed.title == "cove"
    (owned,) = store.read(plan_page, ListAsk(filters=(("owner", 2),))).rows
    assert owned.title == "Älv"


def test_the_first_page_counts_what_needs_doing(store: Store, shelf: dict[str, int]) -> None:
    found = store.read(today)
    assert (found.plans, found.reviews_due, found.overdue) == (3, 1, 2)
    assert [each.id for each in found.due_targets] == [shelf["late target"]]
    assert {each.id for each in found.overdue_targets} == {shelf["late target"], shelf["fresh target"]}
    assert dict(found.ratings) == {G: 0, A: 0, R: 1, None: 2}


def test_the_search_box_finds_plans_and_targets(store: Store, shelf: dict[str, int]) -> None:
    assert [each.link for each in store.read(found_plans, "bay")] == [Link("plan", shelf["fresh"])]
    assert [each.link for each in store.read(found_plans, "target of LATE")] == [
        Link("target", shelf["late target"])
    ]
    assert store.read(found_plans, "nothing like it") == []


@pytest.mark.parametrize(
    ("name", "titles"),
    [
        ("bay", ["Bay"]),
        ("Alv", ["Älv"]),
        ("a", ["Älv", "Bay"]),
        ("2", ["Bay"]),
        ("99", []),
        ("nothing", []),
        ("9" * 5000, []),
        ("²", []),
    ],
)
def test_a_plan_is_named_by_title_part_or_number(
    store: Store, shelf: dict[str, int], name: str, titles: list[str]
) -> None:
    assert [title for _, title in store.read(plans_named, name)] == titles


def test_a_title_that_is_a_part_of_another_still_names_its_plan(store: Store) -> None:
    store.write(create_plan, PlanDraft("Bay"))
    store.write(create_plan, PlanDraft("Bay and beyond"))
    assert [title for _, title in store.read(plans_named, "bay")] == ["Bay"]


def test_who_signs_in_may_own_a_plan(store: Store, shelf: dict[str, int]) -> None:
    assert [name for _, name in store.read(owner_choices)] == [
        "Asha Karim",
        "Jo Marsh",
        "Pat Lindqvist",
        "Tom Ellery",
    ]
    assert [title for _, title in store.read(plans_to_report)] == ["Älv", "Bay", "cove"]


def test_a_period_reads_whichever_ends_are_known() -> None:
    assert period_words(date(2012, 12, 1), date(2015, 11, 30)) == "December 2012 to November 2015"
    assert period_words(date(2012, 12, 1), None) == "From 1 Dec 2012"
    assert period_words(None, date(2015, 11, 30)) == "Until 30 Nov 2015"
    assert period_words(None, None) == ""


def test_a_change_of_the_plan_is_seen_in_lists(store: Store, shelf: dict[str, int]) -> None:
    view = store.read(plan_view, shelf["fresh"])
    store.write(change_plan, shelf["fresh"], view.version, replace(view.plan, title="Zebra"))
    assert next(row.title for row in store.read(plan_page, ListAsk(descending=True)).rows) == "Zebra"
