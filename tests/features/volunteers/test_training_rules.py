"""When training runs out, what somebody lacks, and what is refused."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentordesk.features.volunteers.rules.certificates import (
    LARGEST,
    CertificateDraft,
    certificate_problems,
)
from mentordesk.features.volunteers.rules.training import (
    CourseDraft,
    EventDraft,
    Ladder,
    NeedDraft,
    OfferDraft,
    PlaceDraft,
    RegisterDraft,
    RoleDraft,
    RolesDraft,
    TrainingDraft,
    course_problems,
    event_problems,
    expiry_of,
    expiry_words,
    ladder_of,
    ladder_span,
    need_problems,
    not_ready_for,
    offer_problems,
    register_problems,
    roles_problems,
    room_words,
    training_problems,
)
from mentordesk.records.training import Held, Lacking, NeedSource, Required, TrainingMark, lacking

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("days", "step"),
    [
        (-400, Ladder.OVER),
        (0, Ladder.OVER),
        (1, Ladder.DAYS_7),
        (7, Ladder.DAYS_7),
        (8, Ladder.DAYS_30),
        (30, Ladder.DAYS_30),
        (31, Ladder.DAYS_60),
        (60, Ladder.DAYS_60),
        (61, Ladder.LATER),
    ],
)
def test_the_ladder_has_its_steps_at_60_30_and_7_days(days, step) -> None:
    expiry = TODAY + timedelta(days=days)
    assert ladder_of(expiry, TODAY) is step
    first, last = ladder_span(step, TODAY)
    assert first <= expiry <= last


@given(st.integers(-800, 800))
def test_every_day_stands_on_one_step(days: int) -> None:
    expiry = TODAY + timedelta(days=days)
    spans = [step for step in Ladder if step is not Ladder.NEVER]
    on = [step for step in spans if ladder_span(step, TODAY)[0] <= expiry <= ladder_span(step, TODAY)[1]]
    assert on == [ladder_of(expiry, TODAY)]


def test_what_does_not_run_out_never_does() -> None:
    assert ladder_of(None, TODAY) is Ladder.NEVER
    assert expiry_words(None, TODAY) == "Does not run out"
    assert expiry_words(date(2026, 11, 22), TODAY) == "Runs out on 22 Nov 2026, in 1 day"
    assert expiry_words(TODAY, TODAY) == "Ran out on 21 Nov 2026"


@pytest.mark.parametrize(
    ("done", "months", "ends"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2026, 1, 1), None, None),
    ],
)
def test_training_counts_for_whole_months(done, months, ends) -> None:
    assert expiry_of(done, months) == ends


OLD = Held(2, date(2020, 1, 1), date(2023, 1, 1))
SAFE, BOUNDS = Required(1, "Safeguarding"), Required(2, "Boundaries")


@pytest.mark.parametrize(
    ("held", "missing"),
    [
        ((), (Lacking(1, "Safeguarding"), Lacking(2, "Boundaries"))),
        ((Held(1, TODAY), Held(2, TODAY, date(2027, 1, 1))), ()),
        ((Held(1, TODAY), Held(2, date(2023, 1, 1), TODAY)), (Lacking(2, "Boundaries", TODAY),)),
        ((Held(1, TODAY), Held(2, date(2026, 11, 22))), (Lacking(2, "Boundaries"),)),
        (
            (
                Held(1, TODAY),
                Held(2, date(2020, 1, 1), date(2023, 1, 1)),
                Held(2, date(2025, 1, 1), date(2028, 1, 1)),
            ),
            (),
        ),
        (
            (
                Held(1, TODAY),
                Held(2, date(2020, 1, 1), date(2023, 1, 1)),
                Held(2, date(2022, 1, 1), date(2025, 1, 1)),
            ),
            (Lacking(2, "Boundaries", date(2025, 1, 1)),),
        ),
    ],
)
def test_what_somebody_lacks(held, missing) -> None:
    assert lacking((SAFE, BOUNDS), held, TODAY) == missing


def test_why_somebody_is_not_ready_is_said_in_sentences() -> None:
    assert not_ready_for(()) == ()
    assert not_ready_for((Lacking(1, "Safeguarding"), Lacking(2, "Boundaries", date(2026, 5, 1)))) == (
        "Required training not done yet: Safeguarding.",
        "Required training to be done again: Boundaries, out of date since 1 May 2026.",
    )


@pytest.mark.parametrize(
    ("draft", "field", "says"),
    [
        (CourseDraft(" "), "title", "Give it a title"),
        (CourseDraft("safe  GUARDING"), "title", "Another training has this title"),
        (CourseDraft("x" * 201), "title", "at most 200"),
        (CourseDraft("New", "x" * 201), "provider", "at most 200"),
        (CourseDraft("New", cost_pence=-1), "cost_pence", "from £0"),
        (CourseDraft("New", cost_pence=1_000_001), "cost_pence", "£10,000"),
        (CourseDraft("New", validity_months=0), "validity_months", "from 1 to 120"),
    ],
)
def test_a_training_that_cannot_be_is_refused(draft, field, says) -> None:
    assert says in course_problems(draft, {"safe guarding"})[field]


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        ({"course_id": None}, "course_id", "Choose a training"),
        ({"event_date": None}, "event_date", "Give the day"),
        ({"event_date": date(2016, 11, 20)}, "event_date", "last ten"),
        ({"event_date": date(2029, 11, 22)}, "event_date", "next three"),
        ({"trainer": "Asha", "trainer_id": 4}, "trainer", "Name the trainer once"),
        ({"minutes": 0}, "minutes", "Give a length"),
        ({"places": 501}, "places", "from 1 to 500"),
    ],
)
def test_a_day_that_cannot_be_is_refused(change, field, says) -> None:
    draft = EventDraft(1, TODAY)
    assert event_problems(draft, TODAY) == {}
    assert says in event_problems(replace(draft, **change), TODAY)[field]


@pytest.mark.parametrize(
    ("register", "day", "says"),
    [
        ((PlaceDraft(None),), TODAY, "Choose a volunteer"),
        ((PlaceDraft(1), PlaceDraft(1)), TODAY, "twice"),
        ((PlaceDraft(1, TrainingMark.ATTENDED),), date(2026, 11, 22), "The day is 22 November 2026"),
        ((PlaceDraft(1, TrainingMark.ABSENT),), date(2026, 11, 22), "The day is 22 November 2026"),
    ],
)
def test_a_register_that_cannot_be_is_refused(register, day, says) -> None:
    assert says in register_problems(RegisterDraft(register), day, TODAY)["register"]


def test_a_full_day_is_a_warning_in_words_and_no_refusal() -> None:
    assert (room_words(4, 12), room_words(14, 12), room_words(3, None)) == (
        "4 of 12",
        "14 of 12: 2 too many",
        "3",
    )


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        ({"course_id": None}, "course_id", "Choose"),
        ({"done_date": None}, "done_date", "Give the day"),
        ({"done_date": date(2026, 11, 22)}, "done_date", "has not come yet"),
        ({"expiry_date": TODAY}, "expiry_date", "before it was done"),
        ({"certificate_number": "x" * 101}, "certificate_number", "at most 100"),
    ],
)
def test_training_done_that_cannot_be_is_refused(change, field, says) -> None:
    draft = TrainingDraft(1, TODAY)
    assert training_problems(draft, TODAY) == {}
    assert says in training_problems(replace(draft, **change), TODAY)[field]


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        ({"wording": ""}, "wording", "Say what"),
        ({"wording": "x" * 301}, "wording", "at most 300"),
        ({"source": None}, "source", "Choose where"),
        ({"noted_date": None}, "noted_date", "Give the day"),
        ({"met_date": date(2026, 11, 20)}, "met_date", "before it was noticed"),
        ({"met_date": date(2026, 11, 22)}, "met_date", "has not come yet"),
    ],
)
def test_a_need_that_cannot_be_is_refused(change, field, says) -> None:
    draft = NeedDraft("Listening", NeedSource.ASKED, TODAY)
    assert need_problems(draft, TODAY) == {}
    assert says in need_problems(replace(draft, **change), TODAY)[field]


def test_an_offer_ends_after_it_begins_and_says_who_and_what() -> None:
    late = OfferDraft("College", "Listening", None, TODAY, date(2026, 11, 20), 0)
    assert set(offer_problems(late)) == {"until_date", "places"}
    assert set(offer_problems(OfferDraft())) == {"partner", "title"}


def test_roles_have_names_of_their_own_and_stay_while_they_are_used() -> None:
    assert "same name" in roles_problems(RolesDraft((RoleDraft(1, "A"), RoleDraft(None, "a"))), {})["roles"]
    assert "Give each role" in roles_problems(RolesDraft((RoleDraft(1, " "),)), {})["roles"]
    assert "still used" in roles_problems(RolesDraft(()), {1: 1})["roles"]


@pytest.mark.parametrize(
    ("draft", "says"),
    [
        (CertificateDraft("a.pdf", b""), "empty"),
        (CertificateDraft("a.pdf", b"%PDF" + b"0" * LARGEST), "larger than 25 MB"),
        (CertificateDraft("a.pdf", b"MZ\x90"), "PDF or a picture"),
        (CertificateDraft("a.html", b"<html>"), "PDF or a picture"),
    ],
)
def test_a_file_that_is_no_certificate_is_refused(draft, says) -> None:
    assert says in certificate_problems(draft)["path"]


@pytest.mark.parametrize("start", [b"%PDF-1.7", b"\x89PNG\r\n", b"\xff\xd8\xff\xe0"])
def test_pdfs_and_pictures_are_kept(start) -> None:
    assert certificate_problems(CertificateDraft("a", start)) == {}
