"""The record of processing: for each purpose what is used, why it may be, and who gets it (Article 30)."""

from datetime import date

from sqlalchemy import Date, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from mentordesk.kernel.choices import Choice
from mentordesk.records.base import Record
from mentordesk.records.types import choice_type


class LawfulBasis(Choice):
    """The lawful basis of Article 6."""

    CONSENT = "consent", "Consent, 6(1)(a)"
    CONTRACT = "contract", "Contract, 6(1)(b)"
    LEGAL_OBLIGATION = "legal_obligation", "Legal obligation, 6(1)(c)"
    VITAL_INTERESTS = "vital_interests", "Vital interests, 6(1)(d)"
    PUBLIC_TASK = "public_task", "Public task, 6(1)(e)"
    RECOGNISED = "recognised", "Recognised legitimate interests, 6(1)(ea)"
    LEGITIMATE_INTERESTS = "legitimate_interests", "Legitimate interests, 6(1)(f)"


class SpecialCondition(Choice):
    """The condition of Article 9, where health, ethnicity, religion or orientation is used."""

    CONSENT = "consent", "Explicit consent, 9(2)(a)"
    EMPLOYMENT = "employment", "Employment and social protection, 9(2)(b), Schedule 1 paragraph 1"
    VITAL = "vital", "Vital interests, 9(2)(c)"
    NOT_FOR_PROFIT = "not_for_profit", "Not-for-profit bodies, 9(2)(d)"
    CLAIMS = "claims", "Legal claims, 9(2)(f)"
    EQUALITY = "equality", "Equality of opportunity, 9(2)(g), Schedule 1 paragraph 8"
    COUNSELLING = "counselling", "Counselling, 9(2)(g), Schedule 1 paragraph 17"
    SAFEGUARDING = "safeguarding", "Safeguarding, 9(2)(g), Schedule 1 paragraph 18"


class OffenceCondition(Choice):
    """The condition of Article 10 and Schedule 1, where criminal offence data is used."""

    AUTHORITY = "authority", "Under the control of official authority"
    EMPLOYMENT = "employment", "Schedule 1 paragraph 1: employment and social protection"
    UNLAWFUL_ACTS = "unlawful_acts", "Schedule 1 paragraph 10: preventing or detecting unlawful acts"
    COUNSELLING = "counselling", "Schedule 1 paragraph 17: counselling"
    SAFEGUARDING = "safeguarding", "Schedule 1 paragraph 18: safeguarding children and people at risk"
    CONSENT = "consent", "Schedule 1 paragraph 29: consent"
    VITAL = "vital", "Schedule 1 paragraph 30: vital interests"
    NOT_FOR_PROFIT = "not_for_profit", "Schedule 1 paragraph 31: not-for-profit bodies"
    CLAIMS = "claims", "Schedule 1 paragraph 33: legal claims"


class Processing(Record):
    """One purpose for which personal data is used; unconfirmed until somebody put their date to it."""

    __tablename__ = "processing"
    __table_args__ = (Index("ix_processing_purpose", "purpose", "id"),)
    word = "purpose"
    called_by = ("purpose",)

    purpose: Mapped[str] = mapped_column(String(200))
    people: Mapped[str] = mapped_column(Text, default="")
    data: Mapped[str] = mapped_column(Text, default="")
    recipients: Mapped[str] = mapped_column(Text, default="")
    transfers: Mapped[str] = mapped_column(Text, default="")
    retention: Mapped[str] = mapped_column(Text, default="")
    security: Mapped[str] = mapped_column(Text, default="")
    basis: Mapped[LawfulBasis | None] = mapped_column(choice_type(LawfulBasis))
    basis_reason: Mapped[str] = mapped_column(Text, default="")
    special: Mapped[SpecialCondition | None] = mapped_column(choice_type(SpecialCondition))
    offence_data: Mapped[bool] = mapped_column(default=False)
    offence: Mapped[OffenceCondition | None] = mapped_column(choice_type(OffenceCondition))
    policy_document: Mapped[bool] = mapped_column(default=False)
    confirmed_date: Mapped[date | None] = mapped_column(Date)
