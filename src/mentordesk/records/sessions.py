"""Sessions, planned or held, who was to come to each, and what was done there with whom. DOMAIN §12.

What is said of a person stands on their attendance, so that it goes when their file goes; the session itself
keeps only when, where, how and by whom.
"""

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String, Text, Time, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentordesk.kernel.choices import Choice
from mentordesk.kernel.permissions import Permission
from mentordesk.records.base import GUARDED, PERSONAL, Record
from mentordesk.records.goals import StepStatus
from mentordesk.records.types import Instant, choice_type


class SessionStatus(Choice):
    """What became of a session."""

    PLANNED = "planned", "Planned"
    HELD = "held", "Held"
    MISSED = "missed", "Missed"
    CANCELLED = "cancelled", "Cancelled"


class How(Choice):
    """How a session takes place."""

    IN_PERSON = "in_person", "In person"
    PRISON_VISIT = "prison_visit", "Prison visit"
    PHONE = "phone", "Phone"
    VIDEO = "video", "Video"
    TEXT = "text", "Text messages"
    LETTER = "letter", "Letter"
    GROUP = "group", "Group"


class Caller(Choice):
    """Who called a session off, or did not come."""

    MENTEE = "mentee", "The mentee"
    MENTOR = "mentor", "The mentor"
    CHARITY = "charity", "The charity"
    PRISON = "prison", "The prison"
    OTHER = "other", "Somebody else"


class ReasonClass(Choice):
    """How a reason counts. DOMAIN §12."""

    ACCEPTABLE = "acceptable", "Acceptable"
    UNACCEPTABLE = "unacceptable", "Unacceptable"
    LOGISTICS = "logistics", "Logistics"


class Presence(Choice):
    """Whether somebody was there."""

    EXPECTED = "expected", "Expected"
    ATTENDED = "attended", "Attended"
    ABSENT = "absent", "Did not come"
    CALLED_OFF = "called_off", "Called off"


class SessionReason(Record):
    """A reason why a session was not held; charities edit the list."""

    __tablename__ = "session_reason"
    __table_args__ = (UniqueConstraint("name"),)
    word = "reason"
    called_by = ("name",)

    name: Mapped[str] = mapped_column(String(120))
    reason_class: Mapped[ReasonClass] = mapped_column(choice_type(ReasonClass))
    position: Mapped[int]
    in_use: Mapped[bool] = mapped_column(default=True)


class NoteTemplate(Record):
    """Words to begin the notes of a session with."""

    __tablename__ = "note_template"
    __table_args__ = (UniqueConstraint("name"),)
    word = "template"
    called_by = ("name",)

    name: Mapped[str] = mapped_column(String(120))
    wording: Mapped[str] = mapped_column(Text)


class SessionSettings(Record):
    """After how many days what is asked or noticed about sessions: one row."""

    __tablename__ = "session_settings"
    __table_args__ = (
        CheckConstraint(
            "warn_days >= 1 AND act_days >= warn_days AND first_days >= 1 AND reason_days >= 0", name="days"
        ),
    )
    word = "settings of sessions"

    warn_days: Mapped[int] = mapped_column(default=14)
    """Days without a session after which a match is on the list of lapses."""
    act_days: Mapped[int] = mapped_column(default=28)
    """Days without a session after which somebody must act."""
    first_days: Mapped[int] = mapped_column(default=14)
    """Days from acceptance within which the first session is expected."""
    reason_days: Mapped[int] = mapped_column(default=30)
    """Days after which a session changes only with a reason."""


class SessionSeries(Record):
    """Sessions that were planned together by a rule of recurrence (RFC 5545, without its first date)."""

    __tablename__ = "session_series"
    word = "series"

    rule: Mapped[str] = mapped_column(String(300))
    first_date: Mapped[date] = mapped_column(Date)


class MentoringSession(Record):
    """One meeting of one or more mentees with the charity, planned or held.

    `start_time` is civil time in the United Kingdom; `later_hour` says that the second of two equal hours is
    meant, on the night when the clocks go back.
    """

    __tablename__ = "session"
    __table_args__ = (
        CheckConstraint("minutes BETWEEN 1 AND 1440", name="minutes"),
        CheckConstraint("miles_tenths >= 0 AND fares_pence >= 0 AND travel_minutes >= 0", name="travel"),
        Index("ix_session_session_date", "session_date", "id"),
        Index("ix_session_status", "status", "session_date", "id"),
        Index("ix_session_volunteer_id", "volunteer_id", "session_date", "id"),
        Index("ix_session_worker_id", "worker_id", "session_date", "id"),
        Index("ix_session_place_key", "place_key", "session_date", "id"),
        Index("ix_session_series_id", "series_id", "session_date"),
        Index("ix_session_replaces_id", "replaces_id"),
        Index("ix_session_reason_id", "reason_id"),
    )
    word = "session"

    status: Mapped[SessionStatus] = mapped_column(choice_type(SessionStatus), default=SessionStatus.PLANNED)
    session_date: Mapped[date] = mapped_column(Date)
    start_time: Mapped[time | None] = mapped_column(Time)
    later_hour: Mapped[bool] = mapped_column(default=False)
    minutes: Mapped[int | None]
    """How long it is to take, or took."""
    how: Mapped[How] = mapped_column(choice_type(How))
    place: Mapped[str] = mapped_column(String(300), default="", info=PERSONAL)
    place_key: Mapped[str] = mapped_column(String(300), default="", info=PERSONAL)
    volunteer_id: Mapped[int | None] = mapped_column(ForeignKey("volunteer.id"))
    worker_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """Who of the staff held it, or held it together with the mentor."""
    topic: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    """What a group did together."""
    caller: Mapped[Caller | None] = mapped_column(choice_type(Caller))
    reason_id: Mapped[int | None] = mapped_column(ForeignKey("session_reason.id"))
    reason_words: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("session.id"))
    """The session that did not take place, for which this one was planned."""
    series_id: Mapped[int | None] = mapped_column(ForeignKey("session_series.id"))
    journey: Mapped[str] = mapped_column(String(300), default="", info=PERSONAL)
    """From where to where the mentor travelled."""
    miles_tenths: Mapped[int | None]
    fares_pence: Mapped[int | None]
    travel_minutes: Mapped[int | None]
    unmatched_reason: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    """Why a mentor met somebody with whom they were not matched then."""
    recorded_at: Mapped[datetime | None] = mapped_column(Instant)
    """When it was first said what became of it; none while it is planned."""
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    attendances: Mapped[list["Attendance"]] = relationship(
        order_by="Attendance.id", cascade="all, delete-orphan", back_populates="session"
    )
    amendments: Mapped[list["SessionAmendment"]] = relationship(
        order_by="SessionAmendment.id", cascade="all, delete-orphan"
    )

    def move(self, day: date, start_time: time | None, *, later_hour: bool = False) -> None:
        """Take place at another time; attendances carry the day as well."""
        self.session_date, self.start_time, self.later_hour = day, start_time, later_hour
        for each in self.attendances:
            each.session_date = day


class Attendance(Record):
    """One mentee at one session, with everything that is said of them there.

    `session_date` repeats the day of the session, so that the last session of somebody is found by an index.
    """

    __tablename__ = "attendance"
    __table_args__ = (
        UniqueConstraint("session_id", "mentee_id"),
        CheckConstraint("late_minutes BETWEEN 1 AND 1440", name="late"),
        Index("ix_attendance_mentee_id", "mentee_id", "presence", "session_date"),
        Index("ix_attendance_match_id", "match_id", "presence", "session_date"),
        Index("ix_attendance_presence", "presence", "session_date", "mentee_id"),
        Index("ix_attendance_notify", "notify_officer", "notified_date"),
    )
    word = "attendance"

    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"))
    mentee_id: Mapped[int] = mapped_column(ForeignKey("mentee.id"))
    match_id: Mapped[int | None] = mapped_column(ForeignKey("match.id"))
    """The match in force between the mentee and the mentor on the day, if there was one."""
    session_date: Mapped[date] = mapped_column(Date)
    presence: Mapped[Presence] = mapped_column(choice_type(Presence), default=Presence.EXPECTED)
    late_minutes: Mapped[int | None]
    summary: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    response: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    strengths: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    next_plans: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    notify_officer: Mapped[bool] = mapped_column(default=False)
    notify_words: Mapped[str] = mapped_column(Text, default="", info=GUARDED)
    notified_date: Mapped[date | None] = mapped_column(Date)

    session: Mapped[MentoringSession] = relationship(back_populates="attendances")
    pathways: Mapped[list["AttendancePathway"]] = relationship(
        order_by="AttendancePathway.id", cascade="all, delete-orphan"
    )
    goals: Mapped[list["AttendanceGoal"]] = relationship(
        order_by="AttendanceGoal.id", cascade="all, delete-orphan"
    )
    steps: Mapped[list["AttendanceStep"]] = relationship(
        order_by="AttendanceStep.id", cascade="all, delete-orphan"
    )


class AttendancePathway(Record):
    """A pathway that was touched with somebody at a session."""

    __tablename__ = "attendance_pathway"
    __table_args__ = (
        UniqueConstraint("attendance_id", "pathway_id"),
        Index("ix_attendance_pathway_pathway_id", "pathway_id"),
    )
    word = "pathway of a session"

    attendance_id: Mapped[int] = mapped_column(ForeignKey("attendance.id"))
    pathway_id: Mapped[int] = mapped_column(ForeignKey("pathway.id"))


class AttendanceGoal(Record):
    """A goal that was worked on with somebody at a session."""

    __tablename__ = "attendance_goal"
    __table_args__ = (
        UniqueConstraint("attendance_id", "goal_id"),
        Index("ix_attendance_goal_goal_id", "goal_id"),
    )
    word = "goal of a session"

    attendance_id: Mapped[int] = mapped_column(ForeignKey("attendance.id"))
    goal_id: Mapped[int] = mapped_column(ForeignKey("goal.id"))


class AttendanceStep(Record):
    """A step of a goal that moved at a session, and to which status."""

    __tablename__ = "attendance_step"
    __table_args__ = (
        UniqueConstraint("attendance_id", "step_id"),
        Index("ix_attendance_step_step_id", "step_id"),
    )
    word = "step of a session"

    attendance_id: Mapped[int] = mapped_column(ForeignKey("attendance.id"))
    step_id: Mapped[int] = mapped_column(ForeignKey("goal_step.id"))
    status: Mapped[StepStatus] = mapped_column(choice_type(StepStatus))


class SupervisionNote(Record):
    """What is said about a session in supervision only, apart from its notes."""

    __tablename__ = "supervision_note"
    __table_args__ = (UniqueConstraint("attendance_id"),)
    word = "supervision note"
    private = Permission.SUPERVISION_NOTE

    attendance_id: Mapped[int] = mapped_column(ForeignKey("attendance.id"))
    wording: Mapped[str] = mapped_column(Text, info=GUARDED)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class SessionAmendment(Record):
    """Who changed a session after it was recorded, when and why."""

    __tablename__ = "session_amendment"
    __table_args__ = (Index("ix_session_amendment_session_id", "session_id", "id"),)
    word = "change of a session"

    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"))
    amended_at: Mapped[datetime] = mapped_column(Instant)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
