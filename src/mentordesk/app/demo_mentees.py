"""Thirty invented mentees with two years of life, dated back from today."""

from datetime import date, timedelta

from sqlalchemy import select

from mentordesk.app.demo_cases import add_case, add_placement
from mentordesk.app.demo_equality import add_answers
from mentordesk.features.mentees.operations.notes import add_note
from mentordesk.features.mentees.operations.pathway_lists import ensure_pathways
from mentordesk.features.mentees.operations.people import end_episode, raise_flag
from mentordesk.features.mentees.operations.referrals import decide, refer
from mentordesk.features.mentees.rules.notes import NoteDraft
from mentordesk.features.mentees.rules.people import ExitDraft, FlagDraft, IdentifierDraft, MenteeDraft
from mentordesk.features.mentees.rules.referrals import DecisionDraft, ReferralDraft
from mentordesk.kernel.dates import add_months
from mentordesk.kernel.identifiers import IdentifierKind
from mentordesk.records.mentees import ExitReason, FlagKind, Mentee
from mentordesk.records.notes import NoteKind
from mentordesk.records.referrals import Achieved, Complexity, Decision, Referral, Route
from mentordesk.store.work import Work

_NAMES = """
Kofi Adeyemi, Liam Ashworth Ash, Noor Begum, Craig Bellamy, Thanh Bùi,
Dariusz Czarnecki Darek, Ryan D’Arcy, Moses Ekwueme, Sean Fitzgerald, Aled Gruffydd,
Hamza Hussain, Elena Ivanova, Tyrone Jeffers Ty, Paul Kavanagh, Marek Kowalczyk,
Leroy Lindsay, Jamie McAllister, Farah Mirza, Owen Nkemelu, Nikos Papadakis, Gary Quigley Gaz,
Sanjay Ramnarine, Billy Sargeant, Ana Soares, Connor Tyldesley, Imran Umarji,
Stuart Veasey Stu, Wesley Wright, Joseph Yates Joe, Zofia Zielińska
"""
"""First name, last name, and what some prefer to be called."""
_PEOPLE = [each.strip() for each in _NAMES.replace("\n", " ").split(",")]
_SOURCES = (
    (Route.PROBATION, "Northbridge Probation"),
    (Route.PRISON, "HMP Aldermoor"),
    (Route.PROBATION, "Northbridge Probation"),
    (Route.COUNCIL, "Northbridge Council housing"),
    (Route.PRISON, "HMP Aldermoor"),
    (Route.SELF, ""),
)
_REASONS = (
    "Leaves custody without an address and asks for somebody to walk with him in the first weeks.",
    "Wants to find work and does not know where to begin.",
    "Lives alone; the days are long and old company is near.",
    "Asked for help to see the children again.",
)
_OUTCOMES = (("A settled address",), ("Work or training", "A bank account"), ("Time filled well",))
_NOTES = (
    "Met at the library. Talked about the flat and the first week at home.",
    "Rang to say the interview went well. Starts a trial day on Monday.",
    "Missed the meeting; rang in the evening and said sorry. The bus did not come.",
    "Filled in the council form together.\n\n- Proof of address is missing\n- Ring on Thursday",
)


def add_demo_mentees(work: Work) -> None:
    """Add the invented people with their referrals, decisions, notes, flags and exits."""
    ensure_pathways(work)
    for place, each in enumerate(_PEOPLE):
        first, last, *called = each.split()
        _add(work, place, first, last, " ".join(called))


def _add(work: Work, place: int, first: str, last: str, called: str) -> None:
    referred = add_months(work.today, -24) + timedelta(days=place * 24)
    route, source = _SOURCES[place % len(_SOURCES)]
    born = date(1968 + (place * 7) % 36, 1 + place % 12, 1 + (place * 5) % 28)
    person = MenteeDraft(
        preferred_name=called,
        first_names=first,
        last_name=last,
        birth_date=born,
        phone=f"01632 960{place:03}",
        postcode="" if place % 6 == 5 else f"NB{(1, 2, 4, 7)[place // 2 % 4]} {1 + place % 9}AA",
        no_letters=place % 5 == 0,
        never_mention_us=place % 11 == 3,
        safe_contact="Ring before noon." if place % 4 == 1 else "",
        language="Polish" if last in {"Czarnecki", "Kowalczyk", "Zielińska"} else "",
        worker_id=1 + place % 2,
        identifiers=(IdentifierDraft(IdentifierKind.CRN, f"X{600000 + place * 37}"),),
    )
    asked = ReferralDraft(
        source=source,
        route=route,
        referred_date=referred,
        reason=_REASONS[place % len(_REASONS)],
        service="Mentoring through the gate" if route is Route.PRISON else "Mentoring",
        complexity=list(Complexity)[place % 3],
        outcomes=_OUTCOMES[place % len(_OUTCOMES)],
    )
    mentee_id = refer(work, person, asked)
    add_answers(work, place, mentee_id, first, born, referred)
    _live(work, place, mentee_id, referred)


def _live(work: Work, place: int, mentee_id: int, referred: date) -> None:
    decision = {7: Decision.DECLINED, 27: Decision.WAITING_LIST, 28: Decision.WAITING_LIST}.get(
        place, Decision.ACCEPTED
    )
    if place == len(_PEOPLE) - 1:
        add_placement(work, place, mentee_id, referred)
        return
    referral = work.session.scalars(select(Referral).where(Referral.mentee_id == mentee_id)).one()
    reason = "Lives outside the area; passed on to a partner." if decision is Decision.DECLINED else ""
    decided = DecisionDraft(decision, referred + timedelta(days=3 + place % 9), reason)
    decide(work, referral.id, referral.version, decided)
    if decision is not Decision.ACCEPTED:
        if decision is Decision.WAITING_LIST:
            add_placement(work, place, mentee_id, referred)
        return
    add_case(work, place, mentee_id, referred + timedelta(days=3 + place % 9))
    for count in range(1 + place % 4):
        kind = list(NoteKind)[count % 4]
        add_note(work, mentee_id, NoteDraft(kind, _NOTES[(place + count) % len(_NOTES)]))
    if place in {4, 13, 22}:
        flagged = {4: FlagKind.DO_NOT_CONTACT, 13: FlagKind.MAPPA, 22: FlagKind.SAFEGUARDING}[place]
        flag = FlagDraft(flagged, referred + timedelta(days=20), None, "Speak to Asha first.")
        raise_flag(work, mentee_id, flag)
    if place < 12 and place % 3 != 2:
        mentee = work.find(Mentee, mentee_id)
        why = ExitReason.COMPLETED if place % 2 else ExitReason.MOVED
        ended = referred + timedelta(days=220 + place * 5)
        summary = "Came most weeks. Settled in the second half of the year."
        achieved = (Achieved.ACHIEVED, Achieved.PARTLY)
        end_episode(work, mentee_id, mentee.version, ExitDraft(ended, why, summary, "", achieved))
