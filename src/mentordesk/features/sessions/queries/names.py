"""How people are called in lists, and everybody by number for a field that finds people."""

from sqlalchemy import select

from mentordesk.kernel.permissions import Permission
from mentordesk.records.mentees import OVER, Mentee
from mentordesk.store.work import Reading, query


def mentee_name(mentee: Mentee) -> str:
    """Return how a mentee is called, the preferred name first."""
    called = mentee.preferred_name or mentee.first_names
    return " ".join(part for part in (called, mentee.last_name) if part) or mentee.reference


@query(needs=Permission.SESSION_RECORD)
def people_to_choose(reading: Reading) -> tuple[tuple[int, str], ...]:
    """Every mentee whom the person may see, by number and name; those who are still with us first."""
    found = reading.session.scalars(
        select(Mentee).order_by(Mentee.status.in_(OVER), Mentee.name_key, Mentee.id)
    )
    return tuple((each.id, f"{mentee_name(each)} ({each.reference})") for each in found)
