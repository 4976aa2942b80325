"""Whom and what the calendar and the planning form find by typing: mentees, mentors, staff, places."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from mentordesk.features.sessions.queries.calendar import called, clash_of
from mentordesk.features.sessions.rules.drafts import SessionDraft
from mentordesk.features.sessions.rules.planning import PlanDraft, plan_of
from mentordesk.kernel.choices import Choice
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import fold
from mentordesk.records.matches import OPEN, Match
from mentordesk.records.mentees import OVER, Mentee
from mentordesk.records.people import Person
from mentordesk.records.session_facts import names_unmatched
from mentordesk.records.sessions import Attendance, MentoringSession, SessionReason, SessionStatus
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.work import Reading, query

SHOWN = 8


class Kind(Choice):
    """What was found."""

    MENTEE = "mentee", "Mentee"
    MENTOR = "mentor", "Mentor"
    WORKER = "worker", "Staff"
    PLACE = "place", "Place"


EVERYTHING = tuple(Kind)


@dataclass(frozen=True)
class FoundOne:
    """A mentee, mentor or member of staff by number, or a place by its key."""

    kind: Kind
    number: int
    key: str
    title: str
    says: str


@query(needs=Permission.SESSION_VIEW)
def found_for_sessions(
    reading: Reading, words: str, kinds: tuple[Kind, ...] = EVERYTHING
) -> tuple[FoundOne, ...]:
    """The first few whose name begins or holds what was typed, of some kinds."""
    typed = fold(words).split()
    if not typed:
        return ()
    finders = {Kind.MENTEE: _mentees, Kind.MENTOR: _mentors, Kind.WORKER: _staff, Kind.PLACE: _places}
    found: list[FoundOne] = []
    for kind in kinds:
        found += finders[kind](reading, typed)
    return tuple(found)


def _mentees(reading: Reading, typed: list[str]) -> list[FoundOne]:
    rows = select(Mentee).where(Mentee.merged_into_id.is_(None), *_holds(Mentee.name_key, typed))
    reference = fold(typed[0]) if len(typed) == 1 else ""
    found = list(reading.session.scalars(rows.order_by(Mentee.name_key, Mentee.id).limit(SHOWN)))
    if reference:
        by_reference = select(Mentee).where(func.lower(Mentee.reference) == reference)
        found += [each for each in reading.session.scalars(by_reference) if each not in found]
    return [
        FoundOne(
            Kind.MENTEE,
            each.id,
            "",
            called(each.preferred_name, each.first_names, each.last_name, each.reference),
            f"{each.reference}, {each.status.label.lower()}" if each.status in OVER else each.reference,
        )
        for each in found
    ]


def _mentors(reading: Reading, typed: list[str]) -> list[FoundOne]:
    rows = select(Volunteer.id, Volunteer.name).where(*_holds(Volunteer.name_key, typed))
    found = reading.session.execute(rows.order_by(Volunteer.name_key, Volunteer.id).limit(SHOWN))
    return [FoundOne(Kind.MENTOR, number, "", name, "Mentor") for number, name in found]


def _staff(reading: Reading, typed: list[str]) -> list[FoundOne]:
    rows = select(Person.id, Person.name).where(Person.active.is_(True)).order_by(Person.name, Person.id)
    people = [(number, name) for number, name in reading.session.execute(rows)]
    fits = [(number, name) for number, name in people if all(each in fold(name) for each in typed)]
    return [FoundOne(Kind.WORKER, number, "", name, "Staff") for number, name in fits[:SHOWN]]


def _places(reading: Reading, typed: list[str]) -> list[FoundOne]:
    """Return places that begin with what was typed, which an index finds."""
    start = " ".join(typed)
    key = MentoringSession.place_key
    keys = select(key).where(key >= start, key < f"{start}\U0010ffff", key != "").group_by(key)
    found = []
    for each in reading.session.scalars(keys.order_by(key).limit(SHOWN)):
        name = reading.session.scalar(
            select(MentoringSession.place).where(MentoringSession.place_key == each).limit(1)
        )
        found.append(FoundOne(Kind.PLACE, 0, each, name or each, "Place"))
    return found


def _holds(column: Any, typed: Iterable[str]) -> list[Any]:
    return [column.contains(word, autoescape=True) for word in typed]


@dataclass(frozen=True)
class PlannedSheet:
    """A planned session as the planning form shows it, with the names of everybody."""

    id: int
    version: int
    draft: SessionDraft
    mentees: tuple[tuple[int, str], ...]
    mentor: str
    worker: str
    in_series: bool
    following: int
    """How many planned sessions of the series come after it."""


@query(needs=Permission.SESSION_VIEW)
def planned_sheet(reading: Reading, session_id: int) -> PlannedSheet:
    """A planned session, ready to be changed or repeated."""
    session = reading.mention(MentoringSession, session_id)
    names = []
    for each in session.attendances:
        mentee = reading.mention(Mentee, each.mentee_id)
        parts = (mentee.preferred_name, mentee.first_names, mentee.last_name, mentee.reference)
        names.append((mentee.id, called(*parts)))
    mentor = reading.session.get(Volunteer, session.volunteer_id) if session.volunteer_id else None
    worker = reading.session.get(Person, session.worker_id) if session.worker_id else None
    following = select(func.count(MentoringSession.id)).where(
        MentoringSession.series_id == session.series_id,
        MentoringSession.session_date > session.session_date,
        MentoringSession.status == SessionStatus.PLANNED,
    )
    return PlannedSheet(
        session.id,
        session.version,
        plan_of(session),
        tuple(names),
        mentor.name if mentor else "",
        worker.name if worker else "",
        session.series_id is not None,
        (reading.session.scalar(following) or 0) if session.series_id is not None else 0,
    )


@dataclass(frozen=True)
class UsualPlan:
    """With whom, where and how long somebody usually meets: from the match and the last session."""

    mentee: str
    mentor_id: int | None
    mentor: str
    minutes: int | None
    place: str


@query(needs=Permission.SESSION_VIEW)
def usual_plan(reading: Reading, mentee_id: int, day: date, mentor_id: int | None = None) -> UsualPlan:
    """What a new plan for a mentee begins with; of several mentors the one who is asked for."""
    mentee = reading.mention(Mentee, mentee_id)
    name = called(mentee.preferred_name, mentee.first_names, mentee.last_name, mentee.reference)
    if not reading.may_open(mentee_id):
        return UsualPlan(name, None, "", None, "")
    matched = (
        select(Volunteer.id, Volunteer.name)
        .join(Match, Match.volunteer_id == Volunteer.id)
        .where(Match.mentee_id == mentee_id, Match.status.in_(OPEN))
        .order_by((Match.volunteer_id == (mentor_id or 0)).desc(), Match.id.desc())
        .limit(1)
    )
    mentor = reading.session.execute(matched).first()
    before = (
        select(MentoringSession.minutes, MentoringSession.place)
        .join(Attendance, Attendance.session_id == MentoringSession.id)
        .where(Attendance.mentee_id == mentee_id, Attendance.session_date <= day)
        .order_by(Attendance.session_date.desc(), Attendance.id.desc())
        .limit(1)
    )
    last = reading.session.execute(before).first()
    return UsualPlan(
        name,
        mentor[0] if mentor else None,
        mentor[1] if mentor else "",
        last[0] if last else None,
        last[1] if last else "",
    )


@query(needs=Permission.SESSION_VIEW)
def reason_choices(reading: Reading) -> list[tuple[int, str]]:
    """The reasons why a session is called off, in the order of the charity's list."""
    rows = select(SessionReason.id, SessionReason.name).where(SessionReason.in_use.is_(True))
    found = reading.session.execute(rows.order_by(SessionReason.position, SessionReason.id))
    return [(number, name) for number, name in found]


@dataclass(frozen=True)
class PlanHints:
    """What a plan should be looked at for before it is saved: who is busy then, who is not matched."""

    clash: str = ""
    unmatched: tuple[str, ...] = ()


@query(needs=Permission.SESSION_VIEW)
def plan_hints(reading: Reading, draft: PlanDraft, except_id: int = 0) -> PlanHints:
    """Who of a plan has another session then, and who is not matched with the mentor on that day."""
    if draft.session_date is None:
        return PlanHints()
    people = [("mentee", number) for number in draft.attendances]
    people += [("mentor", draft.volunteer_id)] if draft.volunteer_id else []
    people += [("worker", draft.worker_id)] if draft.worker_id else []
    clash = clash_of(
        reading, draft.session_date, draft.start_time, draft.minutes, tuple(people), except_id=except_id
    )
    unmatched = names_unmatched(reading.session, draft.attendances, draft.volunteer_id, draft.session_date)
    return PlanHints(clash, unmatched)
