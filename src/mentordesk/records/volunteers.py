"""Volunteers: who they are, when and where they can, what they bring, and what they are cleared for."""

from datetime import date

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentordesk.kernel.choices import Choice
from mentordesk.kernel.week import PartOfWeek
from mentordesk.records.base import OTHERS, PERSONAL, Record, new_token
from mentordesk.records.types import PartsOfWeek, choice_type


class Gender(Choice):
    """How somebody describes their gender, where it matters to who meets whom."""

    WOMAN = "woman", "Woman"
    MAN = "man", "Man"
    NON_BINARY = "non_binary", "Non-binary"


class DbsDecision(Choice):
    """What was decided after a DBS check."""

    CLEARED = "cleared", "Cleared"
    NOT_CLEARED = "not_cleared", "Not cleared"


class SettingLevel(Choice):
    """Where a mentor is cleared to meet people; custody includes the community."""

    COMMUNITY = "community", "The community only"
    CUSTODY = "custody", "Custody and the community"


class Volunteer(Record):
    """Somebody who gives their time, or has asked to."""

    __tablename__ = "volunteer"
    __table_args__ = (
        CheckConstraint("caseload_limit >= 0", name="caseload_limit"),
        Index("uq_volunteer_token", "token", unique=True),
        Index("ix_volunteer_name_key", "name_key", "id"),
        Index("ix_volunteer_active", "active", "name_key", "id"),
        Index("ix_volunteer_person_id", "person_id"),
        Index("ix_volunteer_stage_id", "stage_id", "stage_date", "id"),
        Index("uq_volunteer_mentee_id", "mentee_id", unique=True),
    )
    word = "volunteer"
    called_by = ("name",)

    name: Mapped[str] = mapped_column(String(200), info=PERSONAL)
    name_key: Mapped[str] = mapped_column(String(600), info=PERSONAL)
    stage_id: Mapped[int | None] = mapped_column(ForeignKey("volunteer_stage.id"))
    """Where they stand on the way from the enquiry to the end; what changed it is kept as steps."""
    stage_date: Mapped[date] = mapped_column(Date, default=date.min)
    phone: Mapped[str] = mapped_column(String(60), default="", info=PERSONAL)
    email: Mapped[str] = mapped_column(String(200), default="", info=PERSONAL)
    address: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    heard_from: Mapped[str] = mapped_column(String(200), default="", info=PERSONAL)
    travel: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    emergency_name: Mapped[str] = mapped_column(String(200), default="", info=OTHERS)
    emergency_relation: Mapped[str] = mapped_column(String(100), default="", info=OTHERS)
    emergency_phone: Mapped[str] = mapped_column(String(60), default="", info=OTHERS)
    postcode: Mapped[str] = mapped_column(String(12), default="", info=PERSONAL)
    area: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    times: Mapped[tuple[PartOfWeek, ...]] = mapped_column(PartsOfWeek, default=(), info=PERSONAL)
    languages: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    interests: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    skills: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    lived_experience: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    gender: Mapped[Gender | None] = mapped_column(choice_type(Gender), info=PERSONAL)
    mentee_gender: Mapped[Gender | None] = mapped_column(choice_type(Gender, "mentee_gender"), info=PERSONAL)
    caseload_limit: Mapped[int] = mapped_column(default=1)
    dbs_decision: Mapped[DbsDecision | None] = mapped_column(choice_type(DbsDecision), info=PERSONAL)
    dbs_date: Mapped[date | None] = mapped_column(Date, info=PERSONAL)
    references_date: Mapped[date | None] = mapped_column(Date, info=PERSONAL)
    training_date: Mapped[date | None] = mapped_column(Date, info=PERSONAL)
    setting_level: Mapped[SettingLevel | None] = mapped_column(choice_type(SettingLevel), info=PERSONAL)
    lone_working: Mapped[bool] = mapped_column(default=False, info=PERSONAL)
    active: Mapped[bool] = mapped_column(default=True)
    """Whether they have neither paused nor gone; their stage says so."""
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """Who signs in as this mentor, when they do; it gives them their own mentees to see."""
    token: Mapped[str | None] = mapped_column(String(32), default=new_token)
    """By which the erasure ledger knows them; none once they were anonymised."""

    mentee_id: Mapped[int | None] = mapped_column(ForeignKey("mentee.id"), info=PERSONAL)
    """Who they were when they were mentored here themselves; one person, two roles over time."""

    conflicts: Mapped[list["DeclaredConflict"]] = relationship(
        order_by="DeclaredConflict.id", cascade="all, delete-orphan"
    )


class DeclaredConflict(Record):
    """A reason, declared by somebody, why a volunteer must not mentor a certain mentee."""

    __tablename__ = "declared_conflict"
    __table_args__ = (
        UniqueConstraint("volunteer_id", "mentee_id"),
        Index("ix_declared_conflict_mentee_id", "mentee_id"),
    )
    word = "declared conflict"

    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteer.id"))
    mentee_id: Mapped[int] = mapped_column(ForeignKey("mentee.id"))
    reason: Mapped[str] = mapped_column(Text, default="", info=OTHERS)
