"""What counts as in force, and which decisions about the lead are accepted."""

from collections.abc import Iterable
from datetime import date

import pytest

from mentordesk.features.mentees.rules.lead_plan import (
    LeadDraft,
    LeadFacts,
    lead_facts,
    lead_problems,
    outdated,
)
from mentordesk.kernel.lead import LeadSystem, propose_lead
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

TODAY = date(2026, 11, 21)
JUNE, NEXT = date(2026, 6, 1), date(2027, 6, 1)
S = LeadSystem
CUSTODY = Placement(setting=Setting.CUSTODY, from_date=JUNE)
LICENCE = Sentence(kind=SentenceKind.LICENCE, release_date=JUNE, end_date=NEXT)


def scheme(kind: SchemeKind, start: date = JUNE, end: date | None = None) -> Scheme:
    return Scheme(kind=kind, from_date=start, to_date=end, level="")


def flag(kind: FlagKind, end: date | None = None) -> Flag:
    return Flag(kind=kind, from_date=JUNE, to_date=end)


def facts(*records: Record) -> LeadFacts:
    def read_all(kind: type[Record]) -> Iterable[Record]:
        return [each for each in records if type(each) is kind]

    return lead_facts(read_all, TODAY)


@pytest.mark.parametrize(
    ("records", "lead", "judgement"),
    [
        ((scheme(SchemeKind.PPO), LICENCE), S.PPO, False),
        ((LICENCE, scheme(SchemeKind.CPA)), S.SUPERVISION, True),
        ((flag(FlagKind.MAPPA), flag(FlagKind.SAFEGUARDING), LICENCE), S.SAFEGUARDING, False),
        ((scheme(SchemeKind.MAPPA), scheme(SchemeKind.SAFEGUARDING), LICENCE), S.SAFEGUARDING, False),
        ((), S.VOLUNTARY, False),
        ((flag(FlagKind.ACCT), CUSTODY, scheme(SchemeKind.PPO)), S.ACCT, False),
        ((flag(FlagKind.ACCT), scheme(SchemeKind.PPO)), S.PPO, False),
        ((scheme(SchemeKind.ACCT),), S.VOLUNTARY, False),
        ((Supervision(from_date=JUNE),), S.SUPERVISION, False),
        ((Supervision(from_date=NEXT),), S.VOLUNTARY, False),
        ((Supervision(from_date=JUNE, to_date=JUNE),), S.VOLUNTARY, False),
        ((Sentence(kind=SentenceKind.COMMUNITY_ORDER, sentence_date=JUNE),), S.SUPERVISION, False),
        ((Sentence(kind=SentenceKind.LICENCE, release_date=NEXT),), S.VOLUNTARY, False),
        ((Sentence(kind=SentenceKind.LICENCE, end_date=JUNE),), S.VOLUNTARY, False),
        ((Sentence(kind=SentenceKind.DETERMINATE, sentence_date=JUNE),), S.VOLUNTARY, False),
        ((scheme(SchemeKind.DRR),), S.SUPERVISION, False),
        ((scheme(SchemeKind.TREATMENT),), S.TREATMENT, False),
        ((scheme(SchemeKind.IOM),), S.VOLUNTARY, False),
        ((scheme(SchemeKind.PPO, end=JUNE), scheme(SchemeKind.MAPPA, start=NEXT)), S.VOLUNTARY, False),
        ((flag(FlagKind.DO_NOT_CONTACT),), S.VOLUNTARY, False),
        ((flag(FlagKind.SAFEGUARDING, JUNE),), S.VOLUNTARY, False),
    ],
)
def test_what_is_in_force_proposes_the_lead(
    records: tuple[Record, ...], lead: LeadSystem, judgement: bool
) -> None:
    proposal = facts(*records).proposal
    assert (proposal.system, proposal.judgement) == (lead, judgement)


def test_what_has_no_rank_is_said() -> None:
    other = Scheme(kind=SchemeKind.OTHER, level="Northbridge cohort", from_date=JUNE)
    notes = facts(scheme(SchemeKind.IOM), other, flag(FlagKind.ACCT)).notes
    assert [note.partition(" has ")[0] for note in notes[:2]] == ["IOM", "Northbridge cohort"]
    assert "applies only in custody" in notes[2]
    assert facts(CUSTODY, flag(FlagKind.ACCT)).notes == ()


PPO = propose_lead({S.PPO, S.SUPERVISION}, in_custody=False)
CPA = propose_lead({S.CPA}, in_custody=False)


@pytest.mark.parametrize(
    ("draft", "proposal", "field"),
    [
        (LeadDraft(S.PPO), PPO, None),
        (LeadDraft(None), PPO, "system"),
        (LeadDraft(S.SUPERVISION, " "), PPO, "reason"),
        (LeadDraft(S.SUPERVISION, "Agreed with the officer"), PPO, None),
        (LeadDraft(S.VOLUNTARY, "We know him best"), PPO, "system"),
        (LeadDraft(S.CPA), CPA, "reason"),
        (LeadDraft(S.CPA, "Care co-ordinator agrees"), CPA, None),
        (LeadDraft(S.VOLUNTARY, "Discharged next week"), CPA, None),
    ],
)
def test_a_decision_needs_a_reason_where_it_is_one(draft, proposal, field) -> None:
    assert set(lead_problems(draft, proposal)) == ({field} if field else set())


@pytest.mark.parametrize(
    ("system", "proposed", "now", "is_outdated"),
    [
        (S.PPO, S.PPO, S.PPO, False),
        (S.PPO, S.PPO, S.MAPPA, True),
        (S.SUPERVISION, S.PPO, S.PPO, False),
        (S.SUPERVISION, S.PPO, S.SUPERVISION, False),
        (S.SUPERVISION, S.PPO, S.VOLUNTARY, True),
    ],
)
def test_a_decision_is_outdated_when_something_new_is_proposed(system, proposed, now, is_outdated) -> None:
    assert outdated(system, proposed, now) is is_outdated
