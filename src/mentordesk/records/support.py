"""Support of volunteers: who is there for whom, the talks, what was agreed, and notes for the line only.

What is said in confidence stands on a record of its own, which only the line sees: whoever held the talk,
whoever is there for the volunteer, and those who may see every line.
"""

from collections.abc import Callable
from datetime import date, timedelta

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    Select,
    String,
    Text,
    UniqueConstraint,
    func,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from mentordesk.kernel.choices import Choice
from mentordesk.kernel.permissions import Permission
from mentordesk.records.base import GUARDED, PERSONAL, Record
from mentordesk.records.concerns import Concern
from mentordesk.records.sessions import MentoringSession
from mentordesk.records.spells import Spell
from mentordesk.records.types import choice_type
from mentordesk.records.volunteers import Volunteer


class TalkKind(Choice):
    """What kind of talk it is."""

    ONE_TO_ONE = "one_to_one", "One to one"
    GROUP = "group", "Group"
    DEBRIEF = "debrief", "Debrief"


REGULAR = (TalkKind.ONE_TO_ONE, TalkKind.GROUP)
"""The talks from which the next one is counted; a debrief comes besides."""


DEBRIEF_DAYS = 56
"""For how many days after a session with a concern a debrief is still offered."""


class TalkStatus(Choice):
    """What became of a talk."""

    PLANNED = "planned", "Planned"
    HELD = "held", "Held"
    DECLINED = "declined", "Offered, not wanted"


class Wellbeing(Choice):
    """How somebody says they are."""

    WELL = "well", "Well"
    STRAINED = "strained", "Tired or under strain"
    STRUGGLING = "struggling", "Struggling"


class SupportLine(Record):
    """Who is there for a volunteer."""

    __tablename__ = "support_line"
    __table_args__ = (UniqueConstraint("volunteer_id"), Index("ix_support_line_person_id", "person_id"))
    word = "person who supports a volunteer"

    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteer.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class SupportTalk(Record):
    """One talk with one volunteer; talks of a group that were held together share a token."""

    __tablename__ = "support_talk"
    __table_args__ = (
        CheckConstraint("minutes BETWEEN 1 AND 1440", name="minutes"),
        Index("ix_support_talk_volunteer_id", "volunteer_id", "status", "talk_date", "id"),
        Index("ix_support_talk_talk_date", "talk_date", "id"),
        Index("ix_support_talk_session_id", "session_id"),
    )
    word = "support talk"

    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteer.id"))
    kind: Mapped[TalkKind] = mapped_column(choice_type(TalkKind))
    status: Mapped[TalkStatus] = mapped_column(choice_type(TalkStatus))
    talk_date: Mapped[date]
    minutes: Mapped[int | None]
    topic: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    """What it was about, in words that whoever sees volunteers may read."""
    group_token: Mapped[str] = mapped_column(String(32), default="")
    session_id: Mapped[int | None] = mapped_column(ForeignKey("session.id"))
    """The session after which a debrief was offered."""
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """Who held it, or is to."""

    actions: Mapped[list["SupportAction"]] = relationship(
        order_by="SupportAction.position", cascade="all, delete-orphan"
    )


class SupportNote(Record):
    """What was said in confidence at a talk, and how the volunteer is; for the line only."""

    __tablename__ = "support_note"
    __table_args__ = (UniqueConstraint("talk_id"),)
    word = "confidential note of support"
    private = Permission.SUPPORT_NOTE
    every_line = Permission.SUPPORT_ALL

    talk_id: Mapped[int] = mapped_column(ForeignKey("support_talk.id"))
    note: Mapped[str] = mapped_column(Text, default="", info=GUARDED)
    wellbeing: Mapped[Wellbeing | None] = mapped_column(choice_type(Wellbeing), info=GUARDED)
    wellbeing_note: Mapped[str] = mapped_column(Text, default="", info=GUARDED)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    def line(self, session: Session) -> frozenset[int]:
        """Return who is in its line: who wrote it, who held the talk, who is there for the volunteer."""
        talk = session.get(SupportTalk, self.talk_id)
        people = {self.author_id, *(line_of(session, talk) if talk else ())}
        return frozenset(each for each in people if each is not None)


class SupportAction(Record):
    """Something that was agreed at a talk: what, by whom, by when; it reminds until it is done."""

    __tablename__ = "support_action"
    __table_args__ = (
        Index("ix_support_action_talk_id", "talk_id", "position"),
        Index("ix_support_action_due_date", "done_date", "due_date", "id"),
    )
    word = "agreed action"
    called_by = ("wording",)

    talk_id: Mapped[int] = mapped_column(ForeignKey("support_talk.id"))
    position: Mapped[int]
    wording: Mapped[str] = mapped_column(Text, info=PERSONAL)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """Who does it; nobody who signs in when the volunteer does."""
    due_date: Mapped[date]
    done_date: Mapped[date | None]


def line_of(session: Session, talk: SupportTalk) -> frozenset[int]:
    """Return who held a talk or is there for its volunteer."""
    named = select(SupportLine.person_id).where(SupportLine.volunteer_id == talk.volunteer_id)
    people = {talk.person_id, session.scalar(named)}
    return frozenset(each for each in people if each is not None)


def sees_note(
    session: Session,
    talk: SupportTalk,
    note: SupportNote | None,
    person_id: int | None,
    holds: Callable[[Permission], bool],
) -> bool:
    """Return whether somebody may read and write what was said in confidence at a talk."""
    if not holds(Permission.SUPPORT_NOTE):
        return False
    people = note.line(session) if note is not None else line_of(session, talk)
    return holds(Permission.SUPPORT_ALL) or person_id in people


def debriefs_to_offer(today: date) -> Select[int, date, int | None]:
    """Return the sessions with a concern for which nobody has written down a debrief: number, day, mentor."""
    offered = select(SupportTalk.id).where(
        SupportTalk.session_id == MentoringSession.id,
        SupportTalk.volunteer_id == MentoringSession.volunteer_id,
    )
    return (
        select(MentoringSession.id, MentoringSession.session_date, MentoringSession.volunteer_id)
        .join(Concern, Concern.session_id == MentoringSession.id)
        .join(Volunteer, Volunteer.id == MentoringSession.volunteer_id)
        .where(MentoringSession.session_date >= today - timedelta(days=DEBRIEF_DAYS), ~offered.exists())
        .distinct()
    )


def counted_from() -> ColumnElement[date]:
    """Return the day from which the next talk of each volunteer is counted.

    It is the last regular talk that was held, else the first day of the newest service, else the day when
    they came to their stage.
    """
    held = select(func.max(SupportTalk.talk_date)).where(
        SupportTalk.volunteer_id == Volunteer.id,
        SupportTalk.status == TalkStatus.HELD,
        SupportTalk.kind.in_(REGULAR),
    )
    began = select(func.max(Spell.start_date)).where(Spell.volunteer_id == Volunteer.id)
    return func.coalesce(
        held.correlate(Volunteer).scalar_subquery(),
        began.correlate(Volunteer).scalar_subquery(),
        Volunteer.stage_date,
    )
