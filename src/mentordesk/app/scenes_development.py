"""The tabs and dialogs of development plans, training and standards, for pictures and for tests."""

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QWidget

from mentordesk.app.studio import Studio
from mentordesk.features.volunteers.queries.development import (
    DevelopmentView,
    development_page,
    development_view,
)
from mentordesk.features.volunteers.screens import development_forms
from mentordesk.features.volunteers.screens.printing import show_development
from mentordesk.features.volunteers.screens.report_dialogs import make_development
from mentordesk.kernel.links import Link
from mentordesk.kernel.paging import ListAsk
from mentordesk.records.development import DevelopmentState
from mentordesk.ui.desk import Desk

Dialogs = tuple[tuple[str, Callable[[], object]], ...]
Tabs = Callable[[Studio, str], Iterator[tuple[str, QWidget]]]


def development_tabs(studio: Studio, tabs: Tabs) -> Iterator[tuple[str, QWidget]]:
    """Go through the page of a volunteer with a plan, and of one without."""
    for name, state in (("planned", DevelopmentState.IN_PLACE), ("unplanned", DevelopmentState.NONE)):
        studio.desk.go(Link("mentor", _volunteer(studio.desk, state)))
        yield from tabs(studio, name)
    studio.desk.go(Link("development", filters=(("state", DevelopmentState.REVIEW_DUE),)))
    studio.settle()
    yield "development-due", studio.window


def development_dialogs(desk: Desk) -> Dialogs:
    """Return every dialog of development plans with what opens it."""
    view = _view(desk, DevelopmentState.IN_PLACE)
    return (
        (
            "begin-plan",
            lambda: development_forms.begin_plan(desk, _view(desk, DevelopmentState.NONE)),
        ),
        ("development-plan", lambda: development_forms.edit_plan(desk, view)),
        ("new-objective", lambda: development_forms.new_objective(desk, view)),
        ("objective", lambda: development_forms.edit_objective(desk, view, view.objectives[0])),
        ("reach-objective", lambda: development_forms.reach(desk, view, view.objectives[-1])),
        ("sign-plan", lambda: development_forms.sign(desk, view)),
        ("review-plan", lambda: development_forms.review(desk, view)),
        ("development-review", lambda: development_forms.edit_review(desk, view, view.reviews[0])),
        ("ways-of-learning", lambda: development_forms.edit_sources(desk)),
        ("volunteer-paper", lambda: make_development(desk)),
        ("development-preview", lambda: show_development(desk, view.volunteer_id)),
    )


def _view(desk: Desk, state: DevelopmentState) -> DevelopmentView:
    return desk.read(development_view, _volunteer(desk, state))


def _volunteer(desk: Desk, state: DevelopmentState) -> int:
    return desk.read(development_page, ListAsk(filters=(("state", state),))).rows[0].id
