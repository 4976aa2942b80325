"""One mentor with their matches, the matches of a mentee, and the suggestions for one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import selectinload

from mentordesk.features.matches.queries.lists import mentee_name
from mentordesk.features.matches.rules.matches import NEXT, DetailsDraft, WishDraft, review_words
from mentordesk.features.matches.rules.mentors import (
    ConflictDraft,
    DistrictDraft,
    DistrictsDraft,
    MentorDraft,
)
from mentordesk.features.matches.rules.suggestions import Suggestions, suggest
from mentordesk.kernel.permissions import Permission
from mentordesk.records.matches import District, Match, MatchEnd, MatchStatus, MatchWish
from mentordesk.records.matching import coordinates_of_districts, mentee_facts, mentor_facts
from mentordesk.records.mentees import OVER, Mentee
from mentordesk.records.people import Person
from mentordesk.records.safety import caseload_words, clearance, safety
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.work import Reading, query

_ORDER = {status: place for place, status in enumerate(MatchStatus)}
_MENTOR = tuple(name for name in MentorDraft.__dataclass_fields__ if name != "conflicts")


@dataclass(frozen=True)
class ChangeRow:
    """One step of a match."""

    status: MatchStatus
    change_date: date
    reason: str
    by: str


@dataclass(frozen=True)
class MatchView:
    """One match with its history; `unsafe` says which safety rules speak against it today."""

    id: int
    version: int
    status: MatchStatus
    next: tuple[MatchStatus, ...]
    mentee_id: int
    mentee: str
    reference: str
    mentor_id: int
    mentor: str
    details: DetailsDraft
    end_reason: MatchEnd | None
    review: str
    review_is_overdue: bool
    changes: tuple[ChangeRow, ...]
    unsafe: tuple[str, ...] = ()


@dataclass(frozen=True)
class MentorView:
    """One mentor with their matches, the open ones first."""

    id: int
    version: int
    mentor: MentorDraft
    active: bool
    missing: tuple[str, ...]
    mentees: int
    caseload: str
    conflicts: tuple[str, ...]
    matches: tuple[MatchView, ...]
    mentee_id: int | None
    """Who they were as a mentee, for those who may know."""


@dataclass(frozen=True)
class MatchesView:
    """The matches and wishes of a mentee; `wish_version` is 0 while no wish was written."""

    mentee: str
    over: bool
    matches: tuple[MatchView, ...]
    wish: WishDraft
    wish_version: int
    mentor_id: int | None
    """Who they are as a mentor, when they became one."""


@query(needs=Permission.MATCH_VIEW)
def mentor_view(reading: Reading, mentor_id: int) -> MentorView:
    """One mentor as the page shows them."""
    mentor = reading.find(Volunteer, mentor_id)
    (facts,) = mentor_facts(reading.session, [mentor_id])
    draft = _mentor_draft(mentor)
    names = _mentee_names(reading, [each.mentee_id for each in mentor.conflicts])
    return MentorView(
        mentor.id,
        mentor.version,
        draft,
        mentor.active,
        clearance(facts, reading.today),
        len(facts.mentees),
        caseload_words(facts, 0),
        tuple(
            ". ".join(part for part in (names[each.mentee_id], each.reason) if part)
            for each in mentor.conflicts
        ),
        _matches(reading, Match.volunteer_id == mentor_id),
        mentor.mentee_id if reading.holds(Permission.MENTEE_VIEW) else None,
    )


@query(needs=Permission.MATCH_VIEW)
def matches_view(reading: Reading, mentee_id: int) -> MatchesView:
    """The matches of a mentee, the open ones first, and what they wish for."""
    mentee = reading.find(Mentee, mentee_id)
    wish = reading.session.scalar(select(MatchWish).where(MatchWish.mentee_id == mentee_id))
    drafted = WishDraft()
    if wish:
        drafted = WishDraft(**{name: getattr(wish, name) for name in WishDraft.__dataclass_fields__})
    return MatchesView(
        mentee_name(mentee),
        mentee.status in OVER,
        _matches(reading, Match.mentee_id == mentee_id),
        drafted,
        wish.version if wish else 0,
        reading.session.scalar(select(Volunteer.id).where(Volunteer.mentee_id == mentee_id)),
    )


@query(needs=Permission.MATCH_EDIT)
def mentor_start(reading: Reading, mentee_id: int) -> MentorDraft:
    """What is known of a mentee that their form as a mentor begins with."""
    mentee = reading.find(Mentee, mentee_id)
    wish = reading.session.scalar(select(MatchWish).where(MatchWish.mentee_id == mentee_id))
    return MentorDraft(
        mentee_name(mentee),
        mentee.postcode,
        languages=mentee.language,
        gender=wish.gender if wish else None,
    )


@query(needs=Permission.MATCH_VIEW)
def match_view(reading: Reading, match_id: int) -> MatchView:
    """One match, as its forms start from it."""
    reading.find(Match, match_id)
    (view,) = _matches(reading, Match.id == match_id)
    return view


@query(needs=Permission.MATCH_VIEW)
def suggestions(reading: Reading, mentee_id: int) -> Suggestions:
    """The mentors for a mentee, ranked, and apart those who must not be matched with them."""
    mentee = reading.find(Mentee, mentee_id)
    return suggest(
        mentee_facts(reading.session, mentee, reading.today),
        mentor_facts(reading.session),
        coordinates_of_districts(reading.session),
        reading.today,
    )


@query(needs=Permission.MATCH_EDIT)
def mentee_choices(reading: Reading) -> tuple[tuple[int, str], ...]:
    """Every mentee by number and name, for a conflict to be declared with."""
    found = reading.session.scalars(select(Mentee).order_by(Mentee.name_key, Mentee.id))
    return tuple((each.id, f"{mentee_name(each)} ({each.reference})") for each in found)


@query(needs=Permission.MATCH_VIEW)
def districts(reading: Reading) -> DistrictsDraft:
    """The postcode districts whose place is known."""
    found = reading.session.scalars(select(District).order_by(District.code))
    return DistrictsDraft(tuple(DistrictDraft(each.code, each.northing, each.easting) for each in found))


def _mentor_draft(mentor: Volunteer) -> MentorDraft:
    conflicts = tuple(ConflictDraft(each.mentee_id, each.reason) for each in mentor.conflicts)
    return MentorDraft(**{name: getattr(mentor, name) for name in _MENTOR}, conflicts=conflicts)


def _mentee_names(reading: Reading, numbers: Sequence[int]) -> dict[int, str]:
    found = reading.session.scalars(select(Mentee).where(Mentee.id.in_(numbers)))
    return {each.id: mentee_name(each) for each in found}


def _matches(reading: Reading, condition: ColumnElement[bool]) -> tuple[MatchView, ...]:
    found = (
        select(Match, Mentee, Volunteer.name)
        .join(Mentee, Match.mentee_id == Mentee.id)
        .join(Volunteer, Match.volunteer_id == Volunteer.id)
        .where(condition)
        .options(selectinload(Match.changes))
    )
    rows = reading.session.execute(found).all()
    people = select(Person.id, Person.name)
    by: dict[int | None, str] = {row.id: row.name for row in reading.session.execute(people)}
    views = [_match_view(reading, match, mentee, mentor, by) for match, mentee, mentor in rows]
    last = {each.id: each.changes[-1].change_date for each in views}
    return tuple(sorted(views, key=lambda each: (_ORDER[each.status], -last[each.id].toordinal(), -each.id)))


def _match_view(
    reading: Reading, match: Match, mentee: Mentee, mentor: str, by: dict[int | None, str]
) -> MatchView:
    unsafe: tuple[str, ...] = ()
    today = reading.today
    is_open = match.status is not MatchStatus.ENDED
    if is_open:
        (facts,) = mentor_facts(reading.session, [match.volunteer_id])
        unsafe = safety(mentee_facts(reading.session, mentee, today), facts, today).why
        if mentee.status in OVER:
            unsafe = ("This person is no longer with us.", *unsafe)
    overdue = is_open and match.review_date is not None and match.review_date < today
    return MatchView(
        match.id,
        match.version,
        match.status,
        NEXT[match.status],
        mentee.id,
        mentee_name(mentee),
        mentee.reference,
        match.volunteer_id,
        mentor,
        DetailsDraft(match.frequency, match.agreement_date, match.review_date, match.boundaries),
        match.end_reason,
        review_words(match.review_date, match.status, today),
        overdue,
        tuple(
            ChangeRow(each.status, each.change_date, each.reason, by.get(each.person_id, ""))
            for each in match.changes
        ),
        unsafe,
    )
