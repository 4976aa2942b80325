"""Mentees and mentors as matching sees them, and the same in a casebook, for these tests."""

from dataclasses import replace
from datetime import date
from typing import Any

from mentordesk.features.matches.operations.matches import propose_match
from mentordesk.features.matches.operations.mentors import add_mentor
from mentordesk.features.matches.rules.matches import ProposalDraft
from mentordesk.features.matches.rules.mentors import MentorDraft
from mentordesk.features.volunteers.operations.pipeline import move_volunteers
from mentordesk.features.volunteers.queries.lists import stage_choices
from mentordesk.features.volunteers.queries.one import volunteer_view
from mentordesk.features.volunteers.rules.pipeline import MoveDraft
from mentordesk.kernel.permissions import Permission
from mentordesk.records.base import Record
from mentordesk.records.justice import Setting
from mentordesk.records.matching import MenteeFacts, MentorFacts
from mentordesk.records.mentees import Mentee
from mentordesk.records.spells import BreakReason
from mentordesk.records.volunteers import DbsDecision, SettingLevel
from mentordesk.store.casebook import Store
from mentordesk.store.work import Work, operation
from tests.casebooks import TODAY

CHECKED = date(2026, 1, 10)
MENTEE = MenteeFacts(1, postcode="NB1 2AB", setting=Setting.COMMUNITY)
MENTOR = MentorFacts(
    7,
    "Rashid Anwar",
    postcode="NB2 3CD",
    caseload_limit=3,
    dbs_decision=DbsDecision.CLEARED,
    dbs_date=CHECKED,
    references_date=CHECKED,
    training_date=CHECKED,
    setting_level=SettingLevel.COMMUNITY,
)
READY = MentorDraft(
    name="Rashid Anwar",
    caseload_limit=2,
    dbs_decision=DbsDecision.CLEARED,
    dbs_date=CHECKED,
    references_date=CHECKED,
    training_date=CHECKED,
    setting_level=SettingLevel.COMMUNITY,
)


@operation(needs=Permission.MENTEE_EDIT)
def put(work: Work, record: Record) -> int:
    """Add any record."""
    return work.add(record).id


def somebody(store: Store, name: str = "Sam") -> int:
    """A mentee in a casebook."""
    return store.write(put, Mentee(reference=f"M-{name}", preferred_name=name, name_key=name.lower()))


def a_mentor(store: Store, **more: Any) -> int:
    """A mentor who is ready to mentor, but for what is given."""
    return store.write(add_mentor, replace(READY, **more))


def paused(store: Store, number: int) -> None:
    """Have a volunteer pause from today."""
    names = {name: each for each, name in store.read(stage_choices)}
    draft = MoveDraft(names["Paused"], TODAY, "", BreakReason.FAMILY)
    store.write(move_volunteers, ((number, store.read(volunteer_view, number).version),), draft)


def proposed(store: Store, mentee_id: int, mentor_id: int, day: date = TODAY) -> int:
    """A match that was proposed on a day."""
    return store.write(propose_match, mentee_id, ProposalDraft(mentor_id, day))
