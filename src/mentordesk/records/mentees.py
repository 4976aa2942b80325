"""Mentees: who they are, what is safe when reaching them, their identifiers, flags and times with us."""

from datetime import date

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentordesk.kernel.choices import Choice
from mentordesk.kernel.identifiers import IdentifierKind
from mentordesk.records.base import GUARDED, OTHERS, PERSONAL, Record, new_token
from mentordesk.records.people import Person
from mentordesk.records.types import choice_type


class MenteeStatus(Choice):
    """Where somebody stands with the charity."""

    REFERRED = "referred", "Referred"
    WAITING = "waiting", "Waiting"
    ACTIVE = "active", "Active"
    PAUSED = "paused", "Paused"
    CLOSED = "closed", "Closed"
    NOT_TAKEN_UP = "not_taken_up", "Not taken up"


OVER = (MenteeStatus.CLOSED, MenteeStatus.NOT_TAKEN_UP)
"""The statuses of somebody who is not with the charity, or no longer."""


class AgeBand(Choice):
    """Roughly how old somebody is, where the date of birth is not known."""

    UNDER_18 = "under_18", "Under 18"
    FROM_18 = "18_24", "18 to 24"
    FROM_25 = "25_34", "25 to 34"
    FROM_35 = "35_49", "35 to 49"
    FROM_50 = "50_64", "50 to 64"
    OVER_65 = "65_over", "65 and over"


class FlagKind(Choice):
    """What must be known before anything is done about somebody."""

    SAFEGUARDING = "safeguarding", "Safeguarding"
    MAPPA = "mappa", "MAPPA"
    ACCT = "acct", "ACCT"
    DO_NOT_CONTACT = "do_not_contact", "Do not contact"


class ExitReason(Choice):
    """Why a time with the charity ended."""

    COMPLETED = "completed", "Completed as planned"
    MOVED = "moved", "Moved away"
    TRANSFERRED = "transferred", "Transferred to another prison"
    RECALLED = "recalled", "Recalled or back in custody"
    LOST_CONTACT = "lost_contact", "Lost contact"
    WITHDREW = "withdrew", "Withdrew"
    REFERRED_ON = "referred_on", "Referred on to another service"
    ENDED_BY_US = "ended_by_us", "Ended by the charity"
    DIED = "died", "Died"
    OTHER = "other", "Other"


class Mentee(Record):
    """A person who is mentored; `reference` stands for the name wherever the name must not."""

    __tablename__ = "mentee"
    __table_args__ = (
        UniqueConstraint("reference"),
        Index("uq_mentee_token", "token", unique=True),
        Index("ix_mentee_name_key", "name_key", "id"),
        Index("ix_mentee_status", "status", "name_key", "id"),
        Index("ix_mentee_worker_id", "worker_id", "name_key", "id"),
        Index("ix_mentee_birth_date", "birth_date"),
    )
    word = "mentee"
    called_by = ("preferred_name", "first_names", "last_name", "reference")

    reference: Mapped[str] = mapped_column(String(20))
    preferred_name: Mapped[str] = mapped_column(String(200), default="", info=PERSONAL)
    first_names: Mapped[str] = mapped_column(String(200), default="", info=PERSONAL)
    last_name: Mapped[str] = mapped_column(String(200), default="", info=PERSONAL)
    name_key: Mapped[str] = mapped_column(String(600), info=PERSONAL)
    birth_date: Mapped[date | None] = mapped_column(Date, info=PERSONAL)
    age_band: Mapped[AgeBand | None] = mapped_column(choice_type(AgeBand), info=PERSONAL)
    phone: Mapped[str] = mapped_column(String(60), default="", info=PERSONAL)
    email: Mapped[str] = mapped_column(String(200), default="", info=PERSONAL)
    address: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    postcode: Mapped[str] = mapped_column(String(12), default="", info=PERSONAL)
    no_letters: Mapped[bool] = mapped_column(default=False, info=PERSONAL)
    no_calls: Mapped[bool] = mapped_column(default=False, info=PERSONAL)
    no_messages: Mapped[bool] = mapped_column(default=False, info=PERSONAL)
    never_mention_us: Mapped[bool] = mapped_column(default=False, info=PERSONAL)
    safe_contact: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    emergency_name: Mapped[str] = mapped_column(String(200), default="", info=OTHERS)
    emergency_relation: Mapped[str] = mapped_column(String(100), default="", info=OTHERS)
    emergency_phone: Mapped[str] = mapped_column(String(60), default="", info=OTHERS)
    language: Mapped[str] = mapped_column(String(100), default="", info=PERSONAL)
    interpreter: Mapped[bool] = mapped_column(default=False, info=PERSONAL)
    access_needs: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    reading_needs: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    status: Mapped[MenteeStatus] = mapped_column(choice_type(MenteeStatus), default=MenteeStatus.REFERRED)
    worker_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("mentee.id"))
    """The record of the same person that this one was merged into; it is hidden while there is one."""
    token: Mapped[str | None] = mapped_column(String(32), default=new_token)
    """By which the erasure ledger knows them; none once they were anonymised."""

    worker: Mapped[Person | None] = relationship()
    identifiers: Mapped[list["Identifier"]] = relationship(
        order_by="Identifier.id", cascade="all, delete-orphan"
    )
    flags: Mapped[list["Flag"]] = relationship(order_by="Flag.from_date", cascade="all, delete-orphan")
    episodes: Mapped[list["Episode"]] = relationship(
        order_by="Episode.start_date, Episode.id", cascade="all, delete-orphan"
    )

    def begin(self, day: date) -> None:
        """Start a time with the charity."""
        self.episodes.append(Episode(start_date=day))
        self.status = MenteeStatus.ACTIVE


class Identifier(Record):
    """A number by which another system knows somebody, in its canonical form when it has one."""

    __tablename__ = "identifier"
    __table_args__ = (
        Index("ix_identifier_value", "kind", "value"),
        Index("ix_identifier_mentee_id", "mentee_id"),
    )
    word = "identifier"

    mentee_id: Mapped[int] = mapped_column(ForeignKey("mentee.id"))
    kind: Mapped[IdentifierKind] = mapped_column(choice_type(IdentifierKind))
    value: Mapped[str] = mapped_column(String(100), info=PERSONAL)
    says: Mapped[str] = mapped_column(String(200), default="", info=PERSONAL)


class Flag(Record):
    """Something that must be seen on every screen about somebody while it is in force."""

    __tablename__ = "flag"
    __table_args__ = (
        CheckConstraint("to_date IS NULL OR to_date >= from_date", name="dates"),
        Index("ix_flag_mentee_id", "mentee_id", "from_date"),
    )
    word = "flag"
    even_restricted = True  # people must stay safe, also while the use of their data is restricted

    mentee_id: Mapped[int] = mapped_column(ForeignKey("mentee.id"))
    kind: Mapped[FlagKind] = mapped_column(choice_type(FlagKind), info=PERSONAL)
    from_date: Mapped[date] = mapped_column(Date)
    to_date: Mapped[date | None] = mapped_column(Date)
    note: Mapped[str] = mapped_column(Text, default="", info=GUARDED)

    def in_force(self, day: date) -> bool:
        """Return whether the flag holds on a day."""
        return self.from_date <= day and (self.to_date is None or day <= self.to_date)


class Episode(Record):
    """One time with the charity, from acceptance to exit; somebody may come back."""

    __tablename__ = "episode"
    __table_args__ = (
        CheckConstraint("exit_date IS NULL OR exit_date >= start_date", name="dates"),
        Index("ix_episode_mentee_id", "mentee_id", "start_date"),
    )
    word = "episode"

    mentee_id: Mapped[int] = mapped_column(ForeignKey("mentee.id"))
    start_date: Mapped[date] = mapped_column(Date)
    exit_date: Mapped[date | None] = mapped_column(Date)
    exit_reason: Mapped[ExitReason | None] = mapped_column(choice_type(ExitReason), info=PERSONAL)
    summary: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    next_steps: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
