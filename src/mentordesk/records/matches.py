"""Matches of a mentee with a mentor, what a mentee wishes for, and where postcode districts lie."""

from datetime import date

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    Date,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    exists,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentordesk.kernel.choices import Choice
from mentordesk.kernel.week import PartOfWeek
from mentordesk.records.base import PERSONAL, Record
from mentordesk.records.types import PartsOfWeek, choice_type
from mentordesk.records.volunteers import Gender


class MatchStatus(Choice):
    """How far a match is."""

    PROPOSED = "proposed", "Proposed"
    INTRODUCED = "introduced", "Introduced"
    ACTIVE = "active", "Active"
    PAUSED = "paused", "Paused"
    ENDED = "ended", "Ended"


OPEN = (MatchStatus.PROPOSED, MatchStatus.INTRODUCED, MatchStatus.ACTIVE, MatchStatus.PAUSED)
"""The statuses that count towards a mentor's caseload."""


KNOWING = (MatchStatus.INTRODUCED, MatchStatus.ACTIVE, MatchStatus.PAUSED)
"""The statuses in which a mentor knows the mentee, and needs to know about them."""


class Frequency(Choice):
    """How often the two expect to meet."""

    WEEKLY = "weekly", "Every week"
    FORTNIGHTLY = "fortnightly", "Every two weeks"
    MONTHLY = "monthly", "Every month"
    AS_NEEDED = "as_needed", "As needed"


class MatchEnd(Choice):
    """Why a match ended."""

    COMPLETED = "completed", "Completed as planned"
    DECLINED_MENTEE = "declined_mentee", "The mentee did not want it"
    DECLINED_MENTOR = "declined_mentor", "The mentor did not want it"
    NOT_WORKING = "not_working", "It did not work out"
    MENTEE_LEFT = "mentee_left", "The mentee left or moved"
    MENTOR_LEFT = "mentor_left", "The mentor stopped"
    LOST_CONTACT = "lost_contact", "Lost contact"
    SAFETY = "safety", "A safety concern"
    OTHER = "other", "Other"


class Match(Record):
    """A mentee and a mentor, from the proposal to the end."""

    __tablename__ = "match"
    __table_args__ = (
        CheckConstraint("(status = 'ended') = (end_reason IS NOT NULL)", name="ended"),
        Index("ix_match_mentee_id", "mentee_id", "status"),
        Index("ix_match_volunteer_id", "volunteer_id", "status"),
        Index("ix_match_review_date", "review_date"),
    )
    word = "match"

    mentee_id: Mapped[int] = mapped_column(ForeignKey("mentee.id"))
    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteer.id"))
    status: Mapped[MatchStatus] = mapped_column(choice_type(MatchStatus), default=MatchStatus.PROPOSED)
    frequency: Mapped[Frequency | None] = mapped_column(choice_type(Frequency))
    agreement_date: Mapped[date | None] = mapped_column(Date)
    boundaries: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    review_date: Mapped[date | None] = mapped_column(Date)
    end_reason: Mapped[MatchEnd | None] = mapped_column(choice_type(MatchEnd))

    changes: Mapped[list["MatchChange"]] = relationship(
        order_by="MatchChange.id", cascade="all, delete-orphan"
    )

    def last_date(self) -> date | None:
        """Return the day of the newest step."""
        return max((each.change_date for each in self.changes), default=None)

    def step(self, to: MatchStatus, day: date, reason: str, person_id: int | None) -> None:
        """Take the match to a status, and keep the step in its history."""
        self.status = to
        self.changes.append(MatchChange(status=to, change_date=day, reason=reason, person_id=person_id))

    def end(self, why: MatchEnd, day: date, reason: str, person_id: int | None) -> None:
        """End the match, and keep the end in its history."""
        self.end_reason = why
        self.step(MatchStatus.ENDED, day, reason, person_id)


class MatchChange(Record):
    """One step of a match: to which status, on which day, why and by whom."""

    __tablename__ = "match_change"
    __table_args__ = (Index("ix_match_change_match_id", "match_id", "id"),)
    word = "change of a match"

    match_id: Mapped[int] = mapped_column(ForeignKey("match.id"))
    status: Mapped[MatchStatus] = mapped_column(choice_type(MatchStatus))
    change_date: Mapped[date] = mapped_column(Date)
    reason: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


def in_force(day: date) -> ColumnElement[bool]:
    """Return what is true of the matches that had been proposed by a day and were not over before it."""
    begun = exists().where(MatchChange.match_id == Match.id, MatchChange.change_date <= day)
    over = exists().where(
        MatchChange.match_id == Match.id,
        MatchChange.status == MatchStatus.ENDED,
        MatchChange.change_date < day,
    )
    return begun & ~over


class MatchWish(Record):
    """What a mentee wishes for in a mentor, and where and when they can meet."""

    __tablename__ = "match_wish"
    __table_args__ = (UniqueConstraint("mentee_id"),)
    word = "wish"

    mentee_id: Mapped[int] = mapped_column(ForeignKey("mentee.id"))
    gender: Mapped[Gender | None] = mapped_column(choice_type(Gender), info=PERSONAL)
    mentor_gender: Mapped[Gender | None] = mapped_column(choice_type(Gender, "mentor_gender"), info=PERSONAL)
    meeting_postcode: Mapped[str] = mapped_column(String(12), default="", info=PERSONAL)
    times: Mapped[tuple[PartOfWeek, ...]] = mapped_column(PartsOfWeek, default=(), info=PERSONAL)
    interests: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    help_wanted: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    lived_experience: Mapped[bool] = mapped_column(default=False, info=PERSONAL)
    lone_working: Mapped[bool] = mapped_column(default=False, info=PERSONAL)


class District(Record):
    """Where a postcode district lies on the national grid, in whole metres; typed once."""

    __tablename__ = "district"
    __table_args__ = (UniqueConstraint("code"),)
    word = "postcode district"

    code: Mapped[str] = mapped_column(String(4))
    northing: Mapped[int]
    easting: Mapped[int]
