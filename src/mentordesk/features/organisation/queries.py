"""The organisation's details, and the people who sign in."""

from dataclasses import dataclass

from sqlalchemy import func, select

from mentordesk.features.organisation.rules import OrganisationDraft, PersonDraft
from mentordesk.kernel.columns import Column
from mentordesk.kernel.paging import ListAsk, Page
from mentordesk.kernel.permissions import Permission, Role, held_by, may_be_changed
from mentordesk.records.organisation import Organisation
from mentordesk.records.people import Person, RoleGrant
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.paging import contains, fetch_page
from mentordesk.store.work import Reading, query


@dataclass(frozen=True)
class OrganisationSheet:
    """The organisation, with the version that a form sends back."""

    id: int
    version: int
    draft: OrganisationDraft


@dataclass(frozen=True)
class PersonRow:
    """Somebody who signs in, or did."""

    id: int
    version: int
    name: str
    role: Role
    active: bool
    mentor_id: int | None = None
    mentor: str = ""

    @property
    def draft(self) -> PersonDraft:
        """The person as a form starts from."""
        return PersonDraft(self.name, self.role, self.mentor_id)


PERSON_COLUMNS: tuple[Column[PersonRow], ...] = (
    Column("Name", lambda row: row.name, "name", width=280),
    Column("Role", lambda row: row.role.label, "role", width=160),
    Column("As mentor", lambda row: row.mentor, width=160),
    Column("Signs in", lambda row: "Yes" if row.active else "No, removed", "active", width=140),
)


@query(needs=Permission.SIGN_IN)
def organisation_name(reading: Reading) -> str:
    """The organisation's name; empty before it is set up."""
    return reading.session.scalar(select(Organisation.name).order_by(Organisation.id).limit(1)) or ""


@query(needs=Permission.SIGN_IN)
def organisation_sheet(reading: Reading) -> OrganisationSheet:
    """The organisation's details."""
    house = reading.session.scalars(select(Organisation).order_by(Organisation.id).limit(1)).one()
    draft = OrganisationDraft(
        house.name, house.charity_number, house.logo, house.year_starts, house.ask_reason
    )
    return OrganisationSheet(house.id, house.version, draft)


@query(needs=Permission.PEOPLE_VIEW)
def person_page(reading: Reading, ask: ListAsk) -> Page[PersonRow]:
    """The people who sign in, filtered by name and role."""
    found = select(Person, Volunteer).outerjoin(Volunteer, Volunteer.person_id == Person.id)
    if words := ask.search.strip():
        found = found.where(contains(Person.name, words))
    if role := ask.filter("role"):
        found = found.where(Person.role == role)
    orders = {"name": func.lower(Person.name), "role": Person.role, "active": Person.active}
    return fetch_page(reading, found, ask, orders, Person.id, lambda row: _row(row[0], row[1]))


@query(needs=Permission.PEOPLE_VIEW)
def person_row(reading: Reading, person_id: int) -> PersonRow:
    """One person who signs in."""
    mentor = reading.session.scalar(select(Volunteer).where(Volunteer.person_id == person_id))
    return _row(reading.find(Person, person_id), mentor)


@query(needs=Permission.PEOPLE_VIEW)
def managers(reading: Reading) -> list[PersonRow]:
    """The managers who sign in, in the order in which they were added."""
    found = select(Person).where(Person.active.is_(True), Person.role == Role.MANAGER).order_by(Person.id)
    return [_row(person, None) for person in reading.session.scalars(found)]


@query(needs=Permission.PEOPLE_MANAGE)
def mentors_to_sign_in(reading: Reading) -> tuple[tuple[int, str], ...]:
    """The mentors as whom somebody could sign in, by number and name."""
    found = select(Volunteer.id, Volunteer.name).where(Volunteer.active.is_(True))
    rows = reading.session.execute(found.order_by(Volunteer.name_key, Volunteer.id))
    return tuple((row.id, row.name) for row in rows)


@dataclass(frozen=True)
class GrantRow:
    """One permission, the roles that hold it, and the roles for which that can be changed."""

    permission: Permission
    held_by: frozenset[Role]
    open_for: frozenset[Role]


@query(needs=Permission.PEOPLE_MANAGE)
def grant_rows(reading: Reading) -> tuple[GrantRow, ...]:
    """What each role may do, permission by permission."""
    grants = reading.session.scalars(select(RoleGrant))
    changes = {(each.role, each.permission): each.granted for each in grants}
    held = {role: held_by(role, changes) for role in Role}
    return tuple(
        GrantRow(
            each,
            frozenset(role for role in Role if each in held[role]),
            frozenset(role for role in Role if may_be_changed(role, each)),
        )
        for each in Permission
        if each is not Permission.SYSTEM
    )


def _row(person: Person, mentor: Volunteer | None) -> PersonRow:
    return PersonRow(
        person.id,
        person.version,
        person.name,
        person.role,
        person.active,
        mentor.id if mentor else None,
        mentor.name if mentor else "",
    )
