"""What volunteers offer to the program: the place, their page, search, settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentordesk.features.volunteers.operations.pipeline import add_volunteer
from mentordesk.features.volunteers.queries.board import stages_sheet
from mentordesk.features.volunteers.queries.lists import found_volunteers, volunteer_page, volunteers_waiting
from mentordesk.ui.feature import Feature, Filters, Found, New, Place

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from mentordesk.ui.desk import Desk


def _place(desk: Desk) -> QWidget:
    from mentordesk.features.volunteers.screens.lists import VolunteerPlace

    return VolunteerPlace(desk)


def _volunteer(desk: Desk, number: int) -> QWidget:
    from mentordesk.features.volunteers.screens.volunteer_page import VolunteerPage

    return VolunteerPage(desk, number)


def _volunteers(desk: Desk, filters: Filters) -> QWidget:
    from mentordesk.features.volunteers.screens.lists import VolunteerList

    return VolunteerList(desk, filters, in_tab=False)


def _stages(desk: Desk) -> QWidget:
    from mentordesk.features.volunteers.screens.settings import StagesPage

    return StagesPage(desk)


def _new(desk: Desk) -> None:
    from mentordesk.features.volunteers.screens.forms import new_volunteer

    new_volunteer(desk)


def _search(desk: Desk, words: str) -> list[Found]:
    if not desk.may(found_volunteers):
        return []
    return [
        Found(row.title, row.detail, "hand-heart", row.link) for row in desk.read(found_volunteers, words)
    ]


FEATURE = Feature(
    "volunteers",
    "Volunteers",
    "hand-heart",
    places=(
        Place(
            "volunteers",
            "Volunteers",
            "hand-heart",
            _place,
            volunteer_page,
            lambda desk: desk.read(volunteers_waiting),
        ),
    ),
    settings=(Place("stages", "Volunteers", "hand-heart", _stages, stages_sheet),),
    links={"mentor": _volunteer},
    lists={"some_volunteers": _volunteers},
    new=(New("New volunteer", "user-plus", _new, add_volunteer),),
    search=_search,
)
