"""Lists of training: the catalogue, who lacks what, what runs out, training days, needs and offers."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, and_, func, or_, select
from sqlalchemy.orm import join, outerjoin

from mentordesk.features.volunteers.queries.training_rows import (
    CourseRow,
    CoursesShown,
    DoneRow,
    DoneShown,
    EventRow,
    EventsShown,
    GapRow,
    GapsShown,
    NeedRow,
    NeedsShown,
    OfferRow,
)
from mentordesk.features.volunteers.rules.training import (
    CourseDraft,
    Ladder,
    OfferDraft,
    RoleDraft,
    RolesDraft,
    ladder_span,
)
from mentordesk.kernel.formats import sentence_list
from mentordesk.kernel.paging import ListAsk, Page
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import fold
from mentordesk.records.pipeline import GONE, SERVING, Stage
from mentordesk.records.training import (
    RoleHolding,
    TrainingCourse,
    TrainingDone,
    TrainingEvent,
    TrainingMark,
    TrainingNeed,
    TrainingOffer,
    TrainingPlace,
    TrainingRequirement,
    VolunteerRole,
)
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.paging import contains, fetch_page
from mentordesk.store.work import Reading, query

_PAIR = 10_000_000
"""More volunteers or trainings than there ever are, to number a pair of the two."""


@query(needs=Permission.VOLUNTEER_VIEW)
def course_page(reading: Reading, ask: ListAsk) -> Page[CourseRow]:
    """The catalogue, in the views people ask for."""
    done = (
        select(func.count(TrainingDone.volunteer_id.distinct()))
        .where(TrainingDone.course_id == TrainingCourse.id)
        .correlate(TrainingCourse)
        .scalar_subquery()
    )
    found = select(TrainingCourse, done)
    for word in fold(ask.search).split():
        title = TrainingCourse.title_key.contains(word, autoescape=True)
        found = found.where(title | contains(TrainingCourse.provider, word))
    if view := ask.filter("view"):
        found = found.where(_courses(CoursesShown(view)))
    orders: dict[str, Any] = {
        "title": TrainingCourse.title_key,
        "provider": TrainingCourse.provider,
        "cost": TrainingCourse.cost_pence,
        "accredited": TrainingCourse.accredited,
        "validity": func.coalesce(TrainingCourse.validity_months, _PAIR),
        "done": done,
    }
    page = fetch_page(reading, found, ask, orders, TrainingCourse.id, lambda row: (row[0], row[1]))
    roles = {each.id: each.name for each in training_roles(reading).roles}
    rows = tuple(_course_row(course, count, roles) for course, count in page.rows)
    return Page(rows, page.more, page.after, page.total)


@query(needs=Permission.VOLUNTEER_VIEW)
def gap_page(reading: Reading, ask: ListAsk) -> Page[GapRow]:
    """Who lacks which required training today, among those who are not gone."""
    last = _ends(reading.today)
    pairs = outerjoin(
        join(Volunteer, TrainingCourse, _is_lacking(reading.today)), Stage, Volunteer.stage_id == Stage.id
    )
    found = select(Volunteer, Stage.name, TrainingCourse, last).select_from(pairs).where(_here())
    for word in fold(ask.search).split():
        named = Volunteer.name_key.contains(word, autoescape=True)
        found = found.where(named | TrainingCourse.title_key.contains(word, autoescape=True))
    if who := ask.filter("who"):
        serving = Volunteer.stage_id.in_(select(Stage.id).where(Stage.kind.in_(SERVING)))
        others = Volunteer.stage_id.is_(None) | ~serving
        found = found.where(serving if GapsShown(who) is GapsShown.SERVING else others)
    if course := ask.filter("course"):
        found = found.where(TrainingCourse.id == course)
    orders: dict[str, Any] = {
        "name": Volunteer.name_key,
        "stage": func.coalesce(Stage.position, 0),
        "training": TrainingCourse.title_key,
    }
    number = Volunteer.id * _PAIR + TrainingCourse.id
    page = fetch_page(reading, found, ask, orders, number, lambda row: row[:4])
    coming = select(TrainingEvent.course_id, func.min(TrainingEvent.event_date)).where(
        TrainingEvent.event_date >= reading.today
    )
    rows_of_days = reading.session.execute(coming.group_by(TrainingEvent.course_id))
    days = {course: day for course, day, *_ in rows_of_days}
    rows = tuple(
        GapRow(
            volunteer.id * _PAIR + course.id,
            volunteer.id,
            volunteer.name,
            stage or "",
            course.title,
            over,
            days.get(course.id),
        )
        for volunteer, stage, course, over in page.rows
    )
    return Page(rows, page.more, page.after, page.total)


@query(needs=Permission.VOLUNTEER_VIEW)
def training_done_page(reading: Reading, ask: ListAsk) -> Page[DoneRow]:
    """What volunteers who are not gone did, the newest of each training unless everything is asked for."""
    found = (
        select(TrainingDone, Volunteer.name, TrainingCourse.title)
        .join(Volunteer, TrainingDone.volunteer_id == Volunteer.id)
        .join(TrainingCourse, TrainingDone.course_id == TrainingCourse.id)
        .where(TrainingDone.of_somebody_here())
    )
    for word in fold(ask.search).split():
        named = Volunteer.name_key.contains(word, autoescape=True)
        found = found.where(named | TrainingCourse.title_key.contains(word, autoescape=True))
    shown = DoneShown(ask.filter("shown")) if ask.filter("shown") else None
    if shown is not DoneShown.ALL:
        found = found.where(TrainingDone.newest())
    if shown is DoneShown.DUE:
        found = found.where(TrainingDone.runs_out(reading.today))
    if shown is DoneShown.TRAINERS:
        counts = TrainingDone.expiry_date.is_(None) | (TrainingDone.expiry_date > reading.today)
        found = found.where(TrainingDone.can_train.is_(True), counts)
    if step := ask.filter("ladder"):
        first, last = ladder_span(Ladder(step), reading.today)
        ends = func.coalesce(TrainingDone.expiry_date, date.max)
        endless = TrainingDone.expiry_date.is_(None)
        within = and_(ends.between(first, last), ~endless)
        found = found.where(endless if Ladder(step) is Ladder.NEVER else within)
    if course := ask.filter("course"):
        found = found.where(TrainingDone.course_id == course)
    orders: dict[str, Any] = {
        "name": Volunteer.name_key,
        "training": TrainingCourse.title_key,
        "done": TrainingDone.done_date,
        "expiry": func.coalesce(TrainingDone.expiry_date, date.max),
    }
    today = reading.today
    return fetch_page(
        reading, found, ask, orders, TrainingDone.id, lambda row: _done_row(row[0], row[1], row[2], today)
    )


@query(needs=Permission.VOLUNTEER_VIEW)
def training_event_page(reading: Reading, ask: ListAsk) -> Page[EventRow]:
    """Training days, past and coming."""
    trainer = select(Volunteer.name).where(Volunteer.id == TrainingEvent.trainer_id)
    name = func.coalesce(trainer.correlate(TrainingEvent).scalar_subquery(), TrainingEvent.trainer)
    taken = _marked(TrainingMark.BOOKED, TrainingMark.ATTENDED, TrainingMark.ABSENT)
    found = select(TrainingEvent, TrainingCourse.title, name, taken, _marked(TrainingMark.ATTENDED)).join(
        TrainingCourse, TrainingEvent.course_id == TrainingCourse.id
    )
    for word in fold(ask.search).split():
        titled = TrainingCourse.title_key.contains(word, autoescape=True)
        found = found.where(titled | contains(TrainingEvent.place, word) | contains(name, word))
    if when := ask.filter("when"):
        coming = TrainingEvent.event_date >= reading.today
        found = found.where(coming if EventsShown(when) is EventsShown.COMING else ~coming)
    if course := ask.filter("course"):
        found = found.where(TrainingEvent.course_id == course)
    orders: dict[str, Any] = {"day": TrainingEvent.event_date, "training": TrainingCourse.title_key}
    return fetch_page(reading, found, ask, orders, TrainingEvent.id, lambda row: _event_row(*row[:5]))


@query(needs=Permission.VOLUNTEER_VIEW)
def need_page(reading: Reading, ask: ListAsk) -> Page[NeedRow]:
    """What volunteers should learn, as noticed in supervision and elsewhere."""
    found = (
        select(TrainingNeed, Volunteer.name, TrainingCourse.title)
        .join(Volunteer, TrainingNeed.volunteer_id == Volunteer.id)
        .outerjoin(TrainingCourse, TrainingNeed.course_id == TrainingCourse.id)
    )
    for word in fold(ask.search).split():
        found = found.where(
            Volunteer.name_key.contains(word, autoescape=True) | contains(TrainingNeed.wording, word)
        )
    if view := ask.filter("view"):
        is_open = TrainingNeed.met_date.is_(None)
        found = found.where(is_open & _here() if NeedsShown(view) is NeedsShown.OPEN else ~is_open)
    if source := ask.filter("source"):
        found = found.where(TrainingNeed.source == source)
    orders: dict[str, Any] = {
        "noted": TrainingNeed.noted_date,
        "name": Volunteer.name_key,
        "source": TrainingNeed.source,
        "met": func.coalesce(TrainingNeed.met_date, date.max),
    }
    return fetch_page(reading, found, ask, orders, TrainingNeed.id, lambda row: _need_row(*row[:3]))


@query(needs=Permission.VOLUNTEER_VIEW)
def offer_page(reading: Reading, ask: ListAsk) -> Page[OfferRow]:
    """What partner agencies offer for nothing."""
    found = select(TrainingOffer, TrainingCourse.title).outerjoin(
        TrainingCourse, TrainingOffer.course_id == TrainingCourse.id
    )
    for word in fold(ask.search).split():
        found = found.where(contains(TrainingOffer.title, word) | contains(TrainingOffer.partner, word))
    if ask.filter("open"):
        found = found.where(
            or_(TrainingOffer.until_date.is_(None), TrainingOffer.until_date >= reading.today)
        )
    orders: dict[str, Any] = {
        "until": func.coalesce(TrainingOffer.until_date, date.max),
        "title": TrainingOffer.title,
        "partner": TrainingOffer.partner,
    }
    return fetch_page(
        reading,
        found,
        ask,
        orders,
        TrainingOffer.id,
        lambda row: OfferRow(
            row[0].id, row[0].version, _drafted(OfferDraft, row[0]), row[1] or "", reading.today
        ),
    )


@query(needs=Permission.VOLUNTEER_VIEW)
def course_choices(reading: Reading) -> tuple[tuple[int, str], ...]:
    """Every training by number and title; those that are no longer offered say so."""
    rows = reading.session.scalars(
        select(TrainingCourse).order_by(TrainingCourse.title_key, TrainingCourse.id)
    )
    return tuple(
        (each.id, each.title if each.offered else f"{each.title} (no longer offered)") for each in rows
    )


@query(needs=Permission.VOLUNTEER_VIEW)
def training_roles(reading: Reading) -> RolesDraft:
    """The roles that volunteers have here, in order."""
    found = reading.session.scalars(select(VolunteerRole).order_by(VolunteerRole.position, VolunteerRole.id))
    return RolesDraft(tuple(RoleDraft(each.id, each.name) for each in found))


def _drafted(kind: Any, record: object) -> Any:
    return kind(**{name: getattr(record, name) for name in kind.__dataclass_fields__})


def _here() -> ColumnElement[bool]:
    gone = Volunteer.stage_id.in_(select(Stage.id).where(Stage.kind.in_(GONE)))
    return Volunteer.stage_id.is_(None) | ~gone


def _is_lacking(day: date) -> ColumnElement[bool]:
    """Return the condition that a training is required of a volunteer and they lack it on a day."""
    holds = select(RoleHolding.id).where(
        RoleHolding.volunteer_id == Volunteer.id, RoleHolding.role_id == TrainingRequirement.role_id
    )
    asked = select(TrainingRequirement.id).where(
        TrainingRequirement.course_id == TrainingCourse.id,
        TrainingRequirement.role_id.is_(None) | holds.correlate(Volunteer, TrainingRequirement).exists(),
    )
    counts = select(TrainingDone.id).where(
        TrainingDone.volunteer_id == Volunteer.id,
        TrainingDone.course_id == TrainingCourse.id,
        TrainingDone.done_date <= day,
        TrainingDone.expiry_date.is_(None) | (TrainingDone.expiry_date > day),
    )
    here = (Volunteer, TrainingCourse)
    return and_(asked.correlate(*here).exists(), ~counts.correlate(*here).exists())


def _ends(day: date) -> ScalarSelect[date | None]:
    ends = select(func.max(TrainingDone.expiry_date)).where(
        TrainingDone.volunteer_id == Volunteer.id,
        TrainingDone.course_id == TrainingCourse.id,
        TrainingDone.done_date <= day,
    )
    return ends.correlate(Volunteer, TrainingCourse).scalar_subquery()


def _marked(*marks: TrainingMark) -> ScalarSelect[int]:
    counted = select(func.count(TrainingPlace.id)).where(
        TrainingPlace.event_id == TrainingEvent.id, TrainingPlace.mark.in_(marks)
    )
    return counted.correlate(TrainingEvent).scalar_subquery()


def _courses(view: CoursesShown) -> ColumnElement[bool]:
    required = select(TrainingRequirement.id).where(TrainingRequirement.course_id == TrainingCourse.id)
    conditions: dict[CoursesShown, ColumnElement[bool]] = {
        CoursesShown.OFFERED: TrainingCourse.offered.is_(True),
        CoursesShown.ENDED: TrainingCourse.offered.is_(False),
        CoursesShown.FREE: TrainingCourse.cost_pence == 0,
        CoursesShown.ACCREDITED: TrainingCourse.accredited.is_(True),
        CoursesShown.REQUIRED: required.correlate(TrainingCourse).exists(),
    }
    return conditions[view]


def _course_row(course: TrainingCourse, done: int, roles: dict[int | None, str]) -> CourseRow:
    asked = [each.role_id for each in course.requirements]
    held = tuple(each for each in asked if each is not None)
    draft = CourseDraft(
        course.title,
        course.provider,
        course.cost_pence,
        course.accredited,
        course.validity_months,
        course.covers,
        course.offered,
        None in asked,
        held,
    )
    names = [roles[each] for each in held if each in roles]
    whom = "Everybody" if None in asked else sentence_list(names)
    return CourseRow(course.id, course.version, draft, whom, done)


def _done_row(done: TrainingDone, name: str, title: str, today: date) -> DoneRow:
    return DoneRow(
        done.id, done.volunteer_id, name, title, done.done_date, done.expiry_date, done.can_train, today
    )


def _event_row(event: TrainingEvent, title: str, trainer: str, taken: int, came: int) -> EventRow:
    return EventRow(event.id, event.event_date, title, event.place, trainer, taken, came, event.places)


def _need_row(need: TrainingNeed, name: str, title: str | None) -> NeedRow:
    return NeedRow(
        need.id,
        need.volunteer_id,
        name,
        need.wording,
        need.source,
        need.noted_date,
        title or "",
        need.met_date,
    )


CATALOGUE = frozenset({TrainingCourse, TrainingRequirement, VolunteerRole})
DOINGS = frozenset(
    {*CATALOGUE, Volunteer, Stage, RoleHolding, TrainingDone, TrainingEvent, TrainingPlace, TrainingNeed}
)
"""The records that lists of training follow."""
