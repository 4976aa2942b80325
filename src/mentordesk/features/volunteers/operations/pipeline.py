"""Adding volunteers, changing what is known of them, and taking them from stage to stage."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import func, select

from mentordesk.features.volunteers.rules.pipeline import (
    EnquiryDraft,
    LeaveDraft,
    MoveDraft,
    StagesDraft,
    VolunteerDraft,
    enquiry_problems,
    leave_problems,
    move_problems,
    order_problem,
    stages_problems,
    volunteer_problems,
)
from mentordesk.features.volunteers.rules.training import not_ready_for
from mentordesk.kernel.errors import Invalid
from mentordesk.kernel.identifiers import postcode
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import clean, fold, one_line
from mentordesk.records.matches import KNOWING, OPEN, Match, MatchEnd, MatchStatus
from mentordesk.records.matching import mentee_facts, mentor_facts
from mentordesk.records.mentees import Mentee
from mentordesk.records.pipeline import SERVING, Stage, StageChange, StageKind, enter, first_stage, stage_of
from mentordesk.records.safety import caseload_words, safety
from mentordesk.records.spells import LeaveReason, ServiceBreak, Spell
from mentordesk.records.training import lacking_of
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.work import Work, operation

_LINES = ("phone", "email", "heard_from", "emergency_name", "emergency_relation", "emergency_phone")
_TEXTS = ("address", "travel")
_DAY = timedelta(days=1)


@operation(needs=Permission.VOLUNTEER_EDIT)
def add_volunteer(work: Work, draft: EnquiryDraft) -> int:
    """Add somebody who has asked to volunteer."""
    work.refuse(enquiry_problems(draft, work.today))
    volunteer = Volunteer(name="", name_key="")
    _fill(volunteer, draft)
    work.add(volunteer)
    stage = first_stage(work.session, StageKind.ENQUIRY)
    _step(work, volunteer, stage, draft.asked_date or work.today, "")
    return volunteer.id


@operation(needs=Permission.VOLUNTEER_EDIT)
def change_volunteer(work: Work, volunteer_id: int, version: int, draft: VolunteerDraft) -> None:
    """Change what is known of a volunteer."""
    work.refuse(volunteer_problems(draft))
    _fill(work.change(Volunteer, volunteer_id, version), draft)


@operation(needs=Permission.VOLUNTEER_EDIT)
def move_volunteers(work: Work, chosen: Sequence[tuple[int, int]], draft: MoveDraft) -> None:
    """Take volunteers, each by number and version, to a stage; all of them, or none."""
    stage = work.find(Stage, draft.stage_id) if draft.stage_id else None
    work.refuse(move_problems(draft, stage.kind if stage else None, None, work.today))
    for number, version in chosen:
        volunteer = work.change(Volunteer, number, version)
        if stage is not None and volunteer.stage_id != stage.id:
            _move(work, volunteer, stage, draft, alone=len(chosen) == 1)


@operation(needs=Permission.VOLUNTEER_EDIT)
def leave(work: Work, volunteer_id: int, version: int, draft: LeaveDraft) -> None:
    """End somebody's service: their matches are ended or handed over, and they are marked as gone."""
    volunteer = work.change(Volunteer, volunteer_id, version)
    matches = _open_matches(work, volunteer_id)
    spell = open_spell(work, volunteer_id)
    work.refuse(leave_problems(draft, spell.start_date if spell else None, len(matches), work.today))
    if stage_of(work.session, volunteer).kind is StageKind.LEFT:
        raise Invalid({"end_date": "They have left already."})
    day = draft.end_date or work.today
    if spell is None:
        raise Invalid({"end_date": "They have not served here. Move them to “Not taken on” instead."})
    for rest in [each for each in spell.breaks if each.end_date is None]:
        if rest.start_date > day:
            spell.breaks.remove(rest)
        else:
            rest.end_date = day
    spell.end_date, spell.end_reason = day, draft.end_reason
    spell.end_note = clean(draft.end_note).strip()
    spell.exit_talk_date = draft.exit_talk_date
    spell.reference_given, spell.property_returned = draft.reference_given, draft.property_returned
    _hand_over(work, volunteer, matches, draft, day)
    reason = draft.end_reason.label if draft.end_reason else ""
    _step(work, volunteer, first_stage(work.session, StageKind.LEFT), day, reason)


@operation(needs=Permission.VOLUNTEER_EDIT)
def set_stages(work: Work, draft: StagesDraft) -> None:
    """Say which stages there are, in order; one where somebody stands cannot go."""
    standing = select(Volunteer.stage_id, func.count()).group_by(Volunteer.stage_id)
    counted = {number: count for number, count in work.session.execute(standing) if number is not None}
    work.refuse(stages_problems(draft, counted))
    kept = {each.id: each for each in work.session.scalars(select(Stage))}
    for place, each in enumerate(draft.stages):
        stage = kept.pop(each.id, None) if each.id else None
        values = (place, one_line(each.name)[:60], each.kind, each.days)
        if stage is None:
            work.add(Stage(**dict(zip(("position", "name", "kind", "days"), values, strict=True))))
        elif (stage.position, stage.name, stage.kind, stage.days) != values:
            stage.position, stage.name, stage.days = place, values[1], each.days
            stage.kind = each.kind or stage.kind
    for gone in kept.values():
        for step in work.session.scalars(select(StageChange).where(StageChange.stage_id == gone.id)):
            step.stage_id = None
        work.session.flush()
        work.remove(gone)


def open_spell(work: Work, volunteer_id: int) -> Spell | None:
    """Return the time of service that goes on, if there is one."""
    found = select(Spell).where(Spell.volunteer_id == volunteer_id, Spell.end_date.is_(None))
    return work.session.scalars(found.order_by(Spell.start_date.desc())).first()


def _fill(volunteer: Volunteer, draft: VolunteerDraft) -> None:
    volunteer.name = one_line(draft.name)
    volunteer.name_key = fold(volunteer.name)
    volunteer.postcode = postcode(clean(draft.postcode))[:12]
    for name in _LINES:
        setattr(volunteer, name, one_line(getattr(draft, name)))
    for name in _TEXTS:
        setattr(volunteer, name, clean(getattr(draft, name)).strip())


def _move(work: Work, volunteer: Volunteer, stage: Stage, draft: MoveDraft, *, alone: bool) -> None:
    stands = stage_of(work.session, volunteer).kind
    last = volunteer.stage_date if volunteer.stage_date > date.min else None
    name = "" if alone else volunteer.name
    work.refuse(move_problems(draft, stage.kind, last, work.today, name))
    spells = select(func.count()).where(Spell.volunteer_id == volunteer.id)
    wrong = order_problem(
        stands,
        stage.kind,
        served=bool(work.session.scalar(spells)),
        matched=any(each.status in KNOWING for each in _open_matches(work, volunteer.id)),
    )
    work.refuse({"stage_id": f"{volunteer.name}: {wrong}" if name else wrong} if wrong else {})
    day = draft.change_date or work.today
    if stage.kind is StageKind.READY and stands not in {*SERVING, StageKind.PAUSED}:
        missing = " ".join(not_ready_for(lacking_of(work.session, [volunteer.id], work.today)[volunteer.id]))
        work.refuse({"stage_id": f"{volunteer.name}: {missing}" if name else missing} if missing else {})
    _follow_in_service(work, volunteer, stage.kind, day, draft)
    _step(work, volunteer, stage, day, draft.reason)


def _follow_in_service(work: Work, volunteer: Volunteer, to: StageKind, day: date, draft: MoveDraft) -> None:
    """Begin a time of service, or begin or end a break in it, as a step to a stage asks."""
    spell = open_spell(work, volunteer.id)
    if to in SERVING and spell is None:
        work.add(Spell(volunteer_id=volunteer.id, start_date=day, end_note=""))
    elif to in SERVING and spell is not None:
        for rest in [each for each in spell.breaks if each.end_date is None]:
            if rest.start_date >= day:
                spell.breaks.remove(rest)
            else:
                rest.end_date = day - _DAY
    elif to is StageKind.PAUSED and spell is not None:
        spell.breaks.append(ServiceBreak(start_date=day, reason=draft.break_reason))
    elif spell is not None:
        raise Invalid({"stage_id": f"{volunteer.name} serves. Use Leave on their page, or Paused."})


def _step(work: Work, volunteer: Volunteer, stage: Stage, day: date, reason: str) -> None:
    work.add(enter(volunteer, stage, day, clean(reason).strip(), work.actor.person_id))


def _open_matches(work: Work, volunteer_id: int) -> list[Match]:
    found = select(Match).where(Match.volunteer_id == volunteer_id, Match.status.in_(OPEN))
    return list(work.session.scalars(found.order_by(Match.id)))


def _hand_over(work: Work, leaver: Volunteer, matches: list[Match], draft: LeaveDraft, day: date) -> None:
    if matches:
        work.need(Permission.MATCH_EDIT)
    by_number = {each.match_id: each for each in draft.matches}
    why = MatchEnd.COMPLETED if draft.end_reason is LeaveReason.COMPLETED_TERM else MatchEnd.MENTOR_LEFT
    for each in matches:
        said = by_number.get(each.id)
        if said is None:
            raise Invalid({"matches": "A match began meanwhile. Open this form again."})
        match = work.change(Match, each.id, said.version)
        last = match.last_date()
        if last is not None and day < last:
            raise Invalid({"end_date": "A match had a step after this day. Give a later day."})
        heir = work.find(Volunteer, said.mentor_id) if said.mentor_id else None
        words = f"Handed over to {heir.name}." if heir else "The mentor left."
        match.end(why, day, words, work.actor.person_id)
        work.session.flush()
        if heir is not None:
            _propose(work, match.mentee_id, leaver, heir, day)


def _propose(work: Work, mentee_id: int, leaver: Volunteer, heir: Volunteer, day: date) -> None:
    """Propose another mentor for a mentee whose mentor leaves; nothing outweighs the safety rules."""
    mentee = work.find(Mentee, mentee_id)
    (facts,) = mentor_facts(work.session, [heir.id])
    why = safety(mentee_facts(work.session, mentee, work.today), facts, work.today).why
    full = caseload_words(facts, mentee_id)
    if heir.id == leaver.id:
        why = ("They are the one who leaves.",)
    if why or full:
        says = f"{heir.name} cannot take this match over. {' '.join(why) or full}"
        raise Invalid({"matches": says})
    if mentee_id in facts.mentees:
        raise Invalid({"matches": f"{heir.name} is matched with this person already."})
    match = Match(mentee_id=mentee_id, volunteer_id=heir.id, status=MatchStatus.PROPOSED)
    match.step(MatchStatus.PROPOSED, day, f"Handed over by {leaver.name}.", work.actor.person_id)
    work.add(match)
