"""Development plans: the list of volunteers with the state of their plan, one plan whole, and the share."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, func, select

from mentordesk.features.volunteers.queries.retention import everybodys_stays
from mentordesk.features.volunteers.rules.development import (
    TONES,
    DevelopmentDraft,
    DevelopmentReviewDraft,
    DevelopmentShare,
    ObjectiveDraft,
    SigningDraft,
    SourceDraft,
    SourcesDraft,
    development_share,
    state_of,
)
from mentordesk.features.volunteers.rules.naming import number_of
from mentordesk.features.volunteers.rules.retention import is_active
from mentordesk.kernel.choices import Choice
from mentordesk.kernel.columns import Column, Mark
from mentordesk.kernel.formats import short_date
from mentordesk.kernel.paging import ListAsk, Page
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import fold
from mentordesk.records.development import (
    DevelopmentPlan,
    DevelopmentReview,
    DevelopmentSource,
    DevelopmentState,
    Objective,
)
from mentordesk.records.organisation import Organisation
from mentordesk.records.pipeline import GONE, SERVING, Stage
from mentordesk.records.training import TrainingCourse
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.paging import fetch_page
from mentordesk.store.work import Reading, query


class DevelopmentShown(Choice):
    """Whose plans the list shows."""

    PRESENT = "present", "Not gone"
    SERVING = "serving", "Ready or matched"
    GONE = "gone", "Left or not taken on"


@dataclass(frozen=True)
class DevelopmentRow:
    """One volunteer with how their plan stands on the day that the list is asked for."""

    id: int
    name: str
    stage: str
    state: DevelopmentState
    done: int
    objectives: int
    overdue: int
    signed_date: date | None
    next_review: date | None

    @property
    def progress(self) -> str:
        """How many objectives are reached: "2 of 5, 1 overdue"."""
        if not self.objectives:
            return ""
        late = f", {self.overdue:,} overdue" if self.overdue else ""
        return f"{self.done:,} of {self.objectives:,}{late}"


DEVELOPMENT_COLUMNS: tuple[Column[DevelopmentRow], ...] = (
    Column("Name", lambda row: row.name, "name", width=200),
    Column("Stage", lambda row: row.stage, "stage", width=130),
    Column(
        "Development plan",
        lambda row: row.state.label,
        "state",
        width=170,
        value=lambda row: Mark(row.state.label, TONES[row.state]),
    ),
    Column("Objectives reached", lambda row: row.progress, "done", width=180),
    Column(
        "Signed by both",
        lambda row: short_date(row.signed_date),
        None,
        width=130,
        typed=lambda row: row.signed_date,
    ),
    Column(
        "Next review",
        lambda row: short_date(row.next_review),
        "review",
        width=130,
        typed=lambda row: row.next_review,
    ),
)


@query(needs=Permission.VOLUNTEER_VIEW)
def development_page(reading: Reading, ask: ListAsk) -> Page[DevelopmentRow]:
    """Volunteers with the state of their plan, today or on the day of the filter `day`."""
    day: date = ask.filter("day") or reading.today
    next_review = DevelopmentPlan.next_review(day)
    found = (
        select(Volunteer, Stage.name, DevelopmentPlan, next_review)
        .outerjoin(Stage, Volunteer.stage_id == Stage.id)
        .outerjoin(DevelopmentPlan, DevelopmentPlan.volunteer_id == Volunteer.id)
    )
    for word in fold(ask.search).split():
        found = found.where(Volunteer.name_key.contains(word, autoescape=True))
    if who := ask.filter("who"):
        found = found.where(_among(DevelopmentShown(who)))
    if state := ask.filter("state"):
        found = found.where(DevelopmentPlan.state_is(DevelopmentState(state), day))
    if (people := ask.filter("people")) is not None:
        found = found.where(Volunteer.id.in_(people))
    orders: dict[str, Any] = {
        "name": Volunteer.name_key,
        "stage": func.coalesce(Stage.position, 0),
        "state": DevelopmentPlan.state_order(day),
        "done": _reached(day),
        "review": func.coalesce(next_review, date.max),
    }
    page = fetch_page(reading, found, ask, orders, Volunteer.id, lambda row: row[:4])
    counts = _counts(reading, [plan.id for _, _, plan, _ in page.rows if plan], day)
    rows = tuple(
        _row(volunteer, stage, plan, review, counts.get(plan.id if plan else 0, (0, 0, 0)), day)
        for volunteer, stage, plan, review in page.rows
    )
    return Page(rows, page.more, page.after, page.total)


@dataclass(frozen=True)
class ObjectiveRow:
    """One objective as the page shows it."""

    id: int
    version: int
    draft: ObjectiveDraft
    source: str
    course: str
    overdue: bool
    after_signing: bool
    """Whether it was added after both had signed, and no review has looked at it since."""


@dataclass(frozen=True)
class DevelopmentReviewRow:
    """One review as the page shows it."""

    id: int
    version: int
    draft: DevelopmentReviewDraft


@dataclass(frozen=True)
class DevelopmentView:
    """The development plan of one volunteer; `plan_id` is 0 while there is none."""

    volunteer_id: int
    name: str
    stage: str
    state: DevelopmentState
    plan_id: int = 0
    version: int = 0
    draft: DevelopmentDraft = field(default_factory=DevelopmentDraft)
    signing: SigningDraft = field(default_factory=SigningDraft)
    next_review: date | None = None
    objectives: tuple[ObjectiveRow, ...] = ()
    reviews: tuple[DevelopmentReviewRow, ...] = ()
    """The newest first."""

    @property
    def agreed_date(self) -> date | None:
        """From when the plan is signed by both."""
        days = (self.signing.volunteer_signed_date, self.signing.supervisor_signed_date)
        return max((each for each in days if each), default=None) if all(days) else None

    @property
    def reached(self) -> int:
        """How many objectives are reached."""
        return sum(each.draft.done_date is not None for each in self.objectives)


@dataclass(frozen=True)
class DevelopmentSheet:
    """A development plan as its report prints it."""

    organisation: str
    charity_number: str
    logo: bytes
    prepared_by: str
    as_at: date
    trail_head: str
    view: DevelopmentView


@query(needs=Permission.VOLUNTEER_VIEW)
def development_view(reading: Reading, volunteer_id: int) -> DevelopmentView:
    """The development plan of a volunteer as it stands today."""
    volunteer = reading.find(Volunteer, volunteer_id)
    stage = reading.session.get(Stage, volunteer.stage_id) if volunteer.stage_id else None
    where = DevelopmentPlan.volunteer_id == volunteer_id
    plan = reading.session.scalars(select(DevelopmentPlan).where(where)).first()
    stands = stage.name if stage else ""
    if plan is None:
        return DevelopmentView(volunteer_id, volunteer.name, stands, DevelopmentState.NONE)
    signed = (plan.volunteer_signed_date, plan.supervisor_signed_date)
    reviews = tuple(
        DevelopmentReviewRow(each.id, each.version, _draft_of(DevelopmentReviewDraft, each))
        for each in reversed(plan.reviews)
    )
    next_review = reviews[0].draft.next_date if reviews else plan.review_date
    agreed = max((each for each in signed if each), default=None) if all(signed) else None
    looked = max((each.draft.review_date for each in reviews if each.draft.review_date), default=agreed)
    return DevelopmentView(
        volunteer_id,
        volunteer.name,
        stands,
        state_of(plan.begun_date, signed, next_review, reading.today),
        plan.id,
        plan.version,
        _draft_of(DevelopmentDraft, plan),
        _draft_of(SigningDraft, plan),
        next_review,
        _objectives(reading, plan.id, looked if agreed else None),
        reviews,
    )


@query(needs=Permission.VOLUNTEER_EXPORT)
def development_sheet(reading: Reading, volunteer_id: int) -> DevelopmentSheet:
    """A development plan as its report prints it."""
    house = reading.session.scalar(select(Organisation).order_by(Organisation.id).limit(1))
    return DevelopmentSheet(
        house.name if house else "",
        house.charity_number if house else "",
        house.logo if house else b"",
        reading.actor.name,
        reading.today,
        reading.trail_head(),
        development_view(reading, volunteer_id),
    )


@query(needs=Permission.VOLUNTEER_VIEW)
def development_share_at(reading: Reading, day: date) -> DevelopmentShare:
    """The share of those active on a day who had a plan, in place and working towards one apart."""
    found = select(
        DevelopmentPlan.volunteer_id,
        DevelopmentPlan.begun_date,
        DevelopmentPlan.volunteer_signed_date,
        DevelopmentPlan.supervisor_signed_date,
        DevelopmentPlan.next_review(day),
    )
    states = {
        number: state_of(begun, (first, second), review, day)
        for number, begun, first, second, review in reading.session.execute(found)
    }
    active = [number for number, stays in everybodys_stays(reading).items() if is_active(stays, day)]
    return development_share(states, active, day)


@query(needs=Permission.VOLUNTEER_VIEW)
def development_due(reading: Reading) -> int:
    """How many plans of those who are not gone wait for their review."""
    waiting = select(func.count()).select_from(DevelopmentPlan)
    return reading.session.scalar(waiting.where(DevelopmentPlan.waits_for_review(reading.today))) or 0


@query(needs=Permission.VOLUNTEER_VIEW)
def learning_sources(reading: Reading) -> SourcesDraft:
    """The ways in which volunteers learn, in order."""
    found = reading.session.scalars(
        select(DevelopmentSource).order_by(DevelopmentSource.position, DevelopmentSource.id)
    )
    return SourcesDraft(tuple(SourceDraft(each.id, each.name) for each in found))


@query(needs=Permission.VOLUNTEER_VIEW)
def volunteers_named(reading: Reading, words: str) -> tuple[tuple[int, str], ...]:
    """Volunteers of a number or of exactly a name, each with words that tell them apart."""
    found = select(Volunteer, Stage.name).outerjoin(Stage, Volunteer.stage_id == Stage.id)
    asked = words.strip()
    by_name = found.where(Volunteer.name_key == fold(asked)).order_by(Volunteer.id)
    rows = reading.session.execute(by_name).all()
    if not rows and (number := number_of(asked)):
        rows = reading.session.execute(found.where(Volunteer.id == number)).all()
    return tuple(
        (volunteer.id, ", ".join(part for part in (volunteer.name, stage, volunteer.postcode) if part))
        for volunteer, stage in rows
    )


@query(needs=Permission.VOLUNTEER_EXPORT)
def volunteers_to_report(reading: Reading) -> tuple[tuple[int, str], ...]:
    """Every volunteer by number and name, with a postcode that tells two of one name apart."""
    found = select(Volunteer.id, Volunteer.name, Volunteer.postcode)
    rows = reading.session.execute(found.order_by(Volunteer.name_key, Volunteer.id))
    return tuple((number, f"{name}, {postcode}" if postcode else name) for number, name, postcode in rows)


def _draft_of(kind: Any, record: object) -> Any:
    return kind(**{name: getattr(record, name) for name in kind.__dataclass_fields__})


def _objectives(reading: Reading, plan_id: int, looked: date | None) -> tuple[ObjectiveRow, ...]:
    found = (
        select(Objective, DevelopmentSource.name, TrainingCourse.title)
        .outerjoin(DevelopmentSource, Objective.source_id == DevelopmentSource.id)
        .outerjoin(TrainingCourse, Objective.course_id == TrainingCourse.id)
        .where(Objective.plan_id == plan_id)
        .order_by(Objective.position, Objective.id)
    )
    return tuple(
        ObjectiveRow(
            each.id,
            each.version,
            _draft_of(ObjectiveDraft, each),
            source or "",
            course or "",
            each.done_date is None and each.due_date is not None and each.due_date < reading.today,
            looked is not None and each.added_date > looked,
        )
        for each, source, course in reading.session.execute(found)
    )


def _among(who: DevelopmentShown) -> ColumnElement[bool]:
    kinds = SERVING if who is DevelopmentShown.SERVING else GONE
    standing = Volunteer.stage_id.in_(select(Stage.id).where(Stage.kind.in_(kinds)))
    if who is DevelopmentShown.PRESENT:
        return Volunteer.stage_id.is_(None) | ~standing
    return standing


def _reached(day: date) -> ScalarSelect[int]:
    reached = select(func.count(Objective.id)).where(
        Objective.plan_id == DevelopmentPlan.id, Objective.done_date <= day
    )
    return reached.correlate(DevelopmentPlan).scalar_subquery()


def _counts(reading: Reading, plans: list[int], day: date) -> dict[int, tuple[int, int, int]]:
    """Return for each plan how many objectives were reached by a day, were there, and were overdue."""
    found = select(Objective.plan_id, Objective.done_date, Objective.due_date).where(
        Objective.plan_id.in_(plans), Objective.added_date <= day
    )
    counted: dict[int, tuple[int, int, int]] = {}
    for plan_id, done, due in reading.session.execute(found):
        reached = done is not None and done <= day
        late = not reached and due is not None and due < day
        before = counted.get(plan_id, (0, 0, 0))
        counted[plan_id] = (before[0] + reached, before[1] + 1, before[2] + late)
    return counted


def _row(
    volunteer: Volunteer,
    stage: str | None,
    plan: DevelopmentPlan | None,
    next_review: date | None,
    counts: tuple[int, int, int],
    day: date,
) -> DevelopmentRow:
    signed = (plan.volunteer_signed_date, plan.supervisor_signed_date) if plan else (None, None)
    state = state_of(plan.begun_date if plan else None, signed, next_review, day)
    agreed = state in {DevelopmentState.IN_PLACE, DevelopmentState.REVIEW_DUE}
    return DevelopmentRow(
        volunteer.id,
        volunteer.name,
        stage or "",
        state,
        *counts,
        max(each for each in signed if each) if agreed else None,
        next_review if state is not DevelopmentState.NONE else None,
    )


WATCHES = frozenset({Volunteer, Stage, DevelopmentPlan, DevelopmentReview, Objective, DevelopmentSource})
"""The records that the list and the page of a plan follow."""
