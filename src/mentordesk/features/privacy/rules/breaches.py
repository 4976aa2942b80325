"""Breaches: seventy-two hours to report one, and what a form may say."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from mentordesk.features.privacy.rules.requests import EARLIEST, NOT_YET, TOO_LONG_AGO, Standing
from mentordesk.records.breaches import BreachRisk, Reporting

REPORT_WITHIN = timedelta(hours=72)


@dataclass(frozen=True)
class BreachDraft:
    """A breach, its risk, and what was decided about it; times are those of this computer's zone."""

    aware_date: date | None = None
    aware_time: time | None = None
    happened: str = ""
    whose: str = ""
    how_many: int | None = None
    data_kinds: str = ""
    risk: BreachRisk | None = None
    risk_reasons: str = ""
    reporting: Reporting | None = None
    reported_date: date | None = None
    reported_time: time | None = None
    reporting_reasons: str = ""
    told_date: date | None = None
    measures: str = ""
    closed_date: date | None = None


def report_by(aware: datetime) -> datetime:
    """Return until when a breach is reported: 72 hours, at night and at weekends too."""
    return aware + REPORT_WITHIN


def moment_of(day: date | None, clock: time | None) -> datetime | None:
    """Return a day and a time of this computer's zone as a moment."""
    return datetime.combine(day, clock).astimezone() if day and clock else None


def breach_standing(due: datetime, now: datetime, *, decided: bool, closed: bool) -> Standing:
    """Return where a breach stands; what is due is the decision whether to report it."""
    if closed:
        return Standing.ANSWERED
    if decided:
        return Standing.OPEN
    return Standing.OVERDUE if due < now else Standing.SOON


def breach_problems(draft: BreachDraft, now: datetime) -> dict[str, str]:
    """Return what is wrong with a breach, by field."""
    problems: dict[str, str] = {}
    if draft.aware_date is None:
        problems["aware_date"] = "Give the day on which somebody here first knew."
    elif draft.aware_date < EARLIEST:
        problems["aware_date"] = TOO_LONG_AGO
    if draft.aware_time is None:
        problems["aware_time"] = "Give the time: the 72 hours are counted from it."
    aware = moment_of(draft.aware_date, draft.aware_time)
    if aware and aware > now:
        problems["aware_date"] = NOT_YET
    if not draft.happened.strip():
        problems["happened"] = "Say what happened."
    if draft.risk and not draft.risk_reasons.strip():
        problems["risk_reasons"] = "Give the reasons for this view of the risk."
    problems |= _reporting(draft, aware, now) | _ending(draft, now.astimezone().date())
    return problems


def _reporting(draft: BreachDraft, aware: datetime | None, now: datetime) -> dict[str, str]:
    if draft.reporting is None:
        return {}
    problems = {} if draft.risk else {"risk": "First say how likely harm is."}
    if draft.reporting is Reporting.NOT_REPORTED:
        if draft.risk in {BreachRisk.LIKELY, BreachRisk.HIGH}:
            problems["reporting"] = (
                "A breach is reported unless a risk is unlikely. Report it, or look again."
            )
        if not draft.reporting_reasons.strip():
            problems["reporting_reasons"] = "Say why it is not reported."
        return problems
    told = moment_of(draft.reported_date, draft.reported_time)
    if told is None:
        problems["reported_date"] = "Give the day and the time of the report."
    elif told > now:
        problems["reported_date"] = NOT_YET
    elif aware and told < aware:
        problems["reported_date"] = "This is before anybody here knew. Check both times."
    elif aware and told > report_by(aware) and not draft.reporting_reasons.strip():
        problems["reporting_reasons"] = "It was reported after 72 hours. Say why."
    return problems


def _ending(draft: BreachDraft, today: date) -> dict[str, str]:
    problems = {}
    for name in ("told_date", "closed_date"):
        day: date | None = getattr(draft, name)
        if day and day > today:
            problems[name] = NOT_YET
        elif day and draft.aware_date and day < draft.aware_date:
            problems[name] = "This is before anybody here knew. Check the date."
    if draft.closed_date and draft.reporting is None:
        problems["reporting"] = "Decide whether to report it before it is closed."
    if draft.closed_date and draft.risk is BreachRisk.HIGH and draft.told_date is None:
        problems["told_date"] = "The risk is high: the people must be told before this is closed."
    return problems
