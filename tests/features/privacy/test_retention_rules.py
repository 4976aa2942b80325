"""Whose time is over, and when."""

from datetime import date

import pytest

from mentordesk.features.privacy.rules.retention import (
    Ended,
    PeriodDraft,
    due_of,
    keep_problems,
    period_problems,
    shipped_policy,
    with_periods,
)
from mentordesk.records.retention import RetentionAct

POLICY = shipped_policy()
END = date(2020, 8, 31)


@pytest.mark.parametrize(
    ("ended", "rule", "day"),
    [
        (Ended(END), "mentee", date(2026, 8, 31)),
        (Ended(date(2020, 2, 29)), "mentee", date(2026, 2, 28)),
        (Ended(END, birth_date=date(1980, 1, 1)), "mentee", date(2026, 8, 31)),
        (Ended(END, birth_date=date(2004, 3, 1)), "child", date(2029, 3, 1)),
        (Ended(END, birth_date=date(2002, 9, 1)), "child", date(2027, 9, 1)),
        (Ended(END, birth_date=date(2002, 8, 31)), "mentee", date(2026, 8, 31)),
        (Ended(END, under_18=True), "child", date(2035, 8, 31)),
        (Ended(END, safeguarding=True), "safeguarding", date(2045, 8, 31)),
        (Ended(END, taken_up=False), "not_taken_up", date(2021, 8, 31)),
        (Ended(END, taken_up=False, safeguarding=True), "safeguarding", date(2045, 8, 31)),
    ],
)
def test_the_rule_that_decides_and_its_day(ended: Ended, rule: str, day: date) -> None:
    found, due = due_of(POLICY, ended)
    assert (found.code, due) == (rule, day)


def test_what_the_charity_set_goes_before_what_is_suggested() -> None:
    policy = with_periods(
        POLICY, {"mentee": (36, RetentionAct.ERASE), "no such rule": (1, RetentionAct.KEEP)}
    )
    rule, day = due_of(policy, Ended(END))
    assert (day, rule.act, rule.confirmed) == (date(2023, 8, 31), RetentionAct.ERASE, True)
    assert due_of(with_periods(POLICY, {"mentee": (1_000_000, RetentionAct.KEEP)}), Ended(END))[1] == date.max


def test_periods_in_words() -> None:
    words = {code: rule.period for code, rule in POLICY.rules.items()}
    assert words["mentee"] == "6 years"
    assert words["child"] == "Until the age of 25"
    assert words["equality"] == "At once"
    assert words["trail"] == "No period of its own"


def test_what_is_wrong_with_a_period_and_with_keeping() -> None:
    child, mentee = POLICY.rules["child"], POLICY.rules["mentee"]
    good = PeriodDraft(36, RetentionAct.ERASE, "Trustees, 3 September 2026")
    assert period_problems(mentee, good) == {}
    assert set(period_problems(mentee, PeriodDraft())) == {"span", "act", "reason"}
    assert set(period_problems(child, PeriodDraft(6, RetentionAct.KEEP, "x"))) == {"span"}
    assert set(period_problems(mentee, PeriodDraft(5000, RetentionAct.KEEP, "x"))) == {"span"}
    today = date(2026, 11, 21)
    assert set(keep_problems(None, " ", today)) == {"until_date", "reason"}
    assert set(keep_problems(today, "why", today)) == {"until_date"}
    assert keep_problems(date(2026, 11, 22), "why", today) == {}
