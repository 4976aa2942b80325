"""The lists of support: who is to be talked with, the talks, what was agreed."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, false, func, select
from sqlalchemy.orm import aliased

from mentordesk.features.volunteers.queries.support import support_weeks
from mentordesk.features.volunteers.rules.support import (
    SupportState,
    action_state,
    due_from,
    support_state,
)
from mentordesk.kernel.choices import Choice
from mentordesk.kernel.columns import Align, Column, Mark
from mentordesk.kernel.formats import duration, short_date
from mentordesk.kernel.paging import ListAsk, Page
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import fold, shortened
from mentordesk.records.people import Person
from mentordesk.records.pipeline import SERVING, Stage
from mentordesk.records.support import (
    SupportAction,
    SupportLine,
    SupportTalk,
    TalkKind,
    TalkStatus,
    counted_from,
    debriefs_to_offer,
)
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.paging import fetch_page
from mentordesk.store.work import Reading, query

TONES = {SupportState.OVERDUE: "red", SupportState.DUE: "amber", SupportState.LATER: "green"}
_Owner = aliased(Person)


class SupportShown(Choice):
    """The views of support that people ask for most."""

    WAITING = "waiting", "Due or overdue"
    OVERDUE = "overdue", "Overdue"
    NOT_PLANNED = "not_planned", "Due, and no talk is planned"
    DEBRIEF = "debrief", "A debrief is to be offered"
    MINE = "mine", "Whom I support"
    NOBODY = "nobody", "Nobody is there for them"


class TalksShown(Choice):
    """Which talks to show."""

    HELD = "held", "Held"
    PLANNED = "planned", "Planned"
    PAST = "past", "Planned, and the day has passed"
    DECLINED = "declined", "Debriefs that were not wanted"


class ActionsShown(Choice):
    """Which agreed actions to show."""

    OPEN = "open", "Open"
    LATE = "late", "Open and overdue"
    MINE = "mine", "Mine, open"
    DONE = "done", "Done"


class TalkSince(Choice):
    """How far back to look."""

    MONTH = "31", "Last 31 days"
    QUARTER = "92", "Last 92 days"
    YEAR = "366", "Last 366 days"


@dataclass(frozen=True)
class SupportRow:
    """One volunteer who serves, and whether the next talk is due."""

    id: int
    name: str
    stage: str
    supporter: str
    last_date: date | None
    due_date: date
    state: SupportState
    planned_date: date | None
    open_actions: int


@dataclass(frozen=True)
class TalkListRow:
    """One talk in a list; nothing that was said in confidence."""

    id: int
    volunteer_id: int
    volunteer: str
    talk_date: date
    kind: TalkKind
    status: TalkStatus
    minutes: int | None
    by: str
    topic: str


@dataclass(frozen=True)
class ActionListRow:
    """Something that was agreed, in a list."""

    id: int
    version: int
    volunteer_id: int
    volunteer: str
    wording: str
    owner: str
    due_date: date
    says: str
    tone: str


SUPPORT_COLUMNS: tuple[Column[SupportRow], ...] = (
    Column("Volunteer", lambda row: row.name, "name", width=160),
    Column("Stage", lambda row: row.stage, None, width=90),
    Column("Who is there for them", lambda row: row.supporter or "Nobody yet", "supporter", width=170),
    Column(
        "Next talk",
        lambda row: row.state.label,
        None,
        width=130,
        value=lambda row: Mark(row.state.label, TONES[row.state]),
    ),
    Column(
        "Due from", lambda row: short_date(row.due_date), "due", width=120, typed=lambda row: row.due_date
    ),
    Column(
        "Last talk",
        lambda row: short_date(row.last_date) or "None yet",
        None,
        width=120,
        typed=lambda row: row.last_date,
    ),
    Column(
        "Planned for",
        lambda row: short_date(row.planned_date) or "Not planned",
        None,
        width=120,
        typed=lambda row: row.planned_date,
    ),
    Column(
        "Open actions",
        lambda row: f"{row.open_actions:,}",
        None,
        Align.RIGHT,
        120,
        typed=lambda row: row.open_actions,
    ),
)
TALK_COLUMNS: tuple[Column[TalkListRow], ...] = (
    Column("Date", lambda row: short_date(row.talk_date), "date", width=120, typed=lambda row: row.talk_date),
    Column("Volunteer", lambda row: row.volunteer, "volunteer", width=190),
    Column("Kind", lambda row: row.kind.label, "kind", width=120),
    Column("What became of it", lambda row: row.status.label, "status", width=170),
    Column(
        "Time",
        lambda row: duration(row.minutes) if row.minutes else "Not given",
        None,
        Align.RIGHT,
        140,
        typed=lambda row: row.minutes,
    ),
    Column("Held by", lambda row: row.by, None, width=150),
    Column("About", lambda row: row.topic, None, width=320),
)
ACTION_COLUMNS: tuple[Column[ActionListRow], ...] = (
    Column("By when", lambda row: short_date(row.due_date), "due", width=120, typed=lambda row: row.due_date),
    Column(
        "How it stands",
        lambda row: row.says,
        None,
        width=200,
        value=lambda row: Mark(row.says, row.tone),
    ),
    Column("What was agreed", lambda row: row.wording, None, width=360),
    Column("Who does it", lambda row: row.owner, None, width=160),
    Column("Volunteer", lambda row: row.volunteer, "volunteer", width=190),
)


@query(needs=Permission.VOLUNTEER_VIEW)
def support_page(reading: Reading, ask: ListAsk) -> Page[SupportRow]:
    """Everybody who serves, by when their next talk is due."""
    weeks, late_weeks = support_weeks(reading)
    counted = counted_from()
    planned = _earliest_planned()
    found = (
        select(
            Volunteer.id,
            Volunteer.name,
            Stage.name.label("stage"),
            func.coalesce(Person.name, "").label("supporter"),
            counted.label("counted"),
            _last_held().label("last_date"),
            planned.label("planned"),
            _open_actions().label("open_actions"),
        )
        .join(Stage, Stage.id == Volunteer.stage_id)
        .outerjoin(SupportLine, SupportLine.volunteer_id == Volunteer.id)
        .outerjoin(Person, Person.id == SupportLine.person_id)
        .where(Stage.kind.in_(SERVING))
    )
    for word in fold(ask.search).split():
        found = found.where(Volunteer.name_key.contains(word, autoescape=True))
    if view := ask.filter("view"):
        found = found.where(_shown(reading, SupportShown(view)))
    if supporter := ask.filter("supporter"):
        found = found.where(SupportLine.person_id == supporter)
    orders: dict[str, Any] = {
        "due": counted,
        "name": Volunteer.name_key,
        "supporter": func.coalesce(Person.name, ""),
    }

    def make(row: Any) -> SupportRow:
        return SupportRow(
            row.id,
            row.name,
            row.stage,
            row.supporter,
            row.last_date,
            due_from(row.counted, weeks),
            support_state(row.counted, weeks, late_weeks, reading.today),
            row.planned,
            row.open_actions,
        )

    return fetch_page(reading, found, ask, orders, Volunteer.id, make)


@query(needs=Permission.VOLUNTEER_VIEW)
def talk_page(reading: Reading, ask: ListAsk) -> Page[TalkListRow]:
    """Talks of support; none of what was said in confidence."""
    found = (
        select(SupportTalk, Volunteer.name, func.coalesce(Person.name, ""))
        .join(Volunteer, Volunteer.id == SupportTalk.volunteer_id)
        .outerjoin(Person, Person.id == SupportTalk.person_id)
    )
    for word in fold(ask.search).split():
        found = found.where(Volunteer.name_key.contains(word, autoescape=True))
    if view := ask.filter("view"):
        found = found.where(_talks_shown(TalksShown(view), reading.today))
    if number := ask.filter("volunteer"):
        found = found.where(SupportTalk.volunteer_id == number)
    if kind := ask.filter("kind"):
        found = found.where(SupportTalk.kind == kind)
    if since := ask.filter("since"):
        first = reading.today - timedelta(days=int(TalkSince(since).value))
        found = found.where(SupportTalk.talk_date > first)
    orders: dict[str, Any] = {
        "date": SupportTalk.talk_date,
        "volunteer": Volunteer.name_key,
        "kind": SupportTalk.kind,
        "status": SupportTalk.status,
    }

    def make(row: Any) -> TalkListRow:
        talk, name, by = row[0], row[1], row[2]
        return TalkListRow(
            talk.id,
            talk.volunteer_id,
            name,
            talk.talk_date,
            talk.kind,
            talk.status,
            talk.minutes,
            by,
            shortened(talk.topic, 160),
        )

    return fetch_page(reading, found, ask, orders, SupportTalk.id, make)


@query(needs=Permission.VOLUNTEER_VIEW)
def action_page(reading: Reading, ask: ListAsk) -> Page[ActionListRow]:
    """What was agreed at talks, by when, and who does it."""
    found = (
        select(SupportAction, Volunteer.id, Volunteer.name, func.coalesce(_Owner.name, "The volunteer"))
        .join(SupportTalk, SupportTalk.id == SupportAction.talk_id)
        .join(Volunteer, Volunteer.id == SupportTalk.volunteer_id)
        .outerjoin(_Owner, _Owner.id == SupportAction.owner_id)
    )
    for word in fold(ask.search).split():
        found = found.where(Volunteer.name_key.contains(word, autoescape=True))
    if view := ask.filter("view"):
        found = found.where(_actions_shown(reading, ActionsShown(view)))
    orders: dict[str, Any] = {"due": SupportAction.due_date, "volunteer": Volunteer.name_key}

    def make(row: Any) -> ActionListRow:
        action, number, name, owner = row[0], row[1], row[2], row[3]
        says, tone = action_state(action.due_date, action.done_date, reading.today)
        wording = shortened(action.wording, 200)
        return ActionListRow(
            action.id, action.version, number, name, wording, owner, action.due_date, says, tone
        )

    return fetch_page(reading, found, ask, orders, SupportAction.id, make)


def _shown(reading: Reading, view: SupportShown) -> ColumnElement[bool]:
    weeks, late_weeks = support_weeks(reading)
    due = counted_from() <= reading.today - timedelta(weeks=weeks)
    supported = select(SupportLine.volunteer_id).where(SupportLine.person_id.is_not(None))
    if view is SupportShown.DEBRIEF:
        return _debrief_offered(reading)
    mine = supported.where(SupportLine.person_id == reading.actor.person_id)
    conditions: dict[SupportShown, ColumnElement[bool]] = {
        SupportShown.WAITING: due,
        SupportShown.OVERDUE: counted_from() < reading.today - timedelta(weeks=late_weeks),
        SupportShown.NOT_PLANNED: due & _earliest_planned().is_(None),
        SupportShown.NOBODY: Volunteer.id.not_in(supported),
        SupportShown.MINE: Volunteer.id.in_(mine),
    }
    return conditions[view]


def _debrief_offered(reading: Reading) -> ColumnElement[bool]:
    if not reading.holds(Permission.CONCERN_VIEW):
        return false()
    offer = debriefs_to_offer(reading.today).subquery()
    return Volunteer.id.in_(select(offer.c.volunteer_id))


def _talks_shown(view: TalksShown, today: date) -> ColumnElement[bool]:
    if view is TalksShown.PAST:
        return (SupportTalk.status == TalkStatus.PLANNED) & (SupportTalk.talk_date < today)
    return SupportTalk.status == TalkStatus(view.value)


def _actions_shown(reading: Reading, view: ActionsShown) -> ColumnElement[bool]:
    still = SupportAction.done_date.is_(None)
    if view is ActionsShown.DONE:
        return SupportAction.done_date.is_not(None)
    if view is ActionsShown.LATE:
        return still & (SupportAction.due_date < reading.today)
    if view is ActionsShown.MINE:
        return still & (SupportAction.owner_id == reading.actor.person_id)
    return still


def _last_held() -> ColumnElement[date]:
    held = select(func.max(SupportTalk.talk_date)).where(
        SupportTalk.volunteer_id == Volunteer.id, SupportTalk.status == TalkStatus.HELD
    )
    return held.correlate(Volunteer).scalar_subquery()


def _earliest_planned() -> ColumnElement[date]:
    planned = select(func.min(SupportTalk.talk_date)).where(
        SupportTalk.volunteer_id == Volunteer.id, SupportTalk.status == TalkStatus.PLANNED
    )
    return planned.correlate(Volunteer).scalar_subquery()


def _open_actions() -> ColumnElement[int]:
    counted = (
        select(func.count(SupportAction.id))
        .join(SupportTalk, SupportTalk.id == SupportAction.talk_id)
        .where(SupportTalk.volunteer_id == Volunteer.id, SupportAction.done_date.is_(None))
    )
    return counted.correlate(Volunteer).scalar_subquery()
