"""The list of volunteers in the views people ask for, and what the search box finds."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, false, func, or_, select

from mentordesk.features.volunteers.rules.pipeline import stands_too_long, tone_of
from mentordesk.kernel.choices import Choice
from mentordesk.kernel.columns import Column, Mark
from mentordesk.kernel.formats import count_of
from mentordesk.kernel.links import Link
from mentordesk.kernel.paging import ListAsk, Page
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import fold, shortened
from mentordesk.records.matches import OPEN, Match
from mentordesk.records.matching import mentor_facts
from mentordesk.records.pipeline import GONE, SERVING, Stage, StageKind
from mentordesk.records.safety import clearance
from mentordesk.records.spells import BreakReason, ServiceBreak, Spell
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.paging import fetch_page
from mentordesk.store.work import Reading, query


class VolunteersShown(Choice):
    """The views of the list that people ask for most."""

    PRESENT = "present", "Not gone"
    APPLYING = "applying", "Being taken on"
    SERVING = "serving", "Ready or matched"
    NO_MATCH = "no_match", "Idle for want of a match"
    NO_MONEY = "no_money", "Idle for want of travel money"
    TOO_LONG = "too_long", "Too long at a stage"
    GONE = "gone", "Left or not taken on"


@dataclass(frozen=True)
class VolunteerRow:
    """One volunteer in a list."""

    id: int
    version: int
    name: str
    stage: str
    kind: StageKind
    since: date
    too_long: bool
    missing: str
    mentees: int
    area: str
    today: date

    @property
    def days(self) -> int | None:
        """How many days they have stood at their stage."""
        return None if self.since == date.min else (self.today - self.since).days

    @property
    def waits(self) -> str:
        """How long they have stood at their stage, and whether that is too long."""
        if self.days is None:
            return ""
        return f"{count_of(self.days, 'day')}{': too long' if self.too_long else ''}"


COLUMNS: tuple[Column[VolunteerRow], ...] = (
    Column("Name", lambda row: row.name, "name", width=190),
    Column(
        "Stage",
        lambda row: row.stage,
        "stage",
        width=130,
        value=lambda row: Mark(row.stage, tone_of(row.kind)),
    ),
    Column(
        "There for",
        lambda row: row.waits,
        "since",
        width=160,
        value=lambda row: Mark(row.waits, "amber" if row.too_long else "unrated"),
        typed=lambda row: row.days,
    ),
    Column("Missing", lambda row: row.missing, None, width=310),
    Column("Mentees", lambda row: f"{row.mentees:,}", "mentees", width=90, typed=lambda row: row.mentees),
    Column("Area", lambda row: row.area, None, width=140),
)


@query(needs=Permission.VOLUNTEER_VIEW)
def volunteer_page(reading: Reading, ask: ListAsk) -> Page[VolunteerRow]:
    """Volunteers, found by any part of a name or a number to ring, in the views people ask for."""
    found = select(Volunteer, Stage).outerjoin(Stage, Volunteer.stage_id == Stage.id)
    for word in fold(ask.search).split():
        named = Volunteer.name_key.contains(word, autoescape=True)
        found = found.where(named | Volunteer.phone.contains(word, autoescape=True))
    if view := ask.filter("view"):
        found = found.where(_shown(reading, VolunteersShown(view)))
    if stage := ask.filter("stage"):
        found = found.where(Volunteer.stage_id == stage)
    if (people := ask.filter("people")) is not None:
        found = found.where(Volunteer.id.in_(people))
    orders: dict[str, Any] = {
        "name": Volunteer.name_key,
        "stage": func.coalesce(Stage.position, 0),
        "since": Volunteer.stage_date,
        "mentees": _held(),
    }
    page = fetch_page(reading, found, ask, orders, Volunteer.id, lambda row: (row[0], row[1]))
    facts = {each.id: each for each in mentor_facts(reading.session, [one.id for one, _ in page.rows])}
    rows = []
    for volunteer, stage in page.rows:
        kind = stage.kind if stage else StageKind.ENQUIRY
        missing = clearance(facts[volunteer.id], reading.today) if kind not in GONE else ()
        rows.append(
            VolunteerRow(
                volunteer.id,
                volunteer.version,
                volunteer.name,
                stage.name if stage else "",
                kind,
                volunteer.stage_date,
                stands_too_long(stage.days if stage else None, volunteer.stage_date, reading.today),
                _missing_words(missing),
                len(facts[volunteer.id].mentees),
                shortened(volunteer.area, 60) or volunteer.postcode,
                reading.today,
            )
        )
    return Page(tuple(rows), page.more, page.after, page.total)


@dataclass(frozen=True)
class FoundVolunteer:
    """A volunteer whom the search box found."""

    title: str
    detail: str
    link: Link


@query(needs=Permission.VOLUNTEER_VIEW)
def found_volunteers(reading: Reading, words: str) -> list[FoundVolunteer]:
    """The first few volunteers whose name holds some words; two of one name are told apart by more."""
    page = volunteer_page(reading, ListAsk(search=words, sort="name", limit=8))
    return [
        FoundVolunteer(
            row.name,
            ", ".join(part for part in ("Volunteer", row.stage.lower(), row.area) if part),
            Link("mentor", row.id),
        )
        for row in page.rows
    ]


@query(needs=Permission.VOLUNTEER_VIEW)
def stage_choices(reading: Reading) -> tuple[tuple[int, str], ...]:
    """The stages by number and name, in order."""
    found = reading.session.scalars(select(Stage).order_by(Stage.position, Stage.id))
    return tuple((each.id, each.name) for each in found)


@query(needs=Permission.VOLUNTEER_VIEW)
def volunteers_waiting(reading: Reading) -> int:
    """How many stand too long at a stage."""
    waiting = select(func.count()).select_from(Volunteer)
    return reading.session.scalar(waiting.where(_shown(reading, VolunteersShown.TOO_LONG))) or 0


def _missing_words(missing: tuple[str, ...]) -> str:
    if not missing:
        return ""
    first = missing[0].removesuffix(".")
    return f"{first}, and {len(missing) - 1} more" if len(missing) > 1 else first


def _held() -> ScalarSelect[int]:
    held = select(func.count(Match.id)).where(Match.volunteer_id == Volunteer.id, Match.status.in_(OPEN))
    return held.correlate(Volunteer).scalar_subquery()


def _shown(reading: Reading, view: VolunteersShown) -> ColumnElement[bool]:
    kinds: dict[VolunteersShown, tuple[StageKind, ...]] = {
        VolunteersShown.APPLYING: (StageKind.ENQUIRY, StageKind.APPLYING),
        VolunteersShown.SERVING: SERVING,
        VolunteersShown.GONE: GONE,
        VolunteersShown.PRESENT: tuple(each for each in StageKind if each not in GONE),
        VolunteersShown.NO_MATCH: (StageKind.READY,),
        VolunteersShown.NO_MONEY: (StageKind.PAUSED,),
    }
    if view is VolunteersShown.TOO_LONG:
        slow = (
            (Volunteer.stage_id == stage.id) & (Volunteer.stage_date < reading.today - timedelta(stage.days))
            for stage in reading.session.scalars(select(Stage).where(Stage.days.is_not(None)))
            if stage.days is not None
        )
        return or_(false(), *slow)
    condition: ColumnElement[bool] = Volunteer.stage_id.in_(
        select(Stage.id).where(Stage.kind.in_(kinds[view]))
    )
    if view is VolunteersShown.NO_MATCH:
        return condition & (_held() == 0)
    if view is VolunteersShown.NO_MONEY:
        poor = (
            select(Spell.volunteer_id)
            .join(ServiceBreak, ServiceBreak.spell_id == Spell.id)
            .where(ServiceBreak.end_date.is_(None), ServiceBreak.reason == BreakReason.TRAVEL_MONEY)
        )
        return condition & Volunteer.id.in_(poor)
    return condition
