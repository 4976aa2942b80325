"""What sessions still say of somebody who goes: those with nobody else, and words about them in the rest."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import inspect, or_, select
from sqlalchemy.orm import Session, aliased

from mentordesk.kernel.text import fold
from mentordesk.records.base import Record
from mentordesk.records.bins import BinEntry
from mentordesk.records.concerns import Concern
from mentordesk.records.mentees import Mentee
from mentordesk.records.sessions import Attendance, MentoringSession, SessionAmendment
from mentordesk.records.trail import TrailChange, TrailEntry
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.belongings import belongings
from mentordesk.store.bin import forget
from mentordesk.store.packing import Pack, from_bytes, to_bytes
from mentordesk.store.traces import Named, any_of
from mentordesk.store.work import Work

_TABLE = MentoringSession.__tablename__
_OF_MENTORS = ("journey", "unmatched_reason")
"""What a session says of its mentor."""


@dataclass(frozen=True)
class SessionsLeft:
    """The sessions of somebody who goes, by what becomes of them."""

    alone: tuple[MentoringSession, ...]
    """Nobody else was to come: they go as a whole."""
    unnamed: tuple[MentoringSession, ...]
    """Everybody else was anonymised before: figures stay, words go."""

    def records(self, session: Session) -> list[Record]:
        """Return the sessions with what belongs to them."""
        found: list[Record] = []
        for each in (*self.alone, *self.unnamed):
            found += [each, *belongings(session, each)]
        return found


def sessions_left(session: Session, people: Iterable[Mentee | Volunteer]) -> SessionsLeft:
    """Return the sessions to which nobody else was to come than a mentee who goes."""
    numbers = [each.id for each in people if isinstance(each, Mentee)]
    if not numbers:
        return SessionsLeft((), ())
    theirs = select(Attendance.session_id).where(Attendance.mentee_id.in_(numbers))
    alone, unnamed = [], []
    for each in session.scalars(
        select(MentoringSession).where(MentoringSession.id.in_(theirs)).order_by(MentoringSession.id)
    ):
        tokens = select(Mentee.token).join(Attendance, Attendance.mentee_id == Mentee.id)
        others = session.scalars(
            tokens.where(Attendance.session_id == each.id, Mentee.id.not_in(numbers))
        ).all()
        if not others:
            alone.append(each)
        elif not any(others):
            unnamed.append(each)
    return SessionsLeft(tuple(alone), tuple(unnamed))


def has_open_concern(session: Session, people: Iterable[Mentee | Volunteer]) -> bool:
    """Return whether a concern about somebody is open."""
    numbers = [each.id for each in people if isinstance(each, Mentee)]
    found = select(Concern.id).where(Concern.mentee_id.in_(numbers), Concern.closed_at.is_(None))
    return session.scalar(found.limit(1)) is not None


def unname(
    work: Work, subjects: set[Named], words: Iterable[str], mentors: Iterable[Volunteer]
) -> set[Named]:
    """Blank what other sessions say of somebody; return those whose entries in the trail go as well.

    A session that others came to as well stays as it is, but for the texts that hold one of the words. What
    a session says of the journey of its mentor goes with the mentor.
    """
    telling = any_of(words)
    found: set[Named] = set()
    for each in _once_theirs(work.session, subjects):
        parts: list[Record] = [each, *each.amendments]
        for part in parts:
            for name in sorted(type(part).personal_columns()):
                if telling.search(fold(str(getattr(part, name)))):
                    setattr(part, name, "")
        found |= {(part.__tablename__, part.id) for part in parts if _told(work.session, part, telling)}
    for mentor in mentors:
        for each in work.session.scalars(
            select(MentoringSession).where(MentoringSession.volunteer_id == mentor.id)
        ):
            if any(getattr(each, name) for name in _OF_MENTORS) or _said_of_mentor(work.session, each.id):
                each.journey = each.unmatched_reason = ""
                found.add((_TABLE, each.id))
    work.session.flush()
    return found


def thin_binned_sessions(work: Work, words: Iterable[str]) -> None:
    """Let sessions in the bin go when nobody is left who was to come, and blank words about somebody."""
    telling = any_of(words)
    for entry in list(work.session.scalars(select(BinEntry).where(BinEntry.subject == _TABLE))):
        pack = from_bytes(entry.content)
        if not any(kind is Attendance for kind, _, _ in pack.records):
            forget(work, entry)
            continue
        records = tuple(
            (kind, number, _without(kind, values, telling)) for kind, number, values in pack.records
        )
        if records != pack.records:
            entry.content = to_bytes(Pack(records, pack.cleared))


def _without(kind: type[Record], values: dict[str, object], telling: re.Pattern[str]) -> dict[str, object]:
    if kind not in {MentoringSession, SessionAmendment}:
        return values
    personal = kind.personal_columns()
    return {
        name: "" if name in personal and telling.search(fold(str(value))) else value
        for name, value in values.items()
    }


def _once_theirs(session: Session, subjects: set[Named]) -> list[MentoringSession]:
    """Return the sessions to which somebody was to come at some time and that stay."""
    attended = [number for table, number in subjects if table == Attendance.__tablename__]
    numbers: set[int] = set()
    for start in range(0, len(attended), 200):
        some = attended[start : start + 200]
        now = select(Attendance.session_id).where(Attendance.id.in_(some))
        numbers |= set(session.scalars(now))
        told = (
            select(TrailChange.before, TrailChange.after)
            .join(TrailEntry, TrailEntry.id == TrailChange.entry_id)
            .where(
                TrailEntry.subject == Attendance.__tablename__,
                TrailEntry.subject_id.in_(some),
                TrailChange.field == "session_id",
            )
        )
        numbers |= {int(each) for row in session.execute(told) for each in row if each}
    gone = {number for table, number in subjects if table == _TABLE}
    found = [session.get(MentoringSession, number) for number in sorted(numbers - gone)]
    return [each for each in found if each is not None and inspect(each).persistent]


def _told(session: Session, record: Record, telling: re.Pattern[str]) -> bool:
    """Return whether the trail says one of some words of a record."""
    found = (
        select(TrailChange.before, TrailChange.after)
        .join(TrailEntry, TrailEntry.id == TrailChange.entry_id)
        .where(TrailEntry.subject == record.__tablename__, TrailEntry.subject_id == record.id)
    )
    return any(telling.search(fold(each)) for row in session.execute(found) for each in row if each)


def _said_of_mentor(session: Session, number: int) -> bool:
    change = aliased(TrailChange)
    found = (
        select(change.id)
        .join(TrailEntry, TrailEntry.id == change.entry_id)
        .where(
            TrailEntry.subject == _TABLE,
            TrailEntry.subject_id == number,
            change.field.in_(_OF_MENTORS),
            or_(change.before != "", change.after != ""),
        )
    )
    return session.scalar(found.limit(1)) is not None
