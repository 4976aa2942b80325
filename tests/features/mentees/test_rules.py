from datetime import date

import pytest

from mentordesk.features.mentees.rules.notes import NoteDraft, note_problems
from mentordesk.features.mentees.rules.people import (
    ExitDraft,
    FlagDraft,
    IdentifierDraft,
    MenteeDraft,
    age_on,
    age_words,
    display_name,
    exit_problems,
    flag_problems,
    mentee_problems,
    warnings_of,
)
from mentordesk.features.mentees.rules.referrals import (
    DecisionDraft,
    ReferralDraft,
    decision_problems,
    is_quiet,
    referral_problems,
)
from mentordesk.kernel.identifiers import IdentifierKind
from mentordesk.records.mentees import AgeBand, ExitReason, FlagKind
from mentordesk.records.referrals import Decision, Route

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (MenteeDraft(), "preferred_name"),
        (MenteeDraft(last_name="123"), "preferred_name"),
        (MenteeDraft(last_name="x" * 201), "last_name"),
        (MenteeDraft(first_names="Asha", birth_date=date(2026, 11, 22)), "birth_date"),
        (MenteeDraft(first_names="Asha", birth_date=date(1899, 1, 1)), "birth_date"),
        (MenteeDraft(first_names="Asha", email="asha at home"), "email"),
        (MenteeDraft(first_names="Asha", identifiers=(IdentifierDraft(None, "1"),)), "identifiers"),
        (MenteeDraft(first_names="Asha", identifiers=(IdentifierDraft(IdentifierKind.CRN),)), "identifiers"),
    ],
)
def test_what_cannot_be_true_of_a_person_is_said_at_its_field(draft, field):
    assert list(mentee_problems(draft, TODAY)) == [field]


@pytest.mark.parametrize(
    "name", ["Bùi", "D’Arcy", "O'Neill", "Νίκος", "Zielińska", "محمد", "李", "Van der Berg"]
)
def test_names_of_any_script_are_names(name):
    assert mentee_problems(MenteeDraft(last_name=name), TODAY) == {}


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2000, 11, 21), TODAY, 26),
        (date(2000, 11, 22), TODAY, 25),
        (date(2004, 2, 29), date(2026, 2, 27), 21),
        (date(2004, 2, 29), date(2026, 2, 28), 22),
        (TODAY, TODAY, 0),
    ],
)
def test_age_counts_birthdays(born, day, age):
    assert age_on(born, day) == age


def test_age_in_words_falls_back_to_the_band():
    assert age_words(date(2025, 11, 21), None, TODAY) == "1 year"
    assert age_words(None, AgeBand.FROM_25, TODAY) == "25 to 34"
    assert age_words(None, None, TODAY) == ""


def test_the_preferred_name_comes_first():
    assert display_name("Ash", "Liam", "Ashworth") == "Ash Ashworth"
    assert display_name("", "Liam", "Ashworth") == "Liam Ashworth"
    assert display_name("Ash", "", "") == "Ash"


def test_what_is_not_safe_is_said_in_order():
    draft = MenteeDraft(no_calls=True, never_mention_us=True)
    assert warnings_of(draft) == ("Never mention us.", "No calls.")


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (FlagDraft(None, TODAY), "kind"),
        (FlagDraft(FlagKind.ACCT, None), "from_date"),
        (FlagDraft(FlagKind.ACCT, date(2026, 11, 22)), "from_date"),
        (FlagDraft(FlagKind.ACCT, TODAY, date(2026, 11, 20)), "to_date"),
    ],
)
def test_a_flag_needs_a_kind_and_possible_dates(draft, field):
    assert list(flag_problems(draft, TODAY)) == [field]


@pytest.mark.parametrize(
    ("draft", "fields"),
    [
        (ExitDraft(), ["exit_date", "exit_reason"]),
        (ExitDraft(date(2026, 1, 1), ExitReason.OTHER), ["exit_date"]),
        (ExitDraft(date(2026, 12, 1), ExitReason.OTHER), ["exit_date"]),
        (ExitDraft(TODAY, ExitReason.OTHER), []),
    ],
)
def test_an_exit_is_not_before_its_start_nor_in_the_future(draft, fields):
    assert list(exit_problems(draft, date(2026, 2, 1), TODAY)) == fields


@pytest.mark.parametrize(
    ("draft", "fields"),
    [
        (ReferralDraft(), ["route", "referred_date"]),
        (ReferralDraft(route=Route.SELF, referred_date=date(2026, 11, 22)), ["referred_date"]),
        (ReferralDraft(route=Route.SELF, referred_date=TODAY, outcomes=("",)), ["outcomes"]),
        (ReferralDraft(route=Route.SELF, referred_date=TODAY, source="x" * 301), ["source"]),
        (ReferralDraft(route=Route.SELF, referred_date=TODAY), []),
    ],
)
def test_a_referral_needs_a_route_and_a_possible_date(draft, fields):
    assert list(referral_problems(draft, TODAY)) == fields


@pytest.mark.parametrize(
    ("draft", "fields"),
    [
        (DecisionDraft(), ["decision", "decision_date"]),
        (DecisionDraft(Decision.ACCEPTED, date(2026, 1, 1)), ["decision_date"]),
        (DecisionDraft(Decision.DECLINED, TODAY), ["decision_reason"]),
        (DecisionDraft(Decision.WITHDRAWN, TODAY, " "), ["decision_reason"]),
        (DecisionDraft(Decision.DECLINED, TODAY, "Too far away."), []),
        (DecisionDraft(Decision.ACCEPTED, TODAY), []),
    ],
)
def test_a_no_needs_a_reason_and_no_decision_is_before_its_referral(draft, fields):
    assert list(decision_problems(draft, date(2026, 2, 1), TODAY)) == fields


@pytest.mark.parametrize(
    ("days", "quiet"),
    [
        ([date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)], False),  # too few to know the usual
        ([date(2026, 6, 1), date(2026, 6, 11), date(2026, 6, 21), date(2026, 7, 1)], True),  # every 10
        (
            [date(2026, 10, 1), date(2026, 10, 11), date(2026, 10, 21), date(2026, 11, 1)],
            False,
        ),  # on time
        ([date(2025, 1, 1), date(2025, 5, 1), date(2025, 9, 1), date(2026, 5, 1)], False),  # slow as ever
        ([date(2026, 3, 1)] * 4, True),  # all on one day, then nothing
    ],
)
def test_a_source_is_quiet_against_its_own_usual_rate(days, quiet):
    assert is_quiet(days, TODAY) is quiet


def test_a_note_of_any_length_up_to_a_million_is_kept():
    assert note_problems(NoteDraft(text="x" * 100_000)) == {}
    assert list(note_problems(NoteDraft(text=" "))) == ["text"]
    assert list(note_problems(NoteDraft(text="x" * 1_000_001))) == ["text"]
