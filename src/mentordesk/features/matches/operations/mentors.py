"""Adding and changing mentors, and saying where postcode districts lie."""

from sqlalchemy import select

from mentordesk.features.matches.rules.mentors import (
    ConflictDraft,
    DistrictsDraft,
    MentorDraft,
    district_problems,
    mentor_problems,
)
from mentordesk.kernel.errors import Invalid
from mentordesk.kernel.identifiers import postcode
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import clean, fold, one_line
from mentordesk.kernel.week import in_order
from mentordesk.records.matches import District
from mentordesk.records.matching import mentor_facts
from mentordesk.records.mentees import OVER, Mentee
from mentordesk.records.pipeline import StageKind, enter, first_stage
from mentordesk.records.safety import clearance
from mentordesk.records.spells import Spell
from mentordesk.records.volunteers import DeclaredConflict, Volunteer
from mentordesk.store.work import Work, operation

_TEXTS = ("area", "languages", "interests", "skills", "lived_experience")
_PLAIN = (
    *("gender", "mentee_gender", "dbs_decision", "dbs_date", "references_date", "training_date"),
    *("setting_level", "lone_working"),
)


@operation(needs=Permission.MATCH_EDIT)
def add_mentor(work: Work, draft: MentorDraft) -> int:
    """Add a mentor: ready when everything is in place, else somebody who has applied."""
    work.refuse(mentor_problems(draft, work.today))
    mentor = Volunteer(name="", name_key="")
    _fill(work, mentor, draft)
    work.add(mentor)
    (facts,) = mentor_facts(work.session, [mentor.id])
    ready = not clearance(facts, work.today)
    days = (draft.dbs_date, draft.references_date, draft.training_date) if ready else ()
    day = max((each for each in days if each), default=work.today)
    stage = first_stage(work.session, StageKind.READY if ready else StageKind.APPLYING)
    work.add(enter(mentor, stage, day, "", work.actor.person_id))
    if ready:
        work.add(Spell(volunteer_id=mentor.id, start_date=day, end_note=""))
    return mentor.id


@operation(needs=Permission.MATCH_EDIT)
def become_mentor(work: Work, mentee_id: int, draft: MentorDraft) -> int:
    """Add somebody as a mentor who was mentored here and whose time as a mentee is over."""
    mentee = work.find(Mentee, mentee_id)
    if mentee.status not in OVER:
        raise Invalid({"name": "Somebody who is mentored here cannot mentor. End their time with us first."})
    if work.session.scalar(select(Volunteer.id).where(Volunteer.mentee_id == mentee_id)):
        raise Invalid({"name": "This person is a mentor already."})
    number = add_mentor(work, draft)
    work.find(Volunteer, number).mentee_id = mentee_id
    return number


@operation(needs=Permission.MATCH_EDIT)
def change_mentor(work: Work, mentor_id: int, version: int, draft: MentorDraft) -> None:
    """Change what is known of a mentor."""
    work.refuse(mentor_problems(draft, work.today))
    _fill(work, work.change(Volunteer, mentor_id, version), draft)


@operation(needs=Permission.MATCH_EDIT)
def set_districts(work: Work, draft: DistrictsDraft) -> None:
    """Say where postcode districts lie; those that are no longer named are forgotten."""
    work.refuse(district_problems(draft))
    kept = {each.code: each for each in work.session.scalars(select(District))}
    for each in draft.districts:
        code = each.code.strip().upper()
        if each.northing is None or each.easting is None:
            continue
        known = kept.pop(code, None)
        if known is None:
            work.add(District(code=code, northing=each.northing, easting=each.easting))
        elif (known.northing, known.easting) != (each.northing, each.easting):
            known.northing, known.easting = each.northing, each.easting
    for forgotten in kept.values():
        work.remove(forgotten)


def _fill(work: Work, mentor: Volunteer, draft: MentorDraft) -> None:
    mentor.name = one_line(draft.name)
    mentor.name_key = fold(mentor.name)
    mentor.postcode = postcode(clean(draft.postcode))[:12]
    mentor.times = in_order(draft.times)
    mentor.caseload_limit = draft.caseload_limit or 0
    for name in _TEXTS:
        setattr(mentor, name, clean(getattr(draft, name)).strip())
    for name in _PLAIN:
        setattr(mentor, name, getattr(draft, name))
    _fit_conflicts(work, mentor, draft.conflicts)


def _fit_conflicts(work: Work, mentor: Volunteer, wanted: tuple[ConflictDraft, ...]) -> None:
    kept = {each.mentee_id: each for each in mentor.conflicts}
    fitted = []
    for each in wanted:
        if each.mentee_id is None:
            continue
        work.find(Mentee, each.mentee_id)
        conflict = kept.get(each.mentee_id) or DeclaredConflict(mentee_id=each.mentee_id)
        conflict.reason = clean(each.reason).strip()
        fitted.append(conflict)
    mentor.conflicts[:] = fitted
