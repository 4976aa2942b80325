"""The board: every stage with those who have stood there longest, and how long each stage takes."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from mentordesk.features.volunteers.rules.pipeline import StageDraft, StagesDraft, stands_too_long
from mentordesk.features.volunteers.rules.stage_times import StageTime, Step, stage_times
from mentordesk.kernel.permissions import Permission
from mentordesk.records.pipeline import GONE, Stage, StageChange, StageKind
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.work import Reading, query

SHOWN = 50


@dataclass(frozen=True)
class BoardCard:
    """One volunteer on the board."""

    id: int
    version: int
    name: str
    since: date
    days: int
    too_long: bool


@dataclass(frozen=True)
class BoardColumn:
    """One stage of the board with its first few cards and how many stand there in all."""

    id: int
    name: str
    kind: StageKind
    count: int
    cards: tuple[BoardCard, ...]


@query(needs=Permission.VOLUNTEER_VIEW)
def board(reading: Reading) -> tuple[BoardColumn, ...]:
    """Every stage with those who have stood there longest; of those who went, the newest."""
    standing = select(Volunteer.stage_id, func.count()).group_by(Volunteer.stage_id)
    counted = {row[0]: row[1] for row in reading.session.execute(standing)}
    found = []
    for stage in reading.session.scalars(select(Stage).order_by(Stage.position, Stage.id)):
        order = Volunteer.stage_date.desc() if stage.kind in GONE else Volunteer.stage_date
        people = select(Volunteer).where(Volunteer.stage_id == stage.id).order_by(order, Volunteer.id)
        cards = tuple(
            BoardCard(
                each.id,
                each.version,
                each.name,
                each.stage_date,
                (reading.today - each.stage_date).days,
                stands_too_long(stage.days, each.stage_date, reading.today),
            )
            for each in reading.session.scalars(people.limit(SHOWN))
        )
        found.append(BoardColumn(stage.id, stage.name, stage.kind, counted.get(stage.id, 0), cards))
    return tuple(found)


@query(needs=Permission.VOLUNTEER_VIEW)
def times_at_stages(reading: Reading) -> tuple[StageTime, ...]:
    """How long each stage takes, from everybody who went on from it, and who stands there."""
    session = reading.session
    stages = tuple(
        (each.id, each.name, each.days)
        for each in session.scalars(select(Stage).order_by(Stage.position, Stage.id))
    )
    found = select(StageChange.volunteer_id, StageChange.stage_id, StageChange.change_date)
    steps = session.execute(found.order_by(StageChange.volunteer_id, StageChange.change_date, StageChange.id))
    return stage_times(stages, [Step(*row) for row in steps])


@query(needs=Permission.VOLUNTEER_VIEW)
def stages_sheet(reading: Reading) -> StagesDraft:
    """The stages as they can be changed."""
    found = reading.session.scalars(select(Stage).order_by(Stage.position, Stage.id))
    return StagesDraft(tuple(StageDraft(each.id, each.name, each.kind, each.days) for each in found))
