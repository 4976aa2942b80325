"""Training of volunteers: the catalogue, what is required, events with their register, and what was done."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    and_,
    func,
    select,
)
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column, relationship

from mentordesk.kernel.choices import Choice
from mentordesk.kernel.formats import long_date
from mentordesk.records.base import PERSONAL, Record
from mentordesk.records.pipeline import GONE, Stage
from mentordesk.records.types import Instant, choice_type
from mentordesk.records.volunteers import Volunteer

LADDER = (60, 30, 7)
"""How many days before a training runs out somebody is told, and told again."""


class TrainingMark(Choice):
    """How somebody stands in the register of a training event."""

    BOOKED = "booked", "Booked"
    ATTENDED = "attended", "Attended"
    ABSENT = "absent", "Did not come"
    CANCELLED = "cancelled", "Cancelled"


class NeedSource(Choice):
    """Where a need for training was noticed."""

    SUPERVISION = "supervision", "In supervision"
    ASKED = "asked", "They asked for it"
    SEEN = "seen", "Seen at work"
    CONCERN = "concern", "After a concern"


class VolunteerRole(Record):
    """Something that volunteers do here, for which other training may be required."""

    __tablename__ = "volunteer_role"
    word = "role of volunteers"
    called_by = ("name",)

    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(100))


class RoleHolding(Record):
    """A role that a volunteer has or is to have."""

    __tablename__ = "role_holding"
    __table_args__ = (
        UniqueConstraint("volunteer_id", "role_id"),
        Index("ix_role_holding_role_id", "role_id"),
    )
    word = "role of a volunteer"

    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteer.id"))
    role_id: Mapped[int] = mapped_column(ForeignKey("volunteer_role.id"))


class TrainingCourse(Record):
    """One training of the catalogue; one that is no longer offered stays for those who did it."""

    __tablename__ = "training_course"
    __table_args__ = (
        CheckConstraint("cost_pence >= 0", name="cost"),
        CheckConstraint("validity_months > 0", name="validity"),
        Index("ix_training_course_title_key", "title_key", "id"),
    )
    word = "training"
    called_by = ("title",)

    title: Mapped[str] = mapped_column(String(200))
    title_key: Mapped[str] = mapped_column(String(600))
    provider: Mapped[str] = mapped_column(String(200), default="")
    cost_pence: Mapped[int] = mapped_column(default=0)
    accredited: Mapped[bool] = mapped_column(default=False)
    validity_months: Mapped[int | None]
    """For how long it counts; none for always."""
    covers: Mapped[str] = mapped_column(Text, default="")
    offered: Mapped[bool] = mapped_column(default=True)

    requirements: Mapped[list["TrainingRequirement"]] = relationship(cascade="all, delete-orphan")


class TrainingRequirement(Record):
    """A training that everybody must have done, or everybody in one role."""

    __tablename__ = "training_requirement"
    __table_args__ = (Index("uq_training_requirement_course_id", "course_id", "role_id", unique=True),)
    word = "required training"

    course_id: Mapped[int] = mapped_column(ForeignKey("training_course.id"))
    role_id: Mapped[int | None] = mapped_column(ForeignKey("volunteer_role.id"))


class TrainingEvent(Record):
    """A day on which a training was or is given; a volunteer may be the trainer."""

    __tablename__ = "training_event"
    __table_args__ = (
        CheckConstraint("minutes > 0", name="minutes"),
        CheckConstraint("places > 0", name="places"),
        Index("ix_training_event_event_date", "event_date", "id"),
        Index("ix_training_event_course_id", "course_id"),
        Index("ix_training_event_trainer_id", "trainer_id"),
    )
    word = "training event"

    course_id: Mapped[int] = mapped_column(ForeignKey("training_course.id"))
    event_date: Mapped[date]
    place: Mapped[str] = mapped_column(String(200), default="")
    trainer: Mapped[str] = mapped_column(String(200), default="", info=PERSONAL)
    trainer_id: Mapped[int | None] = mapped_column(ForeignKey("volunteer.id"))
    minutes: Mapped[int | None]
    places: Mapped[int | None]
    note: Mapped[str] = mapped_column(Text, default="")

    register: Mapped[list["TrainingPlace"]] = relationship(
        order_by="TrainingPlace.id", cascade="all, delete-orphan"
    )


class TrainingPlace(Record):
    """One line of the register of an event: a volunteer and how they stand."""

    __tablename__ = "training_place"
    __table_args__ = (
        UniqueConstraint("volunteer_id", "event_id"),
        Index("ix_training_place_event_id", "event_id"),
    )
    word = "place at a training event"

    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteer.id"))
    event_id: Mapped[int] = mapped_column(ForeignKey("training_event.id"))
    mark: Mapped[TrainingMark] = mapped_column(choice_type(TrainingMark), default=TrainingMark.BOOKED)


class TrainingDone(Record):
    """A training that a volunteer did, at an event of ours or elsewhere, and until when it counts."""

    __tablename__ = "training_done"
    __table_args__ = (
        CheckConstraint("expiry_date > done_date", name="dates"),
        Index("ix_training_done_volunteer_id", "volunteer_id", "course_id", "done_date"),
        Index("ix_training_done_course_id", "course_id"),
        Index("ix_training_done_event_id", "event_id"),
        Index("ix_training_done_expiry_date", "expiry_date", "id"),
    )
    word = "training of a volunteer"

    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteer.id"))
    course_id: Mapped[int] = mapped_column(ForeignKey("training_course.id"))
    event_id: Mapped[int | None] = mapped_column(ForeignKey("training_event.id"))
    done_date: Mapped[date]
    expiry_date: Mapped[date | None]
    """The first day on which it no longer counts; none when it always does."""
    certificate_number: Mapped[str] = mapped_column(String(100), default="", info=PERSONAL)
    note: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    can_train: Mapped[bool] = mapped_column(default=False)
    """Whether they could train others in it."""

    @classmethod
    def newest(cls) -> ColumnElement[bool]:
        """Return the condition that nobody did the same training again, to count for longer."""
        later = aliased(cls)
        ends, later_ends = (func.coalesce(each.expiry_date, date.max) for each in (cls, later))
        after = (later_ends > ends) | ((later_ends == ends) & (later.id > cls.id))
        again = select(later.id).where(
            later.volunteer_id == cls.volunteer_id, later.course_id == cls.course_id, after
        )
        return ~again.correlate(cls).exists()

    @classmethod
    def of_somebody_here(cls) -> ColumnElement[bool]:
        """Return the condition that whoever did it has not left."""
        gone = (
            select(Volunteer.id)
            .join(Stage, Volunteer.stage_id == Stage.id)
            .where(Stage.kind.in_(GONE), Volunteer.id == cls.volunteer_id)
        )
        return ~gone.correlate(cls).exists()

    @classmethod
    def runs_out(cls, day: date) -> ColumnElement[bool]:
        """Return the condition that somebody here must renew it: run out, or within 60 days of a day."""
        soon = cls.expiry_date <= day + timedelta(days=LADDER[0])
        return and_(soon, cls.newest(), cls.of_somebody_here())


class TrainingCertificate(Record):
    """A certificate as a file; its content is read only when it is asked for."""

    __tablename__ = "training_certificate"
    __table_args__ = (
        CheckConstraint("size > 0", name="size"),
        Index("ix_training_certificate_done_id", "done_id", "id"),
    )
    word = "certificate"
    called_by = ("name",)

    done_id: Mapped[int] = mapped_column(ForeignKey("training_done.id"))
    name: Mapped[str] = mapped_column(String(200), info=PERSONAL)
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True, info=PERSONAL)
    added_at: Mapped[datetime] = mapped_column(Instant)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class TrainingNeed(Record):
    """Something that a volunteer should learn, noticed in supervision or asked for, until it is met."""

    __tablename__ = "training_need"
    __table_args__ = (
        Index("ix_training_need_volunteer_id", "volunteer_id", "met_date", "noted_date"),
        Index("ix_training_need_course_id", "course_id"),
    )
    word = "need for training"
    called_by = ("wording",)

    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteer.id"))
    wording: Mapped[str] = mapped_column(String(300), info=PERSONAL)
    source: Mapped[NeedSource] = mapped_column(choice_type(NeedSource))
    noted_date: Mapped[date]
    course_id: Mapped[int | None] = mapped_column(ForeignKey("training_course.id"))
    met_date: Mapped[date | None]


class TrainingOffer(Record):
    """A free place that a partner agency offers to our volunteers."""

    __tablename__ = "training_offer"
    __table_args__ = (
        CheckConstraint("until_date IS NULL OR from_date IS NULL OR until_date >= from_date", name="dates"),
        CheckConstraint("places > 0", name="places"),
        Index("ix_training_offer_until_date", "until_date", "id"),
        Index("ix_training_offer_course_id", "course_id"),
    )
    word = "offer of training"
    called_by = ("title",)

    partner: Mapped[str] = mapped_column(String(200))
    title: Mapped[str] = mapped_column(String(200))
    course_id: Mapped[int | None] = mapped_column(ForeignKey("training_course.id"))
    from_date: Mapped[date | None]
    until_date: Mapped[date | None]
    places: Mapped[int | None]
    booking: Mapped[str] = mapped_column(Text, default="")
    """How a place is booked."""


@dataclass(frozen=True)
class Held:
    """A training that somebody did: when, and the first day on which it no longer counts."""

    course_id: int
    done_date: date
    expiry_date: date | None = None

    def counts_on(self, day: date) -> bool:
        """Return whether it was done by a day and still counts on it."""
        return self.done_date <= day and (self.expiry_date is None or day < self.expiry_date)


@dataclass(frozen=True)
class Required:
    """A training that must have been done."""

    course_id: int
    title: str


@dataclass(frozen=True)
class Lacking:
    """A required training that somebody has not done, or whose time is over since a day."""

    course_id: int
    title: str
    over_since: date | None = None

    @property
    def sentence(self) -> str:
        """What is missing, as a sentence: fit to stand among the reasons why somebody is not ready."""
        if self.over_since is None:
            return f"Required training not done yet: {self.title}."
        since = long_date(self.over_since)
        return f"Required training to be done again: {self.title}, out of date since {since}."


def lacking(required: Iterable[Required], held: Iterable[Held], today: date) -> tuple[Lacking, ...]:
    """Return which required training somebody lacks on a day, in the order of what is required."""
    done: dict[int, list[Held]] = defaultdict(list)
    for each in held:
        done[each.course_id].append(each)
    found = []
    for one in required:
        mine = [each for each in done[one.course_id] if each.done_date <= today]
        if not any(each.counts_on(today) for each in mine):
            ends = [each.expiry_date for each in mine if each.expiry_date is not None]
            found.append(Lacking(one.course_id, one.title, max(ends, default=None)))
    return tuple(found)


def required_of(session: Session, numbers: Collection[int]) -> dict[int, tuple[Required, ...]]:
    """Return what is required of each of some volunteers: of everybody, and in the roles they have."""
    found = (
        select(TrainingRequirement.role_id, TrainingCourse.id, TrainingCourse.title)
        .join(TrainingCourse, TrainingRequirement.course_id == TrainingCourse.id)
        .order_by(TrainingCourse.title_key, TrainingCourse.id)
    )
    asked = [(role_id, Required(number, title)) for role_id, number, title in session.execute(found)]
    roles: dict[int, set[int | None]] = {number: {None} for number in numbers}
    if any(role_id is not None for role_id, _ in asked):
        held = select(RoleHolding.volunteer_id, RoleHolding.role_id)
        for number, role_id in session.execute(held.where(RoleHolding.volunteer_id.in_(numbers))):
            roles[number].add(role_id)
    return {
        number: tuple(dict.fromkeys(each for role_id, each in asked if role_id in mine))
        for number, mine in roles.items()
    }


def lacking_of(session: Session, numbers: Collection[int], today: date) -> Mapping[int, tuple[Lacking, ...]]:
    """Return the required training that each of some volunteers lacks on a day; those who lack none too."""
    required = required_of(session, numbers)
    if not any(required.values()):
        return dict.fromkeys(numbers, ())
    held: dict[int, list[Held]] = defaultdict(list)
    done = select(
        TrainingDone.volunteer_id, TrainingDone.course_id, TrainingDone.done_date, TrainingDone.expiry_date
    )
    for number, course, day, ends in session.execute(done.where(TrainingDone.volunteer_id.in_(numbers))):
        held[number].append(Held(course, day, ends))
    return {number: lacking(required[number], held[number], today) for number in numbers}
