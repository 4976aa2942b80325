"""Volunteers in a casebook, for these tests."""

from datetime import date
from typing import Any

from mentordesk.features.volunteers.operations.pipeline import add_volunteer, move_volunteers
from mentordesk.features.volunteers.queries.lists import stage_choices
from mentordesk.features.volunteers.queries.one import VolunteerView, volunteer_view
from mentordesk.features.volunteers.rules.pipeline import EnquiryDraft, MoveDraft
from mentordesk.store.casebook import Store

ASKED = date(2026, 3, 2)


def asked(store: Store, name: str = "Ola Brandt", day: date = ASKED, **more: Any) -> int:
    """Somebody who has asked to volunteer."""
    return store.write(add_volunteer, EnquiryDraft(name=name, asked_date=day, **more))


def seen(store: Store, number: int) -> VolunteerView:
    """A volunteer as their page shows them."""
    return store.read(volunteer_view, number)


def stage(store: Store, name: str) -> int:
    """The number of a stage."""
    return next(number for number, called in store.read(stage_choices) if called == name)


def moved(store: Store, number: int, name: str, day: date, **more: Any) -> None:
    """A volunteer taken to a stage on a day."""
    draft = MoveDraft(stage(store, name), day, **more)
    store.write(move_volunteers, ((number, seen(store, number).version),), draft)
