"""What the form of a session asks: who is meant, where to start from, what can be ticked."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from sqlalchemy import select

from mentordesk.features.sessions.rules.drafts import SessionDraft
from mentordesk.features.sessions.rules.recording import Circumstances
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import fold
from mentordesk.records.goals import Goal, GoalStatus, GoalStep, StepStatus
from mentordesk.records.matches import Match, in_force
from mentordesk.records.mentees import OVER, Identifier, Mentee
from mentordesk.records.pathways import Pathway, PathwayList
from mentordesk.records.people import Person
from mentordesk.records.session_facts import names_closed, names_unmatched, reason_days
from mentordesk.records.sessions import (
    Attendance,
    How,
    MentoringSession,
    NoteTemplate,
    Presence,
    SessionReason,
    SessionStatus,
)
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.work import Reading, query

FOUND = 8
OFFERED = 5
"""How many of those recorded last are offered at once."""
_LOOKED_BACK = timedelta(days=60)
_ROWS_LOOKED_AT = 60
_MISSING_ONES = timedelta(days=14)
"""How far back a planned session is looked for that this one may be."""


@dataclass(frozen=True)
class ChoiceRow:
    """Somebody who can be chosen, and what tells them from others."""

    number: int
    title: str
    says: str


@dataclass(frozen=True)
class StartRow:
    """From where the form of a session with somebody starts: their match in force and their last session."""

    hidden: bool = False
    """Whether the case is somebody else's, so that nothing of it is shown."""
    closed: bool = False
    mentor: ChoiceRow | None = None
    worker_id: int | None = None
    how: How | None = None
    place: str = ""
    minutes: int | None = None
    start_time: time | None = None
    last_id: int | None = None
    last_date: date | None = None
    planned: tuple[tuple[int, date, time | None], ...] = ()
    """Planned sessions with them, from two weeks ago to today, that nothing was recorded of."""


@dataclass(frozen=True)
class GoalChoice:
    """An active goal with its steps, as they can be ticked."""

    id: int
    title: str
    steps: tuple[tuple[int, str, StepStatus], ...]


@dataclass(frozen=True)
class FormLists:
    """The short lists of the form."""

    reasons: tuple[tuple[int, str], ...]
    templates: tuple[tuple[int, str, str], ...]
    pathways: tuple[tuple[int, str], ...]
    staff: tuple[tuple[int, str], ...]


@query(needs=Permission.SESSION_RECORD)
def mentees_found(reading: Reading, words: str) -> list[ChoiceRow]:
    """The first few mentees whose name, reference or identifier holds some words."""
    found = select(Mentee).where(Mentee.merged_into_id.is_(None))
    for word in fold(words).split():
        bare = word.upper()
        owners = select(Identifier.mentee_id).where(Identifier.value.startswith(bare, autoescape=True))
        found = found.where(
            Mentee.name_key.contains(word, autoescape=True)
            | Mentee.reference.contains(bare, autoescape=True)
            | Mentee.id.in_(owners)
        )
    rows = reading.session.scalars(found.order_by(Mentee.name_key, Mentee.id).limit(FOUND))
    return [mentee_choice(each) for each in rows]


@query(needs=Permission.SESSION_RECORD)
def mentees_last(reading: Reading) -> list[ChoiceRow]:
    """Those with whom the person recorded a session last, the newest first."""
    mine = (
        select(MentoringSession.id, MentoringSession.recorded_at)
        .where(
            MentoringSession.recorded_by_id == reading.actor.person_id,
            MentoringSession.session_date >= reading.today - _LOOKED_BACK,
            MentoringSession.session_date <= reading.today,
        )
        .order_by(MentoringSession.session_date.desc(), MentoringSession.id.desc())
        .limit(_ROWS_LOOKED_AT)
    )
    moments = {row.id: row.recorded_at for row in reading.session.execute(mine)}
    newest = sorted(moments, key=lambda each: (moments[each], each), reverse=True)
    who = select(Attendance.session_id, Attendance.mentee_id).where(Attendance.session_id.in_(newest))
    came: dict[int, list[int]] = {}
    for session_id, mentee_id in reading.session.execute(who.order_by(Attendance.id)):
        came.setdefault(session_id, []).append(mentee_id)
    numbers = list(dict.fromkeys(number for each in newest for number in came.get(each, ())))
    return people_named(reading, tuple(numbers[:OFFERED]))


@query(needs=Permission.SESSION_RECORD)
def people_named(reading: Reading, numbers: tuple[int, ...]) -> list[ChoiceRow]:
    """Some mentees by their numbers, in that order."""
    rows = reading.session.scalars(select(Mentee).where(Mentee.id.in_(numbers)))
    known = {each.id: mentee_choice(each) for each in rows}
    return [known[each] for each in numbers if each in known]


@query(needs=Permission.SESSION_RECORD)
def mentors_found(reading: Reading, words: str, mentees: tuple[int, ...], day: date) -> list[ChoiceRow]:
    """Mentors by any part of their name; for no words those who are matched with some mentees on a day."""
    matched = set(
        reading.session.scalars(select(Match.volunteer_id).where(Match.mentee_id.in_(mentees), in_force(day)))
    )
    found = select(Volunteer).order_by(Volunteer.active.desc(), Volunteer.name_key, Volunteer.id)
    for word in fold(words).split():
        found = found.where(Volunteer.name_key.contains(word, autoescape=True))
    if not words.strip():
        found = found.where(Volunteer.id.in_(matched))
    return [
        _mentor_choice(each, matched=each.id in matched)
        for each in reading.session.scalars(found.limit(FOUND))
    ]


@query(needs=Permission.SESSION_RECORD)
def mentor_named(reading: Reading, volunteer_id: int) -> ChoiceRow | None:
    """A mentor by number."""
    found = reading.session.scalar(select(Volunteer).where(Volunteer.id == volunteer_id))
    return _mentor_choice(found, matched=False) if found else None


@query(needs=Permission.SESSION_RECORD)
def mentee_of_match(reading: Reading, match_id: int) -> tuple[int, int]:
    """The mentee and the mentor of a match."""
    match = reading.mention(Match, match_id)
    return match.mentee_id, match.volunteer_id


@query(needs=Permission.SESSION_RECORD)
def session_start(reading: Reading, mentee_id: int) -> StartRow:
    """From where the form of a session with somebody starts."""
    mentee = reading.mention(Mentee, mentee_id)
    closed = mentee.status in OVER
    if not reading.may_open(mentee_id):
        return StartRow(hidden=True, closed=closed)
    last = reading.session.execute(
        select(MentoringSession)
        .join(Attendance, Attendance.session_id == MentoringSession.id)
        .where(Attendance.mentee_id == mentee_id, Attendance.presence == Presence.ATTENDED)
        .order_by(Attendance.session_date.desc(), Attendance.id.desc())
        .limit(1)
    ).scalar_one_or_none()
    mentor = _mentor_of(reading, mentee_id, last.volunteer_id if last else None)
    planned = _planned(reading, mentee_id)
    if last is None:
        worker = None if mentor else reading.actor.person_id
        return StartRow(closed=closed, mentor=mentor, worker_id=worker, how=How.IN_PERSON, planned=planned)
    return StartRow(
        closed=closed,
        mentor=mentor,
        worker_id=last.worker_id,
        how=last.how,
        place=last.place,
        minutes=last.minutes,
        start_time=last.start_time,
        last_id=last.id,
        last_date=last.session_date,
        planned=planned,
    )


@query(needs=Permission.SESSION_RECORD)
def goal_choices(reading: Reading, mentee_id: int) -> list[GoalChoice]:
    """A mentee's active goals with their steps; nothing of a case that asks for a reason first."""
    reading.mention(Mentee, mentee_id)
    if not reading.may_open(mentee_id):
        return []
    goals = list(
        reading.session.scalars(
            select(Goal)
            .where(Goal.mentee_id == mentee_id, Goal.status == GoalStatus.ACTIVE)
            .order_by(Goal.target_date, Goal.id)
        )
    )
    steps: dict[int, list[tuple[int, str, StepStatus]]] = {}
    kept = select(GoalStep).where(GoalStep.goal_id.in_([each.id for each in goals]))
    for step in reading.session.scalars(kept.order_by(GoalStep.position)):
        steps.setdefault(step.goal_id, []).append((step.id, step.wording, step.status))
    return [GoalChoice(each.id, each.title, tuple(steps.get(each.id, ()))) for each in goals]


@query(needs=Permission.SESSION_RECORD)
def form_lists(reading: Reading) -> FormLists:
    """The reasons by their class, the templates, the pathways that are in use, and the staff."""
    session = reading.session
    reasons = session.scalars(
        select(SessionReason).where(SessionReason.in_use.is_(True)).order_by(SessionReason.position)
    )
    grouped = sorted(reasons, key=lambda each: _CLASS_ORDER[each.reason_class.value])
    templates = session.scalars(select(NoteTemplate).order_by(NoteTemplate.name))
    newest = (
        select(PathwayList.id).where(PathwayList.in_use.is_(True)).order_by(PathwayList.id.desc()).limit(1)
    )
    pathways = session.execute(
        select(Pathway.id, Pathway.name)
        .where(Pathway.list_id == newest.scalar_subquery())
        .order_by(Pathway.number)
    )
    staff = session.execute(
        select(Person.id, Person.name).where(Person.active.is_(True)).order_by(Person.name, Person.id)
    )
    return FormLists(
        tuple((each.id, f"{each.reason_class.label}: {each.name}") for each in grouped),
        tuple((each.id, each.name, each.wording) for each in templates),
        tuple((row.id, row.name) for row in pathways),
        tuple((row.id, row.name) for row in staff),
    )


@query(needs=Permission.SESSION_RECORD)
def circumstances(reading: Reading, draft: SessionDraft, session_id: int = 0) -> Circumstances:
    """What the records say of those who are to meet, as the form is told while somebody types."""
    numbers = [each.mentee_id for each in draft.attendances if each.mentee_id]
    old = False
    if session_id:
        session = reading.mention(MentoringSession, session_id)
        limit = reading.today - timedelta(days=reason_days(reading.session))
        old = session.recorded_at is not None and session.session_date < limit
    unmatched = names_unmatched(reading.session, numbers, draft.volunteer_id, draft.session_date)
    return Circumstances(unmatched, names_closed(reading.session, numbers), old)


_CLASS_ORDER = {"acceptable": 0, "unacceptable": 1, "logistics": 2}


def mentee_choice(mentee: Mentee) -> ChoiceRow:
    """Return a mentee as one is chosen: the name, the reference, and that the record is closed."""
    first = mentee.preferred_name or mentee.first_names
    name = " ".join(part for part in (first, mentee.last_name) if part) or mentee.reference
    status = f", {mentee.status.label.lower()}" if mentee.status in OVER else ""
    return ChoiceRow(mentee.id, name, f"{mentee.reference}{status}")


def _mentor_choice(mentor: Volunteer, *, matched: bool) -> ChoiceRow:
    says = "Matched" if matched else "" if mentor.active else "Not mentoring at present"
    return ChoiceRow(mentor.id, mentor.name, says)


def _mentor_of(reading: Reading, mentee_id: int, last: int | None) -> ChoiceRow | None:
    """Return the mentor of the match in force; of several, the one of the last session, or the newest."""
    found = select(Volunteer).join(Match, Match.volunteer_id == Volunteer.id)
    found = found.where(Match.mentee_id == mentee_id, in_force(reading.today))
    mentors = list(reading.session.scalars(found.order_by(Match.id.desc())))
    chosen = next((each for each in mentors if each.id == last), mentors[0] if mentors else None)
    return _mentor_choice(chosen, matched=True) if chosen else None


def _planned(reading: Reading, mentee_id: int) -> tuple[tuple[int, date, time | None], ...]:
    rows = reading.session.execute(
        select(MentoringSession.id, MentoringSession.session_date, MentoringSession.start_time)
        .join(Attendance, Attendance.session_id == MentoringSession.id)
        .where(
            Attendance.mentee_id == mentee_id,
            Attendance.presence == Presence.EXPECTED,
            Attendance.session_date.between(reading.today - _MISSING_ONES, reading.today),
            MentoringSession.status == SessionStatus.PLANNED,
        )
        .order_by(MentoringSession.session_date, MentoringSession.id)
        .limit(3)
    )
    return tuple((row.id, row.session_date, row.start_time) for row in rows)
