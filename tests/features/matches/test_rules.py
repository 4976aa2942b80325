from dataclasses import replace
from datetime import date

import pytest

from mentordesk.features.matches.rules.matches import (
    NEXT,
    DetailsDraft,
    EndDraft,
    ProposalDraft,
    StepDraft,
    WishDraft,
    details_problems,
    end_problems,
    order_problem,
    proposal_problems,
    review_words,
    step_problems,
    wish_problems,
)
from mentordesk.features.matches.rules.mentors import (
    ConflictDraft,
    DistrictDraft,
    DistrictsDraft,
    MentorDraft,
    district_problems,
    mentor_problems,
)
from mentordesk.kernel.districts import district_of, named_districts, tenths_apart
from mentordesk.kernel.week import PartOfWeek, week_words
from mentordesk.records.matches import MatchEnd, MatchStatus
from mentordesk.records.volunteers import DbsDecision
from tests.casebooks import TODAY
from tests.features.matches.facts import READY

TOMORROW = date(2026, 11, 22)
DAY = date(2026, 10, 1)


@pytest.mark.parametrize(
    ("postcode", "district"),
    [
        ("NB4 2XY", "NB4"),
        ("nb42xy", "NB4"),
        ("L1 8JQ", "L1"),
        ("EC1A 1BB", "EC1A"),
        ("NB4", "NB4"),
        ("L18", "L18"),
        ("Liverpool", ""),
        ("", ""),
        ("N", ""),
    ],
)
def test_the_district_of_a_postcode(postcode, district):
    assert district_of(postcode) == district


@pytest.mark.parametrize(
    ("text", "districts"),
    [
        ("Not to enter NB7 or NB8.", {"NB7", "NB8"}),
        ("nb7, within a mile of NB4 2XY", {"NB7", "NB4"}),
        ("NB1 to NB4", {"NB1", "NB2", "NB3", "NB4"}),
        ("NB9-11", {"NB9", "NB10", "NB11"}),
        ("L44AB", {"L4"}),
        ("The town centre", set()),
    ],
)
def test_the_districts_that_a_text_names(text, districts):
    assert named_districts(text) == districts


def test_a_distance_is_whole_tenths_of_a_kilometre():
    assert tenths_apart((0, 0), (3000, 4000)) == 50
    assert tenths_apart((565_000, 425_000), (561_000, 428_500)) == 53
    assert tenths_apart((0, 0), (0, 49)) == 0
    assert tenths_apart((0, 0), (0, 50)) == 1


def test_a_week_reads_as_words():
    times = (PartOfWeek.FRI_PM, PartOfWeek.MON_EVE, PartOfWeek.MON_AM)
    assert week_words(times) == "Monday morning and evening; Friday afternoon"
    assert week_words(()) == ""


@pytest.mark.parametrize(
    ("draft", "fields"),
    [
        (READY, set()),
        (MentorDraft(name="Zoë O’Neill"), set()),
        (MentorDraft(), {"name"}),
        (replace(READY, name="x" * 201), {"name"}),
        (replace(READY, postcode="somewhere"), {"postcode"}),
        (replace(READY, postcode="nb4"), set()),
        (replace(READY, caseload_limit=None), {"caseload_limit"}),
        (replace(READY, caseload_limit=51), {"caseload_limit"}),
        (replace(READY, caseload_limit=0), set()),
        (replace(READY, dbs_date=TOMORROW), {"dbs_date"}),
        (replace(READY, references_date=TOMORROW), {"references_date"}),
        (replace(READY, training_date=TOMORROW), {"training_date"}),
        (replace(READY, dbs_date=None), {"dbs_date"}),
        (replace(READY, dbs_decision=None), {"dbs_decision"}),
        (replace(READY, dbs_decision=DbsDecision.NOT_CLEARED), set()),
        (replace(READY, conflicts=(ConflictDraft(None, "a cousin"),)), {"conflicts"}),
        (replace(READY, conflicts=(ConflictDraft(1), ConflictDraft(1))), {"conflicts"}),
    ],
)
def test_what_is_wrong_with_a_mentor(draft, fields):
    assert set(mentor_problems(draft, TODAY)) == fields


@pytest.mark.parametrize(
    ("rows", "part"),
    [
        ((), ""),
        ((DistrictDraft("NB4", 1, 2),), ""),
        ((DistrictDraft("nb4 ", 1, 2),), ""),
        ((DistrictDraft("", 1, 2),), "District 1 is no postcode district"),
        ((DistrictDraft("NB4 2XY", 1, 2),), "District 1 is no postcode district"),
        ((DistrictDraft("NB4", 1, 2), DistrictDraft("nb4", 3, 4)), "NB4 is there twice"),
        ((DistrictDraft("NB4", 1, None),), "Give the northing and the easting of NB4"),
        ((DistrictDraft("NB4", 1_300_001, 2),), "outside the national grid"),
    ],
)
def test_what_is_wrong_with_districts(rows, part):
    says = district_problems(DistrictsDraft(rows)).get("districts", "")
    assert part in says
    assert bool(says) == bool(part)


@pytest.mark.parametrize("now", MatchStatus)
@pytest.mark.parametrize("to", MatchStatus)
def test_a_match_goes_on_in_one_order(now, to):
    allowed = {
        ("proposed", "introduced"),
        ("introduced", "active"),
        ("active", "paused"),
        ("paused", "active"),
        *((each.value, "ended") for each in MatchStatus if each is not MatchStatus.ENDED),
    }
    assert (order_problem(now, to) == "") == ((now.value, to.value) in allowed)
    assert MatchStatus.PROPOSED not in NEXT[now]


@pytest.mark.parametrize(
    ("draft", "to", "fields"),
    [
        (StepDraft(TODAY), MatchStatus.INTRODUCED, set()),
        (StepDraft(DAY), MatchStatus.ACTIVE, set()),
        (StepDraft(None), MatchStatus.ACTIVE, {"change_date"}),
        (StepDraft(TOMORROW), MatchStatus.ACTIVE, {"change_date"}),
        (StepDraft(date(2026, 9, 30)), MatchStatus.ACTIVE, {"change_date"}),
        (StepDraft(TODAY), MatchStatus.PAUSED, {"reason"}),
        (StepDraft(TODAY, "Away"), MatchStatus.PAUSED, set()),
    ],
)
def test_what_is_wrong_with_a_step(draft, to, fields):
    assert set(step_problems(draft, to, DAY, TODAY)) == fields


def test_what_is_wrong_with_other_drafts_of_a_match():
    assert set(proposal_problems(ProposalDraft(), TODAY)) == {"volunteer_id", "change_date"}
    assert proposal_problems(ProposalDraft(1, TODAY), TODAY) == {}
    assert set(end_problems(EndDraft(TODAY), DAY, TODAY)) == {"end_reason"}
    assert set(end_problems(EndDraft(TODAY, MatchEnd.SAFETY), DAY, TODAY)) == {"reason"}
    assert end_problems(EndDraft(TODAY, MatchEnd.COMPLETED), DAY, TODAY) == {}
    late = DetailsDraft(agreement_date=TOMORROW, review_date=date(2026, 9, 1))
    assert set(details_problems(late, DAY, TODAY)) == {"agreement_date", "review_date"}
    assert set(wish_problems(WishDraft(meeting_postcode="the library"))) == {"meeting_postcode"}
    assert wish_problems(WishDraft(meeting_postcode="nb4 2xy")) == {}


@pytest.mark.parametrize(
    ("review", "status", "words"),
    [
        (None, MatchStatus.ACTIVE, ""),
        (DAY, MatchStatus.ACTIVE, "Review overdue since 1 October 2026"),
        (DAY, MatchStatus.ENDED, ""),
        (TODAY, MatchStatus.ACTIVE, "Review due today"),
        (TOMORROW, MatchStatus.PAUSED, "Review by 22 November 2026"),
    ],
)
def test_when_a_review_is_due(review, status, words):
    assert review_words(review, status, TODAY) == words
