"""Volunteers with development plans, for these tests."""

from datetime import date
from typing import Any

from mentordesk.features.volunteers.operations.development import (
    add_objective,
    begin_development,
    sign_development,
)
from mentordesk.features.volunteers.queries.development import DevelopmentView, development_view
from mentordesk.features.volunteers.rules.development import DevelopmentDraft, ObjectiveDraft, SigningDraft
from mentordesk.store.casebook import Store
from tests.features.matches.facts import a_mentor

BEGUN, FIRST_REVIEW = date(2026, 2, 2), date(2026, 8, 3)
PLAN = DevelopmentDraft(BEGUN, 6, FIRST_REVIEW, "Listens well.", "To lead a group.")
LISTEN = ObjectiveDraft("Learn to hold a difficult talk", "Two were hard", "Go to the day", "Asha")
SIGNED = SigningDraft("Rashid Anwar", date(2026, 2, 9), "Asha Karim", date(2026, 2, 16))


def a_plan(store: Store, *, signed: bool = False, **more: Any) -> DevelopmentView:
    """A mentor with a plan of one objective, and signed by both if so said."""
    volunteer = a_mentor(store, **more)
    plan = store.write(begin_development, volunteer, PLAN)
    store.write(add_objective, plan, LISTEN)
    if signed:
        store.write(sign_development, plan, 1, SIGNED)
    return store.read(development_view, volunteer)
