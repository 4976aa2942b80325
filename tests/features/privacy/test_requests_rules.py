"""When a request, a complaint and a breach are due, and what their forms refuse. The vectors of DOMAIN §7."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentordesk.features.privacy.rules.breaches import (
    BreachDraft,
    breach_problems,
    breach_standing,
    report_by,
)
from mentordesk.features.privacy.rules.complaints import (
    ComplaintDraft,
    acknowledge_by,
    complaint_problems,
    complaint_standing,
)
from mentordesk.features.privacy.rules.requests import (
    AnswerDraft,
    RequestDraft,
    Standing,
    answer_problems,
    clock_start,
    due_date,
    request_problems,
    standing,
)
from mentordesk.kernel.dates import is_working_day
from mentordesk.records.breaches import BreachRisk, Reporting
from mentordesk.records.complaints import ComplaintOutcome
from mentordesk.records.requests import Came, Identity, RequestKind, RequestOutcome

TODAY = date(2026, 11, 21)
ASKED = RequestDraft(RequestKind.ACCESS, mentee_id=1, received_date=date(2026, 9, 3), came=Came.LETTER)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (date(2026, 9, 3), date(2026, 10, 5)),  # the 3rd of October is a Saturday
        (date(2024, 1, 31), date(2024, 2, 29)),  # no such date: the last day
        (date(2023, 1, 31), date(2023, 2, 28)),
        (date(2026, 11, 25), date(2026, 12, 29)),  # Christmas Day, a weekend, the day after it
        (date(2026, 3, 3), date(2026, 4, 7)),  # Good Friday, Easter Monday
    ],
)
def test_an_answer_is_due_one_month_after_it_came(received, due):
    assert due_date(replace(ASKED, received_date=received)) == due


@pytest.mark.parametrize(
    ("changes", "started", "due"),
    [
        ({"identity": Identity.ASKED}, None, date(2026, 10, 5)),
        (
            {"identity": Identity.CHECKED, "identity_date": date(2026, 9, 10)},
            date(2026, 9, 10),
            date(2026, 10, 12),
        ),
        (
            {"pause_date": date(2026, 9, 10), "resume_date": date(2026, 9, 20)},
            date(2026, 9, 3),
            date(2026, 10, 13),
        ),
        ({"pause_date": date(2026, 9, 10)}, date(2026, 9, 3), date(2026, 10, 5)),
        ({"extended_date": date(2026, 9, 30)}, date(2026, 9, 3), date(2026, 12, 3)),
        (
            {
                "extended_date": date(2026, 9, 30),
                "pause_date": date(2026, 9, 10),
                "resume_date": date(2026, 9, 12),
            },
            date(2026, 9, 3),
            date(2026, 12, 7),
        ),
    ],
)
def test_identity_a_pause_and_more_time_move_the_due_date(changes, started, due):
    draft = replace(ASKED, **changes)
    assert clock_start(draft) == started
    assert due_date(draft) == due


@given(st.dates(date(2000, 1, 1), date(2060, 1, 1)), st.integers(0, 200))
def test_a_due_date_is_a_working_day_and_never_before_the_month_is_over(received: date, paused: int) -> None:
    draft = replace(ASKED, received_date=received)
    due = due_date(draft)
    assert is_working_day(due)
    assert timedelta(28) <= due - received <= timedelta(36)
    stopped = replace(draft, pause_date=received, resume_date=received + timedelta(paused))
    assert due_date(stopped) >= received + timedelta(28 + paused)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": None}, "kind"),
        ({"mentee_id": None}, "mentee_id"),
        ({"name": "Nell Harrow"}, "name"),
        ({"mentee_id": None, "name": "N" * 201}, "name"),
        ({"received_date": None}, "received_date"),
        ({"received_date": date(2026, 11, 22)}, "received_date"),
        ({"received_date": date(1926, 11, 20)}, "received_date"),
        ({"came": None}, "came"),
        ({"kind": RequestKind.RESTRICTION, "mentee_id": None, "volunteer_id": 1}, "mentee_id"),
        ({"identity": None}, "identity"),
        ({"identity": Identity.CHECKED}, "identity_date"),
        ({"identity": Identity.CHECKED, "identity_date": date(2026, 9, 2)}, "identity_date"),
        ({"resume_date": date(2026, 9, 9)}, "pause_date"),
        ({"pause_date": date(2026, 9, 9)}, "pause_reason"),
        ({"pause_date": date(2026, 9, 9), "resume_date": date(2026, 9, 8)}, "resume_date"),
        ({"extended_date": date(2026, 9, 9)}, "extended_reason"),
        ({"extended_date": date(2026, 10, 6), "extended_reason": "Long"}, "extended_date"),
    ],
)
def test_what_a_request_may_not_say_is_told_at_its_field(changes, field):
    assert field in request_problems(replace(ASKED, **changes), TODAY)
    assert request_problems(ASKED, TODAY) == {}


@pytest.mark.parametrize(
    ("draft", "fields"),
    [
        (AnswerDraft(), {"outcome", "decided_date"}),
        (AnswerDraft(RequestOutcome.REFUSED, TODAY), {"refusal_reason"}),
        (AnswerDraft(RequestOutcome.DONE, date(2026, 9, 2)), {"decided_date"}),
        (AnswerDraft(RequestOutcome.DONE, TODAY, "", date(2026, 11, 20)), {"sent_date"}),
        (AnswerDraft(RequestOutcome.DONE, TODAY, "", None, TODAY), {"lifted_date"}),
        (AnswerDraft(RequestOutcome.DONE, TODAY, "", TODAY), set()),
    ],
)
def test_a_decision_needs_its_day_and_a_refusal_its_reason(draft, fields):
    assert set(answer_problems(draft, RequestKind.ACCESS, date(2026, 9, 3), TODAY)) == fields


@pytest.mark.parametrize(
    ("due", "facts", "stands"),
    [
        (date(2026, 11, 20), {}, Standing.OVERDUE),
        (TODAY, {}, Standing.SOON),
        (date(2026, 11, 28), {}, Standing.SOON),
        (date(2026, 11, 29), {}, Standing.OPEN),
        (date(2026, 11, 20), {"paused": True}, Standing.PAUSED),
        (date(2026, 11, 20), {"sent": True}, Standing.ANSWERED),
        (date(2026, 11, 20), {"sent": True, "restricts": True}, Standing.RESTRICTS),
        (date(2026, 11, 20), {"outcome": RequestOutcome.WITHDRAWN}, Standing.WITHDRAWN),
        (date(2026, 11, 20), {"outcome": RequestOutcome.DONE}, Standing.OVERDUE),
    ],
)
def test_where_a_request_stands(due, facts, stands):
    known = {"sent": False, "paused": False, "restricts": False, "outcome": None}
    assert standing(due, TODAY, **(known | facts)) is stands


def test_a_complaint_is_acknowledged_within_thirty_days():
    assert acknowledge_by(date(2026, 9, 3)) == date(2026, 10, 3)
    late = complaint_standing(date(2026, 11, 20), TODAY, acknowledged=False, closed=False)
    assert late is Standing.OVERDUE
    assert complaint_standing(date(2026, 11, 20), TODAY, acknowledged=True, closed=False) is Standing.OPEN


def test_a_complaint_is_closed_with_an_outcome_and_reasons():
    made = ComplaintDraft(1, received_date=TODAY, came=Came.PHONE, about="A letter went astray.")
    assert complaint_problems(made, TODAY) == {}
    assert set(complaint_problems(replace(made, about=" "), TODAY)) == {"about"}
    assert set(complaint_problems(replace(made, closed_date=TODAY), TODAY)) == {"outcome"}
    upheld = replace(made, closed_date=TODAY, outcome=ComplaintOutcome.UPHELD)
    assert set(complaint_problems(upheld, TODAY)) == {"reasons"}
    early = replace(made, acknowledged_date=TODAY - timedelta(1))
    assert set(complaint_problems(early, TODAY)) == {"acknowledged_date"}


def test_a_breach_is_reported_within_72_hours_over_the_weekend():
    friday = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)
    assert report_by(friday) == datetime(2026, 11, 23, 18, 30, tzinfo=UTC)
    monday = datetime(2026, 11, 23, 18, 31, tzinfo=UTC)
    assert breach_standing(report_by(friday), monday, decided=False, closed=False) is Standing.OVERDUE


NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
LOST = BreachDraft(date(2026, 11, 20), time(9), "A list was left on a bus.")


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({}, set()),
        ({"aware_date": None}, {"aware_date"}),
        ({"aware_time": None}, {"aware_time"}),
        ({"aware_date": date(2026, 11, 22)}, {"aware_date"}),
        ({"happened": ""}, {"happened"}),
        ({"risk": BreachRisk.HIGH}, {"risk_reasons"}),
        ({"reporting": Reporting.NOT_REPORTED}, {"risk", "reporting_reasons"}),
        (
            {
                "risk": BreachRisk.LIKELY,
                "risk_reasons": "Names",
                "reporting": Reporting.NOT_REPORTED,
                "reporting_reasons": "-",
            },
            {"reporting"},
        ),
        (
            {"risk": BreachRisk.LIKELY, "risk_reasons": "Names", "reporting": Reporting.REPORTED},
            {"reported_date"},
        ),
        (
            {
                "aware_date": date(2026, 11, 10),
                "risk": BreachRisk.LIKELY,
                "risk_reasons": "Names",
                "reporting": Reporting.REPORTED,
                "reported_date": date(2026, 11, 20),
                "reported_time": time(9),
            },
            {"reporting_reasons"},
        ),
        ({"closed_date": date(2026, 11, 21)}, {"reporting"}),
    ],
)
def test_what_a_breach_may_not_say(changes, fields):
    assert set(breach_problems(replace(LOST, **changes), NOW)) == fields
