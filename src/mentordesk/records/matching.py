"""What must be known to match a mentee with mentors, gathered from the records in a few questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from mentordesk.kernel.week import PartOfWeek
from mentordesk.records.clearances import PrisonClearance
from mentordesk.records.justice import (
    NonAssociation,
    Placement,
    Restriction,
    RestrictionKind,
    RiskSummary,
    Scheme,
    SchemeKind,
    Setting,
)
from mentordesk.records.matches import OPEN, District, Match, MatchWish
from mentordesk.records.mentees import Flag, FlagKind, Mentee
from mentordesk.records.pipeline import GONE, Stage
from mentordesk.records.volunteers import (
    DbsDecision,
    DeclaredConflict,
    Gender,
    SettingLevel,
    Volunteer,
)


@dataclass(frozen=True)
class PrisonFact:
    """That a mentor was cleared for a prison; `key` is its name as it is compared."""

    key: str
    name: str
    granted_date: date | None = None
    to_date: date | None = None
    """The last day on which it holds, whether it ran out or was withdrawn."""


@dataclass(frozen=True)
class MentorFacts:
    """A mentor as matching sees them; `mentees` are those with an open match, `conflicts` those declared."""

    id: int
    name: str
    postcode: str = ""
    area: str = ""
    times: tuple[PartOfWeek, ...] = ()
    languages: str = ""
    interests: str = ""
    skills: str = ""
    lived_experience: str = ""
    gender: Gender | None = None
    mentee_gender: Gender | None = None
    caseload_limit: int = 1
    dbs_decision: DbsDecision | None = None
    dbs_date: date | None = None
    references_date: date | None = None
    training_date: date | None = None
    setting_level: SettingLevel | None = None
    lone_working: bool = False
    active: bool = True
    mentees: frozenset[int] = frozenset()
    conflicts: frozenset[int] = frozenset()
    mentee_id: int | None = None
    """Their own number as a mentee, when they were mentored here."""
    prisons: tuple[PrisonFact, ...] = ()
    """What is known of their clearance for single prisons."""


@dataclass(frozen=True)
class MenteeFacts:
    """A mentee as matching sees them; `exclusions` are the areas where they may not go, as written."""

    id: int
    postcode: str = ""
    language: str = ""
    interpreter: bool = False
    setting: Setting | None = None
    place: str = ""
    """The prison where they are, while they are in custody."""
    exclusions: tuple[str, ...] = ()
    non_associations: frozenset[int] = frozenset()
    mappa: bool = False
    risk_level: str = ""
    gender: Gender | None = None
    mentor_gender: Gender | None = None
    meeting_postcode: str = ""
    times: tuple[PartOfWeek, ...] = ()
    interests: str = ""
    help_wanted: str = ""
    lived_experience: bool = False
    lone_working: bool = False


def mentor_facts(session: Session, numbers: Sequence[int] | None = None) -> list[MentorFacts]:
    """Return some mentors, or all who have not left, by name."""
    chosen = select(Volunteer).order_by(Volunteer.name_key, Volunteer.id)
    gone = select(Stage.id).where(Stage.kind.in_(GONE))
    matched = select(Match.volunteer_id, Match.mentee_id).where(Match.status.in_(OPEN))
    declared = select(DeclaredConflict.volunteer_id, DeclaredConflict.mentee_id)
    if numbers is None:
        chosen = chosen.where(Volunteer.stage_id.is_(None) | Volunteer.stage_id.not_in(gone))
    else:
        chosen = chosen.where(Volunteer.id.in_(numbers))
        matched = matched.where(Match.volunteer_id.in_(numbers))
        declared = declared.where(DeclaredConflict.volunteer_id.in_(numbers))
    mentees: dict[int, set[int]] = {}
    conflicts: dict[int, set[int]] = {}
    for found, statement in ((mentees, matched), (conflicts, declared)):
        for volunteer_id, mentee_id in session.execute(statement):
            found.setdefault(volunteer_id, set()).add(mentee_id)
    prisons = _prisons(session, numbers)
    return [
        MentorFacts(
            each.id,
            each.name,
            each.postcode,
            each.area,
            each.times,
            each.languages,
            each.interests,
            each.skills,
            each.lived_experience,
            each.gender,
            each.mentee_gender,
            each.caseload_limit,
            each.dbs_decision,
            each.dbs_date,
            each.references_date,
            each.training_date,
            each.setting_level,
            each.lone_working,
            each.active,
            frozenset(mentees.get(each.id, ())),
            frozenset(conflicts.get(each.id, ())),
            each.mentee_id,
            tuple(prisons.get(each.id, ())),
        )
        for each in session.scalars(chosen)
    ]


def _prisons(session: Session, numbers: Sequence[int] | None) -> dict[int, list[PrisonFact]]:
    cleared = select(PrisonClearance).order_by(PrisonClearance.id)
    if numbers is not None:
        cleared = cleared.where(PrisonClearance.volunteer_id.in_(numbers))
    found: dict[int, list[PrisonFact]] = {}
    for each in session.scalars(cleared):
        ends = [day for day in (each.to_date, each.withdrawn_date) if day is not None]
        fact = PrisonFact(
            each.establishment_key, each.establishment, each.granted_date, min(ends, default=None)
        )
        found.setdefault(each.volunteer_id, []).append(fact)
    return found


def mentee_facts(session: Session, mentee: Mentee, today: date) -> MenteeFacts:
    """Return a mentee with their wishes, and what the justice context says about meeting them today."""
    wish = session.scalar(select(MatchWish).where(MatchWish.mentee_id == mentee.id)) or _no_wish()
    risk = session.scalars(
        select(RiskSummary.level)
        .where(RiskSummary.mentee_id == mentee.id)
        .order_by(RiskSummary.supplied_date.desc(), RiskSummary.id.desc())
        .limit(1)
    ).first()
    return MenteeFacts(
        mentee.id,
        mentee.postcode,
        mentee.language,
        mentee.interpreter,
        *_stay(session, mentee.id, today),
        _exclusions(session, mentee.id, today),
        _non_associations(session, mentee.id),
        _mappa(session, mentee.id, today),
        risk or "",
        wish.gender,
        wish.mentor_gender,
        wish.meeting_postcode,
        wish.times,
        wish.interests,
        wish.help_wanted,
        wish.lived_experience,
        wish.lone_working,
    )


def coordinates_of_districts(session: Session) -> dict[str, tuple[int, int]]:
    """Return northing and easting of every district that was typed."""
    rows = session.execute(select(District.code, District.northing, District.easting))
    return {code: (northing, easting) for code, northing, easting in rows}


def _no_wish() -> MatchWish:
    nothing: dict[str, Any] = dict.fromkeys(("meeting_postcode", "interests", "help_wanted"), "")
    return MatchWish(times=(), lived_experience=False, lone_working=False, **nothing)


def _stay(session: Session, mentee_id: int, today: date) -> tuple[Setting | None, str]:
    """Return where a mentee is today: custody or the community, and in custody which prison."""
    found = select(Placement.setting, Placement.place).where(
        Placement.mentee_id == mentee_id,
        Placement.from_date <= today,
        Placement.to_date.is_(None) | (Placement.to_date >= today),
    )
    newest = found.order_by(Placement.from_date.desc(), Placement.id.desc()).limit(1)
    row = session.execute(newest).first()
    if row is None:
        return None, ""
    return row.setting, row.place if row.setting is Setting.CUSTODY else ""


def _exclusions(session: Session, mentee_id: int, today: date) -> tuple[str, ...]:
    found = select(Restriction.says).where(
        Restriction.mentee_id == mentee_id,
        Restriction.kind == RestrictionKind.EXCLUSION,
        Restriction.to_date.is_(None) | (Restriction.to_date >= today),
    )
    return tuple(session.scalars(found.order_by(Restriction.id)))


def _non_associations(session: Session, mentee_id: int) -> frozenset[int]:
    pairs = session.execute(
        select(NonAssociation.first_id, NonAssociation.second_id).where(
            (NonAssociation.first_id == mentee_id) | (NonAssociation.second_id == mentee_id)
        )
    )
    return frozenset(number for pair in pairs for number in pair if number != mentee_id)


def _mappa(session: Session, mentee_id: int, today: date) -> bool:
    schemes = session.scalars(
        select(Scheme).where(Scheme.mentee_id == mentee_id, Scheme.kind == SchemeKind.MAPPA)
    )
    flags = session.scalars(select(Flag).where(Flag.mentee_id == mentee_id, Flag.kind == FlagKind.MAPPA))
    return any(each.in_force(today) for each in schemes) or any(each.in_force(today) for each in flags)
