"""What the records say of those who are to meet: whether they are matched, whose record is closed."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from mentordesk.records.matches import Match, in_force
from mentordesk.records.mentees import OVER, Mentee
from mentordesk.records.sessions import SessionSettings

REASON_DAYS = 30
"""Days after which a session changes only with a reason, while nothing was set."""


def match_of(session: Session, mentee_id: int, volunteer_id: int | None, day: date | None) -> int | None:
    """Return the number of the match of a mentee with a mentor that is in force on a day."""
    if volunteer_id is None or day is None:
        return None
    found = select(Match.id).where(
        Match.mentee_id == mentee_id, Match.volunteer_id == volunteer_id, in_force(day)
    )
    return session.scalar(found.order_by(Match.id.desc()).limit(1))


def names_unmatched(
    session: Session, numbers: Iterable[int], volunteer_id: int | None, day: date | None
) -> tuple[str, ...]:
    """Return how those are called who are not matched with a mentor on a day; nobody while there is none."""
    if volunteer_id is None or day is None:
        return ()
    return tuple(
        called(each)
        for each in mentees_of(session, numbers)
        if match_of(session, each.id, volunteer_id, day) is None
    )


def names_closed(session: Session, numbers: Iterable[int]) -> tuple[str, ...]:
    """Return how those are called whose record is closed."""
    return tuple(called(each) for each in mentees_of(session, numbers) if each.status in OVER)


def mentees_of(session: Session, numbers: Iterable[int]) -> list[Mentee]:
    """Return some mentees."""
    return list(session.scalars(select(Mentee).where(Mentee.id.in_(list(numbers))).order_by(Mentee.id)))


def called(mentee: Mentee) -> str:
    """Return how somebody is called in a sentence, with the last name: two may share the first."""
    names = (mentee.preferred_name or mentee.first_names, mentee.last_name)
    return " ".join(each for each in names if each) or mentee.reference


def reason_days(session: Session) -> int:
    """Return after how many days a session changes only with a reason."""
    days = session.scalar(select(SessionSettings.reason_days).order_by(SessionSettings.id).limit(1))
    return REASON_DAYS if days is None else days
