"""The pages and dialogs of volunteers, for pictures and for tests."""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtWidgets import QWidget

from mentordesk.app.studio import Studio
from mentordesk.features.volunteers.queries.checks import checks_sheet
from mentordesk.features.volunteers.queries.lists import VolunteersShown, volunteer_page
from mentordesk.features.volunteers.queries.one import VolunteerView, volunteer_view
from mentordesk.features.volunteers.queries.support import support_view
from mentordesk.features.volunteers.rules.checks import Check
from mentordesk.features.volunteers.screens.check_forms import (
    edit_check,
    edit_lists,
    edit_settings,
    new_check,
)
from mentordesk.features.volunteers.screens.forms import (
    edit_spell,
    edit_stages,
    edit_volunteer,
    leaving,
    move,
    new_spell,
    new_volunteer,
)
from mentordesk.features.volunteers.screens.report_forms import (
    make_badges,
    make_volunteer_report,
    show_profile,
)
from mentordesk.features.volunteers.screens.support_forms import (
    choose_supporter,
    edit_talk,
    new_group_talk,
    new_talk,
    plan,
)
from mentordesk.kernel.links import Link
from mentordesk.kernel.paging import ListAsk
from mentordesk.ui.desk import Desk

Dialogs = tuple[tuple[str, Callable[[], object]], ...]
Tabs = Callable[[Studio, str], Iterator[tuple[str, QWidget]]]


def volunteer_tabs(studio: Studio, tabs: Tabs) -> Iterator[tuple[str, QWidget]]:
    """Go through the pages of somebody who serves, somebody who left, and a list that a figure opens."""
    desk = studio.desk
    desk.go(Link("mentor", _serving(desk).id))
    yield from tabs(studio, "volunteer")
    desk.go(Link("mentor", _left(desk)))
    yield from tabs(studio, "leaver")
    desk.go(Link("some_volunteers", filters=(("view", VolunteersShown.NO_MONEY),)))
    studio.settle()
    yield "volunteers-idle", studio.window
    for kind in ("support_talks", "support_actions", "given_hours"):
        desk.go(Link(kind))
        studio.settle()
        yield kind.replace("_", "-"), studio.window


def volunteer_dialogs(desk: Desk) -> Dialogs:
    """Return every dialog of volunteers with what opens it."""
    view = _serving(desk)
    chosen, names = [(view.id, view.version)], [view.draft.name]
    return (
        ("new-volunteer", lambda: new_volunteer(desk)),
        ("edit-volunteer", lambda: edit_volunteer(desk, view.id)),
        ("move-volunteer", lambda: move(desk, chosen, names)),
        ("leaving", lambda: leaving(desk, view)),
        ("new-spell", lambda: new_spell(desk, view.id)),
        ("edit-spell", lambda: edit_spell(desk, view.id, view.spells[0])),
        ("stages", lambda: edit_stages(desk)),
        ("talk", lambda: new_talk(desk, view.id)),
        ("edit-talk", lambda: edit_talk(desk, desk.read(support_view, view.id).talks[0].id)),
        ("plan-talk", lambda: plan(desk, view.id)),
        ("group-talk", lambda: new_group_talk(desk)),
        ("supporter", lambda: choose_supporter(desk, desk.read(support_view, view.id))),
        ("volunteer-report", lambda: make_volunteer_report(desk)),
        ("badges", lambda: make_badges(desk)),
        ("volunteer-profile", lambda: show_profile(desk, view.id)),
        ("due-settings", lambda: edit_settings(desk)),
        ("volunteer-lists", lambda: edit_lists(desk)),
        *((f"check-{check}", partial(new_check, desk, view.id, check)) for check in Check),
        ("edit-check", lambda: edit_check(desk, view.id, desk.read(checks_sheet, view.id).rows[0])),
    )


def _serving(desk: Desk) -> VolunteerView:
    rows = desk.read(volunteer_page, ListAsk(sort="mentees", descending=True)).rows
    return desk.read(volunteer_view, rows[0].id)


def _left(desk: Desk) -> int:
    ask = ListAsk(filters=(("view", VolunteersShown.GONE),), sort="since")
    return desk.read(volunteer_page, ask).rows[0].id
