"""The tabs and dialogs of development plans, training and standards, for pictures and for tests."""

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QWidget

from mentordesk.app.studio import Studio
from mentordesk.features.volunteers.queries.development import (
    DevelopmentView,
    development_page,
    development_view,
)
from mentordesk.features.volunteers.queries.standards import standard_choices, standard_view
from mentordesk.features.volunteers.queries.training import (
    course_page,
    need_page,
    offer_page,
    training_event_page,
)
from mentordesk.features.volunteers.queries.training_one import training_event_view, training_view
from mentordesk.features.volunteers.queries.training_rows import DoneShown
from mentordesk.features.volunteers.screens import (
    development_forms,
    learner_forms,
    standards,
    training_forms,
)
from mentordesk.features.volunteers.screens.printing import show_development, show_training
from mentordesk.features.volunteers.screens.report_dialogs import (
    make_development,
    make_standard,
    make_training,
)
from mentordesk.kernel.links import Link
from mentordesk.kernel.paging import ListAsk
from mentordesk.records.development import DevelopmentState
from mentordesk.ui.contents import Contents
from mentordesk.ui.desk import Desk
from mentordesk.ui.tabbed_place import TabbedPlace

Dialogs = tuple[tuple[str, Callable[[], object]], ...]
Tabs = Callable[[Studio, str], Iterator[tuple[str, QWidget]]]


def development_tabs(studio: Studio, tabs: Tabs) -> Iterator[tuple[str, QWidget]]:
    """Go through the page of a volunteer with a plan, and of one without."""
    for name, state in (("planned", DevelopmentState.IN_PLACE), ("unplanned", DevelopmentState.NONE)):
        studio.desk.go(Link("mentor", _volunteer(studio.desk, state)))
        yield from tabs(studio, name)
    yield from _training(studio)
    studio.desk.go(Link("development", filters=(("state", DevelopmentState.REVIEW_DUE),)))
    studio.settle()
    yield "development-due", studio.window


def _training(studio: Studio) -> Iterator[tuple[str, QWidget]]:
    """Go through the lists of training, the page of a training day, and the standards."""
    desk = studio.desk
    studio.window.show_place("volunteers")
    page = studio.window.page()
    if isinstance(page, TabbedPlace):
        page.show_tab("Training")
        contents = page.tabs.currentWidget().findChild(Contents)
        for place in range(contents.count() if contents else 0):
            if contents:
                contents.show_page(place)
                studio.settle()
                yield f"training-{contents.label(place).lower().replace(' ', '-')}", studio.window
        page.tabs.setCurrentIndex(0)
    desk.go(Link("training_event", _event(desk)))
    studio.settle()
    yield "training-day", studio.window
    desk.go(Link("standard", desk.read(standard_choices)[0][0]))
    studio.settle()
    yield "standard", studio.window
    desk.go(Link("training_done", filters=(("shown", DoneShown.DUE),)))
    studio.settle()
    yield "training-due", studio.window


def _event(desk: Desk) -> int:
    return desk.read(training_event_page, ListAsk(sort="day", descending=True)).rows[0].id


def training_dialogs(desk: Desk) -> Dialogs:
    """Return every dialog of training and of standards with what opens it."""
    course = desk.read(course_page, ListAsk(sort="title")).rows[0]
    offer = desk.read(offer_page, ListAsk()).rows[0]
    number = desk.read(need_page, ListAsk(sort="noted")).rows[0].volunteer_id
    view = desk.read(training_view, number)
    event = desk.read(training_event_view, _event(desk))
    standard = desk.read(standard_view, desk.read(standard_choices)[0][0])
    return (
        ("new-training-course", lambda: training_forms.new_course(desk)),
        ("training-course", lambda: training_forms.edit_course(desk, course)),
        ("new-training-day", lambda: training_forms.new_event(desk)),
        ("training-day", lambda: training_forms.edit_event(desk, event)),
        ("training-register", lambda: training_forms.edit_register(desk, event)),
        ("new-offer", lambda: training_forms.new_offer(desk)),
        ("training-offer", lambda: training_forms.edit_offer(desk, offer)),
        ("volunteer-roles", lambda: training_forms.edit_roles(desk)),
        ("new-training", lambda: learner_forms.new_training(desk, number)),
        ("training-done", lambda: learner_forms.edit_training(desk, view.done[0])),
        ("certificate", lambda: learner_forms.attach_certificate(desk, view.done[0])),
        ("new-need", lambda: learner_forms.new_need(desk, number)),
        ("training-need", lambda: learner_forms.edit_need(desk, view.needs[0])),
        ("role-holding", lambda: learner_forms.edit_holdings(desk, view)),
        ("training-paper", lambda: make_training(desk)),
        ("training-preview", lambda: show_training(desk, number)),
        ("new-standard", lambda: standards.new_standard(desk)),
        ("standard", lambda: standards.edit_standard(desk, standard)),
        (
            "standard-evidence",
            lambda: standards.edit_evidence(desk, standard, standard.requirements[2]),
        ),
        ("standard-paper", lambda: make_standard(desk)),
        ("standard-preview", lambda: standards.show_standard(desk, standard.id)),
    )


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
