"""What about sessions needs seeing to: not recorded, not told, missed in a row, lapsed, never begun.

One statement, so that the list, its count and the first page always say the same.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    Date,
    Integer,
    Select,
    String,
    Subquery,
    case,
    cast,
    exists,
    func,
    literal,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import Session

from mentordesk.kernel.choices import Choice
from mentordesk.records.matches import Frequency, Match, MatchChange, MatchStatus
from mentordesk.records.mentees import Episode, Mentee, MenteeStatus
from mentordesk.records.sessions import (
    Attendance,
    MentoringSession,
    Presence,
    SessionSettings,
    SessionStatus,
)

IN_A_ROW = 2
"""Missed sessions, one after the other, that somebody must ask about."""
_LOOK_BACK = timedelta(days=180)
_NEVER = date(1, 1, 1)
_KINDS = 8
"""More than there are kinds, so that the number of a record and its kind make one number."""


class ToDoKind(Choice):
    """Why something is on the list."""

    NOT_TOLD = "not_told", "Officer not told"
    FIRST = "first", "Not met yet"
    LAPSED = "lapsed", "Lapsed: act now"
    MISSES = "misses", "Missed in a row"
    UNRECORDED = "unrecorded", "Not recorded"
    LAPSING = "lapsing", "No session lately"


_PLACE = {kind: place for place, kind in enumerate(ToDoKind)}


@dataclass(frozen=True)
class Patience:
    """Days without a session after which a match is on the list, and after which somebody must act."""

    warn: int
    act: int


def patience(frequency: Frequency | None, warn_days: int, act_days: int) -> Patience:
    """Return how long a match may go without a session.

    Those who meet less often are given longer: the time between two meetings and a week before the
    warning, twice the time between and a week before somebody must act. As needed doubles what is set.
    """
    between = {Frequency.FORTNIGHTLY: 14, Frequency.MONTHLY: 31}.get(frequency) if frequency else None
    if frequency is Frequency.AS_NEEDED:
        return Patience(2 * warn_days, 2 * act_days)
    if between is None:
        return Patience(warn_days, act_days)
    return Patience(max(warn_days, between + 7), max(act_days, 2 * between + 7))


def settings_of(session: Session) -> SessionSettings:
    """Return after how many days what is noticed; the usual ones while nobody has set them."""
    kept = session.scalar(select(SessionSettings).order_by(SessionSettings.id).limit(1))
    return kept or SessionSettings(warn_days=14, act_days=28, first_days=14, reason_days=30)


def to_do(session: Session, today: date) -> Subquery:
    """Return everything to see to: kind, number, whom it is about, since when."""
    said = settings_of(session)
    return union_all(
        _not_told(),
        _first(today - timedelta(days=said.first_days)),
        _lapsed(said, today),
        _misses(today),
        _unrecorded(today),
    ).subquery("to_do")


def _of(kind: ToDoKind, *columns: Any) -> Select[*tuple[Any, ...]]:
    """Return rows that are all of one kind."""
    return _row(literal(kind.value, String), literal(_PLACE[kind], Integer), *columns)


def _row(
    kind: Any,
    place: Any,
    number: Any,
    day: Any,
    mentee: Any,
    worker: Any,
    volunteer: Any = None,
    meeting: Any = None,
) -> Select[*tuple[Any, ...]]:
    """Return the columns that every row has, in the same order."""
    nobody = literal(None, Integer)
    return select(
        kind.label("kind"),
        (number * _KINDS + place).label("number"),
        (cast(place, String) + cast(day, String)).label("rank"),
        type_coerce(day, Date).label("day"),
        mentee.label("mentee_id"),
        worker.label("worker_id"),
        (nobody if volunteer is None else volunteer).label("volunteer_id"),
        (nobody if meeting is None else meeting).label("session_id"),
    )


def _not_told() -> Select[*tuple[Any, ...]]:
    one = MentoringSession
    return (
        _of(
            ToDoKind.NOT_TOLD,
            Attendance.id,
            Attendance.session_date,
            Attendance.mentee_id,
            Mentee.worker_id,
            one.volunteer_id,
            one.id,
        )
        .join(one, one.id == Attendance.session_id)
        .join(Mentee, Mentee.id == Attendance.mentee_id)
        .where(Attendance.notify_officer.is_(True), Attendance.notified_date.is_(None))
    )


def _first(by: date) -> Select[*tuple[Any, ...]]:
    """Return the mentees who were accepted some time ago and have not been met since."""
    met = exists().where(
        Attendance.mentee_id == Episode.mentee_id,
        Attendance.presence == Presence.ATTENDED,
        Attendance.session_date >= Episode.start_date,
    )
    return (
        _of(ToDoKind.FIRST, Mentee.id, Episode.start_date, Mentee.id, Mentee.worker_id)
        .join(Episode, Episode.mentee_id == Mentee.id)
        .where(
            Mentee.status == MenteeStatus.ACTIVE,
            Episode.exit_date.is_(None),
            Episode.start_date < by,
            ~met,
        )
    )


def _lapsed(said: SessionSettings, today: date) -> Select[*tuple[Any, ...]]:
    """Return the matches that go without a session for too long, of people who were met before.

    The days are gathered for each match first, so that the database works each of them out once.
    """
    last = (
        select(func.max(Attendance.session_date))
        .where(Attendance.match_id == Match.id, Attendance.presence == Presence.ATTENDED)
        .correlate(Match)
        .scalar_subquery()
    )
    pairs = (
        select(
            Match.id,
            Match.mentee_id,
            Match.volunteer_id,
            Match.frequency,
            func.max(MatchChange.change_date).label("begun"),
            func.coalesce(last, _NEVER).label("last"),
        )
        .join(MatchChange, MatchChange.match_id == Match.id)
        .where(Match.status == MatchStatus.ACTIVE, MatchChange.status == MatchStatus.ACTIVE)
        .group_by(Match.id, Match.mentee_id, Match.volunteer_id, Match.frequency)
        .subquery("pairs")
    )
    since = case((pairs.c.begun > pairs.c.last, pairs.c.begun), else_=pairs.c.last)
    met = exists().where(Attendance.mentee_id == pairs.c.mentee_id, Attendance.presence == Presence.ATTENDED)
    given = {each: patience(each, said.warn_days, said.act_days) for each in (None, *Frequency)}
    warned = {each: today - timedelta(days=days.warn) for each, days in given.items()}
    acted = {each: today - timedelta(days=days.act) for each, days in given.items()}
    warn, act = _by_frequency(pairs.c.frequency, warned), _by_frequency(pairs.c.frequency, acted)
    kinds = [
        case((since <= act, literal(lapsed)), else_=literal(lapsing))
        for lapsed, lapsing in (
            (ToDoKind.LAPSED.value, ToDoKind.LAPSING.value),
            (_PLACE[ToDoKind.LAPSED], _PLACE[ToDoKind.LAPSING]),
        )
    ]
    return (
        _row(kinds[0], kinds[1], pairs.c.id, since, pairs.c.mentee_id, Mentee.worker_id, pairs.c.volunteer_id)
        .join(Mentee, Mentee.id == pairs.c.mentee_id)
        .where(since <= warn, met)
    )


def _by_frequency(frequency: Any, days: dict[Frequency | None, date]) -> Any:
    said = ((frequency == each, literal(day, Date)) for each, day in days.items() if each)
    return case(*said, else_=literal(days[None], Date))


def _misses(today: date) -> Select[*tuple[Any, ...]]:
    """Return the mentees who have missed their last sessions, two or more."""
    recent = (
        select(Attendance.mentee_id)
        .where(Attendance.presence == Presence.ABSENT, Attendance.session_date >= today - _LOOK_BACK)
        .group_by(Attendance.mentee_id)
        .having(func.count() >= IN_A_ROW)
    )
    last = (
        select(func.max(Attendance.session_date))
        .where(Attendance.mentee_id == Mentee.id, Attendance.presence == Presence.ATTENDED)
        .correlate(Mentee)
        .scalar_subquery()
    )
    missed = (
        select(func.count(Attendance.id))
        .where(
            Attendance.mentee_id == Mentee.id,
            Attendance.presence == Presence.ABSENT,
            Attendance.session_date > func.coalesce(last, _NEVER),
        )
        .correlate(Mentee)
        .scalar_subquery()
    )
    latest = (
        select(func.max(Attendance.session_date))
        .where(Attendance.mentee_id == Mentee.id, Attendance.presence == Presence.ABSENT)
        .correlate(Mentee)
        .scalar_subquery()
    )
    return _of(ToDoKind.MISSES, Mentee.id, latest, Mentee.id, Mentee.worker_id).where(
        Mentee.status == MenteeStatus.ACTIVE, Mentee.id.in_(recent), missed >= IN_A_ROW
    )


def _unrecorded(today: date) -> Select[*tuple[Any, ...]]:
    """Return the sessions that were planned for a day that is past."""
    one = MentoringSession
    mentee = (
        select(func.min(Attendance.mentee_id))
        .where(Attendance.session_id == one.id)
        .correlate(one)
        .scalar_subquery()
    )
    owner = (
        select(Mentee.worker_id)
        .join(Attendance, Attendance.mentee_id == Mentee.id)
        .where(Attendance.session_id == one.id)
        .order_by(Mentee.id)
        .limit(1)
        .correlate(one)
        .scalar_subquery()
    )
    return _of(
        ToDoKind.UNRECORDED,
        one.id,
        one.session_date,
        mentee,
        func.coalesce(one.worker_id, owner),
        one.volunteer_id,
        one.id,
    ).where(one.status == SessionStatus.PLANNED, one.session_date < today)
