"""Lists: plans, targets of all plans, and what the search box finds."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import case, func, literal, select

from mentordesk.kernel.choices import Choice
from mentordesk.kernel.columns import Align, Column
from mentordesk.kernel.formats import date_range, short_date, short_month
from mentordesk.kernel.links import Link
from mentordesk.kernel.paging import ListAsk, Page
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.rag import NOT_RATED, Rag, severity, worst
from mentordesk.kernel.text import fold, one_line, shortened
from mentordesk.records.people import Person
from mentordesk.records.plans import Plan, PlanStatus, Target
from mentordesk.store.paging import contains, fetch_page
from mentordesk.store.work import Reading, query

_LONGEST_NUMBER = 18
_NO_DATE = date(9999, 12, 31)
SOON = timedelta(days=30)


class Due(Choice):
    """What is due on a target."""

    REVIEW = "review", "Review due"
    REVIEW_SOON = "review_soon", "Review due in 30 days"
    OVERDUE = "overdue", "Target date passed"


@dataclass(frozen=True)
class PlanRow:
    """One plan in a list."""

    id: int
    title: str
    area: str
    funder: str
    owner: str
    status: PlanStatus
    period_start: date | None
    period_end: date | None
    targets: int
    reviews_due: int
    rag: Rag | None

    @property
    def short_period(self) -> str:
        """The plan's period as a list has room for it."""
        if self.period_start and self.period_end:
            return f"{short_month(self.period_start)} to {short_month(self.period_end)}"
        return period_words(self.period_start, self.period_end)


@dataclass(frozen=True)
class TargetRow:
    """One target in a list of targets."""

    id: int
    plan_id: int
    plan: str
    number: int
    achieve: str
    owner: str
    rag: Rag | None
    reviewed_date: date | None
    review_due_date: date
    due_date: date | None
    review_is_due: bool


PLAN_COLUMNS: tuple[Column[PlanRow], ...] = (
    Column("Plan", lambda row: row.title, "title", width=260),
    Column("Area or project", lambda row: row.area, "area", width=140),
    Column("Period", lambda row: row.short_period, "period", width=180),
    Column("Status", lambda row: row.status.label, "status", width=90),
    Column(
        "Targets", lambda row: f"{row.targets}", None, Align.RIGHT, width=80, typed=lambda row: row.targets
    ),
    Column("Rating", lambda row: rag_label(row.rag), None, width=120, value=lambda row: row.rag),
    Column(
        "Reviews due",
        lambda row: f"{row.reviews_due}" if row.reviews_due else "",
        None,
        Align.RIGHT,
        width=110,
        typed=lambda row: row.reviews_due or None,
    ),
    Column("Funder", lambda row: row.funder, "funder", width=130),
    Column("Owner", lambda row: row.owner, "owner", width=110),
)

TARGET_COLUMNS: tuple[Column[TargetRow], ...] = (
    Column("Plan", lambda row: row.plan, "plan", width=170),
    Column("No.", lambda row: f"{row.number}", None, Align.RIGHT, width=50, typed=lambda row: row.number),
    Column("Target", lambda row: one_line(row.achieve), None, width=270),
    Column("Rating", lambda row: rag_label(row.rag), "rag", width=120, value=lambda row: row.rag),
    Column(
        "Last review",
        lambda row: short_date(row.reviewed_date) or "None yet",
        "reviewed",
        width=110,
        typed=lambda row: row.reviewed_date,
    ),
    Column(
        "Next review",
        lambda row: short_date(row.review_due_date),
        "review_due",
        width=110,
        typed=lambda row: row.review_due_date,
    ),
    Column("Due", lambda row: short_date(row.due_date), "due", width=100, typed=lambda row: row.due_date),
    Column("Owner", lambda row: row.owner, "owner", width=140),
)


def rag_label(rag: Rag | None) -> str:
    """Return a rating's word."""
    return rag.label if rag else NOT_RATED


def period_words(first: date | None, last: date | None) -> str:
    """Return a plan's period in words, whichever ends are known."""
    if first and last:
        return date_range(first, last)
    if first:
        return f"From {short_date(first)}"
    return f"Until {short_date(last)}" if last else ""


@query(needs=Permission.PLAN_VIEW)
def plan_page(reading: Reading, ask: ListAsk) -> Page[PlanRow]:
    """Plans, filtered by words, status and owner."""
    owner = func.coalesce(Person.name, "")
    found = select(Plan, owner.label("owner")).outerjoin(Person, Plan.owner_id == Person.id)
    if words := ask.search.strip():
        found = found.where(
            contains(Plan.title_key, fold(words))
            | contains(Plan.area, words)
            | contains(Plan.funder, words)
            | contains(Plan.partners, words)
        )
    if status := ask.filter("status"):
        found = found.where(Plan.status == status)
    if person := ask.filter("owner"):
        found = found.where(Plan.owner_id == person)
    orders = {
        "title": Plan.title_key,
        "area": func.lower(Plan.area),
        "period": func.coalesce(Plan.period_start, _NO_DATE),
        "status": Plan.status,
        "funder": func.lower(Plan.funder),
        "owner": owner,
    }
    page = fetch_page(reading, found, ask, orders, Plan.id, lambda row: (row[0], row.owner))
    counts = _target_counts(reading, [plan.id for plan, _ in page.rows])
    rows = tuple(_plan_row(plan, name, *counts.get(plan.id, (0, 0, None))) for plan, name in page.rows)
    return Page(rows, page.more, page.after, page.total)


def _target_counts(reading: Reading, plan_ids: list[int]) -> dict[int, tuple[int, int, Rag | None]]:
    found: dict[int, list[Target]] = {number: [] for number in plan_ids}
    for target in reading.session.scalars(select(Target).where(Target.plan_id.in_(plan_ids))):
        found[target.plan_id].append(target)
    return {
        number: (
            len(targets),
            sum(target.review_due_date <= reading.today for target in targets),
            worst(target.progress_rag for target in targets),
        )
        for number, targets in found.items()
    }


def _plan_row(plan: Plan, owner: str, targets: int, due: int, rag: Rag | None) -> PlanRow:
    active = plan.status is PlanStatus.ACTIVE
    return PlanRow(
        plan.id,
        plan.title,
        plan.area,
        plan.funder,
        owner,
        plan.status,
        plan.period_start,
        plan.period_end,
        targets,
        due if active else 0,
        rag,
    )


@query(needs=Permission.PLAN_VIEW)
def target_page(reading: Reading, ask: ListAsk) -> Page[TargetRow]:
    """Targets of all plans, or of one, filtered by words, rating, owner and what is due."""
    owner = func.coalesce(Person.name, "")
    found = (
        select(Target, Plan.title, Plan.status, owner.label("owner"))
        .join(Plan, Target.plan_id == Plan.id)
        .outerjoin(Person, Target.owner_id == Person.id)
    )
    if words := ask.search.strip():
        found = found.where(
            contains(Target.achieve, words)
            | contains(Target.actions, words)
            | contains(Plan.title_key, fold(words))
        )
    if plan := ask.filter("plan"):
        found = found.where(Target.plan_id == plan)
    if person := ask.filter("owner"):
        found = found.where(Target.owner_id == person)
    if status := ask.filter("status"):
        found = found.where(Plan.status == status)
    if rag := ask.filter("rag"):
        found = found.where(Target.progress_rag.is_(None) if rag == "none" else Target.progress_rag == rag)
    if due := ask.filter("due"):
        wanted = {
            Due.REVIEW: Target.review_is_due(reading.today),
            Due.REVIEW_SOON: Target.review_is_due(reading.today + SOON),
            Due.OVERDUE: Target.is_overdue(reading.today),
        }
        found = found.where(wanted[Due(due)])
    worst_first = case(
        *((Target.progress_rag == rag, literal(-severity(rag))) for rag in Rag), else_=literal(1)
    )
    orders = {
        "review_due": Target.review_due_date,
        "plan": Plan.title_key,
        "rag": worst_first,
        "reviewed": func.coalesce(Target.reviewed_date, date.min),
        "due": func.coalesce(Target.due_date, _NO_DATE),
        "owner": owner,
    }
    return fetch_page(reading, found, ask, orders, Target.id, lambda row: _target_row(reading, *row[:4]))


def _target_row(reading: Reading, target: Target, plan: str, status: PlanStatus, owner: str) -> TargetRow:
    return TargetRow(
        target.id,
        target.plan_id,
        plan,
        target.number,
        target.achieve,
        owner,
        target.progress_rag,
        target.reviewed_date,
        target.review_due_date,
        target.due_date,
        status is PlanStatus.ACTIVE and target.review_due_date <= reading.today,
    )


@dataclass(frozen=True)
class FoundPlan:
    """A plan or target that the search box found."""

    title: str
    detail: str
    link: Link


@query(needs=Permission.PLAN_VIEW)
def found_plans(reading: Reading, words: str) -> list[FoundPlan]:
    """The plans and targets whose words hold a text, a few of each."""
    plans = select(Plan).where(contains(Plan.title_key, fold(words)) | contains(Plan.area, words))
    targets = select(Target, Plan.title).join(Plan).where(contains(Target.achieve, words))
    return [
        FoundPlan(plan.title, plan.area or plan.status.label, Link("plan", plan.id))
        for plan in reading.session.scalars(plans.order_by(Plan.title_key, Plan.id).limit(6))
    ] + [
        FoundPlan(
            f"Target {target.number} – {shortened(target.achieve, 120)}", title, Link("target", target.id)
        )
        for target, title in reading.session.execute(targets.order_by(Target.id).limit(6))
    ]


@query(needs=Permission.PLAN_VIEW)
def plans_named(reading: Reading, name: str) -> list[tuple[int, str]]:
    """The plans of a title, or else those whose title holds it; a number names a plan too."""
    if name.strip().isdecimal() and len(name.strip()) <= _LONGEST_NUMBER:
        plan = reading.session.get(Plan, int(name))
        if plan is not None:
            return [(plan.id, plan.title)]
    titles = select(Plan.id, Plan.title).order_by(Plan.title_key, Plan.id)
    for condition in (Plan.title_key == fold(name), contains(Plan.title_key, fold(name))):
        found = reading.session.execute(titles.where(condition)).all()
        if found:
            return [(row.id, row.title) for row in found]
    return []


@query(needs=Permission.PLAN_VIEW)
def owner_choices(reading: Reading) -> list[tuple[int, str]]:
    """The people who can own a plan or a target."""
    people = select(Person.id, Person.name).where(Person.active.is_(True)).order_by(Person.name, Person.id)
    return [(row.id, row.name) for row in reading.session.execute(people)]


@query(needs=Permission.PLAN_EXPORT)
def plans_to_report(reading: Reading) -> list[tuple[int, str]]:
    """The plans that a report can be made of."""
    titles = select(Plan.id, Plan.title).order_by(Plan.title_key, Plan.id)
    return [(row.id, row.title) for row in reading.session.execute(titles)]


@query(needs=Permission.PLAN_VIEW)
def reviews_due(reading: Reading) -> int:
    """How many targets of active plans wait for a review today."""
    due = select(func.count()).select_from(Target).join(Plan)
    return reading.session.scalar(due.where(Target.review_is_due(reading.today))) or 0
