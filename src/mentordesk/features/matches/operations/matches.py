"""Proposing a match and taking it on: introduced, started, paused, resumed, ended; each step is kept."""

from datetime import date

from sqlalchemy import select

from mentordesk.features.matches.rules.matches import (
    DetailsDraft,
    EndDraft,
    ProposalDraft,
    StepDraft,
    WishDraft,
    details_problems,
    end_problems,
    order_problem,
    proposal_problems,
    step_problems,
    wish_problems,
)
from mentordesk.kernel.identifiers import postcode
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import clean
from mentordesk.kernel.week import in_order
from mentordesk.records.matches import OPEN, Match, MatchEnd, MatchStatus, MatchWish
from mentordesk.records.matching import mentee_facts, mentor_facts
from mentordesk.records.mentees import Mentee, MenteeStatus
from mentordesk.records.pipeline import follow_matches
from mentordesk.records.safety import safety
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.work import Work, operation

_OVER = frozenset({MenteeStatus.CLOSED, MenteeStatus.NOT_TAKEN_UP})


@operation(needs=Permission.MATCH_EDIT)
def propose_match(work: Work, mentee_id: int, draft: ProposalDraft) -> int:
    """Propose a mentor for a mentee; a mentor whom a safety rule excludes is refused, a full one is not."""
    work.refuse(proposal_problems(draft, work.today))
    mentee, mentor = work.find(Mentee, mentee_id), work.find(Volunteer, draft.volunteer_id or 0)
    if mentee.status in _OVER:
        work.refuse({"volunteer_id": f"This person's record is {mentee.status.label.lower()}."})
    already = select(Match.id).where(
        Match.mentee_id == mentee_id, Match.volunteer_id == mentor.id, Match.status.in_(OPEN)
    )
    if work.session.scalar(already):
        work.refuse({"volunteer_id": "These two are matched already."})
    _refuse_unsafe(work, mentee, mentor.id, "volunteer_id")
    match = Match(mentee_id=mentee_id, volunteer_id=mentor.id, status=MatchStatus.PROPOSED)
    _step(work, match, MatchStatus.PROPOSED, draft.change_date, draft.reason)
    return work.add(match).id


@operation(needs=Permission.MATCH_EDIT)
def introduce_match(work: Work, match_id: int, version: int, draft: StepDraft) -> None:
    """Say that the two have met each other."""
    _go_on(work, match_id, version, MatchStatus.INTRODUCED, draft)


@operation(needs=Permission.MATCH_EDIT)
def start_match(work: Work, match_id: int, version: int, draft: StepDraft) -> None:
    """Say that the mentoring has begun."""
    _go_on(work, match_id, version, MatchStatus.ACTIVE, draft, MatchStatus.INTRODUCED)


@operation(needs=Permission.MATCH_EDIT)
def pause_match(work: Work, match_id: int, version: int, draft: StepDraft) -> None:
    """Pause a match, with a reason."""
    _go_on(work, match_id, version, MatchStatus.PAUSED, draft)


@operation(needs=Permission.MATCH_EDIT)
def resume_match(work: Work, match_id: int, version: int, draft: StepDraft) -> None:
    """Go on with a match that was paused."""
    _go_on(work, match_id, version, MatchStatus.ACTIVE, draft, MatchStatus.PAUSED)


@operation(needs=Permission.MATCH_EDIT)
def end_match(work: Work, match_id: int, version: int, draft: EndDraft) -> None:
    """End a match, with a reason."""
    match = work.change(Match, match_id, version)
    work.refuse(end_problems(draft, match.last_date(), work.today))
    _refuse_order(work, match, MatchStatus.ENDED)
    why, day = draft.end_reason or MatchEnd.OTHER, draft.change_date or work.today
    match.end(why, day, clean(draft.reason).strip(), work.actor.person_id)
    follow_matches(work.session, [match.volunteer_id], day, work.actor.person_id)


@operation(needs=Permission.MATCH_EDIT)
def change_match(work: Work, match_id: int, version: int, draft: DetailsDraft) -> None:
    """Change what the two agreed on."""
    match = work.change(Match, match_id, version)
    work.refuse(details_problems(draft, match.changes[0].change_date, work.today))
    match.frequency, match.agreement_date = draft.frequency, draft.agreement_date
    match.review_date, match.boundaries = draft.review_date, clean(draft.boundaries).strip()


@operation(needs=Permission.MATCH_EDIT)
def set_wishes(work: Work, mentee_id: int, version: int, draft: WishDraft) -> None:
    """Say what a mentee wishes for in a mentor; the version is 0 while nothing was said before."""
    work.refuse(wish_problems(draft))
    work.find(Mentee, mentee_id)
    known = work.session.scalar(select(MatchWish).where(MatchWish.mentee_id == mentee_id))
    wish = work.change(MatchWish, known.id, version) if known else MatchWish(mentee_id=mentee_id)
    wish.gender, wish.mentor_gender = draft.gender, draft.mentor_gender
    wish.meeting_postcode = postcode(clean(draft.meeting_postcode))[:12]
    wish.times = in_order(draft.times)
    wish.interests = clean(draft.interests).strip()
    wish.help_wanted = clean(draft.help_wanted).strip()
    wish.lived_experience, wish.lone_working = draft.lived_experience, draft.lone_working
    if known is None:
        work.add(wish)


def _go_on(
    work: Work,
    match_id: int,
    version: int,
    to: MatchStatus,
    draft: StepDraft,
    only_from: MatchStatus | None = None,
) -> None:
    match = work.change(Match, match_id, version)
    _refuse_order(work, match, to, only_from)
    work.refuse(step_problems(draft, to, match.last_date(), work.today))
    if to is not MatchStatus.PAUSED:
        _refuse_unsafe(work, work.find(Mentee, match.mentee_id), match.volunteer_id, "status")
    _step(work, match, to, draft.change_date, draft.reason)
    day = draft.change_date or work.today
    follow_matches(work.session, [match.volunteer_id], day, work.actor.person_id)


def _refuse_order(work: Work, match: Match, to: MatchStatus, only_from: MatchStatus | None = None) -> None:
    wrong = order_problem(match.status, to)
    if not wrong and only_from is not None and match.status is not only_from:
        wrong = f"This match is {match.status.label.lower()}, not {only_from.label.lower()}."
    work.refuse({"status": wrong} if wrong else {})


def _refuse_unsafe(work: Work, mentee: Mentee, mentor_id: int, name: str) -> None:
    facts = mentee_facts(work.session, mentee, work.today)
    (mentor,) = mentor_facts(work.session, [mentor_id])
    why = safety(facts, mentor, work.today).why
    if why:
        work.refuse({name: f"{mentor.name} must not be matched with this person. {' '.join(why)}"})


def _step(work: Work, match: Match, to: MatchStatus, day: date | None, reason: str) -> None:
    match.step(to, day or work.today, clean(reason).strip(), work.actor.person_id)
