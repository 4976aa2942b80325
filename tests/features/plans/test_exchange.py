import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentordesk.features.plans.operations.exchange import import_plan
from mentordesk.features.plans.queries.lists import plans_to_report
from mentordesk.features.plans.queries.one import plan_file
from mentordesk.features.plans.rules.drafts import (
    AgreementDraft,
    EntryDraft,
    FigureDraft,
    PlanDraft,
    ReviewDraft,
    TargetDraft,
)
from mentordesk.features.plans.rules.exchange import PlanFile, TargetFile, read_plan_file, write_plan_file
from mentordesk.kernel.dates import Precision
from mentordesk.kernel.errors import BadFile
from mentordesk.kernel.rag import Rag
from mentordesk.records.plans import PlanStatus
from mentordesk.store.casebook import Store
from tests.casebooks import TODAY

KNOWSLEY = (Path(__file__).parents[2] / "data" / "knowsley_plan.json").read_text("utf-8")
SAID: dict[str, Any] = json.loads(KNOWSLEY)


def test_the_knowsley_plan_goes_through_the_casebook_and_back(store: Store) -> None:
    number = store.write(import_plan, KNOWSLEY)
    kept = store.read(plan_file, number)
    assert kept == read_plan_file(KNOWSLEY, TODAY)
    written = write_plan_file(kept)
    assert read_plan_file(written, TODAY) == kept
    again = store.read(plan_file, store.write(import_plan, written))
    assert again == kept
    assert write_plan_file(again) == written


def test_what_is_written_has_the_shape_and_the_words_of_the_original(store: Store) -> None:
    written = json.loads(write_plan_file(store.read(plan_file, store.write(import_plan, KNOWSLEY))))
    for part in ("plan", "progress_form"):
        assert written[part]["title"] == SAID[part]["title"]
        for column, said in zip(written[part]["columns"], SAID[part]["columns"], strict=True):
            assert column.items() <= said.items()
    assert written["plan"]["headings"] == SAID["plan"]["headings"]
    assert written["enduring_issues"]["items"] == SAID["enduring_issues"]["items"]
    for target, said in zip(written["targets"], SAID["targets"], strict=True):
        assert target["number"] == said["number"]
        assert target["smart"]["agreed_by"] == said["smart"]["agreed_by"]
        assert target["smart"]["realistic"] == said["smart"]["realistic"]
        assert target["progress_header"] == said["progress_header"]
        assert target.get("quantified") == said.get("quantified")
        assert [sheet["slide"] for sheet in target["progress"]] == [
            sheet["slide"] for sheet in said["progress"]
        ]
        for sheet, told in zip(target["progress"], said["progress"], strict=True):
            for entry, words in zip(sheet["entries"], told["entries"], strict=True):
                assert {name: entry[name] for name in ("part", "rag")} == {
                    n: words[n] for n in ("part", "rag")
                }
                for column in ("met", "not_met", "lessons"):
                    assert " ".join(entry[column]).split() == " ".join(words[column]).split()


def test_everything_that_the_application_adds_survives(store: Store) -> None:
    entries = (
        EntryDraft("One", Rag.RED, "A reason", "M", "N\n\n- item", "L", "Note"),
        EntryDraft("Two", None, "", "More", page=2),
    )
    dated = (
        (date(2026, 3, 31), Precision.QUARTER),
        (date(2026, 6, 30), Precision.MONTH),
        (TODAY, Precision.DAY),
    )
    reviews = tuple(
        ReviewDraft(day, precision, "Jo", "Wording", "Required", "Evidence", "", entries)
        for day, precision in dated
    )
    target = TargetDraft(
        achieve="A",
        actions="B",
        measures="C",
        agreements=(AgreementDraft("X", date(2026, 1, 2), "Y"), AgreementDraft("Z")),
        agreed_wording="X/ Z",
        realistic=(Rag.AMBER, Rag.RED),
        timely="T",
        due_date=date(2026, 5, 6),
        parts=("One", "Two"),
        figures=(FigureDraft("n", 0), FigureDraft("m", None)),
    )
    plan = PlanDraft(
        title="Ours",
        area="Area",
        partners="Partners",
        funder="Funder",
        acknowledgement="Thanks",
        footer="Foot",
        period_start=date(2026, 1, 1),
        period_end=date(2026, 12, 31),
        status=PlanStatus.DRAFT,
        review_months=6,
        issues_lead_in="Lead",
        issues="One\n\nTwo",
    )
    file = PlanFile(plan, (TargetFile(3, target, reviews), TargetFile(7, TargetDraft("Second"))))
    assert read_plan_file(write_plan_file(file), TODAY) == file
    kept = store.read(plan_file, store.write(import_plan, write_plan_file(file)))
    assert kept == file


def test_a_small_file_is_enough() -> None:
    file = read_plan_file('{"plan": {"title": "Small"}, "targets": []}', TODAY)
    assert (file.plan.title, file.plan.review_months, file.targets) == ("Small", 3, ())


def changed(change: Callable[[dict[str, Any]], object]) -> str:
    body = deepcopy(SAID)
    change(body)
    return json.dumps(body)


def first(body: dict[str, Any]) -> dict[str, Any]:
    return body["targets"][0]


MALFORMED: dict[str, tuple[str, str]] = {
    "nothing": ("", "line 1, column 1 is not JSON"),
    "a letter": ("Dear Sir", "line 1, column 1 is not JSON"),
    "cut off": (KNOWSLEY[:2000], "is not JSON"),
    "a comma too many": ('{"plan": {"title": "x",}}', "is not JSON"),
    "a list": ("[]", "should be an object"),
    "a number": ("7", "should be an object"),
    "null": ("null", "should be an object"),
    "deep": ("[" * 100_000, "not JSON that can be read"),
    "deep objects": ('{"a":' * 100_000, "not JSON that can be read"),
    "NaN": ('{"plan": {"title": "x", "review_months": NaN}, "targets": []}', "NaN is not a number"),
    "infinity": ('{"plan": {"title": "x", "review_months": -Infinity}, "targets": []}', "not a number"),
    "a huge number": ('{"plan": {"title": "x", "review_months": %s}, "targets": []}' % ("9" * 5000), "JSON"),
    "a number past a float": (
        '{"plan": {"title": "x", "review_months": 1e999}, "targets": []}',
        "whole number",
    ),
    "a name twice": ('{"plan": {"title": "x", "title": "y"}, "targets": []}', "stands twice"),
    "no plan": (changed(lambda body: body.pop("plan")), "plan is missing"),
    "no title": (changed(lambda body: body["plan"].pop("title")), "plan.title is missing"),
    "an empty title": (changed(lambda body: body["plan"].update(title=" \u0000")), "plan.title is empty"),
    "a title of another kind": (
        changed(lambda body: body["plan"].update(title=["x"])),
        "plan.title should be text",
    ),
    "a long title": (
        changed(lambda body: body["plan"].update(title="x" * 301)),
        "plan.title is longer than 300",
    ),
    "no targets": (changed(lambda body: body.pop("targets")), "targets is missing"),
    "targets in an object": (changed(lambda body: body.update(targets={})), "targets should be a list"),
    "a target of another kind": (changed(lambda body: body["targets"].append("x")), "targets[4]"),
    "no number": (changed(lambda body: first(body).pop("number")), "targets[0].number is missing"),
    "number as text": (
        changed(lambda body: first(body).update(number="1")),
        "targets[0].number should be a whole",
    ),
    "number as truth": (
        changed(lambda body: first(body).update(number=True)),
        "targets[0].number should be a whole",
    ),
    "number as fraction": (
        changed(lambda body: first(body).update(number=1.5)),
        "targets[0].number should be a whole",
    ),
    "number zero": (changed(lambda body: first(body).update(number=0)), "targets[0].number should be from 1"),
    "two of one number": (
        changed(lambda body: first(body).update(number=2)),
        "two targets have the same number",
    ),
    "no smart": (changed(lambda body: first(body).pop("smart")), "targets[0].smart is missing"),
    "nothing to achieve": (changed(lambda body: first(body)["smart"].update(achieve="")), "achieve is empty"),
    "an unknown colour": (
        changed(lambda body: first(body)["smart"]["realistic"].update(rag=["blue"])),
        "targets[0].smart.realistic.rag[0] should be one of green, amber, red",
    ),
    "a colour of another kind": (
        changed(lambda body: first(body)["smart"]["realistic"].update(rag=[1])),
        "targets[0].smart.realistic.rag[0] should be text",
    ),
    "colours not in a list": (
        changed(lambda body: first(body)["smart"]["realistic"].update(rag="green")),
        "rag should be a list",
    ),
    "a progress colour": (
        changed(lambda body: body["targets"][3]["progress"][0]["entries"][1].update(rag="Amber")),
        "targets[3].progress[0].entries[1].rag should be one of",
    ),
    "a paragraph of another kind": (
        changed(lambda body: first(body)["progress"][0]["entries"][0].update(met=[{"x": 1}])),
        "targets[0].progress[0].entries[0].met[0] should be text",
    ),
    "sheets without entries": (
        changed(lambda body: first(body)["progress"][0].pop("entries")),
        "targets[0].progress[0].entries is missing",
    ),
    "a party twice": (
        changed(lambda body: first(body)["smart"]["agreed_by"].update(parties=["KMBC", "kmbc"])),
        "named twice",
    ),
    "parts of one name": (
        changed(lambda body: first(body).update(parts=["a", "A"])),
        "Two parts have the same name",
    ),
    "an impossible day": (
        changed(lambda body: first(body)["smart"].update(due_date="2026-02-30")),
        "due_date is not a date",
    ),
    "a day of another form": (
        changed(lambda body: first(body)["smart"].update(due_date="30/9/2026")),
        "due_date is not a date",
    ),
    "a status date": (
        changed(lambda body: body["about"].update(status_date="soon")),
        "about.status_date is not",
    ),
    "a period that ends first": (
        changed(lambda body: body["plan"].update(period_start="2026-02-01", period_end="2026-01-01")),
        "plan.period_end is before period_start",
    ),
    "a cycle of none": (
        changed(lambda body: body["plan"].update(review_months=0)),
        "review_months should be from 1",
    ),
    "an unknown status": (
        changed(lambda body: body["plan"].update(status="lost")),
        "plan.status should be one of",
    ),
    "a figure of another kind": (
        changed(lambda body: first(body).update(quantified={"courses": "2"})),
        "targets[0].quantified.courses should be a whole number",
    ),
    "a figure without a name": (
        changed(lambda body: first(body).update(quantified={" ": 2})),
        "every figure",
    ),
}


@pytest.mark.parametrize(("text", "reason"), MALFORMED.values(), ids=MALFORMED.keys())
def test_a_malformed_file_is_refused_with_the_place_and_nothing_is_imported(
    store: Store, text: str, reason: str
) -> None:
    with pytest.raises(BadFile) as refusal:
        store.write(import_plan, text)
    assert reason in str(refusal.value)
    assert str(refusal.value).endswith("Nothing was imported.")
    assert store.read(plans_to_report) == []


def test_a_fault_in_the_last_target_imports_none_of_the_others(store: Store) -> None:
    text = changed(lambda body: body["targets"][3]["smart"].pop("achieve"))
    with pytest.raises(BadFile):
        store.write(import_plan, text)
    assert store.read(plans_to_report) == []


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [path]
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        found += places(inner, (*path, key))
    return found


PLACES = [path for path in places({k: v for k, v in SAID.items() if k != "derived_demo_records"}) if path]


@given(st.sampled_from(PLACES), JSON)
def test_anything_anywhere_is_read_or_refused_and_what_is_read_goes_round(
    path: tuple[Any, ...], junk: Any
) -> None:
    body: Any = deepcopy(SAID)
    place = body
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = junk
    try:
        file = read_plan_file(json.dumps(body), TODAY)
    except BadFile:
        return
    written = write_plan_file(file)
    assert write_plan_file(read_plan_file(written, TODAY)) == written


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    with pytest.raises(BadFile):
        read_plan_file(text, TODAY)


def test_reviews_come_in_the_order_of_their_dates(store: Store) -> None:
    number = store.write(import_plan, KNOWSLEY)
    file = store.read(plan_file, number)
    old = file.targets[0]
    early = replace(old.reviews[0], review_date=date(2014, 3, 31), precision=Precision.DAY)
    doubled = replace(file, targets=(replace(old, reviews=(early, *old.reviews)), *file.targets[1:]))
    again = store.read(plan_file, store.write(import_plan, write_plan_file(doubled)))
    assert again == doubled
