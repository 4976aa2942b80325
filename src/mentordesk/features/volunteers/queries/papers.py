"""Volunteers on paper: the profile of one, and badges of everybody who serves."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from mentordesk.features.volunteers.queries.development import development_view
from mentordesk.features.volunteers.queries.hours import HoursWhen, hours_of
from mentordesk.features.volunteers.queries.one import volunteer_view
from mentordesk.features.volunteers.rules.hours import HoursKind, in_hours
from mentordesk.features.volunteers.rules.naming import volunteer_reference
from mentordesk.kernel.formats import count_of, date_range, long_date, sentence_list
from mentordesk.kernel.permissions import Permission
from mentordesk.records.clearances import PrisonClearance
from mentordesk.records.organisation import Organisation
from mentordesk.records.pipeline import SERVING, Stage
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.work import Reading, query

Facts = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ProfileSheet:
    """The profile of one volunteer as it is printed; nothing that is said in confidence."""

    organisation: str
    charity_number: str
    logo: bytes
    prepared_by: str
    as_at: date
    trail_head: str
    volunteer_id: int
    reference: str
    name: str
    groups: tuple[tuple[str, Facts], ...]


@dataclass(frozen=True)
class BadgeSheet:
    """Badges to print: whose, what each is, and until when it is valid."""

    organisation: str
    charity_number: str
    logo: bytes
    as_at: date
    trail_head: str
    people: tuple[tuple[str, str], ...]
    """The reference and name of each."""
    role: str = ""
    """What stands on each badge, as it was asked for."""
    valid_to: date | None = None


@query(needs=Permission.VOLUNTEER_EXPORT)
def profile_sheet(reading: Reading, volunteer_id: int) -> ProfileSheet:
    """The profile of one volunteer as it is printed."""
    volunteer = reading.find(Volunteer, volunteer_id)
    house = reading.session.scalar(select(Organisation).order_by(Organisation.id).limit(1))
    return ProfileSheet(
        house.name if house else "",
        house.charity_number if house else "",
        house.logo if house else b"",
        reading.actor.name,
        reading.today,
        reading.trail_head(),
        volunteer_id,
        volunteer_reference(volunteer_id),
        volunteer.name,
        (
            ("Where they stand", _standing(reading, volunteer_id)),
            ("How to reach them", _contact(volunteer)),
            ("What they bring", _brings(volunteer)),
            ("Checks and development", _checks(reading, volunteer)),
            ("Hours in the last 12 months", _hours(reading, volunteer_id)),
        ),
    )


@query(needs=Permission.VOLUNTEER_EXPORT)
def badge_sheet(reading: Reading, numbers: tuple[int, ...] = ()) -> BadgeSheet:
    """Badges of some volunteers, or of everybody who serves when none are named."""
    house = reading.session.scalar(select(Organisation).order_by(Organisation.id).limit(1))
    found = select(Volunteer.id, Volunteer.name).order_by(Volunteer.name_key, Volunteer.id)
    if numbers:
        found = found.where(Volunteer.id.in_(numbers))
    else:
        found = found.where(Volunteer.stage_id.in_(select(Stage.id).where(Stage.kind.in_(SERVING))))
    return BadgeSheet(
        house.name if house else "",
        house.charity_number if house else "",
        house.logo if house else b"",
        reading.today,
        reading.trail_head(),
        tuple((volunteer_reference(row.id), row.name) for row in reading.session.execute(found)),
    )


def _standing(reading: Reading, volunteer_id: int) -> Facts:
    view = volunteer_view(reading, volunteer_id)
    served = []
    for row in view.spells:
        if row.draft.start_date is None:
            continue
        last = long_date(row.draft.end_date) if row.draft.end_date else "now"
        served.append(f"{long_date(row.draft.start_date)} to {last}")
    mentees = f"{count_of(view.mentees, 'mentee')}, at most {view.caseload_limit:,}"
    return (
        ("Stage", view.stage),
        ("Service", "\n".join(served) or "Not begun"),
        ("Mentees", mentees),
        ("Missing before a match", "\n".join(view.missing) or "Nothing"),
    )


def _contact(volunteer: Volunteer) -> Facts:
    whom = (volunteer.emergency_name, volunteer.emergency_relation, volunteer.emergency_phone)
    return (
        ("Phone", volunteer.phone),
        ("Email", volunteer.email),
        ("Address", volunteer.address),
        ("Postcode", volunteer.postcode),
        ("In an emergency", ", ".join(part for part in whom if part)),
    )


def _brings(volunteer: Volunteer) -> Facts:
    return (
        ("Languages", volunteer.languages),
        ("Interests", volunteer.interests),
        ("Skills", volunteer.skills),
        ("Area", volunteer.area),
        ("How they travel", volunteer.travel),
        ("Can meet", sentence_list(each.label for each in volunteer.times)),
    )


def _checks(reading: Reading, volunteer: Volunteer) -> Facts:
    found = select(PrisonClearance).where(PrisonClearance.volunteer_id == volunteer.id)
    prisons = [
        f"{each.establishment}, until {long_date(each.to_date)}" if each.to_date else each.establishment
        for each in reading.session.scalars(found.order_by(PrisonClearance.establishment_key))
        if each.in_force(reading.today)
    ]
    decision = volunteer.dbs_decision.label if volunteer.dbs_decision else "No decision yet"
    dbs = f"{decision}, {long_date(volunteer.dbs_date)}" if volunteer.dbs_date else decision
    references, training = volunteer.references_date, volunteer.training_date
    return (
        ("DBS check", dbs),
        ("References", f"Satisfactory, {long_date(references)}" if references else "Not all taken"),
        ("Training", f"Done, {long_date(training)}" if training else "Not done"),
        ("Cleared for", "\n".join(prisons) or "No prison"),
        ("Personal development plan", development_view(reading, volunteer.id).state.label),
    )


def _hours(reading: Reading, volunteer_id: int) -> Facts:
    view = hours_of(reading, volunteer_id, HoursWhen.TWELVE_MONTHS)
    by_kind = tuple((kind.label, in_hours(view.hours.of(kind))) for kind in HoursKind)
    period = date_range(view.period.first, view.period.last)
    return (("Period", period), *by_kind, ("Altogether", in_hours(view.hours.total)))
