"""Equality monitoring: the nine characteristics of the Equality Act, apart from casework. DOMAIN §3.4."""

from datetime import date

from sqlalchemy import Date, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mentordesk.kernel.choices import Choice
from mentordesk.kernel.permissions import Permission
from mentordesk.records.base import PERSONAL, Record
from mentordesk.records.types import choice_type


class AgeAnswer(Choice):
    """How old somebody is."""

    UNDER_18 = "under_18", "Under 18"
    FROM_18 = "18_24", "18 to 24"
    FROM_25 = "25_34", "25 to 34"
    FROM_35 = "35_49", "35 to 49"
    FROM_50 = "50_64", "50 to 64"
    OVER_65 = "65_over", "65 and over"
    PREFER_NOT = "prefer_not", "Prefer not to say"
    NOT_ASKED = "not_asked", "Not asked"


class DisabilityAnswer(Choice):
    """Whether somebody has a disability."""

    YES = "yes", "Yes"
    NO = "no", "No"
    PREFER_NOT = "prefer_not", "Prefer not to say"
    NOT_ASKED = "not_asked", "Not asked"


class GenderAnswer(Choice):
    """Whether somebody's gender is the one that was registered at birth."""

    SAME = "same", "Same as registered at birth"
    DIFFERENT = "different", "Different from registered at birth"
    PREFER_NOT = "prefer_not", "Prefer not to say"
    NOT_ASKED = "not_asked", "Not asked"


class MarriageAnswer(Choice):
    """Whether somebody is married or in a civil partnership."""

    SINGLE = "single", "Single"
    MARRIED = "married", "Married"
    CIVIL_PARTNERSHIP = "civil_partnership", "In a civil partnership"
    SEPARATED = "separated", "Separated"
    DIVORCED = "divorced", "Divorced, or civil partnership ended"
    WIDOWED = "widowed", "Widowed"
    PREFER_NOT = "prefer_not", "Prefer not to say"
    NOT_ASKED = "not_asked", "Not asked"


class PregnancyAnswer(Choice):
    """Whether somebody is pregnant or had a child in the last 26 weeks."""

    YES = "yes", "Yes"
    NO = "no", "No"
    PREFER_NOT = "prefer_not", "Prefer not to say"
    NOT_ASKED = "not_asked", "Not asked"


class EthnicityAnswer(Choice):
    """Ethnicity by the 18+1 codes, and W5 Roma as in the Census of 2021."""

    W1 = "W1", "W1 White: British"
    W2 = "W2", "W2 White: Irish"
    W3 = "W3", "W3 White: Gypsy or Irish Traveller"
    W5 = "W5", "W5 White: Roma"
    W9 = "W9", "W9 White: other"
    M1 = "M1", "M1 Mixed: White and Black Caribbean"
    M2 = "M2", "M2 Mixed: White and Black African"
    M3 = "M3", "M3 Mixed: White and Asian"
    M9 = "M9", "M9 Mixed: other"
    A1 = "A1", "A1 Asian: Indian"
    A2 = "A2", "A2 Asian: Pakistani"
    A3 = "A3", "A3 Asian: Bangladeshi"
    A4 = "A4", "A4 Asian: Chinese"
    A9 = "A9", "A9 Asian: other"
    B1 = "B1", "B1 Black: Caribbean"
    B2 = "B2", "B2 Black: African"
    B9 = "B9", "B9 Black: other"
    O2 = "O2", "O2 Arab"
    O9 = "O9", "O9 Other"
    PREFER_NOT = "NS", "Prefer not to say (NS)"
    NOT_ASKED = "not_asked", "Not asked"


class ReligionAnswer(Choice):
    """Religion or belief."""

    NONE = "none", "No religion"
    BUDDHIST = "buddhist", "Buddhist"
    CHRISTIAN = "christian", "Christian"
    HINDU = "hindu", "Hindu"
    JEWISH = "jewish", "Jewish"
    MUSLIM = "muslim", "Muslim"
    SIKH = "sikh", "Sikh"
    OTHER = "other", "Another religion or belief"
    PREFER_NOT = "prefer_not", "Prefer not to say"
    NOT_ASKED = "not_asked", "Not asked"


class SexAnswer(Choice):
    """Sex, by the codes of HMPPS."""

    FEMALE = "F", "Female"
    MALE = "M", "Male"
    PREFER_NOT = "NS", "Prefer not to say"
    NOT_ASKED = "not_asked", "Not asked"


class OrientationAnswer(Choice):
    """Sexual orientation, by the codes of HMPPS; what is not disclosed to us was not asked."""

    HETEROSEXUAL = "HET", "Heterosexual or straight"
    HOMOSEXUAL = "HOM", "Gay or lesbian"
    BISEXUAL = "BIS", "Bisexual"
    OTHER = "OTH", "Other"
    PREFER_NOT = "REF", "Prefer not to say"
    NOT_ASKED = "ND", "Not asked"


class EqualityAnswers(Record):
    """What one mentee answered on the monitoring form; one row each, read by no case screen."""

    __tablename__ = "equality_answers"
    __table_args__ = (UniqueConstraint("mentee_id"),)
    word = "equality form"
    private = Permission.EQUALITY_EDIT

    mentee_id: Mapped[int] = mapped_column(ForeignKey("mentee.id"))
    asked_date: Mapped[date] = mapped_column(Date)
    age: Mapped[AgeAnswer] = mapped_column(choice_type(AgeAnswer), info=PERSONAL)
    disability: Mapped[DisabilityAnswer] = mapped_column(choice_type(DisabilityAnswer), info=PERSONAL)
    gender: Mapped[GenderAnswer] = mapped_column(choice_type(GenderAnswer), info=PERSONAL)
    marriage: Mapped[MarriageAnswer] = mapped_column(choice_type(MarriageAnswer), info=PERSONAL)
    pregnancy: Mapped[PregnancyAnswer] = mapped_column(choice_type(PregnancyAnswer), info=PERSONAL)
    ethnicity: Mapped[EthnicityAnswer] = mapped_column(choice_type(EthnicityAnswer), info=PERSONAL)
    religion: Mapped[ReligionAnswer] = mapped_column(choice_type(ReligionAnswer), info=PERSONAL)
    sex: Mapped[SexAnswer] = mapped_column(choice_type(SexAnswer), info=PERSONAL)
    orientation: Mapped[OrientationAnswer] = mapped_column(choice_type(OrientationAnswer), info=PERSONAL)


class EqualityFigure(Record):
    """One answer that belongs to nobody any more: of whoever was here in these quarters, said so once.

    The nine answers of one form become nine rows with random numbers, so that nothing ties them together.
    """

    __tablename__ = "equality_figure"
    __table_args__ = (Index("ix_equality_figure_from_date", "from_date", "to_date"),)
    word = "equality figure"
    audited = False

    characteristic: Mapped[str] = mapped_column(String(40))
    answer: Mapped[str] = mapped_column(String(40))
    from_date: Mapped[date] = mapped_column(Date)
    to_date: Mapped[date] = mapped_column(Date)
