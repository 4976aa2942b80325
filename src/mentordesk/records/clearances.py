"""What is checked before somebody mentors: references, the talk, DBS, prisons, papers they sign. DOMAIN §4.3.

A DBS certificate has no expiry date, so none is kept: only when it is to be reviewed. What stands on a
certificate is never kept, only what was weighed and decided.
"""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentordesk.kernel.choices import Choice
from mentordesk.records.base import GUARDED, OTHERS, PERSONAL, Record
from mentordesk.records.types import choice_type
from mentordesk.records.volunteers import DbsDecision


class DbsLevel(Choice):
    """How much a DBS check looks at."""

    BASIC = "basic", "Basic"
    STANDARD = "standard", "Standard"
    ENHANCED = "enhanced", "Enhanced"
    ENHANCED_BARRED = "enhanced_barred", "Enhanced with barred list"


class Workforce(Choice):
    """For which work a DBS check was asked."""

    ADULT = "adult", "Adult"
    CHILD = "child", "Child"
    BOTH = "both", "Adult and child"
    OTHER = "other", "Other"


class TalkDecision(Choice):
    """What was decided after an interview."""

    GO_ON = "go_on", "Go on"
    AGAIN = "again", "Talk again"
    NOT_TAKEN = "not_taken", "Do not take on"


class VolunteerSettings(Record):
    """How often checks and support fall due: one row."""

    __tablename__ = "volunteer_settings"
    __table_args__ = (
        CheckConstraint("dbs_months >= 1 AND references_needed BETWEEN 0 AND 9", name="checks"),
        CheckConstraint("support_weeks >= 1 AND support_late_weeks >= support_weeks", name="support"),
        CheckConstraint("hour_pence >= 0 AND plan_months >= 1", name="rest"),
    )
    word = "settings of volunteers"

    dbs_months: Mapped[int] = mapped_column(default=36)
    """Months after which a DBS check is reviewed."""
    references_needed: Mapped[int] = mapped_column(default=2)
    support_weeks: Mapped[int] = mapped_column(default=6)
    """Weeks between two talks of support."""
    support_late_weeks: Mapped[int] = mapped_column(default=8)
    hour_pence: Mapped[int] = mapped_column(default=0)
    """What an hour of volunteering counts for as match funding; 0 while no rate was set."""
    plan_months: Mapped[int] = mapped_column(default=6)
    """Months between two reviews of a personal development plan."""


class VolunteerReference(Record):
    """What somebody says who knows a volunteer and is not related to them."""

    __tablename__ = "volunteer_reference"
    __table_args__ = (Index("ix_volunteer_reference_volunteer_id", "volunteer_id", "id"),)
    word = "reference"

    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteer.id"))
    referee: Mapped[str] = mapped_column(String(200), info=OTHERS)
    relation: Mapped[str] = mapped_column(String(200), default="", info=OTHERS)
    reach: Mapped[str] = mapped_column(String(300), default="", info=OTHERS)
    relative: Mapped[bool] = mapped_column(default=False)
    asked_date: Mapped[date | None]
    chased_date: Mapped[date | None]
    received_date: Mapped[date | None]
    satisfactory: Mapped[bool | None]
    note: Mapped[str] = mapped_column(Text, default="", info={**OTHERS, **GUARDED})


class Interview(Record):
    """A talk with an applicant, with scored questions."""

    __tablename__ = "volunteer_interview"
    __table_args__ = (Index("ix_volunteer_interview_volunteer_id", "volunteer_id", "id"),)
    word = "interview"

    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteer.id"))
    interview_date: Mapped[date]
    held_by: Mapped[str] = mapped_column(String(200), default="", info=OTHERS)
    decision: Mapped[TalkDecision | None] = mapped_column(choice_type(TalkDecision), info=PERSONAL)
    note: Mapped[str] = mapped_column(Text, default="", info=GUARDED)

    scores: Mapped[list["InterviewScore"]] = relationship(
        order_by="InterviewScore.position", cascade="all, delete-orphan"
    )


class InterviewScore(Record):
    """One answer in an interview, from 0 to 5; none while it was not scored."""

    __tablename__ = "interview_score"
    __table_args__ = (
        CheckConstraint("score IS NULL OR score BETWEEN 0 AND 5", name="score"),
        Index("ix_interview_score_interview_id", "interview_id", "position"),
    )
    word = "answer of an interview"

    interview_id: Mapped[int] = mapped_column(ForeignKey("volunteer_interview.id"))
    position: Mapped[int]
    question: Mapped[str] = mapped_column(String(300))
    score: Mapped[int | None] = mapped_column(info=PERSONAL)
    note: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)


class InterviewQuestion(Record):
    """A question that every applicant is asked; charities edit the list."""

    __tablename__ = "interview_question"
    word = "question"
    called_by = ("wording",)

    position: Mapped[int]
    wording: Mapped[str] = mapped_column(String(300))


class DbsCheck(Record):
    """A DBS check: its number and dates, who saw it, what was decided; never what stands on it."""

    __tablename__ = "dbs_check"
    __table_args__ = (Index("ix_dbs_check_volunteer_id", "volunteer_id", "id"),)
    word = "DBS check"

    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteer.id"))
    level: Mapped[DbsLevel | None] = mapped_column(choice_type(DbsLevel), info=PERSONAL)
    workforce: Mapped[Workforce | None] = mapped_column(choice_type(Workforce), info=PERSONAL)
    number: Mapped[str] = mapped_column(String(20), default="", info=PERSONAL)
    issue_date: Mapped[date | None] = mapped_column(info=PERSONAL)
    seen_by: Mapped[str] = mapped_column(String(200), default="", info=OTHERS)
    update_service: Mapped[bool] = mapped_column(default=False)
    update_checked_date: Mapped[date | None]
    decision: Mapped[DbsDecision | None] = mapped_column(
        choice_type(DbsDecision, "check_decision"), info=PERSONAL
    )
    decision_date: Mapped[date | None] = mapped_column(info=PERSONAL)
    decided_by: Mapped[str] = mapped_column(String(200), default="", info=OTHERS)
    disclosure: Mapped[bool] = mapped_column(default=False, info=GUARDED)
    """Whether something was disclosed, so that a risk assessment was made."""
    assessment: Mapped[str] = mapped_column(Text, default="", info=GUARDED)
    """What was weighed and decided, without the offences."""
    assessment_review_date: Mapped[date | None] = mapped_column(info=GUARDED)
    review_date: Mapped[date | None]


class PrisonClearance(Record):
    """That somebody may work in one prison: vetting, the key talk, the pass, until when."""

    __tablename__ = "prison_clearance"
    __table_args__ = (Index("ix_prison_clearance_volunteer_id", "volunteer_id", "id"),)
    word = "prison clearance"

    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteer.id"))
    establishment: Mapped[str] = mapped_column(String(200))
    establishment_key: Mapped[str] = mapped_column(String(600))
    vetting: Mapped[str] = mapped_column(String(200), default="", info=PERSONAL)
    granted_date: Mapped[date | None]
    key_talk_date: Mapped[date | None]
    pass_number: Mapped[str] = mapped_column(String(60), default="", info=PERSONAL)
    to_date: Mapped[date | None]
    withdrawn_date: Mapped[date | None]
    note: Mapped[str] = mapped_column(Text, default="", info=GUARDED)

    def in_force(self, day: date) -> bool:
        """Return whether somebody may work there on a day."""
        if self.granted_date is None or self.granted_date > day:
            return False
        ended = [each for each in (self.to_date, self.withdrawn_date) if each is not None]
        return all(day <= each for each in ended)


class VolunteerPaper(Record):
    """A paper that volunteers sign, in one edition: an agreement, a code of conduct."""

    __tablename__ = "volunteer_paper"
    word = "paper"
    called_by = ("title",)

    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
    edition: Mapped[str] = mapped_column(String(60), default="")
    in_use: Mapped[bool] = mapped_column(default=True)


class SignedPaper(Record):
    """That a volunteer signed a paper, as it was called then."""

    __tablename__ = "signed_paper"
    __table_args__ = (Index("ix_signed_paper_volunteer_id", "volunteer_id", "id"),)
    word = "signed paper"

    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteer.id"))
    title: Mapped[str] = mapped_column(String(270))
    signed_date: Mapped[date]
