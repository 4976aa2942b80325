"""The policy in force: what the charity set, and what is only suggested."""

from dataclasses import dataclass

from sqlalchemy import select

from mentordesk.features.privacy.rules.retention import (
    PeriodDraft,
    Policy,
    Rule,
    shipped_policy,
    with_periods,
)
from mentordesk.kernel.permissions import Permission
from mentordesk.records.retention import RetentionPeriod
from mentordesk.store.work import Reading, query


@dataclass(frozen=True)
class PolicyRow:
    """One rule as the page of the policy shows it."""

    code: str
    rule: Rule
    version: int
    """Of what the charity set; 0 when it is only suggested."""
    reason: str
    source: str
    """Who says so."""

    @property
    def draft(self) -> PeriodDraft:
        """The rule as a form starts from."""
        return PeriodDraft(self.rule.span, self.rule.act, self.reason)


@query(needs=Permission.RETENTION_VIEW)
def retention_policy(reading: Reading) -> tuple[PolicyRow, ...]:
    """Every rule of the policy with its period."""
    set_here = {each.rule: each for each in reading.session.scalars(select(RetentionPeriod))}
    policy = policy_in_force(reading)
    rows = []
    for code, rule in policy.rules.items():
        kept = set_here.get(code)
        source = f"Set by you: {kept.reason}" if kept else policy.source
        rows.append(PolicyRow(code, rule, kept.version if kept else 0, kept.reason if kept else "", source))
    return tuple(rows)


def policy_in_force(reading: Reading) -> Policy:
    """Return the shipped policy with the periods that the charity set."""
    periods = {each.rule: (each.span, each.act) for each in reading.session.scalars(select(RetentionPeriod))}
    return with_periods(shipped_policy(), periods)
