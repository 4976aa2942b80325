"""Everybody who is no longer with the charity, with what decides how long their file is kept."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select

from mentordesk.features.privacy.rules.retention import Ended, mentor_reference
from mentordesk.records.concerns import Concern
from mentordesk.records.mentees import AgeBand, Episode, Flag, FlagKind, Mentee, MenteeStatus
from mentordesk.records.referrals import Referral
from mentordesk.records.retention import Keeping, Subject
from mentordesk.records.trail import TrailChange, TrailEntry
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.work import Reading

OVER = (MenteeStatus.CLOSED, MenteeStatus.NOT_TAKEN_UP)


@dataclass(frozen=True)
class Candidate:
    """Somebody who is no longer with the charity."""

    subject: Subject
    number: int
    reference: str
    name: str
    ended: Ended

    @property
    def row_id(self) -> int:
        """One number for both: mentors are counted below zero."""
        return self.number if self.subject is Subject.MENTEE else -self.number


def candidates(reading: Reading, before: Mapping[MenteeStatus, date] | None = None) -> Iterator[Candidate]:
    """Return everybody who is no longer with the charity and was not anonymised yet.

    `before` leaves out, by status, the mentees whose time ended later: nobody's time can be over so soon.
    """
    yield from _mentees(reading, before or {})
    yield from _mentors(reading)


def keepings_of(reading: Reading) -> dict[int, Keeping]:
    """Return the decision that keeps each file, by the candidate's row; a hold goes before a date."""
    found: dict[int, Keeping] = {}
    open_ones = select(Keeping).where(Keeping.lifted_at.is_(None)).order_by(Keeping.kind.desc(), Keeping.id)
    for each in reading.session.scalars(open_ones):
        row = each.mentee_id or -(each.volunteer_id or 0)
        if row and each.in_force(reading.today):
            found[row] = each
    return found


def _mentees(reading: Reading, before: Mapping[MenteeStatus, date]) -> Iterator[Candidate]:
    exits = (
        select(Episode.mentee_id, func.max(Episode.exit_date).label("day"))
        .group_by(Episode.mentee_id)
        .subquery()
    )
    decided_on = func.coalesce(Referral.decision_date, Referral.referred_date)
    decisions = (
        select(Referral.mentee_id, func.max(decided_on).label("day")).group_by(Referral.mentee_id).subquery()
    )
    flags = select(Flag.mentee_id).where(Flag.kind == FlagKind.SAFEGUARDING).distinct().subquery()
    concerns = select(Concern.mentee_id).distinct().subquery()
    found = (
        select(
            Mentee.id,
            Mentee.reference,
            Mentee.preferred_name,
            Mentee.first_names,
            Mentee.last_name,
            Mentee.birth_date,
            Mentee.age_band,
            Mentee.status,
            exits.c.day.label("exit_date"),
            decisions.c.day.label("decided"),
            func.coalesce(flags.c.mentee_id, concerns.c.mentee_id).label("flagged"),
        )
        .outerjoin(exits, exits.c.mentee_id == Mentee.id)
        .outerjoin(decisions, decisions.c.mentee_id == Mentee.id)
        .outerjoin(flags, flags.c.mentee_id == Mentee.id)
        .outerjoin(concerns, concerns.c.mentee_id == Mentee.id)
        .where(Mentee.status.in_(OVER), Mentee.merged_into_id.is_(None), Mentee.token.is_not(None))
    )
    for status, day in before.items():
        over = func.coalesce(exits.c.day, decisions.c.day)
        found = found.where(or_(Mentee.status != status, over <= day))
    for row in reading.session.execute(found):
        day = (row.exit_date if row.status is MenteeStatus.CLOSED else None) or row.decided
        if day is not None:
            ended = Ended(
                day,
                row.status is MenteeStatus.CLOSED,
                row.birth_date,
                row.age_band is AgeBand.UNDER_18,
                bool(row.flagged),
            )
            name = f"{row.first_names or row.preferred_name} {row.last_name}".strip() or row.reference
            yield Candidate(Subject.MENTEE, row.id, row.reference, name, ended)


def _mentors(reading: Reading) -> Iterator[Candidate]:
    stopped = (
        select(func.max(TrailEntry.at))
        .join(TrailChange, TrailChange.entry_id == TrailEntry.id)
        .where(
            TrailEntry.subject == Volunteer.__tablename__,
            TrailEntry.subject_id == Volunteer.id,
            TrailChange.field == "active",
            TrailChange.after == "False",
        )
        .scalar_subquery()
    )
    found = select(Volunteer.id, Volunteer.name, stopped.label("stopped")).where(
        Volunteer.active.is_(False), Volunteer.token.is_not(None)
    )
    for row in reading.session.execute(found):
        ended = Ended((row.stopped or reading.now).astimezone().date())
        yield Candidate(Subject.MENTOR, row.id, mentor_reference(row.id), row.name, ended)
