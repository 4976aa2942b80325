"""How long records are kept: periods that the charity set itself, decisions to keep, what was destroyed."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mentordesk.kernel.choices import Choice
from mentordesk.records.base import PERSONAL, Record
from mentordesk.records.types import Instant, choice_type


class Subject(Choice):
    """Whose record it is."""

    MENTEE = "mentee", "Mentee"
    MENTOR = "mentor", "Volunteer"


class RetentionAct(Choice):
    """What happens to a record when its time is over."""

    ERASE = "erase", "Erase"
    ANONYMISE = "anonymise", "Anonymise"
    KEEP = "keep", "Keep"


class KeepKind(Choice):
    """Why a record stays although its time is over."""

    HOLD = "hold", "On hold"
    UNTIL = "until", "Kept until a date"


class Destroyed(Choice):
    """What was destroyed."""

    MENTEE = "mentee", "Mentee's file"
    MENTOR = "mentor", "Volunteer's file"
    EQUALITY = "equality", "Equality forms"


class Method(Choice):
    """How something was destroyed."""

    ERASED = "erased", "Erased"
    ANONYMISED = "anonymised", "Anonymised"


class Cause(Choice):
    """Why something was destroyed."""

    TIME_OVER = "time_over", "Its time is over"
    ASKED = "asked", "The person asked for it"
    MISTAKE = "mistake", "It should not have been written down"
    RESTORED = "restored", "An older backup had brought it back"


class RetentionPeriod(Record):
    """What the charity set for one rule of the policy, in place of what is suggested."""

    __tablename__ = "retention_period"
    __table_args__ = (UniqueConstraint("rule"), CheckConstraint("span >= 0", name="span"))
    word = "retention period"
    called_by = ("rule",)

    rule: Mapped[str] = mapped_column(String(40))
    span: Mapped[int]
    """Months; years of age where the rule counts to a birthday."""
    act: Mapped[RetentionAct] = mapped_column(choice_type(RetentionAct))
    reason: Mapped[str] = mapped_column(Text, default="")


class Keeping(Record):
    """A decision that a file stays: on hold until it is lifted, or kept until a date."""

    __tablename__ = "keeping"
    __table_args__ = (
        Index("ix_keeping_mentee_id", "mentee_id"),
        Index("ix_keeping_volunteer_id", "volunteer_id"),
    )
    word = "decision to keep"

    mentee_id: Mapped[int | None] = mapped_column(ForeignKey("mentee.id"))
    volunteer_id: Mapped[int | None] = mapped_column(ForeignKey("volunteer.id"))
    kind: Mapped[KeepKind] = mapped_column(choice_type(KeepKind))
    reason: Mapped[str] = mapped_column(Text, info=PERSONAL)
    until_date: Mapped[date] = mapped_column(Date)
    """The day to look at a hold again; the last day of what is kept until a date."""
    decided_at: Mapped[datetime] = mapped_column(Instant)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    lifted_at: Mapped[datetime | None] = mapped_column(Instant)

    def in_force(self, day: date) -> bool:
        """Return whether the file stays on a day; a hold stays until somebody lifts it."""
        return self.lifted_at is None and (self.kind is KeepKind.HOLD or day <= self.until_date)


class DestructionEntry(Record):
    """One line of the destruction log, without a name."""

    __tablename__ = "destruction_entry"
    __table_args__ = (Index("ix_destruction_entry_destroyed_at", "destroyed_at", "id"),)
    word = "entry of the destruction log"
    called_by = ("reference",)

    kind: Mapped[Destroyed] = mapped_column(choice_type(Destroyed))
    reference: Mapped[str] = mapped_column(String(40))
    method: Mapped[Method] = mapped_column(choice_type(Method))
    cause: Mapped[Cause] = mapped_column(choice_type(Cause))
    rule: Mapped[str] = mapped_column(String(40), default="")
    pieces: Mapped[int]
    """How many records were removed or blanked."""
    destroyed_at: Mapped[datetime] = mapped_column(Instant)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
