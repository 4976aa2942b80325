"""What people ask about their own data, and what was decided about each text of an answer. DOMAIN §7."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ColumnElement, Date, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mentordesk.kernel.choices import Choice
from mentordesk.records.base import PERSONAL, Record
from mentordesk.records.types import Instant, choice_type


class RequestKind(Choice):
    """What somebody asks for."""

    ACCESS = "access", "Subject access"
    RECTIFICATION = "rectification", "Rectification"
    ERASURE = "erasure", "Erasure"
    RESTRICTION = "restriction", "Restriction"
    OBJECTION = "objection", "Objection"
    PORTABILITY = "portability", "Portability"


class Came(Choice):
    """How a request or a complaint reached us."""

    LETTER = "letter", "Letter"
    EMAIL = "email", "E-mail"
    SPOKEN = "spoken", "Said in person"
    PHONE = "phone", "Phone"
    SOLICITOR = "solicitor", "Through a solicitor or somebody else"
    OTHER = "other", "Another way"


class Identity(Choice):
    """Whether we know that the person is who they say."""

    KNOWN = "known", "We know them, no check needed"
    ASKED = "asked", "Asked for, not shown yet"
    CHECKED = "checked", "Checked"


class RequestOutcome(Choice):
    """What was decided."""

    DONE = "done", "Done as asked"
    PARTLY = "partly", "Done in part"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Withdrawn"


UPHELD = (RequestOutcome.DONE, RequestOutcome.PARTLY)
BITING = (RequestKind.RESTRICTION, RequestKind.OBJECTION)
"""The kinds that stop the use of what we know while they are upheld and not lifted."""


class DataRequest(Record):
    """Something that somebody asks about their own data, from the day it came to the day it was answered."""

    __tablename__ = "data_request"
    __table_args__ = (
        CheckConstraint("resume_date IS NULL OR resume_date >= pause_date", name="pause"),
        Index("ix_data_request_due_date", "due_date", "id"),
        Index("ix_data_request_mentee_id", "mentee_id", "kind"),
        Index("ix_data_request_volunteer_id", "volunteer_id"),
    )
    word = "request"
    even_restricted = True

    kind: Mapped[RequestKind] = mapped_column(choice_type(RequestKind))
    mentee_id: Mapped[int | None] = mapped_column(ForeignKey("mentee.id"))
    volunteer_id: Mapped[int | None] = mapped_column(ForeignKey("volunteer.id"))
    name: Mapped[str] = mapped_column(String(200), default="", info=PERSONAL)
    """Who asks, when nobody on file does."""
    received_date: Mapped[date] = mapped_column(Date)
    came: Mapped[Came] = mapped_column(choice_type(Came))
    identity: Mapped[Identity] = mapped_column(choice_type(Identity), default=Identity.KNOWN)
    identity_date: Mapped[date | None] = mapped_column(Date)
    identity_by: Mapped[str] = mapped_column(String(200), default="", info=PERSONAL)
    identity_how: Mapped[str] = mapped_column(String(300), default="", info=PERSONAL)
    pause_date: Mapped[date | None] = mapped_column(Date)
    resume_date: Mapped[date | None] = mapped_column(Date)
    pause_reason: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    extended_date: Mapped[date | None] = mapped_column(Date)
    """The day on which the person was told that it takes two months more."""
    extended_reason: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    due_date: Mapped[date] = mapped_column(Date)
    """Worked out from the dates above whenever they change."""
    gathered_at: Mapped[datetime | None] = mapped_column(Instant)
    outcome: Mapped[RequestOutcome | None] = mapped_column(choice_type(RequestOutcome))
    decided_date: Mapped[date | None] = mapped_column(Date)
    refusal_reason: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    sent_date: Mapped[date | None] = mapped_column(Date)
    lifted_date: Mapped[date | None] = mapped_column(Date)
    """The day on which a restriction or an upheld objection ended."""
    notes: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)

    @property
    def in_force(self) -> bool:
        """Whether the request stops the use of what we know about somebody."""
        return self.kind in BITING and self.outcome in UPHELD and self.lifted_date is None

    @classmethod
    def open(cls) -> ColumnElement[bool]:
        """Return the condition that a request still waits for its answer."""
        return cls.sent_date.is_(None) & cls.outcome.is_distinct_from(RequestOutcome.WITHDRAWN)

    @classmethod
    def paused(cls) -> ColumnElement[bool]:
        """Return the condition that the clock stands still."""
        return cls.open() & cls.pause_date.is_not(None) & cls.resume_date.is_(None)

    @classmethod
    def due_by(cls, day: date) -> ColumnElement[bool]:
        """Return the condition that a request is to be answered by a day, and its clock runs."""
        standing = cls.pause_date.is_not(None) & cls.resume_date.is_(None)
        return cls.open() & ~standing & (cls.due_date <= day)

    @classmethod
    def restricts(cls) -> ColumnElement[bool]:
        """Return the condition that a request stops the use of what we know about somebody."""
        return cls.kind.in_(BITING) & cls.outcome.in_(UPHELD) & cls.lifted_date.is_(None)


class RedactionChoice(Choice):
    """What is done with one text of an answer."""

    KEEP = "keep", "Keep"
    REDACT = "redact", "Redact"
    WITHHOLD = "withhold", "Withhold"


class Redaction(Record):
    """What somebody decided about one field of one record that is part of an answer."""

    __tablename__ = "redaction"
    __table_args__ = (UniqueConstraint("request_id", "subject", "subject_id", "field"),)
    word = "decision on a text"
    even_restricted = True
    disclosed = False

    request_id: Mapped[int] = mapped_column(ForeignKey("data_request.id"))
    subject: Mapped[str] = mapped_column(String(60))
    subject_id: Mapped[int]
    field: Mapped[str] = mapped_column(String(80))
    choice: Mapped[RedactionChoice] = mapped_column(choice_type(RedactionChoice))
    words: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    """What is given out instead, when the text is redacted."""
    reason: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    digest: Mapped[str] = mapped_column(String(64))
    """Of the text that was decided on: when it has changed since, it is to be decided again."""
    decided_at: Mapped[datetime] = mapped_column(Instant)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
