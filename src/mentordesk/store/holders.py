"""Whom the key slots of a casebook are made for: the people who sign in."""

from sqlalchemy import select

from mentordesk.kernel.formats import initials
from mentordesk.kernel.permissions import Permission, Role
from mentordesk.records.people import Person
from mentordesk.store.keys import Holder
from mentordesk.store.work import Reading, query


def holder_of(reading: Reading, person: Person, *, starter: bool = False) -> Holder:
    """Return whom a person's slot is made for; people with the same initials are told apart by a number."""
    short = initials(person.name) or "?"
    people = reading.session.scalars(
        select(Person).where(Person.active.is_(True), Person.id < person.id).order_by(Person.id)
    )
    same = sum(initials(other.name) == short for other in people)
    return Holder(
        person.slot,
        person.name,
        f"{short} {same + 1}" if same else short,
        manager=person.role is Role.MANAGER,
        starter=starter,
    )


@query(needs=Permission.PEOPLE_MANAGE)
def key_holders(reading: Reading) -> tuple[Holder, ...]:
    """Everybody who signs in, in the order in which they were added."""
    people = reading.session.scalars(select(Person).where(Person.active.is_(True)).order_by(Person.id))
    return tuple(holder_of(reading, person) for person in people)
