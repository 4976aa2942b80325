"""A few plans, an operation and two questions, for trying screens on."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select

from mentordesk.kernel.columns import Column
from mentordesk.kernel.paging import ListAsk, Page
from mentordesk.kernel.permissions import Permission, Role
from mentordesk.kernel.rag import Rag
from mentordesk.kernel.text import fold
from mentordesk.records.organisation import Organisation
from mentordesk.records.people import Person
from mentordesk.records.plans import Plan
from mentordesk.store.work import Reading, Work, operation, query

PASSPHRASE = "a lamp by the window"
NOW = datetime(2026, 9, 3, 8, 30, tzinfo=UTC)


@dataclass(frozen=True)
class PlanRow:
    id: int
    title: str
    rag: Rag | None


COLUMNS: tuple[Column[PlanRow], ...] = (
    Column("Plan", lambda row: row.title, "title", width=300),
    Column("Rating", lambda row: row.rag.label if row.rag else "Not rated", value=lambda row: row.rag),
)


@operation(needs=Permission.SYSTEM)
def set_up(work: Work, slot: str) -> None:
    """Name the organisation and its manager."""
    work.add(Organisation(name="Knowsley Mentoring"))
    work.add(Person(name="Asha Okafor", role=Role.MANAGER, slot=slot))


@operation(needs=Permission.PLAN_EDIT)
def add_plans(work: Work, titles: tuple[str, ...]) -> None:
    """Add plans."""
    for title in titles:
        work.add(Plan(title=title, title_key=fold(title)))


@operation(needs=Permission.PLAN_EDIT)
def rename_plan(work: Work, plan_id: int, version: int, title: str, area: str = "") -> int:
    """Give a plan another title."""
    work.refuse({} if title.strip() else {"title": "Give the plan a title."})
    plan = work.change(Plan, plan_id, version)
    plan.title, plan.title_key, plan.area = title, fold(title), area
    return plan_id


@query(needs=Permission.PLAN_VIEW)
def plans(reading: Reading, ask: ListAsk) -> Page[PlanRow]:
    """Plans by title, page by page."""
    found = select(Plan).where(Plan.title_key.contains(fold(ask.search)))
    order = Plan.title_key.desc() if ask.descending else Plan.title_key
    if status := ask.filter("status"):
        found = found.where(Plan.status == status)
    rows = list(reading.session.scalars(found.order_by(order, Plan.id)))
    start = ask.after[0] if ask.after else 0
    some = rows[start : start + ask.limit]
    end = start + len(some)
    cells = tuple(PlanRow(each.id, each.title, Rag.AMBER if each.id % 2 else None) for each in some)
    return Page(cells, end < len(rows), (end,), len(rows))


@query(needs=Permission.PLAN_VIEW)
def plan_version(reading: Reading, plan_id: int) -> tuple[str, str, int]:
    """A plan's title, area and version."""
    plan = reading.find(Plan, plan_id)
    return plan.title, plan.area, plan.version
