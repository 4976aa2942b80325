"""The organisation's details, and the people who sign in."""

from dataclasses import dataclass

from sqlalchemy import func, select

from mentordesk.features.organisation.rules import OrganisationDraft, PersonDraft
from mentordesk.kernel.columns import Column
from mentordesk.kernel.paging import ListAsk, Page
from mentordesk.kernel.permissions import Permission, Role
from mentordesk.records.organisation import Organisation
from mentordesk.records.people import Person
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

    @property
    def draft(self) -> PersonDraft:
        """The person as a form starts from."""
        return PersonDraft(self.name, self.role)


PERSON_COLUMNS: tuple[Column[PersonRow], ...] = (
    Column("Name", lambda row: row.name, "name", width=280),
    Column("Role", lambda row: row.role.label, "role", width=160),
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
    draft = OrganisationDraft(house.name, house.charity_number, house.logo, house.year_starts)
    return OrganisationSheet(house.id, house.version, draft)


@query(needs=Permission.PEOPLE_VIEW)
def person_page(reading: Reading, ask: ListAsk) -> Page[PersonRow]:
    """The people who sign in, filtered by name and role."""
    found = select(Person)
    if words := ask.search.strip():
        found = found.where(contains(Person.name, words))
    if role := ask.filter("role"):
        found = found.where(Person.role == role)
    orders = {"name": func.lower(Person.name), "role": Person.role, "active": Person.active}
    return fetch_page(reading, found, ask, orders, Person.id, lambda row: _row(row[0]))


@query(needs=Permission.PEOPLE_VIEW)
def person_row(reading: Reading, person_id: int) -> PersonRow:
    """One person who signs in."""
    return _row(reading.find(Person, person_id))


@query(needs=Permission.PEOPLE_VIEW)
def managers(reading: Reading) -> list[PersonRow]:
    """The managers who sign in, in the order in which they were added."""
    found = select(Person).where(Person.active.is_(True), Person.role == Role.MANAGER).order_by(Person.id)
    return [_row(person) for person in reading.session.scalars(found)]


def _row(person: Person) -> PersonRow:
    return PersonRow(person.id, person.version, person.name, person.role, person.active)
