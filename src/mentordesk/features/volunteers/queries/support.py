"""Support: what a volunteer's page shows of it, who is to be talked with, and what was agreed."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from mentordesk.features.volunteers.rules.support import (
    THE_VOLUNTEER,
    ActionDraft,
    SupportState,
    TalkDraft,
    due_from,
    support_state,
)
from mentordesk.kernel.permissions import Permission, Role
from mentordesk.records.clearances import VolunteerSettings
from mentordesk.records.people import Person
from mentordesk.records.pipeline import SERVING, stage_of
from mentordesk.records.support import (
    SupportAction,
    SupportLine,
    SupportNote,
    SupportTalk,
    TalkStatus,
    counted_from,
    debriefs_to_offer,
    sees_note,
)
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.work import Reading, query

SHOWN = 12


@dataclass(frozen=True)
class TalkRow:
    """One talk; its draft holds no confidence for those outside its line."""

    id: int
    version: int
    status: TalkStatus
    draft: TalkDraft
    by: str
    session_id: int | None
    noted: bool
    """Whether something was said in confidence."""
    in_line: bool
    """Whether whoever asks may read and write that."""


@dataclass(frozen=True)
class ActionRow:
    """Something that was agreed and is still open."""

    id: int
    version: int
    wording: str
    owner: str
    due_date: date


@dataclass(frozen=True)
class Debrief:
    """A session with a concern after which nobody has offered a debrief yet."""

    session_id: int
    session_date: date


@dataclass(frozen=True)
class SupportView:
    """The support of one volunteer."""

    volunteer_id: int
    name: str
    supporter_id: int | None
    supporter: str
    line_version: int
    state: SupportState | None
    """Whether the next talk is due; none for those who pause, apply or have left."""
    due_date: date | None
    weeks: int
    late_weeks: int
    planned: tuple[TalkRow, ...]
    talks: tuple[TalkRow, ...]
    """The newest that were held or declined."""
    earlier: int
    """How many older ones there are."""
    actions: tuple[ActionRow, ...]
    debriefs: tuple[Debrief, ...]


@query(needs=Permission.VOLUNTEER_VIEW)
def support_view(reading: Reading, volunteer_id: int) -> SupportView:
    """The support of one volunteer; confidences only for their line."""
    volunteer = reading.find(Volunteer, volunteer_id)
    line = reading.session.scalar(select(SupportLine).where(SupportLine.volunteer_id == volunteer_id))
    people = people_by_number(reading)
    weeks, late_weeks = support_weeks(reading)
    state, due = None, None
    if stage_of(reading.session, volunteer).kind in SERVING:
        counted = reading.session.scalars(select(counted_from()).where(Volunteer.id == volunteer_id)).one()
        state, due = support_state(counted, weeks, late_weeks, reading.today), due_from(counted, weeks)
    rows = [_talk(reading, each, people) for each in _talks(reading, volunteer_id)]
    held = [each for each in rows if each.status is not TalkStatus.PLANNED]
    return SupportView(
        volunteer_id,
        volunteer.name,
        line.person_id if line else None,
        people.get(line.person_id, "") if line else "",
        line.version if line else 0,
        state,
        due,
        weeks,
        late_weeks,
        tuple(each for each in reversed(rows) if each.status is TalkStatus.PLANNED),
        tuple(held[:SHOWN]),
        max(len(held) - SHOWN, 0),
        _actions(reading, volunteer_id, people),
        _debriefs(reading, volunteer_id),
    )


@query(needs=Permission.VOLUNTEER_VIEW)
def talk_row(reading: Reading, talk_id: int) -> TalkRow:
    """One talk, as its form starts from it."""
    return _talk(reading, reading.find(SupportTalk, talk_id), people_by_number(reading))


@query(needs=Permission.VOLUNTEER_VIEW)
def supporters(reading: Reading) -> tuple[tuple[int, str], ...]:
    """The managers and coordinators, who hold talks, by number and name."""
    leads = Person.role.in_((Role.MANAGER, Role.COORDINATOR))
    found = select(Person.id, Person.name).where(Person.active, leads).order_by(Person.name, Person.id)
    return tuple((row.id, row.name) for row in reading.session.execute(found))


def support_weeks(reading: Reading) -> tuple[int, int]:
    """Return after how many weeks a talk is due, and overdue."""
    row = reading.session.scalars(select(VolunteerSettings).order_by(VolunteerSettings.id).limit(1)).one()
    return row.support_weeks, row.support_late_weeks


def people_by_number(reading: Reading) -> dict[int | None, str]:
    """Return who signs in or did, by number."""
    return {row.id: row.name for row in reading.session.execute(select(Person.id, Person.name))}


def _talks(reading: Reading, volunteer_id: int) -> list[SupportTalk]:
    found = select(SupportTalk).where(SupportTalk.volunteer_id == volunteer_id)
    ordered = found.order_by(SupportTalk.talk_date.desc(), SupportTalk.id.desc())
    return list(reading.session.scalars(ordered.options(selectinload(SupportTalk.actions))))


def _talk(reading: Reading, talk: SupportTalk, people: dict[int | None, str]) -> TalkRow:
    note = reading.session.scalar(select(SupportNote).where(SupportNote.talk_id == talk.id))
    may = sees_note(reading.session, talk, note, reading.actor.person_id, reading.holds)
    told = note if may else None
    actions = tuple(
        ActionDraft(
            each.id,
            each.wording,
            THE_VOLUNTEER if each.owner_id is None else each.owner_id,
            each.due_date,
            each.done_date,
        )
        for each in talk.actions
    )
    draft = TalkDraft(
        talk.kind,
        talk.talk_date,
        talk.minutes,
        talk.person_id,
        talk.topic,
        told.note if told else "",
        told.wellbeing if told else None,
        told.wellbeing_note if told else "",
        actions,
    )
    by = people.get(talk.person_id, "")
    return TalkRow(talk.id, talk.version, talk.status, draft, by, talk.session_id, note is not None, may)


def _actions(reading: Reading, volunteer_id: int, people: dict[int | None, str]) -> tuple[ActionRow, ...]:
    found = (
        select(SupportAction)
        .join(SupportTalk, SupportTalk.id == SupportAction.talk_id)
        .where(SupportTalk.volunteer_id == volunteer_id, SupportAction.done_date.is_(None))
        .order_by(SupportAction.due_date, SupportAction.id)
    )
    return tuple(
        ActionRow(
            each.id, each.version, each.wording, people.get(each.owner_id, "The volunteer"), each.due_date
        )
        for each in reading.session.scalars(found)
    )


def _debriefs(reading: Reading, volunteer_id: int) -> tuple[Debrief, ...]:
    if not reading.holds(Permission.CONCERN_VIEW):
        return ()
    found = debriefs_to_offer(reading.today)
    rows = reading.session.execute(found.where(Volunteer.id == volunteer_id))
    return tuple(sorted((Debrief(row[0], row[1]) for row in rows), key=lambda each: each.session_date))
