"""Drafts of referrals and decisions, what is wrong with them, and what the register counts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from mentordesk.records.referrals import Complexity, Decision, Route

QUIET_FACTOR = 2
QUIET_AT_LEAST = 30
ENOUGH = 4
_NEED_REASON = {Decision.DECLINED, Decision.WITHDRAWN, Decision.NOT_TAKEN_UP}


@dataclass(frozen=True)
class ReferralDraft:
    """A referral as somebody writes it down."""

    source: str = ""
    source_person: str = ""
    route: Route | None = None
    referred_date: date | None = None
    reason: str = ""
    service: str = ""
    complexity: Complexity | None = None
    unavailable: str = ""
    outcomes: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class DecisionDraft:
    """What was decided about a referral, and who works with the person from now on."""

    decision: Decision | None = None
    decision_date: date | None = None
    decision_reason: str = ""
    worker_id: int | None = None


def referral_problems(draft: ReferralDraft, today: date) -> dict[str, str]:
    """Return what is wrong with a referral, by field."""
    problems = {}
    if draft.route is None:
        problems["route"] = "Choose how the referral came."
    if draft.referred_date is None:
        problems["referred_date"] = "Give the date of the referral."
    elif draft.referred_date > today:
        problems["referred_date"] = "This date has not come yet."
    for name in ("source", "service"):
        if len(getattr(draft, name)) > 300:
            problems[name] = "Use at most 300 characters."
    if any(not each.strip() or len(each) > 300 for each in draft.outcomes):
        problems["outcomes"] = "Write each outcome in at most 300 characters, or remove the row."
    return problems


def decision_problems(draft: DecisionDraft, referred: date, today: date) -> dict[str, str]:
    """Return what is wrong with a decision about a referral of a day, by field."""
    problems = {}
    if draft.decision is None:
        problems["decision"] = "Choose what was decided."
    if draft.decision_date is None:
        problems["decision_date"] = "Give the date of the decision."
    elif draft.decision_date < referred:
        problems["decision_date"] = "The decision is before the referral."
    elif draft.decision_date > today:
        problems["decision_date"] = "This date has not come yet."
    if draft.decision in _NEED_REASON and not draft.decision_reason.strip():
        problems["decision_reason"] = "Say why."
    return problems


def is_quiet(days: Sequence[date], today: date) -> bool:
    """Return whether a source has gone quiet against its own usual rate.

    Its usual interval is the mean between its referrals; quiet is twice that and at least 30 days.
    """
    if len(days) < ENOUGH:
        return False
    first, last = min(days), max(days)
    waited = (today - last).days
    return waited >= QUIET_AT_LEAST and waited * (len(days) - 1) > QUIET_FACTOR * (last - first).days
