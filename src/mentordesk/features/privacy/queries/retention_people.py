"""Everybody who is no longer with the charity, with what decides how long their file is kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, func, select

from mentordesk.features.privacy.rules.retention import Ended, mentor_reference
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


def candidates(reading: Reading, until: date = date.max) -> Iterator[Candidate]:
    """Return everybody whose time with the charity ended until a day and who was not anonymised yet."""
    yield from _mentees(reading, until)
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


def _mentees(reading: Reading, until: date) -> Iterator[Candidate]:
    exit_date = select(func.max(Episode.exit_date)).where(Episode.mentee_id == Mentee.id).scalar_subquery()
    decided = (
        select(func.max(func.coalesce(Referral.decision_date, Referral.referred_date)))
        .where(Referral.mentee_id == Mentee.id)
        .scalar_subquery()
    )
    flagged = exists().where(Flag.mentee_id == Mentee.id, Flag.kind == FlagKind.SAFEGUARDING)
    found = select(
        Mentee.id,
        Mentee.reference,
        Mentee.preferred_name,
        Mentee.first_names,
        Mentee.last_name,
        Mentee.birth_date,
        Mentee.age_band,
        Mentee.status,
        exit_date.label("exit_date"),
        decided.label("decided"),
        flagged.label("flagged"),
    ).where(Mentee.status.in_(OVER), Mentee.merged_into_id.is_(None), Mentee.token.is_not(None))
    if until < date.max:
        found = found.where(func.coalesce(exit_date, decided) <= until)
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
