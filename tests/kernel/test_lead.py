"""The hierarchy of case-management systems. DOMAIN §3.3."""

from itertools import combinations

import pytest

from mentordesk.kernel.lead import LeadSystem, propose_lead

S = LeadSystem


@pytest.mark.parametrize(
    ("in_force", "in_custody", "lead", "judgement"),
    [
        ({S.PPO, S.SUPERVISION}, False, S.PPO, False),
        ({S.SUPERVISION, S.CPA}, False, S.SUPERVISION, True),
        ({S.MAPPA, S.SAFEGUARDING, S.SUPERVISION}, False, S.SAFEGUARDING, False),
        (set(), False, S.VOLUNTARY, False),
        ({S.ACCT, S.PPO}, True, S.ACCT, False),
        ({S.ACCT, S.PPO}, False, S.PPO, False),
        ({S.ACCT}, False, S.VOLUNTARY, False),
        ({S.CPA, S.TREATMENT}, False, S.CPA, True),
        ({S.TREATMENT}, True, S.TREATMENT, False),
        ({S.VOLUNTARY}, False, S.VOLUNTARY, False),
    ],
)
def test_the_first_system_that_applies_leads(
    in_force: set[LeadSystem], in_custody: bool, lead: LeadSystem, judgement: bool
) -> None:
    proposal = propose_lead(in_force, in_custody=in_custody)
    assert (proposal.system, proposal.judgement) == (lead, judgement)


def test_the_others_stay_visible() -> None:
    sentence = propose_lead({S.TREATMENT, S.MAPPA, S.SUPERVISION}, in_custody=False).sentence
    assert sentence == (
        "MAPPA comes first of the plans in force. "
        "Also in force: Statutory supervision and Other drug treatment."
    )


@pytest.mark.parametrize("pair", list(combinations([each for each in S if each is not S.ACCT], 2)))
def test_the_order_of_any_two_is_the_order_of_the_list(pair: tuple[LeadSystem, LeadSystem]) -> None:
    assert propose_lead(set(pair), in_custody=False).system is pair[0]
