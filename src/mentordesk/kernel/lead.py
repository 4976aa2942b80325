"""Which case-management system leads, by the hierarchy of DOMAIN §3.3: proposed here, then confirmed."""

from collections.abc import Collection
from dataclasses import dataclass

from mentordesk.kernel.choices import Choice
from mentordesk.kernel.formats import sentence_list


class LeadSystem(Choice):
    """A system that can lead, in order: the charity never leads while one of the first five applies."""

    SAFEGUARDING = "safeguarding", "Safeguarding"
    MAPPA = "mappa", "MAPPA"
    ACCT = "acct", "ACCT"
    PPO = "ppo", "PPO"
    SUPERVISION = "supervision", "Statutory supervision"
    CPA = "cpa", "Mental illness treatment (CPA)"
    TREATMENT = "treatment", "Other drug treatment"
    VOLUNTARY = "voluntary", "None (voluntary)"


@dataclass(frozen=True)
class LeadProposal:
    """The system proposed to lead, why, and whether a person has to judge."""

    system: LeadSystem
    sentence: str
    judgement: bool


def propose_lead(in_force: Collection[LeadSystem], *, in_custody: bool) -> LeadProposal:
    """Propose the first system of the hierarchy that applies; ACCT applies only in custody."""
    applies = [
        system
        for system in LeadSystem
        if system in in_force
        and system is not LeadSystem.VOLUNTARY
        and (in_custody or system is not LeadSystem.ACCT)
    ]
    if not applies:
        sentence = "No other system has a plan in force, so the charity works with the person by agreement."
        return LeadProposal(LeadSystem.VOLUNTARY, sentence, judgement=False)
    lead, others = applies[0], applies[1:]
    sentence = f"{lead.label} comes first of the plans in force."
    if others:
        sentence += f" Also in force: {sentence_list(other.label for other in others)}."
    judgement = LeadSystem.CPA in applies
    if judgement:
        sentence += " Mental illness treatment is a judgement each time: say why you confirm or change this."
    return LeadProposal(lead, sentence, judgement)
