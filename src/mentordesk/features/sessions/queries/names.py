"""How mentees are called in lists."""

from mentordesk.records.mentees import Mentee


def mentee_name(mentee: Mentee) -> str:
    """Return how a mentee is called, the preferred name first."""
    called = mentee.preferred_name or mentee.first_names
    return " ".join(part for part in (called, mentee.last_name) if part) or mentee.reference
