"""The training of one volunteer, one training day with its register, and the record on paper."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from mentordesk.features.volunteers.rules.training import (
    EventDraft,
    Ladder,
    NeedDraft,
    PlaceDraft,
    TrainingDraft,
    ladder_of,
)
from mentordesk.kernel.permissions import Permission
from mentordesk.records.organisation import Organisation
from mentordesk.records.pipeline import GONE, Stage
from mentordesk.records.training import (
    Lacking,
    Required,
    RoleHolding,
    TrainingCertificate,
    TrainingCourse,
    TrainingDone,
    TrainingEvent,
    TrainingMark,
    TrainingNeed,
    TrainingPlace,
    VolunteerRole,
    lacking_of,
    required_of,
)
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.work import Reading, query


@dataclass(frozen=True)
class CertificateRow:
    """One certificate, without its content."""

    id: int
    version: int
    name: str
    size: int


@dataclass(frozen=True)
class DoneView:
    """One training that a volunteer did."""

    id: int
    version: int
    training: str
    draft: TrainingDraft
    event_id: int | None
    newest: bool
    """Whether nothing else they did of the same training counts for longer."""
    ladder: Ladder
    certificates: tuple[CertificateRow, ...]


@dataclass(frozen=True)
class NeedView:
    """One need of a volunteer."""

    id: int
    version: int
    training: str
    draft: NeedDraft


@dataclass(frozen=True)
class BookedRow:
    """A training day for which a volunteer is booked."""

    event_id: int
    training: str
    event_date: date
    place: str


@dataclass(frozen=True)
class TrainingView:
    """The training of one volunteer."""

    volunteer_id: int
    name: str
    stage: str
    roles: tuple[int, ...]
    role_names: tuple[str, ...]
    required: tuple[Required, ...]
    lacking: tuple[Lacking, ...]
    done: tuple[DoneView, ...]
    """The newest first."""
    booked: tuple[BookedRow, ...]
    needs: tuple[NeedView, ...]
    """Those that are not met first."""


@dataclass(frozen=True)
class TrainingSheet:
    """The training record of a volunteer as its paper prints it."""

    organisation: str
    charity_number: str
    logo: bytes
    prepared_by: str
    as_at: date
    trail_head: str
    view: TrainingView


@dataclass(frozen=True)
class RegisterRow:
    """One line of a register."""

    volunteer_id: int
    name: str
    mark: TrainingMark


@dataclass(frozen=True)
class EventView:
    """One training day."""

    id: int
    version: int
    training: str
    trainer: str
    draft: EventDraft
    register: tuple[RegisterRow, ...]
    places: tuple[PlaceDraft, ...]


@query(needs=Permission.VOLUNTEER_VIEW)
def training_view(reading: Reading, volunteer_id: int) -> TrainingView:
    """The training of a volunteer as it stands today."""
    volunteer = reading.find(Volunteer, volunteer_id)
    stage = reading.session.get(Stage, volunteer.stage_id) if volunteer.stage_id else None
    held = (
        select(VolunteerRole.id, VolunteerRole.name)
        .join(RoleHolding, RoleHolding.role_id == VolunteerRole.id)
        .where(RoleHolding.volunteer_id == volunteer_id)
        .order_by(VolunteerRole.position, VolunteerRole.id)
    )
    roles = reading.session.execute(held).all()
    return TrainingView(
        volunteer_id,
        volunteer.name,
        stage.name if stage else "",
        tuple(number for number, _ in roles),
        tuple(name for _, name in roles),
        required_of(reading.session, [volunteer_id])[volunteer_id],
        lacking_of(reading.session, [volunteer_id], reading.today)[volunteer_id],
        _done(reading, volunteer_id),
        _booked(reading, volunteer_id),
        _needs(reading, volunteer_id),
    )


@query(needs=Permission.VOLUNTEER_EXPORT)
def training_sheet(reading: Reading, volunteer_id: int) -> TrainingSheet:
    """The training record of a volunteer as its paper prints it."""
    house = reading.session.scalar(select(Organisation).order_by(Organisation.id).limit(1))
    return TrainingSheet(
        house.name if house else "",
        house.charity_number if house else "",
        house.logo if house else b"",
        reading.actor.name,
        reading.today,
        reading.trail_head(),
        training_view(reading, volunteer_id),
    )


@query(needs=Permission.VOLUNTEER_EXPORT)
def certificate_copy(reading: Reading, certificate_id: int) -> bytes:
    """The content of a certificate, for a copy outside."""
    return reading.find(TrainingCertificate, certificate_id).content


@query(needs=Permission.VOLUNTEER_VIEW)
def training_event_view(reading: Reading, event_id: int) -> EventView:
    """One training day with its register, by name."""
    event = reading.find(TrainingEvent, event_id)
    course = reading.session.get(TrainingCourse, event.course_id)
    trainer = reading.session.get(Volunteer, event.trainer_id) if event.trainer_id else None
    found = (
        select(TrainingPlace, Volunteer.name)
        .join(Volunteer, TrainingPlace.volunteer_id == Volunteer.id)
        .where(TrainingPlace.event_id == event_id)
        .order_by(Volunteer.name_key, Volunteer.id)
    )
    rows = reading.session.execute(found).all()
    return EventView(
        event.id,
        event.version,
        course.title if course else "",
        trainer.name if trainer else event.trainer,
        _drafted(EventDraft, event),
        tuple(RegisterRow(place.volunteer_id, name, place.mark) for place, name in rows),
        tuple(PlaceDraft(place.volunteer_id, place.mark) for place, _ in rows),
    )


@query(needs=Permission.VOLUNTEER_EDIT)
def people_to_train(reading: Reading, event_id: int = 0) -> tuple[tuple[int, str], ...]:
    """Who can be booked for training: everybody who is not gone, and who stands in a register already."""
    gone = Volunteer.stage_id.in_(select(Stage.id).where(Stage.kind.in_(GONE)))
    booked = select(TrainingPlace.volunteer_id).where(TrainingPlace.event_id == event_id)
    trains = select(TrainingEvent.trainer_id).where(TrainingEvent.id == event_id)
    known = Volunteer.id.in_(booked) | Volunteer.id.in_(trains)
    found = select(Volunteer.id, Volunteer.name, Volunteer.postcode).where(
        Volunteer.stage_id.is_(None) | ~gone | known
    )
    rows = reading.session.execute(found.order_by(Volunteer.name_key, Volunteer.id))
    return tuple((number, f"{name}, {postcode}" if postcode else name) for number, name, postcode in rows)


def _done(reading: Reading, volunteer_id: int) -> tuple[DoneView, ...]:
    files: dict[int, list[CertificateRow]] = defaultdict(list)
    kept = (
        select(
            TrainingCertificate.done_id,
            TrainingCertificate.id,
            TrainingCertificate.version,
            TrainingCertificate.name,
            TrainingCertificate.size,
        )
        .join(TrainingDone, TrainingCertificate.done_id == TrainingDone.id)
        .where(TrainingDone.volunteer_id == volunteer_id)
        .order_by(TrainingCertificate.id)
    )
    for done_id, number, version, name, size in reading.session.execute(kept):
        files[done_id].append(CertificateRow(number, version, name, size))
    found = (
        select(TrainingDone, TrainingCourse.title, TrainingDone.newest())
        .join(TrainingCourse, TrainingDone.course_id == TrainingCourse.id)
        .where(TrainingDone.volunteer_id == volunteer_id)
        .order_by(TrainingDone.done_date.desc(), TrainingDone.id.desc())
    )
    return tuple(
        DoneView(
            done.id,
            done.version,
            title,
            _drafted(TrainingDraft, done),
            done.event_id,
            bool(newest),
            ladder_of(done.expiry_date, reading.today),
            tuple(files.get(done.id, ())),
        )
        for done, title, newest in reading.session.execute(found)
    )


def _booked(reading: Reading, volunteer_id: int) -> tuple[BookedRow, ...]:
    found = (
        select(TrainingEvent, TrainingCourse.title)
        .join(TrainingPlace, TrainingPlace.event_id == TrainingEvent.id)
        .join(TrainingCourse, TrainingEvent.course_id == TrainingCourse.id)
        .where(
            TrainingPlace.volunteer_id == volunteer_id,
            TrainingPlace.mark == TrainingMark.BOOKED,
            TrainingEvent.event_date >= reading.today,
        )
        .order_by(TrainingEvent.event_date, TrainingEvent.id)
    )
    return tuple(
        BookedRow(event.id, title, event.event_date, event.place)
        for event, title in reading.session.execute(found)
    )


def _needs(reading: Reading, volunteer_id: int) -> tuple[NeedView, ...]:
    found = (
        select(TrainingNeed, TrainingCourse.title)
        .outerjoin(TrainingCourse, TrainingNeed.course_id == TrainingCourse.id)
        .where(TrainingNeed.volunteer_id == volunteer_id)
        .order_by(TrainingNeed.met_date.is_not(None), TrainingNeed.noted_date.desc(), TrainingNeed.id.desc())
    )
    return tuple(
        NeedView(need.id, need.version, title or "", _drafted(NeedDraft, need))
        for need, title in reading.session.execute(found)
    )


def _drafted(kind: Any, record: object) -> Any:
    return kind(**{name: getattr(record, name) for name in kind.__dataclass_fields__})
