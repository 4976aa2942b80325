"""Lists of mentors and of matches, and which reviews are due."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, func, select

from mentordesk.features.matches.rules.matches import review_words
from mentordesk.kernel.choices import Choice
from mentordesk.kernel.columns import Column
from mentordesk.kernel.formats import short_date
from mentordesk.kernel.paging import ListAsk, Page
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import fold, shortened
from mentordesk.records.matches import OPEN, Match, MatchChange, MatchStatus
from mentordesk.records.matching import MentorFacts, mentor_facts
from mentordesk.records.mentees import Mentee
from mentordesk.records.pipeline import GONE, Stage
from mentordesk.records.safety import clearance
from mentordesk.records.volunteers import DbsDecision, Volunteer
from mentordesk.store.paging import fetch_page
from mentordesk.store.work import Reading, query


class MentorsShown(Choice):
    """The views of the list of mentors that people ask for most."""

    ROOM = "room", "With room for somebody"
    FULL = "full", "At their limit"
    NOT_CLEARED = "not_cleared", "Not cleared yet"
    RESTING = "resting", "Not mentoring at present"


class MatchesShown(Choice):
    """The views of the list of matches that people ask for most."""

    OPEN = "open", "Open"
    REVIEW = "review", "Review due"
    NO_AGREEMENT = "no_agreement", "Agreement not signed"


@dataclass(frozen=True)
class MentorRow:
    """One mentor in a list."""

    id: int
    name: str
    clearance: str
    mentees: int
    caseload_limit: int
    area: str
    languages: str


@dataclass(frozen=True)
class MatchRow:
    """One match in a list; `since` is the day of its first step."""

    id: int
    mentee_id: int
    mentor_id: int
    mentee: str
    mentor: str
    status: MatchStatus
    since: date | None
    review_date: date | None
    review: str


MENTOR_COLUMNS: tuple[Column[MentorRow], ...] = (
    Column("Name", lambda row: row.name, "name", width=200),
    Column("Clearance", lambda row: row.clearance, None, width=310),
    Column("Mentees", lambda row: f"{row.mentees:,} of {row.caseload_limit:,}", "mentees", width=100),
    Column("Area", lambda row: row.area, None, width=180),
    Column("Languages", lambda row: row.languages, None, width=150),
)

MATCH_COLUMNS: tuple[Column[MatchRow], ...] = (
    Column("Mentee", lambda row: row.mentee, "mentee", width=200),
    Column("Mentor", lambda row: row.mentor, "mentor", width=180),
    Column("Status", lambda row: row.status.label, "status", width=120),
    Column("Proposed", lambda row: short_date(row.since), "since", width=120, typed=lambda row: row.since),
    Column("Review", lambda row: row.review, "review", width=250),
)


@query(needs=Permission.MATCH_VIEW)
def mentor_page(reading: Reading, ask: ListAsk) -> Page[MentorRow]:
    """Whoever has not left, found by any part of a name, in the views people ask for."""
    gone = select(Stage.id).where(Stage.kind.in_(GONE))
    found = select(Volunteer).where(Volunteer.stage_id.is_(None) | Volunteer.stage_id.not_in(gone))
    for word in fold(ask.search).split():
        found = found.where(Volunteer.name_key.contains(word, autoescape=True))
    if view := ask.filter("view"):
        found = found.where(_mentors_in(MentorsShown(view), reading.today))
    orders = {"name": Volunteer.name_key, "mentees": _held()}
    page = fetch_page(reading, found, ask, orders, Volunteer.id, lambda row: row[0].id)
    facts = {each.id: each for each in mentor_facts(reading.session, page.rows)}
    rows = tuple(_mentor_row(facts[number], reading.today) for number in page.rows)
    return Page(rows, page.more, page.after, page.total)


@query(needs=Permission.MATCH_VIEW)
def match_page(reading: Reading, ask: ListAsk) -> Page[MatchRow]:
    """Matches, found by any part of either name, in the views people ask for."""
    proposed = select(func.min(MatchChange.change_date)).where(MatchChange.match_id == Match.id)
    since = func.coalesce(proposed.correlate(Match).scalar_subquery(), date.min)
    found = (
        select(Match, Mentee, Volunteer.name, since.label("since"))
        .join(Mentee, Match.mentee_id == Mentee.id)
        .join(Volunteer, Match.volunteer_id == Volunteer.id)
    )
    for word in fold(ask.search).split():
        named = (Mentee.name_key, Volunteer.name_key)
        found = found.where(
            named[0].contains(word, autoescape=True) | named[1].contains(word, autoescape=True)
        )
    if view := ask.filter("view"):
        found = found.where(_matches_in(MatchesShown(view), reading.today))
    if status := ask.filter("status"):
        found = found.where(Match.status == status)
    orders: dict[str, Any] = {
        "mentee": Mentee.name_key,
        "mentor": Volunteer.name_key,
        "status": Match.status,
        "since": since,
        "review": func.coalesce(Match.review_date, date.max),
    }
    return fetch_page(reading, found, ask, orders, Match.id, lambda row: _match_row(reading, *row[:4]))


@query(needs=Permission.MATCH_VIEW)
def match_reviews_due(reading: Reading) -> int:
    """How many open matches are to be reviewed by now."""
    due = select(func.count()).select_from(Match)
    return reading.session.scalar(due.where(_matches_in(MatchesShown.REVIEW, reading.today))) or 0


def mentee_name(mentee: Mentee) -> str:
    """Return how a mentee is called, the preferred name first."""
    called = mentee.preferred_name or mentee.first_names
    return " ".join(part for part in (called, mentee.last_name) if part)


def _held() -> ScalarSelect[int]:
    held = select(func.count(Match.id)).where(Match.volunteer_id == Volunteer.id, Match.status.in_(OPEN))
    return held.correlate(Volunteer).scalar_subquery()


def _mentors_in(view: MentorsShown, today: date) -> ColumnElement[bool]:
    cleared = (
        (Volunteer.dbs_decision == DbsDecision.CLEARED)
        & (Volunteer.dbs_date <= today)
        & (Volunteer.references_date <= today)
        & (Volunteer.training_date <= today)
        & Volunteer.setting_level.is_not(None)
    )
    room = _held() < Volunteer.caseload_limit
    conditions: dict[MentorsShown, Any] = {
        MentorsShown.ROOM: Volunteer.active.is_(True) & room & func.coalesce(cleared, False),
        MentorsShown.FULL: Volunteer.active.is_(True) & ~room,
        MentorsShown.NOT_CLEARED: ~func.coalesce(cleared, False),
        MentorsShown.RESTING: Volunteer.active.is_(False),
    }
    condition: ColumnElement[bool] = conditions[view]
    return condition


def _matches_in(view: MatchesShown, today: date) -> ColumnElement[bool]:
    is_open = Match.status.in_(OPEN)
    if view is MatchesShown.REVIEW:
        return is_open & (Match.review_date <= today)
    return is_open & Match.agreement_date.is_(None) if view is MatchesShown.NO_AGREEMENT else is_open


def _mentor_row(mentor: MentorFacts, today: date) -> MentorRow:
    missing = clearance(mentor, today)
    words = "Cleared" if not missing else missing[0].removesuffix(".")
    if len(missing) > 1:
        words = f"{words}, and {len(missing) - 1} more"
    if not mentor.active:
        words = "Not mentoring at present"
    return MentorRow(
        mentor.id,
        mentor.name,
        words,
        len(mentor.mentees),
        mentor.caseload_limit,
        shortened(mentor.area, 80) or mentor.postcode,
        shortened(mentor.languages, 80),
    )


def _match_row(reading: Reading, match: Match, mentee: Mentee, mentor: str, since: date) -> MatchRow:
    return MatchRow(
        match.id,
        match.mentee_id,
        match.volunteer_id,
        mentee_name(mentee),
        mentor,
        match.status,
        since if since != date.min else None,
        match.review_date,
        review_words(match.review_date, match.status, reading.today),
    )
