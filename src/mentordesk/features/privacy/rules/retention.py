"""How long records are kept: the policy that is shipped, what a charity set, and whose time is over."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from importlib import resources

from mentordesk.kernel.dates import add_months
from mentordesk.kernel.formats import count_of
from mentordesk.records.retention import RetentionAct

ADULT, YOUNGEST = 18, 10
"""Years; somebody known only as under 18 is taken to be ten, so that nothing is destroyed too early."""
LONGEST = 1200
"""Months that a period may have at most."""


@dataclass(frozen=True)
class Rule:
    """One rule of the policy; `span` counts months, or years of age when it counts to a birthday."""

    code: str
    who: str
    counts_from: str
    act: RetentionAct
    why: str
    span: int | None = None
    to_birthday: bool = False
    can_be_set: bool = False
    confirmed: bool = False
    """Whether the charity set it; otherwise it is only suggested."""

    @property
    def period(self) -> str:
        """How long, in words."""
        if self.span is None:
            return "No period of its own"
        if self.to_birthday:
            return f"Until the age of {self.span}"
        years, months = divmod(self.span, 12)
        parts = [count_of(years, "year")] if years else []
        parts += [count_of(months, "month")] if months else []
        return " ".join(parts) or "At once"


@dataclass(frozen=True)
class TableRule:
    """What the policy says of one table."""

    rule: str
    anonymised: str = ""
    """ "blank" or "remove"; empty for tables that anonymising somebody does not touch."""
    figures: frozenset[str] = frozenset()
    columns: Mapping[str, str] = field(default_factory=dict)

    def rule_of(self, column: str) -> str:
        """Return the code of the rule that a column follows."""
        return self.columns.get(column, self.rule)


@dataclass(frozen=True)
class Policy:
    """The rules and the tables that follow them."""

    source: str
    rules: Mapping[str, Rule]
    tables: Mapping[str, TableRule]


@dataclass(frozen=True)
class Ended:
    """What decides how long somebody's file is kept: when it ended, and what must be looked at."""

    end_date: date
    taken_up: bool = True
    birth_date: date | None = None
    under_18: bool = False
    """Whether that is all that is known of their age."""
    safeguarding: bool = False


@dataclass(frozen=True)
class PeriodDraft:
    """What a manager sets for one rule."""

    span: int | None = None
    act: RetentionAct | None = None
    reason: str = ""


@cache
def shipped_policy() -> Policy:
    """Return the policy as it is shipped with the program."""
    text = (resources.files("mentordesk") / "resources" / "retention.toml").read_text("utf-8")
    return read_policy(text)


def read_policy(text: str) -> Policy:
    """Return the policy that a file holds."""
    told = tomllib.loads(text)
    rules = {code: _rule(code, each) for code, each in told["rule"].items()}
    tables = {
        name: TableRule(
            each["rule"],
            each.get("anonymised", ""),
            frozenset(each.get("figures", ())),
            each.get("columns", {}),
        )
        for name, each in told["table"].items()
    }
    return Policy(told["source"], rules, tables)


def with_periods(policy: Policy, periods: Mapping[str, tuple[int, RetentionAct]]) -> Policy:
    """Return a policy in which what the charity set goes before what is suggested."""
    rules = dict(policy.rules)
    for code, (span, act) in periods.items():
        if code in rules:
            rules[code] = replace(rules[code], span=span, act=act, confirmed=True)
    return replace(policy, rules=rules)


def due_of(policy: Policy, ended: Ended) -> tuple[Rule, date]:
    """Return the rule that decides about a mentee's file and the day on which its time is over."""
    if not ended.taken_up and not ended.safeguarding:
        rule = policy.rules["not_taken_up"]
        return rule, after(ended.end_date, rule.span)
    usual = policy.rules["mentee"]
    found = [(after(ended.end_date, usual.span), usual)]
    if day := _birthday(policy.rules["child"], ended):
        found.append((day, policy.rules["child"]))
    if ended.safeguarding:
        rule = policy.rules["safeguarding"]
        found.append((after(ended.end_date, rule.span), rule))
    day, rule = max(found, key=lambda each: each[0])
    return rule, day


def after(day: date, months: int | None) -> date:
    """Return the day some months later; the end of the calendar where that is beyond it."""
    try:
        return add_months(day, months or 0)
    except OverflowError:
        return date.max


def mentor_reference(number: int) -> str:
    """Return how the destruction log calls a mentor, and what is typed before one is erased."""
    return f"MENTOR-{number}"


def period_problems(rule: Rule, draft: PeriodDraft) -> dict[str, str]:
    """Return what is wrong with a period that a manager sets, by field."""
    problems = {}
    if draft.span is None or draft.span < 0:
        problems["span"] = "Give a whole number."
    elif rule.to_birthday and not ADULT <= draft.span <= 100:
        problems["span"] = "Give an age from 18 to 100."
    elif draft.span > LONGEST:
        problems["span"] = f"Give at most {LONGEST:,} months."
    if draft.act is None:
        problems["act"] = "Choose what is suggested when the time is over."
    if not draft.reason.strip():
        problems["reason"] = "Say who decided this and when, such as “Trustees, 3 September 2026”."
    return problems


def keep_problems(until: date | None, reason: str, today: date) -> dict[str, str]:
    """Return what is wrong with a decision to keep a file, by field."""
    problems = {}
    if until is None:
        problems["until_date"] = "Give the day."
    elif until <= today:
        problems["until_date"] = "Give a day after today."
    if not reason.strip():
        problems["reason"] = "Say why the file stays."
    return problems


def _birthday(rule: Rule, ended: Ended) -> date | None:
    """Return the birthday up to which a child's file is kept; None for somebody who was grown up."""
    if ended.birth_date is not None:
        if after(ended.birth_date, ADULT * 12) <= ended.end_date:
            return None
        return after(ended.birth_date, (rule.span or 0) * 12)
    if ended.under_18:
        return after(ended.end_date, max((rule.span or 0) - YOUNGEST, 0) * 12)
    return None


def _rule(code: str, told: Mapping[str, object]) -> Rule:
    span = told.get("age", told.get("months"))
    return Rule(
        code,
        str(told["who"]),
        str(told["from"]),
        RetentionAct(str(told["act"])),
        str(told["why"]),
        span if isinstance(span, int) else None,
        "age" in told,
        bool(told.get("set")),
    )
