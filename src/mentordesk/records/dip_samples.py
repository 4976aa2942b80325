"""Dip samples: cases drawn by chance, a checklist answered for each, and what must be put right."""

from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    Select,
    String,
    Text,
    UniqueConstraint,
    and_,
    exists,
    not_,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentordesk.kernel.choices import Choice
from mentordesk.kernel.dates import Period
from mentordesk.kernel.permissions import Permission
from mentordesk.records.base import PERSONAL, Record
from mentordesk.records.mentees import Episode, Mentee
from mentordesk.records.people import Person
from mentordesk.records.types import Instant, choice_type


class CaseKind(Choice):
    """Which cases of a period a sample is drawn from."""

    ALL = "all", "All cases"
    ACTIVE = "active", "Active at the end"
    CLOSED = "closed", "Closed in the period"


class DipWord(Choice):
    """How one question of the checklist is answered for one case."""

    YES = "yes", "Yes"
    PARTLY = "partly", "Partly"
    NO = "no", "No"
    NOT_APPLICABLE = "not_applicable", "Does not apply"


class DipChecklist(Record):
    """The questions that the next sample is drawn with: one row, once a manager has changed them."""

    __tablename__ = "dip_checklist"
    word = "checklist of dip samples"

    questions: Mapped[list["DipChecklistQuestion"]] = relationship(
        order_by="DipChecklistQuestion.position", cascade="all, delete-orphan"
    )


class DipChecklistQuestion(Record):
    """One question of the checklist."""

    __tablename__ = "dip_checklist_question"
    __table_args__ = (Index("ix_dip_checklist_question_checklist_id", "checklist_id", "position"),)
    word = "question of the checklist"
    called_by = ("wording",)

    checklist_id: Mapped[int] = mapped_column(ForeignKey("dip_checklist.id"))
    position: Mapped[int]
    wording: Mapped[str] = mapped_column(String(300))


class DipSample(Record):
    """Cases of a period, drawn by chance; `seed` and `frame` let a second person draw them again."""

    __tablename__ = "dip_sample"
    __table_args__ = (
        CheckConstraint("last_date >= first_date", name="dates"),
        CheckConstraint("wanted >= 1 AND whole >= 1", name="sizes"),
        Index("ix_dip_sample_drawn_at", "drawn_at", "id"),
    )
    word = "dip sample"

    first_date: Mapped[date] = mapped_column(Date)
    last_date: Mapped[date] = mapped_column(Date)
    kinds: Mapped[CaseKind] = mapped_column(choice_type(CaseKind))
    wanted: Mapped[int]
    """How many cases were asked for; all are drawn when there are fewer."""
    whole: Mapped[int]
    """How many cases the period had when the sample was drawn."""
    frame: Mapped[str] = mapped_column(Text)
    """The references of the whole, in order, with a space between them."""
    seed: Mapped[int]
    drawn_at: Mapped[datetime] = mapped_column(Instant)
    drawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    concluded_at: Mapped[datetime | None] = mapped_column(Instant)
    concluded_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    conclusion: Mapped[str] = mapped_column(Text, default="")

    questions: Mapped[list["DipQuestion"]] = relationship(
        order_by="DipQuestion.position", cascade="all, delete-orphan"
    )
    cases: Mapped[list["DipCase"]] = relationship(order_by="DipCase.place", cascade="all, delete-orphan")


class DipQuestion(Record):
    """One question as a sample was drawn with it."""

    __tablename__ = "dip_question"
    __table_args__ = (UniqueConstraint("sample_id", "position"),)
    word = "question of a dip sample"
    called_by = ("wording",)

    sample_id: Mapped[int] = mapped_column(ForeignKey("dip_sample.id"))
    position: Mapped[int]
    wording: Mapped[str] = mapped_column(String(300))


class DipCase(Record):
    """A mentee whose case was drawn; `place` is its place in the draw."""

    __tablename__ = "dip_case"
    __table_args__ = (
        UniqueConstraint("sample_id", "place"),
        Index("ix_dip_case_mentee_id", "mentee_id", "sample_id"),
    )
    word = "case of a dip sample"
    private = Permission.DIP_VIEW

    sample_id: Mapped[int] = mapped_column(ForeignKey("dip_sample.id"))
    mentee_id: Mapped[int] = mapped_column(ForeignKey("mentee.id"))
    place: Mapped[int]
    checked_at: Mapped[datetime | None] = mapped_column(Instant)
    checked_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    mentee: Mapped[Mentee] = relationship()
    answers: Mapped[list["DipAnswer"]] = relationship(
        order_by="DipAnswer.position", cascade="all, delete-orphan"
    )
    findings: Mapped[list["DipFinding"]] = relationship(
        order_by="DipFinding.id", cascade="all, delete-orphan"
    )


class DipAnswer(Record):
    """The answer to one question for one case; `position` is the question's in the sample."""

    __tablename__ = "dip_answer"
    __table_args__ = (UniqueConstraint("case_id", "position"),)
    word = "answer of a dip sample"
    private = Permission.DIP_VIEW

    case_id: Mapped[int] = mapped_column(ForeignKey("dip_case.id"))
    position: Mapped[int]
    answer: Mapped[DipWord] = mapped_column(choice_type(DipWord))
    note: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)


class DipFinding(Record):
    """What must be put right in a case, by whom and by when, and what the re-check found."""

    __tablename__ = "dip_finding"
    __table_args__ = (
        CheckConstraint("put_right IS NULL OR rechecked_date IS NOT NULL", name="rechecked"),
        Index("ix_dip_finding_case_id", "case_id"),
        Index("ix_dip_finding_due_date", "put_right", "due_date"),
    )
    word = "finding of a dip sample"
    called_by = ("what",)
    private = Permission.DIP_VIEW

    case_id: Mapped[int] = mapped_column(ForeignKey("dip_case.id"))
    what: Mapped[str] = mapped_column(Text, info=PERSONAL)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """Who puts it right."""
    due_date: Mapped[date] = mapped_column(Date)
    rechecked_date: Mapped[date | None] = mapped_column(Date)
    put_right: Mapped[bool | None]
    recheck_note: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)

    owner: Mapped[Person | None] = relationship()


def cases_of(period: Period, kinds: CaseKind) -> Select[int, str]:
    """Return the numbers and references of a period's cases: people with a time with us that meets it."""
    own = Episode.mentee_id == Mentee.id
    begun = Episode.start_date <= period.last
    still = exists().where(own, begun, or_(Episode.exit_date.is_(None), Episode.exit_date > period.last))
    ended = exists().where(own, begun, Episode.exit_date.between(period.first, period.last))
    wanted = {
        CaseKind.ALL: or_(still, ended),
        CaseKind.ACTIVE: still,
        CaseKind.CLOSED: and_(ended, not_(still)),
    }
    found = select(Mentee.id, Mentee.reference).where(Mentee.merged_into_id.is_(None), wanted[kinds])
    return found.order_by(Mentee.reference)
