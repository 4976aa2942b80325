"""Fields that find a mentee or a mentor by typing."""

from mentordesk.features.sessions.queries.recording import mentees_found, mentees_last, mentors_found
from mentordesk.features.sessions.screens.session_values import picked
from mentordesk.ui.desk import Desk
from mentordesk.ui.fields import Picked, PickField


def mentee_field(desk: Desk, label: str = "Mentee") -> PickField:
    """Return a field of one mentee; those recorded last are offered at once."""

    def find(words: str) -> list[Picked]:
        rows = desk.read(mentees_found, words) if words.strip() else desk.read(mentees_last)
        return [picked(each) for each in rows]

    return PickField("mentee", label, find, hint="Type part of a name or reference")


def mentor_field(desk: Desk, label: str = "Mentor", *, optional: bool = False) -> PickField:
    """Return a field of one mentor."""

    def find(words: str) -> list[Picked]:
        return (
            [picked(each) for each in desk.read(mentors_found, words, (), desk.today())]
            if words.strip()
            else []
        )

    return PickField("mentor", label, find, optional=optional)
