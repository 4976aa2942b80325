"""One volunteer: where they stand, how they came there, their service, what they could hand over."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from mentordesk.features.volunteers.rules.pipeline import VolunteerDraft, stands_too_long
from mentordesk.features.volunteers.rules.spells import BreakDraft, SpellDraft
from mentordesk.kernel.permissions import Permission
from mentordesk.records.matches import OPEN, Match
from mentordesk.records.matching import mentor_facts
from mentordesk.records.mentees import Mentee
from mentordesk.records.people import Person
from mentordesk.records.pipeline import GONE, SERVING, Stage, StageChange, StageKind, stage_of
from mentordesk.records.safety import clearance
from mentordesk.records.spells import Spell
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.work import Reading, query

_FIELDS = tuple(VolunteerDraft.__dataclass_fields__)
_SPELL = tuple(name for name in SpellDraft.__dataclass_fields__ if name != "breaks")


@dataclass(frozen=True)
class StepRow:
    """One step: to which stage, when, why, and who decided."""

    stage: str
    change_date: date
    reason: str
    by: str


@dataclass(frozen=True)
class SpellRow:
    """One time of service."""

    id: int
    version: int
    draft: SpellDraft


@dataclass(frozen=True)
class OpenMatch:
    """A match that a leaver would leave behind."""

    id: int
    version: int
    mentee: str
    status: str

    @property
    def field(self) -> str:
        """The field of a form that says who takes it over."""
        return f"hand_over_{self.id}"


@dataclass(frozen=True)
class VolunteerView:
    """One volunteer as the page shows them."""

    id: int
    version: int
    draft: VolunteerDraft
    stage_id: int | None
    stage: str
    kind: StageKind
    since: date
    too_long: bool
    active: bool
    missing: tuple[str, ...]
    mentees: int
    caseload_limit: int
    steps: tuple[StepRow, ...]
    spells: tuple[SpellRow, ...]
    matches: tuple[OpenMatch, ...]
    mentee_id: int | None
    """Who they were as a mentee, for those who may know."""
    signs_in: str
    """As whom they sign in, when they do."""


@query(needs=Permission.VOLUNTEER_VIEW)
def volunteer_view(reading: Reading, volunteer_id: int) -> VolunteerView:
    """One volunteer as the page shows them."""
    volunteer = reading.find(Volunteer, volunteer_id)
    stage = stage_of(reading.session, volunteer)
    (facts,) = mentor_facts(reading.session, [volunteer_id])
    person = reading.session.get(Person, volunteer.person_id) if volunteer.person_id else None
    return VolunteerView(
        volunteer.id,
        volunteer.version,
        VolunteerDraft(**{name: getattr(volunteer, name) for name in _FIELDS}),
        volunteer.stage_id,
        stage.name,
        stage.kind,
        volunteer.stage_date,
        stands_too_long(stage.days, volunteer.stage_date, reading.today),
        volunteer.active,
        clearance(facts, reading.today) if stage.kind not in GONE else (),
        len(facts.mentees),
        volunteer.caseload_limit,
        _steps(reading, volunteer_id),
        spell_rows(reading, volunteer_id),
        _matches(reading, volunteer_id),
        volunteer.mentee_id if reading.holds(Permission.MENTEE_VIEW) else None,
        f"{person.name}, {person.role.label.lower()}" if person else "",
    )


@query(needs=Permission.VOLUNTEER_EDIT)
def heirs(reading: Reading, leaver_id: int) -> tuple[tuple[int, str], ...]:
    """Who could take a match over: everybody who serves, but for the leaver."""
    serving = select(Stage.id).where(Stage.kind.in_(SERVING))
    found = select(Volunteer).where(Volunteer.stage_id.in_(serving), Volunteer.id != leaver_id)
    rows = reading.session.scalars(found.order_by(Volunteer.name_key, Volunteer.id))
    return tuple((each.id, f"{each.name}, {each.postcode}" if each.postcode else each.name) for each in rows)


def spell_rows(reading: Reading, volunteer_id: int) -> tuple[SpellRow, ...]:
    """Return the times of service of a volunteer, the newest first."""
    found = (
        select(Spell)
        .where(Spell.volunteer_id == volunteer_id)
        .options(selectinload(Spell.breaks))
        .order_by(Spell.start_date.desc(), Spell.id.desc())
    )
    return tuple(SpellRow(each.id, each.version, _spell(each)) for each in reading.session.scalars(found))


def _spell(spell: Spell) -> SpellDraft:
    breaks = tuple(BreakDraft(each.id, each.start_date, each.end_date, each.reason) for each in spell.breaks)
    return SpellDraft(**{name: getattr(spell, name) for name in _SPELL}, breaks=breaks)


def _steps(reading: Reading, volunteer_id: int) -> tuple[StepRow, ...]:
    found = (
        select(StageChange, Stage.name, Person.name)
        .outerjoin(Stage, StageChange.stage_id == Stage.id)
        .outerjoin(Person, StageChange.person_id == Person.id)
        .where(StageChange.volunteer_id == volunteer_id)
        .order_by(StageChange.change_date.desc(), StageChange.id.desc())
    )
    return tuple(
        StepRow(stage or "A stage that is no longer used", change.change_date, change.reason, by or "")
        for change, stage, by in reading.session.execute(found)
    )


def _matches(reading: Reading, volunteer_id: int) -> tuple[OpenMatch, ...]:
    if not reading.holds(Permission.MATCH_VIEW):
        return ()
    found = (
        select(Match, Mentee)
        .join(Mentee, Match.mentee_id == Mentee.id)
        .where(Match.volunteer_id == volunteer_id, Match.status.in_(OPEN))
        .order_by(Match.id)
    )
    return tuple(
        OpenMatch(match.id, match.version, _called(mentee), match.status.label)
        for match, mentee in reading.session.execute(found)
    )


def _called(mentee: Mentee) -> str:
    first = mentee.preferred_name or mentee.first_names
    return f"{first} {mentee.last_name}".strip() or mentee.reference
