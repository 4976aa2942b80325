from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentordesk.features.matches.rules.suggestions import suggest
from mentordesk.kernel.districts import named_districts
from mentordesk.kernel.week import PartOfWeek
from mentordesk.records.justice import Setting
from mentordesk.records.matching import MenteeFacts, MentorFacts
from mentordesk.records.safety import caseload_words, meeting_district, safety
from mentordesk.records.volunteers import DbsDecision, Gender, SettingLevel
from tests.casebooks import TODAY
from tests.features.matches.facts import CHECKED, MENTEE, MENTOR

GRID = {"NB1": (565_000, 425_000), "NB2": (567_500, 424_000), "NB9": (600_000, 500_000)}
EVENING = PartOfWeek.MON_EVE


@pytest.mark.parametrize(
    ("mentee", "mentor", "part"),
    [
        ({}, {"active": False}, "do not mentor at present"),
        ({}, {"dbs_decision": DbsDecision.NOT_CLEARED}, "Not cleared after the DBS check"),
        ({}, {"dbs_decision": None}, "No decision on a DBS check"),
        ({}, {"dbs_date": None}, "No decision on a DBS check"),
        ({}, {"dbs_date": TODAY + timedelta(days=1)}, "No decision on a DBS check"),
        ({}, {"references_date": None}, "References are not in"),
        ({}, {"training_date": None}, "Training is not finished"),
        ({}, {"setting_level": None}, "Not cleared for custody or the community"),
        ({"setting": Setting.CUSTODY}, {}, "not cleared for custody"),
        ({"exclusions": ("Not to enter NB1.",)}, {}, "inside an exclusion area"),
        ({"exclusions": ("The town.", "NB1 to NB4")}, {}, "inside an exclusion area"),
        ({"exclusions": ("All of NB.",)}, {}, "inside an exclusion area"),
        ({"exclusions": ("NB5",), "meeting_postcode": "NB5 1AA"}, {}, "inside an exclusion area"),
        ({"exclusions": ("NB2",), "postcode": ""}, {}, "meet in NB2"),
        ({"non_associations": frozenset({5})}, {"mentees": frozenset({5})}, "must not meet"),
        ({}, {"conflicts": frozenset({1})}, "conflict with this person"),
        ({"mappa": True}, {}, "MAPPA applies"),
        ({"risk_level": "Very high"}, {}, "the risk was given as high"),
        ({"lone_working": True}, {}, "it was asked for"),
        ({}, {"mentees": frozenset({5, 6, 8})}, "3 mentees already; the limit is 3"),
        ({}, {"caseload_limit": 0}, "0 mentees already; the limit is 0"),
        ({}, {"mentees": frozenset({1})}, "matched with this person already"),
    ],
)
def test_a_safety_rule_excludes_and_says_why(mentee, mentor, part):
    found = suggest(replace(MENTEE, **mentee), [replace(MENTOR, **mentor)], GRID, TODAY)
    assert found.ranked == ()
    (excluded,) = found.excluded
    assert part in " ".join(excluded.why)


@pytest.mark.parametrize(
    ("mentee", "mentor"),
    [
        ({}, {}),
        ({"setting": Setting.CUSTODY}, {"setting_level": SettingLevel.CUSTODY}),
        ({"exclusions": ("NB5",)}, {}),
        ({"exclusions": ("NB1",), "meeting_postcode": "NB2"}, {}),
        ({"non_associations": frozenset({5})}, {"mentees": frozenset({6})}),
        ({"mappa": True, "risk_level": "High"}, {"lone_working": True}),
        ({"risk_level": "Low"}, {}),
        ({}, {"conflicts": frozenset({2})}),
        ({}, {"mentees": frozenset({5, 6})}),
    ],
)
def test_nobody_is_excluded_without_a_reason(mentee, mentor):
    found = suggest(replace(MENTEE, **mentee), [replace(MENTOR, **mentor)], GRID, TODAY)
    assert len(found.ranked) == 1
    assert found.excluded == ()


@pytest.mark.parametrize(
    ("mentee", "mentor", "part", "speaks_for"),
    [
        ({"times": (EVENING,)}, {"times": (EVENING,)}, "Both can meet on Monday evening.", True),
        ({"times": (EVENING,)}, {"times": (PartOfWeek.FRI_AM,)}, "no time in common", False),
        ({}, {}, "It is not known when they can meet.", False),
        ({}, {}, "They live about 2.7 km from NB1.", True),
        ({}, {"postcode": "NB1"}, "They live in NB1, where the two would meet.", True),
        ({}, {"postcode": "NB9"}, "They live about 82.8 km from NB1.", False),
        ({}, {"postcode": "NB3"}, "in the same postcode area (NB) as NB1", True),
        ({}, {"postcode": "L1"}, "in another postcode area than NB1", False),
        ({}, {"postcode": ""}, "not known how far", False),
        ({"postcode": ""}, {}, "not known how far", False),
        ({}, {"area": "NB1 to NB3"}, "They cover NB1.", True),
        ({"language": "Polish"}, {"languages": "English, polish"}, "They speak Polish.", True),
        ({"language": "Polish"}, {"languages": "English"}, "They do not speak Polish.", False),
        ({"language": "Polish", "interpreter": True}, {}, "An interpreter is needed.", False),
        ({"mentor_gender": Gender.WOMAN}, {"gender": Gender.WOMAN}, "a woman, and that is so", True),
        ({"mentor_gender": Gender.WOMAN}, {"gender": Gender.MAN}, "and that is not so", False),
        ({"mentor_gender": Gender.WOMAN}, {}, "not known whether that is so", False),
        ({"gender": Gender.MAN}, {"mentee_gender": Gender.MAN}, "The mentor asks for a mentee", True),
        ({"interests": "Football, chess"}, {"interests": "football"}, "interest in Football.", True),
        ({"help_wanted": "forms\n- cooking"}, {"skills": "cooking; forms"}, "forms and cooking", True),
        ({"lived_experience": True}, {"lived_experience": "Served."}, "experience of their own", True),
        ({"lived_experience": True}, {}, "the mentor has shared none", False),
        ({}, {"mentees": frozenset({4, 5})}, "room for 1 more mentee.", True),
        ({}, {}, "Trained on 10 January 2026.", True),
        ({}, {"training_date": date(2024, 11, 20)}, "more than two years ago", False),
        ({"setting": None}, {}, "not known whether this person is in custody", False),
        ({"exclusions": ("The market.",)}, {}, "names no postcode district", False),
        ({"exclusions": ("NB2",)}, {}, "The mentor lives in NB2", False),
    ],
)
def test_every_reason_is_a_sentence(mentee, mentor, part, speaks_for):
    found = suggest(replace(MENTEE, **mentee), [replace(MENTOR, **mentor)], GRID, TODAY)
    (suggestion,) = found.ranked
    said, other = suggestion.reasons_for, suggestion.reasons_against
    if not speaks_for:
        said, other = other, said
    assert part in " ".join(said)
    assert part not in " ".join(other)
    assert all(each.endswith(".") and each[0].isupper() for each in (*said, *other))


def test_only_a_mentor_who_is_full_and_nothing_else_may_still_be_proposed():
    full = replace(MENTOR, caseload_limit=0)
    (only,) = suggest(MENTEE, [full], {}, TODAY).excluded
    (more,) = suggest(MENTEE, [replace(full, active=False)], {}, TODAY).excluded
    (other,) = suggest(MENTEE, [replace(MENTOR, active=False)], {}, TODAY).excluded
    assert (only.full, more.full, other.full) == (True, False, False)


def test_the_best_comes_first_and_names_settle_a_tie():
    near = replace(MENTOR, id=1, name="Zoe", postcode="NB1")
    far = replace(MENTOR, id=2, name="Ann", postcode="L1")
    twin = replace(MENTOR, id=3, name="Ben", postcode="L1")
    mentee = replace(MENTEE, id=99)
    assert [each.name for each in suggest(mentee, [twin, far, near], {}, TODAY).ranked] == [
        "Zoe",
        "Ann",
        "Ben",
    ]


def test_a_mentor_who_is_full_is_told_in_words_but_for_a_mentee_they_have():
    full = replace(MENTOR, caseload_limit=1, mentees=frozenset({4}))
    assert caseload_words(full, 9) == "They have 1 mentee already; the limit is 1."
    assert caseload_words(full, 4) == ""


TEXTS = st.sampled_from(["", "football", "NB1", "Not to enter NB1 or NB2.", "chess, football", "Polish"])
POSTCODES = st.sampled_from(["", "NB1", "NB2 3CD", "NB3", "L1 1AA", "nonsense"])
DAYS = st.sampled_from([None, CHECKED, TODAY, TODAY + timedelta(days=3)])
NUMBERS = st.frozensets(st.integers(1, 6), max_size=3)
TIMES = st.lists(st.sampled_from(PartOfWeek), max_size=3).map(tuple)
GENDERS = st.sampled_from([None, *Gender])
MENTEES = st.builds(
    MenteeFacts,
    st.integers(1, 6),
    postcode=POSTCODES,
    language=TEXTS,
    setting=st.sampled_from([None, *Setting]),
    exclusions=st.lists(TEXTS, max_size=2).map(tuple),
    non_associations=NUMBERS,
    mappa=st.booleans(),
    risk_level=st.sampled_from(["", "Low", "HIGH"]),
    gender=GENDERS,
    mentor_gender=GENDERS,
    meeting_postcode=POSTCODES,
    times=TIMES,
    interests=TEXTS,
    lone_working=st.booleans(),
)
MENTORS = st.builds(
    MentorFacts,
    st.integers(1, 10_000),
    st.text(max_size=5),
    postcode=POSTCODES,
    area=TEXTS,
    times=TIMES,
    languages=TEXTS,
    interests=TEXTS,
    gender=GENDERS,
    mentee_gender=GENDERS,
    caseload_limit=st.integers(0, 3),
    dbs_decision=st.sampled_from([None, DbsDecision.CLEARED, DbsDecision.CLEARED, DbsDecision.NOT_CLEARED]),
    dbs_date=DAYS,
    references_date=DAYS,
    training_date=DAYS,
    setting_level=st.sampled_from([None, *SettingLevel]),
    lone_working=st.booleans(),
    active=st.booleans(),
    mentees=NUMBERS,
    conflicts=NUMBERS,
) | st.builds(
    MentorFacts,
    st.integers(1, 10_000),
    st.text(max_size=5),
    caseload_limit=st.just(4),
    dbs_decision=st.just(DbsDecision.CLEARED),
    dbs_date=st.just(CHECKED),
    references_date=st.just(CHECKED),
    training_date=st.just(CHECKED),
    setting_level=st.sampled_from(SettingLevel),
    lone_working=st.booleans(),
    mentees=NUMBERS,
    conflicts=NUMBERS,
)


@given(MENTEES, st.lists(MENTORS, max_size=8, unique_by=lambda each: each.id))
def test_an_excluded_mentor_is_never_ranked(mentee, mentors):
    found = suggest(mentee, mentors, GRID, TODAY)
    ranked = [each.mentor_id for each in found.ranked]
    excluded = [each.mentor_id for each in found.excluded]
    assert sorted(ranked + excluded) == sorted(each.id for each in mentors)
    known = {each.id: each for each in mentors}
    for number in ranked:
        mentor = known[number]
        assert safety(mentee, mentor, TODAY).why == ()
        assert mentor.active
        assert mentor.dbs_decision is DbsDecision.CLEARED
        days = (mentor.dbs_date, mentor.references_date, mentor.training_date)
        assert all(day and day <= TODAY for day in days)
        assert mentor.setting_level is not None
        assert mentee.setting is not Setting.CUSTODY or mentor.setting_level is SettingLevel.CUSTODY
        assert mentee.id not in mentor.conflicts | mentor.mentees
        assert not mentee.non_associations & mentor.mentees
        assert len(mentor.mentees) < mentor.caseload_limit
        place = meeting_district(mentee, mentor)
        assert all(place not in named_districts(words) for words in mentee.exclusions)
        assert mentor.lone_working or not (mentee.mappa or mentee.lone_working or mentee.risk_level == "HIGH")
    assert all(each.why for each in found.excluded)
    points = [each.points for each in found.ranked]
    assert points == sorted(points, reverse=True)
    assert all(isinstance(each, int) for each in points)


@given(MENTEES, st.lists(MENTORS, max_size=6, unique_by=lambda each: each.id))
def test_the_order_in_which_mentors_are_read_does_not_matter(mentee, mentors):
    assert suggest(mentee, mentors, GRID, TODAY) == suggest(mentee, mentors[::-1], GRID, TODAY)
