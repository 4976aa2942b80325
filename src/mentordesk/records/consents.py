"""Consent and lawful basis: for each purpose, why the charity may use what it knows. DOMAIN §7."""

from datetime import date

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from mentordesk.kernel.choices import Choice
from mentordesk.records.base import PERSONAL, Record
from mentordesk.records.types import choice_type


class Purpose(Choice):
    """What personal data is used for."""

    CASEWORK = "casework", "Casework"
    SHARING = "sharing", "Sharing with a named partner"
    PHOTO = "photo", "Photo"
    CASE_STUDY = "case_study", "Case study"
    RESEARCH = "research", "Research file"


class Basis(Choice):
    """The lawful basis of a purpose."""

    CONSENT = "consent", "Consent"
    LEGITIMATE_INTERESTS = "legitimate_interests", "Legitimate interests"
    PUBLIC_TASK = "public_task", "Public task"
    LEGAL_OBLIGATION = "legal_obligation", "Legal obligation"
    VITAL_INTERESTS = "vital_interests", "Vital interests"


class Consent(Record):
    """One basis for one purpose, from a date until it expires or is withdrawn."""

    __tablename__ = "consent"
    __table_args__ = (
        CheckConstraint("expiry_date IS NULL OR expiry_date >= given_date", name="dates"),
        Index("ix_consent_mentee_id", "mentee_id", "purpose", "given_date"),
    )
    word = "consent"

    mentee_id: Mapped[int] = mapped_column(ForeignKey("mentee.id"))
    purpose: Mapped[Purpose] = mapped_column(choice_type(Purpose))
    partner: Mapped[str] = mapped_column(String(300), default="")
    basis: Mapped[Basis] = mapped_column(choice_type(Basis))
    condition: Mapped[str] = mapped_column(String(300), default="")
    wording: Mapped[str] = mapped_column(String(100), default="")
    given_date: Mapped[date] = mapped_column(Date)
    taken_by: Mapped[str] = mapped_column(String(200), default="", info=PERSONAL)
    expiry_date: Mapped[date | None] = mapped_column(Date)
    withdrawn_date: Mapped[date | None] = mapped_column(Date)
    withdrawn_reason: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)

    def holds(self, day: date) -> bool:
        """Return whether the basis holds on a day."""
        ended = min((each for each in (self.expiry_date, self.withdrawn_date) if each), default=None)
        return self.given_date <= day and (ended is None or day < ended)
