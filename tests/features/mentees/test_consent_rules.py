"""What is wrong with a basis or a withdrawal, and which basis holds."""

from dataclasses import replace
from datetime import date

import pytest

from mentordesk.features.mentees.rules.consent import (
    ConsentDraft,
    WithdrawalDraft,
    basis_in_force,
    consent_notes,
    consent_problems,
    no_basis,
    withdrawal_problems,
)
from mentordesk.records.consents import Basis, Consent, Purpose

TODAY = date(2026, 11, 21)
JUNE, JULY, NEXT = date(2026, 6, 1), date(2026, 7, 1), date(2027, 6, 1)
GOOD = ConsentDraft(Purpose.CASEWORK, "", Basis.LEGITIMATE_INTERESTS, "", "", JUNE, "Tom Ellery")
SHARING = replace(GOOD, purpose=Purpose.SHARING, partner="Harbour Trust")


@pytest.mark.parametrize(
    "draft",
    [
        GOOD,
        SHARING,
        replace(GOOD, basis=Basis.CONSENT, wording="Version 3", expiry_date=NEXT),
        replace(GOOD, given_date=TODAY, expiry_date=date(2026, 11, 22)),
    ],
)
def test_a_good_basis_is_accepted(draft: ConsentDraft) -> None:
    assert consent_problems(draft, TODAY) == {}


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"purpose": None}, "purpose", "Choose what"),
        ({"purpose": Purpose.SHARING}, "partner", "Name the partner"),
        ({"partner": "Harbour Trust"}, "partner", "Only sharing"),
        ({"basis": None}, "basis", "Choose the lawful basis"),
        ({"basis": Basis.CONSENT}, "wording", "which version"),
        ({"given_date": None}, "given_date", "Give the date"),
        ({"given_date": NEXT}, "given_date", "not come yet"),
        ({"given_date": date(206, 6, 1)}, "given_date", "too long ago"),
        ({"expiry_date": JUNE}, "expiry_date", "on or before"),
        ({"taken_by": " "}, "taken_by", "who took"),
        ({"condition": "x" * 301}, "condition", "at most 300"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(changes: dict[str, object], field: str, says: str) -> None:
    problems = consent_problems(replace(GOOD, **changes), TODAY)
    assert set(problems) == {field}
    assert says in problems[field]


@pytest.mark.parametrize(
    ("day", "says"),
    [
        (JULY, ""),
        (JUNE, ""),
        (TODAY, ""),
        (None, "Give the date"),
        (NEXT, "not come yet"),
        (date(2026, 5, 31), "before the day it was given"),
    ],
)
def test_a_withdrawal_needs_a_possible_date_and_no_reason(day: date | None, says: str) -> None:
    problems = withdrawal_problems(WithdrawalDraft(day), JUNE, TODAY)
    assert set(problems) == ({"withdrawn_date"} if says else set())
    assert says in problems.get("withdrawn_date", "")


def held(purpose: Purpose = Purpose.PHOTO, given: date = JUNE, partner: str = "", **ends: date) -> Consent:
    return Consent(purpose=purpose, partner=partner, given_date=given, **ends)


@pytest.mark.parametrize(
    ("bases", "number"),
    [
        ([], None),
        ([held()], 0),
        ([held(), held(given=JULY)], 1),
        ([held(given=NEXT)], None),
        ([held(expiry_date=TODAY)], None),
        ([held(expiry_date=NEXT)], 0),
        ([held(withdrawn_date=TODAY)], None),
        ([held(purpose=Purpose.CASEWORK)], None),
        ([held(), held(given=JULY, withdrawn_date=JULY)], 0),
    ],
)
def test_the_newest_that_holds_is_in_force(bases: list[Consent], number: int | None) -> None:
    expected = None if number is None else bases[number]
    assert basis_in_force(bases, Purpose.PHOTO, TODAY) is expected


def test_sharing_holds_for_the_partner_that_was_named() -> None:
    bases = [held(Purpose.SHARING, partner="Harbour Trust")]
    assert basis_in_force(bases, Purpose.SHARING, TODAY, "harbour  trust") is bases[0]
    assert basis_in_force(bases, Purpose.SHARING, TODAY, "Probation") is None
    assert basis_in_force(bases, Purpose.SHARING, TODAY) is None


@pytest.mark.parametrize("purpose", Purpose)
def test_every_purpose_says_what_its_absence_stops(purpose: Purpose) -> None:
    assert "no basis" in no_basis(purpose)
    assert "sharing with Harbour Trust" in no_basis(Purpose.SHARING, "Harbour Trust")


@pytest.mark.parametrize(
    ("draft", "statutory", "says"),
    [
        (replace(GOOD, basis=Basis.CONSENT), True, ["rarely free"]),
        (replace(GOOD, basis=Basis.CONSENT), False, []),
        (GOOD, True, []),
        (replace(GOOD, purpose=Purpose.PHOTO, basis=Basis.CONSENT, expiry_date=NEXT), True, []),
        (replace(GOOD, purpose=Purpose.PHOTO, basis=Basis.CONSENT), False, ["No expiry date"]),
        (replace(GOOD, condition="Schedule 1 paragraph 31"), False, ["Paragraph 31 covers only"]),
        (replace(GOOD, condition="Not-for-profit bodies"), False, ["Paragraph 31 covers only"]),
        (replace(GOOD, condition="(31)"), False, ["Paragraph 31 covers only"]),
        (replace(GOOD, condition="Counselling (17), policy of 31 March"), True, []),
    ],
)
def test_notes_make_somebody_think_and_stop_nobody(
    draft: ConsentDraft, statutory: bool, says: list[str]
) -> None:
    notes = consent_notes(draft, statutory=statutory)
    assert len(notes) == len(says)
    assert all(part in note for part, note in zip(says, notes, strict=True))
