"""The way of a volunteer: the stages from the enquiry to the end, and every step somebody took on it."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ForeignKey, Index, String, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from mentordesk.kernel.choices import Choice
from mentordesk.records.base import PERSONAL, Record
from mentordesk.records.matches import KNOWING, Match
from mentordesk.records.types import choice_type
from mentordesk.records.volunteers import Volunteer


class StageKind(Choice):
    """What a stage means, whatever the charity calls it."""

    ENQUIRY = "enquiry", "Has asked"
    APPLYING = "applying", "Being taken on"
    READY = "ready", "Ready for a match"
    MATCHED = "matched", "Matched"
    PAUSED = "paused", "Paused"
    LEFT = "left", "Left"
    REFUSED = "refused", "Not taken on"


SERVING = (StageKind.READY, StageKind.MATCHED)
"""Whose service counts; those who paused or left had been one of these before."""

GONE = (StageKind.LEFT, StageKind.REFUSED)
"""Who is no longer with the charity, and whose time to be forgotten runs."""


class Stage(Record):
    """One stage; `days` is how long somebody should stand in it, none where it does not matter."""

    __tablename__ = "volunteer_stage"
    __table_args__ = (Index("ix_volunteer_stage_position", "position", "id"),)
    word = "stage"
    called_by = ("name",)

    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(60))
    kind: Mapped[StageKind] = mapped_column(choice_type(StageKind))
    days: Mapped[int | None]


class StageChange(Record):
    """One step of a volunteer: to which stage, on which day, why, and who decided."""

    __tablename__ = "stage_change"
    __table_args__ = (Index("ix_stage_change_volunteer_id", "volunteer_id", "change_date", "id"),)
    word = "step of a volunteer"

    volunteer_id: Mapped[int] = mapped_column(ForeignKey("volunteer.id"))
    stage_id: Mapped[int | None] = mapped_column(ForeignKey("volunteer_stage.id"))
    change_date: Mapped[date]
    reason: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


def first_stage(session: Session, *kinds: StageKind) -> Stage:
    """Return the first stage that means one of some things."""
    found = select(Stage).where(Stage.kind.in_(kinds)).order_by(Stage.position, Stage.id)
    return session.scalars(found.limit(1)).one()


def stage_of(session: Session, volunteer: Volunteer) -> Stage:
    """Return the stage where a volunteer stands."""
    found = session.get(Stage, volunteer.stage_id) if volunteer.stage_id else None
    return found or first_stage(session, StageKind.ENQUIRY)


def enter(volunteer: Volunteer, stage: Stage, day: date, reason: str, person_id: int | None) -> StageChange:
    """Bring a volunteer to a stage and return the step; whoever paused or went does not mentor."""
    volunteer.stage_id, volunteer.stage_date = stage.id, day
    volunteer.active = stage.kind not in {StageKind.PAUSED, *GONE}
    return StageChange(
        volunteer_id=volunteer.id, stage_id=stage.id, change_date=day, reason=reason, person_id=person_id
    )


def follow_matches(session: Session, numbers: Iterable[int], day: date, person_id: int | None) -> None:
    """Move volunteers between ready and matched, as their matches were begun or ended."""
    session.flush()
    for number in numbers:
        volunteer = session.get(Volunteer, number)
        if volunteer is None:
            continue
        stands = stage_of(session, volunteer).kind
        known = select(Match.id).where(Match.volunteer_id == number, Match.status.in_(KNOWING)).limit(1)
        fits = StageKind.MATCHED if session.scalar(known) else StageKind.READY
        if stands in SERVING and stands is not fits:
            step = enter(volunteer, first_stage(session, fits), max(day, volunteer.stage_date), "", person_id)
            session.add(step)
