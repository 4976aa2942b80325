"""The people of the charity who can work with a mentee."""

from sqlalchemy import select

from mentordesk.kernel.permissions import Permission
from mentordesk.records.people import Person
from mentordesk.store.work import Reading, query


@query(needs=Permission.MENTEE_VIEW)
def worker_choices(reading: Reading) -> list[tuple[int, str]]:
    """The people who can be a mentee's worker."""
    people = select(Person.id, Person.name).where(Person.active.is_(True)).order_by(Person.name, Person.id)
    return [(row.id, row.name) for row in reading.session.execute(people)]
