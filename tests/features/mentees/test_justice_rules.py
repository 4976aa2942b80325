"""What is impossible or missing in a justice context, said by field."""

from dataclasses import dataclass, fields
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentordesk.features.mentees.rules.justice import (
    DRAFTS,
    RECORDS,
    JusticeDraft,
    NonAssociationDraft,
    Part,
    PlacementDraft,
    RestrictionDraft,
    RiskDraft,
    SchemeDraft,
    ScoreDraft,
    SentenceDraft,
    SupervisionDraft,
    justice_problems,
    overlap_problems,
    part_of,
    to_be_ended,
)
from mentordesk.records.justice import RestrictionKind, SchemeKind, SentenceKind, Setting

TODAY = date(2026, 11, 21)
JUNE, JULY, LATER = date(2026, 6, 1), date(2026, 7, 1), date(2027, 3, 1)

GOOD: list[JusticeDraft] = [
    PlacementDraft(Setting.CUSTODY, "HMP Northmoor", JUNE),
    PlacementDraft(Setting.COMMUNITY, "", JUNE, TODAY),
    SentenceDraft(SentenceKind.LIFE),
    SentenceDraft(SentenceKind.DETERMINATE, JUNE, LATER, date(2028, 3, 1), "Theft"),
    SentenceDraft(SentenceKind.COMMUNITY_ORDER, JUNE, JUNE, JUNE),
    SupervisionDraft("", "Northbridge office", "", LATER),
    SchemeDraft(SchemeKind.MAPPA, "Level 2", LATER),
    RestrictionDraft(RestrictionKind.EXCLUSION, "Anywhere in Harbour ward"),
    NonAssociationDraft("M-0002"),
    RiskDraft("Medium", "", "Probation", TODAY),
    ScoreDraft("OGRS", "4", "2 years", "47%", JUNE, "Probation"),
]


@pytest.mark.parametrize("draft", GOOD, ids=lambda draft: part_of(draft).value)
def test_what_can_be_is_accepted(draft: JusticeDraft) -> None:
    assert justice_problems(draft, TODAY) == {}


@pytest.mark.parametrize(
    ("draft", "field", "says"),
    [
        (PlacementDraft(None, "", JUNE), "setting", "Choose in custody"),
        (PlacementDraft(Setting.CUSTODY, "  ", JUNE), "place", "Name the prison."),
        (PlacementDraft(Setting.COMMUNITY), "from_date", "Give the date"),
        (PlacementDraft(Setting.COMMUNITY, "", LATER), "from_date", "has not come yet"),
        (PlacementDraft(Setting.COMMUNITY, "", JULY, JUNE), "to_date", "ends before it begins"),
        (PlacementDraft(Setting.COMMUNITY, "x" * 201, JULY), "place", "at most 200"),
        (SentenceDraft(), "kind", "Choose what kind"),
        (SentenceDraft(SentenceKind.LICENCE, LATER), "sentence_date", "has not come yet"),
        (SentenceDraft(SentenceKind.LICENCE, JULY, JUNE), "release_date", "before the sentence"),
        (SentenceDraft(SentenceKind.LICENCE, None, JULY, JUNE), "end_date", "before the release"),
        (SentenceDraft(SentenceKind.LICENCE, JULY, None, JUNE), "end_date", "before it was passed"),
        (SentenceDraft(SentenceKind.LICENCE, date(202, 7, 1)), "sentence_date", "too long ago"),
        (SupervisionDraft(from_date=JUNE), "officer", "Name the officer or the office."),
        (SupervisionDraft("R. Osei"), "from_date", "begins"),
        (SupervisionDraft("R. Osei", "", "", JULY, JUNE), "to_date", "ends before it begins"),
        (SchemeDraft(None, "", JUNE), "kind", "Choose a scheme."),
        (SchemeDraft(SchemeKind.OTHER, " ", JUNE), "level", "which scheme"),
        (SchemeDraft(SchemeKind.IOM, "", JULY, JUNE), "to_date", "ends before it begins"),
        (RestrictionDraft(None, "Curfew"), "kind", "Choose"),
        (RestrictionDraft(RestrictionKind.CONDITION, "\n"), "says", "Say what is not allowed"),
        (NonAssociationDraft(" "), "other", "reference or name"),
        (RiskDraft("", "", "Probation", JUNE), "level", "in the words"),
        (RiskDraft("High", "", "", JUNE), "supplied_by", "who supplied"),
        (RiskDraft("High", "", "Probation", LATER), "supplied_date", "has not come yet"),
        (ScoreDraft("", "", "", "47", JUNE, "Probation"), "name", "name of the predictor"),
        (ScoreDraft("OGRS", "", "", "", JUNE, "Probation"), "score", "as it was received"),
        (ScoreDraft("OGRS", "", "", "47", None, "Probation"), "score_date", "Give the date"),
        (ScoreDraft("OGRS", "", "", "47", JUNE, ""), "source", "who sent"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(draft: JusticeDraft, field: str, says: str) -> None:
    problems = justice_problems(draft, TODAY)
    assert set(problems) == {field}
    assert says in problems[field]


@pytest.mark.parametrize("part", [part for part in Part if part is not Part.NON_ASSOCIATION])
def test_a_draft_has_the_fields_of_its_record(part: Part) -> None:
    kept = set(RECORDS[part].__table__.columns.keys())
    assert {field.name for field in fields(DRAFTS[part])} == kept - {"id", "version", "mentee_id"}


@dataclass
class AStay:
    id: int
    from_date: date
    to_date: date | None = None
    setting: Setting = Setting.CUSTODY
    place: str = "HMP Northmoor"


def stay(start: date, end: date | None = None) -> PlacementDraft:
    return PlacementDraft(Setting.COMMUNITY, "Northbridge", start, end)


def test_a_new_present_placement_ends_the_old_one_the_day_before() -> None:
    there = [AStay(1, date(2026, 1, 1), date(2026, 5, 31)), AStay(2, JUNE)]
    assert to_be_ended(stay(JULY), there) == (2, date(2026, 6, 30))
    assert overlap_problems(stay(JULY), there) == {}


def test_a_past_placement_takes_over_from_nobody() -> None:
    assert to_be_ended(stay(JULY, TODAY), [AStay(1, JUNE)]) is None
    assert to_be_ended(stay(JULY), []) is None


@pytest.mark.parametrize(
    ("draft", "there", "field", "says"),
    [
        (stay(JUNE), AStay(1, JUNE), "from_date", "at HMP Northmoor from 1 June 2026 already"),
        (stay(JULY, TODAY), AStay(1, JUNE), "from_date", "at HMP Northmoor from 1 June 2026 already"),
        (stay(JUNE), AStay(1, JULY), "to_date", "begins on 1 July 2026"),
        (stay(JUNE, JULY), AStay(1, JULY, TODAY), "from_date", "from 1 July 2026 to 21 November 2026"),
    ],
)
def test_nobody_is_in_two_places_on_one_day(
    draft: PlacementDraft, there: AStay, field: str, says: str
) -> None:
    problems = overlap_problems(draft, [there])
    assert set(problems) == {field}
    assert says in problems[field]


@pytest.mark.parametrize(
    ("draft", "there"),
    [
        (stay(JUNE, date(2026, 6, 30)), AStay(1, JULY)),
        (stay(date(2026, 7, 2)), AStay(1, JUNE, JULY)),
    ],
)
def test_placements_may_follow_each_other(draft: PlacementDraft, there: AStay) -> None:
    assert overlap_problems(draft, [there]) == {}


DAYS = st.integers(0, 40).map(lambda days: JUNE + timedelta(days=days))


@given(st.lists(st.tuples(DAYS, st.none() | DAYS), max_size=12))
def test_whatever_is_added_nobody_is_in_two_places(tried: list[tuple[date, date | None]]) -> None:
    kept: list[AStay] = []
    for number, (start, end) in enumerate(tried):
        draft = stay(start, end)
        if justice_problems(draft, TODAY) or overlap_problems(draft, kept):
            continue
        if taken_over := to_be_ended(draft, kept):
            next(each for each in kept if each.id == taken_over[0]).to_date = taken_over[1]
        kept.append(AStay(number, start, end))
    kept.sort(key=lambda each: each.from_date)
    assert sum(each.to_date is None for each in kept) <= 1
    for before, after in pairwise(kept):
        assert before.to_date is not None
        assert before.from_date <= before.to_date < after.from_date
