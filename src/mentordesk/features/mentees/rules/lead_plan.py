"""Which system leads a mentee's case: what counts as in force, the proposal, and a person's decision."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from mentordesk.kernel.lead import LeadProposal, LeadSystem, propose_lead
from mentordesk.records.base import Record
from mentordesk.records.justice import (
    Placement,
    Scheme,
    SchemeKind,
    Sentence,
    SentenceKind,
    Setting,
    Supervision,
)
from mentordesk.records.mentees import Flag, FlagKind

Kept = TypeVar("Kept", bound=Record)

_SCHEMES: dict[SchemeKind, tuple[LeadSystem, ...]] = {
    SchemeKind.SAFEGUARDING: (LeadSystem.SAFEGUARDING,),
    SchemeKind.MAPPA: (LeadSystem.MAPPA,),
    SchemeKind.ACCT: (LeadSystem.ACCT,),
    SchemeKind.PPO: (LeadSystem.PPO,),
    SchemeKind.DRR: (LeadSystem.SUPERVISION, LeadSystem.TREATMENT),
    SchemeKind.ATR: (LeadSystem.SUPERVISION, LeadSystem.TREATMENT),
    SchemeKind.MHTR: (LeadSystem.SUPERVISION,),
    SchemeKind.CPA: (LeadSystem.CPA,),
    SchemeKind.TREATMENT: (LeadSystem.TREATMENT,),
}
"""A requirement is part of a court's order, so it stands for supervision too; IOM has no rank of its own."""

_FLAGS = {
    FlagKind.SAFEGUARDING: LeadSystem.SAFEGUARDING,
    FlagKind.MAPPA: LeadSystem.MAPPA,
    FlagKind.ACCT: LeadSystem.ACCT,
}
_NEVER_OURS = frozenset(
    {
        LeadSystem.SAFEGUARDING,
        LeadSystem.MAPPA,
        LeadSystem.ACCT,
        LeadSystem.PPO,
        LeadSystem.SUPERVISION,
    }
)


@dataclass(frozen=True)
class LeadDraft:
    """Which system leads, as a person decides it; `proposed` is what they were shown."""

    system: LeadSystem | None = None
    reason: str = ""
    proposed: LeadSystem | None = None


@dataclass(frozen=True)
class LeadFacts:
    """What the proposal rests on: the systems in force, the placement, and words about what has no rank."""

    in_force: frozenset[LeadSystem]
    in_custody: bool
    notes: tuple[str, ...]

    @property
    def proposal(self) -> LeadProposal:
        """The system that comes first."""
        return propose_lead(self.in_force, in_custody=self.in_custody)


class ReadAll(Protocol):
    """Reads every record of a kind about one mentee."""

    def __call__(self, kind: type[Kept]) -> Iterable[Kept]:
        """Return the records of a kind."""


def lead_facts(read_all: ReadAll, today: date) -> LeadFacts:
    """Return what is in force today."""
    schemes = [each for each in read_all(Scheme) if each.in_force(today)]
    systems = {system for each in schemes for system in _SCHEMES.get(each.kind, ())}
    systems |= {_FLAGS[each.kind] for each in read_all(Flag) if each.kind in _FLAGS and each.in_force(today)}
    supervised = any(_holds(each.from_date, each.to_date, today) for each in read_all(Supervision))
    if supervised or any(_supervises(each, today) for each in read_all(Sentence)):
        systems.add(LeadSystem.SUPERVISION)
    in_custody = any(
        each.setting is Setting.CUSTODY and _holds(each.from_date, each.to_date, today)
        for each in read_all(Placement)
    )
    notes = [
        f"{each.level if each.kind is SchemeKind.OTHER else each.kind.label} has no rank of its own. "
        "It stays in force beside the lead."
        for each in schemes
        if each.kind not in _SCHEMES
    ]
    if LeadSystem.ACCT in systems and not in_custody:
        notes.append("ACCT is written down, but it applies only in custody. Ask the prison whether it ended.")
    return LeadFacts(frozenset(systems), in_custody, tuple(dict.fromkeys(notes)))


def lead_problems(draft: LeadDraft, proposal: LeadProposal) -> dict[str, str]:
    """Return what is wrong with a decision, by field."""
    if draft.system is None:
        return {"system": "Choose which system leads."}
    if draft.system is LeadSystem.VOLUNTARY and proposal.system in _NEVER_OURS:
        return {"system": f"The charity never leads while {proposal.system.label} applies. Choose a system."}
    if not draft.reason.strip():
        if draft.system is not proposal.system:
            return {"reason": f"{proposal.system.label} is proposed. Say why you choose another."}
        if proposal.judgement:
            return {"reason": "This is a judgement. Say why you confirm it."}
    return {}


def outdated(system: LeadSystem, proposed: LeadSystem, now: LeadSystem) -> bool:
    """Return whether a decision no longer fits: what is proposed now is new to it."""
    return now not in {system, proposed}


def _supervises(sentence: Sentence, today: date) -> bool:
    """Return whether somebody serves an order or a licence, which an officer supervises."""
    if sentence.kind is SentenceKind.COMMUNITY_ORDER:
        starts = sentence.sentence_date
    elif sentence.kind is SentenceKind.LICENCE:
        starts = sentence.release_date or sentence.sentence_date
    else:
        return False
    return _holds(starts or today, sentence.end_date, today)


def _holds(first: date, last: date | None, today: date) -> bool:
    return first <= today and (last is None or today <= last)
